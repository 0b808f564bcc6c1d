/**
 * The story of a handover: its items, what becomes of each, and what people say, in the order of their days. HandoverConservesDuties: on every day
 * each item is in exactly one state, so that what was owed before is what waits, is accepted, contested, done with, transferred, handed on or lapsed.
 */
import { type Day, addDays, begins, hasBegun, inOrder, stepAt } from '@prasan/event-sourcing'
import type { Settlement, StepFact, StepKind } from './events.js'

/** Days after which what nobody accepted lapses. */
export const DAYS_TO_ACCEPT = 90

interface StepOf<K extends StepKind> {
  readonly kind: K
  /** Revision of the event that recorded it, by which it is corrected. */
  readonly number: number
  readonly from: Day
  /** The post acted for, else the person or the part of the system that recorded it. */
  readonly by: string
  readonly fact: StepFact<K>
}
export type Step = { [K in StepKind]: StepOf<K> }[StepKind]

/** What becomes of an item by itself: from a day on it waits again, or does not. */
export interface Course {
  readonly from: Day
  readonly how: Settlement | 'waiting'
}

export interface Handed {
  readonly post: string
  readonly occasion: 'end' | 'vacancy' | 'agreed'
  readonly assignment?: string | undefined
  readonly leaver?: string | undefined
  /** The day from which whoever hands over no longer answers. */
  readonly on: Day
  /** The day on which it was opened, or its own where that is earlier. */
  readonly since: Day
  readonly reversed: boolean
  /** By item; of those that are followed, what became of each, one a day, in order. */
  readonly items: Readonly<Record<string, readonly Course[]>>
  /** In the order of recording. */
  readonly steps: readonly Step[]
}

export const ITEM_STATES = ['waiting', 'accepted', 'contested', 'done', 'transferred', 'handedOn', 'lapsed'] as const
export type ItemState = (typeof ITEM_STATES)[number]

/** What an item is on a day; with the words of whoever accepted or contested it. */
export interface ItemStanding {
  readonly state: ItemState
  readonly by: string | null
  readonly word: string | null
}

const WAITING: ItemStanding = { state: 'waiting', by: null, word: null }
/** What ends the passing-on of an item: what becomes of it later is no matter of this handover. */
export const isFinal = ({ state }: ItemStanding) => state === 'accepted' || state === 'handedOn' || state === 'lapsed'

function followed({ how }: Course, before: ItemStanding): ItemStanding {
  if (isFinal(before)) return before
  if (how === 'handedOn') return before.state === 'waiting' ? { ...WAITING, state: how } : before
  if (how === 'waiting') return before.state === 'contested' ? before : WAITING
  return { ...WAITING, state: how }
}

function said({ kind, fact }: Step, before: ItemStanding): ItemStanding {
  const waits = before.state === 'waiting'
  switch (kind) {
    case 'receipt':
      return waits || before.state === 'contested' ? { state: 'accepted', by: fact.by, word: fact.word ?? null } : before
    case 'contest':
      return waits ? { state: 'contested', by: fact.by, word: fact.word } : before
    case 'acceptance':
      return waits ? { state: 'accepted', by: fact.by, word: fact.word ?? null } : before
    case 'lapse':
      return waits ? { ...WAITING, state: 'lapsed' } : before
    default:
      return before
  }
}

/** What an item is from each day on which something changed, oldest first; what became of it by itself goes before what is said on the same day. */
export function itemChapters(
  { since, on, steps }: Handed,
  item: string,
  course: readonly Course[],
): { readonly from: Day; readonly standing: ItemStanding }[] {
  const words = steps.filter(({ fact }) => !('item' in fact) || fact.item === item)
  const moves = inOrder([
    ...course.map(({ from, how }) => ({ from, after: (before: ItemStanding) => followed({ from, how }, before) })),
    ...words.map((step) => ({ from: step.from < on ? on : step.from, after: (before: ItemStanding) => said(step, before) })),
  ])
  const all = [{ from: since, standing: WAITING }]
  for (const { from, after } of moves) {
    const before = all.at(-1)!
    const standing = after(before.standing)
    if (standing === before.standing) continue
    if (before.from === from) all.pop()
    all.push({ from, standing })
  }
  return all
}

export const itemOn = (handed: Handed, item: string, day: Day): ItemStanding | undefined => {
  const course = handed.items[item]
  return course && stepAt(itemChapters(handed, item, course), day)?.standing
}

/** Whether it is there and something in it waits on the day. */
export const waitsOn = (handed: Handed, day: Day): boolean =>
  isThere(handed, day) && Object.keys(handed.items).some((item) => itemOn(handed, item, day)?.state === 'waiting')

/** announced: its day has not come. contested: nothing waits, but not all was accepted. */
export type HandoverState = 'announced' | 'open' | 'contested' | 'lapsed' | 'closed'

/** What the handover is under the names of the view's columns from each day on which something changed, oldest first; none where it was reversed. */
export function chapters(handed: Handed) {
  if (handed.reversed) return []
  const { post, occasion, leaver = null, assignment = null, on, since } = handed
  const items = Object.entries(handed.items).map(([item, course]) => itemChapters(handed, item, course))
  const days = [...new Set([since, on, ...items.flatMap((all) => all.map(({ from }) => from))])].filter((day) => day >= since).sort()
  return days.map((from) => {
    const counted = Object.fromEntries(ITEM_STATES.map((state) => [state, 0])) as Record<ItemState, number>
    for (const all of items) counted[stepAt(all, from)!.standing.state]++
    return {
      from,
      values: {
        ...{
          post,
          occasion,
          leaver,
          assignment,
          day: on,
          lapsesOn: addDays(on, DAYS_TO_ACCEPT),
          state: stateOf(from < on, counted),
          items: items.length,
        },
        ...counted,
      },
    }
  })
}

function stateOf(early: boolean, { waiting, contested, lapsed }: Record<ItemState, number>): HandoverState {
  if (early) return 'announced'
  if (waiting > 0) return 'open'
  return contested > 0 ? 'contested' : lapsed > 0 ? 'lapsed' : 'closed'
}

/** Whether it is there on the day. */
export const isThere = (handed: Handed, day: Day): boolean => !handed.reversed && hasBegun({ from: handed.since }, day)

/** What is written of it, with the days of each. */
export const notesOf = ({ steps, since }: Handed) =>
  steps.flatMap((step) => (step.kind === 'note' ? [{ ...step, from: begins(step) < since ? since : step.from }] : []))

/** What was read, by the document: who read it first. */
export const readingsOf = ({ steps }: Handed) => inOrder(steps).flatMap((step) => (step.kind === 'reading' ? [step] : []))
