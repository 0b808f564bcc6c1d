/** Why the days passed after a promise was first due: each day has one cause, so the parts sum to the whole. */
import type { Days, Line } from '@prasan/answering/contract'
import { type Day, addDays, aliveOn, begins, choice, common, cut, daysBetween, ends, label, type z } from '@prasan/event-sourcing'

/** In the order in which a day is asked: the first that holds is its cause. */
export const LatenessCause = choice(
  'LatenessCause',
  {
    extended: ['ได้รับการขยายเวลา', 'an extension granted by that day covers it'],
    vacant: ['ไม่มีผู้ปฏิบัติหน้าที่', 'nobody answered for its owner: the post or seat was vacant, or the owner had ended'],
    waiting: ['รอผู้อื่น', 'it waited on another: an obstacle without an answer, or a completion that was returned later'],
    owner: ['อยู่ในมือผู้รับผิดชอบ', 'the owner held it'],
  },
  label('สาเหตุของวันที่ล่าช้า', 'Cause of a late day'),
)
export type LatenessCause = z.infer<typeof LatenessCause>

/** What a promise was on some days. */
export interface PromiseDays extends Days {
  readonly owner: string
  readonly state: string
  readonly dueOn: Day
  readonly originalDueOn: Day
  readonly completedOn: Day | null
}
/** The days on which an obstacle waited for another to act. */
export interface WaitingDays extends Days {
  readonly waitingOn: string
}

/** Days [from, until) of one cause and one owner. */
export interface LateStretch {
  readonly from: Day
  readonly until: Day
  readonly cause: LatenessCause
  readonly owner: string
}
/** `days` is the sum of the others. */
export interface LateDays extends Readonly<Record<LatenessCause, number>> {
  readonly days: number
}
export interface Lateness extends LateDays {
  readonly stretches: readonly LateStretch[]
}

/**
 * The last day that counts of a promise as it is on the day: that day while it is open, the day on which it was completed, the day before it was
 * withdrawn. Undefined before it was made.
 */
export function lastDayCounted(promise: readonly PromiseDays[], day: Day): Day | undefined {
  const at = promise.findIndex((each) => aliveOn(each, day))
  const now = promise[at]
  if (!now) return undefined
  if (now.state === 'open') return day
  if (now.state !== 'withdrawn') return now.completedOn!
  const before = promise.slice(0, at).findLastIndex(({ state }) => state !== 'withdrawn')
  return addDays(begins(promise[before + 1]!), -1)
}

/**
 * The days after the first due date of a promise through the last that counts, as stretches of one cause. `promise`: its days in order. `waiting`: on whom
 * its obstacles waited. `lines`: who answered for each owner.
 */
export function lateStretches(
  promise: readonly PromiseDays[],
  waiting: readonly WaitingDays[],
  lines: ReadonlyMap<string, Line>,
  day: Day,
): LateStretch[] {
  const last = lastDayCounted(promise, day)
  if (last === undefined) return []
  const counted = { from: addDays(promise[0]!.originalDueOn, 1), until: addDays(last, 1) }
  const stretches: LateStretch[] = []
  for (const each of promise) {
    const { owner, state, dueOn, completedOn } = each
    const line = lines.get(owner) ?? []
    const reviewed = state === 'open' || completedOn === null ? [] : [addDays(completedOn, 1)]
    const changes = [addDays(dueOn, 1), ...reviewed, ...borders(line), ...borders(waiting)]
    for (const { day, from, until } of cut(common(each, counted), changes)) {
      const cause = causeOn(day, each, waiting, line)
      const before = stretches.at(-1)
      if (before?.cause === cause && before.owner === owner) stretches[stretches.length - 1] = { ...before, until: until! }
      else stretches.push({ from: from!, until: until!, cause, owner })
    }
  }
  return stretches
}

function causeOn(day: Day, { owner, state, dueOn, completedOn }: PromiseDays, waiting: readonly WaitingDays[], line: Line): LatenessCause {
  if (dueOn >= day) return 'extended'
  const there = line.find((each) => aliveOn(each, day))
  if (!there || there.filling === 'vacant') return 'vacant'
  if (state !== 'open' && completedOn !== null && completedOn < day) return 'waiting'
  return waiting.some((each) => each.waitingOn !== owner && aliveOn(each, day)) ? 'waiting' : 'owner'
}

/** How many days the stretches have, by cause. */
export function daysByCause(stretches: readonly LateStretch[]): LateDays {
  const sums = { days: 0, extended: 0, vacant: 0, waiting: 0, owner: 0 }
  for (const { from, until, cause } of stretches) {
    sums[cause] += daysBetween(from, until)
    sums.days += daysBetween(from, until)
  }
  return sums
}

/** On how many days an obstacle without an answer stood in the way of a promise that was open, the day asked about included. */
export const daysWaited = (raised: Days, promise: readonly PromiseDays[], day: Day): number =>
  promise
    .filter(({ state }) => state === 'open')
    .map((each) => common(common(raised, each), { until: addDays(day, 1) }))
    .reduce((sum, { from, until }) => sum + Math.max(0, daysBetween(from!, ends({ until }))), 0)

const borders = (all: readonly Days[]): string[] => all.flatMap(({ from, until }) => [begins({ from }), ...(until === null ? [] : [until])])
