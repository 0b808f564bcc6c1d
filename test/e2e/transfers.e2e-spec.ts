import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const TITLES = ['ผู้ว่าราชการจังหวัด', 'รองผู้ว่าราชการจังหวัด', 'พัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด']
const order = { number: 'มท 1/2569', dated: '2026-09-15', issuer: 'กระทรวงมหาดไทย' }
const october = '2026-10-01'
const reason = 'พิมพ์วันที่ผิด'

let api: Api
let offices = 0
let lists = 0
beforeAll(async () => {
  api = await Api.start()
})
afterAll(() => api.close())

/** Three posts, each with its holder since 2024. */
async function office() {
  const organization = await api.recorded('registerOrganization', { name: { th: `สำนักงานที่ ${++offices}` }, kind: 'PROVINCIAL' })
  const posts: string[] = []
  const people: string[] = []
  for (const [i, th] of TITLES.entries()) {
    people.push(await api.recorded('registerPerson', { name: { th: { given: `คนที่ ${i}`, family: 'ไม่มีจริง' } } }))
    posts.push(await api.recorded('establishPost', { title: { th }, organization }))
    await api.recorded('assignRole', { post: posts[i], person: people[i], manner: 'SUBSTANTIVE', from: '2024-10-01' })
  }
  const rotation = [
    { person: people[0], from: posts[0], on: october },
    { person: people[1], from: posts[1], to: posts[0], on: october },
    { person: people[2], from: posts[2], to: posts[1], on: october },
  ]
  const holders = async (effective: string) => {
    const asked = posts.map((id, i) => `p${i}: post(id: "${id}", asOf: { effective: "${effective}" }) { holders { person { id } } }`)
    const found: Record<string, { holders: { person: { id: string } }[] }> = await api.query(`{ ${asked.join(' ')} }`)
    return Object.values(found).map(({ holders: [one] }) => one?.person.id.split('@')[0] ?? null)
  }
  return { posts, people, rotation, holders }
}
type Office = Awaited<ReturnType<typeof office>>

/** Records it and tells in the same answer what it came to. */
const recordTransfers = async (moves: object[], more: object = {}) => {
  const { answer } = await api.query(
    `mutation ($input: RecordTransfersInput!) { answer: recordTransfers(input: $input) { ... on TransferRecorded {
      id reactionsDone viewsCaughtUp transfer { number dated issuer cancelled
        moves { person { id } from { id } to { id } on manner carriedOut begun { from person { id } order } ended { until person { id } } } } } } }`,
    { input: { idempotencyKey: `list ${++lists}`, ...order, number: `${lists}/2569`, moves, ...more } },
  )
  return answer
}

describe('who acts for whom', () => {
  it('does not come back to the post by a list, unless the list ends what it rests on', async () => {
    const { posts, people } = await office()
    await api.recorded('assignRole', { post: posts[0], person: people[1], manner: 'ACTING', from: '2026-09-01' })
    const acts = { person: people[0], to: posts[1], on: october, manner: 'ACTING' }
    const list = (moves: object[]) => ({ ...order, number: `${++lists}/2569`, moves })
    expect(await api.unrecorded(() => api.tell('recordTransfers', list([acts])))).toMatchObject({
      rule: 'ActingDoesNotComeBackToThePost',
      field: 'moves.0.person',
    })
    await api.recorded('recordTransfers', list([acts, { person: people[0], from: posts[0], on: '2026-09-30' }]))
  })
})

describe('a transfer list', () => {
  let all: Office
  let transfer: string
  beforeAll(async () => {
    all = await office()
  })

  it('is carried out on all posts before it is answered', async () => {
    const { people, posts, rotation, holders } = all
    const answer = await recordTransfers(rotation, order)
    transfer = answer.id
    const id = (each: string | undefined) => (each === undefined ? null : { id: each })
    expect(answer).toMatchObject({ reactionsDone: true, viewsCaughtUp: true, transfer: { ...order, cancelled: null } })
    expect(answer.transfer.moves).toEqual(
      [posts[0], posts[1], posts[2]].map((from, i) => ({
        ...{ person: id(people[i]), from: id(from), to: id(posts[i - 1]), on: october, manner: 'SUBSTANTIVE', carriedOut: true },
        begun: i === 0 ? null : { from: october, person: id(people[i]), order: order.number },
        ended: { until: october, person: id(people[i]) },
      })),
    )
    expect(await holders('2026-09-30')).toEqual(people)
    expect(await holders(october)).toEqual([people[1], people[2], null])
  })

  it('is found by order, person and post, and tells its history', async () => {
    const asked = `query ($number: String, $person: ID, $post: ID, $id: ID!) {
      transfers(number: $number, person: $person, post: $post) { totalCount nodes { id } }
      transfer(id: $id) { history { sentence { th en } } } }`
    const [person, post] = [all.people[2], all.posts[0]]
    for (const by of [{ number: order.number }, { person }, { post }])
      expect((await api.query(asked, { id: transfer, ...by })).transfers).toEqual({ totalCount: 1, nodes: [{ id: transfer }] })
    const stranger = (await office()).people[0]
    const data = await api.query(asked, { id: transfer, person: stranger })
    expect(data.transfers.nodes).toEqual([])
    expect(data.transfer.history).toMatchObject([
      { sentence: { th: 'คำสั่งที่ มท 1/2569 ลงวันที่ 15 กันยายน 2569 โยกย้าย 3 ราย', en: 'Order มท 1/2569 of 15 September 2026: 3 moves' } },
    ])
  })

  it('is recorded once: the same again is told so, another under its order is asked about', async () => {
    const again = () => api.tell('recordTransfers', { ...order, moves: all.rotation })
    expect(await api.unrecorded(again)).toMatchObject({ is: 'RuleBroken', rule: 'ThisListIsRecordedAlready', mayRecordDespite: false })
    const other = () => api.tell('recordTransfers', { ...order, moves: [{ person: all.people[1], from: all.posts[0], on: '2026-11-01' }] })
    expect(await api.unrecorded(other)).toMatchObject({ rule: 'AnOrderMovesByOneList', field: 'number', mayRecordDespite: true })
  })

  it('is corrected and cancelled with all that it came to', async () => {
    const { people, rotation, holders } = all
    const later = rotation.map((move) => ({ ...move, on: '2026-10-15' }))
    await api.recorded('correctTransfers', { transfer, ...order, moves: later, reason })
    expect(await holders(october)).toEqual(people)
    expect(await holders('2026-10-15')).toEqual([people[1], people[2], null])
    await api.recorded('cancelTransfers', { transfer, reason: 'คำสั่งถูกยกเลิก' })
    expect(await holders('2026-11-02')).toEqual(people)
    const data = await api.query('query ($id: ID!) { transfer(id: $id) { cancelled moves { carriedOut begun { id } } } }', { id: transfer })
    expect(data.transfer).toEqual({
      cancelled: 'คำสั่งถูกยกเลิก',
      moves: [0, 1, 2].map(() => ({ carriedOut: false, begun: null })),
    })
    // what is cancelled may be entered anew
    expect((await recordTransfers(rotation, order)).transfer.moves.map((move: { carriedOut: boolean }) => move.carriedOut)).toEqual([
      ...[true, true, true],
    ])
  })

  it('of a day to come changes nothing until then', async () => {
    const { people, rotation, holders } = await office()
    const answer = await recordTransfers(rotation.map((move) => ({ ...move, on: '2027-10-01' })))
    expect(answer.transfer.moves.every(({ carriedOut }: { carriedOut: boolean }) => carriedOut)).toBe(true)
    expect([await holders('2026-11-02'), await holders('2027-10-01')]).toEqual([people, [people[1], people[2], null]])
  })

  it('is refused as a whole, naming the move', async () => {
    const { people, posts, rotation } = await office()
    for (const [moves, rule, field] of [
      [[...rotation, { person: people[0], to: posts[0], on: '2026-10-02' }], 'PostHasAtMostOneSubstantiveHolderAtATime', 'moves.1.to'],
      [[rotation[0], { ...rotation[1], from: posts[2] }], 'WhoLeavesAPostMustHoldIt', 'moves.1.from'],
      [[...rotation, { person: people[1], to: posts[2], on: october }], 'OnePersonMovesOnceADay', 'moves.3.person'],
      [
        [{ ...rotation[1], from: undefined, to: posts[2], on: october, until: '2026-09-30' }],
        'RoleCannotEndBeforeItBegins',
        'moves.0.until',
      ],
      [[{ person: people[0], on: october }], 'AMoveLeavesAPostOrTakesOne', 'moves.0'],
    ] as const)
      expect(await api.unrecorded(() => api.tell('recordTransfers', { ...order, number: 'อีกฉบับ', moves }))).toMatchObject({
        ...{ is: 'RuleBroken', rule, field },
      })
    const nobody = 'person-00000000-0000-4000-8000-000000000000'
    const unknown = () =>
      api.tell('recordTransfers', { ...order, number: 'อีกฉบับ', moves: [rotation[0], { ...rotation[1], person: nobody }] })
    expect(await api.unrecorded(unknown)).toMatchObject({ problems: [{ field: 'moves.1.person', code: 'UnknownId' }] })
  })
})
