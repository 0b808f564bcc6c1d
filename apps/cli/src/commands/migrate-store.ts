/** Copies the whole log from one event store to another: ids, order, metadata and so log numbers stay; positions are the new store's own. */
import { openStore } from '@prasan/api'
import type { EventStore, RecordedEvent } from '@prasan/event-store'
import { canonical } from '@prasan/event-sourcing'
import type { Command } from 'commander'
import { configuration } from '../opened.js'
import { Progress } from '../progress.js'

const STORES = ['sqlite', 'eventstoredb'] as const
type StoreName = (typeof STORES)[number]

/** Events and bytes that are appended at once at most, all of one stream and next to each other in the log. */
const RUN = { events: 500, bytes: 500_000 }

export function migrateStoreCommand(program: Command): void {
  program
    .command('migrate-store')
    .description('copies the log from one event store to another, while no API runs; run again after a break it goes on where it was')
    .requiredOption('--from <store>', STORES.join(' or '))
    .requiredOption('--to <store>', STORES.join(' or '))
    .action(async (given: { from: string; to: string }) => {
      const [from, to] = [given.from, given.to].map(named) as [StoreName, StoreName]
      if (from === to) throw new Error(`--from and --to are both ${from}: name two stores`)
      const on = configuration()
      if (!on.eventStoreUrl) throw new Error('EVENTSTOREDB_URL is not set: it names the EventStoreDB to copy to or from')
      const source = await openStore({ ...on, eventStore: from })
      try {
        const target = await openStore({ ...on, eventStore: to })
        try {
          const total = (await source.approximateSize?.()) ?? null
          const progress = new Progress('events')
          const { found, copied } = await migrateStore(source, target, (done) => progress.show(done, total))
          progress.end(found + copied)
          console.log(`${found + copied} events stand in both, compared one by one: ${copied} copied, ${found} were there before.`)
          console.log(`Set PRASAN_EVENT_STORE=${to} and delete ${on.dataDir}/views: the views are made again from the new store.`)
        } finally {
          await target.close()
        }
      } finally {
        await source.close()
      }
    })
}

function named(name: string): StoreName {
  if ((STORES as readonly string[]).includes(name)) return name as StoreName
  throw new Error(`there is no store called ${name}: give ${STORES.join(' or ')}`)
}

/**
 * Every event of the source, in its order, into the target, whose log must be a beginning of the source's: what is there already is compared.
 * At the end both logs are compared event by event.
 * @throws Error that names the first event by which the two logs differ, or one that no store can copy
 */
export async function migrateStore(
  source: EventStore,
  target: EventStore,
  progress: (events: number) => void,
): Promise<{ found: number; copied: number }> {
  const found = await compare(source, target, 'beginning', progress)
  let copied = 0
  let run: RecordedEvent[] = []
  let bytes = 0
  const append = async () => {
    const [first] = run
    if (!first) return
    const expected = first.revision === 0n ? 'no-stream' : first.revision - 1n
    await target.append(first.stream, expected, run)
    copied += run.length
    progress(found + copied)
    run = []
    bytes = 0
  }
  let passed = 0
  for await (const event of source.readAll()) {
    if (passed++ < found) continue
    if (event.unreadable !== undefined)
      throw new Error(`${event.stream} revision ${event.revision} cannot be copied, since a foreign hand wrote it: ${event.unreadable}`)
    const size = Buffer.byteLength(JSON.stringify([event.data, event.metadata]))
    if (run.length === RUN.events || bytes + size > RUN.bytes || (run[0] && run[0].stream !== event.stream)) await append()
    run.push(event)
    bytes += size
  }
  await append()
  await compare(source, target, 'whole', progress)
  return { found, copied }
}

/** Reads both logs side by side. Gives the number of events that stand in both. */
async function compare(source: EventStore, target: EventStore, what: 'beginning' | 'whole', progress: (events: number) => void) {
  const sources = source.readAll()[Symbol.asyncIterator]()
  let same = 0
  try {
    for await (const copy of target.readAll()) {
      const next = await sources.next()
      if (next.done)
        throw new Error(`the target holds more than the source: ${place(copy)} is its event ${same + 1}, and the source has ${same}`)
      const original = next.value
      const difference = fields.find((field) => canonical(plain(original)[field]) !== canonical(plain(copy)[field]))
      if (difference)
        throw new Error(`event ${same + 1} differs in ${difference}: ${place(original)} in the source, ${place(copy)} in the target`)
      progress(++same)
    }
    if (what === 'whole' && !(await sources.next()).done) throw new Error(`the target holds only the first ${same} events of the source`)
    return same
  } finally {
    await sources.return?.()
  }
}

const fields = ['stream', 'revision', 'id', 'type', 'data', 'metadata'] as const
const plain = ({ stream, revision, id, type, data, metadata }: RecordedEvent) => ({
  stream,
  revision: Number(revision),
  id,
  type,
  data,
  metadata,
})
const place = ({ stream, revision, type }: RecordedEvent) => `${stream} revision ${revision} (${type})`
