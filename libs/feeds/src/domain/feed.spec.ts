import { describe, it } from '@jest/globals'
import { sealOf } from '@prasan/event-sourcing'
import { SECRET, given, someId } from '@prasan/event-sourcing/testing'
import { AFeedIsRevokedOnce, FeedOpened, FeedRevoked, OpenFeed, RevokeFeed } from './feed.js'

const of = someId('committee')
const opened = FeedOpened({ of, digest: sealOf(SECRET) })
const reason = 'พ้นจากตำแหน่ง'

describe('a feed', () => {
  it('is opened with the digest of the secret that only the answer tells', () => {
    given().when(OpenFeed, { of }).then(opened)
    given()
      .when(OpenFeed, { of, dueDates: true })
      .then(FeedOpened({ of, dueDates: true, digest: sealOf(SECRET) }))
  })

  it('is revoked once, for good', () => {
    given(opened).when(RevokeFeed, { reason }).then(FeedRevoked({ reason }))
    given(opened, FeedRevoked({ reason })).when(RevokeFeed, { reason }).thenNothing()
    given(opened, FeedRevoked({ reason })).when(RevokeFeed, { reason: 'ที่อยู่รั่วไหล' }).thenRefused(AFeedIsRevokedOnce)
  })
})
