// What a meeting's decisions need to remember.
import { type Aggregate, type DataOf, type FilesOf, withFile, type z } from '@prasan/event-sourcing'
import * as happened from './events.js'
import type { entry, rosterSeat, rulesOfTheDay } from './shapes.js'

export type Roster = z.infer<typeof rosterSeat>[]
export type RulesOfTheDay = z.infer<typeof rulesOfTheDay>
export type Opened = DataOf<typeof happened.MeetingOpened>
export type Entry = z.infer<z.ZodObject<typeof entry>>
export interface Attended extends Entry {
  /** When they were there, first to last; times left out are not known. */
  readonly there: readonly { readonly from?: string | undefined; readonly to?: string | undefined }[]
}
export type Called = DataOf<typeof happened.MeetingScheduled>

/** A resolution with all that its quorum was counted from; attendance as it stood then, corrections included. */
interface Resolved {
  readonly number: number
  readonly at?: string | undefined
  readonly quorum: DataOf<typeof happened.ResolutionPassed>['quorum']
  readonly attendance: Readonly<Record<string, Attended>>
  readonly recused: ReadonlySet<string>
}

export interface MeetingFacts {
  readonly is: 'scheduled' | 'open' | 'held' | 'cancelled'
  readonly called: Called
  readonly notice?: DataOf<typeof happened.NoticeSent>
  readonly items: Readonly<
    Record<string, { readonly section: number; readonly number: number; readonly is: 'listed' | 'withdrawn' | 'carriedOver' }>
  >
  readonly opened?: Opened
  readonly attendance: Readonly<Record<string, Attended>>
  readonly recusals: readonly { readonly person: string; readonly item: string }[]
  readonly resolutions: Readonly<Record<string, Resolved>>
  readonly inquorate?: boolean
  readonly minutes?: { readonly is: 'draft' | 'circulated' | 'certified'; readonly digest: string }
  /** By agenda item; those of the minutes under `minutes`. */
  readonly files: FilesOf
}
export type MeetingState = { is: 'unknown' } | MeetingFacts

const events = [
  happened.MeetingScheduled,
  happened.MeetingRescheduled,
  happened.MeetingCorrected,
  happened.MeetingCancelled,
  happened.NoticeSent,
  happened.AgendaItemAdded,
  happened.AgendaItemChanged,
  happened.AgendaItemWithdrawn,
  happened.AgendaItemCarriedOver,
  happened.FileAttachedToAgendaItem,
  happened.MeetingOpened,
  happened.AttendanceRecorded,
  happened.AttendanceCorrected,
  happened.MemberArrived,
  happened.MemberLeft,
  happened.RecusalDeclared,
  happened.ItemDiscussed,
  happened.ResolutionPassed,
  happened.ResolutionCorrected,
  happened.QuorumRecounted,
  happened.MeetingClosed,
  happened.MinutesDrafted,
  happened.MinutesCirculated,
  happened.MinutesCorrected,
  happened.MinutesCertified,
  happened.FileAttachedToMinutes,
] as const

const known = (state: MeetingState, change: (state: MeetingFacts) => Partial<MeetingFacts>): MeetingState =>
  state.is === 'unknown' ? state : { ...state, ...change(state) }

export const attended = (entry: Entry): Attended => ({ ...entry, there: entry.absence ? [] : [{ from: entry.arrived, to: entry.left }] })
type Entries = Readonly<Record<string, Attended>>
const mapped = <T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).map(([id, value]) => [id, change(value)]))
const ofPerson = (entries: Entries, who: string, change: (entry: Attended) => Attended): Entries =>
  mapped(entries, (entry) => (entry.person === who ? change(entry) : entry))

/** The persons who withdrew from an item. */
export const recusedFrom = ({ recusals }: Pick<MeetingFacts, 'recusals'>, item: string | undefined): ReadonlySet<string> =>
  new Set(recusals.filter((recusal) => recusal.item === item).map(({ person }) => person))

/** The entry after its person arrived or came back; who was marked absent no longer is. */
export function arrivedAt({ absence: _, ...entry }: Attended, at: string): Attended {
  const last = entry.there.at(-1)
  const there = last && last.to === undefined ? [...entry.there.slice(0, -1), { from: at }] : [...entry.there, { from: at }]
  return { ...entry, capacity: entry.capacity ?? 'self', there }
}
/** The entry after its person left. */
export const leftAt = (entry: Attended, at: string): Attended => ({
  ...entry,
  there: [...entry.there.slice(0, -1), { ...entry.there.at(-1), to: at }],
})

const withItem = (state: MeetingState, id: string, change: Partial<MeetingFacts['items'][string]>) =>
  known(state, ({ items }) => (items[id] ? { items: { ...items, [id]: { ...items[id], ...change } } } : {}))

export const meeting: Aggregate<MeetingState, typeof events> = {
  category: 'meeting',
  events,
  initial: { is: 'unknown' },
  evolve: {
    MeetingScheduled: (_, called) => ({ is: 'scheduled', called, items: {}, attendance: {}, recusals: [], resolutions: {}, files: {} }),
    MeetingRescheduled: (state, { reason: _, ...moving }) => known(state, ({ called }) => ({ called: { ...called, ...moving } })),
    MeetingCorrected: (state, { reason: _, ...called }) => known(state, () => ({ called })),
    MeetingCancelled: (state) => known(state, () => ({ is: 'cancelled' })),
    NoticeSent: (state, notice) => known(state, () => ({ notice })),
    AgendaItemAdded: (state, { item, section, number }) =>
      known(state, ({ items }) => ({ items: { ...items, [item]: { section, number, is: 'listed' } } })),
    AgendaItemChanged: (state, { item, section, number }) => withItem(state, item, { section, number }),
    AgendaItemWithdrawn: (state, { item }) => withItem(state, item, { is: 'withdrawn' }),
    AgendaItemCarriedOver: (state, { item }) => withItem(state, item, { is: 'carriedOver' }),
    FileAttachedToAgendaItem: (state, file) => known(state, ({ files }) => ({ files: withFile(files, file.item, file) })),
    MeetingOpened: (state, opened) => known(state, () => ({ is: 'open', opened })),
    AttendanceRecorded: (state, { attendance: id, ...entry }) =>
      known(state, ({ attendance }) => ({ attendance: { ...attendance, [id]: attended(entry) } })),
    AttendanceCorrected: (state, { attendance: id, reason: _, ...entry }) =>
      known(state, ({ attendance, resolutions }) => {
        const corrected = (entries: Entries) => (entries[id] ? { ...entries, [id]: attended(entry) } : entries)
        const stood = (resolved: Resolved) => ({ ...resolved, attendance: corrected(resolved.attendance) })
        return { attendance: corrected(attendance), resolutions: mapped(resolutions, stood) }
      }),
    MemberArrived: (state, { person, at }) =>
      known(state, ({ attendance }) => ({ attendance: ofPerson(attendance, person, (entry) => arrivedAt(entry, at)) })),
    MemberLeft: (state, { person, at }) =>
      known(state, ({ attendance }) => ({ attendance: ofPerson(attendance, person, (entry) => leftAt(entry, at)) })),
    RecusalDeclared: (state, { person, item }) => known(state, ({ recusals }) => ({ recusals: [...recusals, { person, item }] })),
    ItemDiscussed: (state) => state,
    ResolutionPassed: (state, { resolution, number, quorum, at, item }) =>
      known(state, (facts) => {
        const resolved = { number, at, quorum, attendance: facts.attendance, recused: recusedFrom(facts, item) }
        return { resolutions: { ...facts.resolutions, [resolution]: resolved } }
      }),
    ResolutionCorrected: (state) => state,
    QuorumRecounted: (state, { resolution, quorum }) =>
      known(state, ({ resolutions }) => ({ resolutions: { ...resolutions, [resolution]: { ...resolutions[resolution]!, quorum } } })),
    MeetingClosed: (state, { inquorate }) => known(state, () => ({ is: 'held', ...(inquorate && { inquorate }) })),
    MinutesDrafted: (state, { digest }) => known(state, () => ({ minutes: { is: 'draft', digest } })),
    MinutesCirculated: (state) => known(state, ({ minutes }) => (minutes ? { minutes: { ...minutes, is: 'circulated' } } : {})),
    MinutesCorrected: (state, { digest }) =>
      known(state, ({ minutes }) => ({ minutes: minutes?.is === 'certified' ? minutes : { is: minutes?.is ?? 'draft', digest } })),
    MinutesCertified: (state, { digest }) => known(state, () => ({ minutes: { is: 'certified', digest } })),
    FileAttachedToMinutes: (state, file) => known(state, ({ files }) => ({ files: withFile(files, 'minutes', file) })),
  },
}
