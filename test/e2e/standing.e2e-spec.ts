/** What the guide's table says of each way of holding a post and standing in is asked of a record made so. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { Api } from '../support/api.js'

const text = readFileSync(new URL('../../../docs/standing.md', import.meta.url), 'utf8')
const cells = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
const rows = text
  .split('\n')
  .filter((line) => /^\| .*` /.test(line) && !line.includes('---'))
  .map(cells)
  .map(([way, recordedBy, sits, answers, capacity, counts, signs]) => ({
    way: way!.split(' · ')[1]!,
    recordedBy: recordedBy!.replaceAll('`', '').split(' '),
    ...{ sits: sits!, answers: answers!, capacity: capacity!.replaceAll('`', ''), counts: counts!, signs: signs! },
  }))

/** Whether somebody stands there by the cell, beside a holder or alone. */
const holds = (cell: string, beside: boolean) => {
  const said: Record<string, boolean> = { yes: true, 'before the holder': true, 'without a holder': !beside, no: false }
  expect(Object.keys(said)).toContain(cell)
  return said[cell]!
}

interface Made {
  committee: string
  seat: string
  /** Who stands there by the way. */
  person: string
  /** Their names. */
  holder: string
  other: string
  /** Of the post. */
  title: string
  commitment: string
  meeting: string
}

describe('the table of the ways to hold a post and to stand in', () => {
  let api: Api
  let organization: string
  let made = 0
  beforeAll(async () => {
    api = await Api.start()
    organization = await api.recorded('registerOrganization', { name: { th: 'สำนักงาน' }, kind: 'PROVINCIAL' })
  })
  afterAll(() => api.close())

  it('has the ways of the rules, one by one', () => {
    expect(rows.map(({ way }) => way)).toEqual([
      'substantive',
      'acting',
      'caretaker',
      'delegation',
      'delegated chair',
      'standing alternate',
      'substitute',
    ])
  })

  /** A post with a seat and a promise, held from October where it is, in which somebody else stands by the way from the new year on. */
  async function standing({ recordedBy: [command, manner] }: (typeof rows)[number], beside: boolean, substitutes = 'COUNT'): Promise<Made> {
    const n = made++
    const post = await api.recorded('establishPost', { title: { th: `ตำแหน่ง ${n}` }, organization })
    const holder = await api.recorded('registerPerson', { name: { th: { given: `ผู้ครอง ${n}` } } })
    const other = await api.recorded('registerPerson', { name: { th: { given: `ผู้แทน ${n}` } } })
    const committee = await api.recorded('establishCommittee', { name: { th: `คณะ ${n}` }, type: 'COMMITTEE' })
    await api.recorded('adoptRules', { committee, rules: { substitutes } })
    const order = { number: `${n}/2569`, kind: 'APPOINTS', date: '2025-09-01', effectiveFrom: '2025-10-01' }
    await api.recorded('issueOrder', { committee, ...order, seats: [{ number: 1, office: 'CHAIR', kind: { exOfficio: { post } } }] })
    const { seats } = (await api.query('query ($id: ID!) { committee(id: $id) { seats { id } } }', { id: committee })).committee
    if (beside) await api.recorded('assignRole', { post, person: holder, manner: 'SUBSTANTIVE', from: '2025-10-01' })
    const commitment = await api.recorded('makeCommitment', {
      title: { th: 'งาน' },
      owner: post,
      madeOn: '2026-01-05',
      dueOn: '2026-12-31',
    })
    const meeting = await api.recorded('scheduleMeeting', { bodies: [committee], on: '2026-03-02' })
    if (command === 'assignRole') await api.recorded('assignRole', { post, person: other, manner, from: '2026-01-01' })
    if (command === 'delegateRole') await api.recorded('delegateRole', { post, to: other, scope: 'งานประชุม', from: '2026-01-01' })
    if (command === 'nameAlternate')
      await api.recorded('nameAlternate', { committee, seat: seats[0].id, person: other, from: '2026-01-01' })
    if (command === 'delegateChair') await api.recorded('delegateChair', { meeting, person: other })
    await api.recorded('openMeeting', { meeting, noticeUnknown: true })
    return {
      committee,
      seat: seats[0].id,
      person: other,
      holder: `ผู้ครอง ${n}`,
      other: `ผู้แทน ${n}`,
      title: `ตำแหน่ง ${n}`,
      commitment,
      meeting,
    }
  }

  const cases = rows.flatMap((row) => (row.way === 'substantive' ? [false] : [true, false]).map((beside) => ({ ...row, beside })))

  it.each(cases)('$way, beside a holder: $beside: who sits there, and who answers', async (row) => {
    const { committee, commitment, holder, other } = await standing(row, row.beside)
    const asked = await api.query(
      `query ($committee: ID!, $commitment: ID!) {
        committee(id: $committee, asOf: { effective: "2026-03-02" }) { occupants { occupant { person { name { th } } } } }
        commitment(id: $commitment, asOf: { effective: "2026-03-02" }) { answeringNow { person { name { th } } } } }`,
      { committee, commitment },
    )
    const by = (cell: string) => (holds(cell, row.beside) ? other : row.beside ? holder : undefined)
    expect(asked.committee.occupants[0].occupant?.person.name.th).toBe(by(row.sits))
    expect(asked.commitment.answeringNow?.person?.name.th).toBe(by(row.answers))
  })

  it.each(rows.flatMap((row) => ['COUNT', 'ATTEND_ONLY', 'NONE'].map((substitutes) => ({ ...row, substitutes }))))(
    '$way, of a body whose rule of substitutes is $substitutes: in which capacity one comes, and whether that counts',
    async ({ substitutes, ...row }) => {
      const { meeting, seat, person, other, title } = await standing(row, row.sits === 'no', substitutes)
      const entry = { meeting, entries: [{ seat, person }] }
      const taken = row.counts === 'yes' || substitutes !== 'NONE'
      if (!taken) {
        expect(await api.unrecorded(() => api.tell('recordAttendance', entry))).toMatchObject({ rule: 'SubstitutesMustBeTaken' })
        await api.recorded('recordAttendance', { ...entry, recordDespite: [{ rule: 'SubstitutesMustBeTaken', reason: 'มาแทน' }] })
      } else await api.recorded('recordAttendance', entry)
      const shown = (
        await api.query(
          `query ($id: ID!) {
            meeting(id: $id) {
              attendance { capacity signsAs { th } } quorum { present } delegatedChair { id } roster { seat { alternates { name { th } } } alternates { name { th } } }
            }
          }`,
          { id: meeting },
        )
      ).meeting
      expect(['yes', 'by the rules']).toContain(row.counts)
      const alternates = row.way === 'standing alternate' ? [{ name: { th: other } }] : []
      const counts = row.counts === 'yes' || substitutes === 'COUNT'
      expect(shown).toEqual({
        attendance: [
          {
            capacity: row.capacity,
            signsAs: row.signs
              .replace('{ตำแหน่ง}', title)
              .split(' / ')
              .map((th) => ({ th })),
          },
        ],
        quorum: [{ present: counts ? 1 : 0 }],
        delegatedChair: row.way === 'delegated chair' ? { id: person } : null,
        roster: [{ alternates, seat: { alternates } }],
      })
    },
  )

  it('who comes for somebody else is named with the post of their own, who is sent by the organization, who has no seat by their post', async () => {
    const post = async (th: string) => api.recorded('establishPost', { title: { th, en: `${th} (en)` }, organization })
    const person = (given: string) => api.recorded('registerPerson', { name: { th: { given } } })
    const [chair, own] = [await post('ประธานจริง'), await post('ปลัดจังหวัด')]
    const [clerk, sent, expert, guest] = [await person('ปลัด'), await person('ผู้แทน'), await person('ผู้รู้'), await person('ผู้ฟัง')]
    await api.recorded('assignRole', { post: own, person: clerk, manner: 'SUBSTANTIVE', from: '2025-10-01' })
    await api.recorded('assignRole', { post: chair, person: clerk, manner: 'ACTING', from: '2025-11-01', until: '2026-04-01' })
    const committee = await api.recorded('establishCommittee', { name: { th: 'คณะผสม' }, type: 'COMMITTEE' })
    for (const kind of [{ exOfficio: { post: chair } }, { representative: { organization } }, { expert: { person: expert } }])
      await api.recorded('createSeat', { committee, number: 1, office: 'MEMBER', kind, from: '2025-10-01' })
    const { seats } = (
      await api.query('query ($id: ID!) { committee(id: $id) { seats { id post { id } organization { id } } } }', { id: committee })
    ).committee
    const seatOf = (is: (seat: any) => unknown) => seats.find(is).id as string
    const [ofPost, ofOffice] = [seatOf(({ post }) => post), seatOf(({ organization }) => organization)]
    const ofExpert = seatOf(({ post, organization }) => !post && !organization)
    await api.recorded('nameRepresentative', { committee, seat: ofOffice, person: sent, from: '2025-10-01' })
    const signed = async (on: string, entries: object[]) => {
      const meeting = await api.recorded('scheduleMeeting', { bodies: [committee], on })
      await api.recorded('openMeeting', { meeting, noticeUnknown: true })
      await api.recorded('recordAttendance', { meeting, entries })
      const asked = 'query ($id: ID!) { meeting(id: $id) { attendance { person { id } signsAs { th en } } } }'
      const { attendance } = (await api.query(asked, { id: meeting })).meeting
      return Object.fromEntries(attendance.map(({ person, signsAs }: any) => [person.id, signsAs]))
    }
    const both = (th: string, en = `${th} (en)`) => ({ th, en })
    expect(
      await signed('2026-03-10', [
        { seat: ofPost, person: clerk },
        { seat: ofOffice, person: sent },
        { seat: ofExpert, person: expert },
        { person: guest, post: own },
      ]),
    ).toEqual({
      [clerk]: [both('ปลัดจังหวัด'), both('รักษาราชการแทน ประธานจริง', 'Acting ประธานจริง (en)')],
      [sent]: [both('ผู้แทนสำนักงาน', 'Representative of สำนักงาน')],
      [expert]: [both('ผู้ทรงคุณวุฒิ', 'Expert')],
      [guest]: [both('ปลัดจังหวัด')],
    })
    const later = await signed('2026-05-11', [
      { seat: ofPost, person: clerk, post: own },
      { seat: ofOffice, absence: { excused: true } },
    ])
    expect(later).toEqual({ [clerk]: [both('ปลัดจังหวัด'), both('(แทน) ประธานจริง', '(for) ประธานจริง (en)')], [sent]: [] })
  })

  it('nobody acts for a holder who, by one or several others, stands in for them', async () => {
    const chain = []
    for (const n of ['ก', 'ข', 'ค']) {
      const post = await api.recorded('establishPost', { title: { th: `ตำแหน่ง ${n}` }, organization })
      const person = await api.recorded('registerPerson', { name: { th: { given: n } } })
      await api.recorded('assignRole', { post, person, manner: 'SUBSTANTIVE', from: '2025-10-01' })
      chain.push({ post, person })
    }
    const [a, b, c] = chain as [(typeof chain)[0], (typeof chain)[0], (typeof chain)[0]]
    const acts = (by: typeof a, of: typeof a, days: object) => ({ post: of.post, person: by.person, manner: 'ACTING', ...days })
    const may = { from: '2026-05-01', until: '2026-06-01' }
    await api.recorded('assignRole', acts(b, a, may))
    await api.recorded('assignRole', acts(c, b, may))
    const refused = { rule: 'ActingDoesNotComeBackToThePost', field: 'person' }
    for (const [by, of] of [
      [a, b],
      [a, c],
      [a, a],
    ] as const)
      expect(await api.unrecorded(() => api.tell('assignRole', acts(by, of, { from: '2026-05-31' })))).toMatchObject(refused)
    await api.recorded('assignRole', acts(a, c, { from: '2026-06-01' }))
  })
})
