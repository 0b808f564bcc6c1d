import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import type { Clock } from '@prasan/event-sourcing'
import { Api } from '../support/api.js'

/** What a log begins with: the provinces, the founding of the store, its first day, on which what is to be told is gathered, and each process manager that begins with it. */
const BEGUN = 77 + 3 + contexts.flatMap(({ processes }) => processes ?? []).filter(({ answers }) => answers === 'fromItsStart').length

/** A clock that the test sets, within one day: the next would begin with a seal of the log. */
class SetClock implements Clock {
  at = '2026-11-02T02:00:00.000Z'
  now() {
    return new Date(this.at)
  }
}

describe('the whole log as one feed', () => {
  const clock = new SetClock()
  let api: Api
  let office: string
  let post: string
  let commitment: string
  let secretary: string

  const feed = async (args: object = {}) =>
    (
      await api.query(
        `query ($first: Int!, $after: String, $category: String, $actor: String, $since: DateTime, $until: DateTime, $asOf: AsOfInput) {
          activity(first: $first, after: $after, category: $category, actor: $actor, since: $since, until: $until, asOf: $asOf) {
            totalCount pageInfo { hasNextPage endCursor } nodes { logNumber type sentence { en } actor recordedAt aboutId about { id __typename } } } }`,
        { first: 10, ...args },
      )
    ).activity
  const types = async (args: object) => (await feed(args)).nodes.map(({ type }: { type: string }) => type)

  beforeAll(async () => {
    api = await Api.start({ clock })
    clock.at = '2026-11-02T04:00:00.000Z'
    secretary = await api.recorded('registerPerson', { name: { th: { given: 'เลขา' } } })
    office = await api.recorded('registerOrganization', { name: { th: 'สำนักงาน', en: 'Office' }, kind: 'PROVINCIAL' })
    post = await api.recorded('establishPost', { title: { th: 'หัวหน้า', en: 'Head' }, organization: office })
    clock.at = '2026-11-02T06:00:00.000Z'
    const promise = { title: { th: 'สำรวจ', en: 'Survey' }, owner: post, dueOn: '2026-12-31' }
    commitment = await api.recorded('makeCommitment', promise, { 'prasan-person': secretary })
    clock.at = '2026-11-02T08:00:00.000Z'
    await api.recorded('renameOrganization', { organization: office, name: { th: 'สำนักงานใหม่', en: 'New office' }, from: '2026-11-02' })
  })
  afterAll(() => api.close())

  it('tells everything newest first, as sentences about nodes', async () => {
    const { totalCount, nodes } = await feed({ first: 3 })
    expect(totalCount).toBe(BEGUN + 5)
    expect(nodes).toEqual([
      {
        logNumber: BEGUN + 5,
        type: 'OrganizationRenamed',
        sentence: { en: 'Renamed New office from 2 November 2026' },
        actor: 'system:guest',
        recordedAt: '2026-11-02T08:00:00.000Z',
        aboutId: office,
        about: { id: office, __typename: 'Organization' },
      },
      {
        logNumber: BEGUN + 4,
        type: 'CommitmentMade',
        sentence: { en: 'Promised: Survey, by Head, due 31 December 2026' },
        actor: secretary,
        recordedAt: '2026-11-02T06:00:00.000Z',
        aboutId: commitment,
        about: { id: commitment, __typename: 'Commitment' },
      },
      {
        logNumber: BEGUN + 3,
        type: 'PostEstablished',
        sentence: { en: 'Post established: Head' },
        actor: 'system:guest',
        recordedAt: '2026-11-02T04:00:00.000Z',
        aboutId: post,
        about: { id: post, __typename: 'Post' },
      },
    ])
  })

  it('is narrowed by kind, by actor and by when it became known, the end not included', async () => {
    expect(await types({ category: 'organization' })).toEqual(['OrganizationRenamed', 'OrganizationRegistered'])
    expect(await types({ actor: secretary })).toEqual(['CommitmentMade'])
    expect(await types({ since: '2026-11-02T06:00:00Z', until: '2026-11-02T08:00:00Z' })).toEqual(['CommitmentMade'])
    expect(await types({ since: '2026-11-02T13:00:00+07:00' })).toEqual(['OrganizationRenamed', 'CommitmentMade'])
    expect(await types({ since: '2026-11-02T06:00:00.001Z' })).toEqual(['OrganizationRenamed'])
    expect(await types({ category: 'post', since: '2026-11-02T05:00:00Z' })).toEqual([])
  })

  it('is told as known then', async () => {
    const { totalCount, nodes } = await feed({ first: 1, asOf: { logNumber: BEGUN + 3 } })
    expect(totalCount).toBe(BEGUN + 3)
    expect(nodes[0].type).toBe('PostEstablished')
  })

  it('goes on from a cursor, whatever was recorded since, and ends', async () => {
    const seen: number[] = []
    let after: string | null = null
    for (let pages = 1; ; pages++) {
      const page: any = await feed({ first: 30, after })
      seen.push(...page.nodes.map(({ logNumber }: { logNumber: number }) => logNumber))
      after = page.pageInfo.endCursor
      if (pages === 1) await api.recorded('registerOrganization', { name: { th: 'มาทีหลัง' }, kind: 'NGO' })
      if (!page.pageInfo.hasNextPage) break
    }
    expect(seen).toEqual(Array.from({ length: BEGUN + 5 }, (_, i) => BEGUN + 5 - i))
  })

  it.each([
    [{ first: 101 }, 'BAD_USER_INPUT'],
    [{ first: 0 }, 'BAD_USER_INPUT'],
    [{ after: 'no cursor' }, 'CursorMalformed'],
  ])('refuses %j with %s', async (args, code) => {
    const { errors } = await api.post(
      'query ($first: Int, $after: String) { activity(first: $first, after: $after) { nodes { type } } }',
      args,
    )
    expect(errors).toMatchObject([{ extensions: { code } }])
  })
})
