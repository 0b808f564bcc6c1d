// A handover as the record has it: which duties are of it, and what became of each.
import { type Fact, addDays, canonical, inOrder, stepAt } from '@prasan/event-sourcing'
import type { Day } from '@prasan/event-sourcing'
import { HandoverCorrected, HandoverReversed, ItemAdded, ItemCourseReversed, ItemDropped, ItemReopened, ItemSettled } from './events.js'
import { type Course, type Handed, isFinal, itemChapters } from './story.js'

/** What is so by the streams of others. */
export interface Kept {
  /** Null where the post is not handed over so any more. */
  readonly due: { readonly on: Day; readonly leaver?: string | undefined } | null
  /** Every duty that was owed the day before, with what became of it since. */
  readonly duties: Readonly<Record<string, readonly Course[]>>
  /** The one duty that was asked about, where it is not about all. */
  readonly only?: string | undefined
}

type Followed = Fact<string, any>

const changed = (item: string, { from: on, how }: Course): Followed =>
  how === 'waiting' ? ItemReopened({ item, on }) : ItemSettled({ item, on, how })

/** What is to be recorded of the items of a handover, so that it has the duties with what became of them. */
export function itemsKept(handed: Handed, { duties, only }: Omit<Kept, 'due'>): Followed[] {
  const gone = Object.keys(handed.items).filter((item) => item.startsWith('commitment-') && !duties[item] && (only ?? item) === item)
  return [
    ...gone.map((item) => ItemDropped({ item })),
    ...Object.entries(duties).flatMap(([item, course]) => {
      const have = handed.items[item] ?? []
      const said = (all: readonly Course[]) => new Set(all.map(canonical))
      const [recorded, wanted] = [said(have), new Set(course.map(({ from }) => from))]
      const final = itemChapters(handed, item, course).find(({ standing }) => isFinal(standing))?.from
      const now = course.filter((each) => (final === undefined || each.from <= final) && !recorded.has(canonical(each)))
      return [
        ...(handed.items[item] ? [] : [ItemAdded({ item })]),
        ...have.filter(({ from }) => !wanted.has(from)).map(({ from: on }) => ItemCourseReversed({ item, on })),
        ...now.map((each) => changed(item, each)),
      ]
    }),
  ]
}

/** What is to be recorded of a handover, so that it is as it is kept. */
export function asKept(handed: Handed, { due, ...kept }: Kept): Followed[] {
  if (!due) return handed.reversed ? [] : [HandoverReversed({})]
  const moved = handed.reversed || handed.on !== due.on || handed.leaver !== due.leaver
  const now: Handed = { ...handed, ...due, reversed: false }
  return [...(moved ? [HandoverCorrected({ on: due.on, leaver: due.leaver })] : []), ...itemsKept(now, kept)]
}

/** What a duty is from each day on; `ofThePost`: whether its owner is one for whom the post answered. */
export interface DutyChapter {
  readonly from: Day
  readonly open: boolean
  readonly ofThePost: boolean
}

/**
 * What became of a duty since the day on which the post is handed over; undefined where it was not owed the day before.
 * @param again the days on which the post is handed over again with the duty still open
 */
export function courseOf(chapters: readonly DutyChapter[], on: Day, again: readonly Day[] = []): Course[] | undefined {
  const eve = stepAt(chapters, addDays(on, -1))
  if (!eve?.open || !eve.ofThePost) return undefined
  const since = chapters.flatMap(({ from, open, ofThePost }): Course[] =>
    from < on ? [] : [{ from, how: !open ? 'done' : ofThePost ? 'waiting' : 'transferred' }],
  )
  const course = since.filter(({ how }, i) => how !== (since[i - 1]?.how ?? 'waiting'))
  const days = new Set(course.map(({ from }) => from))
  const handedOn = again.flatMap((from): Course[] => (days.has(from) ? [] : [{ from, how: 'handedOn' }]))
  return inOrder([...course, ...handedOn])
}
