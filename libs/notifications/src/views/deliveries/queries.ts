import { type ListAsked, type Row, list, query, rowsBy, rowsById, sql } from '@prasan/event-sourcing'
import { deliveriesView } from './view.js'

const { delivery, preference } = deliveriesView.tables
export type DeliveryRow = Row<typeof delivery.columns>
export type PreferenceRow = Row<typeof preference.columns>

export const deliveriesByIds = rowsById<DeliveryRow>(delivery)
export const preferencesByIds = rowsById<PreferenceRow>(preference)
export const preferencesOf = rowsBy<PreferenceRow>(preference, 'person', { order: 'knownFrom, id' })

export interface DeliveriesAsked extends ListAsked {
  readonly state?: string | undefined
  readonly person?: string | undefined
  /** With a notice to this owner, or of a committee to one of its seats. */
  readonly to?: readonly string[] | undefined
}
/** Digests, those of the latest day first. */
export const deliveries = list<DeliveryRow, DeliveriesAsked>(
  'deliveries',
  delivery,
  ({ state, person, to }) => [
    state !== undefined && sql`state = ${state}`,
    person !== undefined && sql`person = ${person}`,
    to !== undefined &&
      sql`exists (select 1 from json_each(notices) where json_extract(value, '$.to') in (select value from json_each(${JSON.stringify(to)})))`,
  ],
  { orderBy: ['day', 'id'], descending: true },
)

/** Those that may be sent now, the longest due first: as known now, whatever day this node takes it for. */
export const deliveriesDue = query('deliveriesDue', (views, { now, most }: { now: string; most: number }): string[] =>
  views
    .all<{ id: string }>(
      sql`select id from delivery where knownTo is null and until is not null and until <= ${now} and validTo > '9999' order by until, id limit ${most}`,
    )
    .map(({ id }) => id),
)

export interface Counted {
  readonly waiting: number
  readonly undeliverable: number
  /** Through LINE since the month began. */
  readonly line: number
}
/** How many there are now of what somebody should look at. */
export const deliveriesCounted = query('deliveriesCounted', (views, { month }: { month: string }): Counted => {
  const count = (condition: ReturnType<typeof sql>) =>
    views.get<{ n: number }>(sql`select count(*) n from delivery where knownTo is null and validTo > '9999' and ${condition}`)!.n
  return {
    waiting: count(sql`state in ('waiting', 'sending')`),
    undeliverable: count(sql`state = 'undeliverable'`),
    line: count(sql`state = 'delivered' and through = 'line' and since >= ${`${month}-01`}`),
  }
})
