import { z } from 'zod'
import type { Aggregate, AnyAggregate } from './aggregate.js'
import type { EventType, Fact } from './event.js'
import { type Rule, isRuleOfTheBody } from './rules.js'
import type { KeyRing } from '../personal-data/key-ring.js'
import { Text, described, distinct, label, ref } from './shapes.js'

/** What a decision may know besides its input and its stream. */
export interface Context<V = undefined> {
  /** Today in Asia/Bangkok. */
  readonly today: string
  /** Id of the thing the command is about: of the stream that it creates or changes. */
  readonly id: string
  readonly actor: string
  readonly forPost?: string
  /** What was read from other streams before deciding; nothing where its context gathers none for the command. */
  readonly evidence: V
  /** SHA-256 of the secret that only the answer tells, in hexadecimal: of a command that is declared to tell one. */
  readonly secretDigest?: string
  /** A new id that is the same whenever this command is repeated. */
  newId(category: string, n?: number): string
  /** What is personal in the state, which holds it as it was recorded, in plain; null where it was erased. */
  plain<T>(recorded: T): T | null
  /**
   * Refuses with a rule of the body, unless the caller asked to record despite it; then the breach is kept with the event that breaks it,
   * or with the first one where none is given.
   */
  judge(holds: unknown, rule: Rule, field?: string, fact?: Fact): void
}

/** What evidence may be gathered from: other streams, through their context's contract. */
export interface Sources {
  /** The state of another stream now, with the revision read (null where there is no such stream). */
  load<S>(aggregate: Aggregate<S, readonly EventType[]>, id: string): Promise<{ state: S; revision: number | null }>
  /** A look-up in a view: may be stale, so no invariant may rest on it. */
  lookUp<A, R>(query: { readonly name: string; run(views: any, args: A): R }, args: A): Promise<R>
}

export interface Command {
  readonly name: string
  readonly aggregate: AnyAggregate
  /** True when it begins a stream. */
  readonly creates: boolean
  /** The body, without target, idempotency key and the like. */
  readonly shape: z.ZodObject
  readonly doc: string
  /** True when the key of the thing's personal data is destroyed once it is recorded, again whenever it is repeated. */
  readonly erases?: boolean
  /** True when a secret is made for it, which its first answer tells and nothing keeps; or how it follows from the keys, by which it can be made again. */
  readonly tellsSecret?: boolean | SecretOf
  /** Of what there is one for each thing that the input names: the id of that one, which it begins or, where it has begun, changes. */
  readonly oneFor?: (input: any) => string
  decide(input: any, state: any, context: Context<any>): Fact[]
}

/** A secret that nobody without the keys can make: of a thing, by the command that asked for it. */
export type SecretOf = (of: { readonly keys: Pick<KeyRing, 'digest'>; readonly id: string; readonly commandId: string }) => string

/** Reads what a decision must know of other streams. */
export type Gather = (input: any, sources: Sources, state: any, id: string) => Promise<unknown>

/** By the name of the command: what is gathered before it decides. */
export type Evidence = Readonly<Record<string, Gather>>

/** The commands that decide on the same evidence. */
export const evidenceFor = (commands: readonly Command[], gather: Gather): Evidence =>
  Object.fromEntries(commands.map(({ name }) => [name, gather]))

type FactOf<E> = E extends EventType<infer N, infer D> ? Fact<N, D> : never
type Facts<E extends readonly EventType[]> = FactOf<E[number]>

interface Options {
  /** What it does, in a sentence; becomes the mutation's description. */
  readonly doc?: string
  readonly erases?: boolean
  readonly tellsSecret?: boolean | SecretOf
  readonly oneFor?: (input: any) => string
}

type Declare = <const N extends string, S, const E extends readonly EventType[], const R extends z.ZodRawShape, V = undefined>(
  name: N,
  aggregate: Aggregate<S, E>,
  shape: R,
  options: Options,
  decide: (input: z.infer<z.ZodObject<R>>, state: S, context: Context<V>) => Facts<E>[],
) => Command

const declare =
  (creates: boolean): Declare =>
  (name, aggregate, shape, { doc = '', erases = false, tellsSecret = false, oneFor }, decide) => ({
    name,
    aggregate: aggregate,
    creates,
    shape: z.strictObject(shape),
    doc,
    erases,
    tellsSecret,
    ...(oneFor && { oneFor }),
    decide,
  })

/** A command about something that exists; its input names it by the aggregate's category, as in `commitment: ID!`. */
export const command = declare(false)

/** A command that begins a stream; its id derives from the idempotency key, or from what it is the one for: then it may have begun before. */
export const creation = declare(true)

/** The commands that modules declare: a new one is there once it is declared. */
export const commandsOf = (...modules: readonly object[]): readonly Command[] =>
  modules.flatMap((module) => Object.values(module).filter((each: unknown): each is Command => isCommand(each)))

const isCommand = (each: unknown) => typeof each === 'object' && each !== null && 'decide' in each && 'aggregate' in each

/** A rule of the body that the caller asks to record despite, with the reason that every view and document will show. */
export const RecordDespite = z
  .strictObject({
    rule: Text.max(100).refine(isRuleOfTheBody, 'NotARuleOfABody').meta(label('กฎ', 'Rule')),
    reason: Text.max(2_000).meta(label('เหตุผล', 'Reason')),
  })
  .meta({ id: 'RecordDespite' })

/** What a caller sends beside the body of a command. */
export const envelope = {
  idempotencyKey: Text.max(200)
    .regex(/^\P{Cc}*$/u, 'ControlCharacter')
    .meta({
      description: described(
        'รหัสกันบันทึกซ้ำ ผู้ส่งตั้งเอง ใช้รหัสใหม่ทุกครั้งที่บันทึกเรื่องใหม่ ส่งรหัสเดิมอีกครั้งไม่เกิดการบันทึกซ้ำ',
        'Chosen by the client, new for every intended change: the same key again records nothing twice.',
      ),
    }),
  expectedRevision: z
    .int()
    .min(0)
    .optional()
    .meta({
      description: described(
        'ลำดับที่เห็นล่าสุด หากไม่ใช่ลำดับสุดท้ายแล้วจะตอบ RevisionConflict',
        'The revision you have seen; refused as RevisionConflict when it is no longer the last.',
      ),
    }),
  recordDespite: distinct(z.array(RecordDespite).max(20), ({ rule }) => rule)
    .optional()
    .meta({
      description: described('กฎของคณะที่ไม่เป็นไปตามนั้น แต่ต้องบันทึก', 'Rules of the body that were broken and must be recorded all the same.'),
    }),
}

/** The target field of a command's input. */
export const targetOf = (command: Command) => (command.creates ? {} : { [command.aggregate.category]: ref(command.aggregate.category) })
