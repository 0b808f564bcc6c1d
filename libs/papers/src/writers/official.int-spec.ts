/** Official papers in Word are opened again: their XML, and their pages by LibreOffice where that is installed. */
import { describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Paper } from '../paper.js'
import { docx } from './docx.js'
import { html } from './html.js'

/** Thai that breaks lines badly, breaks and joins, marks stacked, and what XML and HTML read as their own. */
const HOSTILE = 'ที่ น้ำ ปี่ ญี่ปุ่น ซื้อ A วันที่ <w:t>&amp;]]> \u200bก\u200dข กิ่ง้่๊ “ฯ”'
const LONG = 'การประชุมคณะอนุกรรมการศูนย์ปฏิบัติการ'.repeat(60).slice(0, 2_000)

const paper = (more: Partial<Paper> = {}): Paper => ({
  ...{ language: 'th', digits: 'thai', title: 'รายงานการประชุม', subtitle: ['ครั้งที่ 1/2569'], annexes: [], made: '' },
  sections: [
    { heading: '', blocks: [{ is: 'centred', text: '---' }] },
    {
      heading: 'ผู้มาประชุม',
      blocks: [{ is: 'columns', widths: [7, 33, 36, 24], rows: [['1.', 'นายหนึ่ง', 'รอง\n(แทน) ผู้ว่าราชการจังหวัด', HOSTILE]] }],
    },
    {
      heading: 'ระเบียบวาระที่ 1',
      blocks: [
        { is: 'text', text: `1.1 ${HOSTILE}\nย่อหน้าที่สอง` },
        { is: 'labelled', further: true, label: 'มติที่ประชุม', text: 'รับทราบ\nบรรทัดที่สอง' },
        { is: 'table', columns: [{ heading: 'เรื่อง', width: 100 }], rows: [[LONG]] },
      ],
    },
  ],
  ...more,
})
const partsOf = async (of: Paper) =>
  Object.fromEntries(Object.entries(unzipSync(await docx(of))).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]))
/** The texts of the paragraphs of a document. */
const paragraphs = (xml: string) =>
  [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p .*?<\/w:p>/gs)].map(([each]) =>
    [...each.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, t]) => t).join('|'),
  )

describe('an official paper in Word', () => {
  it('keeps lines in cells and beside labels, sets Thai by the complex script and spreads it', async () => {
    const { 'word/document.xml': document, 'word/styles.xml': styles } = await partsOf(paper())
    const said = paragraphs(document!)
    expect(said).toContain('รอง|(แทน) ผู้ว่าราชการจังหวัด')
    expect(said).toContain('มติที่ประชุม|รับทราบ|บรรทัดที่สอง')
    expect(said).toContain('ย่อหน้าที่สอง')
    expect(said.find((each) => each.startsWith('1.1'))).toContain('&lt;w:t&gt;&amp;amp;]]&gt;')
    expect(said).toContain(LONG)
    expect(document).toContain('<w:jc w:val="thaiDistribute"/>')
    expect(styles).toMatch(/<w:rFonts [^>]*w:cs="TH SarabunPSK"/)
  })

  it('leaves room for the Garuda of a letter and an order, and prints the title of all but a letter', async () => {
    const room = '<w:spacing w:line="1701" w:lineRule="exact"/>'
    for (const [form, garuda, titled] of [
      ['plain', false, true],
      ['letter', true, false],
      ['order', true, true],
      ['memo', false, true],
    ] as const) {
      const document = (await partsOf(paper({ form })))['word/document.xml']!
      expect([form, document.includes(room), paragraphs(document).includes('รายงานการประชุม')]).toEqual([form, garuda, titled])
      const page = html(paper({ form }))
      expect([form, page.includes('class="garuda"'), page.includes('<h1')]).toEqual([form, garuda, titled])
    }
  })

  it('in HTML breaks lines as Thai does, and takes no text for a mark', () => {
    const page = html(paper())
    expect(page).toContain('<html lang="th">')
    expect(page).toContain('<td>รอง\n(แทน) ผู้ว่าราชการจังหวัด</td>')
    expect(page).toContain('&lt;w:t&gt;&amp;amp;]]&gt;')
    expect(page).toContain('overflow-wrap: break-word')
  })

  const hasOffice = spawnSync('soffice', ['--version']).status === 0
  if (!hasOffice) console.log('soffice is not installed: official papers are not converted to pages')
  ;(hasOffice ? it : it.skip)('is opened and set by LibreOffice, whatever it holds', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'prasan-papers-'))
    try {
      const files = (['plain', 'letter', 'order', 'memo'] as const).map((form) => join(folder, `${form}.docx`))
      for (const file of files) writeFileSync(file, await docx(paper({ form: file.match(/(\w+)\.docx$/)![1] as Paper['form'] & string })))
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
      expect(spawnSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files]).status).toBe(0)
      for (const file of files) expect(readFileSync(file.replace('.docx', '.pdf'), 'latin1')).toMatch(/\/Type\s*\/Page\b/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
