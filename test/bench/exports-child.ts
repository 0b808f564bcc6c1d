/** A store of many commitments over ten years, from which tables are taken: `exports-child.js <data folder> <commitments>`. */
import { configurationFrom, contexts, openRuntime, requestContext, tableFor } from '@prasan/api'
import { CommitmentMade, CompletionReported, ProgressReported } from '@prasan/commitments'
import { type TrendRow, commitments, monthEnds, overdueCommitments, trendOf } from '@prasan/commitments/reading'
import { type Fact, Registry, addDays, commandIdOf, idWithin } from '@prasan/event-sourcing'
import { SqliteEventStore } from '@prasan/event-store'
import { FORMATS, type Format } from '@prasan/tables'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export type Order =
  /** A table of all, or of the few that one committee watches: how long, and what is held meanwhile at the most. */
  | { readonly take: Format; readonly few: boolean; readonly held: boolean }
  /** The same rows by one statement and no more. */
  | { readonly ask: 'rows' }
  /** Ten years by one statement; or the list at the end of each of the months. */
  | { readonly ask: 'trend' | 'lists' }
  /** How long another question waits while a table is taken, again and again. */
  | { readonly ask: 'meanwhile' }
  | 'end'
export interface Answered {
  readonly operations: number
  readonly ms: number
  /** Megabytes that cannot be let go of. */
  readonly held: number
  readonly waits?: readonly number[]
}

/** So many are watched by the committee that watches few. */
export const FEW = 1_000
const [TODAY, FIRST, DAYS] = ['2026-11-02', '2016-11-02', 3_500]
const ORGANIZATIONS = 50

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const [dataDir = '', count = '0'] = process.argv.slice(2)
const idOf = (category: string, n: number) => `${category}-${idWithin(commandIdOf('system:bench', category), n)}`
const fact = (type: string, data: object) => ({ type, data }) as Fact

async function written(): Promise<void> {
  const store = await SqliteEventStore.open({ file: join(dataDir, 'events.db') })
  const registry = new Registry(
    'prasan-',
    contexts.flatMap(({ aggregates }) => aggregates),
  )
  const append = (id: string, day: string, ...facts: Fact[]) =>
    store.append(
      registry.streamOf(id),
      'no-stream',
      facts.map(({ type, data }, n) => {
        const commandId = commandIdOf('system:bench', `${id} ${n}`)
        const metadata = {
          ...{ version: registry.events.get(type)!.version, recordedAt: `${day}T02:00:00.000Z`, actor: 'system:bench', command: 'Bench' },
          ...{ commandId, digest: '', correlationId: '' },
        }
        return { id: idWithin(commandId, 0), type, data: JSON.parse(JSON.stringify(data)) as never, metadata }
      }),
    )
  const areas = ['56', ...Array.from({ length: 9 }, (_, n) => `560${n + 1}`)].map((code) => ({
    ...{ code, level: code.length === 2 ? 'province' : 'district', name: { th: `พื้นที่ ${code}` } },
    ...(code.length > 2 && { parent: '56' }),
  }))
  await append(idOf('area', 0), FIRST, fact('AreasListed', { areas }))
  for (let n = 0; n < ORGANIZATIONS; n++) {
    const name = { th: `สำนักงานที่ ${n} จังหวัดพะเยา`, en: `Office ${n}` }
    await append(
      idOf('organization', n),
      FIRST,
      fact('OrganizationRegistered', { name, kind: 'provincial', areas: [`area-560${(n % 9) + 1}`] }),
    )
  }
  for (let n = 0; n < 2; n++)
    await append(
      idOf('committee', n),
      FIRST,
      fact('CommitteeEstablished', { name: { th: `คณะที่ ${n}` }, type: 'committee', area: 'area-56' }),
    )
  for (let from = 0; from < Number(count); from += 1_000) {
    const day = (n: number) => addDays(FIRST, Math.floor((n * DAYS) / Number(count)))
    const some = Array.from({ length: 1_000 }, (_, i) => from + i)
    await Promise.all(
      some.map((n) => {
        const madeOn = day(n)
        const promise = { title: { th: `ข้อผูกพันลำดับที่ ${n} เรื่องการคัดแยกเบื้องต้น` }, owner: idOf('organization', n % ORGANIZATIONS), madeOn }
        const dueOn = addDays(madeOn, 30 + (n % 90))
        const said = ProgressReported({ on: addDays(madeOn, 20), word: 'อยู่ระหว่างดำเนินการ', percent: 40 })
        const done = n % 10 === 0 ? [] : [CompletionReported({ on: addDays(dueOn, (n % 60) - 20), word: 'แล้วเสร็จ' })]
        const committee = idOf('committee', n % (Number(count) / FEW) === 0 ? 0 : 1)
        return append(idOf('commitment', n), madeOn, CommitmentMade({ ...promise, committee, dueOn }), said, ...done)
      }),
    )
  }
  await store.close()
}

await written()
const runtime = await openRuntime(configurationFrom({ PRASAN_DATA_DIR: dataDir, PRASAN_DEMO: 'false', PRASAN_TODAY: TODAY }))
const { views } = runtime
/** The views alone follow the log, as for a command: nothing that answers events takes part in what is measured. */
const stop = new AbortController()
const following = views.follow(runtime.store, stop.signal)
while (!views.caughtUp) await sleep(50)

const held = () => {
  collect()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return (heapUsed + external + arrayBuffers) / 1_000_000
}

async function taken(format: Format, few: boolean, measured: boolean): Promise<Answered> {
  const narrowed = few ? { committee: idOf('committee', 0) } : {}
  const began = performance.now()
  const { table } = tableFor('commitments', narrowed, await requestContext(runtime, {}))
  let [most, bytes] = [0, 0]
  let chunks = 0
  const away = new Writable({
    write(chunk: Buffer, _, done) {
      bytes += chunk.length
      if (measured && chunks++ % 16 === 0) most = Math.max(most, held())
      done()
    },
  })
  await pipeline(FORMATS[format].written(table, 'th'), away)
  if (bytes < table.length * 10) throw new Error(`${table.length} rows came to ${bytes} bytes`)
  return { operations: table.length, ms: performance.now() - began, held: most }
}

/** The ends of 120 months, as known then. */
const months = monthEnds(addDays(FIRST, -1), TODAY).map((on) => ({ on, log: views.logNumberAt(`${on}T23:59:59.999+07:00`) }))

function asked(what: 'rows' | 'trend' | 'lists'): Answered {
  const began = performance.now()
  let operations = months.length
  if (what === 'rows') {
    const asOf = { day: TODAY, log: views.logNumber }
    operations = commitments.page.run(views, { asOf, page: { first: Number(count) } }).rows.length
  } else if (what === 'trend') told = trendOf.run(views, { months, scope: {} })
  else {
    const counted = months.map(({ on, log }) => overdueCommitments.count.run(views, { asOf: { day: on, log } }))
    const bad = counted.findIndex(
      (overdue, n) => told.length > 0 && overdue !== told[n]!.DAYS_1_7 + told[n]!.DAYS_8_30 + told[n]!.DAYS_31_90 + told[n]!.OVER_90,
    )
    if (bad !== -1) throw new Error(`the trend tells otherwise than the list of ${months[bad]!.on}`)
  }
  return { operations, ms: performance.now() - began, held: 0 }
}
let told: TrendRow[] = []

async function meanwhile(): Promise<Answered> {
  const waits: number[] = []
  const table = taken('csv', false, false)
  let done = false
  const over = table.then(() => (done = true))
  const began = performance.now()
  while (!done) {
    const before = performance.now()
    await sleep(0)
    overdueCommitments.page.run(views, {
      asOf: { day: TODAY, log: null },
      filter: { committee: idOf('committee', 0) },
      page: { first: 20 },
    })
    waits.push(performance.now() - before)
  }
  await over
  return { operations: waits.length, ms: performance.now() - began, held: 0, waits }
}

async function answered(order: Exclude<Order, 'end'>): Promise<Answered> {
  if ('take' in order) return taken(order.take, order.few, order.held)
  return order.ask === 'meanwhile' ? meanwhile() : asked(order.ask)
}

process.on('message', (order: Order) => {
  if (order === 'end') {
    stop.abort()
    return void following.then(() => runtime.close()).then(() => process.disconnect())
  }
  void answered(order).then((answer) => process.send!(answer))
})
process.send!('ready')
