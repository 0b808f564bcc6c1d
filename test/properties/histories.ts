/**
 * Random histories made of the declarations alone: every command of every context, with inputs made from its shape, so that a new
 * command, field or context is covered without a line here.
 */
import { type Runtime, configurationFrom, contexts, openRuntime } from '@prasan/api'
import {
  type Breach,
  type Clock,
  type Command,
  type Day,
  type LoggedEvent,
  type Outcome,
  addDays,
  categoryOf,
  clockAt,
  commandIdOf,
  handle,
  metaOf,
  plainOf,
  same,
  unwrapped,
  z,
} from '@prasan/event-sourcing'
import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const commands: readonly Command[] = contexts.flatMap((context) => context.commands)
export const categories: readonly string[] = [...new Set(commands.map(({ aggregate }) => aggregate.category))]
export const nodes = new Map(contexts.flatMap((context) => context.nodes.map((node) => [node.category, node])))

/** A history begins on the first of these days and ends, a day at a time, on the last; what it tells is of any of them. */
const TODAYS = ['2026-03-10', '2026-05-20', '2026-07-01', '2026-09-30', '2026-10-01'] as const
const DAYS = ['2025-10-01', '2026-01-15', '2026-03-10', '2026-05-19', '2026-05-20', '2026-08-01', '2026-10-01', '2027-03-31'] as const
/** The days on which something can begin or end, and those before and after. */
export const ASKED: readonly Day[] = [...new Set([...DAYS, ...TODAYS].flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))].sort()

export interface Step {
  /** Which of the commands; those of the history's category are asked more often. */
  readonly command: number
  readonly seed: number
}
export interface Story {
  readonly about: string
  /** Names of commands that are tried oftener than by chance. */
  readonly sought?: readonly string[]
  readonly steps: readonly Step[]
}

const numbers = fc.nat({ max: 0x7fffffff })
export const stories = (steps: number): fc.Arbitrary<Story> =>
  fc.record({
    about: fc.constantFrom(...categories),
    steps: fc.array(fc.record({ command: numbers, seed: numbers }), { minLength: steps / 2, maxLength: steps }),
  })

type Dice = (sides: number) => number
/** Mulberry32: the same throws for the same seed. */
function diceOf(seed: number): Dice {
  let state = seed | 0
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

const AREAS = [
  { code: '56', level: 'province', name: { th: 'พะเยา' } },
  { code: '5601', level: 'district', parent: '56', name: { th: 'เมืองพะเยา' } },
]
const TEXTS = [
  'ก',
  'ข',
  '09:00',
  '12:30',
  '5602',
  '5601',
  '2026',
  'text/csv',
  'https://example.org/',
  'a@example.org',
  'ก'.repeat(30),
  'FREQ=DAILY',
  'FREQ=WEEKLY;INTERVAL=2',
]

/** A value of the shape; undefined where none can be made, as while nothing is recorded that a reference could name. */
function valueOf(schema: z.ZodType, dice: Dice, known: (category: string) => readonly string[]): unknown {
  const { inner, optional } = unwrapped(schema)
  if (optional && dice(5) < 2) return undefined
  const { refs, scalar, oneOf } = metaOf(inner)
  const oneFrom = <T>(values: readonly T[]) => (values.length > 0 ? values[dice(values.length)] : undefined)
  if (refs) return oneFrom(refs.flatMap((category) => known(category)))
  if (scalar === 'Day') return oneFrom(DAYS)
  if (scalar === 'DateTime') return `${oneFrom(DAYS)}T09:00:00+07:00`
  if (oneOf) {
    const key = oneFrom(Object.keys(oneOf))!
    const part = valueOf(oneOf[key]!, dice, known)
    return part === undefined ? undefined : { [key]: part }
  }
  if (inner instanceof z.ZodObject) {
    const entries = Object.entries(inner.shape).map(([key, part]) => [key, part, valueOf(part as z.ZodType, dice, known)] as const)
    if (entries.some(([, part, value]) => value === undefined && !unwrapped(part as z.ZodType).optional)) return undefined
    return Object.fromEntries(entries.flatMap(([key, , value]) => (value === undefined ? [] : [[key, value]])))
  }
  if (inner instanceof z.ZodArray) {
    const values = Array.from({ length: 1 + dice(3) }, () => valueOf(inner.element as z.ZodType, dice, known))
    return values.filter((value) => value !== undefined)
  }
  if (inner instanceof z.ZodEnum) return oneFrom(inner.options)
  if (inner instanceof z.ZodBoolean) return dice(2) === 0
  if (inner instanceof z.ZodNumber) {
    const few = [1, 2, 3, 0, 50, 2569].filter((value) => inner.safeParse(value).success)
    return oneFrom(few)
  }
  if (inner instanceof z.ZodUnion) return valueOf(oneFrom(inner.options as readonly z.ZodType[])!, dice, known)
  if (inner instanceof z.ZodString) {
    const few = TEXTS.filter((value) => inner.safeParse(value).success)
    return oneFrom(few.length > 2 ? few.slice(0, 2) : few)
  }
  return undefined
}

/** What one attempt of a command was, and what came of it. */
export interface Attempt {
  readonly command: Command
  readonly id: string | undefined
  readonly input: Record<string, unknown>
  readonly recordDespite: readonly Breach[]
  readonly outcome: Outcome
}

/** Where a history is kept. */
interface Kept {
  readonly runtime: Runtime
  close(): Promise<void>
}

async function onAFolderOfItsOwn(clock: Clock): Promise<Kept> {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-property-'))
  const runtime = await openRuntime({ ...configurationFrom({ PRASAN_DEMO: 'false' }), dataDir: folder, clock })
  runtime.start()
  return {
    runtime,
    async close() {
      await runtime.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A whole Prasan on a data folder of its own, whose history grows by stories. */
export class History {
  today: Day = TODAYS[0]
  /** Ids by category, in the order in which the log first names them. */
  readonly known = new Map<string, string[]>()
  private readonly streams = new Map<string, string[]>()
  /** The stream in which an id stands first; of what has a stream of its own, that. */
  readonly streamOf = new Map<string, string>()
  private readonly seen: LoggedEvent[] = []
  private tries = 0

  private constructor(private readonly kept: Kept) {}

  get runtime(): Runtime {
    return this.kept.runtime
  }

  static async open(opened: (clock: Clock) => Promise<Kept> = onAFolderOfItsOwn): Promise<History> {
    const holder: { history?: History } = {}
    const history = new History(await opened({ now: () => clockAt(holder.history?.today ?? TODAYS[0]).now() }))
    const { runtime } = history
    holder.history = history
    await history.give({
      command: commands.find(({ name }) => name === 'ListAreas')!,
      id: undefined,
      input: { areas: AREAS },
      recordDespite: [],
    })
    history.known.set('file', [`file-${await runtime.files.put(Buffer.from('x'))}`])
    history.known.set(
      'area',
      AREAS.map(({ code }) => `area-${code}`),
    )
    for (let round = 0; round < 2; round++)
      for (const [index, command] of commands.entries())
        if (command.creates) await history.step({ command: index, seed: index + round * 1_000 })
    return history
  }

  /** Tells the story, `without` the commands of these names; `told` sees each attempt before (outcome not known yet) and after. */
  async tell(
    story: Story,
    told?: { before?(of: Omit<Attempt, 'outcome'>): unknown; after?(attempt: Attempt, before: unknown): Promise<void> | void },
    without: readonly string[] = [],
  ): Promise<void> {
    const own = commands.flatMap(({ aggregate }, index) => (aggregate.category === story.about ? [index] : []))
    const sought = commands.flatMap(({ name }, index) => (story.sought?.includes(name) ? [index] : []))
    for (const [n, { command, seed }] of story.steps.entries()) {
      this.today = TODAYS[Math.floor((n * TODAYS.length) / story.steps.length)]!
      const among = seed % 4 === 1 && sought.length > 0 ? sought : own
      const index = seed % 4 === 0 ? command % commands.length : among[command % among.length]!
      if (!without.includes(commands[index]!.name)) await this.step({ command: index, seed }, told)
    }
  }

  /** Tries a command with some inputs until one is recorded. */
  private async step({ command: index, seed }: Step, told: Parameters<History['tell']>[1] = {}): Promise<void> {
    const command = commands[index]!
    for (let attempt = 0; attempt < 6; attempt++) {
      const dice = diceOf(seed + attempt * 7_919)
      const own = (this.streams.get(command.aggregate.category) ?? []).slice(dice(4) === 0 ? 0 : -3)
      const id = command.creates ? undefined : own[dice(own.length)]
      const input = valueOf(command.shape, dice, (category) => this.idsFor(id, category, dice)) as Record<string, unknown> | undefined
      if (!input || (!command.creates && id === undefined)) return
      const recordDespite: Breach[] = []
      for (;;) {
        const asked = { command, id, input, recordDespite }
        const before = told.before?.(asked)
        const outcome = await this.give(asked)
        await told.after?.({ ...asked, outcome }, before)
        if (outcome.is === 'Recorded') return
        if (outcome.is !== 'RuleBroken' || outcome.rule.of === 'record' || recordDespite.length > 3 || dice(2) === 0) break
        recordDespite.push({ rule: outcome.rule.code, reason: 'ตามที่เกิดขึ้นจริง' })
      }
    }
  }

  /** Ids that a reference may name: mostly of the thing's own parts, or lately begun; now and then of any. */
  private idsFor(id: string | undefined, category: string, dice: Dice): readonly string[] {
    const all = this.known.get(category) ?? []
    if (dice(5) === 0) return all
    const parts = all.filter((each) => this.streamOf.get(each) === id && each !== id)
    return parts.length > 0 ? parts : all.slice(-4)
  }

  /** The same attempt with each of its fields, one at a time, said otherwise. */
  otherwise({ command, id, input, recordDespite }: Attempt, seed: number): Omit<Attempt, 'outcome'>[] {
    return Object.entries(command.shape.shape).flatMap(([field, schema], n) => {
      const dice = diceOf(seed + n)
      const value = valueOf(schema as z.ZodType, dice, (category) => this.idsFor(id, category, dice))
      if (value === undefined || same(value, input[field])) return []
      return [{ command, id, input: { ...input, [field]: value }, recordDespite }]
    })
  }

  /** What the events of a stream say. */
  recordedOf(id: string): readonly unknown[] {
    const opened = (data: object) =>
      Object.fromEntries(Object.entries(data).map(([field, value]) => [field, plainOf(this.runtime.handling.keys, id, value)]))
    return this.seen.filter((event) => event.id === id).map(({ data }) => opened(data))
  }

  /** Gives a command under a key of its own, and waits for the views and the reactions. */
  async give({ command, id, input, recordDespite }: Omit<Attempt, 'outcome'>): Promise<Outcome> {
    const actor = 'system:test'
    const outcome = await handle(this.runtime.handling, {
      command,
      input,
      ...(id !== undefined && { id }),
      commandId: commandIdOf(actor, `${++this.tries}`, id),
      actor,
      ...(recordDespite.length > 0 && { recordDespite }),
    })
    if (outcome.is === 'Recorded' && outcome.events.length > 0) await this.settle()
    return outcome
  }

  /** Waits until the reactions to all that is recorded are recorded too and the views show it, and learns the new ids. */
  private async settle(): Promise<void> {
    const { store, views, processes, registry } = this.runtime
    for (;;) {
      const from = this.seen.at(-1)?.position
      const added: LoggedEvent[] = []
      for await (const recorded of store.readAll(from === undefined ? {} : { from })) {
        const event = registry.read(recorded)
        if (from === undefined || event.position > from) added.push(event)
      }
      if (added.length === 0) break
      this.seen.push(...added)
      for (const event of added) this.learn(event)
      const { position } = added.at(-1)!
      while (!(await views.waitFor(position, 1_000)));
      while ((processes.position ?? -1n) < position) await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }

  private learn(event: LoggedEvent): void {
    const streams = this.streams.get(categoryOf(event.id)) ?? []
    if (!streams.includes(event.id)) this.streams.set(categoryOf(event.id), [...streams, event.id])
    const ids = new Set([event.id, ...(JSON.stringify(event.data).match(/[a-zA-Z]+-(?:[0-9a-f]{8}-[0-9a-f-]{27}|\d{2,8})(?=")/g) ?? [])])
    for (const id of ids) {
      const known = this.streamOf.has(id)
      if (!known || id === event.id) this.streamOf.set(id, event.id)
      if (!known) this.known.set(categoryOf(id), [...(this.known.get(categoryOf(id)) ?? []), id])
    }
  }

  close(): Promise<void> {
    return this.kept.close()
  }
}
