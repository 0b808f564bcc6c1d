import { expect, it } from '@jest/globals'
import type { JsonObject, RecordedEvent } from '@prasan/event-store'
import { createHash } from 'node:crypto'
import { CHAIN_BEGINS, chained } from './chain.js'

const event = (part: Partial<RecordedEvent> = {}): RecordedEvent => ({
  ...{ stream: 'prasan-post-1', revision: 4n, position: 77n, id: 'e-1', type: 'PostEstablished' },
  ...{ data: { title: 'หัวหน้า' }, metadata: { version: 1 } },
  ...part,
})
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

it('is the hash of the canonical form, the root before it and the log number with it', () => {
  expect(chained(CHAIN_BEGINS, 1, event())).toBe(
    sha256(
      `{"data":{"title":"หัวหน้า"},"id":"e-1","logNumber":1,"metadata":{"version":1},"previous":"${'0'.repeat(64)}","revision":4,"stream":"prasan-post-1","type":"PostEstablished"}`,
    ),
  )
})

it('takes keys and numbers as RFC 8785 writes them', () => {
  const data = JSON.parse(
    '{"9":1,"10":2,"n":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"€":"\\u000f\\""}',
  ) as JsonObject
  const written = '{"10":2,"9":1,"n":[333333333.3333333,1e+30,4.5,0.002,1e-27],"€":"\\u000f\\""}'
  const rest = (before: string) =>
    `{"data":${written},"id":"e-1","logNumber":2,"metadata":{"version":1},"previous":"${before}","revision":4,"stream":"prasan-post-1","type":"PostEstablished"}`
  expect(chained('ab', 2, event({ data }))).toBe(sha256(rest('ab')))
})

it('changes with everything that an event says and with its place, not with where a store keeps it', () => {
  const others: Partial<RecordedEvent>[] = [
    { stream: 'prasan-post-2' },
    { revision: 5n },
    { id: 'e-2' },
    { type: 'PostRetired' },
    { data: { title: 'หัวหน้' } },
    { metadata: { version: 2 } },
    { data: { title: '\ud800' } },
    { data: { title: '\udc00' } },
  ]
  const roots = [
    chained('', 1, event()),
    chained('', 2, event()),
    chained('a', 1, event()),
    ...others.map((each) => chained('', 1, event(each))),
  ]
  expect(new Set(roots).size).toBe(roots.length)
  expect(chained('', 1, event({ position: 1n }))).toBe(chained('', 1, event()))
})
