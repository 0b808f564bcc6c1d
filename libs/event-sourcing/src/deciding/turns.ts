import { setTimeout as sleep } from 'node:timers/promises'

/** So long a turn is waited for, in milliseconds: of a store that does not answer each finds out for itself. */
const PATIENCE_MS = 5_000

/**
 * One at a time on a stream, in the order in which they came, so that callers in one process do not stand in each other's way. Nothing
 * rests on it: whoever waited too long goes on without his turn, other processes know of none, and what the store takes is what counts.
 */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>()

  constructor(private readonly patienceMs = PATIENCE_MS) {}

  /** How many streams are worked on. */
  get size(): number {
    return this.last.size
  }

  async take<R>(id: string, work: () => Promise<R>): Promise<R> {
    const before = this.last.get(id)
    const mine = before ? this.waitFor(before).then(work) : work()
    const over = mine.catch(() => {})
    this.last.set(id, over)
    try {
      return await mine
    } finally {
      if (this.last.get(id) === over) this.last.delete(id)
    }
  }

  private async waitFor(turn: Promise<unknown>): Promise<void> {
    const over = new AbortController()
    await Promise.race([turn, sleep(this.patienceMs, undefined, { signal: over.signal }).catch(() => {})])
    over.abort()
  }
}
