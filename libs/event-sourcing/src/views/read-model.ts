/** The read model of a node: one SQLite file (generation.ts), fed by one ordered pass of the log (projection.ts), that answers questions. */
import { type EventReader, type EventSubscriber, type Position, isBusy } from '@prasan/event-store'
import type Database from 'better-sqlite3'
import { setImmediate as nextTick } from 'node:timers/promises'
import type { Registry } from '../log/registry.js'
import { CHAIN_BEGINS, chained } from '../log/chain.js'
import { LogIsAnother } from '../log/same-log.js'
import { whenPossible } from '../log/when-possible.js'
import { type Poison, dropGeneration, indexesOf, isLarge, openGeneration } from './generation.js'
import { whatIsWrongBeside } from './integrity.js'
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
   * @throws UnreadableEvent of a newer version during a rebuild; LogIsAnother when the log is not the one that the views were made from
   */
  async follow(store: EventReader & EventSubscriber, signal: AbortSignal, progress?: (logNumber: number) => void): Promise<void> {
    await this.requireSameLog(store)
    const after = this.projection.checkpoint.position
    const pageSize = this.projection.checkpoint.complete ? undefined : BUILDING_PAGE
    for await (const page of store.subscribe({ signal, ...(after !== null && { after }), ...(pageSize && { pageSize }) })) {
      if (page.events.length > 0 && this.projection.checkpoint.complete) await this.requireSameLog(store)
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

  /**
   * Whether the log holds the last event that the views have seen, as they have seen it, where they have seen it. Views of another log
   * (cut short, exchanged, restored from before) would answer with a foreign past.
   * @throws LogIsAnother, and what the store throws
   */
  async requireSameLog(store: EventReader): Promise<void> {
    const { logNumber } = this.projection.checkpoint
    if (logNumber === 0) return
    const line = this.prepared('select position, lower(hex(root)) root from log where logNumber = ?')
    const { position, root } = line.get(logNumber) as { position: number; root: string }
    const before = (line.get(logNumber - 1) as { root: string } | undefined)?.root ?? CHAIN_BEGINS
    for await (const event of store.readAll({ from: BigInt(position), limit: 1 }))
      if (event.position === BigInt(position) && chained(before, logNumber, event) === root) return
    throw new LogIsAnother(
      `${this.file} was made from another event log, or from one that went on further: restore that log, or delete the file if this is the right one, and it is rebuilt`,
    )
  }

  /**
   * Reads a file that was too large to be checked at the start through SQLite's own check, in a thread beside. One that is not whole is
   * dropped: this process must not serve it any longer, and the next builds it anew.
   * @throws Error that says so
   */
  async check(signal: AbortSignal): Promise<void> {
    if (!isLarge(this.file)) return
    const wrong = await whatIsWrongBeside(this.file, signal)
    if (wrong === null) return
    dropGeneration(this.file)
    throw new Error(`${this.file} was damaged (${wrong}) and is thrown away: start this node again, and it is rebuilt from the event log`)
  }

  /** Resolves true when the views have reached the position, false when the time is up or it is aborted. */
  async waitFor(position: Position, milliseconds: number, signal?: AbortSignal): Promise<boolean> {
    if (this.reached(position)) return true
    if (milliseconds === 0 || signal?.aborted) return false
    let timer: NodeJS.Timeout | undefined
    let abort = () => {}
    const waiter = { position, wake: () => {} }
    const woken = new Promise<boolean>((resolve) => {
      waiter.wake = () => resolve(true)
      abort = () => resolve(false)
      timer = setTimeout(abort, milliseconds)
    })
    signal?.addEventListener('abort', abort)
    this.waiting.add(waiter)
    try {
      return await woken
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
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

  /**
   * What was known at the instant: the log number at which the fewest events stand on the wrong side of it, those up to it that say they were
   * recorded later and those after it that say earlier. Where every clock was right none does; one that was wrong for a while counts
   * no more than what was recorded by it. Of the log through `last` only.
   */
  logNumberAt(instant: string, last = this.logNumber): number {
    const at = new Date(instant).toISOString()
    const known = this.prepared('select knownAt from log where logNumber = ?')
    let low = 0
    let high = last
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((known.get(middle) as { knownAt: string }).knownAt <= at) low = middle
      else high = middle - 1
    }
    const astray = this.prepared(
      'select logNumber from log where recordedAt < knownAt and recordedAt <= ? and logNumber > ? and logNumber <= ? order by logNumber',
    ).all(at, low, last) as { logNumber: number }[]
    let [best, fewest] = [low, 0]
    for (const [i, { logNumber }] of astray.entries()) {
      const more = logNumber - low - 2 * (i + 1)
      if (more < fewest) [best, fewest] = [logNumber, more]
    }
    return best
  }

  /** Whether the log, as far as it was read, and through `last`, holds an event of the id. */
  hasSeen(id: string, last = this.logNumber): boolean {
    return this.prepared('select 1 from log where id = ? and logNumber <= ? limit 1').get(id, last) !== undefined
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

  private prepared(text: string): Database.Statement {
    let statement = this.statements.get(text)
    if (!statement) {
      if (this.statements.size >= 500) this.statements.clear()
      this.statements.set(text, (statement = this.db.prepare(text)))
    }
    return statement
  }
}
