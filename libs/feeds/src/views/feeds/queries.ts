import { type AsOf, type ListAsked, type Row, among, list, query, rowsById, sql } from '@prasan/event-sourcing'
import { feedsView } from './view.js'

const { feed } = feedsView.tables
export type FeedRow = Row<typeof feed.columns>

export const feedsByIds = rowsById<FeedRow>(feed)

export interface FeedsAsked extends ListAsked {
  readonly of?: string | undefined
  readonly state?: string | undefined
}
/** Feeds, those opened last first. */
export const feeds = list<FeedRow, FeedsAsked>(
  'feeds',
  feed,
  ({ of, state }) => [of !== undefined && sql`of = ${of}`, state !== undefined && sql`state = ${state}`],
  { orderBy: ['openedOn', 'id'], descending: true },
)

/** The feed whose secret has the digest, unless it was revoked, whatever day this node takes it for. */
export const feedOfSecret = query('feedOfSecret', (views, { digest }: { digest: string }): FeedRow | undefined => {
  const last = views.get<FeedRow>(sql`select * from feed where digest = ${digest} and knownTo is null order by validFrom desc limit 1`)
  return last?.state === 'open' ? feed.decode(last) : undefined
})

export interface Changed {
  /** How many events of these types there are. */
  readonly times: number
  /** ISO instant of the last. */
  readonly last: string
}
/** How often things changed by events of these types, and when last, from the log itself. */
export const changesOf = query(
  'changesOf',
  (views, { ids, types, asOf }: { ids: readonly string[]; types: readonly string[]; asOf: AsOf }): Map<string, Changed> => {
    const counted = views.all<Changed & { id: string }>(
      sql`select id, count(*) times, max(recordedAt) last from log
          where id in ${among(ids)} and type in ${among(types)} and logNumber <= ${asOf.log ?? Number.MAX_SAFE_INTEGER} group by id`,
    )
    return new Map(counted.map(({ id, ...changed }) => [id, changed]))
  },
)
