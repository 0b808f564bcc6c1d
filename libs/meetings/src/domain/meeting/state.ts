// What a meeting's decisions need to remember.
import { type Aggregate, type Day, eventsOf, withFile } from '@prasan/event-sourcing'
import { type Attended, arrivedAt, attended, leftAt } from './attended.js'
import { partsOn } from './days.js'
import * as happened from './events.js'
import type { Invitation, Item, MeetingFacts, MeetingState, Minutes, Resolved } from './facts.js'

export type {
  Called,
  Decision,
  Item,
  Listed,
  MeetingFacts,
  MeetingState,
  Minutes,
  Opened,
  Resolved,
  Roster,
  RulesOfTheDay,
} from './facts.js'

const events = eventsOf(happened)

const known = (state: MeetingState, change: (state: MeetingFacts) => Partial<MeetingFacts>): MeetingState =>
  state.is === 'unknown' ? state : { ...state, ...change(state) }

type Entries = Readonly<Record<string, Attended>>
const mapped = <T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).map(([id, value]) => [id, change(value)]))
const ofPerson = (entries: Entries, who: string, change: (entry: Attended) => Attended): Entries =>
  mapped(entries, (entry) => (entry.person === who ? change(entry) : entry))

/** The persons who withdrew from an item. */
export const recusedFrom = ({ recusals }: Pick<MeetingFacts, 'recusals'>, item: string | undefined): ReadonlySet<string> =>
  new Set(recusals.filter((recusal) => recusal.item === item).map(({ person }) => person))

/** Who is counted of a resolution: at a time that is known whoever was there then, whatever was recorded first; else whoever was as it was recorded. */
export const attendanceOf = ({ attendance }: Pick<MeetingFacts, 'attendance'>, resolved: Pick<Resolved, 'at' | 'attendance'>): Attended[] =>
  Object.values(resolved.at === undefined ? resolved.attendance : attendance)

const withItem = (state: MeetingState, id: string, change: Partial<Item>) =>
  known(state, ({ items }) => (items[id] ? { items: { ...items, [id]: { ...items[id], ...change } } } : {}))
const withMinutes = (state: MeetingState, change: (minutes: Minutes) => Minutes) =>
  known(state, ({ minutes }) => (minutes ? { minutes: change(minutes) } : {}))
const withInvitation = (state: MeetingState, seat: string, change: (before: Invitation) => Invitation) =>
  known(state, ({ invitations }) => ({ invitations: { ...invitations, [seat]: change(invitations[seat] ?? {}) } }))
/** Of a notice what its correction does not say anew. */
const ofTheDay = ({ on, bodies, noticeDays, committees }: NonNullable<MeetingFacts['notice']>) => ({ on, bodies, noticeDays, committees })
const without = <T>(record: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== id))
/** Attendance as it stands and as it stood when each resolution was recorded. */
const inEachCount = (state: MeetingState, change: (entries: Entries) => Entries) =>
  known(state, ({ attendance, resolutions }) => ({
    attendance: change(attendance),
    resolutions: mapped(resolutions, (resolved) => ({ ...resolved, attendance: change(resolved.attendance) })),
  }))
const earlier = (a: Day, b: Day) => (a < b ? a : b)

export const meeting: Aggregate<MeetingState, typeof events> = {
  category: 'meeting',
  events,
  initial: { is: 'unknown' },
  onDay: (state, day, id) => (state.is === 'unknown' ? {} : partsOn(state, day, id)),
  evolve: {
    MeetingScheduled: (_, called) => ({
      is: 'scheduled',
      called,
      invitations: {},
      items: {},
      attendance: {},
      recusals: [],
      resolutions: {},
      files: {},
    }),
    MeetingRescheduled: (state, { reason: _, renumbered: __, ...moving }) =>
      known(state, ({ called }) => ({ called: { ...called, ...moving } })),
    MeetingCorrected: (state, { reason: _, renumbered: __, numbered: ___, released: ____, ...called }) =>
      known(state, ({ called: before, notice, opened, cancelledOn }) => ({
        called,
        ...(notice && notice.on === before.on && { notice: { ...notice, on: called.on } }),
        ...(opened && { opened: { ...opened, on: called.on } }),
        ...(cancelledOn !== undefined && { cancelledOn: earlier(cancelledOn, called.on) }),
      })),
    MeetingCancelled: (state, _, { day }) => known(state, ({ called }) => ({ is: 'cancelled', cancelledOn: earlier(day, called.on) })),
    MeetingCancellationReversed: (state) => known(state, () => ({ is: 'scheduled', cancelledOn: undefined })),
    NoticeSent: (state, notice) => known(state, () => ({ notice })),
    NoticeCorrected: (state, { reason: _, ...sent }) =>
      known(state, ({ notice }) => (notice ? { notice: { ...ofTheDay(notice), ...sent } } : {})),
    NoticeReversed: (state) => known(state, () => ({ notice: undefined })),
    MembersInvited: (state, { seats, on, method }) =>
      seats.reduce<MeetingState>((after, seat) => withInvitation(after, seat, (before) => ({ ...before, invitedOn: on, method })), state),
    InvitationAnswered: (state, { seat, ...answer }) => withInvitation(state, seat, (before) => ({ ...before, answer })),
    InvitationReversed: (state, { seat }) =>
      withInvitation(state, seat, (before) => ({ ...before, invitedOn: undefined, method: undefined })),
    InvitationAnswerReversed: (state, { seat }) => withInvitation(state, seat, (before) => ({ ...before, answer: undefined })),
    AgendaItemAdded: (state, { item, ...listed }) => known(state, ({ items }) => ({ items: { ...items, [item]: listed } })),
    AgendaItemChanged: (state, { item, ...listed }) =>
      known(state, ({ items }) => {
        const { left, discussion } = items[item] ?? {}
        return items[item] ? { items: { ...items, [item]: { ...listed, left, discussion } } } : {}
      }),
    AgendaItemWithdrawn: (state, { item }) => withItem(state, item, { left: 'withdrawn' }),
    AgendaItemCarriedOver: (state, { item }) => withItem(state, item, { left: 'carriedOver' }),
    AgendaItemProposed: (state, { item, ...proposed }) =>
      known(state, ({ items }) => ({ items: { ...items, [item]: { ...proposed, left: 'proposed' } } })),
    ProposalAccepted: (state, { item, section, number }) => withItem(state, item, { section, number, left: undefined }),
    ProposalParked: (state, { item }) => withItem(state, item, { left: 'parked' }),
    AgendaItemRestored: (state, { item }) => withItem(state, item, { left: undefined }),
    FileAttachedToAgendaItem: (state, file) => known(state, ({ files }) => ({ files: withFile(files, file.item, file) })),
    FileOfAgendaItemCorrected: (state, file) => known(state, ({ files }) => ({ files: withFile(files, file.item, file) })),
    MeetingOpened: (state, opened) => known(state, () => ({ is: 'open', opened })),
    RosterCorrected: (state, { recalled, ...written }) =>
      known(state, ({ opened }) => (opened ? { opened: { ...opened, ...written, recalled } } : {})),
    MeetingOpeningCorrected: (state, { at }) => known(state, ({ opened }) => (opened ? { opened: { ...opened, at } } : {})),
    MeetingOpeningReversed: (state) => known(state, () => ({ is: 'scheduled', opened: undefined })),
    AttendanceRecorded: (state, { attendance: id, ...entry }) =>
      known(state, ({ attendance }) => ({ attendance: { ...attendance, [id]: attended(entry) } })),
    AttendanceCorrected: (state, { attendance: id, reason: _, ...entry }) =>
      inEachCount(state, (entries) => (entries[id] ? { ...entries, [id]: attended(entry) } : entries)),
    AttendanceReversed: (state, { attendance: id }) => inEachCount(state, (entries) => without(entries, id)),
    MemberArrived: (state, { person, at }) =>
      known(state, ({ attendance, opened }) => ({
        attendance: ofPerson(attendance, person, (entry) => arrivedAt(entry, at, opened?.roster ?? [])),
      })),
    MemberLeft: (state, { person, at }) =>
      known(state, ({ attendance }) => ({ attendance: ofPerson(attendance, person, (entry) => leftAt(entry, at)) })),
    RecusalDeclared: (state, declared) => known(state, ({ recusals }) => ({ recusals: [...recusals, declared] })),
    RecusalReversed: (state, { person, item }) =>
      known(state, ({ recusals }) => ({ recusals: recusals.filter((recusal) => recusal.person !== person || recusal.item !== item) })),
    ChairDelegated: (state, chair) => known(state, () => ({ chair })),
    ChairDelegationReversed: (state) => known(state, () => ({ chair: undefined })),
    ItemDiscussed: (state, { item, text }) => withItem(state, item, { discussion: text }),
    DiscussionReversed: (state, { item }) => withItem(state, item, { discussion: undefined }),
    ResolutionPassed: (state, { resolution, number, on: _, at, committee: __, quorum, assignments = [], ...decision }) =>
      known(state, (facts) => {
        const counted = { quorum, attendance: facts.attendance }
        return { resolutions: { ...facts.resolutions, [resolution]: { number, at, decision, assignments, ...counted } } }
      }),
    ResolutionCorrected: (state, { resolution: id, number: _, reason: __, at, ...decision }) =>
      known(state, (facts) => {
        const before = facts.resolutions[id]
        return before ? { resolutions: { ...facts.resolutions, [id]: { ...before, at: at ?? before.at, decision } } } : {}
      }),
    ResolutionReversed: (state, { resolution }) => known(state, ({ resolutions }) => ({ resolutions: without(resolutions, resolution) })),
    QuorumRecounted: (state, { resolution: id, quorum }) =>
      known(state, ({ resolutions }) => ({ resolutions: { ...resolutions, [id]: { ...resolutions[id]!, quorum } } })),
    MeetingClosed: (state, { at, inquorate }) => known(state, () => ({ is: 'held', closedAt: at, inquorate })),
    MeetingClosingCorrected: (state, { at }) => known(state, () => ({ closedAt: at })),
    MeetingClosingReversed: (state) => known(state, () => ({ is: 'open', closedAt: undefined, inquorate: undefined })),
    MeetingRecounted: (state, { inquorate }) => known(state, () => ({ inquorate })),
    MinutesDrafted: (state, { text: _, ...drafted }) => known(state, () => ({ minutes: drafted })),
    MinutesCirculated: (state, { on }) => withMinutes(state, (minutes) => ({ ...minutes, circulatedOn: on })),
    MinutesCirculationCorrected: (state, { on }) => withMinutes(state, (minutes) => ({ ...minutes, circulatedOn: on })),
    MinutesCirculationReversed: (state) => withMinutes(state, (minutes) => ({ ...minutes, circulatedOn: undefined })),
    MinutesCorrected: (state, { digest }) => withMinutes(state, (minutes) => ({ ...minutes, digest, content: undefined })),
    MinutesCertified: (state, certified) =>
      known(state, ({ minutes }) => ({ minutes: { ...(minutes ?? { digest: certified.digest }), certified } })),
    MinutesCertificationCorrected: (state, { reason: _, ...corrected }) =>
      withMinutes(state, (minutes) => ({
        ...minutes,
        ...(minutes.certified && { certified: { digest: minutes.certified.digest, content: minutes.certified.content, ...corrected } }),
      })),
    MinutesCertificationReversed: (state) => withMinutes(state, (minutes) => ({ ...minutes, certified: undefined })),
    FileAttachedToMinutes: (state, file) => known(state, ({ files }) => ({ files: withFile(files, 'minutes', file) })),
    FileOfMinutesCorrected: (state, file) => known(state, ({ files }) => ({ files: withFile(files, 'minutes', file) })),
  },
}
