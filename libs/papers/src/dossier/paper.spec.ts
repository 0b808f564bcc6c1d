import { describe, expect, it } from '@jest/globals'
import type { Paper, Section } from '../paper.js'
import { NOTHING, answer, both, filled } from '../testing/dossiers.js'
import { html } from '../writers/html.js'
import { markdown } from '../writers/markdown.js'
import type { Dossier } from './asked.js'
import { dossierPaper } from './paper.js'

const printing = { language: 'th', digits: 'thai', day: '2026-11-02', logNumber: 1711 } as const
const paper = (dossier: Dossier, more: Partial<Parameters<typeof dossierPaper>[1]> = {}): Paper =>
  dossierPaper(answer(dossier), { ...printing, ...more })!
/** As it is printed on one line. */
const whole = (text: string) => text.replaceAll(' ', '\u00a0')
const english = { language: 'en' } as const

const texts = ({ blocks }: Section): string[] =>
  blocks.flatMap((block) => (block.is === 'list' ? block.items : 'rows' in block ? block.rows.flat() : [block.text]))
const under = (of: Paper, heading: string) => texts([...of.sections, ...of.annexes].find((section) => section.heading.includes(heading))!)
const tableUnder = (of: readonly Section[], heading: string) =>
  of.find((section) => section.heading.includes(heading))?.blocks.find((block) => block.is === 'table')

describe('the paper of a dossier', () => {
  it('says of a post that has nothing that it stands empty, and what there is not', () => {
    const empty = paper(NOTHING, english)
    expect(under(empty, 'In short')).toContain('The post stands empty.')
    expect(under(empty, 'What comes first')).toEqual(['Nothing is urgent.'])
    const [lacking, ...more] = under(empty, 'What there is not')
    expect(more).toEqual([])
    for (const each of ['Nothing is open.', 'No meeting is scheduled.', 'Nothing is delegated.']) expect(lacking).toContain(each)
    expect(empty.annexes).toEqual([])
    expect(dossierPaper({ post: null, words: [] }, printing)).toBeNull()
  })

  it('puts first what waits: duties to acknowledge, the handover, what is late, what others wait for', () => {
    const [acknowledge, accept, late, ...more] = under(paper(filled(1, 'งาน'), english), 'What comes first')
    expect(acknowledge).toMatch(/^Acknowledge the duties .*: 2 /)
    expect(accept).toBe('Accept or contest 1 item of the handover, before 18 January 2027: งาน')
    expect(late).toBe('Catch up, or ask for more time (42 days late, due 21 September 2026): งาน')
    expect(more[0]).toMatch(/^Somebody has waited 124 days for you/)
  })

  it('tells items of the handover that wait from those that were contested, which do not lapse', () => {
    const { handover, commitments, ...others } = filled(3, 'งาน')
    const named = commitments.map((each, i) => ({ ...each, title: both(`งาน ${i}`) }))
    const items = handover!.items.map((item, i) => ({ ...item, state: ['WAITING', 'CONTESTED', 'ACCEPTED'][i]! }))
    const said = { ...others, commitments: named, handover: { ...handover!, items, counts: { waiting: 1, contested: 1, lapsed: 0 } } }
    expect(under(paper(said, english), 'What comes first').slice(1, 3)).toEqual([
      'Accept or contest 1 item of the handover, before 18 January 2027: งาน 0',
      'Settle 1 contested item of the handover: งาน 1',
    ])
    const settled = { ...said, handover: { ...said.handover, counts: { waiting: 0, contested: 1, lapsed: 0 } } }
    expect(under(paper(settled, english), 'What comes first')[1]).toBe('Settle 1 contested item of the handover: งาน 1')
  })

  it('says how those held the post who can still be asked', () => {
    const { post, ...others } = filled(2, 'งาน')
    const line = post.line.map((held, i) => ({ ...held, manner: ['SUBSTANTIVE', 'ACTING'][i]! }))
    expect(under(paper({ ...others, post: { ...post, line } }), 'ติดต่อได้')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^เคยดำรงตำแหน่ง ๑/), expect.stringMatching(/^เคยรักษาราชการแทน ๑/)]),
    )
  })

  it('tells minutes that nobody has drafted from those that wait to be certified', () => {
    const held = { on: '2026-08-17', label: both('ประชุม ๑') }
    const said = paper(
      {
        ...NOTHING,
        draftMinutes: [
          { ...held, minutes: null },
          { ...held, minutes: { state: 'DRAFT' } },
        ],
      },
      english,
    )
    expect(under(said, 'What comes first')).toEqual(['Draft the minutes: ประชุม ๑', 'Bring the minutes to certification: ประชุม ๑'])
    expect(under(said, 'Minutes not certified')).toEqual(expect.arrayContaining(['not drafted']))
  })

  it('asks nobody to acknowledge what they have', () => {
    const { post, ...others } = filled(1, 'งาน')
    const acknowledged = [{ person: { id: post.holders[0]!.person!.id } }]
    const seats = others.seats.map((seat) => ({ ...seat, acknowledged }))
    const known = paper({ ...others, seats, post: { ...post, acknowledged } }, english)
    expect(under(known, 'What comes first')[0]).toMatch(/^Accept/)
  })

  it('prints days, times and numbers of Thailand, and addresses as they were typed', () => {
    const reached = { id: 'p', name: both('นายอินถา'), contacts: { phone: '08 0000 0001', email: 'a1@example.go.th', line: null } }
    const contacts = [{ of: { label: both('ประธาน') }, answering: { manner: null, since: null, person: reached } }]
    const said = paper({ ...filled(1, 'งาน'), contacts })
    expect(said.subtitle[1]).toBe('สำหรับผู้เข้ารับตำแหน่ง ณ วันที่ ๒ พฤศจิกายน ๒๕๖๙')
    expect(under(said, 'การประชุมใน')[0]).toBe(`${whole('๒๐ พ.ย. ๒๕๖๙')} ๐๙.๓๐ น.`)
    expect(under(said, 'ติดต่อได้')).toContain(`โทร. ${whole('๐๘ ๐๐๐๐ ๐๐๐๑')} a1@example.go.th`)
    expect(under(paper(filled(1, 'งาน'), { digits: 'arabic' }), 'การประชุมใน')[0]).toBe(`${whole('20 พ.ย. 2569')} 09.30 น.`)
  })

  it('has whoever joins in what is promised among those to turn to, whether or not somebody is there', () => {
    const partner = { supports: 2, of: { label: both('สำนักงานจังหวัด', 'Governor’s Office') }, answering: { person: null } }
    expect(tableUnder(paper({ ...NOTHING, partners: [partner] }, english).sections, 'turn to')?.rows).toEqual([
      ['Nobody is named', 'Supports 2 of yours: Governor’s Office', '–'],
    ])
  })

  it('speaks English where somebody wrote it, with the days of the Common Era', () => {
    const said = paper(filled(1, 'งาน'), english)
    expect(said.subtitle).toEqual(['Head of the office', 'For whoever takes it over, as of 2 November 2026'])
    expect(under(said, 'In short')).toContain('Intha since 20 October 2026 (substantive)')
  })

  it('whatever the briefing has no room for is in the annexes, whole and once', () => {
    const long = 'ขั้นตอนที่ต้องทำต่อ '.repeat(40).trim()
    const full = paper(filled(200, long), { digits: 'arabic' })
    for (const heading of ['มติ', 'ปัญหา', 'รายงานการประชุมที่', 'การประชุมใน', 'ที่นั่ง', 'ลำดับ', 'มอบอำนาจ', 'ติดต่อได้', 'เอกสารที่ควรอ่าน']) {
      const [shown, whole] = [tableUnder(full.sections, heading), tableUnder(full.annexes, heading)]
      expect({ heading, shown: shown?.rows.length }).not.toEqual({ heading, shown: whole?.rows.length })
      expect({ heading, whole: whole?.rows.length }).toEqual({ heading, whole: heading === 'ติดต่อได้' ? 402 : 200 })
      expect(JSON.stringify(whole)).toContain(long)
    }
    expect(full.annexes[0]!.blocks.filter(({ is }) => is === 'heading')).toHaveLength(200)
    expect(under(full, 'บันทึกทั่วไป')).toHaveLength(200)
    expect(new Set(full.annexes.map(({ heading }) => heading)).size).toBe(full.annexes.length)
  })

  it('a list that is shorter only since there is too little room is whole in an annex', () => {
    const seldom = { draftMinutes: filled(3, 'งาน').draftMinutes }
    const heading = 'รายงานการประชุมที่'
    const [alone, crowded] = [paper({ ...NOTHING, ...seldom }), paper({ ...filled(200, 'ขั้นตอนที่ต้องทำต่อ '.repeat(40)), ...seldom })]
    expect(tableUnder(alone.sections, heading)?.rows).toHaveLength(3)
    expect(alone.annexes).toEqual([])
    expect(tableUnder(crowded.sections, heading)!.rows.length).toBeLessThan(3)
    expect(tableUnder(crowded.annexes, heading)?.rows).toHaveLength(3)
  })

  it('tells with a commitment the obstacles that wait, and no more those that were answered', () => {
    const [one, ...others] = filled(1, 'งาน').commitments
    const obstacles = [
      { text: 'รอหนังสือยืนยัน', waitingOn: { label: both('รองผู้ว่าราชการจังหวัด') }, answeredOn: null },
      { text: 'รอสถานที่', waitingOn: null, answeredOn: '2026-10-01' },
    ]
    const said = under(paper({ ...NOTHING, commitments: [{ ...one!, obstacles }, ...others] }), 'ข้อผูกพันทีละรายการ')
    expect(said.filter((line) => line.startsWith('อุปสรรค'))).toEqual(['อุปสรรค: รอหนังสือยืนยัน (รอ รองผู้ว่าราชการจังหวัด)'])
  })

  it('has no annex of what the briefing shows whole', () => {
    expect(paper(filled(1, 'งาน')).annexes.map(({ heading }) => heading)).toEqual(['ภาคผนวก ๑ ข้อผูกพันทีละรายการ'])
  })
})

describe('a text of the record', () => {
  const typed = { ...NOTHING, post: { ...NOTHING.post, duties: both('<b>*ก*</b> | ข & "ค"\nง') } }

  it('is no mark of HTML', () => {
    const page = html(paper(typed))
    expect(page).toContain('<p>&lt;b&gt;*ก*&lt;/b&gt; | ข &amp; &quot;ค&quot;</p>\n<p>ง</p>')
    expect(page).toMatch(/@page \{ size: A4/)
    expect(page).toMatch(/<html lang="th">/)
  })

  it('is no mark of Markdown, and stays on its line', () => {
    expect(markdown(paper(typed))).toContain('\n\n\\<b\\>\\*ก\\*\\</b\\> \\| ข & "ค" ง\n\n')
  })
})
