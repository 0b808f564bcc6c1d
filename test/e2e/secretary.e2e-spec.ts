/** The guides that begin on an empty store, each from its first line: every request is pasted in its order, and answers what is printed under it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { Api } from '../support/api.js'

type Names = Record<string, string>

interface Guide {
  readonly ids: Names
  readonly steps: readonly Step[]
  readonly text: string
}

/** A request with its answer, or a JSON block of its own: what is put into the headers from there on. */
interface Step {
  readonly name: string
  readonly request?: string
  readonly printed: string
}

function guide(name: string): Guide {
  const text = readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), 'utf8')
  const [table, ...blocks] = [...text.matchAll(/```(graphql|json)\n([\s\S]*?)```/g)].map(([, language, content]) => ({
    language: language!,
    content: content!,
  }))
  const steps = blocks.flatMap<Step>(({ language, content }, i) => {
    if (language === 'graphql')
      return [{ name: content.trim().split('\n')[1]!.trim(), request: content, printed: blocks[i + 1]?.content ?? '' }]
    return blocks[i - 1]?.language === 'graphql' ? [] : [{ name: content.trim(), printed: content }]
  })
  return { ids: JSON.parse(table!.content) as Names, steps, text }
}

/** What is printed, with the ids of the table for their names. The first answer with a name gives its id; `…` is any id. */
const filled = (printed: unknown, answered: unknown, ids: Names): unknown => {
  if (printed === '…') return expect.stringMatching(/^[a-zA-Z]+-/)
  if (typeof printed === 'string') {
    const name = /^‹(.+)›$/.exec(printed)?.[1]
    if (name === undefined) return printed
    if (ids[name] === '') ids[name] = String(answered)
    return ids[name] ?? `${name} is not in the table`
  }
  if (printed === null || typeof printed !== 'object') return printed
  const inside = (key: string) => (answered as Record<string, unknown> | null | undefined)?.[key]
  const entries = Object.entries(printed).map(([key, value]) => [key, filled(value, inside(key), ids)])
  return Array.isArray(printed) ? entries.map(([, value]) => value) : Object.fromEntries(entries)
}

describe.each([
  { name: 'secretary', requests: 31, twice: ['ประชุม 3', 'แจ้งเชิญ 3'] },
  { name: 'handover', requests: 10, twice: [] },
])('the guide $name', ({ name, requests, twice }) => {
  const { ids, steps, text } = guide(name)
  let api: Api
  let headers: Names = {}
  beforeAll(async () => void (api = await Api.start()))
  afterAll(() => api.close())

  it('has nothing filled in, and leads through its requests', () => {
    expect(new Set(Object.values(ids))).toEqual(new Set(['']))
    expect(steps.filter(({ request }) => request).length).toBeGreaterThanOrEqual(requests)
  })

  it.each(steps)('$name', async ({ request, printed }) => {
    if (request === undefined) return void (headers = filled(JSON.parse(printed), {}, ids) as Names)
    const answer = await api.query(request, ids, headers)
    expect(answer).toEqual(filled(JSON.parse(printed), answer, ids))
  })

  it('fills the whole table, each id once', () => {
    expect(Object.entries(ids).filter(([, id]) => !/^([a-zA-Z]+-[0-9a-f-]{36}|[0-9a-f]{64})$/.test(id))).toEqual([])
    expect(new Set(Object.values(ids)).size).toBe(Object.keys(ids).length)
  })

  it('gives every recording a key of its own, but for what was refused before', () => {
    const keys = [...text.matchAll(/idempotencyKey: "([^"]+)"/g)].map(([, key]) => key!)
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual(twice)
  })
})
