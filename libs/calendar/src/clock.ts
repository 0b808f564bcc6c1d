import { type ReadModel, bangkokDay, daysBetween, sql } from '@prasan/event-sourcing'
import { lastDay } from './views/days/view.js'

/** So many days are begun without anybody saying so. */
export const MOST_DAYS = 31

/** A clock that is behind the log by more is wrong, in milliseconds. */
const BEHIND_MS = 86_400_000

/** Of so many newest events the one in the middle of their times counts: a few that were recorded by a wrong clock do not make a right one wrong. */
const NEWEST = 9

/** When the newest events were recorded; null where there are none. */
export function newestTime(views: ReadModel): string | null {
  const times = views.all<{ recordedAt: string }>(sql`select recordedAt from log order by logNumber desc limit ${NEWEST}`)
  const sorted = times.map(({ recordedAt }) => recordedAt).sort()
  return sorted[Math.floor(sorted.length / 2)] ?? null
}

/** What the views tell of a clock that is wrong, so that no day may begin by it; null where it may be right. */
export function wrongClock(now: Date, views: ReadModel): string | null {
  const newest = newestTime(views)
  if (newest !== null && Date.parse(newest) - now.getTime() > BEHIND_MS)
    return `the clock of this machine says ${now.toISOString()}, and the newest events were recorded about ${newest}: set the clock`
  return null
}

/** What is to be said before so many days begin; null where they may begin by themselves. */
export function tooManyDays(now: Date, views: ReadModel): string | null {
  const [last, today] = [lastDay.run(views, {}), bangkokDay(now)]
  if (last === null || daysBetween(last, today) <= MOST_DAYS) return null
  return (
    `the last day that began is ${last}, and the clock of this machine says that today is ${today}, ${daysBetween(last, today)} days later: ` +
    `set the clock or, where it is right, run prasan day --through ${today}`
  )
}
