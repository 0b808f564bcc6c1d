/** Generated stores that the benches share within one run; with PRASAN_BENCH_DIR they are kept for the next. */
import { type Configuration, configurationFrom, contexts, openRuntime } from '@prasan/api'
import { type HistoryWritten, writeHistory, yearsBefore } from '@prasan/cli/generate'
import { Registry, SqliteKeyRing } from '@prasan/event-sourcing'
import { SqliteEventStore } from '@prasan/event-store'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Events of the whole store. */
export const EVENTS = Number(process.env['PRASAN_BENCH_EVENTS'] ?? 1_000_000)

/** The whole store has ten times the provinces of the tenth, and among them the very same seven. */
export type Size = 'whole' | 'tenth'
const PROVINCES = { whole: 70, tenth: 7 }
/** About; the whole store is cut at EVENTS. */
const EVENTS_A_PROVINCE_AND_YEAR = 2_000
const TODAY = '2026-11-02'

export interface Generated extends HistoryWritten {
  readonly dataDir: string
}

const folder = process.env['PRASAN_BENCH_DIR'] ?? mkdtempSync(join(tmpdir(), 'prasan-bench-'))
if (!process.env['PRASAN_BENCH_DIR']) process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

const known = new Map<Size, Promise<Generated>>()

export function generated(size: Size): Promise<Generated> {
  let store = known.get(size)
  if (!store) known.set(size, (store = generate(size)))
  return store
}

async function generate(size: Size): Promise<Generated> {
  const dataDir = join(folder, `${size}-of-${EVENTS}`)
  const told = join(dataDir, 'generated.json')
  if (existsSync(told)) return { ...(JSON.parse(readFileSync(told, 'utf8')) as HistoryWritten), dataDir }
  const years = Math.max(1, Math.ceil(EVENTS / (PROVINCES.whole * EVENTS_A_PROVINCE_AND_YEAR)))
  const through = size === 'whole' ? TODAY : (await generated('whole')).through
  const part = `${dataDir}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true })
  const store = await SqliteEventStore.open({ file: join(part, 'events.db') })
  const keys = await SqliteKeyRing.open(join(part, 'keys.db'))
  const registry = registryOf()
  const began = performance.now()
  const written = await writeHistory(
    { store, registry, keys },
    { provinces: PROVINCES[size], from: yearsBefore(TODAY, years), seed: 1, through, ...(size === 'whole' && { events: EVENTS }) },
  )
  await store.close()
  keys.close()
  writeFileSync(join(part, 'generated.json'), JSON.stringify(written))
  renameSync(part, dataDir)
  console.error(`${written.events.toLocaleString('en')} events generated in ${((performance.now() - began) / 1_000).toFixed(1)} s`)
  return { ...written, dataDir }
}

/** The store with its views built and its process managers through the log, as an API that ran over it leaves it. */
export async function settled(size: Size): Promise<Generated> {
  const store = await generated(size)
  const runtime = await openRuntime(configurationOf(store))
  runtime.start()
  const { views, processes } = runtime
  for (let trouble; (trouble = await runtime.trouble()) !== null || (processes.position ?? 0n) < (views.position ?? 0n); await sleep(20)) {
    if (trouble?.includes('stopped')) throw new Error(trouble)
  }
  await runtime.close()
  return store
}

export const registryOf = () =>
  new Registry(
    'prasan-',
    contexts.flatMap(({ aggregates }) => aggregates),
  )

export const configurationOf = ({ dataDir }: Generated): Configuration => ({
  ...configurationFrom({ PRASAN_DATA_DIR: dataDir, PRASAN_DEMO: 'false', PRASAN_TODAY: TODAY }),
  port: 0,
})

/** What a child process of the API needs to run over the store. */
export const environmentOf = ({ dataDir }: Generated): NodeJS.ProcessEnv => ({
  ...process.env,
  PRASAN_DATA_DIR: dataDir,
  PRASAN_DEMO: 'false',
  PRASAN_TODAY: TODAY,
  PORT: '0',
})
