import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importWorkbook } from '../import/index.js'
import { withRuntime } from '../opened.js'
import { configurationOf, csvFolder, prasan } from '../testing/prasan.js'

const folder = mkdtempSync(join(tmpdir(), 'prasan-dossier-'))
const dataDir = join(folder, 'data')
let post = ''

beforeAll(async () => {
  const office = csvFolder(join(folder, 'office'), {
    organizations: ['key,name_th,kind', 'A,หน่วยงาน ก,ngo'],
    posts: ['key,title_th,organization', 'P,หัวหน้า,A'],
  })
  await withRuntime(configurationOf(dataDir), async (runtime) => {
    await importWorkbook(runtime, office)
    for await (const { stream } of runtime.store.readAll())
      if (stream.includes('post-')) post = stream.slice(runtime.registry.prefix.length)
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('prasan dossier', () => {
  it('writes the paper of a post, of a day, in a format and a language', async () => {
    const out = join(folder, 'dossier.md')
    expect(
      await prasan(dataDir, 'dossier', post, '--format', 'md', '--as-of', '2026-10-01', '--digits', 'arabic', '--out', out),
    ).toMatchObject({ code: 0 })
    const [title, , head, day] = readFileSync(out, 'utf8').split('\n')
    expect([title, head?.trim(), day]).toEqual(['# เอกสารสรุปงานของตำแหน่ง', '**หัวหน้า**', '**สำหรับผู้เข้ารับตำแหน่ง ณ วันที่ 1 ตุลาคม 2569**'])
  })

  it.each([
    [['post-00000000-0000-4000-8000-000000000000'], /there is no post-0000/],
    [['@', '--format', 'pdf'], /--format pdf: there are docx, html, md/],
  ])('refuses %j and writes nothing', async (given, reason) => {
    const { code, err } = await prasan(
      dataDir,
      'dossier',
      ...given.map((each) => (each === '@' ? post : each)),
      '--out',
      join(folder, 'nothing'),
    )
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(reason) })
    expect(() => readFileSync(join(folder, 'nothing'))).toThrow()
  })
})
