import { StoreUnavailable, type Page, type Position } from './ports.js'

/** Tells waiting subscriptions that the log grew. It counts, so that a ring between reading and waiting is not missed. */
export class Bell {
  rings = 0
  closed = false
  private readonly waiting = new Set<() => void>()

  ring(): void {
    this.rings++
    for (const wake of this.waiting) wake()
  }

  close(): void {
    this.closed = true
    this.ring()
  }

  /** Resolves once the bell rang more than `heard` times, after `ms` milliseconds if given, or when the signal aborts. Leaves no timer or listener. */
  async next(heard: number, signal: AbortSignal, ms?: number): Promise<void> {
    if (this.rings > heard || signal.aborted) return
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', wake)
        this.waiting.delete(wake)
        resolve()
      }
      const timer = ms === undefined ? undefined : setTimeout(wake, ms)
      signal.addEventListener('abort', wake)
      this.waiting.add(wake)
    })
  }
}

export interface FollowedLog {
  readonly bell: Bell
  /** Milliseconds between looks for what another process appended; absent where no other process can. */
  readonly pollMs?: number
  /** What stands after a position, at most `count` events. */
  readPage(after: Position, count: number): Promise<Page>
}

const BACK_OFF_MS = { first: 50, most: 2_000 }

/** A subscription over a log that can be read by pages. Ends when the signal aborts or the store is closed. */
export async function* follow(
  log: FollowedLog,
  options: { readonly after?: Position; readonly signal: AbortSignal; readonly pageSize: number },
): AsyncGenerator<Page, void, undefined> {
  const { signal, pageSize } = options
  let position = options.after ?? 0n
  let toldCaughtUp = false
  let backOff = BACK_OFF_MS.first
  while (!signal.aborted && !log.bell.closed) {
    const heard = log.bell.rings
    let page: Page
    try {
      page = await log.readPage(position, pageSize)
      backOff = BACK_OFF_MS.first
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      await log.bell.next(log.bell.rings, signal, backOff)
      backOff = Math.min(backOff * 2, BACK_OFF_MS.most)
      continue
    }
    if (signal.aborted) return
    if (page.position === position && toldCaughtUp) {
      await log.bell.next(heard, signal, log.pollMs)
      continue
    }
    position = page.position
    toldCaughtUp = page.caughtUp
    yield page
  }
}
