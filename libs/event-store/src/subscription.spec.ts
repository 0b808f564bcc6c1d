import { describe, expect, it } from '@jest/globals'
import { StoreUnavailable, StoreUnusable, type Page } from './ports.js'
import { Bell, follow } from './subscription.js'

/** A log of which only the length matters, and what happens just after a page was read from it. */
function logOf(length: number, afterRead: (log: { length: number; bell: Bell }, reads: number) => void = () => {}) {
  const asked: bigint[] = []
  const log = {
    bell: new Bell(),
    length,
    asked,
    async readPage(after: bigint): Promise<Page> {
      asked.push(after)
      const page = { events: [], position: BigInt(log.length), caughtUp: true }
      afterRead(log, asked.length)
      return page
    },
  }
  return log
}

async function positions(pages: AsyncIterable<Page>, count: number): Promise<bigint[]> {
  const seen: bigint[] = []
  for await (const page of pages) if (seen.push(page.position) === count) break
  return seen
}

describe('a subscription', () => {
  const { signal } = new AbortController()

  it('does not miss what is appended between reading and waiting, though nobody looks again', async () => {
    const log = logOf(0, (grown, reads) => {
      // Every second read finds nothing new: the subscription is about to wait.
      if (reads % 2 === 1) return
      grown.length++
      grown.bell.ring()
    })
    expect(await positions(follow(log, { signal, pageSize: 10 }), 4)).toEqual([0n, 1n, 2n, 3n])
  })

  it('hands on no page that was read while it was aborted', async () => {
    const abort = new AbortController()
    const log = logOf(5, () => abort.abort())
    expect(await positions(follow(log, { signal: abort.signal, pageSize: 10 }), 1)).toEqual([])
    expect(log.asked).toEqual([0n])
  })

  it('resumes after the last page handed on when the store was away', async () => {
    const log = logOf(2, (grown, reads) => {
      if (reads === 2 || reads === 3) throw new StoreUnavailable('away', false)
      grown.length += 2
    })
    expect(await positions(follow(log, { signal, pageSize: 10 }), 2)).toEqual([2n, 4n])
    expect(log.asked).toEqual([0n, 2n, 2n, 2n])
  })

  it('can be aborted while the store is away', async () => {
    const abort = new AbortController()
    const log = logOf(2, (_, reads) => {
      if (reads === 3) setTimeout(() => abort.abort(), 1)
      throw new StoreUnavailable('away', false)
    })
    expect(await positions(follow(log, { signal: abort.signal, pageSize: 10 }), 1)).toEqual([])
    expect(log.asked).toEqual([0n, 0n, 0n])
  })

  it('tells when waiting will not help', async () => {
    const log = logOf(2, () => {
      throw new StoreUnusable('damaged')
    })
    await expect(positions(follow(log, { signal, pageSize: 10 }), 1)).rejects.toThrow(StoreUnusable)
  })
})
