import { describe, expect, it } from '@jest/globals'
import { type Aggregate, Text, event } from '@prasan/event-sourcing'
import { someId, told, viewed } from '@prasan/event-sourcing/testing'
import { logPage } from './log-entries.js'

const Noted = event('Noted', 1, { text: Text }, { th: 'จด {text}', en: 'Noted: {text}' })
const Marked = event('Marked', 1, { text: Text }, { th: 'หมาย {text}', en: 'Marked: {text}' })
const note: Aggregate<null, readonly [typeof Noted]> = { category: 'note', events: [Noted], initial: null, evolve: { Noted: () => null } }
const mark: Aggregate<null, readonly [typeof Marked]> = {
  category: 'mark',
  events: [Marked],
  initial: null,
  evolve: { Marked: () => null },
}

describe('a page of the log', () => {
  // log numbers 1..40 are notes, but 5 and 20 are marks
  const story = Array.from({ length: 40 }, (_, i) => {
    const marked = i === 4 || i === 19
    return told(someId(marked ? 'mark' : 'note', String(i)), '2026-11-02', (marked ? Marked : Noted)({ text: String(i) }))
  }).flat()

  /** Log numbers of each page until there is no next. */
  const pagesOf = async (asked: { category?: string; first: number; scan: number }) => {
    const model = await viewed([], [note, mark], story)
    const pages: number[][] = []
    for (let below = Infinity, next = true; next;) {
      const { lines, more, reached } = logPage.run(model, { after: 0, to: 40, below, ...asked })
      pages.push(lines.map(({ logNumber }) => logNumber))
      ;[below, next] = [reached, more]
    }
    model.close()
    return pages
  }

  it('looks through no more lines than it may, and goes on where it stopped', async () => {
    expect(await pagesOf({ category: 'mark', first: 5, scan: 15 })).toEqual([[], [20], [5]])
  })

  it('is full while there is enough, and loses and repeats nothing', async () => {
    const pages = await pagesOf({ category: 'note', first: 7, scan: 10 })
    expect(pages.flat()).toEqual(Array.from({ length: 40 }, (_, i) => 40 - i).filter((n) => n !== 5 && n !== 20))
    expect(pages[0]).toHaveLength(7)
  })

  it('finds everything in one page when it may look far enough', async () => {
    expect(await pagesOf({ category: 'mark', first: 5, scan: 1_000 })).toEqual([[20, 5]])
  })
})
