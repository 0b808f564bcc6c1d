/**
 * The read model of a node: one SQLite file, named by the digest of all view versions (a generation), fed by one ordered pass
 * of the log. Rows, log numbers and checkpoint commit together. Live and rebuild are this same code.
 */
import type { EventReader, EventSubscriber, Position, RecordedEvent } from '@prasan/event-store'
import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTick } from 'node:timers/promises'
import { type LoggedEvent, type Registry, UnreadableEvent } from '../registry.js'
import type { AsOf } from './history.js'
import type { Sql } from './sql.js'
import type { Handler, View, Views } from './view.js'

const LOG_TABLES = `
create table log (logNumber integer primary key, position integer not null, id text not null, revision integer not null, type text not null,
  recordedAt text not null, knownAt text not null, actor text not null, forPost text) strict;
create index log_id on log (id, logNumber);
create table poison (logNumber integer primary key, position integer not null, stream text not null, revision integer not null, type text not null, reason text not null) strict;
create table checkpoint (one integer primary key check (one = 1), position integer, logNumber integer not null, knownAt text not null, firstEvent text) strict;
insert into checkpoint values (1, null, 0, '', null)`

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
  readonly firstEvent: string | null
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
  private readonly waiting = new Set<{ position: Position; wake: () => void }>()
  private readonly addLine: Database.Statement
  private readonly addPoison: Database.Statement
  private readonly saveCheckpoint: Database.Statement
  private checkpoint: Checkpoint
  private live = false
  /** Statements run for queries so far: tests assert how many a question costs. */
  asked = 0

  private constructor(
    readonly file: string,
    private readonly db: Database.Database,
    private readonly registry: Registry,
    views: readonly View[],
  ) {
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
      'insert into log (logNumber, position, id, revision, type, recordedAt, knownAt, actor, forPost) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    this.addPoison = db.prepare(
      'insert or replace into poison (logNumber, position, stream, revision, type, reason) values (?, ?, ?, ?, ?, ?)',
    )
    this.saveCheckpoint = db.prepare('update checkpoint set position = ?, logNumber = ?, knownAt = ?, firstEvent = ?')
    this.checkpoint = this.loadCheckpoint()
  }

  /** Opens this version's generation in the folder (`:memory:` for none), begins it where there is none, keeps the two newest. */
  static open(folder: string, registry: Registry, views: readonly View[]): ReadModel {
    const digest = generationOf(views)
    if (folder !== ':memory:') mkdirSync(folder, { recursive: true })
    const file = folder === ':memory:' ? folder : join(folder, `views-${digest}.db`)
    const db = new Database(file, { timeout: 10_000 })
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    db.pragma('cache_size = -65536')
    if (!db.prepare("select 1 from sqlite_master where name = 'checkpoint'").get()) {
      db.transaction(() => {
        db.exec(LOG_TABLES)
        for (const view of views) for (const table of Object.values(view.tables)) db.exec(table.ddl)
      })()
    }
    if (folder !== ':memory:') dropOldGenerations(folder, digest)
    return new ReadModel(file, db, registry, views)
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

  /**
   * Follows the log until the signal aborts. A live run records an event that it cannot take and goes on; while still behind
   * (a rebuild) it stops at an event that the registry does not know, since an older node must not make up a past.
   * @throws UnreadableEvent during a rebuild
   */
  async follow(store: EventReader & EventSubscriber, signal: AbortSignal, progress?: (logNumber: number) => void): Promise<void> {
    await this.checkSameLog(store)
    const behind = this.checkpoint.logNumber === 0
    const after = this.checkpoint.position
    for await (const page of store.subscribe({ signal, ...(after !== null && { after }) })) {
      if (page.events.length > 0) this.take(page.events, page.position, behind && !this.live)
      else if (this.checkpoint.position === null || page.position > this.checkpoint.position) this.moveTo(page.position)
      if (page.caughtUp) this.live = true
      progress?.(this.checkpoint.logNumber)
      for (const waiter of this.waiting) if (this.reached(waiter.position)) waiter.wake()
      await nextTick()
    }
  }

  /** Resolves true when the views have reached the position, false when the time is up. */
  async waitFor(position: Position, milliseconds: number): Promise<boolean> {
    if (this.reached(position)) return true
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

  poison(): Poison[] {
    return this.prepared('select logNumber, stream, revision, type, reason from poison order by logNumber').all() as Poison[]
  }

  close(): void {
    this.db.close()
  }

  private reached(position: Position): boolean {
    return this.checkpoint.position !== null && this.checkpoint.position >= position
  }

  /** One page, one transaction. Another process may feed the same file: what it has already taken is passed over. */
  private take(events: readonly RecordedEvent[], position: Position, strict: boolean, careful = false): void {
    const before = this.checkpoint
    this.db.exec('begin immediate')
    try {
      this.checkpoint = this.loadCheckpoint()
      const reached = this.checkpoint.position
      for (const event of events) if (reached === null || event.position > reached) this.takeOne(event, strict, careful)
      if (reached === null || position > reached) this.moveTo(position)
      this.db.exec('commit')
    } catch (error) {
      this.db.exec('rollback')
      this.checkpoint = before
      if (strict || careful) throw error
      this.take(events, position, strict, true)
    }
  }

  /** `careful`: an event that a handler cannot take is undone alone and recorded as poison. */
  private takeOne(recorded: RecordedEvent, strict: boolean, careful: boolean): void {
    const log = this.checkpoint.logNumber + 1
    let event: LoggedEvent | undefined
    try {
      event = this.registry.read(recorded)
    } catch (error) {
      if (!(error instanceof UnreadableEvent) || strict) throw error
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
    )
    this.checkpoint = { position: recorded.position, logNumber: log, knownAt, firstEvent: this.checkpoint.firstEvent ?? recorded.id }
    const handlers = event && this.handlers.get(event.type)
    if (!handlers) return
    for (const history of this.histories) history.at(log)
    const viewed = { ...event!, log }
    if (careful) this.db.exec('savepoint one')
    try {
      for (const { run, rows } of handlers) run(rows, viewed)
    } catch (error) {
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
    const saved = this.prepared('select position, logNumber, knownAt, firstEvent from checkpoint').get() as Omit<Checkpoint, 'position'> & {
      position: number | null
    }
    return { ...saved, position: saved.position === null ? null : BigInt(saved.position) }
  }

  private moveTo(position: Position): void {
    this.checkpoint = { ...this.checkpoint, position }
    const { logNumber, knownAt, firstEvent } = this.checkpoint
    this.saveCheckpoint.run(position, logNumber, knownAt, firstEvent)
  }

  /** A read model of another log (a restored or exchanged store) would answer with a foreign past. */
  private async checkSameLog(store: EventReader): Promise<void> {
    if (this.checkpoint.firstEvent === null) return
    for await (const first of store.readAll({ limit: 1 })) if (first.id === this.checkpoint.firstEvent) return
    throw new Error(`${this.file} was made from another event log: delete it, it is rebuilt from this one`)
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

export function generationOf(views: readonly View[]): string {
  const parts = views.map((view) => [view.name, view.version, Object.values(view.tables).map((table) => table.ddl)])
  return createHash('sha256')
    .update(JSON.stringify([LOG_TABLES, parts]))
    .digest('hex')
    .slice(0, 12)
}

function dropOldGenerations(folder: string, current: string): void {
  const others = readdirSync(folder)
    .filter((name) => /^views-[0-9a-f]{12}\.db$/.test(name) && name !== `views-${current}.db`)
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  for (const { name } of others.slice(1)) for (const end of ['', '-wal', '-shm']) rmSync(join(folder, name + end), { force: true })
}

/** Where a question leaves the moment open: today, with all that is known. */
export const asOfNow = (today: string): AsOf => ({ day: today, log: null })
