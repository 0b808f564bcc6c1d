import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const both = (th: string, en: string) => ({ th, en })
const REASON = 'ตามรายงานการประชุม'

interface Occupancy {
  readonly state: string
  readonly occupant: { person: { id: string } } | null
  readonly rules: { code: string; message: { th: string; en: string } }[]
  readonly unexcusedAbsences: { id: string }[]
}

it('a committee says what it is to do, on the day asked about, and tells how that came to be', async () => {
  const api = await Api.start()
  try {
    const committee = await api.recorded('establishCommittee', { name: both('คณะ', 'Body'), type: 'COMMITTEE' })
    const [first, second] = [both('กำหนดแนวทาง', 'Sets the ways'), both('กำกับดูแล', 'Oversees')]
    await api.recorded('describeMandate', { committee, mandate: first })
    await api.recorded('describeMandate', { committee, mandate: both('กำกับ', 'Oversee'), from: '2026-10-01' })
    await api.recorded('correctMandate', { committee, recordedFrom: '2026-10-01', mandate: second, from: '2026-10-01', reason: REASON })
    const asked = `query ($id: ID!) { before: committee(id: $id, asOf: { effective: "2026-09-30" }) { mandate { th en } }
      committee(id: $id, asOf: { effective: "2026-10-01" }) { mandate { th en } history { sentence { th en } } } }`
    const { before, committee: now } = await api.query<any>(asked, { id: committee })
    expect([before.mandate, now.mandate]).toEqual([first, second])
    expect(now.history.slice(1).map(({ sentence }: { sentence: unknown }) => sentence)).toEqual([
      both('อำนาจหน้าที่: กำหนดแนวทาง', 'Mandate: Sets the ways'),
      both('อำนาจหน้าที่: กำกับ', 'Mandate: Oversee'),
      both(`แก้ไขอำนาจหน้าที่เป็น กำกับดูแล: ${REASON}`, `Mandate corrected: Oversees: ${REASON}`),
    ])
    await api.recorded('reverseMandate', { committee, recordedFrom: '2026-10-01', reason: REASON })
    expect((await api.query<any>(asked, { id: committee })).committee.mandate).toEqual(first)
  } finally {
    await api.close()
  }
})

it('a committee tells which of the quotas of its rules it keeps on a day, and who is missing', async () => {
  const api = await Api.start()
  try {
    const committee = await api.recorded('establishCommittee', { name: both('คณะ', 'Body'), type: 'COMMITTEE' })
    const fieldsOfExperts = [
      { field: 'LAW', experts: 2, private: 1 },
      { field: 'MEDICINE', experts: 1 },
    ]
    const rules = { womenAmongExperts: { numerator: 1, denominator: 2 }, fieldsOfExperts }
    await api.recorded('adoptRules', { committee, rules })
    const person = (given: string) => api.recorded('registerPerson', { name: { th: { given } } })
    const [one, two] = [await person('หนึ่ง'), await person('สอง')]
    const seats = [
      { number: 1, office: 'MEMBER', kind: { expert: { person: one } }, field: 'LAW', sector: 'PUBLIC' },
      { number: 2, office: 'MEMBER', kind: { expert: { person: two } }, field: 'LAW', sector: 'PRIVATE' },
    ]
    const order = { number: '1/2569', kind: 'APPOINTS', date: '2025-12-01', effectiveFrom: '2026-01-01', womenAmongExperts: 1 }
    await api.recorded('issueOrder', { committee, ...order, seats })
    const found = await api.query<any>('query ($id: ID!) { committee(id: $id) { seats { id field sector } } }', { id: committee })
    expect(found.committee.seats.map(({ field, sector }: any) => [field, sector])).toEqual([
      ['LAW', 'PUBLIC'],
      ['LAW', 'PRIVATE'],
    ])
    await api.recorded('vacateSeat', { committee, seat: found.committee.seats[1].id, on: '2026-06-01', reason: REASON })
    const composition = async (effective: string) => {
      const asked = await api.query<any>(
        `query ($id: ID!, $effective: Day!) { committee(id: $id, asOf: { effective: $effective }) {
          composition { quota field needed counted missing kept vacant { number } unstated { number } sentence { th en } } } }`,
        { id: committee, effective },
      )
      return asked.committee.composition
    }
    const may = await composition('2026-05-31')
    expect(may.map(({ quota, field, needed, counted, missing, kept }: any) => [quota, field, needed, counted, missing, kept])).toEqual([
      ['WOMEN_AMONG_EXPERTS', null, 1, 1, 0, true],
      ['EXPERTS_OF_FIELD', 'LAW', 2, 2, 0, true],
      ['PRIVATE_EXPERTS_OF_FIELD', 'LAW', 1, 1, 0, true],
      ['EXPERTS_OF_FIELD', 'MEDICINE', 1, 0, 1, false],
    ])
    expect(may[3].sentence).toEqual(
      both('ผู้ทรงคุณวุฒิของสาขา (แพทย์) ต้องมี 1 คน มี 0 คน ขาด 1 คน', 'Experts of the field (medicine): 0 of 1, 1 missing'),
    )
    const june = await composition('2026-06-01')
    expect(june.map(({ counted, missing, kept, vacant }: any) => [counted, missing, kept, vacant])).toEqual([
      [null, null, null, [{ number: 2 }]],
      [1, 1, false, [{ number: 2 }]],
      [0, 1, false, [{ number: 2 }]],
      [0, 1, false, []],
    ])
    expect(june[0].sentence.en).toBe('Women among the experts: 1 needed, how many there are is not stated')
    const twice = { fieldsOfExperts: [...fieldsOfExperts, fieldsOfExperts[0]!] }
    expect(await api.unrecorded(() => api.tell('adoptRules', { committee, rules: twice }))).toMatchObject({
      problems: [{ field: 'rules.fieldsOfExperts.2', code: 'TwiceInTheList' }],
    })
  } finally {
    await api.close()
  }
})

/** The same history of an expert's seat under several rules: absent from three meetings in a row without cause, then the term ends. */
describe('an expert’s seat', () => {
  let api: Api
  let expert: string
  let other: string
  const bodies: Record<string, { id: string; seat: string; meetings: string[] }> = {}

  const occupancy = async (body: string, effective: string): Promise<Occupancy> => {
    const { committee } = await api.query<{ committee: { occupants: Occupancy[] } }>(
      `query ($id: ID!, $effective: Day!) { committee(id: $id) { occupants(asOf: { effective: $effective }) {
        state occupant { person { id } } rules { code message { th en } } unexcusedAbsences { id } } } }`,
      { id: bodies[body]!.id, effective },
    )
    return committee.occupants[0]!
  }
  const said = async (body: string, on: string) => {
    const { state, rules } = await occupancy(body, on)
    return [state, ...rules.map(({ code }) => code)]
  }

  beforeAll(async () => {
    api = await Api.start()
    expert = await api.recorded('registerPerson', { name: { th: { given: 'ผู้ทรงคุณวุฒิ' } } })
    other = await api.recorded('registerPerson', { name: { th: { given: 'อีกคน' } } })
    const adopted: Record<string, object> = {
      national: { preset: 'ANTI_TRAFFICKING_ACT_NATIONAL' },
      general: { preset: 'ADMINISTRATIVE_PROCEDURE_ACT' },
      strict: { preset: 'ADMINISTRATIVE_PROCEDURE_ACT', rules: { holdOver: false } },
    }
    for (const [name, rules] of Object.entries(adopted)) {
      const id = await api.recorded('establishCommittee', { name: both(`คณะ ${name}`, name), type: 'COMMITTEE' })
      await api.recorded('adoptRules', { committee: id, ...rules })
      const member = { committee: id, office: 'MEMBER', from: '2026-01-01' }
      await api.recorded('createSeat', { ...member, number: 1, kind: { expert: { person: expert, until: '2026-07-01' } } })
      await api.recorded('createSeat', { ...member, number: 2, kind: { expert: { person: other } } })
      const { committee } = await api.query<{ committee: { seats: { id: string }[] } }>(
        'query ($id: ID!) { committee(id: $id) { seats { id } } }',
        { id },
      )
      const [seat, second] = committee.seats.map(({ id }) => id) as [string, string]
      const meetings: string[] = []
      for (const on of ['2026-02-03', '2026-03-03', '2026-04-07']) {
        const meeting = await api.recorded('scheduleMeeting', { bodies: [id], on })
        await api.recorded('sendNotice', { meeting, sentOn: '2026-01-15' })
        await api.recorded('openMeeting', { meeting })
        await api.recorded('recordAttendance', {
          meeting,
          entries: [
            { seat, absence: { excused: false } },
            { seat: second, person: other },
          ],
        })
        await api.recorded('closeMeeting', { meeting })
        meetings.push(meeting)
      }
      bodies[name] = { id, seat, meetings }
    }
  })
  afterAll(() => api.close())

  it('is said to be vacated by the third absence, where the rules count them', async () => {
    const { national, general } = bodies
    expect(await occupancy('national', '2026-04-06')).toMatchObject({
      state: 'FILLED',
      rules: [],
      unexcusedAbsences: national!.meetings
        .slice(0, 2)
        .map((id) => ({ id: `${id}@2026-04-06` }))
        .reverse(),
    })
    expect(await occupancy('national', '2026-04-07')).toMatchObject({
      state: 'FILLED',
      occupant: { person: { id: `${expert}@2026-04-07` } },
      rules: [{ code: 'ThreeConsecutiveUnexcusedAbsencesVacate', message: { en: expect.stringContaining('absence') } }],
      unexcusedAbsences: national!.meetings.map((id) => ({ id: `${id}@2026-04-07` })).reverse(),
    })
    expect(general!.meetings).toHaveLength(3)
    expect(await occupancy('general', '2026-04-07')).toMatchObject({ state: 'FILLED', rules: [], unexcusedAbsences: [] })
  })

  it('HoldOverUntilSuccessor: is held over after the term, and vacant where the rules do not hold over', async () => {
    expect(await said('general', '2026-06-30')).toEqual(['FILLED'])
    expect(await said('general', '2026-07-01')).toEqual(['HOLD_OVER', 'HoldOverUntilSuccessor'])
    expect(await said('strict', '2026-06-30')).toEqual(['FILLED'])
    expect(await said('strict', '2026-07-01')).toEqual(['VACANT'])
    const answers = async (body: string) => {
      const { commitment } = await api.query<{ commitment: { answeringNow: { manner: string } | null } }>(
        'query ($id: ID!) { commitment(id: $id) { answeringNow { manner } } }',
        { id: await api.recorded('makeCommitment', { title: both('งาน', 'Work'), owner: bodies[body]!.seat, dueOn: '2026-12-01' }) },
      )
      return commitment.answeringNow
    }
    expect(await answers('general')).toEqual({ manner: 'HOLD_OVER' })
    expect(await answers('strict')).toBeNull()
  })

  it('ThreeConsecutiveUnexcusedAbsencesVacate: is vacated when the secretary records it, on the evidence of the meetings', async () => {
    const vacate = (body: string, on: string) =>
      api.tell('vacateSeat', { committee: bodies[body]!.id, seat: bodies[body]!.seat, on, cause: 'ABSENT', reason: REASON })
    const refused = { is: 'RuleBroken', rule: 'ThreeConsecutiveUnexcusedAbsencesVacate', field: 'cause', mayRecordDespite: true }
    expect(await api.unrecorded(() => vacate('general', '2026-04-08'))).toMatchObject(refused)
    expect(await api.unrecorded(() => vacate('national', '2026-04-06'))).toMatchObject(refused)
    const march = bodies['national']!.meetings[1]!
    const { meeting } = await api.query<{ meeting: { attendance: { id: string }[] } }>(
      'query ($id: ID!) { meeting(id: $id) { attendance { id } } }',
      { id: march },
    )
    const correct = (excused: boolean) =>
      api.recorded('correctAttendance', {
        meeting: march,
        attendance: meeting.attendance[0]!.id,
        seat: bodies['national']!.seat,
        absence: { excused },
        reason: REASON,
      })
    await correct(true)
    expect(await api.unrecorded(() => vacate('national', '2026-04-08'))).toMatchObject(refused)
    await correct(false)
    expect(await vacate('national', '2026-04-08')).toMatchObject({ is: 'Recorded', events: ['SeatVacated'] })
    expect(await said('national', '2026-04-07')).toEqual(['FILLED', 'ThreeConsecutiveUnexcusedAbsencesVacate'])
    expect(await occupancy('national', '2026-04-08')).toMatchObject({ state: 'VACANT', occupant: null, unexcusedAbsences: [] })
    const { store, registry } = api.application.runtime
    const events = []
    for await (const event of store.readStream(registry.streamOf(bodies['national']!.id))) events.push(event)
    const [first, second, third] = bodies['national']!.meetings
    expect(events.at(-1)!.data['absences']).toEqual([
      { meeting: third, on: '2026-04-07', revision: 5 },
      { meeting: second, on: '2026-03-03', revision: 7 },
      { meeting: first, on: '2026-02-03', revision: 5 },
    ])
  })

  it('ShortRemainderNeedNotBeFilled: is vacant, and need not be filled in the last ninety days of its term', async () => {
    expect(await said('national', '2026-04-08')).toEqual(['VACANT', 'ShortRemainderNeedNotBeFilled'])
    await api.recorded('vacateSeat', {
      committee: bodies['general']!.id,
      seat: bodies['general']!.seat,
      on: '2026-04-08',
      cause: 'RESIGNED',
      reason: REASON,
    })
    expect(await said('general', '2026-04-08')).toEqual(['VACANT'])
    expect(await said('national', '2026-07-01')).toEqual(['VACANT'])
  })
})
