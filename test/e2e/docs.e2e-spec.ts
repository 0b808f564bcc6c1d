/** Every GraphQL block of the guides is asked of the demonstration and must answer without an error, and as the JSON block under it where there is one; those that begin empty are tested apart. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readFileSync, readdirSync } from 'node:fs'
import { Api } from '../support/api.js'

const DOCS = new URL('../../../docs/', import.meta.url)
const blocks = readdirSync(DOCS)
  .filter((name) => name.endsWith('.md') && !['secretary.md', 'handover.md'].includes(name))
  .flatMap((name) =>
    [...readFileSync(new URL(name, DOCS), 'utf8').matchAll(/```graphql\n([\s\S]*?)```(?:\n\n```json\n([\s\S]*?)```)?/g)].map(
      ([, query, answer], i) => ({
        name: `${name} no. ${i + 1}`,
        query: query!,
        answer,
      }),
    ),
  )

describe('the guides', () => {
  let api: Api
  beforeAll(async () => void (api = await Api.start({ demo: true })))
  afterAll(() => api.close())

  it('show queries', () => expect(blocks.length).toBeGreaterThan(5))

  it.each(blocks)('$name answers', async ({ query, answer }) => {
    const data = await api.query<Record<string, unknown>>(query)
    expect(Object.values(data).every((value) => value !== null)).toBe(true)
    if (answer) expect(data).toEqual(JSON.parse(answer))
  })
})
