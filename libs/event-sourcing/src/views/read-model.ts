/**
 * The read model of a node: one SQLite file, named by the digest of all view versions (a generation), fed by one ordered pass
 * of the log. Rows, log numbers and checkpoint commit together. Live and rebuild are this same code.
 */
import {
  type EventReader,
  type EventSubscriber,
  type Page,
  type Position,
  type RecordedEvent,
  isBusy,
  sqliteCode,
} from '@prasan/event-store'
import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTick } from 'node:timers/promises'
import { type LoggedEvent, type Registry, UnreadableEvent } from '../log/registry.js'
import { isStillIn } from '../log/same-log.js'
import { keepWithWriteAheadLog, whenPossible } from '../log/when-possible.js'
import type { AsOf } from './history.js'
import type { Sql } from './sql.js'
import type { Handler, Tables, View, Views } from './view.js'

const LOG_TABLES = `
create table log (logNumber integer primary key, position integer not null, id text not null, revision integer not null, type text not null,
  recordedAt text not null, knownAt text not null, actor text not null, forPost text, begunBy text) strict;
create index log_id on log (id, logNumber);
create index log_begunBy on log (begunBy) where begunBy is not null;
create table poison (logNumber integer primary key, position integer not null, stream text not null, revision integer not null, type text not null, reason text not null) strict;
create table checkpoint (one integer primary key check (one = 1), position integer, logNumber integer not null, knownAt text not null, lastEvent text, complete integer not null) strict;
insert into checkpoint values (1, null, 0, '', null, 0)`

/** So long may one slice of projection hold the event loop, in milliseconds; one event is never split. */
const SLICE_MS = 10
/**
 * While a generation is built nobody is answered from it yet, and a transaction is a whole page of so many events: the more events share
 * one, the fewer times the pages of the indexes are written. Some 50 ms where nothing else runs.
 */
const BUILDING_PAGE = 2_000

/** Pages of 4 kB that the write-ahead log gathers before they go into the file: a page that changes often is then written there once. */
const WAL_PAGES = 8_000

/** An event that a view or the registry could not take: shown by health and \`prasan stats\`, never skipped in silence. */
export interface Poison {
  readonly logNumber: number
  readonly stream: string
  readonly revision: number
  readonly type: string
  readonly reason: string
}

/** One line of the log as the views counted it. */
export interface LogLine {
  readonly logNumber: number
  readonly position: number
  readonly id: string
  readonly revision: number
  readonly type: string
  readonly recordedAt: string
  readonly actor: string
  readonly forPost: string | null
}

interface Checkpoint {
  readonly position: Position | null
  readonly logNumber: number
  /** The latest recordedAt so far. */
  readonly knownAt: string
  /** Id of the event that has the log number. */
  readonly lastEvent: string | null
  /** True since this generation reached the end of the log for the first time: until then it is being rebuilt. */
  readonly complete: boolean
}

export class ViewNotCaughtUp extends Error {
  override readonly name = 'ViewNotCaughtUp'
  readonly code = 'ViewNotCaughtUp'
  constructor(
    readonly asked: Position,
    readonly reached: Position | null,
  ) {
    super(`this node has not yet seen position ${asked} (it is at ${reached ?? 'the beginning'}): ask again in a moment`)
  }
}

export class ReadModel implements Views {
  private readonly statements = new Map<string, Database.Statement>()
  private readonly handlers = new Map<string, { run: Handler['run']; rows: unknown }[]>()
  private readonly histories: { at(log: number): void }[] = []
  private readonly indexes: readonly string[]
  private readonly waiting = new Set<{ position: Position; wake: () => void }>()
  private readonly addLine: Database.Statement
  private readonly addPoison: Database.Statement
  private readonly saveCheckpoint: Database.Statement
  private checkpoint: Checkpoint
  private live = false
  private waitsFor: string | null = null
  /** Statements run for queries so far: tests assert how many a question costs. */
  asked = 0

  private constructor(
    readonly file: string,
    private readonly db: Database.Database,
    private readonly registry: Registry,
    views: readonly View[],
  ) {
    this.indexes = views.flatMap(({ tables }) => Object.values(tables).flatMap(indexesOf))
    for (const view of views) {
      const bound = Object.entries(view.tables).map(([key, table]) => {
        const { rows, at } = table.bind(db) as { rows: unknown; at?: (log: number) => void }
        if (at) this.histories.push({ at })
        return [key, rows] as const
      })
      const rows = Object.fromEntries(bound)
      for (const { type, run } of view.handlers) {
        if (!registry.events.has(type)) throw new Error(`the view ${view.name} handles ${type}, which no aggregate declares`)
        this.handlers.set(type, [...(this.handlers.get(type) ?? []), { run, rows }])
      }
    }
    this.addLine = db.prepare(
      'insert into log (logNumber, position, id, revision, type, recordedAt, knownAt, actor, forPost, begunBy) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    this.addPoison = db.prepare(
      'insert or replace into poison (logNumber, position, stream, revision, type, reason) values (?, ?, ?, ?, ?, ?)',
    )
    this.saveCheckpoint = db.prepare('update checkpoint set position = ?, logNumber = ?, knownAt = ?, lastEvent = ?, complete = ?')
    this.checkpoint = this.loadCheckpoint()
  }

  /** Opens this version's generation in the folder (`:memory:` for none), begins it where there is none, keeps the two newest. */
  static open(folder: string, registry: Registry, views: readonly View[]): ReadModel {
    const file = generationFile(folder, registry, views)
    if (folder !== ':memory:') mkdirSync(folder, { recursive: true })
    let db: Database.Database | undefined
    try {
      db = new Database(file, { timeout: 10_000 })
      keepWithWriteAheadLog(db)
      db.pragma('synchronous = NORMAL')
      db.pragma('cache_size = -65536')
      db.pragma(`wal_autocheckpoint = ${WAL_PAGES}`)
      begin(db, views)
      if (folder !== ':memory:') dropOldGenerations(folder, file)
      return new ReadModel(file, db, registry, views)
    } catch (error) {
      db?.close()
      if (/^SQLITE_(NOTADB|CORRUPT)/.test(sqliteCode(error)))
        throw new Error(`${file} is damaged (${(error as Error).message}): delete it, it is rebuilt from the event log`, { cause: error })
      throw error
    }
  }

  get position(): Position | null {
    return this.checkpoint.position
  }

  /** Log number of the last event seen. */
  get logNumber(): number {
    return this.checkpoint.logNumber
  }

  /** True once the end of the log was reached since the start. */
  get caughtUp(): boolean {
    return this.live
  }

  /** Null while the views move on; otherwise what they wait for (a full disk), to be shown by health. They go on by themselves. */
  get stuck(): string | null {
    return this.waitsFor
  }

  /**
   * Follows the log until the signal aborts, in slices that leave the event loop to queries. An event that cannot be taken is
   * recorded as poison and passed over; but while this generation is being rebuilt an event that a newer version of Prasan wrote
   * stops it, since an older node must not make up a past.
   * @throws UnreadableEvent of a newer version during a rebuild; Error when the file was made from another log
   */
  async follow(store: EventReader & EventSubscriber, signal: AbortSignal, progress?: (logNumber: number) => void): Promise<void> {
    await this.checkSameLog(store)
    const after = this.checkpoint.position
    const pageSize = this.checkpoint.complete ? undefined : BUILDING_PAGE
    for await (const page of store.subscribe({ signal, ...(after !== null && { after }), ...(pageSize && { pageSize }) })) {
      if (page.caughtUp && !this.checkpoint.complete) await this.makeIndexes(signal)
      let done = 0
      do {
        const next = await this.whenPossible(() => this.take(page, done), signal)
        if (next === null) return
        done = next
        if (page.caughtUp && done === page.events.length) this.live = true
        for (const waiter of this.waiting) if (this.reached(waiter.position)) waiter.wake()
        progress?.(this.checkpoint.logNumber)
        await nextTick()
      } while (done < page.events.length && !signal.aborted)
      if (signal.aborted) return
    }
  }

  /** Resolves true when the views have reached the position, false when the time is up. */
  async waitFor(position: Position, milliseconds: number): Promise<boolean> {
    if (this.reached(position)) return true
    if (milliseconds === 0) return false
    let timer: NodeJS.Timeout | undefined
    const waiter = { position, wake: () => {} }
    const woken = new Promise<boolean>((resolve) => {
      waiter.wake = () => resolve(true)
      timer = setTimeout(() => resolve(false), milliseconds)
    })
    this.waiting.add(waiter)
    try {
      return await woken
    } finally {
      clearTimeout(timer)
      this.waiting.delete(waiter)
    }
  }

  all<R>({ text, params }: Sql): R[] {
    this.asked++
    return this.prepared(text).all(...params) as R[]
  }

  get<R>({ text, params }: Sql): R | undefined {
    this.asked++
    return this.prepared(text).get(...params) as R | undefined
  }

  /** The last event before which no later one was recorded than the instant: what was known then. */
  logNumberAt(instant: string): number {
    const at = new Date(instant).toISOString()
    const known = this.prepared('select knownAt from log where logNumber = ?')
    let low = 0
    let high = this.checkpoint.logNumber
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((known.get(middle) as { knownAt: string }).knownAt <= at) low = middle
      else high = middle - 1
    }
    return low
  }

  /** Whether the log, as far as it was read, holds an event of the id. */
  hasSeen(id: string): boolean {
    return this.prepared('select 1 from log where id = ? limit 1').get(id) !== undefined
  }

  /** Whether the log, as far as it was read, holds what a row of an import began, by the row's id. */
  hasBegun(row: string): boolean {
    return this.prepared('select 1 from log where begunBy = ? limit 1').get(row) !== undefined
  }

  poison(): Poison[] {
    return this.prepared('select logNumber, stream, revision, type, reason from poison order by logNumber').all() as Poison[]
  }

  /** Why the views could not take one of the last events of a stream, up to the revision; undefined where they took all of them. */
  poisonOf(id: string, revision: bigint, events: number): string | undefined {
    const among = 'stream = ? and revision <= ? and revision > ?'
    const last = Number(revision)
    const found = this.prepared(`select reason from poison where ${among} order by revision`).get(
      ...[this.registry.streamOf(id), last, last - events],
    ) as { reason: string } | undefined
    return found?.reason
  }

  close(): void {
    this.db.close()
  }

  private reached(position: Position): boolean {
    return this.checkpoint.position !== null && this.checkpoint.position >= position
  }

  private whenPossible<R>(step: () => R, signal: AbortSignal): Promise<R | null> {
    return whenPossible(this.db, step, signal, (reason) => {
      if (!isBusy(reason)) this.waitsFor = reason && `${this.file}: ${reason.message}`
    })
  }

  /** One at a time, since the event loop stands still for each: about a second for every million rows. */
  private async makeIndexes(signal: AbortSignal): Promise<void> {
    for (const index of this.indexes) {
      await this.whenPossible(() => this.db.exec(index), signal)
      await nextTick()
    }
  }

  /**
   * One slice, one transaction: the events of the page from the given one on, as many as fit. Another process may feed the same
   * file: what it has already taken is passed over. Gives the number of events of the page that are done.
   */
  private take(page: Page, from: number, careful = false): number {
    const before = this.checkpoint
    try {
      this.db.exec('begin immediate')
      this.checkpoint = this.loadCheckpoint()
      const { position: reached, complete } = this.checkpoint
      const until = complete ? performance.now() + SLICE_MS : Infinity
      let next = from
      do {
        const event = page.events[next]
        if (event && (reached === null || event.position > reached)) this.takeOne(event, !complete, careful)
        next++
      } while (next < page.events.length && performance.now() < until)
      const ended = next >= page.events.length
      const position = ended && (reached === null || page.position > reached) ? page.position : this.checkpoint.position
      this.save({ ...this.checkpoint, position, complete: complete || (ended && page.caughtUp) })
      this.db.exec('commit')
      return ended ? page.events.length : next
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('rollback')
      this.checkpoint = before
      if (careful || error instanceof UnreadableEvent || isOfTheFile(error)) throw error
      return this.take(page, from, true)
    }
  }

  /** `careful`: an event that a handler cannot take is undone alone and recorded as poison. */
  private takeOne(recorded: RecordedEvent, strict: boolean, careful: boolean): void {
    const log = this.checkpoint.logNumber + 1
    let event: LoggedEvent | undefined
    try {
      event = this.registry.read(recorded)
    } catch (error) {
      if (!(error instanceof UnreadableEvent) || (strict && error.newer)) throw error
      this.recordPoison(log, recorded, error.reason)
    }
    const recordedAt = event?.recordedAt ?? this.checkpoint.knownAt
    const knownAt = recordedAt > this.checkpoint.knownAt ? recordedAt : this.checkpoint.knownAt
    const id = recorded.stream.slice(this.registry.prefix.length)
    this.addLine.run(
      log,
      recorded.position,
      id,
      recorded.revision,
      recorded.type,
      recordedAt,
      knownAt,
      event?.actor ?? '',
      event?.forPost ?? null,
      event?.metadata.imported && event.metadata.commandId === event.metadata.correlationId ? event.metadata.commandId : null,
    )
    this.checkpoint = { position: recorded.position, logNumber: log, knownAt, lastEvent: recorded.id, complete: this.checkpoint.complete }
    const handlers = event && this.handlers.get(event.type)
    if (!handlers) return
    for (const history of this.histories) history.at(log)
    const viewed = { ...event!, log }
    if (careful) this.db.exec('savepoint one')
    try {
      for (const { run, rows } of handlers) run(rows, viewed)
    } catch (error) {
      if (isOfTheFile(error)) throw error
      if (!careful)
        throw new Error(`${recorded.stream} revision ${recorded.revision} (${recorded.type}) cannot be projected`, { cause: error })
      this.db.exec('rollback to one')
      this.recordPoison(log, recorded, error instanceof Error ? error.message : String(error))
    }
    if (careful) this.db.exec('release one')
  }

  private recordPoison(log: number, event: RecordedEvent, reason: string): void {
    this.addPoison.run(log, event.position, event.stream, event.revision, event.type, reason)
  }

  private loadCheckpoint(): Checkpoint {
    const saved = this.prepared('select position, logNumber, knownAt, lastEvent, complete from checkpoint').get() as Omit<
      Checkpoint,
      'position' | 'complete'
    > & { position: number | null; complete: number }
    return { ...saved, position: saved.position === null ? null : BigInt(saved.position), complete: saved.complete === 1 }
  }

  private save(checkpoint: Checkpoint): void {
    this.checkpoint = checkpoint
    const { position, logNumber, knownAt, lastEvent, complete } = checkpoint
    this.saveCheckpoint.run(position, logNumber, knownAt, lastEvent, complete ? 1 : 0)
  }

  /** A read model of another log (an exchanged store, or one restored from an older backup) would answer with a foreign past. */
  private async checkSameLog(store: EventReader): Promise<void> {
    const { logNumber, lastEvent } = this.checkpoint
    if (lastEvent === null) return
    const { position } = this.prepared('select position from log where logNumber = ?').get(logNumber) as { position: number }
    if (await isStillIn(store, lastEvent, BigInt(position))) return
    throw new Error(
      `${this.file} was made from another event log, or from one that went on further: delete it, it is rebuilt from this one`,
    )
  }

  private prepared(text: string): Database.Statement {
    let statement = this.statements.get(text)
    if (!statement) {
      if (this.statements.size >= 500) this.statements.clear()
      this.statements.set(text, (statement = this.db.prepare(text)))
    }
    return statement
  }
}

/** Whether an error tells of the file, not of the event that was being taken. */
const isOfTheFile = (error: unknown) => /^SQLITE_(?!CONSTRAINT|MISMATCH|RANGE|TOOBIG|ERROR)/.test(sqliteCode(error))

/** Changes with the views, and with the events: what was poison to an older registry may be readable to this one. */
export function generationOf(registry: Registry, views: readonly View[]): string {
  const events = [...registry.events.values()].map(({ type, version }) => [type, version]).sort()
  const parts = views.map((view) => [view.name, view.version, Object.values(view.tables).map((table) => [table.ddl, indexesOf(table)])])
  return createHash('sha256')
    .update(JSON.stringify([LOG_TABLES, events, parts]))
    .digest('hex')
    .slice(0, 12)
}

export const generationFile = (folder: string, registry: Registry, views: readonly View[]): string =>
  folder === ':memory:' ? folder : join(folder, `views-${generationOf(registry, views)}.db`)

const indexesOf = (table: Tables[string]) => (table.kind === 'history' ? table.indexes : [])

/** Makes the tables where there are none; two processes may come at once. */
function begin(db: Database.Database, views: readonly View[]): void {
  const begun = () => db.prepare("select 1 from sqlite_master where name = 'checkpoint'").get() !== undefined
  if (begun()) return
  const make = db.transaction(() => {
    if (begun()) return
    db.exec(LOG_TABLES)
    for (const view of views) for (const table of Object.values(view.tables)) db.exec(table.ddl)
  })
  make.immediate()
}

const FILES_OF_A_DATABASE = ['', '-wal', '-shm']

/** When the generation was last written: while it is in use that shows in the write-ahead log first. */
const lastWritten = (file: string) =>
  Math.max(...FILES_OF_A_DATABASE.map((end) => statSync(file + end, { throwIfNoEntry: false })?.mtimeMs ?? 0))

export function dropGeneration(file: string): void {
  for (const end of FILES_OF_A_DATABASE) rmSync(file + end, { force: true })
}

function dropOldGenerations(folder: string, current: string): void {
  const others = readdirSync(folder)
    .filter((name) => /^views-[0-9a-f]{12}\.db$/.test(name))
    .map((name) => join(folder, name))
    .filter((file) => file !== current)
    .map((file) => ({ file, at: lastWritten(file) }))
    .sort((a, b) => b.at - a.at)
  for (const { file } of others.slice(1)) dropGeneration(file)
}

/** Where a question leaves the moment open: today, with all that is known. */
export const asOfNow = (today: string): AsOf => ({ day: today, log: null })
