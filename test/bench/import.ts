import { configurationFrom } from '@prasan/api'
import { importWorkbook, withRuntime } from '@prasan/cli'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measure } from './figure.js'

const ROWS = 50_000
const EACH = ROWS / 5

/** A workbook of 50,000 rows into an empty store: read, decided, appended, and once more without anything new. */
export async function importing(): Promise<readonly Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-bench-import-'))
  const lines = (name: string, header: string, row: (n: number) => string) =>
    writeFileSync(join(folder, `${name}.csv`), [header, ...Array.from({ length: EACH }, (_, n) => row(n))].join('\n'))
  lines('organizations', 'key,name_th,kind', (n) => `o${n},หน่วยงานตัวอย่างที่ ${n},ngo`)
  lines('people', 'key,given_th,family_th,phone', (n) => `p${n},คนที่ ${n},ตัวอย่าง,0${n}`)
  lines('posts', 'key,title_th,organization', (n) => `t${n},หัวหน้าที่ ${n},o${n}`)
  lines('role_assignments', 'key,post,person,manner,from', (n) => `r${n},t${n},p${n},substantive,1/10/2568`)
  lines('commitments', 'key,title_th,owner,due_on,made_on', (n) => `c${n},ข้อผูกพันที่ ${n},t${n},30/9/2569,1/11/2568`)
  try {
    const on = { ...configurationFrom({ PRASAN_DATA_DIR: join(folder, 'data') }), demo: false }
    const timed = () =>
      withRuntime(on, async (runtime) => {
        const began = performance.now()
        const used = process.cpuUsage()
        const { events, notices } = await importWorkbook(runtime, folder)
        if (notices.length > 0) throw new Error(`${notices.length} rows were not taken`)
        const { user, system } = process.cpuUsage(used)
        return { events, seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1_000_000 }
      })
    const first = await timed()
    const again = await timed()
    if (first.events !== ROWS || again.events !== 0) throw new Error(`${first.events} and then ${again.events} events`)
    return [
      { what: 'import of a workbook of 50,000 rows', value: first.seconds, unit: 's', most: 60 },
      { what: 'its processor time, the views that follow included', value: first.cpu, unit: 's' },
      { what: 'the same workbook again, nothing new in it', value: again.seconds, unit: 's', most: 60 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
