// What the decisions on a handover need to remember.
import { type Aggregate, type Day, type Recorded, eventsOf, requireThat, stepAt, withStated, withoutStated } from '@prasan/event-sourcing'
import * as happened from './events.js'
import type { StepKind } from './events.js'
import { HandoverMustBeThere } from './rules.js'
import { type Course, type Handed, type Step, chapters, isThere } from './story.js'

export type HandoverState = { is: 'unknown' } | ({ is: 'opened' } & Handed)

const events = eventsOf(happened)
const known = (state: HandoverState, change: (state: Handed) => Partial<Handed>): HandoverState =>
  state.is === 'unknown' ? state : { ...state, ...change(state) }

const course = (state: HandoverState, item: string, change: (course: readonly Course[]) => readonly Course[]) =>
  known(state, ({ items }) => (items[item] ? { items: { ...items, [item]: change(items[item]) } } : {}))

/** The state with one more step. */
export const withStep = (state: Handed, kind: StepKind, fact: { on: Day }, by: string, number = Infinity): Handed => ({
  ...state,
  steps: [...state.steps, { kind, number, from: fact.on, by, fact } as Step],
})
export const corrected = (state: Handed, number: number, fact: { on: Day }): Handed => ({
  ...state,
  steps: state.steps.map((step) => (step.number === number ? ({ ...step, from: fact.on, fact } as Step) : step)),
})
export const reversed = (state: Handed, number: number): Handed => ({
  ...state,
  steps: state.steps.filter((step) => step.number !== number),
})

const step =
  (kind: StepKind) =>
  (state: HandoverState, fact: { on: Day }, { forPost, actor, revision }: Recorded): HandoverState =>
    known(state, (handed) => withStep(handed, kind, fact, forPost ?? actor, Number(revision)))

export const handover: Aggregate<HandoverState, typeof events> = {
  category: 'handover',
  events,
  initial: { is: 'unknown' },
  onDay(state, day, id) {
    const found = state.is === 'unknown' ? undefined : stepAt(chapters(state), day)
    return found ? { [id]: found.values } : {}
  },
  evolve: {
    HandoverOpened: (_, { items, ...opening }, { day }) => ({
      ...{ is: 'opened', ...opening, reversed: false, steps: [] },
      since: day < opening.on ? day : opening.on,
      items: Object.fromEntries(items.map((item) => [item, []])),
    }),
    HandoverCorrected: (state, { on, leaver }) =>
      known(state, ({ since }) => ({ on, leaver, reversed: false, since: since < on ? since : on })),
    HandoverReversed: (state) => known(state, () => ({ reversed: true })),
    ItemAdded: (state, { item }) => known(state, ({ items }) => ({ items: { ...items, [item]: items[item] ?? [] } })),
    ItemDropped: (state, { item }) => known(state, ({ items: { [item]: _, ...items } }) => ({ items })),
    ItemSettled: (state, { item, on, how }) => course(state, item, (all) => withStated(all, { from: on, how })),
    ItemReopened: (state, { item, on }) => course(state, item, (all) => withStated(all, { from: on, how: 'waiting' })),
    ItemCourseReversed: (state, { item, on }) => course(state, item, (all) => withoutStated(all, on)),
    NoteWritten: step('note'),
    ItemAccepted: step('receipt'),
    ItemContested: step('contest'),
    HandoverAccepted: step('acceptance'),
    ReadingAcknowledged: step('reading'),
    HandoverLapsed: step('lapse'),
    HandoverStepCorrected: (state, { step, rightly }) =>
      known(state, (handed) => corrected(handed, step, Object.values(rightly)[0] as { on: Day })),
    HandoverStepReversed: (state, { step }) => known(state, (handed) => reversed(handed, step)),
  },
}

/** @throws RuleRefused where it is not there on the day */
export function requireThere(state: HandoverState, day?: Day, field = ''): asserts state is { is: 'opened' } & Handed {
  requireThat(state.is === 'opened' && !state.reversed && (day === undefined || isThere(state, day)), HandoverMustBeThere, field)
}
