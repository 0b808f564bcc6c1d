import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { DOSSIER } from '@prasan/papers'
import { createHash } from 'node:crypto'
import { Api } from '../support/api.js'

/** Of the whole dossier, whatever it holds. */
const MOST_STATEMENTS = 80

const both = (th: string, en?: string) => ({ th, ...(en && { en }) })

/**
 * The head of a welfare office, secretary of a body that the governor chairs: the one before left on 1 October, the successor came on the 20th.
 * Today is 2 November 2026.
 */
describe('the dossier of a post', () => {
  let api: Api
  const id: Record<string, string> = {}
  const ids = (nodes: { id: string }[]) => nodes.map((node) => node.id)
  const one = (query: string, of: string) => api.query(`query ($id: ID!) { ${query} }`, { id: of })
  const asked = async (fields: string, args = '') => (await one(`post(id: $id) { dossier${args} { ${fields} } }`, id['head']!)).post.dossier
  const handover = async () => (await asked('handover { id }')).handover?.id as string

  beforeAll(async () => {
    api = await Api.start()
    const office = await api.recorded('registerOrganization', { name: both('จังหวัด'), kind: 'PROVINCIAL', areas: ['area-56'] })
    const welfare = await api.recorded('registerOrganization', { name: both('สำนักงาน พม.'), kind: 'PROVINCIAL', parent: office })
    for (const name of ['before', 'successor', 'governor', 'stranger'])
      id[name] = await api.recorded('registerPerson', { name: { th: { given: name } }, contacts: { phone: `02 ${name.length}` } })
    id['chair'] = await api.recorded('establishPost', { title: both('ผู้ว่าราชการจังหวัด', 'Governor'), organization: office })
    id['head'] = await api.recorded('establishPost', { title: both('หัวหน้า', 'Head'), organization: welfare })
    await api.recorded('nameHeadPost', { organization: office, post: id['chair'] })
    await api.recorded('nameHeadPost', { organization: welfare, post: id['head'] })
    const assign = (post: string, who: string, from: string, until?: string) =>
      api.recorded('assignRole', { post, person: id[who], manner: 'SUBSTANTIVE', from, ...(until && { until }) })
    await assign(id['chair'], 'governor', '2024-10-01')
    id['body'] = await api.recorded('establishCommittee', { name: both('คณะอนุกรรมการ'), type: 'SUBCOMMITTEE', from: '2025-01-01' })
    const order = (number: string, on: string, more: object = {}) =>
      api.recorded('issueOrder', { committee: id['body'], number, kind: 'APPOINTS', date: on, effectiveFrom: on, ...more })
    await order('1/2568', '2025-01-01', {
      seats: [{ number: 1, office: 'CHAIR', kind: { exOfficio: { post: id['chair'] } } }],
    })
    const { orders, seats: before } = (
      await one('committee(id: $id, asOf: { effective: "2025-12-31" }) { orders { id } seats { id } }', id['body'])
    ).committee
    await order('2/2569', '2026-01-01', {
      ...{ kind: 'REPLACES', target: orders[0].id.split('@')[0] },
      seats: [
        { number: 1, office: 'CHAIR', kind: { exOfficio: { post: id['chair'] } }, continues: before[0].id.split('@')[0] },
        { number: 2, office: 'SECRETARY', kind: { exOfficio: { post: id['head'] } } },
      ],
    })
    const { committee } = await one('committee(id: $id) { orders { id number } seats { id } }', id['body'])
    id['inForce'] = committee.orders.find(({ number }: { number: string }) => number === '2/2569').id
    const seats = ids(committee.seats)
    await api.recorded('adoptRules', { committee: id['body'], preset: 'VILLAGE_GROUP' })
    await assign(id['head'], 'before', '2024-03-15')

    let passedSoFar = 0
    const held = async (on: string, text: string) => {
      const meeting = await api.recorded('scheduleMeeting', { bodies: [id['body']], on })
      await api.recorded('openMeeting', { meeting, noticeUnknown: true })
      const entries = [{ seat: seats[0], person: id['governor'] }, { seat: seats[1], person: id['before'] }] // prettier-ignore
      await api.recorded('recordAttendance', { meeting, entries })
      const passed = async (kind: string, more: object = {}) => {
        await api.recorded('passResolution', { meeting, kind, text: both(`${kind} ${on} ${++passedSoFar}`), ...more })
        return ids((await one('meeting(id: $id) { resolutions { id } }', meeting)).meeting.resolutions).at(-1)!
      }
      return {
        meeting,
        passed,
        async minuted(certified: boolean) {
          await api.recorded('closeMeeting', { meeting, at: '12:00' })
          await api.recorded('draftMinutes', { meeting, text })
          const digest = createHash('sha256').update(text).digest('hex')
          if (certified) await api.recorded('circulateMinutes', { meeting, on: '2026-07-01' })
          if (certified) await api.recorded('certifyMinutes', { meeting, method: 'CIRCULATION', digest, on: '2026-08-01' })
        },
      }
    }
    const first = await held('2026-05-08', 'รายงาน 1')
    await first.passed('NOTED')
    id['promised'] = await first.passed('ASSIGNED')
    id['carriedOut'] = await first.passed('ASSIGNED')
    id['awaiting'] = await first.passed('ASSIGNED')
    await first.minuted(true)
    id['minuted'] = first.meeting
    const second = await held('2026-08-08', 'รายงาน 2')
    await second.passed('APPROVED', { implements: id['carriedOut'] })
    await second.minuted(false)
    id['draft'] = second.meeting
    const third = await held('2026-10-08', 'รายงาน 3')
    await third.passed('NOTED')
    await api.recorded('closeMeeting', { meeting: third.meeting, at: '12:00' })
    id['undrafted'] = third.meeting
    id['soon'] = await api.recorded('scheduleMeeting', { bodies: [id['body']], on: '2026-12-01' })
    await api.recorded('scheduleMeeting', { bodies: [id['body']], on: '2027-02-01' })

    id['empty'] = await api.recorded('establishPost', { title: both('ว่าง', 'Empty'), organization: office })
    const promise = (owner: string, dueOn: string, more: object = {}) =>
      api.recorded('makeCommitment', { title: both('งาน'), owner, madeOn: '2026-05-10', dueOn, ...more })
    id['late'] = await promise(id['head'], '2026-09-21', { origin: id['promised'] })
    id['ofTheBody'] = await promise(id['body'], '2026-12-31', { supporting: [office, id['head']] })
    id['ofTheOffice'] = await promise(welfare, '2027-03-31', { supporting: [id['empty'], office] })
    const others = await promise(id['chair'], '2026-12-31')
    await api.recorded('raiseObstacle', { commitment: others, on: '2026-07-01', text: 'รอข้อมูล', waitingOn: welfare })
    const obstacles = async () => ids((await one('commitment(id: $id) { obstacles { id } }', others)).commitment.obstacles)
    id['obstacle'] = (await obstacles())[0]!
    await api.recorded('raiseObstacle', { commitment: others, on: '2026-07-02', text: 'รองบประมาณ', waitingOn: welfare })
    const obstacle = (await obstacles()).find((each) => each !== id['obstacle'])
    await api.recorded('answerObstacle', { commitment: others, obstacle, on: '2026-07-20', answer: 'ได้รับแล้ว' })
    id['others'] = others
    await api.recorded('delegateRole', { post: id['head'], to: id['stranger'], scope: 'ลงนาม', from: '2026-01-01' })
    await api.recorded('describeDuties', { post: id['head'], duties: both('เลขานุการคณะ'), from: '2026-01-01' })

    const { post } = await one('post(id: $id) { line { id } }', id['head'])
    await api.recorded('endRole', { post: id['head'], assignment: post.line[0].id, on: '2026-10-01' })
    const note = { on: '2026-10-02', state: 'รอยืนยันงบประมาณ', nextStep: 'ติดตามสำนักงานจังหวัด', people: [id['chair']] }
    await api.recorded('writeHandoverNote', { handover: await handover(), ...note })
    await assign(id['head'], 'successor', '2026-10-20')
  })
  afterAll(() => api.close())

  it('has what the post answers for, and what waits for it', async () => {
    const dossier =
      await asked(`post { duties { th } holders { person { id } } delegations { scope } line { person { id } } } seats { office committee { id } }
      answersFor { id } commitments { id daysOverdue } resolutions { id } obstacles { id commitment { id } }`)
    expect(dossier.post).toEqual({
      duties: { th: 'เลขานุการคณะ' },
      holders: [{ person: { id: id['successor'] } }],
      delegations: [{ scope: 'ลงนาม' }],
      line: ['before', 'successor'].map((who) => ({ person: { id: id[who] } })),
    })
    expect(dossier.seats).toEqual([{ office: 'SECRETARY', committee: { id: id['body'] } }])
    expect(dossier.commitments).toEqual(
      ['late', 'ofTheBody', 'ofTheOffice'].map((which) => ({ id: id[which], daysOverdue: which === 'late' ? 42 : null })),
    )
    expect(ids(dossier.answersFor)).toEqual(expect.arrayContaining([id['head'], id['body']]))
    expect(ids(dossier.resolutions)).toEqual([id['awaiting']])
    expect(dossier.obstacles).toEqual([{ id: id['obstacle'], commitment: { id: id['others'] } }])
  })

  it('has the meetings of the next ninety days, drafts of minutes, and whom to turn to as the record has it', async () => {
    const dossier = await asked(
      `meetings { id } draftMinutes { id minutes { state } } contacts { of { label { en } } answering { person { id contacts { phone } } } }`,
    )
    expect(dossier.meetings).toEqual([{ id: id['soon'] }])
    expect(dossier.draftMinutes).toEqual([
      { id: id['undrafted'], minutes: null },
      { id: id['draft'], minutes: { state: 'DRAFT' } },
    ])
    expect(dossier.contacts.map(({ of }: any) => of.label.en)).toEqual(['Governor', expect.stringMatching(/^Chair, /)])
    expect(dossier.contacts[0].answering).toEqual({ person: { id: id['governor'], contacts: { phone: '02 8' } } })
  })

  it('has with whom it works: who supports what it has promised, and who they are now', async () => {
    const { partners } = await asked('partners { supports of { id label { en } } answering { person { id } } }')
    expect(partners.map(({ of, ...rest }: any) => ({ ...rest, of: of.id }))).toEqual([
      { of: expect.stringMatching(/^organization-/), supports: 2, answering: { person: { id: id['governor'] } } },
      { of: id['empty'], supports: 1, answering: { person: null } },
    ])
    expect(partners[1].of.label.en).toBe('Empty')
  })

  it('is of the day asked about, with the handover then under way and what was written', async () => {
    const fields =
      'post { holders { person { id } } } commitments { id daysOverdue } handover { on leaver { id } state } notes { state nextStep people { id } }'
    const then = await asked(fields, '(asOf: { effective: "2026-09-29" })')
    expect(then).toMatchObject({ commitments: [{ daysOverdue: 8 }, {}, {}], handover: null })
    expect(ids(then.post.holders.map(({ person }: any) => person))).toEqual([`${id['before']}@2026-09-29`])
    const now = await asked(fields)
    expect(now.handover).toEqual({ on: '2026-10-20', leaver: null, state: 'OPEN' })
    expect(now.notes).toEqual([{ state: 'รอยืนยันงบประมาณ', nextStep: 'ติดตามสำนักงานจังหวัด', people: [{ id: id['chair'] }] }])
  })

  const readings = async (of: string) =>
    (await one('handover(id: $id) { dossier { readingList { document { id } readBy { id } readOn } } }', of)).handover.dossier.readingList
  it('tells what to read: the orders in force and the minutes certified last, acknowledged by whoever holds the post', async () => {
    const to = await handover()
    const read = { handover: to, what: id['inForce'], on: '2026-10-21' }
    const unread = [{ document: { id: id['inForce'] } }, { document: { id: id['minuted'] } }].map((each) => ({
      ...each,
      readBy: null,
      readOn: null,
    }))
    expect(await readings(to)).toEqual(unread)
    expect(await api.unrecorded(() => api.tell('acknowledgeReading', { ...read, by: id['before'] }))).toMatchObject({
      ...{ rule: 'OnlyAPartyReceivesAHandover', field: 'by' },
    })
    const { revision } = await api.tell('acknowledgeReading', { ...read, by: id['successor'] })
    const acknowledged = (on: string) => [{ ...unread[0], readBy: { id: id['successor'] }, readOn: on }, unread[1]]
    expect(await readings(to)).toEqual(acknowledged('2026-10-21'))
    const rightly = { reading: { what: id['inForce'], on: '2026-10-25', by: id['successor'] } }
    const step = { handover: to, step: revision, reason: 'พิมพ์ผิด' }
    await api.recorded('correctHandoverStep', { ...step, rightly })
    expect(await readings(to)).toEqual(acknowledged('2026-10-25'))
    await api.recorded('reverseHandoverStep', step)
    expect(await readings(to)).toEqual(unread)
  })

  it('is a paper to read and to print, as Word, a page or Markdown, for whoever asks', async () => {
    const at = (rest: string) => api.http.get(`/dossiers/${id['head']}${rest}`)
    const markdown = await at('.md?as-of=2026-10-21&digits=arabic').buffer().expect(200)
    expect(markdown.text).toMatch(/^# เอกสารสรุปงานของตำแหน่ง\n\n\*\*หัวหน้า\*\* {2}\n.*21 ตุลาคม 2569/)
    expect(markdown.text).toContain('successor')
    expect(markdown.headers).toMatchObject({ 'cache-control': 'no-store', 'content-security-policy': expect.stringContaining('sandbox') })
    const page = await at('.html?lang=en')
      .expect(200)
      .expect('content-type', /^text\/html/)
    expect(page.text).toContain('<p>Head</p>')
    const word = await at('.docx')
      .buffer()
      .expect(200)
      .expect('content-disposition', /attachment; filename="dossier-post-.*\.docx"/)
    expect(word.headers['content-type']).toMatch(/wordprocessingml/)
  })

  it('says of which moment it is where the id carries one, and not of today', async () => {
    const made = async (rest: string) =>
      (await api.http.get(`/dossiers/${id['head']}${rest}.md?digits=arabic&lang=en`).buffer().expect(200)).text.match(/_Made from .*_/)![0]
    const { logNumber } = api.application.runtime.views
    const then = logNumber - 3
    expect(await made(`@2026-10-21~${then}`)).toBe(
      `_Made from the record of Prasan through log number ${then}, as it held on 21 October 2026_`,
    )
    expect(await made('@2026-10-21')).toBe(
      `_Made from the record of Prasan through log number ${logNumber}, as it held on 21 October 2026_`,
    )
    expect(await made('')).toBe(`_Made from the record of Prasan through log number ${logNumber}, as it held on 2 November 2026_`)
  })

  it.each([
    ['.pdf', 404, { code: 'FormatUnknown' }],
    ['.docx?lang=de', 400, { code: 'BAD_USER_INPUT', field: 'lang' }],
    ['.docx?digits=roman', 400, { code: 'BAD_USER_INPUT', field: 'digits' }],
    ['.docx?as-of=2569-10-01', 400, { code: 'BAD_USER_INPUT', field: 'as-of', reason: 'DayOutOfRange' }],
    ['.docx?as-of=', 400, { code: 'BAD_USER_INPUT', field: 'as-of', reason: 'DayMalformed' }],
    ['.docx?asOf=2026-10-21', 400, { code: 'BAD_USER_INPUT', field: 'asOf', reason: 'UnknownField' }],
    ['.docx?as-of=2026-10-21&as-of=2026-10-22', 400, { code: 'BAD_USER_INPUT', field: 'as-of', reason: 'NotTogether' }],
    ['@2026-10-21.docx?as-of=2026-10-22', 400, { code: 'BAD_USER_INPUT', field: 'as-of', reason: 'MomentTwice' }],
  ])('%s is refused, naming the place', async (rest, status, extensions) => {
    const { body } = await api.http.get(`/dossiers/${id['head']}${rest}`).expect(status)
    expect(body.errors).toMatchObject([{ extensions }])
  })

  it('of a post that is not there is none', async () => {
    const { body } = await api.http.get('/dossiers/post-00000000-0000-4000-8000-000000000000.md').expect(404)
    expect(body.errors).toMatchObject([{ extensions: { code: 'NothingOfThisId' } }])
  })

  it('is one question, which costs as many statements with many open items as with few', async () => {
    const cost = () => api.statements(async () => expect((await api.post(DOSSIER, { post: id['head'] })).errors).toBeUndefined())
    const few = await cost()
    for (let n = 0; n < 12; n++)
      await api.recorded('makeCommitment', { title: both(`งาน ${n}`), owner: id['head'], madeOn: '2026-05-10', dueOn: '2026-12-01' })
    expect((await asked('commitments { id }')).commitments).toHaveLength(15)
    expect(await cost()).toBe(few)
    expect(few).toBeLessThanOrEqual(MOST_STATEMENTS)
  })
})
