import { history, view } from '@prasan/event-sourcing'
import { FeedOpened, FeedRevoked } from '../../domain/feed.js'

const tables = {
  feed: history(
    'feed',
    {
      ...{ of: 'text', dueDates: 'bool', digest: 'text', openedOn: 'day' },
      /** Who opened it, and for which post: it shows what they may see. */
      ...{ openedBy: 'text', openedFor: 'text?' },
      ...{ state: 'text', revokedOn: 'day?', reason: 'text?' },
    },
    { today: ['digest', 'of'], ever: ['of'] },
  ),
}

/** Calendar feeds, from the day on which each was opened. */
export const feedsView = view('feeds', 1, tables, (on) => [
  on(FeedOpened, ({ feed }, { id, day, data: { of, dueDates = false, digest }, metadata }) =>
    feed.begin(id, day, {
      ...{ of, dueDates, digest, openedOn: day, state: 'open' },
      ...{ openedBy: metadata.actor, openedFor: metadata.forPost },
    }),
  ),
  on(FeedRevoked, ({ feed }, { id, day, data: { reason } }) => feed.change(id, day, { state: 'revoked', revokedOn: day, reason })),
])
