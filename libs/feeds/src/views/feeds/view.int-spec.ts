import { expect, it } from '@jest/globals'
import { sealOf } from '@prasan/event-sourcing'
import { someId, told, viewed } from '@prasan/event-sourcing/testing'
import { FeedOpened, FeedRevoked, feed } from '../../domain/feed.js'
import { feedOfSecret, feedsByIds } from './queries.js'
import { feedsView } from './view.js'

const [id, other] = [someId('feed', 'one'), someId('feed', 'other')]
const of = someId('post')
const digest = sealOf('one')

it('answers by the digest of its secret until it is revoked, and from that event on nobody, whatever the day', async () => {
  const another = told(other, '2026-05-04', FeedOpened({ of, dueDates: true, digest: sealOf('other') }))
  const story = [...told(id, '2026-05-04', FeedOpened({ of, digest })), ...another]
  const open = await viewed([feedsView], [feed], story)
  expect(feedOfSecret.run(open, { digest })).toMatchObject({ id, of, dueDates: false, state: 'open', openedBy: 'system:test' })
  expect(feedOfSecret.run(open, { digest: sealOf('othe') })).toBeUndefined()
  open.close()
  for (const on of ['2026-05-03', '2026-05-04', '2099-12-31']) {
    const revoked = await viewed([feedsView], [feed], [...story, ...told(id, on, FeedRevoked({ reason: 'รั่วไหล' }))])
    expect(feedOfSecret.run(revoked, { digest })).toBeUndefined()
    expect(feedOfSecret.run(revoked, { digest: sealOf('other') })).toMatchObject({ id: other, dueDates: true })
    revoked.close()
  }
})

it('tells on each day whether the address answered, as known then', async () => {
  const revoked = told(id, '2026-06-01', FeedRevoked({ reason: 'รั่วไหล' }))
  const model = await viewed([feedsView], [feed], [...told(id, '2026-05-04', FeedOpened({ of, digest })), ...revoked])
  const shown = (day: string, log: number | null = null) =>
    feedsByIds.run(model, { ids: [id], asOf: { day, log } }).map(({ state, revokedOn, reason }) => ({ state, revokedOn, reason }))
  const answering = { state: 'open', revokedOn: null, reason: null }
  expect(shown('2026-05-03')).toEqual([])
  expect(shown('2026-05-31')).toEqual([answering])
  expect(shown('2026-06-01')).toEqual([{ state: 'revoked', revokedOn: '2026-06-01', reason: 'รั่วไหล' }])
  expect(shown('2026-06-01', 1)).toEqual([answering])
  model.close()
})
