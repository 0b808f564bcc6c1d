import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CHAIN_BEGINS, chained } from '@prasan/event-sourcing'
import { createHash } from 'node:crypto'
import { Api } from '../support/api.js'

const both = (th: string, en: string) => ({ th, en })

describe('a meeting, from its schedule to its certified minutes', () => {
  let api: Api
  let body: string
  const posts: string[] = []
  const seats: string[] = []
  const people: string[] = []
  let successor: string
  let outsider: string
  let meeting: string
  let next: string
  let item: string

  /** Asks until the process managers have done what the test waits for. */
  const settled = async <R>(query: string, id: string, done: (answer: R) => boolean): Promise<R> => {
    while (!done((await api.post(query, { id })).data as R)) await new Promise((resolve) => setTimeout(resolve, 10))
    return api.query<R>(query, { id })
  }

  const recordSeal = async () =>
    (
      await api.query<{ meeting: { minutes: { recordSeal: string | null } } }>(
        'query ($id: ID!) { meeting(id: $id) { minutes { recordSeal } } }',
        { id: meeting },
      )
    ).meeting.minutes.recordSeal

  /** The number of the last event of the type, and the root of the log through it, reckoned from the store. */
  const rootThrough = async (type: string) => {
    let [root, logNumber, said] = [CHAIN_BEGINS, 0, '']
    for await (const event of api.application.runtime.store.readAll()) {
      root = chained(root, ++logNumber, event)
      if (event.type === type) said = `${logNumber}:${root}`
    }
    return said
  }

  const partsOf = async (id: string) =>
    (
      await api.query<{ meeting: { agenda: { id: string }[]; resolutions: { id: string }[]; attendance: { id: string }[] } }>(
        'query ($id: ID!) { meeting(id: $id) { agenda { id } resolutions { id } attendance { id } } }',
        { id },
      )
    ).meeting

  beforeAll(async () => {
    api = await Api.start()
    const organization = await api.recorded('registerOrganization', { name: both('สำนักงานตัวอย่าง', 'Example office'), kind: 'PROVINCIAL' })
    body = await api.recorded('establishCommittee', { name: both('คณะอนุกรรมการตัวอย่าง', 'Example sub-committee'), type: 'SUBCOMMITTEE' })
    for (let i = 0; i < 4; i++) {
      posts.push(await api.recorded('establishPost', { title: both(`ตำแหน่ง ${i}`, `Post ${i}`), organization }))
      people.push(await api.recorded('registerPerson', { name: { th: { given: `คนที่ ${i}` } } }))
      await api.recorded('assignRole', { post: posts[i], person: people[i], manner: 'SUBSTANTIVE', from: '2024-10-01' })
    }
    successor = await api.recorded('registerPerson', { name: { th: { given: 'ผู้มาแทน' } } })
    outsider = await api.recorded('registerPerson', { name: { th: { given: 'คนนอก' } } })
    await api.recorded('issueOrder', {
      committee: body,
      number: '12/2569',
      kind: 'APPOINTS',
      date: '2025-12-01',
      effectiveFrom: '2026-01-01',
      seats: posts.map((post, i) => ({
        number: i + 1,
        office: ['CHAIR', 'MEMBER', 'MEMBER', 'SECRETARY'][i],
        kind: { exOfficio: { post } },
      })),
    })
    const { committee } = await api.query<{ committee: { seats: { id: string }[]; orders: { number: string }[] } }>(
      'query ($id: ID!) { committee(id: $id) { seats { id } orders { number } } }',
      { id: body },
    )
    seats.push(...committee.seats.map(({ id }) => id))
    expect(committee.orders).toEqual([{ number: '12/2569' }])
  })
  afterAll(() => api.close())

  it('has seats that are named by office and body, wherever they are named, and by the role alone', async () => {
    const { node } = await api.query('query ($id: ID!) { node(id: $id) { ... on Seat { label { th en } role { th en } } } }', {
      id: seats[0],
    })
    expect(node).toEqual({
      label: both('ประธานอนุกรรมการ คณะอนุกรรมการตัวอย่าง', 'Chair, Example sub-committee'),
      role: both('ประธานอนุกรรมการ', 'Chair'),
    })
    await api.recorded('changeSeat', {
      committee: body,
      seat: seats[2],
      number: 3,
      office: 'MEMBER',
      from: '2026-01-02',
      kind: { exOfficio: { post: posts[2] } },
      votes: false,
    })
    await api.recorded('reverseSeatChange', { committee: body, seat: seats[2], from: '2026-01-02', reason: 'มีสิทธิออกเสียง' })
    const { committee } = await api.query('query ($id: ID!) { committee(id: $id) { history(first: 100) { sentence { th en } } } }', {
      id: body,
    })
    expect(committee.history.at(-1).sentence).toEqual(
      both(
        'ยกเลิกบันทึกการเปลี่ยนที่นั่ง (อนุกรรมการ คณะอนุกรรมการตัวอย่าง) ตั้งแต่ 2 มกราคม 2569: มีสิทธิออกเสียง',
        'Record of a change of the seat (Member, Example sub-committee) from 2 January 2026 reversed: มีสิทธิออกเสียง',
      ),
    )
  })

  it('is scheduled, and its notice must precede it by the days of its rules', async () => {
    meeting = await api.recorded('scheduleMeeting', { bodies: [body], on: '2026-05-08', startsAt: '09:30', place: 'ห้องประชุม 1' })
    const late = { meeting, sentOn: '2026-05-06' }
    expect(await api.unrecorded(() => api.tell('sendNotice', late))).toMatchObject({
      is: 'RuleBroken',
      rule: 'NoticeMustPrecedeMeetingByRule',
      field: 'sentOn',
      mayRecordDespite: true,
    })
    const sent = await api.query(
      `mutation ($input: SendNoticeInput!) { sendNotice(input: $input) { ... on MeetingRecorded { reactionsDone viewsCaughtUp meeting { number { number } } } } }`,
      { input: { idempotencyKey: 'the notice', meeting, sentOn: '2026-05-05' } },
    )
    expect(sent.sendNotice).toEqual({ reactionsDone: true, viewsCaughtUp: true, meeting: { number: { number: 1 } } })
  })

  it('has its number when the notice was sent', async () => {
    const answer = await api.query<{ meeting: { number: unknown; label: { th: string } } }>(
      'query ($id: ID!) { meeting(id: $id) { number { numbering year number running label { th en } } label { th } } }',
      { id: meeting },
    )
    expect(answer.meeting).toEqual({
      number: { numbering: 'CALENDAR', year: 2569, number: 1, running: null, label: both('ครั้งที่ 1/2569', 'No. 1/2026') },
      label: { th: 'คณะอนุกรรมการตัวอย่าง ครั้งที่ 1/2569' },
    })
  })

  it('opens with the roster of its day, and counts persons for its quorum', async () => {
    await api.recorded('addAgendaItem', { meeting, section: 5, kind: 'CONSIDER', title: both('อบรมอาสาสมัคร', 'Training of volunteers') })
    item = (await partsOf(meeting)).agenda[0]!.id
    await api.recorded('openMeeting', { meeting, at: '09:35' })
    await api.recorded('recordAttendance', {
      meeting,
      entries: [
        { seat: seats[0], person: people[0] },
        { seat: seats[1], person: outsider, post: posts[2] },
        { seat: seats[2], absence: { excused: true, reason: 'ติดราชการ' } },
        { person: successor },
      ],
    })
    const { meeting: shown } = await api.query<{ meeting: unknown }>(
      `query ($id: ID!) { meeting(id: $id) { state openedAt quorum { present base needed met arithmetic { th en } }
        roster { number office person { id } manner } attendance { present capacity excused absenceReason person { id } seat { number } } } }`,
      { id: meeting },
    )
    expect(shown).toEqual({
      state: 'OPEN',
      openedAt: '09:35',
      quorum: [
        { present: 2, base: 4, needed: 2, met: true, arithmetic: both('มา 2 จาก 4 ครบองค์ประชุม (≥ 2)', '2 of 4 present, quorate (≥ 2)') },
      ],
      roster: ['CHAIR', 'MEMBER', 'MEMBER', 'SECRETARY'].map((office, i) => ({
        number: i + 1,
        office,
        person: { id: people[i] },
        manner: 'SUBSTANTIVE',
      })),
      attendance: [
        { present: true, capacity: 'SELF', excused: null, absenceReason: null, person: { id: people[0] }, seat: { number: 1 } },
        { present: true, capacity: 'SUBSTITUTE', excused: null, absenceReason: null, person: { id: outsider }, seat: { number: 2 } },
        { present: false, capacity: null, excused: true, absenceReason: 'ติดราชการ', person: { id: people[2] }, seat: { number: 3 } },
        { present: true, capacity: 'OBSERVER', excused: null, absenceReason: null, person: { id: successor }, seat: null },
      ],
    })
  })

  it('does not resolve without its quorum', async () => {
    await api.recorded('recordDeparture', { meeting, person: outsider, at: '10:30' })
    const resolving = { meeting, item, kind: 'NOTED', text: both('รับทราบ', 'Noted') }
    expect(await api.unrecorded(() => api.tell('passResolution', resolving))).toMatchObject({
      is: 'RuleBroken',
      rule: 'MeetingNeedsQuorumToResolve',
    })
    await api.recorded('recordArrival', { meeting, person: outsider, at: '10:45' })
  })

  it('makes its resolution a commitment of the post, which the successor answers for once it is late', async () => {
    await api.recorded('passResolution', {
      meeting,
      item,
      at: '11:00',
      kind: 'ASSIGNED',
      text: both('มอบหมายให้จัดอบรม', 'To hold the training'),
      assignments: [{ owner: posts[1], dueOn: '2026-09-30' }],
    })
    const [resolution] = (await partsOf(meeting)).resolutions
    const { node } = await api.query<{ node: { commitments: { id: string }[] } }>(
      'query ($id: ID!) { node(id: $id) { ... on Resolution { number kind despite quorum { met } commitments { id dueOn owner { id } } } } }',
      { id: resolution!.id },
    )
    expect(node).toMatchObject({
      number: 1,
      kind: 'ASSIGNED',
      despite: [],
      quorum: [{ met: true }],
      commitments: [{ dueOn: '2026-09-30', owner: { id: posts[1] } }],
    })

    const { post } = await api.query<{ post: { line: { id: string }[] } }>('query ($id: ID!) { post(id: $id) { line { id } } }', {
      id: posts[1],
    })
    await api.recorded('endRole', { post: posts[1], assignment: post.line[0]!.id, on: '2026-10-01' })
    await api.recorded('assignRole', { post: posts[1], person: successor, manner: 'SUBSTANTIVE', from: '2026-10-01' })
    const { overdueCommitments } = await api.query<{ overdueCommitments: unknown }>(
      `query ($committee: ID!) { overdueCommitments(filter: { committee: $committee }) { nodes { id daysOverdue answeringNow { person { id } since }
        madeBy { person { id } on } origin { id ... on Resolution { text { en } item { title { en } } meeting { id } } } } } }`,
      { committee: body },
    )
    expect(overdueCommitments).toEqual({
      nodes: [
        {
          id: node.commitments[0]!.id,
          daysOverdue: 33,
          answeringNow: { person: { id: successor }, since: '2026-10-01' },
          madeBy: { person: { id: `${people[1]}@2026-05-08` }, on: '2026-05-08' },
          origin: {
            id: resolution!.id,
            text: { en: 'To hold the training' },
            item: { title: { en: 'Training of volunteers' } },
            meeting: { id: meeting },
          },
        },
      ],
    })
  })

  it('closes, and its minutes are certified by the next meeting under their seal', async () => {
    await api.recorded('recordDiscussion', { meeting, item, text: 'ที่ประชุมเห็นควรให้จัดอบรมโดยเร็ว' })
    await api.recorded('closeMeeting', { meeting, at: '12:00' })
    const text = 'รายงานการประชุม\nระเบียบวาระที่ 5'
    await api.recorded('draftMinutes', { meeting, text })
    const digest = createHash('sha256').update(text).digest('hex')

    next = await api.recorded('scheduleMeeting', { bodies: [body], on: '2026-08-07' })
    expect(await api.unrecorded(() => api.tell('certifyMinutes', { meeting, method: 'CIRCULATION' }))).toMatchObject({
      rule: 'MinutesAreCertifiedByALaterMeetingOrCirculation',
    })
    await api.recorded('openMeeting', {
      meeting: next,
      recordDespite: [{ rule: 'NoticeMustPrecedeMeetingByRule', reason: 'แจ้งในการประชุมครั้งก่อน' }],
    })
    expect(await recordSeal()).toBeNull()
    await api.recorded('certifyMinutes', { meeting, method: 'LATER_MEETING', digest, certifiedBy: next })
    expect(await recordSeal()).toBe(await rootThrough('MinutesCertified'))
    const { meeting: shown } = await api.query<{ meeting: unknown }>(
      'query ($id: ID!) { meeting(id: $id) { state closedAt minutes { state digest sealedDigest certifiedOn method certifiedBy { id number { number } } text } agenda { state discussion } } }',
      { id: meeting },
    )
    expect(shown).toMatchObject({
      state: 'MINUTED',
      closedAt: '12:00',
      minutes: {
        state: 'CERTIFIED',
        digest,
        sealedDigest: digest,
        certifiedOn: '2026-08-07',
        method: 'LATER_MEETING',
        certifiedBy: { id: next },
        text,
      },
      agenda: [{ state: 'DISCUSSED', discussion: 'ที่ประชุมเห็นควรให้จัดอบรมโดยเร็ว' }],
    })
    expect(await api.unrecorded(() => api.tell('draftMinutes', { meeting, text: 'อื่น' }))).toMatchObject({
      rule: 'CertifiedMinutesChangeOnlyByCorrection',
    })
  })

  it('counts for the cadence of its body, which is kept, missed, or still to be kept', async () => {
    const cadence = async (effective: string, year?: number) =>
      (
        await api.query<{ committee: { cadence: unknown } }>(
          `query ($id: ID!, $effective: Day!, $year: Int) { committee(id: $id, asOf: { effective: $effective }) {
            cadence(year: $year) { numbering year held needed kept } } }`,
          { id: body, effective, year },
        )
      ).committee.cadence
    const calendar = { numbering: 'CALENDAR', year: 2569 }
    expect(await cadence('2026-11-02')).toEqual({ ...calendar, held: 1, needed: null, kept: null })
    await api.recorded('adoptRules', { committee: body, rules: { meetingsPerYear: 2 } })
    expect(await cadence('2026-05-07')).toEqual({ ...calendar, held: 0, needed: 2, kept: null })
    expect(await cadence('2026-11-02')).toEqual({ ...calendar, held: 1, needed: 2, kept: null })
    expect(await cadence('2027-01-01', 2569)).toEqual({ ...calendar, held: 1, needed: 2, kept: false })
    await api.recorded('adoptRules', { committee: body, rules: { numbering: 'FISCAL', meetingsPerYear: 1 }, from: '2026-10-01' })
    expect(await cadence('2026-11-02', 2569)).toEqual({ numbering: 'FISCAL', year: 2569, held: 1, needed: 2, kept: false })
    expect(await cadence('2026-11-02')).toEqual({ numbering: 'FISCAL', year: 2570, held: 0, needed: 1, kept: null })
    const { errors } = await api.ask('query ($id: ID!) { committee(id: $id) { cadence(year: 2026) { held } } }', { id: body })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'year' })
  })

  describe('what was recorded wrongly', () => {
    const NUMBER = 'query ($id: ID!) { meeting(id: $id) { state number { label { th } } } }'
    interface Numbered {
      meeting: { state: string; number: { label: { th: string } } | null }
    }
    const numberOf = async (id: string, done: (th: string | undefined) => boolean) => {
      const { meeting } = await settled<Numbered>(NUMBER, id, ({ meeting }) => done(meeting.number?.label.th))
      return meeting.number?.label.th ?? null
    }
    let team: string
    const teamSeats: string[] = []
    const experts: string[] = []

    beforeAll(async () => {
      team = await api.recorded('establishCommittee', { name: both('คณะทำงาน', 'Working group'), type: 'WORKING_GROUP' })
      for (let i = 0; i < 5; i++) experts.push(await api.recorded('registerPerson', { name: { th: { given: `ผู้ทรงคุณวุฒิ ${i}` } } }))
      for (const [i, person] of experts.entries())
        await api.recorded('createSeat', {
          committee: team,
          number: i + 1,
          office: i ? 'MEMBER' : 'CHAIR',
          kind: { expert: { person } },
          from: '2025-01-01',
        })
      const { committee } = await api.query<{ committee: { seats: { id: string }[] } }>(
        'query ($id: ID!) { committee(id: $id) { seats { id } } }',
        { id: team },
      )
      teamSeats.push(...committee.seats.map(({ id }) => id))
    })

    it('the same body twice is refused by its place in the list', async () => {
      const answer = await api.unrecorded(() => api.tell('scheduleMeeting', { bodies: [team, team], on: '2026-06-01' }))
      expect(answer).toMatchObject({ is: 'InputInvalid', problems: [{ field: 'bodies.1', code: 'TwiceInTheList' }] })
    })

    it('a meeting moved over the new year of its series gives its number back and takes one of the other year', async () => {
      const id = await api.recorded('scheduleMeeting', { bodies: [team], on: '2027-01-05' })
      await api.recorded('sendNotice', { meeting: id })
      expect(await numberOf(id, (th) => th !== undefined)).toBe('ครั้งที่ 1/2570')
      await api.recorded('rescheduleMeeting', { meeting: id, on: '2026-12-28' })
      expect(await numberOf(id, (th) => th !== 'ครั้งที่ 1/2570')).toBe('ครั้งที่ 1/2569')
      const { meeting } = await api.query<{ meeting: { history: { sentence: { th: string } }[] } }>(
        'query ($id: ID!) { meeting(id: $id) { history { sentence { th } } } }',
        { id },
      )
      expect(meeting.history.at(-1)!.sentence.th).toContain('ให้เลขครั้งที่ใหม่')
      await api.recorded('cancelMeeting', { meeting: id, reason: 'ผิดพลาด' })
      expect(await numberOf(id, (th) => th === undefined)).toBeNull()
      await api.recorded('reverseMeetingCancellation', { meeting: id, reason: 'ยกเลิกผิดครั้ง' })
      expect(await numberOf(id, (th) => th !== undefined)).toBe('ครั้งที่ 1/2569')
    })

    it('one person for five seats is one of five, and who never came holds no meeting', async () => {
      const id = await api.recorded('scheduleMeeting', { bodies: [team], on: '2026-06-01' })
      await api.recorded('openMeeting', { meeting: id, noticeUnknown: true })
      await numberOf(id, (th) => th !== undefined)
      await api.recorded('recordAttendance', { meeting: id, entries: teamSeats.map((seat) => ({ seat, person: experts[0] })) })
      const quorum = 'query ($id: ID!) { meeting(id: $id) { state quorum { present base met } attendance { id } } }'
      const { meeting } = await api.query<{ meeting: { attendance: { id: string }[] } }>(quorum, { id })
      expect(meeting).toMatchObject({ quorum: [{ present: 1, base: 5, met: false }] })
      const resolving = { meeting: id, kind: 'NOTED', text: both('รับทราบ', 'Noted') }
      expect(await api.unrecorded(() => api.tell('passResolution', resolving))).toMatchObject({ rule: 'MeetingNeedsQuorumToResolve' })
      for (const { id: attendance } of meeting.attendance)
        await api.recorded('reverseAttendance', { meeting: id, attendance, reason: 'ผิดครั้ง' })
      expect(await api.unrecorded(() => api.tell('passResolution', resolving))).toMatchObject({ rule: 'ResolutionNeedsSomebodyPresent' })
      await api.recorded('closeMeeting', { meeting: id })
      expect(await api.query(quorum, { id })).toMatchObject({ meeting: { state: 'INQUORATE' } })
      await api.recorded('reverseMeetingClosing', { meeting: id, reason: 'ปิดผิดครั้ง' })
      await api.recorded('reverseMeetingOpening', { meeting: id, reason: 'เปิดผิดครั้ง' })
      expect(await numberOf(id, (th) => th === undefined)).toBeNull()
    })

    it('who turns out not to have been there is judged against the votes, and the breach stands beside the resolution', async () => {
      const id = await api.recorded('scheduleMeeting', { bodies: [team], on: '2026-06-04' })
      await api.recorded('openMeeting', { meeting: id, noticeUnknown: true })
      await api.recorded('recordAttendance', { meeting: id, entries: teamSeats.map((seat, i) => ({ seat, person: experts[i] })) })
      const resolving = { meeting: id, kind: 'APPROVED', text: both('เห็นชอบ', 'Approved'), votes: { for: 5, against: 0 } }
      expect(
        await api.unrecorded(() => api.tell('passResolution', { ...resolving, dissents: [{ person: outsider, reason: 'ไม่เห็นด้วย' }] })),
      ).toMatchObject({ rule: 'DissentIsOfSomebodyThere', field: 'dissents.0.person', mayRecordDespite: true })
      await api.recorded('passResolution', resolving)
      const { attendance, resolutions } = await partsOf(id)
      const gone = { meeting: id, attendance: attendance[0]!.id, reason: 'มิได้มา' }
      const rule = 'VotesAreCastByThosePresent'
      expect(await api.unrecorded(() => api.tell('reverseAttendance', gone))).toMatchObject({ rule, field: 'attendance' })
      await api.recorded('reverseAttendance', { ...gone, recordDespite: [{ rule, reason: 'ตามรายงาน' }] })
      const { node } = await api.query('query ($id: ID!) { node(id: $id) { ... on Resolution { despite quorum { present } } } }', {
        id: resolutions[0]!.id,
      })
      expect(node).toEqual({ despite: [`${rule}: ตามรายงาน`], quorum: [{ present: 4 }] })
    })

    it('a resolution is recorded once, and taken back with the commitment that it became', async () => {
      const id = await api.recorded('scheduleMeeting', { bodies: [team], on: '2026-06-02' })
      await api.recorded('openMeeting', { meeting: id, noticeUnknown: true })
      await numberOf(id, (th) => th !== undefined)
      await api.recorded('recordAttendance', { meeting: id, entries: teamSeats.map((seat, i) => ({ seat, person: experts[i] })) })
      const text = both('มอบหมายให้จัดทำทะเบียน', 'To keep a register')
      const assigned = { meeting: id, kind: 'ASSIGNED', text, assignments: [{ owner: posts[0], dueOn: '2026-12-31' }] }
      await api.recorded('passResolution', assigned)
      const [resolution] = (await partsOf(id)).resolutions
      const made = await settled<{ node: { commitments: { id: string }[] } }>(
        'query ($id: ID!) { node(id: $id) { ... on Resolution { commitments { id } } } }',
        resolution!.id,
        ({ node }) => node.commitments.length > 0,
      )
      expect(await api.unrecorded(() => api.tell('passResolution', assigned))).toMatchObject({ rule: 'ResolutionIsRecordedOnce' })
      await api.recorded('reverseResolution', { meeting: id, resolution: resolution!.id, reason: 'บันทึกผิดครั้ง' })
      expect((await partsOf(id)).resolutions).toEqual([])
      const withdrawn = await settled<{ commitment: { state: string } }>(
        'query ($id: ID!) { commitment(id: $id) { state } }',
        made.node.commitments[0]!.id,
        ({ commitment }) => commitment.state !== 'OPEN',
      )
      expect(withdrawn.commitment.state).toBe('WITHDRAWN')
    })

    it('whom the chair had preside is told of that meeting alone, as it was known, and counts for nobody’s seat', async () => {
      const id = await api.recorded('scheduleMeeting', { bodies: [team], on: '2026-06-05' })
      const asked = `query ($id: ID!, $log: Int) { meeting(id: $id, asOf: { logNumber: $log }) {
        delegatedChair { id } delegatedChairPost { id } quorum { present } attendance { capacity } } }`
      const chaired = async (log?: number) => (await api.query(asked, { id, log })).meeting
      const logNumber = await api.logLength()
      await api.recorded('delegateChair', { meeting: id, person: experts[1], post: posts[2] })
      const none = { delegatedChair: null, delegatedChairPost: null, quorum: [], attendance: [] }
      expect(await chaired()).toEqual({ ...none, delegatedChair: { id: experts[1] }, delegatedChairPost: { id: posts[2] } })
      expect(await chaired(logNumber)).toEqual(none)
      await api.recorded('reverseChairDelegation', { meeting: id, reason: 'บันทึกผิดคน' })
      expect(await chaired()).toEqual(none)
    })

    it('the day of a certification is corrected under its seal', async () => {
      const SEAL = 'query ($id: ID!) { meeting(id: $id) { minutes { certifiedOn sealedDigest recordSeal } } }'
      interface Sealed {
        meeting: { minutes: { certifiedOn: string; sealedDigest: string; recordSeal: string } }
      }
      const before = await api.query<Sealed>(SEAL, { id: meeting })
      const right = { meeting, method: 'LATER_MEETING', certifiedBy: next, reason: 'พิมพ์ผิด' }
      expect(await api.unrecorded(() => api.tell('correctMinutesCertification', { ...right, on: '2027-08-10' }))).toMatchObject({
        is: 'InputInvalid',
        problems: [{ field: 'on', code: 'DayHasNotCome' }],
      })
      await api.recorded('correctMinutesCertification', { ...right, on: '2026-08-10' })
      const { meeting: after } = await api.query<Sealed>(SEAL, { id: meeting })
      expect(after.minutes).toEqual({ ...before.meeting.minutes, certifiedOn: '2026-08-10' })
    })
  })

  it('what is recorded of several despite a rule says so of those whom it is about', async () => {
    const later = await api.recorded('scheduleMeeting', { bodies: [body], on: '2026-08-14' })
    await api.recorded('openMeeting', { meeting: later, noticeUnknown: true })
    await api.recorded('recordAttendance', {
      meeting: later,
      entries: [
        { seat: seats[0], person: people[0] },
        { seat: seats[1], person: outsider, capacity: 'SELF' },
      ],
      recordDespite: [{ rule: 'OnlyTheOccupantAttendsInPerson', reason: 'คำสั่งแต่งตั้งยังไม่ถึง' }],
    })
    const { meeting: shown } = await api.query<{ meeting: { history: { type: string; despite: string[] }[] } }>(
      'query ($id: ID!) { meeting(id: $id) { history { type despite } } }',
      { id: later },
    )
    expect(shown.history.filter(({ type }) => type === 'AttendanceRecorded').map(({ despite }) => despite)).toEqual([
      [],
      ['OnlyTheOccupantAttendsInPerson: คำสั่งแต่งตั้งยังไม่ถึง'],
    ])
  })
})
