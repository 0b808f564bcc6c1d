import { expect, it } from '@jest/globals'
import { clockAt } from '@prasan/event-sourcing'
import { TODAY, someId } from '@prasan/event-sourcing/testing'
import { type Policy, RequestContext } from '@prasan/graphql'
import type { FeedRow } from '../views/feeds/queries.js'
import { calendarOf } from './entries.js'

it('a feed is shown while whoever opened it, for that post, may see the calendar', async () => {
  const [of, opener, other, post] = [someId('committee'), someId('person', 'opener'), someId('person', 'other'), someId('post')]
  const policy: Policy = {
    maySee: ({ id, part }, { actor, forPost }) => id === of && part === 'calendar' && actor === opener && forPost === post,
  }
  const views = { logNumber: 0, all: () => [], get: () => undefined }
  const shown = (actor: string, forPost?: string) => {
    const asked = [actor, forPost, views as never, undefined as never, clockAt(TODAY), new Map(), undefined as never] as const
    return calendarOf({ of, dueDates: false } as FeedRow, 'en', new RequestContext(...asked, undefined, policy))
  }
  expect(await shown(opener, post)).toMatchObject({ entries: [] })
  expect(await shown(other, post)).toBeNull()
  expect(await shown(opener)).toBeNull()
})
