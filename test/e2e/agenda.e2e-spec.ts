import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api, TODAY } from '../support/api.js'

const both = (th: string) => ({ th })

/** A body and the body above it: what is open comes to the next agenda by itself. Today is 2 November 2026. */
describe('an agenda that draws itself up', () => {
  let api: Api
  const id: Record<string, string> = {}
  const agendaOf = async (meeting: string) =>
    (
      await api.query(
        `query ($id: ID!) { meeting(id: $id) { sections { section title { th } } agenda { id section number state title { th } reason
          chain { timesDeferred firstRaised { meeting { id } } items { id } } origin { text { th } } commitment { title { th } } minutesOf { id } presenter { id } } } }`,
        { id: id[meeting] },
      )
    ).meeting as { sections: { title: { th: string } }[]; agenda: Record<string, any>[] }
  const held = async (name: string, committee: string, on: string, during: (meeting: string) => Promise<void>) => {
    id[name] ??= await api.recorded('scheduleMeeting', { bodies: [id[committee]], on })
    const meeting = id[name]
    await api.recorded('openMeeting', { meeting, noticeUnknown: true })
    const { meeting: opened } = await api.query('query ($id: ID!) { meeting(id: $id) { roster { seat { id } person { id } } } }', {
      id: meeting,
    })
    await api.recorded('recordAttendance', {
      meeting,
      entries: opened.roster.map(({ seat, person }: any) => ({ seat: seat.id.split('@')[0], person: person.id.split('@')[0] })),
    })
    await during(meeting)
    await api.recorded('closeMeeting', { meeting, at: '12:00' })
  }

  beforeAll(async () => {
    api = await Api.start()
    const office = await api.recorded('registerOrganization', { name: both('จังหวัดตัวอย่าง'), kind: 'PROVINCIAL' })
    id['post'] = await api.recorded('establishPost', { title: both('เลขานุการ'), organization: office })
    id['person'] = await api.recorded('registerPerson', { name: { th: { given: 'คน' } } })
    await api.recorded('assignRole', { post: id['post'], person: id['person'], manner: 'SUBSTANTIVE', from: '2024-10-01' })
    for (const [name, th] of [
      ['parent', 'คณะกรรมการ'],
      ['body', 'คณะทำงาน'],
    ] as const) {
      const parent = name === 'body' ? { parent: id['parent'] } : {}
      id[name] = await api.recorded('establishCommittee', { name: both(th), type: 'COMMITTEE', from: '2025-01-01', ...parent })
      await api.recorded('issueOrder', {
        committee: id[name],
        ...{ number: '1/2568', kind: 'APPOINTS', date: '2025-01-01', effectiveFrom: '2025-01-01' },
        seats: [{ number: 1, office: 'SECRETARY', kind: { exOfficio: { post: id['post'] } } }],
      })
    }
    const agenda = [
      { section: 1, standing: [both('รายงานสถานการณ์')] },
      { section: 4, title: both('เรื่องแจ้งของหน่วยงาน') },
    ]
    await api.recorded('adoptRules', { committee: id['body'], preset: 'VILLAGE_GROUP', rules: { agenda } })
    await api.recorded('adoptRules', { committee: id['parent'], preset: 'VILLAGE_GROUP' })
  })
  afterAll(() => api.close())

  it('begins with what stands in it every time, under the titles that the body has for its sections', async () => {
    id['first'] = await api.recorded('scheduleMeeting', { bodies: [id['body']], on: '2026-05-08' })
    await api.recorded('drawUpAgenda', { meeting: id['first'] })
    const { agenda, sections } = await agendaOf('first')
    expect(agenda).toMatchObject([{ section: 1, number: 1, title: { th: 'รายงานสถานการณ์' }, chain: { timesDeferred: 0 } }])
    expect(sections.map(({ title }) => title.th)[3]).toBe('เรื่องแจ้งของหน่วยงาน')
    expect(sections).toHaveLength(6)
  })

  it('takes proposals that are accepted; one that is parked says why', async () => {
    const meeting = id['first']
    const propose = (title: string) => api.recorded('proposeAgendaItem', { meeting, title: both(title), presenter: id['post'] })
    await propose('เรื่องที่หนึ่ง')
    await propose('เรื่องที่สอง')
    const proposals = (await agendaOf('first')).agenda.filter(({ state }) => state === 'PROPOSED')
    const named = (th: string) => proposals.find(({ title }) => title.th === th)!.id
    await api.recorded('acceptProposal', { meeting, item: named('เรื่องที่หนึ่ง') })
    await api.recorded('parkProposal', { meeting, item: named('เรื่องที่สอง'), reason: 'รอข้อมูล' })
    const { agenda } = await agendaOf('first')
    expect(agenda.filter(({ section }) => section === 5).sort((a, b) => a.title.th.localeCompare(b.title.th, 'th'))).toMatchObject([
      { number: 1, title: { th: 'เรื่องที่สอง' }, state: 'PARKED', reason: 'รอข้อมูล' },
      { number: 1, title: { th: 'เรื่องที่หนึ่ง' }, state: 'LISTED', reason: null },
    ])
    const paper = (await api.http.get(`/documents/agenda/${meeting}.md?digits=arabic`).expect(200)).text
    expect(paper).toContain('5.1 เรื่องที่หนึ่ง')
    expect(paper).not.toContain('เรื่องที่สอง')
  })

  it('at the next meeting has the minutes to certify, what was not reached, what was resolved and is open, and what the body above assigned', async () => {
    await held('first', 'body', '2026-05-08', async (meeting) => {
      const { agenda } = await agendaOf('first')
      const standing = agenda.find(({ section }) => section === 1)!.id
      await api.recorded('passResolution', {
        meeting,
        ...{ item: standing, kind: 'ASSIGNED', text: both('ให้สำรวจพื้นที่') },
        assignments: [{ owner: id['post'], dueOn: '2026-12-31' }],
      })
      await api.recorded('passResolution', {
        meeting,
        kind: 'ASSIGNED',
        text: both('เสร็จแล้ว'),
        assignments: [{ owner: id['post'], dueOn: '2026-06-30' }],
      })
    })
    const { committee } = await api.query(
      'query ($id: ID!) { committee(id: $id) { meetings { nodes { resolutions { text { th } commitments { id } } } } } }',
      { id: id['body'] },
    )
    const done = committee.meetings.nodes[0].resolutions.find(({ text }: any) => text.th === 'เสร็จแล้ว').commitments[0].id
    await api.recorded('reportCompletion', { commitment: done, on: '2026-06-01', word: 'เรียบร้อย' })
    await held('above', 'parent', '2026-06-10', async (meeting) => {
      await api.recorded('passResolution', {
        meeting,
        ...{ kind: 'REFERRED', text: both('ส่งคณะทำงานศึกษา') },
        assignments: [{ title: both('ศึกษาแนวทาง'), owner: id['body'], dueOn: '2026-12-31' }],
      })
    })
    await api.recorded('makeCommitment', {
      ...{ title: both('จัดทำคู่มือ'), owner: id['post'], committee: id['body'], madeOn: '2026-06-15', dueOn: '2026-12-31' },
    })
    id['second'] = await api.recorded('scheduleMeeting', { bodies: [id['body']], on: '2026-08-14' })
    await api.recorded('drawUpAgenda', { meeting: id['second'] })
    const { agenda } = await agendaOf('second')
    expect(agenda.map(({ section, title }) => `${section} ${title.th}`)).toEqual([
      '1 รายงานสถานการณ์',
      '2 รับรองรายงานการประชุมเมื่อวันที่ 8 พฤษภาคม 2569',
      '3 ให้สำรวจพื้นที่',
      '3 จัดทำคู่มือ',
      '5 เรื่องที่หนึ่ง',
      '5 ศึกษาแนวทาง',
    ])
    expect(agenda).toMatchObject([
      {},
      { minutesOf: { id: expect.stringContaining(id['first']!) } },
      { origin: { text: { th: 'ให้สำรวจพื้นที่' } }, commitment: null },
      { origin: null, commitment: { title: { th: 'จัดทำคู่มือ' } } },
      {
        chain: { timesDeferred: 1, firstRaised: { meeting: { id: expect.stringContaining(id['first']!) } } },
        presenter: { id: id['post'] },
      },
      { origin: { text: { th: 'ส่งคณะทำงานศึกษา' } }, commitment: { title: { th: 'ศึกษาแนวทาง' } } },
    ])
    expect((await api.tell('drawUpAgenda', { meeting: id['second'] })).events).toEqual([])
  })

  it('carries on, meeting after meeting, and says how often and since when', async () => {
    await held('second', 'body', '2026-08-14', async () => undefined)
    id['third'] = await api.recorded('scheduleMeeting', { bodies: [id['body']], on: '2026-10-16' })
    await api.recorded('drawUpAgenda', { meeting: id['third'] })
    const { agenda } = await agendaOf('third')
    const [again, ...more] = agenda.filter(({ title }) => title.th === 'เรื่องที่หนึ่ง')
    expect(more).toEqual([])
    expect(again).toMatchObject({ chain: { timesDeferred: 2, firstRaised: { meeting: { id: expect.stringContaining(id['first']!) } } } })
    expect(agenda.filter(({ title }) => title.th === 'ให้สำรวจพื้นที่')).toHaveLength(1)
    expect(agenda.filter(({ section }) => section === 2)).toHaveLength(2)
    const paper = (await api.http.get(`/documents/agenda/${id['third']}.md?digits=arabic`).expect(200)).text
    expect(paper).toContain('เลื่อนแล้ว 2 ครั้ง')
    expect(paper).toMatch(
      /ให้สำรวจพื้นที่.*\n\n\*\*ผู้รับผิดชอบ\*\* เลขานุการ\n\n\*\*กำหนดเสร็จ\*\* 31 ธันวาคม 2569\n\n\*\*ผลการดำเนินงาน\*\* ยังไม่มีรายงาน/,
    )
    const minutes = (await api.http.get(`/documents/minutes/${id['second']}.md?digits=arabic`).expect(200)).text
    expect(minutes).toContain('**มติที่ประชุม** ไม่ได้พิจารณา เลื่อนไปพิจารณาในการประชุมครั้งต่อไป')
  })

  it('takes up once what was put off, whose next item was taken off the agenda or carried over', async () => {
    id['apart'] = await api.recorded('establishCommittee', { name: both('คณะอื่น'), type: 'COMMITTEE', from: '2025-01-01' })
    await api.recorded('createSeat', {
      committee: id['apart'],
      number: 1,
      office: 'SECRETARY',
      kind: { exOfficio: { post: id['post'] } },
      from: '2025-01-01',
    })
    await api.recorded('adoptRules', { committee: id['apart'], preset: 'VILLAGE_GROUP' })
    const meeting = async (called: string, on: string) => {
      id[called] = await api.recorded('scheduleMeeting', { bodies: [id['apart']], on })
      await api.recorded('drawUpAgenda', { meeting: id[called] })
      return (await agendaOf(called)).agenda.filter(({ title }) => title.th === 'ให้นำเสนออีกครั้ง')
    }
    await held('putting off', 'apart', '2026-01-09', async (meeting) => {
      await api.recorded('addAgendaItem', { meeting, section: 5, kind: 'CONSIDER', title: both('แบบคัดแยก') })
      const item = (await agendaOf('putting off')).agenda.find(({ title }) => title.th === 'แบบคัดแยก')!.id
      await api.recorded('passResolution', { meeting, item, kind: 'DEFERRED', text: both('ให้นำเสนออีกครั้ง') })
    })
    const [taken, ...twice] = await meeting('taken off', '2026-02-06')
    expect(twice).toEqual([])
    expect(await meeting('ahead of time', '2026-02-13')).toEqual([])
    await api.recorded('withdrawAgendaItem', { meeting: id['taken off'], item: taken!.id, reason: 'ยังไม่พร้อม' })
    await held('taken off', 'apart', '2026-02-06', async () => undefined)
    const [again] = await meeting('carried', '2026-03-06')
    expect(again).toMatchObject({ chain: { firstRaised: { meeting: { id: expect.stringContaining(id['putting off']!) } } } })
    await api.recorded('carryAgendaItemOver', { meeting: id['carried'], item: again!.id })
    await held('carried', 'apart', '2026-03-06', async () => undefined)
    const once = await meeting('at last', '2026-04-03')
    expect(once).toHaveLength(1)
    await held('at last', 'apart', '2026-04-03', async (meeting) => {
      await api.recorded('passResolution', { meeting, item: once[0]!.id, kind: 'APPROVED', text: both('ใช้แบบเดียว') })
    })
    expect(await meeting('no more', '2026-05-01')).toEqual([])
  })

  it('a decision by circulation has no number and is no meeting; the next agenda has it to be ratified, once', async () => {
    id['circulated'] = await api.recorded('scheduleMeeting', { bodies: [id['parent']], on: '2026-07-01', byCirculation: true })
    await api.recorded('sendNotice', { meeting: id['circulated'], sentOn: '2026-06-20' })
    await held('circulated', 'parent', '2026-07-01', async (meeting) => {
      await api.recorded('passResolution', { meeting, kind: 'APPROVED', text: both('อนุมัติงบประมาณ'), votes: { for: 1, against: 0 } })
      await api.recorded('passResolution', { meeting, kind: 'ASSIGNED', text: both('มอบอำนาจให้คณะทำงาน') })
    })
    const asked = async (meeting: string) =>
      (
        await api.query(
          `query ($id: ID!) { meeting(id: $id) { byCirculation number { number } label { th }
            resolutions { id text { th } quorum { met } awaitsRatification ratifiedBy { text { th } } } } }`,
          { id: id[meeting] },
        )
      ).meeting
    const circulated = await asked('circulated')
    expect(circulated).toMatchObject({
      ...{ byCirculation: true, number: null, label: { th: 'คณะกรรมการ มติเวียนวันที่ 1 กรกฎาคม 2569' } },
      resolutions: [
        { text: { th: 'อนุมัติงบประมาณ' }, quorum: [{ met: true }], awaitsRatification: true },
        { text: { th: 'มอบอำนาจให้คณะทำงาน' }, awaitsRatification: true },
      ],
    })
    expect((await asked('above')).resolutions).toMatchObject([{ awaitsRatification: false }])
    const cadence = await api.query('query ($id: ID!) { committee(id: $id) { cadence { held } } }', { id: id['parent'] })
    expect(cadence.committee.cadence.held).toBe(1)
    id['delegation'] = circulated.resolutions[1].id
    const paper = async (name: string) => (await api.http.get(`/documents/${name}/${id['circulated']}.md?digits=arabic`).expect(200)).text
    const minutes = await paper('minutes')
    expect(minutes).toContain('รายงานมติเวียนคณะกรรมการ')
    expect(minutes).toContain('## ผู้ตอบ')
    for (const word of ['ผู้มาประชุม', 'เริ่มประชุม', 'เลิกประชุม']) expect(minutes).not.toContain(word)
    const letter = await paper('invitation')
    expect(letter).toContain('ขอมติคณะกรรมการ โดยการแจ้งเวียน')
    expect(letter).toContain('ส่งแบบตอบภายในวันที่ 1 กรกฎาคม 2569')
    for (const word of ['เชิญ', 'เข้าร่วมประชุม']) expect(letter).not.toContain(word)
    await api.http.get(`/documents/invitation/${id['circulated']}.ics`).expect(404)

    id['aboveAgain'] = await api.recorded('scheduleMeeting', { bodies: [id['parent']], on: '2026-09-10' })
    await api.recorded('drawUpAgenda', { meeting: id['aboveAgain'] })
    const { agenda } = await agendaOf('aboveAgain')
    expect(agenda.filter(({ section }) => section === 3).map(({ title }) => title.th)).toEqual([
      'รับรองมติ: อนุมัติงบประมาณ',
      'รับรองมติ: มอบอำนาจให้คณะทำงาน',
      'ส่งคณะทำงานศึกษา',
    ])
    await held('aboveAgain', 'parent', '2026-09-10', async (meeting) => {
      const pass = { meeting, kind: 'APPROVED', text: both('รับรอง') }
      const ordinary = (await asked('above')).resolutions[0].id
      const refused = await api.unrecorded(() => api.tell('passResolution', { ...pass, ratifies: ordinary }))
      expect(refused).toMatchObject({ is: 'RuleBroken', rule: 'OnlyWhatWaitsIsRatified', field: 'ratifies' })
      await api.recorded('passResolution', { ...pass, ratifies: circulated.resolutions[0].id })
    })
    expect((await asked('circulated')).resolutions).toMatchObject([
      { awaitsRatification: false, ratifiedBy: [{ text: { th: 'รับรอง' } }] },
      { awaitsRatification: true, ratifiedBy: [] },
    ])
    const register = async (awaitsRatification: boolean, effective: string) => {
      const { resolutions } = await api.query(
        `{ resolutions(first: 100, awaitsRatification: ${awaitsRatification}, asOf: { effective: "${effective}" }) { totalCount nodes { text { th } } } }`,
      )
      expect(resolutions.totalCount).toBe(resolutions.nodes.length)
      return resolutions.nodes.map(({ text }: { text: { th: string } }) => text.th)
    }
    expect(await register(true, '2026-07-01')).toEqual(['มอบอำนาจให้คณะทำงาน', 'อนุมัติงบประมาณ'])
    expect(await register(true, TODAY)).toEqual(['มอบอำนาจให้คณะทำงาน'])
    expect(await register(false, TODAY)).toEqual(expect.arrayContaining(['รับรอง', 'อนุมัติงบประมาณ']))
    expect(await register(false, TODAY)).not.toContain('มอบอำนาจให้คณะทำงาน')
  })

  it('what a body decides under the delegation of another comes to the agenda of that one, with what it promised', async () => {
    await held('third', 'body', '2026-10-16', async (meeting) => {
      await api.recorded('passResolution', {
        meeting,
        ...{ kind: 'ASSIGNED', text: both('เปิดศูนย์ชั่วคราว'), delegatedBy: id['delegation'] },
        assignments: [{ owner: id['post'], dueOn: '2026-12-31' }],
      })
    })
    id['aboveLast'] = await api.recorded('scheduleMeeting', { bodies: [id['parent']], on: '2026-11-01' })
    await api.recorded('drawUpAgenda', { meeting: id['aboveLast'] })
    const { meeting } = await api.query(
      `query ($id: ID!) { meeting(id: $id) { agenda { title { th } origin { id delegatedBy { text { th } } commitments { title { th } owner { id } } } } } }`,
      { id: id['aboveLast'] },
    )
    const found = meeting.agenda.find(({ title }: any) => title.th === 'รับรองมติ: เปิดศูนย์ชั่วคราว')
    expect(found.origin).toMatchObject({
      delegatedBy: { text: { th: 'มอบอำนาจให้คณะทำงาน' } },
      commitments: [{ title: { th: 'เปิดศูนย์ชั่วคราว' }, owner: { id: id['post'] } }],
    })
    await held('aboveLast', 'parent', '2026-11-01', async (of) => {
      const varied = { kind: 'APPROVED', text: both('รับรองโดยลดระยะเวลา'), ratifies: found.origin.id, amends: found.origin.id }
      await api.recorded('passResolution', { meeting: of, ...varied })
    })
    const { meeting: after } = await api.query(
      'query ($id: ID!) { meeting(id: $id) { resolutions { ratifies { awaitsRatification commitments { dueOn } } amends { text { th } } } } }',
      { id: id['aboveLast'] },
    )
    expect(after.resolutions).toMatchObject([
      { ratifies: { awaitsRatification: false, commitments: [{ dueOn: '2026-12-31' }] }, amends: { text: { th: 'เปิดศูนย์ชั่วคราว' } } },
    ])
  })

  it('a decision by circulation stays one', async () => {
    const refused = await api.unrecorded(() =>
      api.tell('correctMeeting', { meeting: id['circulated'], bodies: [id['parent']], on: '2026-07-01', reason: 'ผิด' }),
    )
    expect(refused).toMatchObject({ is: 'RuleBroken', rule: 'CirculationStaysOne' })
  })
})
