/** A directive to nine districts as an office has it on paper: one row for it, one for each body, and what became of it. */
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { type Runtime, configurationFrom } from '@prasan/api'
import { commitmentsFrom } from '@prasan/commitments/reading'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withRuntime } from '../opened.js'
import { type ImportReport, importWorkbook } from './index.js'

const BODIES = Array.from({ length: 9 }, (_, n) => `B${n + 1}`)
const OFFICE: Record<string, string[]> = {
  committees: [
    'key,name_th,type,parent,from,dissolved_on',
    'P,จังหวัด,คณะอนุกรรมการ,,1/1/2568,',
    ...BODIES.map((key) => `${key},อำเภอ ${key},คณะทำงาน,P,1/1/2568,`),
    'X,คณะอื่น,คณะทำงาน,,1/1/2568,',
    'Z,คณะที่ยุบ,คณะทำงาน,P,1/1/2568,1/1/2569',
  ],
  directives: ['key,title_th,committee,on,due_on,latest_due_on', 'D,สำรวจกลุ่มเสี่ยง,P,1/9/2569,15/10/2569,30/11/2569'],
  directive_bodies: ['key,directive,body,on', ...BODIES.map((key) => `D${key},D,${key},1/9/2569`)],
  progress: [
    'key,commitment,on,what,word,due_on,title_th',
    'p1,DB2,5/9/2569,ปรับให้เข้ากับพื้นที่,มีโรงเรียนมาก,,สำรวจร่วมกับโรงเรียน',
    'p2,DB3,6/9/2569,adaptation,น้ำท่วม,30/11/2569,',
    'p3,DB4,7/9/2569,ไม่รับดำเนินการ,ไม่มีกลุ่มเสี่ยง,,',
  ],
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-directives-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const inRuntime = <R>(work: (runtime: Runtime) => Promise<R>) =>
  withRuntime({ ...configurationFrom({ PRASAN_DATA_DIR: join(folder, 'data'), PRASAN_TODAY: '2026-11-02' }), demo: false }, work)

function imported(more: Record<string, string[]> = {}): Promise<ImportReport> {
  const path = join(folder, 'office')
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path)
  const sheets = Object.entries(OFFICE).map(([sheet, lines]) => [sheet, [...lines, ...(more[sheet] ?? [])]] as const)
  for (const [sheet, lines] of sheets) writeFileSync(join(path, `${sheet}.csv`), lines.join('\r\n'))
  return inRuntime((runtime) => importWorkbook(runtime, path))
}
const said = ({ notices }: ImportReport) =>
  notices.filter(({ is }) => is !== 'told').map(({ is, table, line, column, code }) => [is, table, line, column, code])

it('each body has its commitment, adapted or declined as the rows of progress say, and a second import says the same', async () => {
  expect(said(await imported())).toEqual([])
  const again = await imported()
  expect([again.events, said(again)]).toEqual([0, []])
  await inRuntime(async ({ store, registry, views }) => {
    const directives = new Set<string>()
    let last = -1n
    for await (const { stream, position } of store.readAll()) {
      last = position
      if (stream.startsWith(registry.streamOf('directive-'))) directives.add(stream.slice(registry.prefix.length))
    }
    const end = new AbortController()
    const following = views.follow(store, end.signal)
    while (!(await views.waitFor(last, 1_000)));
    const rows = commitmentsFrom.run(views, { ids: [...directives], asOf: { day: '2026-11-02', log: null } })
    end.abort()
    await following
    expect(rows.map(({ madeOn }) => madeOn)).toEqual(BODIES.map(() => '2026-09-01'))
    const adapted = rows.filter(({ adapted }) => adapted !== null)
    expect(adapted.map(({ title, dueOn, originalDueOn, owned }) => [title.th, dueOn, originalDueOn, owned]).sort()).toEqual([
      ['สำรวจกลุ่มเสี่ยง', '2026-11-30', '2026-10-15', 'accepted'],
      ['สำรวจร่วมกับโรงเรียน', '2026-10-15', '2026-10-15', 'accepted'],
    ])
    expect(rows.filter(({ owned }) => owned === 'declined')).toHaveLength(1)
  })
})

it('a body that is not below, one that is dissolved, and one that has it are refused in their rows', async () => {
  const report = await imported({ directive_bodies: ['DX,D,X,1/9/2569', 'DZ,D,Z,1/9/2569', 'D1,D,B1,2/9/2569'] })
  expect(said(report)).toEqual([
    ['refused', 'directive_bodies', 11, 'body', 'DirectiveGoesToBodiesBelow'],
    ['refused', 'directive_bodies', 12, 'body', 'OwnerMustNotHaveEnded'],
    ['refused', 'directive_bodies', 13, 'body', 'DirectiveIsSentToABodyOnce'],
  ])
})
