import Database from 'better-sqlite3'
import { dirname, resolve } from 'node:path'
import { checkStream, writeEvents } from '../append-rule.js'
import { makeFolder, syncFolder } from '../folder.js'
import {
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Page,
  type Position,
  type RecordedEvent,
  StoreUnavailable,
  StoreUnusable,
  type StreamRead,
  StreamNotFound,
} from '../ports.js'
import { type StoredEvent, recordedEvent } from '../stored-event.js'
import { Bell, follow } from '../subscription.js'
import { Commits } from './commits.js'
import { storeError, whenFree } from './errors.js'
import { prepareFile } from './file.js'

/** A page ends with the row that reaches either: no read holds the event loop for longer, or more than that in memory. */
const PAGE_EVENTS = 500
const PAGE_CHARACTERS = 4_000_000

/**
 * The log in one SQLite file, which several processes may open at once. An answered append is on disk (WAL, synchronous=FULL); appends that
 * wait together share one commit. No lock of another process is ever waited for on the event loop.
 */
export class SqliteEventStore implements EventStore {
  /**
   * Opens the file, or creates it and its folder.
   * @param options.pollMs milliseconds between a subscription's looks for what another process appended
   * @param options.lockMs milliseconds that a lock of another process is waited for, before an append or a read fails
   * @throws StoreUnusable when the file is no event store of this format; StoreUnavailable when another process keeps it locked
   */
  static async open(options: {
    readonly file: string
    readonly prefix?: string
    readonly pollMs?: number
    readonly lockMs?: number
  }): Promise<SqliteEventStore> {
    const { file, prefix = 'prasan-', pollMs = 25, lockMs = 10_000 } = options
    let db: Database.Database | undefined
    try {
      makeFolder(dirname(resolve(file)))
    } catch (error) {
      throw new StoreUnusable(`the folder of ${file} cannot be made: ${(error as Error).message}`, { cause: error })
    }
    try {
      db = new Database(file, { timeout: 0 })
      await prepareFile(db, file, lockMs)
      syncFolder(dirname(resolve(file)))
      return new SqliteEventStore(db, file, prefix, pollMs, lockMs)
    } catch (error) {
      db?.close()
      throw storeError(error, file)
    }
  }

  private readonly bell = new Bell()
  private readonly commits
  private closing: Promise<void> | undefined

  private readonly head
  private readonly forwards
  private readonly backwards
  private readonly log

  private constructor(
    private readonly db: Database.Database,
    private readonly file: string,
    readonly prefix: string,
    private readonly pollMs: number,
    private readonly lockMs: number,
  ) {
    this.commits = new Commits(db, file, lockMs, () => this.bell.ring())
    this.head = db.prepare<[string], number | null>('select max(revision) from event where stream = ?').pluck()
    const columns = 'select position, stream, revision, id, type, data, metadata from event'
    this.forwards = db.prepare<[string, number], StoredEvent>(`${columns} where stream = ? and revision >= ? order by revision`)
    this.backwards = db.prepare<[string, number], StoredEvent>(`${columns} where stream = ? and revision <= ? order by revision desc`)
    this.log = db.prepare<[number], StoredEvent>(`${columns} where position > ? order by position`)
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const written = writeEvents(this.prefix, stream, expected, events)
    this.checkOpen()
    return this.commits.add(stream, expected, written)
  }

  async *readStream(stream: string, options: StreamRead = {}): AsyncGenerator<RecordedEvent, void, undefined> {
    checkStream(this.prefix, stream)
    const { backwards = false, limit = Infinity } = options
    const statement = backwards ? this.backwards : this.forwards
    let next = Number(options.from ?? (backwards ? Number.MAX_SAFE_INTEGER : 0))
    let found = false
    for (let left = limit; left > 0;) {
      const { events, ended } = await this.reading(() => takePage(statement.iterate(stream, next), stream, Math.min(left, PAGE_EVENTS)))
      for (const event of events) yield recordedEvent(event)
      if (events.length > 0) {
        found = true
        left -= events.length
        next = events.at(-1)!.revision + (backwards ? -1 : 1)
      }
      if (ended) break
    }
    if (!found && (await this.reading(() => this.head.get(stream))) === null) throw new StreamNotFound(stream)
  }

  async *readAll(options: { readonly from?: Position; readonly limit?: number } = {}): AsyncGenerator<RecordedEvent, void, undefined> {
    let position = (options.from ?? 1n) - 1n
    let left = options.limit ?? Infinity
    while (left > 0) {
      const page = await this.page(position, Math.min(left, PAGE_EVENTS))
      for (const event of page.events) {
        yield event
        if (--left <= 0) return
      }
      if (page.caughtUp) return
      position = page.position
    }
  }

  async approximateSize(): Promise<number> {
    return (await this.reading(() => this.db.prepare<[], number | null>('select max(position) from event').pluck().get())) ?? 0
  }

  subscribe(options: {
    readonly after?: Position
    readonly signal: AbortSignal
    readonly pageSize?: number
  }): AsyncGenerator<Page, void, undefined> {
    const readPage = (after: Position, count: number) => this.page(after, count)
    return follow({ bell: this.bell, pollMs: this.pollMs, readPage }, { pageSize: PAGE_EVENTS, ...options })
  }

  async health(): Promise<string | null> {
    try {
      await this.reading(() => this.head.get(''))
      return null
    } catch (error) {
      return (error as Error).message
    }
  }

  /** Writes what was accepted, ends the subscriptions and lets go of the file. */
  close(): Promise<void> {
    return (this.closing ??= this.finish())
  }

  private async finish(): Promise<void> {
    this.bell.close()
    await this.commits.finish()
    this.db.close()
  }

  private async page(after: Position, count: number): Promise<Page> {
    const { events, last, ended } = await this.reading(() => takePage(this.log.iterate(Number(after)), this.prefix, count))
    return { events: events.map(recordedEvent), position: last ? BigInt(last.position) : after, caughtUp: ended }
  }

  private async reading<Result>(read: () => Result): Promise<Result> {
    try {
      return await whenFree(this.lockMs, () => {
        this.checkOpen()
        return read()
      })
    } catch (error) {
      throw storeError(error, this.file)
    }
  }

  private checkOpen(): void {
    if (this.bell.closed) throw new StoreUnavailable('it was closed', false)
  }
}

/** At most `count` events whose stream begins with `prefix`, out of at most a page of rows, or `count` where that is more. The statement is done with when this returns. */
function takePage(
  rows: Iterable<StoredEvent>,
  prefix: string,
  count: number,
): { events: StoredEvent[]; last: StoredEvent | undefined; ended: boolean } {
  const events: StoredEvent[] = []
  let last: StoredEvent | undefined
  let seen = 0
  let characters = 0
  for (const row of rows) {
    last = row
    characters += row.data.length + row.metadata.length
    if (row.stream.startsWith(prefix)) events.push(row)
    if (events.length >= count || ++seen >= Math.max(count, PAGE_EVENTS) || characters >= PAGE_CHARACTERS)
      return { events, last, ended: false }
  }
  return { events, last, ended: true }
}
