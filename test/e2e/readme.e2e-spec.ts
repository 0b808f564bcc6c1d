/** The README's queries are asked and the answers printed under them compared. `PRASAN_README=write npm test readme` prints them anew. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readFileSync, writeFileSync } from 'node:fs'
import { Api } from '../support/api.js'

const README = new URL('../../../README.md', import.meta.url)
const PAIR = /```graphql\n([\s\S]*?)```\n\n```json\n([\s\S]*?)```/g
const text = readFileSync(README, 'utf8')
const pairs = [...text.matchAll(PAIR)].map(([whole, query, answer]) => ({ whole, query: query!, answer: answer! }))

describe('the README', () => {
  let api: Api
  beforeAll(async () => {
    api = await Api.start({ demo: true })
    if (process.env['PRASAN_README'] === 'write') await write()
  })
  afterAll(() => api.close())

  it('shows at least five queries', () => expect(pairs.length).toBeGreaterThanOrEqual(5))

  it.each(pairs.map(({ query, answer }) => [query.trim().split('\n')[1], query, answer]))(
    'prints what the API answers: %s',
    async (_, query, answer) => {
      expect(await api.query(query!)).toEqual(JSON.parse(answer!))
    },
  )

  async function write(): Promise<void> {
    let written = text
    for (const pair of pairs) {
      pair.answer = JSON.stringify(await api.query(pair.query), null, 2)
      written = written.replace(pair.whole, () => '```graphql\n' + pair.query + '```\n\n```json\n' + compact(pair.answer) + '\n```')
    }
    writeFileSync(README, written)
  }
})

/** Objects and lists that fit on a line stand on one. */
const compact = (json: string): string => {
  let before = ''
  while (json !== before) {
    before = json
    json = json.replace(
      /([{[])\n\s*([^{}[\]]*(?:\{[^{}\n]*\}[^{}[\]]*)*?)\n\s*([}\]])/g,
      (whole, open: string, inner: string, close: string) => {
        const line = `${open} ${inner.replace(/\n\s*/g, ' ')} ${close}`
        return line.length <= 150 ? line : whole
      },
    )
  }
  return json
}
