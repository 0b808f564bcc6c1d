/** Given, when, then: the whole vocabulary of the tests of deciders and views. */
import { expect } from '@jest/globals'
import { MemoryEventStore } from '@prasan/event-store'
import type { AnyAggregate, Recorded } from '../declaring/aggregate.js'
import type { Attachment } from '../files/attachment.js'
import { clockAt } from '../time/clock.js'
import type { Command, Context } from '../declaring/command.js'
import { daysOutOfTime } from '../time/days.js'
import type { Fact } from '../declaring/event.js'
import { commandIdOf, idWithin, sealOf } from '../log/ids.js'
import type { Metadata } from '../log/registry.js'
import { Registry } from '../log/registry.js'
import { type Breach, type Rule, RuleRefused } from '../declaring/rules.js'
import { ReadModel } from '../views/read-model.js'
import type { View } from '../views/view.js'

export const TODAY = '2026-11-02'
/** Made for every command that tells one. */
export const SECRET = 'a secret'
export const someId = (category: string, name = '1') => `${category}-${idWithin(commandIdOf('test', category), name)}`

/** A file as a command attaches it. */
export const attachable = (content: string): Attachment => ({
  file: `file-${sealOf(content)}`,
  name: `${content}.pdf`,
  type: 'application/pdf',
  size: 1_000,
  disclosure: 'internal',
})

export interface When {
  /** Exactly these events. */
  then(...facts: Fact[]): void
  /** Nothing more to record. */
  thenNothing(): void
  thenRefused(rule: Rule): void
  /** The input is not of its time, as `thenUntimely('on', 'DayHasNotCome')`; the handler answers so before it decides. */
  thenUntimely(field: string, code: 'DayHasNotCome' | 'DayTooFarAhead'): void
  facts(): Fact[]
}

interface Circumstances {
  today?: string
  id?: string
  actor?: string
  evidence?: unknown
  /** Tells the ids that the command begins from those of another. */
  named?: string
  recordDespite?: readonly Breach[]
}

const recorded = (i: number, day: string): Recorded => ({
  revision: BigInt(i),
  recordedAt: `${day}T02:00:00.000Z`,
  day,
  actor: 'system:test',
})

export function given(...facts: Fact[]) {
  return {
    when(command: Command, input: unknown, circumstances: Circumstances = {}): When {
      const aggregate = command.aggregate
      const today = circumstances.today ?? TODAY
      const state = fold(aggregate, facts, today)
      const breaches: Breach[] = []
      const run = () => {
        expect(daysOutOfTime(command.shape, command.shape.parse(input), today)).toEqual([])
        const context: Context<unknown> = {
          today,
          id: circumstances.id ?? someId(aggregate.category),
          actor: circumstances.actor ?? someId('person'),
          evidence: circumstances.evidence,
          ...(command.tellsSecret && { secretDigest: sealOf(SECRET) }),
          newId: (category, n = 0) => someId(category, `${circumstances.named ?? 'new'}:${n}`),
          plain: (recorded) => recorded,
          judge(holds, rule, field) {
            if (holds) return
            const despite = rule.of === 'body' && circumstances.recordDespite?.find((breach) => breach.rule === rule.code)
            if (!despite) throw new RuleRefused(rule, field)
            breaches.push(despite)
          },
        }
        return command.decide(command.shape.parse(input), state, context).map(({ type, data }) => ({ type, data }))
      }
      return {
        then: (...expected) => expect(run()).toEqual(expected.map(({ type, data }) => ({ type, data }))),
        thenNothing: () => expect(run()).toEqual([]),
        thenRefused(rule) {
          let refused: unknown
          try {
            run()
          } catch (error) {
            refused = error
          }
          expect(refused).toBeInstanceOf(RuleRefused)
          expect((refused as RuleRefused).rule.code).toBe(rule.code)
        },
        thenUntimely: (field, code) =>
          expect(daysOutOfTime(command.shape, command.shape.parse(input), today)).toMatchObject([{ field, code }]),
        facts: run,
      }
    },
  }
}

/** The state of an aggregate after these events, recorded on the day. */
export function fold<S>(aggregate: AnyAggregate, facts: readonly Fact[], day = TODAY): S {
  return facts.reduce<unknown>(
    (state, { type, data }, i) =>
      (aggregate.evolve as Record<string, (s: unknown, d: unknown, r: Recorded) => unknown>)[type]!(state, data, recorded(i, day)),
    aggregate.initial,
  ) as S
}

/** An event told of an aggregate, recorded on a day: what a view is fed with. */
export interface Told {
  readonly id: string
  readonly fact: Fact
  readonly on: string
  /** Rules of the body that it was recorded despite. */
  readonly despite?: readonly Breach[]
}

export const told = (id: string, on: string, ...facts: Fact[]): Told[] => facts.map((fact) => ({ id, on, fact }))

/** Feeds real views over the real log order, in memory, and hands them over for questions. */
export async function viewed(views: readonly View[], aggregates: readonly AnyAggregate[], story: readonly Told[]): Promise<ReadModel> {
  const store = new MemoryEventStore()
  const registry = new Registry(store.prefix, aggregates)
  const revisions = new Map<string, bigint>()
  for (const [i, { id, on, fact, despite = [] }] of story.entries()) {
    const metadata: Metadata = {
      version: registry.events.get(fact.type)!.version,
      recordedAt: clockAt(on).now().toISOString(),
      actor: 'system:test',
      command: 'Test',
      commandId: idWithin(commandIdOf('test', id), i),
      digest: '',
      correlationId: '',
      ...(despite.length > 0 && { despite }),
    }
    const revision = revisions.get(id)
    const event = {
      id: idWithin(metadata.commandId, 0),
      type: fact.type,
      data: JSON.parse(JSON.stringify(fact.data)) as never,
      metadata: metadata as never,
    }
    revisions.set(id, (await store.append(registry.streamOf(id), revision ?? 'no-stream', [event])).revision)
  }
  const model = ReadModel.open(':memory:', registry, views)
  await catchUp(model, store)
  return model
}

/** Lets a read model see everything that is in the log now. */
export async function catchUp(model: ReadModel, store: Parameters<ReadModel['follow']>[0]): Promise<void> {
  const stop = new AbortController()
  await model.follow(store, stop.signal, () => model.caughtUp && stop.abort())
}
