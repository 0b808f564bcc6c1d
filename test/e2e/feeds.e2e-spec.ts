import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sealOf } from '@prasan/event-sourcing'
import ICAL from 'ical.js'
import { Api, TODAY } from '../support/api.js'
import { read } from '../support/icalendar.js'

const both = (th: string, en?: string) => ({ th, ...(en && { en }) })

const OPEN = `mutation ($input: OpenFeedInput!) { openFeed(input: $input) { __typename
  ... on FeedRecorded { id secret repeated feed { id of { id } dueDates state openedOn revokedOn } }
  ... on InputInvalid { problems { field code } } } }`

describe('a calendar feed', () => {
  let api: Api
  const id: Record<string, string> = {}
  let keys = 0

  const opened = async (of: string, more: object = {}, headers = {}) => {
    const { openFeed } = await api.query(OPEN, { input: { idempotencyKey: `feed ${++keys}`, of, ...more } }, headers)
    return openFeed as { id: string; secret: string; feed: Record<string, unknown> }
  }
  const at = (secret: string, rest = '') => api.http.get(`/calendars/${secret}.ics${rest}`)
  const shown = async (secret: string, rest = '') => read((await at(secret, rest).expect(200)).text)
  const scheduled = (on: string, more: object = {}) => api.recorded('scheduleMeeting', { bodies: [id['body']], on, ...more })

  beforeAll(async () => {
    api = await Api.start()
    const office = (id['office'] = await api.recorded('registerOrganization', { name: both('จังหวัด'), kind: 'PROVINCIAL' }))
    for (const name of ['before', 'successor', 'expert']) id[name] = await api.recorded('registerPerson', { name: { th: { given: name } } })
    id['head'] = await api.recorded('establishPost', { title: both('หัวหน้าสำนักงาน', 'Head'), organization: office })
    id['body'] = await api.recorded('establishCommittee', {
      ...{ name: both('คณะอนุกรรมการ', 'Sub-committee'), type: 'SUBCOMMITTEE', from: '2025-01-01' },
    })
    id['other'] = await api.recorded('establishCommittee', { name: both('คณะอื่น', 'Other body'), type: 'COMMITTEE', from: '2025-01-01' })
    await api.recorded('issueOrder', {
      ...{ committee: id['body'], number: '1/2568', kind: 'APPOINTS', date: '2025-01-01', effectiveFrom: '2025-01-01' },
      seats: [
        { number: 1, office: 'SECRETARY', kind: { exOfficio: { post: id['head'] } } },
        { number: 2, office: 'MEMBER', kind: { expert: { person: id['expert'], until: '2026-12-01' } } },
      ],
    })
    await api.recorded('assignRole', {
      post: id['head'],
      person: id['before'],
      manner: 'SUBSTANTIVE',
      from: '2025-01-01',
      until: '2026-10-01',
    })
    await api.recorded('assignRole', { post: id['head'], person: id['successor'], manner: 'SUBSTANTIVE', from: '2026-10-01' })
    id['past'] = await scheduled('2026-09-20', { title: both('ประชุมก่อน', 'Before') })
    id['next'] = await scheduled('2026-11-20', { startsAt: '09:30', endsAt: '12:00', place: 'ห้องประชุม 1, ชั้น 2; ศาลากลาง' })
    await api.recorded('issueOrder', {
      ...{ committee: id['other'], number: '2/2569', kind: 'APPOINTS', date: '2026-11-01', effectiveFrom: '2026-11-22' },
      seats: [{ number: 1, office: 'MEMBER', kind: { exOfficio: { post: id['head'] } } }],
    })
    id['ofAnother'] = await api.recorded('scheduleMeeting', { bodies: [id['other']], on: '2026-11-21' })
  })
  afterAll(() => api.close())

  it('is opened once, tells its secret once, and keeps nothing of it but its digest', async () => {
    const input = { idempotencyKey: 'once', of: id['body'], dueDates: true }
    const { openFeed: first } = await api.query(OPEN, { input })
    expect(first).toMatchObject({
      ...{ __typename: 'FeedRecorded', repeated: false, secret: expect.stringMatching(/^[\w-]{43}$/) },
      feed: { of: { id: id['body'] }, dueDates: true, state: 'OPEN', openedOn: TODAY, revokedOn: null },
    })
    const { openFeed: again } = await api.unrecorded(() => api.query(OPEN, { input }))
    expect(again).toEqual({ ...first, repeated: true, secret: null })
    await at(first.secret).expect(200)
    const events: string[] = []
    for await (const { data, metadata } of api.application.runtime.store.readAll()) events.push(JSON.stringify([data, metadata]))
    expect(events.filter((event) => event.includes(first.secret))).toEqual([])
    expect(events.filter((event) => event.includes(sealOf(first.secret)))).toHaveLength(1)
    const { openFeed: another } = await api.query(OPEN, { input: { ...input, idempotencyKey: 'twice' } })
    expect(another.secret).not.toBe(first.secret)
  })

  it('shows the meetings of a committee, as programs read them: in Bangkok, with the number once there is one', async () => {
    const { secret } = await opened(id['body']!)
    const { body, text, headers } = await at(secret).expect(200)
    expect(body).toEqual({})
    expect(headers).toMatchObject({ 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-cache' })
    const { calendar, lines, byId, zone } = read(text)
    expect(lines.map((line) => line.id).sort()).toEqual([id['past'], id['next']].sort())
    expect(byId.get(id['next']!)).toEqual({
      ...{ id: id['next'], summary: 'คณะอนุกรรมการ', location: 'ห้องประชุม 1, ชั้น 2; ศาลากลาง', sequence: 0, status: 'CONFIRMED' },
      ...{ start: '2026-11-20T09:30:00', end: '2026-11-20T12:00:00', zone: 'Asia/Bangkok', utc: '2026-11-20T02:30:00Z' },
      properties: expect.not.arrayContaining(['description']),
    })
    expect(zone.tzid).toBe('Asia/Bangkok')
    expect(zone.utcOffset(ICAL.Time.fromDateTimeString('2026-11-20T09:30:00'))).toBe(7 * 3_600)
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('ปฏิทิน คณะอนุกรรมการ')
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT6H')
    const before = byId.get(id['past']!)
    expect(before).toMatchObject({ summary: 'ประชุมก่อน', start: '2026-09-20', zone: null })
    const english = await shown(secret, '?lang=en')
    expect(english.byId.get(id['past']!)!.summary).toBe('Before')
    await api.recorded('sendNotice', { meeting: id['next'], sentOn: TODAY })
    const noticed = await shown(secret, '?lang=en')
    expect(noticed.byId.get(id['next']!)).toMatchObject({ summary: 'Sub-committee No. 1/2026', sequence: 1 })
  })

  it('keeps a meeting that is moved, cancelled or put right, with a number that rises each time', async () => {
    const { secret } = await opened(id['body']!)
    const meeting = await scheduled('2026-12-10', { startsAt: '13:00' })
    const line = async () => (await shown(secret, '?lang=en')).byId.get(meeting)!
    const change = async (mutation: string, input: object) => {
      await api.recorded(mutation, { meeting, ...input })
      return line()
    }
    expect(await line()).toMatchObject({ start: '2026-12-10T13:00:00', sequence: 0, status: 'CONFIRMED' })
    const moving = { on: '2026-12-17', startsAt: '09:00', place: 'ที่ใหม่', reason: 'ประธานติดราชการ' }
    expect(await change('rescheduleMeeting', moving)).toMatchObject({ start: '2026-12-17T09:00:00', location: 'ที่ใหม่', sequence: 1 })
    const cancelled = await change('cancelMeeting', { reason: 'ไม่มีเรื่อง' })
    expect(cancelled).toMatchObject({ status: 'CANCELLED', summary: 'Cancelled: Sub-committee', sequence: 2, start: '2026-12-17T09:00:00' })
    const restored = await change('reverseMeetingCancellation', { reason: 'บันทึกผิด' })
    expect(restored).toMatchObject({ status: 'CONFIRMED', summary: 'Sub-committee', sequence: 3 })
    const right = { bodies: [id['other']], on: '2026-12-18', title: both('ของคณะอื่น'), reason: 'ผิดคณะ' }
    expect(await change('correctMeeting', right)).toMatchObject({ status: 'CANCELLED', sequence: 4, start: '2026-12-18' })
    const { secret: ofTheOther } = await opened(id['other']!)
    expect((await shown(ofTheOther)).byId.get(meeting)).toMatchObject({ status: 'CONFIRMED', summary: 'ของคณะอื่น', sequence: 4 })
    await api.recorded('scheduleMeeting', { bodies: [id['other'], id['body']], on: '2026-12-20', title: both('ประชุมร่วม') })
    expect((await shown(secret)).lines.map(({ summary }) => summary)).toContain('ประชุมร่วม')
  })

  it('has what is hard to write as it was typed, and nothing of what no text may hold', async () => {
    const { secret } = await opened(id['body']!)
    const hard = `${'ที่ประชุมน้ำ\u200b, ปี่; \\n "ก"\nEND:VEVENT '.repeat(80).slice(0, 1_999)}ๆ`
    const meeting = await scheduled('2026-12-11', { title: both(hard), place: hard })
    expect((await shown(secret)).byId.get(meeting)).toMatchObject({ summary: hard, location: hard })
    for (const [mark, code] of [
      ['\u202e', 'InvisibleCharacter'],
      ['\u0000', 'ControlCharacter'],
      ['\u2067', 'InvisibleCharacter'],
    ] as const) {
      const refused = await api.unrecorded(() =>
        api.tell('scheduleMeeting', { bodies: [id['body']], on: '2026-12-11', title: both(`ก${mark}ข`) }),
      )
      expect(refused.problems).toMatchObject([{ field: 'title.th', code }])
    }
  })

  it('of a person and of a post has the meetings of the seats that are theirs on the day of each', async () => {
    const titles = async (of: string) => (await shown((await opened(of)).secret)).lines.map((line) => line.id)
    expect(await titles(id['before']!)).toEqual([id['past']])
    const ofTheSuccessor = await titles(id['successor']!)
    expect(ofTheSuccessor).toContain(id['next'])
    expect(ofTheSuccessor).not.toContain(id['past'])
    expect(ofTheSuccessor).not.toContain(id['ofAnother'])
    expect(await titles(id['head']!)).toEqual([id['past'], ...ofTheSuccessor])
    const late = await scheduled('2026-12-15')
    expect(await titles(id['expert']!)).toContain(late)
    await api.recorded('adoptRules', { committee: id['body'], rules: { holdOver: false }, from: '2026-12-01' })
    expect(await titles(id['expert']!)).not.toContain(late)
    expect(await titles(id['successor']!)).toContain(late)
    const stranger = await api.recorded('establishCommittee', { name: both('คณะที่ไม่มีที่นั่ง'), type: 'COMMITTEE' })
    await api.recorded('correctMeeting', { meeting: late, bodies: [stranger], on: '2026-12-15', reason: 'ผิดคณะ' })
    expect(await titles(id['successor']!)).not.toContain(late)
  })

  it('of two records of one person is of both', async () => {
    const twin = await api.recorded('registerPerson', { name: { th: { given: 'คนเดียวกัน' } } })
    const post = await api.recorded('establishPost', { title: both('อีกตำแหน่ง'), organization: id['office'] })
    await api.recorded('assignRole', { post, person: twin, manner: 'SUBSTANTIVE', from: '2025-01-01' })
    const body = await api.recorded('establishCommittee', { name: both('อีกคณะ'), type: 'COMMITTEE', from: '2025-01-01' })
    await api.recorded('createSeat', { committee: body, number: 1, office: 'MEMBER', kind: { exOfficio: { post } }, from: '2025-01-01' })
    const meeting = await api.recorded('scheduleMeeting', { bodies: [body], on: '2026-12-30' })
    const secrets = [(await opened(id['successor']!)).secret, (await opened(twin)).secret]
    const listed = () => Promise.all(secrets.map(async (secret) => (await shown(secret)).lines.map((line) => line.id).sort()))
    const [one, other] = await listed()
    expect([one!.includes(meeting), other]).toEqual([false, [meeting]])
    await api.recorded('mergePerson', { person: twin, into: id['successor'], reason: 'บันทึกซ้ำ' })
    expect(await listed()).toEqual([[...one!, meeting].sort(), [...one!, meeting].sort()])
  })

  it('shows the due dates of open promises where it was opened so, all day and without taking the time', async () => {
    const promise = (owner: string, more: object = {}) =>
      api.recorded('makeCommitment', { title: both('จัดอบรม', 'Train'), owner, madeOn: '2026-05-10', dueOn: '2026-12-31', ...more })
    const ofTheBody = await promise(id['body']!)
    const watched = await promise(id['head']!, { committee: id['body'] })
    const [plain, withDue, ofThePost] = [
      await opened(id['body']!),
      await opened(id['body']!, { dueDates: true }),
      await opened(id['head']!, { dueDates: true }),
    ]
    const due = async (secret: string) => (await shown(secret, '?lang=en')).lines.filter(({ summary }) => summary.startsWith('Due: '))
    expect(await due(plain.secret)).toEqual([])
    expect((await due(withDue.secret)).map((line) => line.id).sort()).toEqual([ofTheBody, watched].sort())
    expect((await due(ofThePost.secret)).map((line) => line.id).sort()).toEqual([ofTheBody, watched].sort())
    await api.recorded('grantExtension', { commitment: watched, dueOn: '2027-01-31', reason: 'รอข้อมูล' })
    const [line] = (await due(withDue.secret)).filter((each) => each.id === watched)
    expect(line).toMatchObject({ summary: 'Due: Train', start: '2027-01-31', sequence: 1, status: 'CONFIRMED', zone: null })
    expect(line!.properties).toContain('transp')
    await api.recorded('reportCompletion', { commitment: ofTheBody, on: TODAY, word: 'เสร็จแล้ว' })
    expect((await due(withDue.secret)).map((each) => each.id)).toEqual([watched])
  })

  it('is asked again without being sent again, until something changes', async () => {
    const { secret } = await opened(id['body']!)
    const first = await at(secret).expect(200)
    const again = await at(secret).set('if-none-match', `W/"other", ${first.headers['etag']}`).expect(304)
    expect(again.text).toBe('')
    await scheduled('2027-01-20')
    const third = await at(secret).set('if-none-match', first.headers['etag']!).expect(200)
    expect(third.headers['etag']).not.toBe(first.headers['etag'])
  })

  it('answers one and the same to an address that was revoked and to one that never was', async () => {
    const { id: feed, secret } = await opened(id['body']!)
    await at(secret).expect(200)
    const list = `query ($of: ID!) { feeds(of: $of, state: REVOKED) { totalCount nodes { id state revokedOn reason history { type } } } }`
    const before = (await api.query(list, { of: id['body'] })).feeds.totalCount
    await api.recorded('revokeFeed', { feed, reason: 'พ้นจากตำแหน่ง' })
    const { feeds } = await api.query(list, { of: id['body'] })
    expect(feeds.totalCount).toBe(before + 1)
    expect(feeds.nodes).toContainEqual({
      ...{ id: feed, state: 'REVOKED', revokedOn: TODAY, reason: 'พ้นจากตำแหน่ง' },
      history: [{ type: 'FeedOpened' }, { type: 'FeedRevoked' }],
    })
    expect(await api.unrecorded(() => api.tell('revokeFeed', { feed, reason: 'อีกครั้ง' }))).toMatchObject({ rule: 'AFeedIsRevokedOnce' })
    const answers = await Promise.all(
      [
        secret,
        secret.slice(1),
        `${secret}x`,
        'A'.repeat(43),
        sealOf(secret),
        feed,
        '..',
        '%00',
        encodeURIComponent("' or 1=1 --"),
        'ก'.repeat(900),
      ].map(async (guess) => (await api.unrecorded(async () => api.http.get(`/calendars/${encodeURI(guess)}.ics`))).body),
    )
    expect(answers[0].errors).toMatchObject([{ extensions: { code: 'CalendarUnknown' } }])
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  it('refuses another language, an unknown owner and a secret of the caller’s own making, and records nothing', async () => {
    const { secret } = await opened(id['body']!)
    for (const rest of ['?lang=de', '?lang=th&lang=en', '?lang=']) {
      const { body } = await at(secret, rest).expect(400)
      expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'lang' } }])
    }
    const input = { idempotencyKey: 'nobody', of: 'person-00000000-0000-4000-8000-000000000000' }
    const { openFeed } = await api.unrecorded(() => api.query(OPEN, { input }))
    expect(openFeed.problems).toEqual([{ field: 'of', code: 'UnknownId' }])
    const made = await api.unrecorded(() => api.post(OPEN, { input: { ...input, of: id['body'], digest: sealOf('mine') } }))
    expect(made.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })
})

describe('the invitation to a meeting', () => {
  let api: Api
  const id: Record<string, string> = {}
  beforeAll(async () => {
    api = await Api.start()
    const office = await api.recorded('registerOrganization', { name: both('จังหวัด'), kind: 'PROVINCIAL' })
    id['person'] = await api.recorded('registerPerson', { name: { th: { given: 'ผู้มีชื่อ' } }, contacts: { email: 'somebody@example.org' } })
    for (const name of ['governor', 'head', 'empty'])
      id[name] = await api.recorded('establishPost', { title: both(name), organization: office })
    for (const post of ['governor', 'head'])
      await api.recorded('assignRole', { post: id[post], person: id['person'], manner: 'SUBSTANTIVE', from: '2025-01-01' })
    const name = both('คณะ "ทดสอบ", ชั้น\nสอง', 'Body')
    id['body'] = await api.recorded('establishCommittee', { name, type: 'SUBCOMMITTEE', from: '2025-01-01' })
    const seat = (number: number, office: string, post: string, more = {}) => ({
      number,
      office,
      kind: { exOfficio: { post: id[post] } },
      ...more,
    })
    await api.recorded('issueOrder', {
      ...{ committee: id['body'], number: '1/2568', kind: 'APPOINTS', date: '2025-01-01', effectiveFrom: '2025-01-01' },
      seats: [
        seat(1, 'CHAIR', 'governor'),
        seat(2, 'MEMBER', 'empty'),
        seat(3, 'SECRETARY', 'head', { votes: false, countsForQuorum: false }),
      ],
    })
    id['meeting'] = await api.recorded('scheduleMeeting', { bodies: [id['body']], on: '2026-11-20', startsAt: '09:30' })
  })
  afterAll(() => api.close())

  const at = (meeting: string, rest = '') => api.http.get(`/documents/invitation/${meeting}.ics${rest}`)
  const link = async () =>
    (await api.query('query ($id: ID!) { meeting(id: $id) { calendarFile } }', { id: id['meeting'] })).meeting.calendarFile

  it('is there once the notice is sent, for the seats in which somebody sits, and tells no name and no address of anybody', async () => {
    expect(await link()).toBeNull()
    const { body } = await at(id['meeting']!).expect(404)
    expect(body.errors).toMatchObject([{ extensions: { code: 'NoticeNotSent' } }])
    await api.recorded('sendNotice', { meeting: id['meeting'], sentOn: TODAY })
    const { text, headers } = await api.http.get(await link()).expect(200)
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8; method=REQUEST',
      'content-disposition': 'attachment; filename="invitation.ics"',
    })
    const { calendar, byId } = read(text)
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST')
    expect(byId.get(id['meeting']!)).toMatchObject({
      start: '2026-11-20T09:30:00',
      zone: 'Asia/Bangkok',
      utc: '2026-11-20T02:30:00Z',
      sequence: 1,
    })
    const parties = (property: string) =>
      calendar
        .getFirstSubcomponent('vevent')!
        .getAllProperties(property)
        .map((each) => [each.getFirstParameter('cn'), each.getFirstParameter('role'), String(each.getFirstValue()).toLowerCase()])
    const { committee } = await api.query('query ($id: ID!) { committee(id: $id) { seats { id number label { th } } } }', {
      id: id['body'],
    })
    const [chair, , secretary] = committee.seats.map((seat: { id: string; label: { th: string } }) => [
      seat.label.th.replace('\n', ' ').replaceAll('"', '”'),
      `mailto:${seat.id}@prasan.invalid`,
    ])
    expect(parties('organizer')).toEqual([[secretary[0], undefined, secretary[1]]])
    expect(parties('attendee')).toEqual([
      [chair[0], 'CHAIR', chair[1]],
      [secretary[0], 'OPT-PARTICIPANT', secretary[1]],
    ])
    const whole = text.replaceAll('\r\n ', '')
    for (const personal of ['ผู้มีชื่อ', 'somebody@example.org', id['person']!]) expect(whole).not.toContain(personal)
  })

  it('is an update of the same line once the meeting is moved, and takes it out once it is cancelled', async () => {
    await api.recorded('rescheduleMeeting', { meeting: id['meeting'], on: '2026-11-27', reason: 'เลื่อน' })
    const moved = read((await at(id['meeting']!, '?lang=en').expect(200)).text)
    expect(moved.lines).toMatchObject([{ id: id['meeting'], start: '2026-11-27T09:30:00', sequence: 2, summary: 'Body No. 1/2026' }])
    await api.recorded('cancelMeeting', { meeting: id['meeting'], reason: 'งด' })
    const { text, headers } = await at(id['meeting']!).expect(200)
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8; method=CANCEL')
    const { calendar, lines } = read(text)
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL')
    expect(lines).toMatchObject([{ id: id['meeting'], status: 'CANCELLED', sequence: 3 }])
  })

  it.each([
    ['meeting-00000000-0000-4000-8000-000000000000', '', 404, { code: 'NothingOfThisId' }],
    ['post-00000000-0000-4000-8000-000000000000', '', 400, { code: 'BAD_USER_INPUT', field: 'id', reason: 'NotAnId' }],
    ['x', '', 400, { code: 'BAD_USER_INPUT', field: 'id', reason: 'NotAnId' }],
    ['meeting-00000000-0000-4000-8000-000000000000', '?lang=de', 400, { code: 'BAD_USER_INPUT', field: 'lang' }],
  ])('of %s%s there is none', async (meeting, rest, status, extensions) => {
    const { body } = await api.unrecorded(() => at(meeting, rest).expect(status).then())
    expect(body.errors).toMatchObject([{ extensions }])
  })
})
