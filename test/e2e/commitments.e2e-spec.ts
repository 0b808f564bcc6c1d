import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const both = (th: string) => ({ th })
const reason = 'เหตุผล'
const word = 'แล้ว'

let api: Api
beforeAll(async () => {
  api = await Api.start()
})
afterAll(() => api.close())

const organization = (name: string, parent?: string) =>
  api.recorded('registerOrganization', { name: both(name), kind: 'PROVINCIAL', ...(parent && { parent }) })
const postOf = (organization: string, title: string) => api.recorded('establishPost', { title: both(title), organization })
const committee = (name: string, parent?: string) =>
  api.recorded('establishCommittee', { name: both(name), type: 'COMMITTEE', ...(parent && { parent }) })
async function seatOf(body: string, kind: object): Promise<string> {
  const asked = 'query ($id: ID!) { committee(id: $id) { seats { id number } } }'
  const before = (await api.query(asked, { id: body })).committee.seats
  await api.recorded('createSeat', { committee: body, number: before.length + 1, office: 'MEMBER', kind })
  return (await api.query(asked, { id: body })).committee.seats.find(({ number }: { number: number }) => number === before.length + 1).id
}
const refused = (mutation: string, input: Record<string, unknown>) => api.unrecorded(() => api.tell(mutation, input))

describe('what a resolution assigns', () => {
  let meeting: string
  let owner: string
  let other: string
  let ended: string
  let later: string

  beforeAll(async () => {
    const office = await organization('สำนักงานหนึ่ง')
    owner = await postOf(office, 'หัวหน้า')
    other = await postOf(office, 'รอง')
    ended = await postOf(office, 'ตำแหน่งเดิม')
    await api.recorded('abolishPost', { post: ended, on: '2026-05-01' })
    later = await api.recorded('establishCommittee', { name: both('คณะใหม่'), type: 'COMMITTEE', from: '2026-10-01' })
    const body = await committee('คณะทำงาน')
    const seat = await seatOf(body, { exOfficio: { post: owner } })
    const person = await api.recorded('registerPerson', { name: { th: { given: 'สมมุติ' } } })
    await api.recorded('assignRole', { post: owner, person, manner: 'SUBSTANTIVE', from: '2026-01-01' })
    meeting = await api.recorded('scheduleMeeting', { bodies: [body], on: '2026-06-02' })
    await api.recorded('openMeeting', { meeting, noticeUnknown: true })
    await api.recorded('recordAttendance', { meeting, entries: [{ seat, person }] })
  })

  const assigning = (...assignments: object[]) => ({ meeting, kind: 'ASSIGNED', text: both('มอบหมาย'), assignments })
  const sound = () => ({ owner, dueOn: '2026-12-31' })

  it.each([
    ['an owner that supports itself', () => ({ ...sound(), supporting: [other, owner] }), 'OwnerIsNotItsOwnSupporter', 'supporting.1'],
    ['an owner that had ended by the day of the meeting', () => ({ ...sound(), owner: ended }), 'OwnerMustNotHaveEnded', 'owner'],
    ['an owner that had not begun', () => ({ ...sound(), owner: later }), 'OwnerMustHaveBegun', 'owner'],
    ['a supporter that had ended', () => ({ ...sound(), supporting: [ended] }), 'OwnerMustNotHaveEnded', 'supporting.0'],
    ['a day before the meeting', () => ({ ...sound(), dueOn: '2026-06-01' }), 'AssignmentIsNotDueBeforeTheMeeting', 'dueOn'],
  ])('is refused with the resolution: %s', async (_, assignment, rule, field) => {
    const answer = await refused('passResolution', assigning({ ...sound(), owner: other }, assignment()))
    expect(answer).toMatchObject({ is: 'RuleBroken', rule, field: `assignments.1.${field}` })
  })

  it.each([
    ['a supporter twice', () => ({ ...sound(), supporting: [other, other] }), 'TwiceInTheList', 'supporting.1'],
    ['nobody known', () => ({ ...sound(), owner: 'post-00000000-0000-4000-8000-000000000000' }), 'UnknownId', 'owner'],
    ['a year that is a slip', () => ({ ...sound(), dueOn: '2196-12-31' }), 'DayTooFarAhead', 'dueOn'],
    ['a title without words', () => ({ ...sound(), title: both(' ') }), 'TooShort', 'title.th'],
  ])('is invalid with the resolution: %s', async (_, assignment, code, field) => {
    const answer = await refused('passResolution', assigning(assignment()))
    expect(answer).toMatchObject({ is: 'InputInvalid', problems: [{ code, field: `assignments.0.${field}` }] })
  })

  it('is not taken back with the resolution once it is done, and stays withdrawn where it was', async () => {
    await api.recorded('passResolution', assigning(sound(), { ...sound(), owner: other }))
    const asked =
      '{ commitments { nodes { id owner { ... on Node { id } } } } meeting: node(id: "MEETING") { ... on Meeting { resolutions { id } } } }'
    const { commitments, meeting: held } = await api.query(asked.replace('MEETING', meeting))
    const [resolution] = held.resolutions
    const [done, left] = [owner, other].map(
      (each) => commitments.nodes.find((node: { owner: { id: string } }) => node.owner.id === each).id as string,
    )
    await api.recorded('withdrawCommitment', {
      commitment: left,
      on: '2026-07-01',
      reason,
      recordDespite: [{ rule: 'CommitmentIsWithdrawnByResolution', reason: 'ไม่มีมติ' }],
    })
    await api.recorded('reportCompletion', { commitment: done, on: '2026-07-01', word })
    const taken = { meeting, resolution: resolution.id, reason: 'ผิดครั้ง' }
    expect(await refused('reverseResolution', taken)).toMatchObject({ rule: 'WhatWasAssignedMustBeOpen', field: 'resolution' })
    const { commitment } = await api.query('query ($id: ID!) { commitment(id: $id) { history { type revision } } }', { id: done })
    await api.recorded('reverseCommitmentStep', { commitment: done, step: commitment.history.at(-1).revision, reason })
    await api.recorded('reverseResolution', taken)
    const states = await api.query(
      'query ($done: ID!, $left: ID!) { done: commitment(id: $done) { state } left: commitment(id: $left) { state } }',
      {
        done,
        left,
      },
    )
    expect(states).toEqual({ done: { state: 'WITHDRAWN' }, left: { state: 'WITHDRAWN' } })
    expect(api.application.runtime.processes.refused()).toEqual([])
  })
})

describe('a completion is verified by somebody else', () => {
  const of: Record<string, string> = {}

  beforeAll(async () => {
    of['ministry'] = await organization('กระทรวง')
    of['office'] = await organization('สำนักงานสอง', of['ministry'])
    of['unit'] = await organization('ฝ่าย', of['office'])
    of['sibling'] = await organization('สำนักงานสาม', of['ministry'])
    for (const each of ['ministry', 'office', 'unit', 'sibling']) of[`post of ${each}`] = await postOf(of[each]!, `หัวหน้า ${each}`)
    of['colleague'] = await postOf(of['office'], 'รองหัวหน้า')
    of['committee'] = await committee('คณะใหญ่')
    of['sub-committee'] = await committee('อนุกรรมการ', of['committee'])
    of['seat'] = await seatOf(of['committee'], { exOfficio: { post: of['post of office'] } })
    of['seat of sub-committee'] = await seatOf(of['sub-committee'], { exOfficio: { post: of['post of sibling'] } })
    const person = await api.recorded('registerPerson', { name: { th: { given: 'ผู้รู้' } } })
    await api.recorded('assignRole', { post: of['colleague'], person, manner: 'SUBSTANTIVE', from: '2026-01-01' })
    of['expert'] = await seatOf(of['committee'], { expert: { person } })
  })

  it.each([
    ['office', 'office', false],
    ['office', 'ministry', true],
    ['office', 'post of ministry', true],
    ['office', 'sibling', true],
    ['office', 'unit', false],
    ['office', 'post of office', false],
    ['office', 'post of unit', false],
    ['office', 'seat', false],
    ['office', 'expert', false],
    ['post of office', 'office', false],
    ['post of office', 'unit', false],
    ['post of office', 'post of unit', false],
    ['post of office', 'seat', false],
    ['post of office', 'colleague', true],
    ['post of office', 'ministry', true],
    ['unit', 'office', true],
    ['ministry', 'post of unit', false],
    ['committee', 'sub-committee', false],
    ['committee', 'seat of sub-committee', false],
    ['sub-committee', 'committee', true],
    ['seat of sub-committee', 'sub-committee', false],
    ['seat of sub-committee', 'committee', true],
    ['seat', 'sub-committee', false],
    ['seat', 'unit', false],
    ['expert', 'office', false],
  ])('of the %s by the %s: %p', async (owner, by, taken) => {
    const commitment = await api.recorded('makeCommitment', {
      title: both('งาน'),
      owner: of[owner],
      madeOn: '2026-05-01',
      dueOn: '2026-12-31',
    })
    await api.recorded('reportCompletion', { commitment, on: '2026-10-10', word })
    const answer = await api.tell('verifyCompletion', { commitment, on: '2026-10-12', by: of[by] })
    expect(answer).toMatchObject(taken ? { is: 'Recorded' } : { is: 'RuleBroken', rule: 'OwnerCannotVerifyOwnCompletion', field: 'by' })
  })
})
