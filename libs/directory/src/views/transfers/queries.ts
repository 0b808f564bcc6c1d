import { type ListAsked, type Row, type Sql, among, join, list, query, rowsById, sql } from '@prasan/event-sourcing'
import type { Doing, Move } from '../../domain/transfer/events.js'
import { transfersView } from './view.js'

const { transfer } = transfersView.tables

export type MoveRow = Omit<Move, 'until'> & Doing & { readonly toldUntil?: string }
export type TransferRow = Row<typeof transfer.columns> & { readonly moves: readonly MoveRow[] }

export const transfersByIds = rowsById<TransferRow>(transfer)

export interface TransfersAsked extends ListAsked {
  readonly number?: string | undefined
  /** Records of one person. */
  readonly person?: readonly string[] | undefined
  readonly post?: string | undefined
}
const moves = (condition: Sql) => sql`exists (select 1 from json_each(moves) where ${condition})`
const said = (...fields: readonly string[]) => fields.map((field) => sql`value ->> ${field}`)
export const transfers = list<TransferRow, TransfersAsked>(
  'transfers',
  transfer,
  ({ number, person, post }) => [
    number !== undefined && sql`number = ${number}`,
    person !== undefined && moves(sql`${said('person')[0]!} in ${among(person)}`),
    post !== undefined &&
      moves(
        join(
          said('from', 'to').map((field) => sql`${field} = ${post}`),
          ' or ',
        ),
      ),
  ],
  { orderBy: ['dated', 'id'], descending: true },
)

/** Lists that stand under an order number and date. */
export const transfersUnder = query('transfersUnder', (views, { number, dated }: { number: string; dated: string }) =>
  views
    .all<{ id: string }>(
      sql`select id from transfer where number = ${number} and dated = ${dated} and cancelled is null and knownTo is null`,
    )
    .map(({ id }) => id),
)
