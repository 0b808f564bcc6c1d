import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ErasePersonalData } from '@prasan/directory'
import { handle } from '@prasan/event-sourcing'
import { Api } from '../support/api.js'

const reason = 'ขึ้นทะเบียนซ้ำ'
const named = (given: string, family: string) => ({ name: { th: { given, family } } })

let api: Api
let organization: string
beforeAll(async () => {
  api = await Api.start()
  organization = await api.recorded('registerOrganization', { name: { th: 'สำนักงานตัวอย่าง' }, kind: 'PROVINCIAL' })
})
afterAll(() => api.close())

const found = async (name?: string) => {
  const asked = 'query ($name: String) { people(name: $name, first: 100) { totalCount nodes { id } } }'
  const { people } = await api.query<{ people: { totalCount: number; nodes: { id: string }[] } }>(asked, name === undefined ? {} : { name })
  expect(people.totalCount).toBe(people.nodes.length)
  return people.nodes.map(({ id }) => id).sort()
}

describe('two records of one person', () => {
  let stays: string
  let doubled: string
  const posts: string[] = []
  let committee: string
  let meeting: string

  beforeAll(async () => {
    stays = await api.recorded('registerPerson', named('หนึ่งเดียว', 'ไม่มีจริง'))
    doubled = await api.recorded('registerPerson', named('หนึ่งเดี่ยว', 'ไม่มีจริง'))
    for (const [i, person] of [stays, doubled].entries()) {
      posts.push(await api.recorded('establishPost', { title: { th: `ตำแหน่ง ${i}` }, organization }))
      await api.recorded('assignRole', { post: posts[i], person, manner: 'SUBSTANTIVE', from: `2024-1${i}-01` })
    }
    committee = await api.recorded('establishCommittee', { name: { th: 'คณะทำงาน' }, type: 'WORKING_GROUP', from: '2025-01-01' })
    await api.recorded('adoptRules', { committee, preset: 'VILLAGE_GROUP', from: '2025-01-01' })
    for (const [i, post] of posts.entries())
      await api.recorded('createSeat', { committee, number: i + 1, office: 'MEMBER', kind: { exOfficio: { post } }, from: '2025-01-01' })
  })

  const quorum = async () =>
    (await api.query('query ($id: ID!) { meeting(id: $id) { quorum { present base } } }', { id: meeting })).meeting.quorum[0]

  const held = async (on: string) => {
    const id = await api.recorded('scheduleMeeting', { bodies: [committee], on })
    await api.recorded('openMeeting', { meeting: id })
    const { meeting } = await api.query('query ($id: ID!) { meeting(id: $id) { roster { seat { id } person { id } } } }', { id })
    return { id, roster: meeting.roster as { seat: { id: string }; person: { id: string } }[] }
  }

  it('sit as two until they are known to be one', async () => {
    const { id, roster } = await held('2026-05-08')
    meeting = id
    expect(roster.map(({ person }) => person.id)).toEqual([stays, doubled])
    await api.recorded('recordAttendance', { meeting, entries: roster.map(({ seat, person }) => ({ seat: seat.id, person: person.id })) })
    expect(await quorum()).toEqual({ present: 2, base: 2 })
  })

  it('are merged once, and never into themselves', async () => {
    await api.recorded('mergePerson', { person: doubled, into: stays, reason })
    expect(await api.unrecorded(() => api.tell('mergePerson', { person: doubled, into: stays, reason }))).toMatchObject({ events: [] })
    for (const [person, into, rule] of [
      [stays, stays, 'PersonIsMergedIntoARecordThatStays'],
      [stays, doubled, 'PersonIsMergedIntoARecordThatStays'],
      [doubled, await api.recorded('registerPerson', named('อีกคน', 'ไม่มีจริง')), 'MergedRecordChangesNoMore'],
    ])
      expect(await api.unrecorded(() => api.tell('mergePerson', { person, into, reason }))).toMatchObject({ is: 'RuleBroken', rule })
  })

  it('answer as the one that stays: by id, in posts, seats and attendance', async () => {
    const data = await api.query(
      `query ($doubled: ID!, $stays: ID!, $post: ID!, $committee: ID!, $meeting: ID!) {
        person(id: $doubled) { id name { th } holds { post { id } } }
        node(id: $doubled) { id }
        same: person(id: $stays) { id }
        post(id: $post) { holders { person { id } } }
        committee(id: $committee) { occupants { occupant { person { id } } } }
        meeting(id: $meeting) { attendance { person { id } } roster { person { id } } } }`,
      { doubled, stays, post: posts[1], committee, meeting },
    )
    const one = { person: { id: stays } }
    expect(data).toEqual({
      person: { id: stays, name: { th: 'หนึ่งเดียว ไม่มีจริง' }, holds: posts.map((id) => ({ post: { id } })) },
      node: { id: stays },
      same: { id: stays },
      post: { holders: [one] },
      committee: { occupants: [{ occupant: one }, { occupant: one }] },
      meeting: { attendance: [one, one], roster: [one, one] },
    })
  })

  it('count once: at the meeting before, and on the roster of the next', async () => {
    expect(await quorum()).toEqual({ present: 1, base: 1 })
    const { id, roster } = await held('2026-08-07')
    const [, second] = roster
    // comes for the post held under the merged record, and is its occupant
    await api.recorded('recordAttendance', { meeting: id, entries: [{ seat: second!.seat.id, person: stays }] })
    const { meeting } = await api.query('query ($id: ID!) { meeting(id: $id) { attendance { capacity } quorum { present base } } }', { id })
    expect(meeting).toEqual({ attendance: [{ capacity: 'SELF' }], quorum: [{ present: 1, base: 1 }] })
  })

  it('are found as one, by either name', async () => {
    expect(await found('หนึ่งเดี่ยว')).toEqual([stays])
    expect(await found('หนึ่งเดียว')).toEqual([stays])
  })

  it('are two again when the merge is reversed', async () => {
    await api.recorded('reversePersonMerge', { person: doubled, reason: 'เป็นคนละคน' })
    const { person } = await api.query('query ($id: ID!) { person(id: $id) { id history { sentence { en } } } }', { id: doubled })
    expect(person).toEqual({
      id: doubled,
      history: [
        { sentence: { en: 'Person registered' } },
        { sentence: { en: `The same person as หนึ่งเดียว ไม่มีจริง: ${reason}` } },
        { sentence: { en: 'Not the same person after all: เป็นคนละคน' } },
      ],
    })
  })
})

describe('people', () => {
  it('are found by the name they have now, and listed page by page', async () => {
    const id = await api.recorded('registerPerson', named('ทองคํา', 'ในนิทาน')) // typed with nikhahit and aa
    expect(await found('ทองคำ')).toEqual([id])
    await api.recorded('correctName', { person: id, ...named('เงินงาม', 'ในนิทาน'), reason: 'อ่านลายมือผิด' })
    expect(await found('ทองคำ')).toEqual([])
    expect(await found('เงินงาม ในนิทาน')).toEqual([id])
    const all = await found()
    expect(all).toContain(id)
    const paged: string[] = []
    for (let after: string | null = null, next = true; next;) {
      const { people }: any = await api.query(
        'query ($after: String) { people(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      )
      paged.push(...people.nodes.map((person: { id: string }) => person.id))
      after = people.pageInfo.endCursor
      next = people.pageInfo.hasNextPage
    }
    expect(paged).toEqual(all)
  })

  it('are not found by a name whose key was erased', async () => {
    const id = await api.recorded('registerPerson', named('ลืมฉัน', 'ไม่มีจริง'))
    expect(await found('ลืมฉัน')).toEqual([id])
    await api.application.runtime.keys.erase(id)
    expect(await found('ลืมฉัน')).toEqual([])
  })
})

describe('erased personal data', () => {
  const NAME = 'query ($id: ID!, $log: Int) { person(id: $id, asOf: { logNumber: $log }) { name { th en } } }'
  const ERASED = { th: expect.stringContaining('ลบข้อมูลส่วนบุคคลแล้ว'), en: expect.stringContaining('erased') }
  const reason = 'คำขอของเจ้าของข้อมูล'
  let log: number
  let id: string
  const register = async (given: string) => {
    id = await api.recorded('registerPerson', { ...named(given, 'ไม่มีจริง'), contacts: { phone: '099-000-7777' } })
    expect(await found(given)).toEqual([id])
    log = api.application.runtime.views.logNumber
  }

  it('reads as erased everywhere, on every day and as known at any time, and is never recorded again', async () => {
    await register('ลบชื่อ')
    await api.recorded('erasePersonalData', { person: id, reason })
    for (const known of [null, log]) expect((await api.query(NAME, { id, log: known })).person.name).toEqual(ERASED)
    expect(await found('ลบชื่อ')).toEqual([])
    for (const [mutation, input] of [
      ['correctName', { ...named('ลบชื่อ', 'อีก'), reason }],
      ['changeContact', { contacts: { phone: '099-000-7777' } }],
    ] as const)
      expect(await api.unrecorded(() => api.tell(mutation, { person: id, ...input }))).toMatchObject({
        is: 'RuleBroken',
        rule: 'PersonalDataIsErased',
        mayRecordDespite: false,
      })
    expect(await api.unrecorded(() => api.tell('erasePersonalData', { person: id, reason }))).toMatchObject({ is: 'Recorded', events: [] })
  })

  it('is destroyed also where the process died between the event and the key', async () => {
    await register('ดับกลางคัน')
    const { handling, keys } = api.application.runtime
    const dying = Object.assign(Object.create(keys) as typeof keys, { erase: () => Promise.reject(new Error('power cut')) })
    const request = { command: ErasePersonalData, id, input: { reason }, actor: 'system:test' }
    await expect(handle({ ...handling, keys: dying }, request)).rejects.toThrow('power cut')
    while ((await keys.prepare([id])).length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    for (const known of [null, log]) expect((await api.query(NAME, { id, log: known })).person.name).toEqual(ERASED)
    expect(await found('ดับกลางคัน')).toEqual([])
  })

  it('of a key that was lost otherwise is told by the rule too', async () => {
    await register('กุญแจหาย')
    await api.application.runtime.keys.erase(id)
    expect(await api.unrecorded(() => api.tell('correctName', { person: id, ...named('ใหม่', 'อีก'), reason }))).toMatchObject({
      is: 'RuleBroken',
      rule: 'PersonalDataIsErased',
    })
  })
})

it('a post says what its holder has to do, on the day asked about', async () => {
  const post = await api.recorded('establishPost', { title: { th: 'นักพัฒนาสังคม' }, organization })
  await api.recorded('describeDuties', { post, duties: { th: 'เลขานุการคณะ', en: 'Secretary of the body' }, from: '2026-10-01' })
  const data = await api.query(
    'query ($post: ID!) { before: post(id: $post, asOf: { effective: "2026-09-30" }) { duties { th } } post(id: $post) { duties { th en } } }',
    { post },
  )
  expect(data).toEqual({ before: { duties: null }, post: { duties: { th: 'เลขานุการคณะ', en: 'Secretary of the body' } } })
})

it.each([
  ['people', 'name', '', 'TooShort'],
  ['people', 'name', 'ก'.repeat(201), 'TooLong'],
  ['organizations', 'nameContains', ' \u200b', 'TooShort'],
  ['organizations', 'nameContains', 'a\u202eb', 'InvisibleCharacter'],
])('%s searched by %s %j is refused: %s', async (list, field, typed, reason) => {
  const { errors } = await api.post(`query ($typed: String) { ${list}(${field}: $typed) { totalCount } }`, { typed })
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field, reason } }])
})
