import { commandsOf, described } from '@prasan/event-sourcing'
import type { Asked, BoundedContext } from '@prasan/graphql'
import * as domain from './domain/feed.js'
import { CalendarFileResolver, feedLists } from './graphql/resolvers.js'
import { Feed } from './graphql/types.js'
import { type FeedRow, feedsByIds } from './views/feeds/queries.js'
import { feedsView } from './views/feeds/view.js'

/** Calendars that programs follow at secret addresses. */
export const feeds: BoundedContext = {
  name: 'feeds',
  aggregates: [domain.feed],
  commands: commandsOf(domain),
  views: [feedsView],
  nodes: [
    {
      ...{ category: 'feed', type: Feed, byIds: feedsByIds, table: feedsView.tables.feed },
      label: ({ of, asOf }: Asked<FeedRow>, request) => request.labelOf(of, asOf),
      asked: { description: described('ปฏิทินที่เปิดไว้หนึ่งรายการ ว่างเมื่อไม่มีบันทึก', 'A calendar feed; null where none is recorded.') },
    },
  ],
  resolvers: [CalendarFileResolver, ...feedLists],
}
