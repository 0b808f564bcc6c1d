/** Every GraphQL block of the guides is asked of the demonstration and must answer without an error, and as the JSON block under it where there is one; those that begin empty are tested apart. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Api, TODAY } from '../support/api.js'

const DOCS = new URL('../../../docs/', import.meta.url)
const PRASAN = fileURLToPath(new URL('../../../apps/cli/dist/main.js', import.meta.url))
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

  const analyst = readFileSync(new URL('analyst.md', DOCS), 'utf8')
  const addresses = [...analyst.matchAll(/`(\/tables\/[^`]+)`/g)].map(([, address]) => address!)
  it.each(addresses)('%s is a table', async (address) => {
    expect((await api.http.get(address)).status).toBe(200)
  })

  const orders = [...analyst.matchAll(/^ {4}npm run prasan -- (export .+)$/gm)].map(([, order]) => order!)
  it.each(orders)('prasan %s writes a table', (order) => {
    const folder = mkdtempSync(join(tmpdir(), 'prasan-analyst-'))
    try {
      const env = { ...process.env, PRASAN_DATA_DIR: api.dataDir, PRASAN_STREAM_PREFIX: `${basename(api.dataDir)}-`, PRASAN_TODAY: TODAY }
      const { status } = spawnSync(process.execPath, [PRASAN, ...order.split(' ')], { cwd: folder, env })
      expect([status, readdirSync(folder)]).toEqual([0, [order.split(' ').at(-1)]])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('show tables and how to write them', () => expect([addresses.length, orders.length]).toEqual([6, 3]))
})
