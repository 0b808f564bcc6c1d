import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const both = (th: string, en?: string) => ({ th, ...(en && { en }) })
/** Digits of a Thai paper. */
const thai = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)))
/** As it stands in Markdown: its marks escaped. */
const marked = (text: string) => text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')

/**
 * Two meetings of a sub-committee of five: at the first the second member comes late, the third sends a substitute, the fourth withdraws from an item; its
 * minutes are drawn up from the record, circulated, corrected, and adopted by the second. Today is 2 November 2026.
 */
describe('the papers of a meeting', () => {
  let api: Api
  const id: Record<string, string> = {}
  const seats: string[] = []
  const people: string[] = []

  const asked = async (path: string, status = 200) => (await api.http.get(`/documents/${path}`).buffer().expect(status)).text
  const minutesOf = (meeting: string, rest = '') => asked(`minutes/${id[meeting]}.md?digits=arabic${rest}`)
  const itemsOf = async (meeting: string): Promise<{ id: string; section: number }[]> =>
    (await api.query('query ($id: ID!) { meeting(id: $id) { agenda { id section } } }', { id: id[meeting] })).meeting.agenda
  /** What stands below a heading of Markdown. */
  const under = (text: string, heading: string) => {
    const [, rest = ''] = text.split(new RegExp(`^## ${heading}.*$`, 'm'))
    return rest.split(/^## /m)[0]!.trim()
  }

  beforeAll(async () => {
    api = await Api.start()
    const office = await api.recorded('registerOrganization', { name: both('จังหวัดตัวอย่าง', 'Example Province'), kind: 'PROVINCIAL' })
    id['body'] = await api.recorded('establishCommittee', {
      name: both('คณะอนุกรรมการตัวอย่าง', 'Example sub-committee'),
      type: 'SUBCOMMITTEE',
    })
    const posts: string[] = []
    for (let i = 1; i <= 5; i++) {
      posts.push(await api.recorded('establishPost', { title: both(`หัวหน้าหน่วยที่ ${i}`, `Head of unit ${i}`), organization: office }))
      people.push(await api.recorded('registerPerson', { name: { th: { given: `นายคนที่ ${i}` }, en: { given: `Mr ${i}` } } }))
      await api.recorded('assignRole', { post: posts.at(-1), person: people.at(-1), manner: 'SUBSTANTIVE', from: '2024-10-01' })
    }
    id['deputyPost'] = await api.recorded('establishPost', {
      title: both('รองหัวหน้าหน่วยที่ 3', 'Deputy head of unit 3'),
      organization: office,
    })
    id['deputy'] = await api.recorded('registerPerson', { name: { th: { given: 'นางผู้มาแทน' }, en: { given: 'Mrs Substitute' } } })
    await api.recorded('assignRole', { post: id['deputyPost'], person: id['deputy'], manner: 'SUBSTANTIVE', from: '2024-10-01' })
    id['guest'] = await api.recorded('registerPerson', { name: { th: { given: 'นางสาวผู้เข้าร่วม' } } })
    await api.recorded('issueOrder', {
      committee: id['body'],
      ...{ number: '12/2569', kind: 'APPOINTS', date: '2025-12-01', effectiveFrom: '2026-01-01' },
      seats: posts.map((post, i) => ({
        number: i + 1,
        office: ['CHAIR', 'MEMBER', 'MEMBER', 'MEMBER', 'SECRETARY'][i],
        kind: { exOfficio: { post } },
      })),
    })
    const { committee } = await api.query('query ($id: ID!) { committee(id: $id) { seats { id } } }', { id: id['body'] })
    seats.push(...(committee.seats as { id: string }[]).map((seat) => seat.id))

    const called = { bodies: [id['body']], startsAt: '09:30', place: 'ห้องประชุม 1', mode: 'HYBRID' }
    id['first'] = await api.recorded('scheduleMeeting', { ...called, on: '2026-05-08' })
    const meeting = id['first']
    const titled = (section: number, kind: string, title: string, more: object = {}) =>
      api.recorded('addAgendaItem', { meeting, section, kind, title: both(title, `${title} (en)`), ...more })
    await titled(1, 'INFORM', 'สถานการณ์ในจังหวัด')
    await titled(5, 'CONSIDER', 'แผนปี 2570')
    await titled(5, 'CONSIDER', 'งบประมาณร่วม')
    await api.recorded('sendNotice', {
      meeting,
      ...{ sentOn: '2026-04-30', letter: 'ตย 0001/ว 5', replyBy: '2026-05-05', contact: 'สำนักงานจังหวัดตัวอย่าง โทร. 0 2000 0000' },
    })
    await api.recorded('inviteMembers', { meeting, seats, on: '2026-04-30', method: 'หนังสือ' })
    await api.recorded('answerInvitation', { meeting, seat: seats[0], comes: true, on: '2026-05-02' })
    await api.recorded('answerInvitation', {
      meeting,
      ...{ seat: seats[2], comes: false, substitute: id['deputy'], substitutePost: id['deputyPost'], on: '2026-05-03', word: 'ไปราชการ' },
    })
    const [, plan, budget] = (await itemsOf('first')).map((item) => item.id)
    await api.recorded('openMeeting', { meeting, at: '09:35' })
    await api.recorded('recordAttendance', {
      meeting,
      entries: [
        { seat: seats[0], person: people[0] },
        { seat: seats[1], person: people[1], arrived: '10:15' },
        { seat: seats[2], person: id['deputy'] },
        { seat: seats[3], person: people[3] },
        { seat: seats[4], absence: { excused: true, reason: 'ติดราชการ' } },
        { person: id['guest'] },
      ],
    })
    await api.recorded('declareRecusal', { meeting, person: people[3], item: budget, reason: 'หน่วยงานเป็นผู้รับงบ' })
    await api.recorded('recordDiscussion', { meeting, item: plan, text: 'ที่ประชุมเห็นว่าควรเริ่มในเดือนมกราคม' })
    await api.recorded('passResolution', {
      meeting,
      ...{ item: plan, kind: 'APPROVED', text: both('เห็นชอบแผน', 'Plan approved'), at: '10:30' },
      votes: { for: 3, against: 1 },
      dissents: [{ person: people[3], reason: 'ควรปรึกษาอำเภอก่อน' }],
    })
    await api.recorded('passResolution', {
      meeting,
      ...{ item: budget, kind: 'ASSIGNED', text: both('มอบหมายให้จัดทำคำขอ', 'To draw up the request'), at: '11:00' },
      assignments: [{ owner: posts[1], dueOn: '2026-07-31' }],
    })
    await api.recorded('closeMeeting', { meeting, at: '12:00' })
    await api.recorded('draftMinutes', { meeting, takenBy: id['deputy'], checkedBy: people[4] })
    await api.recorded('circulateMinutes', { meeting, on: '2026-05-15' })
    await api.recorded('recordDiscussion', { meeting, item: plan, text: 'ที่ประชุมเห็นว่าควรเริ่มในเดือนกุมภาพันธ์' })

    id['second'] = await api.recorded('scheduleMeeting', { ...called, on: '2026-08-14', mode: 'ONSITE' })
    await api.recorded('addAgendaItem', {
      meeting: id['second'],
      ...{ section: 2, kind: 'CERTIFY', title: both('รับรองรายงานการประชุม'), minutesOf: meeting },
    })
    await api.recorded('openMeeting', { meeting: id['second'], noticeUnknown: true, at: '09:30' })
    await api.recorded('recordAttendance', { meeting: id['second'], entries: seats.map((seat, i) => ({ seat, person: people[i] })) })
  })
  afterAll(() => api.close())

  it('minutes drawn up from the record are drafted anew once it changes, before they are certified', async () => {
    const certify = { meeting: id['first'], method: 'LATER_MEETING', certifiedBy: id['second'] }
    const refused = await api.unrecorded(() => api.tell('certifyMinutes', certify))
    expect(refused).toMatchObject({ is: 'RuleBroken', rule: 'DraftFollowsTheRecord' })
    await api.recorded('draftMinutes', { meeting: id['first'], takenBy: id['deputy'], checkedBy: people[4] })
    await api.recorded('circulateMinutes', { meeting: id['first'], on: '2026-05-20' })
    await api.recorded('recordDiscussion', {
      meeting: id['first'],
      item: (await itemsOf('first'))[1]!.id,
      text: 'ที่ประชุมเห็นว่าควรเริ่มในเดือนมีนาคม',
    })
    await api.recorded('draftMinutes', { meeting: id['first'], takenBy: id['deputy'], checkedBy: people[4] })
    await api.recorded('certifyMinutes', certify)
    const [item] = await itemsOf('second')
    await api.recorded('passResolution', {
      meeting: id['second'],
      ...{ item: item!.id, kind: 'APPROVED', text: both('รับรองรายงานการประชุมโดยมีการแก้ไข ดังนี้', 'Certified as corrected') },
    })
    await api.recorded('closeMeeting', { meeting: id['second'], at: '10:00' })
  })

  it('name everybody who came, in protocol order, whom they stood for, and when they came late', async () => {
    const text = await minutesOf('first')
    expect(text).toMatch(/^# รายงานการประชุมคณะอนุกรรมการตัวอย่าง\n\n\*\*ครั้งที่ 1\/2569\*\* {2}\n\*\*เมื่อวันศุกร์ที่ 8 พฤษภาคม 2569\*\*/)
    expect(text).toContain('**ณ ห้องประชุม 1 และผ่านสื่ออิเล็กทรอนิกส์**')
    expect(under(text, 'ผู้มาประชุม').split('\n')).toEqual([
      '- 1. · นายคนที่ 1 · หัวหน้าหน่วยที่ 1 · ประธานอนุกรรมการ',
      '- 2. · นายคนที่ 2 · หัวหน้าหน่วยที่ 2 (มาเวลา 10.15 น.) · อนุกรรมการ',
      '- 3. · นางผู้มาแทน · รองหัวหน้าหน่วยที่ 3 (แทน) หัวหน้าหน่วยที่ 3 · อนุกรรมการ',
      '- 4. · นายคนที่ 4 · หัวหน้าหน่วยที่ 4 · อนุกรรมการ',
    ])
    expect(under(text, 'ผู้ไม่มาประชุม')).toBe('- 1. · นายคนที่ 5 · หัวหน้าหน่วยที่ 5 · ติดราชการ')
    expect(under(text, 'ผู้เข้าร่วมประชุม')).toMatch(/^- 1\. · นางสาวผู้เข้าร่วม · {1,2}· $|^- 1\. · นางสาวผู้เข้าร่วม/)
    expect(text).toMatch(/^## เริ่มประชุมเวลา +09\.35 น\.$/m)
    expect(text).toMatch(/^## เลิกประชุมเวลา +12\.00 น\.$/m)
  })

  it('tell item by item what was said, who withdrew, what was resolved, by which votes and against whom', async () => {
    const text = await minutesOf('first')
    expect([...text.matchAll(/^## ระเบียบวาระที่ (\d)/gm)].map(([, section]) => section)).toEqual(['1', '2', '3', '4', '5', '6'])
    const considered = under(text, 'ระเบียบวาระที่ 5')
    for (const each of [
      '5.1 แผนปี 2570',
      'ที่ประชุมเห็นว่าควรเริ่มในเดือนมีนาคม',
      '**มติที่ประชุม** เห็นชอบแผน (เห็นด้วย 3 ไม่เห็นด้วย 1)',
      '**ความเห็นแย้ง** นายคนที่ 4 ควรปรึกษาอำเภอก่อน',
      'นายคนที่ 4 ถอนตัวจากการพิจารณาเรื่องนี้เนื่องจากมีส่วนได้เสีย: หน่วยงานเป็นผู้รับงบ',
      'หัวหน้าหน่วยที่ 2: มอบหมายให้จัดทำคำขอ ภายในวันที่ 31 กรกฎาคม 2569',
    ])
      expect(considered).toContain(each)
    expect(under(text, 'ระเบียบวาระที่ 3')).toBe('ไม่มีเรื่องสืบเนื่อง')
    expect(text).toContain('(นางผู้มาแทน) · (นายคนที่ 5)')
  })

  it('print Thai digits unless others are asked for, and English says the same', async () => {
    expect(await asked(`minutes/${id['first']}.md`)).toContain(`เมื่อวันศุกร์ที่ ${thai('8')} พฤษภาคม ${thai('2569')}`)
    const english = await minutesOf('first', '&lang=en')
    expect(english).toMatch(/^# Minutes of Example sub-committee\n\n\*\*No\. 1\/2026\*\* {2}\n\*\*Friday, 8 May 2026\*\*/)
    expect(under(english, 'Present')).toContain('- 3. · Mrs Substitute · Deputy head of unit 3 (for) Head of unit 3 · Member')
    expect(under(english, 'Agenda item 5')).toContain('**Resolution** Approved: Plan approved (3 for, 1 against)')
  })

  it('are asked for by the name of a version, and by the day and the moment of knowledge', async () => {
    const { meeting } = await api.query('query ($id: ID!) { meeting(id: $id) { versions { name number logNumber } } }', { id: id['first'] })
    const names = (meeting.versions as { name: string; number: number; logNumber: number }[]).map(({ name, number }) => `${name} ${number}`)
    expect(names).toEqual(['INVITED 1', 'DRAFT 1', 'CIRCULATED 1', 'DRAFT 2', 'CIRCULATED 2', 'DRAFT 3', 'ADOPTED 1'])
    const months = async (version: string) => (await minutesOf('first', `&version=${version}`)).match(/ในเดือน\S+/)?.[0]
    expect(await months('draft-1')).toBe('ในเดือนมกราคม')
    expect(await months('draft-2')).toBe('ในเดือนกุมภาพันธ์')
    expect(await months('adopted')).toBe('ในเดือนมีนาคม')
    expect(await months('invited')).toBeUndefined()
    const { logNumber } = meeting.versions[1]
    expect(await minutesOf('first', `&log=${logNumber}`)).toContain('# (ร่าง) รายงานการประชุม')
    expect(await minutesOf('first', '&version=draft-1')).toContain('# (ร่าง ฉบับที่ 1) รายงานการประชุม')
    const invited = await minutesOf('first', '&version=invited')
    expect(invited).not.toContain('ผู้มาประชุม')
    expect(invited).toContain('5.2 งบประมาณร่วม')
  })

  it('of the meeting that certifies them say what was corrected since they were circulated', async () => {
    const certified = under(await minutesOf('second'), 'ระเบียบวาระที่ 2 เรื่องรับรองรายงานการประชุม ครั้งที่ 1/2569 เมื่อวันที่ 8 พฤษภาคม 2569')
    expect(certified).toContain('**มติที่ประชุม** รับรองรายงานการประชุมโดยมีการแก้ไข ดังนี้')
    expect(certified.split('\n').at(-1)).toBe(
      'ระเบียบวาระที่ 5.1 ย่อหน้าที่ 1 จาก “ที่ประชุมเห็นว่าควรเริ่มในเดือนกุมภาพันธ์” เป็น “ที่ประชุมเห็นว่าควรเริ่มในเดือนมีนาคม”',
    )
  })

  it('carry, once certified, the seals of their content and of the record', async () => {
    const { meeting } = await api.query('query ($id: ID!) { meeting(id: $id) { minutes { contentSeal recordSeal } } }', { id: id['first'] })
    expect(meeting.minutes.contentSeal).toMatch(/^[0-9a-f]{64}$/)
    const text = await minutesOf('first')
    expect(text).toContain(`ค่าผนึกของเนื้อหา ${meeting.minutes.contentSeal}`)
    expect(text).toContain(`ค่าผนึกของบันทึก ${marked(meeting.minutes.recordSeal)}`)
    expect(await minutesOf('first', '&version=draft-1')).not.toContain('ค่าผนึก')
  })

  it('the log of invitations says of each seat when it was invited and what it answered, on any day', async () => {
    const invitations = async (effective: string) => {
      const { meeting } = await api.query(
        `query ($id: ID!, $asOf: AsOfInput) { meeting(id: $id, asOf: $asOf) { notice { letter replyBy signedBy { id } }
          invitations { seat { number } invitedOn method answeredOn comes substitute { name { en } } word } } }`,
        { id: id['first'], asOf: { effective } },
      )
      return meeting
    }
    expect(await invitations('2026-04-29')).toEqual({ notice: null, invitations: [] })
    const sent = { invitedOn: '2026-04-30', method: 'หนังสือ' }
    const open = { answeredOn: null, comes: null, substitute: null, word: null }
    const { notice, invitations: first } = await invitations('2026-05-01')
    expect(notice).toEqual({ letter: 'ตย 0001/ว 5', replyBy: '2026-05-05', signedBy: null })
    expect(first).toEqual([1, 2, 3, 4, 5].map((number) => ({ seat: { number }, ...sent, ...open })))
    const { invitations: last } = await invitations('2026-05-04')
    expect(last.filter(({ answeredOn }: { answeredOn: string | null }) => answeredOn !== null)).toEqual([
      { seat: { number: 1 }, ...sent, ...open, answeredOn: '2026-05-02', comes: true },
      {
        seat: { number: 3 },
        ...sent,
        answeredOn: '2026-05-03',
        comes: false,
        substitute: { name: { en: 'Mrs Substitute' } },
        word: 'ไปราชการ',
      },
    ])
  })

  it('the invitation is a letter with addressees, agenda and a form to reply; within the province a memo', async () => {
    const letter = await asked(`invitation/${id['first']}.md?digits=arabic`)
    for (const each of [
      '- ที่ ตย 0001/ว 5 · จังหวัดตัวอย่าง',
      '30 เมษายน 2569',
      '**เรื่อง** ขอเชิญประชุมคณะอนุกรรมการตัวอย่าง ครั้งที่ 1/2569',
      '**อ้างถึง** คำสั่งที่ 12/2569 ลงวันที่ 1 ธันวาคม 2568',
      'ในวันศุกร์ที่ 8 พฤษภาคม 2569 เวลา 09.30 น. ณ ห้องประชุม 1 และผ่านสื่ออิเล็กทรอนิกส์',
      'ส่งแบบตอบรับภายในวันที่ 5 พฤษภาคม 2569',
      'ขอแสดงความนับถือ',
      '(นายคนที่ 5)',
      'หัวหน้าหน่วยที่ 5',
      'โทร. 0 2000 0000',
      '| 3 | หัวหน้าหน่วยที่ 3 | นายคนที่ 3 |',
      '5.2 งบประมาณร่วม',
      '## แบบตอบรับการประชุม',
    ])
      expect(letter.replaceAll('\u00a0', ' ')).toContain(each)
    expect(letter).not.toContain('มติที่ประชุม')
    const memo = await asked(`memo/${id['first']}.md?digits=arabic`)
    expect(memo).toMatch(/^# บันทึกข้อความ/)
    expect(memo).toContain('**ส่วนราชการ** จังหวัดตัวอย่าง สำนักงานจังหวัดตัวอย่าง โทร. 0 2000 0000')
    expect(memo).not.toContain('ขอแสดงความนับถือ')
    expect(await asked(`invitation/${id['first']}.md?lang=en`)).toContain(
      'please have somebody represent you and return the form by 5 May 2026.',
    )
  })

  it('the agenda lists all six sections, the sheet to sign everybody with a seat, and whom they send', async () => {
    const agenda = await asked(`agenda/${id['first']}.md?digits=arabic`)
    expect([...agenda.matchAll(/^## ระเบียบวาระที่ (\d)/gm)]).toHaveLength(6)
    expect(agenda).not.toContain('มติที่ประชุม')
    const sheet = await asked(`sign-in/${id['first']}.md?digits=arabic`)
    expect(sheet).toContain('| 2 | นายคนที่ 2 | หัวหน้าหน่วยที่ 2 อนุกรรมการ |')
    expect(sheet).toContain('| 3 | นางผู้มาแทน | รองหัวหน้าหน่วยที่ 3 (แทน) หัวหน้าหน่วยที่ 3 อนุกรรมการ |')
  })

  it('a body has its roster, its table of what is followed up, and its appointment order', async () => {
    const roster = await asked(`roster/${id['body']}.md?digits=arabic&as-of=2026-10-01`)
    expect(roster).toContain('**ตามคำสั่งที่ 12/2569 ลงวันที่ 1 ธันวาคม 2568**')
    expect(roster.replaceAll('\u00a0', ' ')).toContain('| 5 | นายคนที่ 5 | หัวหน้าหน่วยที่ 5 | อนุกรรมการและเลขานุการ | 1 ต.ค. 2567 |')
    const followed = (await asked(`follow-up/${id['body']}.md?digits=arabic&as-of=2026-08-10`)).replaceAll('\u00a0', ' ')
    expect(followed).toContain('เรื่องที่ติดตาม 1 เรื่อง ล่าช้ากว่ากำหนด 1 เรื่อง')
    expect(followed).toContain('| 1 | มอบหมายให้จัดทำคำขอ (ครั้งที่ 1/2569 มติที่ 2) | หัวหน้าหน่วยที่ 2 | 31 ก.ค. 2569 | ล่าช้า 10 วัน |')
    const { committee } = await api.query('query ($id: ID!) { committee(id: $id) { orders { id } } }', { id: id['body'] })
    const order = await asked(`order/${committee.orders[0].id}.md?digits=arabic`)
    expect(order).toContain('**ที่ 12/2569**')
    expect(order).toContain('- 1. · หัวหน้าหน่วยที่ 1 · ประธานอนุกรรมการ')
    expect(order).toContain('ทั้งนี้ ตั้งแต่วันที่ 1 มกราคม 2569 เป็นต้นไป')
    expect(order).toContain('สั่ง ณ วันที่ 1 ธันวาคม 2568')
  })

  it.each([
    ['minutes/meeting-00000000-0000-4000-8000-000000000000.md', 404, 'NothingOfThisId', undefined],
    ['letters/@.md', 404, 'PaperUnknown', undefined],
    ['minutes/@.pdf', 404, 'FormatUnknown', undefined],
    ['minutes/@.md?version=draft-9', 400, 'BAD_USER_INPUT', 'version'],
    ['minutes/@.md?version=__proto__', 400, 'BAD_USER_INPUT', 'version'],
    ['dossier/@.md?version=draft', 400, 'BAD_USER_INPUT', 'version'],
    ['minutes/@.md?log=99999999', 400, 'BAD_USER_INPUT', 'log'],
    ['minutes/@.md?log=1&known=2026-01-01T00:00:00Z', 400, 'BAD_USER_INPUT', 'known'],
    ['minutes/@.md?pages=2', 400, 'BAD_USER_INPUT', 'pages'],
  ])('%s is refused: %d %s', async (path, status, code, field) => {
    const { errors } = JSON.parse(
      await asked(path.replace('@', path.startsWith('dossier') ? 'post-00000000-0000-4000-8000-000000000000' : id['first']!), status),
    )
    expect(errors).toMatchObject([{ extensions: { code, ...(field && { field }) } }])
  })
})
