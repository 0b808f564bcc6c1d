/** The read model of a node: one SQLite file (generation.ts), fed by one ordered pass of the log (projection.ts), that answers questions. */
import { type EventReader, type EventSubscriber, type Position, isBusy } from '@prasan/event-store'
import type Database from 'better-sqlite3'
import { setImmediate as nextTick } from 'node:timers/promises'
import type { Registry } from '../log/registry.js'
import { isStillIn } from '../log/same-log.js'
import { whenPossible } from '../log/when-possible.js'
import { type Poison, indexesOf, openGeneration } from './generation.js'
import { Projection } from './projection.js'
import type { Sql } from './sql.js'
import type { View, Views } from './view.js'

/**
 * While a generation is built nobody is answered from it yet, and a transaction is a whole page of so many events: the more events share
 * one, the fewer times the pages of the indexes are written. Some 50 ms where nothing else runs.
 */
const BUILDING_PAGE = 2_000

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
  private readonly projection: Projection
  private readonly indexes: readonly string[]
  private readonly waiting = new Set<{ position: Position; wake: () => void }>()
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
    this.projection = new Projection(db, registry, views)
  }

  /** Opens this version's generation in the folder (`:memory:` for none), begins it where there is none, keeps the two newest. */
  static open(folder: string, registry: Registry, views: readonly View[]): ReadModel {
    return openGeneration(folder, registry, views, (file, db) => new ReadModel(file, db, registry, views))
  }

  get position(): Position | null {
    return this.projection.checkpoint.position
  }

  /** Log number of the last event seen. */
  get logNumber(): number {
    return this.projection.checkpoint.logNumber
  }

  /** Root of the chain over the log through the last event seen; 64 hexadecimal digits. */
  get root(): string {
    return this.projection.checkpoint.root
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
    const after = this.projection.checkpoint.position
    const pageSize = this.projection.checkpoint.complete ? undefined : BUILDING_PAGE
    for await (const page of store.subscribe({ signal, ...(after !== null && { after }), ...(pageSize && { pageSize }) })) {
      if (page.caughtUp && !this.projection.checkpoint.complete) await this.makeIndexes(signal)
      let done = 0
      do {
        const next = await this.whenPossible(() => this.projection.take(page, done), signal)
        if (next === null) return
        done = next
        if (page.caughtUp && done === page.events.length) this.live = true
        for (const waiter of this.waiting) if (this.reached(waiter.position)) waiter.wake()
        progress?.(this.projection.checkpoint.logNumber)
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
    let high = this.projection.checkpoint.logNumber
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
    return this.projection.checkpoint.position !== null && this.projection.checkpoint.position >= position
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

  /** A read model of another log (an exchanged store, or one restored from an older backup) would answer with a foreign past. */
  private async checkSameLog(store: EventReader): Promise<void> {
    const { logNumber, lastEvent } = this.projection.checkpoint
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
