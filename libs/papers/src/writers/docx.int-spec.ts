/** The Word document is opened again: its parts by unzipping, its pages by LibreOffice where that is installed. */
import { describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { dossierPaper } from '../dossier/paper.js'
import type { Digits, Language } from '../paper.js'
import { NOTHING, answer, filled } from '../testing/dossiers.js'
import { docx } from './docx.js'

const paper = (dossier = NOTHING, language: Language = 'th', digits: Digits = 'thai') =>
  dossierPaper(answer(dossier), { language, digits, day: '2026-11-02', logNumber: 1711 })!
async function parts(of = paper()): Promise<Record<string, string>> {
  const files = unzipSync(await docx(of))
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]))
}
const LONG = 'จัดอบรมอาสาสมัครเฝ้าระวังการค้ามนุษย์ระดับหมู่บ้านร่วมกับทุกหน่วยงานในพื้นที่ '.repeat(12).trim()

describe('a dossier in Word', () => {
  it('is in the form of official papers: A4, the font of the rules, Thai text spread, its pages numbered in Thai digits', async () => {
    const { 'word/document.xml': document, 'word/styles.xml': styles } = await parts()
    expect(document).toContain('<w:jc w:val="thaiDistribute"/>')
    expect(document).toMatch(/<w:pgSz [^>]*w:w="11906" w:h="16838"/)
    expect(document).toMatch(/<w:pgMar [^>]*w:right="1134"[^>]*w:left="1701"/)
    expect(document).toContain('<w:pgNumType w:fmt="thaiNumbers"/>')
    expect(document).toContain('๒ พฤศจิกายน ๒๕๖๙')
    expect(styles).toMatch(/<w:rFonts [^>]*w:cs="TH SarabunPSK"/)
    expect(styles).toMatch(/<w:szCs w:val="32"\/>/)
    expect(styles).toMatch(/<w:lang [^>]*w:bidi="th-TH"/)
  })

  it('in Arabic digits and in English is set otherwise', async () => {
    const arabic = (await parts(paper(NOTHING, 'th', 'arabic')))['word/document.xml']!
    expect(arabic).toContain('2 พฤศจิกายน 2569')
    expect(arabic).toContain('<w:pgNumType w:fmt="decimal"/>')
    const english = (await parts(paper(NOTHING, 'en')))['word/document.xml']!
    expect(english).toContain('2 November 2026')
    expect(english).not.toContain('thaiDistribute')
  })

  it('holds what is written as it is, marks of XML too', async () => {
    const dossier = { ...NOTHING, post: { ...NOTHING.post, duties: { th: 'a < b & "c" </w:t>' } } }
    expect((await parts(paper(dossier)))['word/document.xml']).toContain('a &lt; b &amp; ')
  })

  const hasOffice = spawnSync('soffice', ['--version']).status === 0
  if (!hasOffice) console.log('soffice is not installed: the pages of a dossier are not counted')
  ;(hasOffice ? it : it.skip)('has a briefing of at most four pages, however much there is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'prasan-papers-'))
    try {
      const full = filled(200, LONG)
      for (const [name, each] of Object.entries({ th: paper(full), en: paper(full, 'en') }))
        writeFileSync(join(folder, `${name}.docx`), await docx({ ...each, annexes: [] }))
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
      const { status } = spawnSync('soffice', [
        profile,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        join(folder, 'th.docx'),
        join(folder, 'en.docx'),
      ])
      expect(status).toBe(0)
      const pages = (name: string) => readFileSync(join(folder, `${name}.pdf`), 'latin1').match(/\/Type\s*\/Page\b(?!s)/g)!.length
      expect(pages('th')).toBeGreaterThan(1)
      expect(Math.max(pages('th'), pages('en'))).toBeLessThanOrEqual(4)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
