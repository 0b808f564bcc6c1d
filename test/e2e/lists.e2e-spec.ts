import { GraphQLSchemaHost } from '@nestjs/graphql'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { isRequiredArgument } from 'graphql'
import { addDays } from '@prasan/event-sourcing'
import fc from 'fast-check'
import { Api, TODAY, requiredOf } from '../support/api.js'
import { digestPrepared, escalated } from '../support/days.js'

interface Promised {
  readonly id: string
  readonly dueOn: string
  readonly madeOn: string
  readonly owner: string
  readonly closed?: { readonly state: string; readonly on: string }
}
interface Filter {
  readonly dueFrom?: string
  readonly dueUntil?: string
  readonly minDaysOverdue?: number
  readonly post?: string
}
interface Asked {
  readonly list: 'commitments' | 'overdueCommitments'
  readonly state?: string
  readonly filter: Filter
  readonly orderBy: string
  readonly on?: string
  readonly size: number
}

const FIRST_DAY = '2026-05-01'
const day = (n: number) => addDays(FIRST_DAY, n)
const promises: Promised[] = []
let organization: string
let posts: string[]
let api: Api

beforeAll(async () => {
  api = await Api.start()
  organization = await api.recorded('registerOrganization', { name: { th: 'สำนักงาน' }, kind: 'PROVINCIAL' })
  const post = (th: string) => api.recorded('establishPost', { title: { th }, organization })
  posts = [await post('หัวหน้า'), await post('รอง')]
  await post('ผู้ช่วย')
  for (let n = 0; n < 24; n++) {
    const [madeOn, dueOn, owner] = [day((n * 7) % 100), day(110 + ((n * 37) % 120)), posts[n % 2]!]
    const id = await api.recorded('makeCommitment', { title: { th: `งานที่ ${n}` }, owner, madeOn, dueOn })
    const on = day(120 + n)
    if (n % 5 === 3)
      await api.recorded('withdrawCommitment', {
        commitment: id,
        on,
        reason: 'เลิก',
        recordDespite: [{ rule: 'CommitmentIsWithdrawnByResolution', reason: 'ไม่มีมติ' }],
      })
    else if (n % 7 === 2) await api.recorded('reportCompletion', { commitment: id, on, word: 'แล้ว' })
    const state = n % 5 === 3 ? 'WITHDRAWN' : n % 7 === 2 ? 'COMPLETED' : undefined
    promises.push({ id, dueOn, madeOn, owner, ...(state && { closed: { state, on } }) })
  }
}, 60_000)
afterAll(() => api.close())

/** What is so of each promise, said without a view. */
function expected({ list, state, filter, on = TODAY }: Asked): string[] {
  const stateOf = ({ closed }: Promised) => (closed && closed.on <= on ? closed.state : 'OPEN')
  const late = (promise: Promised) => stateOf(promise) === 'OPEN' && promise.dueOn < on
  const { dueFrom, dueUntil, minDaysOverdue, post } = filter
  return promises
    .filter(
      (promise) =>
        promise.madeOn <= on &&
        (list === 'commitments' || late(promise)) &&
        (state === undefined || stateOf(promise) === state) &&
        (dueFrom === undefined || promise.dueOn >= dueFrom) &&
        (dueUntil === undefined || promise.dueOn < dueUntil) &&
        (minDaysOverdue === undefined || (late(promise) && addDays(promise.dueOn, minDaysOverdue) <= on)) &&
        (post === undefined || promise.owner === post),
    )
    .map(({ id }) => id)
}

async function page({ list, state, filter, orderBy, on }: Asked, cut: Record<string, unknown>) {
  const query = `query ($filter: OverdueFilterInput, $orderBy: CommitmentOrder!, $state: CommitmentState, $asOf: AsOfInput,
      $first: Int, $last: Int, $after: String, $before: String) {
    page: ${list}(filter: $filter, orderBy: $orderBy, asOf: $asOf, first: $first, last: $last, after: $after, before: $before
      ${list === 'commitments' ? ', state: $state' : ''}) {
      totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
  const used = list === 'commitments' ? query : query.replace('$state: CommitmentState, ', '')
  const { data, errors } = await api.post(used, {
    ...{ filter, orderBy, ...(list === 'commitments' && { state }), ...(on && { asOf: { effective: on } }) },
    ...cut,
  })
  expect(errors).toBeUndefined()
  // an answer about a day has ids that carry it
  return { ...data.page, ids: data.page.nodes.map(({ id }: { id: string }) => id.slice(0, promises[0]!.id.length)) }
}

const days = fc.integer({ min: 0, max: 240 }).map(day)
const asking: fc.Arbitrary<Asked> = fc
  .record(
    {
      list: fc.constantFrom('commitments' as const, 'overdueCommitments' as const),
      state: fc.constantFrom('OPEN', 'COMPLETED', 'WITHDRAWN'),
      filter: fc
        .record({ dueFrom: days, dueUntil: days, minDaysOverdue: fc.integer({ min: 1, max: 90 }), owner: fc.nat(1) }, { requiredKeys: [] })
        .filter(({ dueFrom, dueUntil }) => dueFrom === undefined || dueUntil === undefined || dueFrom < dueUntil),
      orderBy: fc.constantFrom('OLDEST_DUE_FIRST', 'NEWEST_DUE_FIRST', 'OLDEST_MADE_FIRST', 'NEWEST_MADE_FIRST'),
      on: fc.integer({ min: 0, max: 185 }).map(day),
      size: fc.integer({ min: 1, max: 9 }),
    },
    { requiredKeys: ['list', 'filter', 'orderBy', 'size'] },
  )
  .map(({ list, state, filter: { owner, ...filter }, ...asked }) => ({
    ...{ list, ...asked, filter: { ...filter, ...(owner !== undefined && { post: posts[owner]! }) } },
    ...(list === 'commitments' && state && { state }),
  }))

describe('the promises of a list', () => {
  it('are those of which its filter is so on the day, counted, in its order, once over all pages in both directions', async () => {
    await fc.assert(
      fc.asyncProperty(asking, async (asked) => {
        const all = await page(asked, { first: 100 })
        expect([...all.ids].sort()).toEqual(expected(asked).sort())
        expect(all.totalCount).toBe(all.ids.length)
        const by = asked.orderBy.includes('DUE') ? 'dueOn' : 'madeOn'
        const told = all.ids.map((id: string) => promises.find((each) => each.id === id)![by]) as string[]
        expect(told).toEqual(asked.orderBy.startsWith('OLDEST') ? [...told].sort() : [...told].sort().reverse())
        const forwards: string[] = []
        for (let cut: Record<string, unknown> | null = { first: asked.size }; cut;) {
          const { ids, totalCount, pageInfo } = await page(asked, cut)
          expect([totalCount, pageInfo.hasPreviousPage]).toEqual([all.totalCount, forwards.length > 0])
          forwards.push(...ids)
          cut = pageInfo.hasNextPage ? { first: asked.size, after: pageInfo.endCursor } : null
        }
        expect(forwards).toEqual(all.ids)
        const backwards: string[] = []
        for (let cut: Record<string, unknown> | null = { last: asked.size }; cut;) {
          const { ids, totalCount, pageInfo } = await page(asked, cut)
          expect([totalCount, pageInfo.hasNextPage]).toEqual([all.totalCount, backwards.length > 0])
          backwards.unshift(...ids)
          cut = pageInfo.hasPreviousPage ? { last: asked.size, before: pageInfo.startCursor } : null
        }
        expect(backwards).toEqual(all.ids)
      }),
      { numRuns: 100 },
    )
  }, 120_000)
})

describe('every list', () => {
  const listsOf = () => {
    const { schema } = api.application.nest.get(GraphQLSchemaHost)
    return Object.values(schema.getQueryType()!.getFields()).filter(({ type }) => String(type).endsWith('Connection!'))
  }

  beforeAll(async () => {
    for (const n of ['ก', 'ข', 'ค', 'ง']) {
      const name = { th: `ที่ ${n}` }
      const organization = await api.recorded('registerOrganization', { name, kind: 'NGO' })
      const post = await api.recorded('establishPost', { title: name, organization })
      const person = await api.recorded('registerPerson', { name: { th: { given: `สมมุติ ${n}` } } })
      const moves = [{ person, to: post, on: '2026-11-01' }]
      await api.recorded('recordTransfers', { number: `คำสั่งที่ ${n}`, dated: '2026-10-25', moves })
      await api.recorded('openHandover', { post, on: '2026-11-15' })
      const body = await api.recorded('establishCommittee', { name, type: 'COMMITTEE' })
      const meeting = await api.recorded('scheduleMeeting', { bodies: [body], on: '2026-10-01' })
      await api.recorded('openMeeting', { meeting, noticeUnknown: true, attendanceUnknown: true })
      await api.recorded('recordAttendance', { meeting, entries: [{ person, capacity: 'OBSERVER' }] })
      await api.recorded('passResolution', {
        meeting,
        kind: 'NOTED',
        text: name,
        recordDespite: [{ rule: 'MeetingNeedsQuorumToResolve', reason: '-' }],
      })
      await api.recorded('issueDirective', { title: name, committee: body, on: '2026-10-01', dueOn: '2026-12-31' })
      await api.recorded('openFeed', { of: body })
      await digestPrepared(api, { person, about: meeting, to: post })
      await api.recorded('draftPlan', { title: name, committee: body, fiscalYear: 2570 })
      await api.recorded('registerWebhook', { organization, ...{ url: 'https://8.8.8.8/', topics: ['PLANS'] } })
    }
    for (const { id, owner } of promises.filter(({ closed, dueOn }) => !closed && dueOn < TODAY).slice(0, 4))
      await escalated(api, { commitment: id, to: owner, on: TODAY })
  })

  it('is the same, counted, read from its first page on or from its last one back', async () => {
    expect(listsOf().length).toBeGreaterThan(8)
    for (const { name, args } of listsOf()) {
      const narrowed = args
        .filter((each) => isRequiredArgument(each))
        .map((each) => `${each.name}: ${requiredOf(each.name, { organization, post: posts[0]! })}, `)
      const page = async (cut: string) => {
        const { data, errors } = await api.post(
          `{ page: ${name}(${narrowed.join('')}${cut}) { totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        )
        expect([name, errors]).toEqual([name, undefined])
        return { ...data.page, cursors: data.page.edges.map(({ cursor }: { cursor: string }) => cursor) as string[] }
      }
      const [forwards, backwards]: [string[], string[]] = [[], []]
      let count = 0
      for (let cut: string | null = 'first: 3'; cut;) {
        const { cursors, totalCount, pageInfo } = await page(cut)
        expect([name, pageInfo.hasPreviousPage]).toEqual([name, forwards.length > 0])
        forwards.push(...cursors)
        count = totalCount
        cut = pageInfo.hasNextPage ? `first: 3, after: "${pageInfo.endCursor}"` : null
      }
      for (let cut: string | null = 'last: 3'; cut;) {
        const { cursors, pageInfo } = await page(cut)
        expect([name, pageInfo.hasNextPage]).toEqual([name, backwards.length > 0])
        backwards.unshift(...cursors)
        cut = pageInfo.hasPreviousPage ? `last: 3, before: "${pageInfo.startCursor}"` : null
      }
      expect([name, forwards.length > 2, new Set(forwards).size, count]).toEqual([name, true, forwards.length, forwards.length])
      expect([name, backwards]).toEqual([name, forwards])
    }
  }, 60_000)
})
