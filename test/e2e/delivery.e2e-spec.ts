/** What people are told: from what happened to the message that a real mail server reads, with the clock moving on. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { addDays, bangkokDay } from '@prasan/event-sourcing'
import { Api, TODAY } from '../support/api.js'
import { MovingClock, daysBegin, sent } from '../support/days.js'
import { type MailServer, headerOf, mailServer, textOf } from '../support/mail.js'

const both = (th: string, en?: string) => ({ th, ...(en && { en }) })
const TITLE = 'เด็กหญิง ก. ย้ายที่พัก'

const DELIVERIES = `query ($state: DeliveryState, $person: ID, $to: ID) { deliveries(first: 100, state: $state, person: $person, to: $to) {
  nodes { id day state since why code times repeated channel language through person { id contacts { email } }
    notices { kind day about { id } to { id } } } } }`

describe('what people are told', () => {
  let api: Api
  let mail: MailServer
  const clock = MovingClock.of(TODAY)
  const log: string[] = []
  const id: Record<string, string> = {}
  const today = () => clock.today

  const send = () => sent(api)
  /** The next day begins, and what is to be told on it is prepared and sent; it is nine in the morning. */
  async function dayBegins(): Promise<void> {
    clock.daysLater(1)
    await daysBegin(api, clock)
    await send()
  }
  const later = (minutes: number) => {
    clock.minutesLater(minutes)
    return send()
  }
  type Shown = Record<string, any>
  const shown = async (variables: object = {}) => (await api.query(DELIVERIES, { ...variables })).deliveries.nodes as Shown[]
  const latest = async () => (await shown({ person: id['somchai'] }))[0]!
  const made = (owner: string, more: object = {}) =>
    api.recorded('makeCommitment', { title: both(TITLE), owner, dueOn: '2027-12-05', committee: id['body'], ...more })
  /** Something new for Somchai, told on the day that begins then. */
  async function news(): Promise<string> {
    const about = await made(id['desk']!)
    await dayBegins()
    return about
  }
  const ofIt = (notices: Shown[], of: string) => notices.filter(({ about }) => about.id === of)
  const health = async () => (await api.http.get('/health/ready').expect(200)).body.deliveries as Shown
  const reach = (person: string, contacts: object) => api.recorded('changeContact', { person: id[person], contacts })
  const ADDRESS = 'somchai@prasan.example'

  beforeAll(async () => {
    mail = await mailServer()
    const delivery = { email: { url: mail.url, from: 'Prasan <prasan@example.go.th>' }, line: undefined, publicUrl: 'https://p.example' }
    api = await Api.start({ clock, delivery, logLevel: 'debug' }, log)
    const office = (id['office'] = await api.recorded('registerOrganization', { name: both('จังหวัด'), kind: 'PROVINCIAL' }))
    const person = (name: string, email: string) => api.recorded('registerPerson', { name: { th: { given: name } }, contacts: { email } })
    id['somchai'] = await person('สมชาย', ADDRESS)
    id['suda'] = await person('สุดา', 'suda@prasan.example')
    id['head'] = await api.recorded('establishPost', { title: both('หัวหน้าสำนักงาน'), organization: office })
    id['desk'] = await api.recorded('establishPost', { title: both('นักพัฒนาสังคม'), organization: office })
    id['empty'] = await api.recorded('establishPost', { title: both('ตำแหน่งว่าง'), organization: office })
    await api.recorded('nameHeadPost', { organization: office, post: id['head'], from: '2026-01-01' })
    id['body'] = await api.recorded('establishCommittee', { name: both('คณะอนุกรรมการ'), type: 'SUBCOMMITTEE', from: '2025-01-01' })
    await api.recorded('issueOrder', {
      ...{ committee: id['body'], number: '1/2568', kind: 'APPOINTS', date: '2025-01-01', effectiveFrom: '2025-01-01' },
      seats: [
        { number: 1, office: 'SECRETARY', kind: { exOfficio: { post: id['desk'] } } },
        { number: 2, office: 'MEMBER', kind: { exOfficio: { post: id['head'] } } },
        { number: 3, office: 'MEMBER', kind: { expert: { person: id['somchai'] } } },
      ],
    })
    await api.recorded('assignRole', { post: id['head'], person: id['suda'], manner: 'SUBSTANTIVE', from: '2025-01-01' })
    await api.recorded('assignRole', { post: id['desk'], person: id['somchai'], manner: 'SUBSTANTIVE', from: '2025-01-01' })
  }, 60_000)
  beforeEach(async () => {
    mail.answer = 'takes'
    await send()
    mail.read.length = 0
  })
  afterAll(async () => {
    await api.close()
    await mail.close()
  })

  it('once a day, all that came up since the day before: a link, and nothing that anybody wrote', async () => {
    const first = await made(id['desk']!, { dueOn: '2026-12-05' })
    const second = await made(id['desk']!, { title: both('อีกเรื่อง'), dueOn: '2026-11-01', madeOn: '2026-10-01' })
    await send()
    expect(mail.read).toEqual([])
    await dayBegins()
    await send()
    expect(mail.read.map(({ to }) => to)).toEqual([[ADDRESS]])
    const [message] = mail.read
    const text = textOf(message!)
    expect(text).toContain(`1. ได้รับมอบหมายเรื่องใหม่ · กำหนด 5 ธันวาคม 2569\n   https://p.example/${first}`)
    expect(text).toContain(`2. ได้รับมอบหมายเรื่องใหม่ · กำหนด 1 พฤศจิกายน 2569 · เกินกำหนด 2 วัน\n   https://p.example/${second}`)
    for (const written of [TITLE, 'อีกเรื่อง', 'สมชาย', 'คณะอนุกรรมการ', 'นักพัฒนาสังคม']) expect(text).not.toContain(written)
    expect(headerOf(message!, 'Message-ID')).toMatch(/^<[0-9a-f-]{36}@example\.go\.th>$/)
    expect(headerOf(message!, 'Auto-Submitted')).toBe('auto-generated')
    expect(headerOf(message!, 'X-Prasan-Repeat')).toBeUndefined()
    expect(await shown()).toMatchObject([
      {
        ...{ state: 'DELIVERED', day: today(), since: today(), times: 1, repeated: false, through: 'EMAIL', why: null, code: '250' },
        ...{ channel: 'EMAIL', language: 'TH', person: { id: id['somchai'] } },
        notices: [
          { kind: 'ASSIGNED', day: '2026-12-05', about: { id: first }, to: { id: id['desk'] } },
          { kind: 'ASSIGNED', day: '2026-11-01', about: { id: second }, to: { id: id['desk'] } },
        ],
      },
    ])
  })

  it('of a vacant post whoever answers above it; whoever did something is not told of it', async () => {
    await made(id['empty']!)
    await api.recorded(
      'makeCommitment',
      { title: both(TITLE), owner: id['desk'], dueOn: '2027-12-05' },
      { 'Prasan-Person': id['somchai']! },
    )
    await dayBegins()
    expect(mail.read.map(({ to }) => to)).toEqual([['suda@prasan.example']])
  })

  it('a day without news has no message', async () => {
    await dayBegins()
    expect(mail.read).toEqual([])
  })

  it('of a meeting each seat of the bodies, once whichever seats somebody has', async () => {
    const meeting = await api.recorded('scheduleMeeting', { bodies: [id['body']], on: addDays(today(), 20) })
    await api.recorded('sendNotice', { meeting, sentOn: today(), method: 'LETTER' })
    await api.recorded('rescheduleMeeting', { meeting, on: addDays(today(), 30) })
    await dayBegins()
    expect(mail.read.flatMap(({ to }) => to).sort()).toEqual([ADDRESS, 'suda@prasan.example'])
    const on = addDays(today(), 29)
    const { notices } = await latest()
    expect(notices).toHaveLength(2)
    expect(notices).toMatchObject([
      { kind: 'MEETING_NOTICE', day: on, about: { id: meeting } },
      { kind: 'MEETING_MOVED', day: on },
    ])
  })

  it('an extension: the body that watches is asked, the owner is answered', async () => {
    const about = await made(id['head']!)
    await dayBegins()
    await api.recorded('requestExtension', { commitment: about, dueOn: '2028-01-31', reason: 'รอผล', on: today() })
    await dayBegins()
    expect(ofIt((await latest()).notices, about)).toMatchObject([{ kind: 'EXTENSION_ASKED', to: { id: id['body'] } }])
    await api.recorded('grantExtension', { commitment: about, dueOn: '2028-01-31', reason: 'เห็นชอบ' })
    await dayBegins()
    expect(ofIt((await shown({ person: id['suda'] }))[0]!.notices, about)).toMatchObject([
      { kind: 'EXTENSION_ANSWERED', day: '2028-01-31', to: { id: id['head'] } },
    ])
  })

  it('what falls due on a day is told on that day, and what goes up on the day on which it does', async () => {
    const about = await made(id['desk']!, { dueOn: addDays(today(), 2) })
    const told: unknown[] = []
    while (!told.some((each) => (each as string[])[1] === 'ESCALATED')) {
      await dayBegins()
      const { day, notices } = await latest()
      if (day === today()) told.push(...ofIt(notices, about).flatMap(({ kind }) => (kind === 'ASSIGNED' ? [] : [[today(), kind]])))
    }
    const chased: unknown[] = []
    const { commitment } = await api.query('query ($id: ID!) { commitment(id: $id) { history(first: 100) { type recordedAt } } }', {
      id: about,
    })
    for (const { type, recordedAt } of commitment.history as { type: string; recordedAt: string }[])
      if (/^(Reminded|Escalated)$/.test(type)) chased.push([bangkokDay(recordedAt), type.toUpperCase()])
    expect(told).toEqual(chased)
    expect(told.length).toBeGreaterThan(1)
  })

  it('what the server refuses for good is undeliverable, shown with the code and never with the words; put right, it is sent again', async () => {
    mail.answer = { at: 'recipient', code: 550, text: `5.1.1 <${ADDRESS}>: no such user` }
    const before = (await health()).undeliverable as number
    await news()
    await send()
    const refused = await latest()
    expect(refused).toMatchObject({ state: 'UNDELIVERABLE', why: 'REFUSED', code: '550 5.1.1', times: 1, since: today() })
    expect(await health()).toMatchObject({ undeliverable: before + 1 })
    expect((await api.http.get('/metrics')).text).toContain(`prasan_deliveries{state="undeliverable"} ${before + 1}`)
    for (const [to, listed] of [
      [id['desk'], true],
      [id['body'], false],
      [id['head'], false],
    ] as const)
      expect((await shown({ state: 'UNDELIVERABLE', to })).some((each) => each.id === refused.id)).toBe(listed)
    await later(60 * 24 * 3)
    expect(await latest()).toMatchObject({ state: 'UNDELIVERABLE', times: 1 })
    mail.answer = 'takes'
    expect(await api.tell('sendAgain', { delivery: refused.id, reason: 'แก้ที่อยู่แล้ว' })).toMatchObject({ is: 'Recorded' })
    await send()
    expect(await latest()).toMatchObject({ state: 'DELIVERED', why: null, times: 2, repeated: false })
    expect(mail.read.map((each) => headerOf(each, 'X-Prasan-Repeat'))).toEqual([undefined])
    expect(await api.tell('sendAgain', { delivery: refused.id, reason: 'อีก' })).toMatchObject({
      rule: 'OnlyWhatIsUndeliverableIsSentAgain',
    })
  })

  it('what is put off, as by greylisting, is tried again after a quarter of an hour, under the same Message-ID', async () => {
    mail.answer = { at: 'message', code: 451, text: '4.7.1 greylisted' }
    await news()
    expect(await latest()).toMatchObject({ state: 'WAITING', why: 'PUT_OFF', code: '451 4.7.1', times: 1 })
    mail.answer = 'takes'
    await later(14)
    expect(mail.read).toHaveLength(1)
    await later(1)
    expect(await latest()).toMatchObject({ state: 'DELIVERED', why: null, code: '250', times: 2, repeated: false })
    const [first, second] = mail.read.map((each) => headerOf(each, 'Message-ID'))
    expect(second).toBe(first)
  })

  it.each(['within', 'after'] as const)(
    'a server that dies %s a message: it may have arrived, so it is sent again as a repeat',
    async (dies) => {
      mail.answer = { dies }
      await news()
      await send()
      expect(await latest()).toMatchObject({ state: 'WAITING', why: 'AWAY', code: null, times: 1, repeated: false })
      expect((await health()).troubles).toMatchObject({ email: expect.stringContaining('not reached') })
      mail.answer = 'takes'
      await later(15)
      expect(await latest()).toMatchObject({ state: 'DELIVERED', times: 2, repeated: true })
      expect((await health()).troubles).toEqual({})
      const read = dies === 'after' ? [undefined, 'may have arrived before'] : ['may have arrived before']
      expect(mail.read.map((each) => headerOf(each, 'X-Prasan-Repeat'))).toEqual(read)
      expect(new Set(mail.read.map((each) => headerOf(each, 'Message-ID'))).size).toBe(1)
    },
  )

  it('what is put off for a week is undeliverable, and visible', async () => {
    mail.answer = { at: 'recipient', code: 421 }
    await news()
    const last = addDays(today(), 7)
    let times = 0
    while (today() <= last && (await latest()).state !== 'UNDELIVERABLE') {
      await later(180)
      times = (await latest()).times
    }
    expect(await latest()).toMatchObject({ state: 'UNDELIVERABLE', why: 'TOO_LONG', code: '421' })
    expect(times).toBeGreaterThan(10)
    expect(times).toBeLessThan(25)
    expect(mail.read).toEqual([])
  }, 120_000)

  it('an error of our own set-up condemns nobody’s address', async () => {
    mail.answer = { at: 'sender', code: 550 }
    await news()
    expect(await latest()).toMatchObject({ state: 'WAITING', why: 'PUT_OFF', code: '550' })
    mail.answer = 'takes'
    await later(15)
    expect(await latest()).toMatchObject({ state: 'DELIVERED' })
  })

  it.each([
    ['ไม่ใช่ที่อยู่', 'NOT_AN_ADDRESS'],
    [`${ADDRESS}\nBcc: other@prasan.example`, 'NOT_AN_ADDRESS'],
    [`${ADDRESS}, other@prasan.example`, 'NOT_AN_ADDRESS'],
    [`สมชาย <${ADDRESS}>`, 'NOT_AN_ADDRESS'],
    [undefined, 'NO_ADDRESS'],
  ])('an address like %j reaches nobody, and says why', async (email, why) => {
    await reach('somchai', { phone: '099-000-0000', ...(email !== undefined && { email }) })
    await news()
    expect(await latest()).toMatchObject({ state: 'UNDELIVERABLE', why })
    expect(mail.read).toEqual([])
    await reach('somchai', { email: ADDRESS })
  })

  it('a person chooses the language, and to be told nothing', async () => {
    const person = id['somchai']
    const chosen = await api.recorded('chooseChannel', { person, channel: 'EMAIL', language: 'EN' })
    expect(chosen).toBe(person!.replace('person', 'preference'))
    const about = await news()
    await send()
    expect(headerOf(mail.read[0]!, 'Subject')).toContain('Prasan: 1 thing to tell you')
    expect(textOf(mail.read[0]!)).toContain(`1. Something was assigned to you · due 5 December 2027\n   https://p.example/${about}`)
    expect(await api.recorded('chooseChannel', { person, channel: 'NONE', language: 'EN' })).toBe(chosen)
    const { id: last } = await latest()
    await news()
    expect([(await latest()).id, mail.read.length]).toEqual([last, 1])
    const { preference, then } = await api.query(
      `query ($id: ID!, $day: Day!) { preference(id: $id) { channel person { id } }
        then: preference(id: $id, asOf: { effective: $day }) { channel } }`,
      { id: chosen, day: addDays(today(), -1) },
    )
    expect(preference).toEqual({ channel: 'NONE', person: { id: person } })
    expect(then).toEqual({ channel: 'NONE' })
    await api.recorded('chooseChannel', { person, channel: 'EMAIL', language: 'TH' })
  })

  it('what was chosen under a record that was merged into another holds for the one that stays', async () => {
    const twice = await api.recorded('registerPerson', { name: { th: { given: 'สมชาย' } } })
    const person = await api.recorded('registerPerson', { name: { th: { given: 'มานะ' } }, contacts: { email: 'mana@prasan.example' } })
    const post = await api.recorded('establishPost', { title: both('ตำแหน่งใหม่'), organization: id['office'] })
    await api.recorded('assignRole', { post, person, manner: 'SUBSTANTIVE', from: today() })
    await api.recorded('chooseChannel', { person: twice, channel: 'EMAIL', language: 'EN' })
    await api.recorded('mergePerson', { person: twice, into: person, reason: 'คนเดียวกัน' })
    await made(post)
    await dayBegins()
    expect((await shown({ person }))[0]).toMatchObject({ language: 'EN', state: 'DELIVERED' })
  })

  it('a channel that is not set up: the log of the node says that there was a digest, and no more', async () => {
    await api.recorded('chooseChannel', { person: id['somchai'], channel: 'LINE', language: 'TH' })
    log.length = 0
    await news()
    expect(await latest()).toMatchObject({ state: 'DELIVERED', channel: 'LINE', through: 'LOG' })
    const lines = log.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'digest')
    expect(lines.map((line) => Object.keys(line).sort())).toEqual([['level', 'message', 'msg', 'repeat', 'time']])
    await api.recorded('chooseChannel', { person: id['somchai'], channel: 'EMAIL', language: 'TH' })
  })

  it('several days that nobody saw begin are told in one digest', async () => {
    await made(id['desk']!)
    clock.daysLater(5)
    await daysBegin(api, clock)
    await send()
    expect(mail.read.map(({ to }) => to)).toEqual([[ADDRESS]])
    expect(await latest()).toMatchObject({ day: today(), since: today() })
  })

  it('nothing goes out before seven in the morning', async () => {
    await made(id['desk']!)
    clock.daysLater(1, '00:01')
    await daysBegin(api, clock)
    await later(6 * 60 + 58)
    expect(mail.read).toEqual([])
    await later(1)
    expect(mail.read).toHaveLength(1)
  })

  it('whoever is erased gets nothing, even of what was prepared before', async () => {
    mail.answer = { at: 'recipient', code: 451 }
    await news()
    await api.recorded('erasePersonalData', { person: id['somchai'], reason: 'คำขอที่ 1/2570' })
    mail.answer = 'takes'
    await later(15)
    expect(await latest()).toMatchObject({ state: 'UNDELIVERABLE', why: 'ERASED', person: { contacts: null } })
    const { id: last } = await latest()
    await news()
    expect([(await latest()).id, mail.read]).toEqual([last, []])
  })

  it('no address and no title stands in the log of the node or, but sealed, in the events of what is told', async () => {
    const written = log.join('\n')
    const told: string[] = []
    for await (const { stream, data } of api.application.runtime.store.readAll())
      if (/-(delivery|preference|dispatch)-/.test(stream)) told.push(JSON.stringify(data))
    expect(told.length).toBeGreaterThan(40)
    for (const secret of ['@prasan.example', TITLE, 'สมชาย'])
      expect([secret, written.includes(secret), told.join('\n').includes(secret)]).toEqual([secret, false, false])
  })
})
