/** Why promises are late, and how timely organizations, committees and areas are: read for any number of them at once. */
import { linesOf } from '@prasan/answering/reading'
import { type AsOf, categoryOf, daysOf, grouped, query } from '@prasan/event-sourcing'
import type { Asked, RequestContext } from '@prasan/graphql'
import { type Timeliness, timelinessOf } from '../domain/commitment/timeliness.js'
import { type LateStretch, type Lateness, daysByCause, daysWaited, lateStretches } from '../domain/commitment/lateness.js'
import {
  type CommitmentRow,
  type ObstacleRow,
  type PromiseRow,
  belongingEver,
  daysOfPromises,
  firstDue,
  waitedOn,
} from '../views/commitments/queries.js'

/** Of each commitment its days after the first due date through the day asked about, by cause; of those that have none nothing. In at most eleven statements. */
export const latenessOf = query('latenessOf', (views, { ids, asOf }: { ids: readonly string[]; asOf: AsOf }): Map<string, Lateness> => {
  const judged = judgedBy.run(views, { rows: daysOfPromises.run(views, { ids, asOf }), asOf })
  return new Map(
    [...judged].flatMap(([id, { stretches }]) => (stretches.length === 0 ? [] : [[id, { ...daysByCause(stretches), stretches }]])),
  )
})

const judgedBy = query('judgedBy', (views, { rows, asOf }: { rows: readonly PromiseRow[]; asOf: AsOf }) => {
  const promises = grouped(
    rows.map((row) => ({ ...row, ...daysOf(row) })),
    ({ id }) => id,
  )
  const late = [...promises].filter(([, [first]]) => first!.originalDueOn < asOf.day)
  const ids = late.map(([id]) => id)
  const waited = grouped(
    waitedOn.run(views, { ids, asOf }).map((row) => ({ ...row, ...daysOf(row) })),
    ({ commitment }) => commitment,
  )
  const owners = [...new Set(late.flatMap(([, days]) => days.map(({ owner }) => owner)))]
  const { lines } = linesOf.run(views, { ids: owners, asOf })
  const stretches = new Map(late.map(([id, days]) => [id, lateStretches(days, waited.get(id) ?? [], lines, asOf.day)]))
  return new Map([...promises].map(([id, days]) => [id, { days, stretches: stretches.get(id) ?? ([] as LateStretch[]) }]))
})

/** How timely some organizations, committees and areas are in what was first due from a day until another. In at most twelve statements. */
export const timelinessOfAll = query('timelinessOfAll', (views, { of, from, until, asOf }: TimelinessAsked): Map<string, Timeliness> => {
  const named = (category: string) => of.filter((id) => categoryOf(id) === category)
  const committees = named('committee')
  const belonging = belongingEver.run(views, { organizations: named('organization'), areas: named('area'), asOf })
  const owners = [...new Set(belonging.map(({ owner }) => owner))]
  const promises = [...judgedBy.run(views, { rows: firstDue.run(views, { owners, committees, from, until, asOf }), asOf }).values()]
  const days = grouped(
    belonging.map((row) => ({ ...row, ...daysOf(row) })),
    ({ of, owner }) => `${of} ${owner}`,
  )
  const always = [{ from: null, until: null }]
  return new Map(
    of.map((id) => [
      id,
      timelinessOf(
        promises,
        categoryOf(id) === 'committee' ? (_, committee) => (committee === id ? always : []) : (owner) => days.get(`${id} ${owner}`) ?? [],
        asOf.day,
      ),
    ]),
  )
})
export interface TimelinessAsked {
  readonly of: readonly string[]
  readonly from: string
  readonly until: string
  readonly asOf: AsOf
}

export async function latenessShown({ id, asOf }: Asked<CommitmentRow>, request: RequestContext): Promise<Asked<Lateness> | null> {
  const lateness = await request.map(latenessOf, id, asOf)
  return lateness && { ...lateness, asOf }
}

/** On how many days an obstacle has waited for its answer. */
export async function waitingDays(row: Asked<ObstacleRow>, request: RequestContext): Promise<number> {
  const promise = await request.many(daysOfPromises, row.commitment, row.asOf)
  return daysWaited(
    { from: row.raisedOn, until: row.answeredOn },
    promise.map((each) => ({ ...each, ...daysOf(each) })),
    row.asOf.day,
  )
}
