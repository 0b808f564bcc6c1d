// Writes the days of a meeting and of its parts anew with what has become known of them.
import { cut } from '@prasan/event-sourcing'
import { itemStateOn, stateOn } from '../../domain/meeting/days.js'
import type { Item } from '../../domain/meeting/state.js'
import type { Rows, Sent } from './tables.js'

/** The days before the first of the given ones, and from each of them on; those that are not known left out. */
const spans = (...days: (string | null)[]) =>
  cut(
    {},
    days.filter((day) => day !== null),
  )

/** What is known of a meeting whatever the day; its last days say all of it. */
export function factsOf({ meeting, minutes }: Rows, id: string) {
  const rows = meeting.of(id)
  const last = rows.at(-1)!
  const sitting =
    last.state === 'scheduled' || last.state === 'cancelled' ? null : last.state === 'open' ? ('open' as const) : ('closed' as const)
  const cancelledOn = rows.find((row) => row.state === 'cancelled')?.validFrom ?? null
  return { ...last, sitting, cancelledOn, minutedOn: minutes.of(id).at(-1)?.certifiedOn ?? null }
}

/** Writes the days of a meeting anew with what has become known of it. */
export function told(rows: Rows, id: string, change: Partial<ReturnType<typeof factsOf>> = {}): void {
  const facts = { ...factsOf(rows, id), ...change }
  const { sitting, cancelledOn, minutedOn, noticeSentOn, notice, urgentReason, openedAt, closedAt, inquorate, ...called } = facts
  const days = spans(noticeSentOn, sitting && facts.day, cancelledOn, minutedOn).map(({ day: on, from, until }) => {
    const sent = noticeSentOn !== null && noticeSentOn <= on
    const sat = sitting !== null && facts.day <= on
    return {
      ...{ from, until },
      values: {
        ...called,
        ...(sent ? { noticeSentOn, notice, urgentReason } : NOT_SENT),
        ...{ openedAt: sat ? openedAt : null, closedAt: sat ? closedAt : null, inquorate: sat && inquorate },
        state: stateOn(facts, on),
      },
    }
  })
  rows.meeting.restate(id, days)
}

export const NOT_SENT = { noticeSentOn: null, notice: null, urgentReason: null }
export const noticed = ({ sentOn, urgentReason, method, oneThird = false, letter, signedBy, replyBy, contact }: Sent) => ({
  ...{ noticeSentOn: sentOn, urgentReason: urgentReason ?? null },
  notice: { method, oneThird, letter, signedBy, replyBy, contact },
})

export const NOT_ANSWERED = { answeredOn: null, comes: null, substitute: null, substitutePost: null, word: null }

type Invited = Omit<ReturnType<Rows['invitation']['of']>[number], 'id'>
/** The same of what was sent to a seat and came back. */
export function toldOfInvitation({ invitation }: Rows, meeting: string, seat: string, change: Partial<Invited>) {
  const id = `${meeting}|${seat}`
  const nothing = { meeting, seat, invitedOn: null, method: null, ...NOT_ANSWERED }
  const last = { ...nothing, ...invitation.of(id).at(-1), ...change }
  if (invitation.of(id).length === 0) invitation.begin(id, null, last)
  const { invitedOn, method, answeredOn, ...answer } = last
  const days = spans(invitedOn, answeredOn).map(({ day: on, from, until }) => ({
    ...{ from, until },
    values: {
      ...last,
      ...(invitedOn !== null && invitedOn <= on ? { invitedOn, method } : { invitedOn: null, method: null }),
      ...(answeredOn !== null && answeredOn <= on ? { answeredOn, ...answer } : NOT_ANSWERED),
    },
  }))
  invitation.restate(id, days)
}

const LEFT = ['withdrawn', 'carriedOver', 'proposed', 'parked'] as const
/** The same of an item of its agenda. */
export function toldOfItem(
  { meeting, item, resolution }: Rows,
  id: string | null,
  change: { left?: NonNullable<Item['left']> | null; leftReason?: string | null; discussion?: string | null } = {},
) {
  const values = id === null ? undefined : item.of(id).at(-1)
  if (!values) return
  const left = 'left' in change ? change.left! : LEFT.includes(values.state as never) ? (values.state as (typeof LEFT)[number]) : null
  const leftReason = 'left' in change ? (change.leftReason ?? null) : values.leftReason
  const discussion = 'discussion' in change ? change.discussion! : values.discussion
  const { day } = meeting.of(values.meeting)[0]!
  const discussed = discussion !== null || resolution.where('item', values.id).length > 0
  const days = spans(discussed ? day : null).map(({ day: on, from, until }) => ({
    ...{ from, until },
    values: {
      ...values,
      leftReason,
      discussion: discussed && day <= on ? discussion : null,
      state: itemStateOn({ left, discussed }, day, on),
    },
  }))
  item.restate(values.id, days)
}

export const NOT_CERTIFIED = { certifiedOn: null, method: null, certifiedBy: null, sealedDigest: null, contentSeal: null }

/** The same of the minutes. */
export function toldOfMinutes(rows: Rows, id: string, change: Partial<ReturnType<Rows['minutes']['of']>[number]> = {}) {
  const { meeting, minutes } = rows
  const { day } = meeting.of(id)[0]!
  const last = { ...minutes.of(id).at(-1)!, ...change }
  const { circulatedOn, certifiedOn, method, certifiedBy, sealedDigest, contentSeal } = last
  const days = spans(day, circulatedOn, certifiedOn)
    .filter((span) => span.day >= day)
    .map(({ day: on, from, until }) => {
      const certified = certifiedOn !== null && certifiedOn <= on
      const circulated = circulatedOn !== null && circulatedOn <= on
      return {
        ...{ from, until },
        values: {
          ...last,
          circulatedOn: circulated ? circulatedOn : null,
          ...(certified ? { certifiedOn, method, certifiedBy, sealedDigest, contentSeal } : NOT_CERTIFIED),
          state: certified ? 'certified' : circulated ? 'circulated' : 'draft',
        },
      }
    })
  minutes.restate(id, days)
  told(rows, id)
}

/** The meeting was on another day: what holds from its day on holds from the right one. */
export function moved(rows: Rows, id: string, day: string): void {
  const { attendance, recusal, roster, resolution, item, minutes } = rows
  for (const { id: each } of attendance.where('meeting', id)) {
    attendance.correctBeginning(each, day)
    attendance.correctAll(each, { day })
  }
  for (const { id: each } of resolution.where('meeting', id)) {
    resolution.correctBeginning(each, day)
    resolution.correctAll(each, { day })
  }
  for (const { id: each } of recusal.where('meeting', id)) recusal.correctBeginning(each, day)
  roster.correctBeginning(id, day)
  for (const { id: each } of item.where('meeting', id)) toldOfItem(rows, each)
  if (minutes.of(id).length > 0) toldOfMinutes(rows, id)
}
