/** One line of a bench: what we do against the barest thing that does the same work, measured in one run. */
export interface Figure {
  readonly what: string
  /** In operations per second. */
  readonly ours: number
  readonly bare: number
  /** Ours to bare: the median over pairs of rounds, one right after the other, so that a machine's moods meet both. */
  readonly ratio: number
  /** The least ratio that is good enough. */
  readonly goal: number
  /** Milliseconds of each of our operations, where waiting for one is what counts. */
  readonly latencies?: readonly number[]
}

/** One round: how many operations, and how long they took, in milliseconds. */
export interface Round {
  readonly operations: number
  readonly ms: number
}

/** Runs bare and ours by turns. The first pair warms up and does not count. */
export async function compare(rounds: number, bare: () => Promise<Round> | Round, ours: () => Promise<Round>) {
  const pairs: { bare: number; ours: number }[] = []
  for (let round = 0; round <= rounds; round++) {
    const pair = { bare: rate(await bare()), ours: rate(await ours()) }
    if (round > 0) pairs.push(pair)
  }
  return {
    bare: quantile(pairs.map((pair) => pair.bare), 0.5), // prettier-ignore
    ours: quantile(pairs.map((pair) => pair.ours), 0.5), // prettier-ignore
    ratio: quantile(pairs.map((pair) => pair.ours / pair.bare), 0.5), // prettier-ignore
  }
}

const rate = ({ operations, ms }: Round) => (operations * 1000) / ms

export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? NaN
}

/** A figure that stands by itself: megabytes, seconds, how many times dearer. */
export interface Measure {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** The most that is good enough; absent where there is no goal. */
  readonly most?: number
  /** Milliseconds of each operation. */
  readonly latencies?: readonly number[]
}

const whole = (number: number) => Math.round(number).toLocaleString('en')
const short = (number: number) => (number >= 100 ? whole(number) : number.toFixed(2))

/** The figures as a plain table; tells which miss their goal. */
export function table(figures: readonly (Figure | Measure)[]): string {
  const rows = figures.map((figure) => {
    const { what, latencies = [] } = figure
    const waits = latencies.length > 0 ? [0.5, 0.95, 0.99].map((share) => quantile(latencies, share).toFixed(2)).join(' / ') : ''
    if ('value' in figure) {
      const { value, unit, most } = figure
      const judged = most === undefined ? ['', ''] : [`<= ${most} ${unit}`, value <= most ? 'met' : 'MISSED']
      return [what, `${short(value)} ${unit}`, '', '', ...judged, waits]
    }
    const { ours, bare, ratio, goal } = figure
    return [what, `${whole(ours)}/s`, `${whole(bare)}/s`, ratio.toFixed(2), `>= ${goal}`, ratio >= goal ? 'met' : 'MISSED', waits]
  })
  const lines = [['', 'ours', 'bare', 'ratio', 'goal', '', 'p50 / p95 / p99 ms'], ...rows]
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines
    .map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '))
    .join('\n')
}
