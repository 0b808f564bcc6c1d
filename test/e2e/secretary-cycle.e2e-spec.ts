import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { unzipSync } from 'fflate'
import { Api } from '../support/api.js'

const both = (th: string, en: string) => ({ th, en })
const bare = (id: string) => id.replace(/@.*$/, '')

/**
 * A secretary's whole work on the sub-committee of the demonstration province, today, 2 November 2026: notice, a live meeting with a late arrival, a recusal
 * and a substitute, minutes, and their certification by the meeting after it. Every paper is fetched in Thai and in English.
 */
describe('a secretary’s whole cycle in the demonstration province', () => {
  let api: Api
  let body: string
  let meeting: string
  let roster: { seat: string; number: number; person: string | null; office: string }[]
  const papers: Record<string, string> = {}

  const seated = async (of: string) => {
    const { committee } = await api.query(
      `query ($id: ID!) { committee(id: $id, asOf: { effective: "2026-10-26" }) { occupants { seat { id number office } occupant { person { id } } } } }`,
      { id: of },
    )
    return committee.occupants.map(({ seat, occupant }: any) => ({
      ...{ seat: bare(seat.id), number: seat.number, office: seat.office },
      person: occupant?.person ? bare(occupant.person.id) : null,
    })) as typeof roster
  }
  const agendaOf = async (id: string) =>
    (
      await api.query('query ($id: ID!) { meeting(id: $id) { agenda { id section kind title { th } minutesOf { id } origin { id } } } }', {
        id,
      })
    ).meeting.agenda as { id: string; section: number; kind: string; minutesOf: { id: string } | null; origin: { id: string } | null }[]
  const fetched = async (paper: string, id: string, language: 'th' | 'en') => {
    const { body } = await api.http.get(`/documents/${paper}/${id}.docx?lang=${language}`).buffer().parse(whole).expect(200)
    return Buffer.from(unzipSync(body as Uint8Array)['word/document.xml']!).toString('utf8')
  }
  const whole = (response: any, done: (error: Error | null, body: Buffer) => void) => {
    const parts: Buffer[] = []
    response.on('data', (part: Buffer) => parts.push(part))
    response.on('end', () => done(null, Buffer.concat(parts)))
  }

  beforeAll(async () => {
    api = await Api.start({ demo: true })
    const { committees } = await api.query('{ committees(first: 50) { nodes { id type parent { id } } } }')
    body = bare(committees.nodes.find(({ type }: any) => type === 'SUBCOMMITTEE').id)
    roster = await seated(body)
  }, 60_000)
  afterAll(() => api.close())

  it('calls the meeting; its agenda draws itself up from three years of the record', async () => {
    meeting = await api.recorded('scheduleMeeting', {
      bodies: [body],
      on: '2026-10-26',
      startsAt: '09:30',
      place: 'ศาลากลางจังหวัดพะเยา',
      mode: 'ONSITE',
    })
    await api.recorded('drawUpAgenda', { meeting })
    await api.recorded('addAgendaItem', { meeting, section: 5, kind: 'CONSIDER', title: both('แผนปี 2570', 'Plan of 2027') })
    const agenda = await agendaOf(meeting)
    expect(agenda.filter(({ section }) => section === 2)).toHaveLength(1)
    expect(agenda.filter(({ section, origin }) => section === 3 && origin).length).toBeGreaterThan(0)
    await api.recorded('sendNotice', { meeting, sentOn: '2026-10-19', letter: 'พย 0004/ว 200', replyBy: '2026-10-23' })
    await api.recorded('inviteMembers', { meeting, seats: roster.map(({ seat }) => seat), on: '2026-10-19', method: 'หนังสือ' })
    const { posts } = await api.query('{ posts(first: 100) { nodes { id holders { person { id } } } } }')
    const sitting = new Set(roster.map(({ person }) => person))
    const other = posts.nodes.find(({ holders }: any) => holders[0] && !sitting.has(bare(holders[0].person.id)))
    const [substitute, substitutePost] = [bare(other.holders[0].person.id), bare(other.id)]
    await api.recorded('answerInvitation', { meeting, seat: roster[4]!.seat, comes: false, substitute, substitutePost, on: '2026-10-22' })
    for (const paper of ['invitation', 'memo', 'agenda', 'sign-in'])
      for (const language of ['th', 'en'] as const) papers[`${paper} ${language}`] = await fetched(paper, meeting, language)
  })

  it('holds it: one comes late, one sends a substitute, one withdraws from an item, and the quorum follows', async () => {
    await api.recorded('openMeeting', { meeting, at: '09:35' })
    const { meeting: asked } = await api.query(
      'query ($id: ID!) { meeting(id: $id) { invitations { comes substitute { id } substitutePost { id } } } }',
      {
        id: meeting,
      },
    )
    const sent = asked.invitations.find(({ comes }: any) => comes === false)
    await api.recorded('recordAttendance', {
      meeting,
      entries: roster.flatMap(({ seat, person }, i): object[] => {
        if (i === 4) return [{ seat, person: bare(sent.substitute.id), post: bare(sent.substitutePost.id), capacity: 'SUBSTITUTE' }]
        if (person === null) return []
        return i === 3
          ? [{ seat, person, arrived: '10:20' }]
          : i === 6
            ? [{ seat, absence: { excused: true, reason: 'ติดราชการ' } }]
            : [{ seat, person }]
      }),
    })
    const plan = (await agendaOf(meeting)).find(({ section, kind }) => section === 5 && kind === 'CONSIDER')!
    const last = (await agendaOf(meeting)).filter(({ section }) => section === 5).at(-1)!
    await api.recorded('declareRecusal', { meeting, person: roster[2]!.person, item: last.id, reason: 'มีส่วนได้เสีย' })
    await api.recorded('recordDiscussion', { meeting, item: last.id, text: 'ที่ประชุมเห็นว่าควรเริ่มทันที' })
    await api.recorded('passResolution', {
      meeting,
      ...{ item: last.id, kind: 'ASSIGNED', text: both('มอบหมายให้จัดทำแผน', 'To draw up the plan'), at: '10:00' },
      assignments: [{ owner: body, dueOn: '2027-01-31' }],
    })
    await api.recorded('passResolution', {
      meeting,
      item: last.id,
      kind: 'APPROVED',
      text: both('เห็นชอบกรอบ', 'Frame approved'),
      at: '11:00',
    })
    expect(plan).toBeDefined()
    const { meeting: counted } = await api.query('query ($id: ID!) { meeting(id: $id) { resolutions { quorum { present met } } } }', {
      id: meeting,
    })
    const [before, after] = counted.resolutions.map(({ quorum }: any) => quorum[0])
    expect(after.present).toBe(before.present + 1)
    expect([before.met, after.met]).toEqual([true, true])
    await api.recorded('closeMeeting', { meeting, at: '12:00' })
  })

  it('drafts the minutes from the record, circulates them, and the next meeting certifies them', async () => {
    const secretary = roster.find(({ office }) => office === 'SECRETARY')!.person
    await api.recorded('draftMinutes', { meeting, takenBy: secretary })
    await api.recorded('circulateMinutes', { meeting, on: '2026-10-28' })
    for (const language of ['th', 'en'] as const) papers[`draft ${language}`] = await fetched('minutes', meeting, language)
    const next = await api.recorded('scheduleMeeting', { bodies: [body], on: '2026-11-02' })
    await api.recorded('drawUpAgenda', { meeting: next })
    expect((await agendaOf(next)).filter(({ minutesOf }) => minutesOf).map(({ minutesOf }) => bare(minutesOf!.id))).toContain(meeting)
    await api.recorded('openMeeting', { meeting: next, noticeUnknown: true, at: '09:30' })
    const { meeting: opened } = await api.query('query ($id: ID!) { meeting(id: $id) { roster { seat { id } person { id } } } }', {
      id: next,
    })
    await api.recorded('recordAttendance', {
      meeting: next,
      entries: opened.roster.flatMap(({ seat, person }: any) => (person ? [{ seat: bare(seat.id), person: bare(person.id) }] : [])),
    })
    const item = (await agendaOf(next)).find(({ minutesOf }) => minutesOf && bare(minutesOf.id) === meeting)!.id
    await api.recorded('passResolution', {
      meeting: next,
      ...{ item, kind: 'APPROVED', text: both('รับรองรายงานการประชุมโดยไม่มีการแก้ไข', 'Minutes certified without change') },
    })
    await api.recorded('certifyMinutes', { meeting, method: 'LATER_MEETING', certifiedBy: next })
    for (const language of ['th', 'en'] as const) papers[`minutes ${language}`] = await fetched('minutes', meeting, language)
    const { meeting: done } = await api.query('query ($id: ID!) { meeting(id: $id) { state minutes { state contentSeal fromRecord } } }', {
      id: meeting,
    })
    expect(done).toMatchObject({
      state: 'MINUTED',
      minutes: { state: 'CERTIFIED', contentSeal: expect.stringMatching(/^[0-9a-f]{64}$/), fromRecord: true },
    })
  })

  it('has every paper in both languages, and in the minutes everybody who came', async () => {
    for (const paper of ['roster', 'follow-up'])
      for (const language of ['th', 'en'] as const) papers[`${paper} ${language}`] = await fetched(paper, body, language)
    const { committee } = await api.query('query ($id: ID!) { committee(id: $id) { orders { id } } }', { id: body })
    for (const language of ['th', 'en'] as const)
      papers[`order ${language}`] = await fetched('order', bare(committee.orders[0].id), language)
    expect(papers['invitation th']).toContain('พย ๐๐๐๔/ว ๒๐๐')
    expect(papers['draft th']).toContain('(ร่าง) รายงานการประชุม')
    expect(papers['minutes th']).not.toContain('(ร่าง)')
    expect(papers['minutes en']).toContain('Minutes of ')
    const { meeting: came } = await api.query(
      'query ($id: ID!) { meeting(id: $id) { attendance { present person { name { th en } } } } }',
      { id: meeting },
    )
    const present = came.attendance.filter(({ present }: any) => present)
    expect(present.length).toBeGreaterThan(15)
    for (const { person } of present) {
      expect(papers['minutes th']).toContain(person.name.th)
      expect(papers['minutes en']).toContain(person.name.en)
    }
    expect(papers['minutes th']).toContain('(มาเวลา ๑๐.๒๐\u00a0น.)')
    expect(papers['minutes th']).toContain('(แทน)')
    expect(papers['minutes th']).toContain('ถอนตัวจากการพิจารณาเรื่องนี้เนื่องจากมีส่วนได้เสีย')
  })
})
