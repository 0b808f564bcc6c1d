// What a meeting, an item or a resolution follows on: it comes first, and never leads back.
import { type Day, requireThat } from '@prasan/event-sourcing'
import { NothingFollowsItself, OnlyWhatWaitsIsRatified, WhatIsFollowedComesFirst } from './rules.js'
import type { Listed, MeetingFacts } from './state.js'

const OF_MEETINGS = ['recallOf'] as const
const OF_ITEMS = ['carriedFrom', 'origin', 'minutesOf'] as const
const OF_RESOLUTIONS = ['item', 'supersedes', 'amends', 'implements', 'ratifies', 'delegatedBy'] as const
export const REFERENCES = [...OF_MEETINGS, ...OF_ITEMS, ...OF_RESOLUTIONS]
type Reference = (typeof REFERENCES)[number]
export type References = Partial<Record<Reference, string | undefined>>

/** One thing follows on another by a reference. */
export interface Link {
  readonly of: string
  readonly by: Reference
  readonly to: string
}
const links = (of: string, named: References, references: readonly Reference[]): Link[] =>
  references.flatMap((by) => (named[by] === undefined ? [] : [{ of, by, to: named[by] }]))

/** What a meeting, its items and its resolutions follow on. */
export const linksOf = ({ called, items, resolutions }: MeetingFacts, id: string): Link[] => [
  ...links(id, called, OF_MEETINGS),
  ...Object.entries(items).flatMap(([item, listed]) => links(item, listed, OF_ITEMS)),
  ...Object.entries(resolutions).flatMap(([resolution, { decision }]) => links(resolution, decision, OF_RESOLUTIONS)),
]

/** Whether a resolution of the meeting follows on the given one. */
export const resolutionFollows = ({ resolutions }: Pick<MeetingFacts, 'resolutions'>, id: string): boolean =>
  Object.values(resolutions).some(({ decision }) => OF_RESOLUTIONS.some((by) => decision[by] === id))

/** By the reference: the day of the meeting to which it leads, what it leads to from thing to thing without going back a day, and of a resolution whether it has to be ratified. */
export type Followed = { readonly [by in Reference]?: { readonly on: Day; readonly line: readonly string[]; readonly waits?: boolean } }
export interface FollowingEvidence {
  readonly followed?: Followed
}

/** What follows so does it on a later day; anything else may be of the same day. */
const LATER: readonly string[] = ['recallOf', 'carriedFrom', 'certifies']
const comesFirst = (before: Day, after: Day, by: string) => (LATER.includes(by) ? before < after : before <= after)

/** Judges what a thing of a meeting, or the meeting, is to follow on. A meeting may certify its own minutes. @throws RuleRefused */
export function requireFollowing(
  named: References,
  { id, meeting, on }: { readonly id?: string; readonly meeting: string; readonly on: Day },
  { followed = {} }: FollowingEvidence = {},
): void {
  for (const { by, to } of links('', named, REFERENCES)) {
    const { on: before = '', line = [to] } = followed[by] ?? {}
    const own = by === 'minutesOf' && to === meeting
    requireThat(own || !line.some((each) => each === id || each === meeting), NothingFollowsItself, by)
    requireThat(before === '' || comesFirst(before, on, by), WhatIsFollowedComesFirst, by)
    requireThat(by !== 'ratifies' || followed[by]?.waits === true, OnlyWhatWaitsIsRatified, by)
  }
}

/** A day that bounds that of a meeting, and what makes it do so. */
export interface Bound {
  readonly by: Reference | 'certifies' | 'certification'
  readonly on: Day
}
/** The days of what a meeting and its parts follow on elsewhere, and of what follows on them. */
export interface Around {
  readonly followed: readonly Bound[]
  readonly following: readonly Bound[]
}

/** Judges the day to which a meeting is moved. @throws RuleRefused */
export function requireBetween(on: Day, { followed, following }: Around = { followed: [], following: [] }): void {
  const holds =
    followed.every((before) => comesFirst(before.on, on, before.by)) && following.every((after) => comesFirst(on, after.on, after.by))
  requireThat(holds, WhatIsFollowedComesFirst, 'on')
}

const isBefore = (a: Listed, b: Listed) => a.section < b.section || (a.section === b.section && a.number < b.number)

/** Judges an item against those of its own meeting: the resolution out of which one arises was passed on an earlier one. @throws RuleRefused */
export function requireOriginsBefore(
  { items, resolutions }: Pick<MeetingFacts, 'items' | 'resolutions'>,
  changed: string,
  field: string,
): void {
  for (const [id, item] of Object.entries(items)) {
    const from = resolutions[item.origin ?? '']?.decision.item
    if (from === undefined || (id !== changed && from !== changed)) continue
    requireThat(from !== id, NothingFollowsItself, field)
    requireThat(!items[from] || isBefore(items[from], item), WhatIsFollowedComesFirst, field)
  }
}
