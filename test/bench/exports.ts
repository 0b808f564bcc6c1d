import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { heard, start } from './child.js'
import type { Answered, Order } from './exports-child.js'
import { type Figure, type Measure, compare, quantile } from './figure.js'

const ROWS = 100_000
const ROUNDS = 3

/**
 * Tables of 100,000 rows: rows a second against the bare query for the same rows; what is held while they are written, against a table of 1,000;
 * how long another question waits meanwhile. And the trend of ten years by one statement, against the list counted at the end of each month.
 */
export async function exports(): Promise<readonly (Figure | Measure)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-bench-exports-'))
  const child = start('./exports-child.js', [folder, String(ROWS)])
  const ask = (order: Order): Promise<Answered> => {
    child.send(order)
    return heard<Answered>(child)
  }
  try {
    await heard(child)
    const figures: (Figure | Measure)[] = []
    for (const [take, goal] of [
      ['csv', 0.1],
      ['xlsx', 0.05],
    ] as const) {
      const against = await compare(ROUNDS, () => ask({ ask: 'rows' }), () => ask({ take, few: false, held: false })) // prettier-ignore
      figures.push({ what: `commitments as ${take.toUpperCase()}, rows against the bare query`, ...against, goal })
      await ask({ take, few: true, held: true })
      const few = await ask({ take, few: true, held: true })
      const all = await ask({ take, few: false, held: true })
      if (few.operations * 100 !== all.operations) throw new Error(`${few.operations} and ${all.operations} rows were taken`)
      const what = `commitments as ${take.toUpperCase()}, memory held for ${all.operations} rows against ${few.operations}`
      figures.push({ what, value: all.held / few.held, unit: 'times', most: 1.25 })
    }
    const { waits = [] } = await ask({ ask: 'meanwhile' })
    figures.push({
      what: 'another question while a table is taken, the longest of 99 in a hundred',
      ...{ value: quantile(waits, 0.99), unit: 'ms', most: 200, latencies: waits },
    })
    figures.push({ what: 'another question while a table is taken, the very longest', value: Math.max(...waits), unit: 'ms' })
    const trend = await compare(ROUNDS, () => ask({ ask: 'lists' }), () => ask({ ask: 'trend' })) // prettier-ignore
    figures.push({ what: 'months of a trend of ten years against the list of each', ...trend, goal: 5 })
    return figures
  } finally {
    if (child.connected) child.send('end' satisfies Order)
    rmSync(folder, { recursive: true, force: true })
  }
}
