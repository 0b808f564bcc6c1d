import Database from 'better-sqlite3'
import { dirname, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { BEFORE_FIRST, checkStream, judgeAppend, writeEvents, type WrittenEvent } from './append-rule.js'
import { isOfAFullDisk, makeFolder, syncFolder } from './folder.js'
import {
  StoreFull,
  StoreUnavailable,
  StoreUnusable,
  StreamNotFound,
  WrongExpectedRevision,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Page,
  type Position,
  type RecordedEvent,
  type StreamRead,
} from './ports.js'
import { recordedEvent, type StoredEvent } from './stored-event.js'
import { Bell, follow } from './subscription.js'

/** 'PRSN': marks an SQLite file as an event store of ours. */
const APPLICATION_ID = 0x5052534e
/** Raised when an older program could no longer read or write the file rightly. */
const FORMAT = 1

const SCHEMA = `
  create table event (
    position integer primary key,
    stream text not null,
    revision integer not null,
    id text not null,
    type text not null,
    data text not null,
    metadata text not null,
    unique (stream, revision)
  ) strict;
  pragma application_id = ${APPLICATION_ID};
  pragma user_version = ${FORMAT};
`

/** A page ends with the row that reaches either: no read holds the event loop for longer, or more than that in memory. */
const PAGE_EVENTS = 500
const PAGE_CHARACTERS = 4_000_000

/** So long may one commit gather appends, in milliseconds, before another process gets its turn; one big append is never split. */
const COMMIT_MS = 20
/** A lock of another process is tried again after so many milliseconds. */
const LOCK_RETRY_MS = 1

interface WaitingAppend {
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly events: readonly WrittenEvent[]
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: Error) => void
}

type Answer = Appended | Error

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
  private readonly queue: WaitingAppend[] = []
  /** The commit that is to come, if one is. */
  private scheduled: NodeJS.Immediate | NodeJS.Timeout | undefined
  /** By performance.now(): when the write lock was first found taken, of the tries that all found it so. */
  private lockedSince: number | undefined
  private drained: (() => void) | undefined
  private closing: Promise<void> | undefined

  private readonly begin
  private readonly commit
  private readonly rollback
  private readonly head
  private readonly insert
  private readonly idsAfter
  private readonly revisionsOf
  private readonly positionOf
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
    this.begin = db.prepare('begin immediate')
    this.commit = db.prepare('commit')
    this.rollback = db.prepare('rollback')
    this.head = db.prepare<[string], number | null>('select max(revision) from event where stream = ?').pluck()
    this.insert = db.prepare<[string, number, string, string, string, string]>(
      'insert into event (stream, revision, id, type, data, metadata) values (?, ?, ?, ?, ?, ?)',
    )
    this.idsAfter = db
      .prepare<[string, number, number], string>('select id from event where stream = ? and revision > ? order by revision limit ?')
      .pluck()
    this.revisionsOf = db
      .prepare<[string, string], number>('select revision from event where stream = ? and id = ? order by revision')
      .pluck()
    this.positionOf = db.prepare<[string, number], number>('select position from event where stream = ? and revision = ?').pluck()
    const columns = 'select position, stream, revision, id, type, data, metadata from event'
    this.forwards = db.prepare<[string, number], StoredEvent>(`${columns} where stream = ? and revision >= ? order by revision`)
    this.backwards = db.prepare<[string, number], StoredEvent>(`${columns} where stream = ? and revision <= ? order by revision desc`)
    this.log = db.prepare<[number], StoredEvent>(`${columns} where position > ? order by position`)
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      const written = writeEvents(this.prefix, stream, expected, events)
      this.checkOpen()
      this.queue.push({ stream, expected, events: written, resolve, reject })
      this.scheduled ??= setImmediate(this.commitWaiting)
    })
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
      const page = await this.page(position, PAGE_EVENTS)
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
      await this.reading(() => this.positionOf.get('', 0))
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
    if (this.scheduled) await new Promise<void>((resolve) => (this.drained = resolve))
    this.db.close()
  }

  /** One commit for the appends that wait, as many as fit into COMMIT_MS. */
  private readonly commitWaiting = (): void => {
    const started = performance.now()
    const answers: Answer[] = []
    try {
      this.begin.run()
      do answers.push(this.place(this.queue[answers.length]!))
      while (answers.length < this.queue.length && performance.now() - started < COMMIT_MS)
      this.commit.run()
    } catch (error) {
      if (this.db.inTransaction) this.rollback.run()
      if (isBusy(error)) return this.waitForLock(error)
      for (let count = Math.max(answers.length, 1); count > 0; count--) if (!this.commitAlone()) return
      return this.goOn()
    }
    this.answer(answers)
    this.goOn()
  }

  /** Repeats an append of a failed commit alone, so that one that cannot be stored does not take the others with it. False when it has to wait. */
  private commitAlone(): boolean {
    let committing = false
    let answer: Answer
    try {
      this.begin.run()
      answer = this.place(this.queue[0]!)
      committing = true
      this.commit.run()
    } catch (error) {
      if (this.db.inTransaction) this.rollback.run()
      if (isBusy(error)) {
        this.waitForLock(error)
        return false
      }
      answer = storeError(error, this.file, committing)
    }
    this.answer([answer])
    return true
  }

  private waitForLock(busy: unknown): void {
    this.lockedSince ??= performance.now()
    if (performance.now() - this.lockedSince < this.lockMs) {
      this.scheduled = setTimeout(this.commitWaiting, LOCK_RETRY_MS)
      return
    }
    this.answer(this.queue.map(() => storeError(busy, this.file)))
    this.goOn()
  }

  /** Answers the first of the queue. */
  private answer(answers: readonly Answer[]): void {
    this.lockedSince = undefined
    const waiting = this.queue.splice(0, answers.length)
    for (const [index, { resolve, reject }] of waiting.entries()) {
      const answer = answers[index]!
      if ('revision' in answer) resolve(answer)
      else reject(answer)
    }
    this.bell.ring()
  }

  private goOn(): void {
    this.scheduled = this.queue.length > 0 ? setImmediate(this.commitWaiting) : undefined
    if (!this.scheduled) this.drained?.()
  }

  /** Inside a transaction: stores the events, or gives what else the append is to be answered. */
  private place({ stream, expected, events }: WaitingAppend): Answer {
    const head = this.head.get(stream) ?? BEFORE_FIRST
    const verdict = judgeAppend(
      events.map((event) => event.id),
      expected,
      {
        head,
        idsAfter: (revision, count) => this.idsAfter.all(stream, revision, count),
        revisionsOf: (id) => this.revisionsOf.all(stream, id),
      },
    )
    if (verdict === 'conflict') return new WrongExpectedRevision(stream, expected, head === BEFORE_FIRST ? 'no-stream' : BigInt(head))
    if (verdict !== 'append') {
      return { revision: BigInt(verdict.firstResult), position: BigInt(this.positionOf.get(stream, verdict.firstResult)!) }
    }
    let revision = head
    let position: number | bigint = 0
    for (const { id, type, data, metadata } of events) {
      position = this.insert.run(stream, ++revision, id, type, data, metadata).lastInsertRowid
    }
    return { revision: BigInt(revision), position: BigInt(position) }
  }

  private async page(after: Position, count: number): Promise<Page> {
    const { events, last, ended } = await this.reading(() => takePage(this.log.iterate(Number(after)), this.prefix, count))
    return { events: events.map(recordedEvent), position: last ? BigInt(last.position) : after, caughtUp: ended }
  }

  private async reading<Result>(read: () => Result): Promise<Result> {
    try {
      return await withoutBlocking(this.lockMs, () => {
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

/** Checks that the file is ours before anything in it is changed; makes a store of an empty one. */
async function prepareFile(db: Database.Database, file: string, lockMs: number): Promise<void> {
  const format = db.transaction(() => {
    const applicationId = db.pragma('application_id', { simple: true }) as number
    const version = db.pragma('user_version', { simple: true }) as number
    if (applicationId === 0 && version === 0 && db.prepare('select count(*) from sqlite_schema').pluck().get() === 0) return 'empty'
    if (applicationId !== APPLICATION_ID) {
      throw new StoreUnusable(`${file} is a database of another program: give the event store a file of its own`)
    }
    if (version > FORMAT) {
      throw new StoreUnusable(`${file} has format ${version}, and this program knows only ${FORMAT}: use the newer program that wrote it`)
    }
    return 'ours'
  })
  const found = await withoutBlocking(lockMs, format)
  // fullfsync: without it macOS acknowledges before the disk has it. It does nothing elsewhere.
  for (const pragma of ['synchronous = full', 'fullfsync = on']) await withoutBlocking(lockMs, () => db.pragma(pragma))
  const mode = await withoutBlocking(lockMs, () => db.pragma('journal_mode = wal', { simple: true }))
  if (mode !== 'wal') {
    const told = `${file} cannot be kept with a write-ahead log (SQLite answered ${JSON.stringify(mode)})`
    throw new StoreUnusable(`${told}: put it on a local disk`)
  }
  if (found === 'ours') return
  const create = db.transaction(() => format() === 'empty' && db.exec(SCHEMA))
  await withoutBlocking(lockMs, () => create.immediate())
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

/** Repeats a step that met a lock of another process, for at most `lockMs` milliseconds. */
async function withoutBlocking<Result>(lockMs: number, step: () => Result): Promise<Result> {
  for (const until = performance.now() + lockMs; ; await sleep(LOCK_RETRY_MS)) {
    try {
      return step()
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error
    }
  }
}

/** By the code alone: the native library throws one class of errors a process, and that of another realm (a worker's, a test's) is not ours. */
function sqliteCode(error: unknown): string {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : ''
}

const isBusy = (error: unknown) => /^SQLITE_(BUSY|PROTOCOL)/.test(sqliteCode(error))

/** What an error of SQLite means to whoever uses the store. Only a commit that broke off may yet turn out stored. */
function storeError(error: unknown, file: string, committing = false): Error {
  const code = sqliteCode(error)
  const { message } = error as Error
  if (code === '') return error as Error
  const told = `${file}: ${message} (${code})`
  if (isBusy(error)) return new StoreUnavailable(`another process keeps ${file} locked`, false, { cause: error })
  if (isOfAFullDisk(code, file))
    return new StoreFull(`the disk is full: ${file} (${code})`, committing && code !== 'SQLITE_FULL', { cause: error })
  if (code === 'SQLITE_NOTADB') return new StoreUnusable(`${file} is not an SQLite database, or is damaged`, { cause: error })
  if (code.startsWith('SQLITE_CORRUPT')) return new StoreUnusable(`${file} is damaged: restore it from a backup`, { cause: error })
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|AUTH|ERROR)/.test(code)) {
    return new StoreUnusable(`${told}: check what it is and that it may be read and written`, { cause: error })
  }
  return new StoreUnavailable(told, committing, { cause: error })
}
