/** The rows of a list for who takes all of them away: first which they are, then some at a time, with where their owners belong. */
import { type AsOf, join, query, sql } from '@prasan/event-sourcing'
import { pillarOf } from '@prasan/plans/reading'
import { type CommitmentRow, type CommitmentsAsked, isAsked } from '../views/commitments/queries.js'
import { commitmentsView } from '../views/commitments/view.js'

const { commitment, owner } = commitmentsView.tables

export interface RowWhereabouts extends CommitmentRow {
  /** Of the owner. */
  readonly organization: string | null
  readonly area: string | null
  readonly pillar: string | null
}

/**
 * The rows of a list by numbers of their own, the first due first. What is recorded later supersedes a row without changing what it says: the
 * numbers go on naming what held at that moment.
 */
export const rowsListed = query(
  'rowsListed',
  (views, asked: CommitmentsAsked): number[] =>
    JSON.parse(
      views.get<{ rows: string }>(sql`select json_group_array(row order by dueOn, id) rows from commitment where ${isAsked(asked)}`)!.rows,
    ) as number[],
)

/** What some of those rows say, in their order. */
export const rowsTold = query('rowsTold', (views, { rows, asOf }: { rows: readonly number[]; asOf: AsOf }) =>
  views
    .all<RowWhereabouts>(
      sql`select commitment.*, commitmentOwner.organization, commitmentOwner.area, ${pillarOf(sql`commitment.origin`, asOf)} pillar
          from json_each(${JSON.stringify(rows)}) asked cross join commitment on commitment.row = asked.value
          left join commitmentOwner on ${join([sql`commitmentOwner.id = commitment.owner`, owner.at(asOf)], ' and ')} order by asked.key`,
    )
    .map(commitment.decode),
)
