/** What every Prasan process is made of, without any web framework: the store, the keys, the views, the handling of commands. */
import { committees } from '@prasan/committees'
import { answers } from '@prasan/answering'
import { Days, theCalendar } from '@prasan/calendar'
import { commitments } from '@prasan/commitments'
import { continuity } from '@prasan/continuity'
import { attachedDigests, documents } from '@prasan/documents'
import { directory, erasedSince, forgetNames } from '@prasan/directory'
import { feeds } from '@prasan/feeds'
import { type EventStore, SqliteEventStore, StreamNotFound, makeFolder } from '@prasan/event-store'
import {
  type Files,
  type Evidence,
  KeptStates,
  type Handling,
  ProcessRunner,
  ReadModel,
  type KeyRing,
  Registry,
  type Request,
  type Watch,
  categoryOf,
  evidenceFor,
  handle,
  sourcesOf,
} from '@prasan/event-sourcing'
import type { BoundedContext } from '@prasan/graphql'
import { meetings } from '@prasan/meetings'
import { ChangeWebhook, RegisterWebhook, Sending, type Write, notifications, whyNotPublic } from '@prasan/notifications'
import { plans } from '@prasan/plans'
import { foundStore, ofTheRecord, sealDaily } from '@prasan/record'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { NotTogether, hasNames, isAway, requireTogether } from './belonging.js'
import type { Configuration } from './configuration.js'
import { type Shared, openShared } from './shared.js'

export const contexts: readonly BoundedContext[] = [
  ...[directory, committees, answers, meetings, plans, commitments],
  ...[documents, continuity, feeds, notifications, ofTheRecord, theCalendar],
]

/** The token of a {@link Runtime}. */
export const RUNTIME = Symbol('Runtime')

/** How long to wait before a store that was away is tried again, in milliseconds. */
const AGAIN_MS = 1_000

/** How long the log of a server is trusted to be the same after it was looked at, in milliseconds; a file is looked at before every command. */
const SAME_LOG_MS = { sqlite: 0, eventstoredb: 1_000 }

/** A file that nobody attached for so long is cleared; how often is looked, and while the views are being built; in milliseconds. */
const FILES_MS = { idle: 86_400_000, look: 3_600_000, building: 1_000 }

export interface Runtime {
  readonly configuration: Configuration
  readonly store: EventStore
  readonly registry: Registry
  readonly views: ReadModel
  readonly keys: KeyRing
  readonly files: Files
  readonly handling: Handling
  readonly processes: ProcessRunner
  readonly days: Days
  readonly sending: Sending
  /** Null while all is well; otherwise why this node is not ready. */
  trouble(): Promise<string | null>
  /** Gives the store its id unless it has one, and writes down that keys and files belong to it. @throws what the store throws */
  found(): Promise<string>
  /** Begins to follow the log. */
  start(): void
  /** Does the work, which may be done twice, now; or as soon as store, keys and files are there, if one is away. */
  onceThere(work: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

interface Closing {
  close(): unknown
}

/**
 * @param watch told of each command and its steps
 * @param write where digests go for which no channel is set up
 * @throws what stands in the way, once all that was opened is closed again
 */
export async function openRuntime(configuration: Configuration, watch?: Watch, write?: Write): Promise<Runtime> {
  const opened: Closing[] = []
  try {
    return await assembled(configuration, watch, write, (part) => (opened.push(part), part))
  } catch (error) {
    for (const part of opened.reverse()) await part.close()
    throw error
  }
}

/** @throws Error that names the variable, where the folder cannot be made or written in */
function requireFolder(dataDir: string): void {
  try {
    makeFolder(dataDir, 0o700)
    accessSync(dataDir, constants.W_OK)
  } catch (error) {
    throw new Error(`PRASAN_DATA_DIR=${dataDir}: nothing can be stored in this folder (${(error as Error).message})`, { cause: error })
  }
}

async function assembled(
  configuration: Configuration,
  watch: Watch | undefined,
  write: Write | undefined,
  opened: <P extends Closing>(part: P) => P,
): Promise<Runtime> {
  const { dataDir, streamPrefix } = configuration
  requireFolder(dataDir)
  const store = opened(await openStore(configuration))
  const registry = new Registry(
    streamPrefix,
    contexts.flatMap(({ aggregates }) => aggregates),
  )
  const views = opened(
    ReadModel.open(
      join(dataDir, 'views'),
      registry,
      contexts.flatMap((context) => context.views),
    ),
  )
  const on = { store, registry }
  const shared = opened(await openShared(configuration, async () => (await store.health()) !== null || !(await hasNames(on))))
  const { keys, files } = shared
  const together = await togetherness(() => requireTogether(on, shared), files)
  const lookUps = new Map(contexts.flatMap(({ exists }) => Object.entries(exists ?? {})))
  let sameUntil = 0
  const sameLog = async () => {
    await together()
    if (performance.now() < sameUntil) return
    await views.requireSameLog(store)
    sameUntil = performance.now() + SAME_LOG_MS[configuration.eventStore]
  }
  const handling: Handling = {
    store,
    registry,
    keys,
    files,
    states: new KeptStates(),
    evidence: Object.assign({}, ...contexts.map((context) => context.evidence), addressesOf(configuration)) as Evidence,
    clock: configuration.clock,
    ...(watch && { watch }),
    sameLog,
    lookUp: async (query, args) => query.run(views, args),
    async exists(id) {
      if (categoryOf(id) === 'file') return files.has(id.slice('file-'.length))
      const lookUp = lookUps.get(categoryOf(id))
      if (lookUp) return lookUp.run(views, { id })
      return !registry.aggregates.has(categoryOf(id)) || views.hasSeen(id) || (await hasEvents(store, registry.streamOf(id)))
    },
  }
  const processes = opened(
    new ProcessRunner(
      join(dataDir, 'processes.db'),
      registry,
      contexts.flatMap((context) => context.processes ?? []),
      (request: Request) => handle(handling, request),
      sourcesOf(handling),
      async (position, signal) => {
        while (!signal.aborted && !(await views.waitFor(position, 1_000)));
      },
    ),
  )
  const days = new Days(handling, views, (position, signal) => processes.settled(position, signal))
  const sending = new Sending(handling, views, configuration.delivery, write)
  const stop = new AbortController()
  const running: Promise<void>[] = []
  let broken: string | null = null
  const follow = async (what: string, run: () => Promise<void>) => {
    while (!stop.signal.aborted) {
      try {
        return await run()
      } catch (error) {
        if (isAway(error) || error instanceof NotTogether) await sleep(AGAIN_MS, undefined, { signal: stop.signal }).catch(() => {})
        else if (!stop.signal.aborted) return void (broken = `${what}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
  let seen = () => {}
  /** The keys of those erased in the log are destroyed here too: after a crash, on every node, and where an older ring was restored. */
  const obeyErasures = async () => {
    await together()
    for (let log = 0; !stop.signal.aborted;) {
      const more = new Promise<void>((resolve) => (seen = resolve))
      for (const { id, erased } of erasedSince.run(views, { log })) {
        await keys.erase(id)
        forgetNames(views, id)
        log = erased
      }
      await more
    }
  }
  const clearFiles = async () => {
    await together()
    while (!stop.signal.aborted) {
      if (views.caughtUp) {
        const attached = attachedDigests.run(views, {})
        await files.clear(FILES_MS.idle, (digest) => attached.has(digest))
      }
      await sleep(views.caughtUp ? FILES_MS.look : FILES_MS.building, undefined, { signal: stop.signal, ref: false }).catch(() => {})
    }
  }
  return {
    configuration,
    store,
    registry,
    views,
    keys,
    files,
    handling,
    processes,
    days,
    sending,
    async trouble() {
      return (
        broken ??
        (await store.health()) ??
        (await otherwise(together())) ??
        (await otherwise(views.requireSameLog(store))) ??
        keys.health() ??
        views.stuck ??
        processes.stuck ??
        (views.caughtUp ? days.trouble : `the views are being built: ${views.logNumber} events done`)
      )
    },
    async found() {
      const id = await foundStore(handling)
      await requireTogether(on, shared)
      return id
    },
    start() {
      running.push(
        follow('the views cannot be served', () => views.check(stop.signal)),
        follow('the views stopped', () => views.follow(store, stop.signal, () => seen())),
        follow('the erasures stopped', obeyErasures),
        follow('the clearing of files stopped', clearFiles),
        follow('the seals stopped', () => sealDaily(handling, views, stop.signal)),
        follow('the process managers stopped', () => processes.follow(store, stop.signal)),
        follow('the days stopped', () => days.follow(stop.signal)),
        follow('the sending stopped', () => sending.follow(stop.signal)),
      )
    },
    async onceThere(work) {
      if ((await otherwise(together())) === null) return work()
      running.push(follow('the first events could not be recorded', work))
    },
    async close() {
      stop.abort()
      seen()
      await Promise.all(running)
      await store.close()
      views.close()
      processes.close()
      await shared.close()
    },
  }
}

/**
 * Asks again, as long as it could not be told, whether all belongs together. A log without keys opens, to be read, unless there were keys here.
 * @throws NotTogether, now or from what is given back
 */
async function togetherness(ask: () => Promise<void>, files: Pick<Shared['files'], 'belongsTo'>): Promise<() => Promise<void>> {
  let told = false
  const together = async () => {
    if (told) return
    await ask()
    told = true
  }
  try {
    await together()
  } catch (error) {
    const opens = error instanceof NotTogether && error.code === 'KeysAreMissing' && (await files.belongsTo()) === null
    if (!opens && !isAway(error)) throw error
  }
  return together
}

/** The log that the configuration names. @throws StoreUnusable when it cannot be used as it is */
export async function openStore({ eventStore, eventStoreUrl, dataDir, streamPrefix: prefix }: Configuration): Promise<EventStore> {
  if (eventStore === 'sqlite') return SqliteEventStore.open({ file: join(dataDir, 'events.db'), prefix })
  const { EventStoreDbEventStore } = await import('@prasan/event-store/eventstoredb')
  return EventStoreDbEventStore.open({ url: eventStoreUrl!, prefix })
}

/** Null where it is done, otherwise what was thrown. */
const otherwise = (work: Promise<void>): Promise<string | null> =>
  work.then(
    () => null,
    (error: Error) => error.message,
  )

/** Whether a webhook is at an address that this node may send to. */
const addressesOf = ({ privateWebhooks }: Configuration): Evidence =>
  evidenceFor([RegisterWebhook, ChangeWebhook], async ({ url }: { url: string }) => ({
    notPublic: await whyNotPublic(url, privateWebhooks),
  }))

async function hasEvents(store: EventStore, stream: string): Promise<boolean> {
  try {
    for await (const _ of store.readStream(stream, { limit: 1 })) return true
    return false
  } catch (error) {
    if (error instanceof StreamNotFound) return false
    throw error
  }
}
