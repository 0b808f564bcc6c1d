/** The adapter against the bare client on the server that EVENTSTOREDB_URL names. A double's speed says nothing, so without one nothing is measured. */
import { EventStoreDBClient, NO_STREAM, jsonEvent } from '@eventstore/db-client'
import { contexts } from '@prasan/api'
import { KeptStates, type Handling, Registry, SqliteKeyRing, handle, systemClock } from '@prasan/event-sourcing'
import type { NewEvent } from '@prasan/event-store'
import { EventStoreDbEventStore } from '@prasan/event-store/eventstoredb'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, type Figure, type Round } from './figure.js'

const ROUNDS = 6
/** Events of a warm stream, as a meeting or a commitment has. */
const LENGTH = 20

export async function eventstoredb(): Promise<readonly Figure[]> {
  const url = process.env['EVENTSTOREDB_URL']
  if (url === undefined) {
    console.log('eventstoredb: not measured, since EVENTSTOREDB_URL is not set')
    return []
  }
  const prefix = `bench-${randomUUID().slice(0, 8)}-`
  const folder = mkdtempSync(join(tmpdir(), 'prasan-bench-'))
  const bare = EventStoreDBClient.connectionString(url)
  const store = await EventStoreDbEventStore.open({ url, prefix })
  const keys = await SqliteKeyRing.open(join(folder, 'keys.db'), undefined)
  const registry = new Registry(
    prefix,
    contexts.flatMap(({ aggregates }) => aggregates),
  )
  const on: Handling = {
    store,
    registry,
    keys,
    clock: systemClock,
    exists: () => true,
    lookUp: () => Promise.reject(new Error('not asked')),
  }
  const keeping = { ...on, states: new KeptStates() }
  const command = (name: string) => contexts.flatMap(({ commands }) => commands).find((one) => one.name === name)!
  const tell = async (by: Handling, name: string, id: string, input: object) => {
    const outcome = await handle(by, { command: command(name), id, input, commandId: randomUUID(), actor: 'system:bench' })
    if (outcome.is !== 'Recorded') throw new Error(`${name}: ${JSON.stringify(outcome)}`)
  }
  const warm = async () => {
    const id = `organization-${randomUUID()}`
    await tell(on, 'RegisterOrganization', id, { name: { th: 'หน่วยงาน' }, kind: 'provincial' })
    for (let n = 1; n < LENGTH; n++) await rename(on, id, n)
    return id
  }
  const rename = (by: Handling, id: string, n: number) =>
    tell(by, 'RenameOrganization', id, { name: { th: `หน่วยงาน ${n} ${randomUUID()}` }, from: '2026-01-01' })
  const round = async (writers: number, each: number, work: (n: number) => Promise<unknown>): Promise<Round> => {
    const started = performance.now()
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let n = 0; n < each; n++) await work(writer)
      }),
    )
    return { operations: writers * each, ms: performance.now() - started }
  }
  try {
    const figures: Figure[] = []
    for (const [writers, each] of [
      [1, 20],
      [32, 6],
    ] as const) {
      const appends = () =>
        round(writers, each, () => bare.appendToStream(`${prefix}x-${randomUUID()}`, [asJson(event())], { expectedRevision: NO_STREAM }))
      const what = writers === 1 ? 'one at a time' : `${writers} at a time`
      const ours = () => round(writers, each, () => store.append(`${prefix}x-${randomUUID()}`, 'no-stream', [event()]))
      figures.push({ what: `EventStoreDB, append, ${what}`, goal: 0.8, ...(await compare(ROUNDS, appends, ours)) })
      const ids = await Promise.all(Array.from({ length: writers }, warm))
      const streams = await Promise.all(Array.from({ length: writers }, async () => bareStream(bare, prefix)))
      const readAndAppend = (n: number) => streams[n]!.readAndAppend()
      const commands = (by: Handling) => () => round(writers, each, (n) => rename(by, ids[n]!, n))
      const whole = `EventStoreDB, whole commands on streams of ${LENGTH} events and more, ${what}`
      figures.push({
        what: `${whole}, to read + append`,
        goal: 0.9,
        ...(await compare(ROUNDS, () => round(writers, each, readAndAppend), commands(on))),
      })
      figures.push({ what: `${whole}, on kept states, to append`, goal: 0.6, ...(await compare(ROUNDS, appends, commands(keeping))) })
    }
    return figures
  } finally {
    await store.close()
    await bare.dispose()
    keys.close()
    rmSync(folder, { recursive: true })
  }
}

const event = (): NewEvent => ({
  id: randomUUID(),
  type: 'OrganizationRenamed',
  data: { name: { th: `หน่วยงาน ${randomUUID()}` }, from: '2026-01-01' },
  metadata: { version: 1, recordedAt: new Date().toISOString(), actor: 'system:bench', commandId: randomUUID(), digest: 'x'.repeat(43) },
})
const asJson = ({ id, type, data, metadata }: NewEvent) => jsonEvent({ id, type, data, metadata })

async function bareStream(bare: EventStoreDBClient, prefix: string) {
  const stream = `${prefix}y-${randomUUID()}`
  await bare.appendToStream(
    stream,
    Array.from({ length: LENGTH }, () => asJson(event())),
    { expectedRevision: NO_STREAM },
  )
  return {
    async readAndAppend() {
      let last = 0n
      for await (const { event: read } of bare.readStream(stream)) last = read!.revision
      await bare.appendToStream(stream, [asJson(event())], { expectedRevision: last })
    },
  }
}
