import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { heard, start } from './child.js'
import { type Measure, quantile } from './figure.js'
import type { Order } from './papers-child.js'

/** As many in a row, and how many of the first and of the last are held against each other. */
const [PAPERS, SOME] = [200, 10]
/** Until then code is still being compiled. */
const WARM = 20

interface Served {
  readonly url: string
  readonly persons: number
  readonly items: number
}

/** Minutes in Word of a long meeting of a full committee, one after the other over HTTP: the server's own time on a core, and what it comes to hold. */
export async function papers(): Promise<readonly Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-bench-papers-'))
  const child = start('./papers-child.js', [folder])
  const ask = (order: Order): Promise<number> => {
    child.send(order)
    return heard<number>(child)
  }
  try {
    const { url, persons, items } = await heard<Served>(child)
    const [spent, kept]: [number[], number[]] = [[], []]
    for (let n = -WARM; n < PAPERS; n++) {
      const before = await ask('spent')
      const response = await fetch(`${url}.docx?digits=arabic`)
      const bytes = new Uint8Array(await response.arrayBuffer())
      const ms = (await ask('spent')) - before
      if (n === -WARM) judge(bytes, persons, items)
      if (n < 0) continue
      spent.push(ms)
      if (n < SOME || n >= PAPERS - SOME) kept.push(await ask('held'))
    }
    const before = await ask('asked')
    await (await fetch(`${url}.docx`)).arrayBuffer()
    const statements = (await ask('asked')) - before
    const what = `minutes of ${persons} persons and ${items} items (${statements} statements)`
    const grown = quantile(kept.slice(-SOME), 0.5) / quantile(kept.slice(0, SOME), 0.5)
    return [
      { what: `${what}, time on a core`, value: quantile(spent, 0.5), unit: 'ms', most: 500, latencies: spent },
      { what: `${what}, memory after ${PAPERS} against the first`, value: grown, unit: 'times', most: 1.05 },
    ]
  } finally {
    if (child.connected) child.send('end' satisfies Order)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Everybody and every item is in it: what is timed is the whole paper. */
function judge(bytes: Uint8Array, persons: number, items: number): void {
  const text = Buffer.from(unzipSync(bytes)['word/document.xml'] ?? []).toString()
  for (let n = 1; n <= Math.max(persons, items); n++) {
    if (n <= persons && !text.includes(`สมมุติ ${n} ตัวอย่าง`)) throw new Error(`the minutes do not name person ${n}`)
    if (n <= items && !text.includes(`รายงานผลการดำเนินงาน เรื่องที่ ${n} `))
      throw new Error(`the minutes do not have what was assigned by item ${n}`)
  }
}
