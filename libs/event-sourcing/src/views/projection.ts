import { type Page, type Position, type RecordedEvent, sqliteCode } from '@prasan/event-store'
import type Database from 'better-sqlite3'
import { chained } from '../log/chain.js'
import { type LoggedEvent, type Registry, UnreadableEvent } from '../log/registry.js'
import type { Handler, View } from './view.js'

/** So long may one slice of projection hold the event loop, in milliseconds; one event is never split. */
const SLICE_MS = 10

export interface Checkpoint {
  readonly position: Position | null
  readonly logNumber: number
  /** The latest recordedAt so far. */
  readonly knownAt: string
  /** Id of the event that has the log number. */
  readonly lastEvent: string | null
  /** Of the log through that event. */
  readonly root: string
  /** True since this generation reached the end of the log for the first time: until then it is being rebuilt. */
  readonly complete: boolean
}

/** What the events of the log do to a generation: rows, log numbers and checkpoint commit together. Live and rebuild are this same code. */
export class Projection {
  private readonly handlers = new Map<string, { run: Handler['run']; rows: unknown }[]>()
  private readonly histories: { at(log: number): void }[] = []
  private readonly addLine: Database.Statement
  private readonly addPoison: Database.Statement
  private readonly readCheckpoint: Database.Statement
  private readonly saveCheckpoint: Database.Statement
  private now: Checkpoint

  /** @throws Error when a view handles an event that no aggregate declares */
  constructor(
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
      'insert into log (logNumber, position, id, revision, type, recordedAt, knownAt, actor, forPost, begunBy, root) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    this.addPoison = db.prepare(
      'insert or replace into poison (logNumber, position, stream, revision, type, reason) values (?, ?, ?, ?, ?, ?)',
    )
    this.saveCheckpoint = db.prepare(
      'update checkpoint set position = ?, logNumber = ?, knownAt = ?, lastEvent = ?, root = ?, complete = ?',
    )
    this.readCheckpoint = db.prepare('select position, logNumber, knownAt, lastEvent, lower(hex(root)) root, complete from checkpoint')
    this.now = this.loadCheckpoint()
  }

  get checkpoint(): Checkpoint {
    return this.now
  }

  /**
   * One slice, one transaction: the events of the page from the given one on, as many as fit. Another process may feed the same
   * file: what it has already taken is passed over. Gives the number of events of the page that are done.
   */
  take(page: Page, from: number, careful = false): number {
    const before = this.now
    try {
      this.db.exec('begin immediate')
      this.now = this.loadCheckpoint()
      const { position: reached, complete } = this.now
      const until = complete ? performance.now() + SLICE_MS : Infinity
      let next = from
      do {
        const event = page.events[next]
        if (event && (reached === null || event.position > reached)) this.takeOne(event, !complete, careful)
        next++
      } while (next < page.events.length && performance.now() < until)
      const ended = next >= page.events.length
      const position = ended && (reached === null || page.position > reached) ? page.position : this.now.position
      this.save({ ...this.now, position, complete: complete || (ended && page.caughtUp) })
      this.db.exec('commit')
      return ended ? page.events.length : next
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('rollback')
      this.now = before
      if (careful || error instanceof UnreadableEvent || isOfTheFile(error)) throw error
      return this.take(page, from, true)
    }
  }

  /** `careful`: an event that a handler cannot take is undone alone and recorded as poison. */
  private takeOne(recorded: RecordedEvent, strict: boolean, careful: boolean): void {
    const log = this.now.logNumber + 1
    let event: LoggedEvent | undefined
    try {
      event = this.registry.read(recorded)
    } catch (error) {
      if (!(error instanceof UnreadableEvent) || (strict && error.newer)) throw error
      this.recordPoison(log, recorded, error.reason)
    }
    const recordedAt = event?.recordedAt ?? this.now.knownAt
    const knownAt = recordedAt > this.now.knownAt ? recordedAt : this.now.knownAt
    const id = recorded.stream.slice(this.registry.prefix.length)
    const root = chained(this.now.root, log, recorded)
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
      Buffer.from(root, 'hex'),
    )
    this.now = { position: recorded.position, logNumber: log, knownAt, lastEvent: recorded.id, root, complete: this.now.complete }
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
    const saved = this.readCheckpoint.get() as Omit<Checkpoint, 'position' | 'complete'> & { position: number | null; complete: number }
    return { ...saved, position: saved.position === null ? null : BigInt(saved.position), complete: saved.complete === 1 }
  }

  private save(checkpoint: Checkpoint): void {
    this.now = checkpoint
    const { position, logNumber, knownAt, lastEvent, root, complete } = checkpoint
    this.saveCheckpoint.run(position, logNumber, knownAt, lastEvent, Buffer.from(root, 'hex'), complete ? 1 : 0)
  }
}

/** Whether an error tells of the file, not of the event that was being taken. */
const isOfTheFile = (error: unknown) => /^SQLITE_(?!CONSTRAINT|MISMATCH|RANGE|TOOBIG|ERROR)/.test(sqliteCode(error))
