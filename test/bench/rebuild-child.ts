/** Builds the views of a store from nothing, a slice at a time, and tells after each how far it is and how long it worked. */
import { contexts } from '@prasan/api'
import { ReadModel } from '@prasan/event-sourcing'
import { type EventSubscriber, SqliteEventStore } from '@prasan/event-store'
import { once } from 'node:events'
import { join } from 'node:path'
import { peakMemory } from './child.js'
import { registryOf } from './generated.js'

export interface Slice {
  /** Events done so far. */
  readonly events: number
  /** Milliseconds of this slice. */
  readonly ms: number
  /** Milliseconds of processor time of this slice, on all threads. */
  readonly processor: number
  readonly caughtUp: boolean
  /** MB of memory, at most so far. */
  readonly peak: number
  readonly file: string
}

const [dataDir, folder, sliceOf] = process.argv.slice(2) as [string, string, string]
const store = await SqliteEventStore.open({ file: join(dataDir, 'events.db') })
const model = ReadModel.open(
  folder,
  registryOf(),
  contexts.flatMap(({ views }) => views),
)
const stop = new AbortController()

let began = performance.now()
let worked = process.cpuUsage()
let events = 0
let next = Number(sliceOf)
/** A slice ends once its last page has been taken, as the next is asked for. */
const subscribe: EventSubscriber['subscribe'] = async function* (options) {
  for await (const page of store.subscribe(options)) {
    yield page
    events += page.events.length
    if (events < next && !page.caughtUp) continue
    const { user, system } = process.cpuUsage(worked)
    const slice: Slice = {
      events,
      ms: performance.now() - began,
      processor: (user + system) / 1_000,
      caughtUp: page.caughtUp,
      peak: peakMemory(),
      file: model.file,
    }
    process.send!(slice)
    if (page.caughtUp) return stop.abort()
    next += Number(sliceOf)
    await once(process, 'message')
    began = performance.now()
    worked = process.cpuUsage()
  }
}
await once(process, 'message')
began = performance.now()
worked = process.cpuUsage()
await model.follow(
  { subscribe, readAll: (options) => store.readAll(options), readStream: (...asked) => store.readStream(...asked) },
  stop.signal,
)
if (model.poison().length > 0) throw new Error(`the views could not take ${JSON.stringify(model.poison()[0])}`)
model.close()
await store.close()
process.disconnect()
