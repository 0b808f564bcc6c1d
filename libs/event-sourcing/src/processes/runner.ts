/**
 * Process managers turn events into commands. The id of each command derives from the event and the step, so an event may be
 * answered again after a crash and its commands are still recorded once.
 */
import { type EventReader, type EventSubscriber, type Position, type RecordedEvent, StoreUnavailable } from '@prasan/event-store'
import Database from 'better-sqlite3'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command, Sources } from '../declaring/command.js'
import type { DataOf, EventType } from '../declaring/event.js'
import type { Request } from '../deciding/request.js'
import { derivedId } from '../log/ids.js'
import type { Outcome } from '../declaring/outcome.js'
import { type LoggedEvent, type Registry, UnreadableEvent } from '../log/registry.js'
import { isStillIn } from '../log/same-log.js'
import { keepWithWriteAheadLog, whenPossible } from '../log/when-possible.js'

export interface Reaction {
  readonly command: Command
  readonly input: unknown
  readonly id?: string
  /** Names the reaction among those to one event. */
  readonly step: string
}

export interface ProcessManager {
  readonly name: string
  readonly on: readonly string[]
  /** `facts` know the event that is answered, and may know later ones. */
  readonly react: (event: LoggedEvent, facts: Sources) => readonly Reaction[] | Promise<readonly Reaction[]>
}

/** Answers one type of event, or several. */
export function processManager<E extends EventType<string, any>>(
  name: string,
  on: E | readonly E[],
  react: (event: LoggedEvent<DataOf<E>>, facts: Sources) => readonly Reaction[] | Promise<readonly Reaction[]>,
): ProcessManager {
  return { name, on: [on].flat().map(({ type }) => type), react: react as ProcessManager['react'] }
}

export const actorOf = (manager: string): string => `system:${manager}`

/** The command of a reaction: its id is the same whenever the event is answered. */
export const requestTo = (manager: ProcessManager, event: LoggedEvent, { step, command, input, id }: Reaction): Request => ({
  command,
  input,
  commandId: derivedId('process', manager.name, event.eventId, step),
  actor: actorOf(manager.name),
  correlationId: event.metadata.correlationId,
  causationId: event.eventId,
  ...(id !== undefined && { id }),
})

/** A reaction that was refused: a person has to look at it. Shown by health and `prasan stats`. */
export interface RefusedReaction {
  readonly process: string
  readonly eventId: string
  /** Empty when the process manager itself could not say what to do. */
  readonly step: string
  readonly reason: string
}

/**
 * Runs process managers from their own checkpoint, which stands beside the view generations: a rebuild reacts to nothing.
 * Saved after each page: what a crash lets be answered again has the same command ids and is recorded once. Without a
 * checkpoint, or with that of another log (a store restored from before), all is answered again, to the same effect.
 */
export class ProcessRunner {
  private readonly db: Database.Database
  private readonly types: ReadonlySet<string>
  private waitsFor: string | null = null
  /** All events up to here are answered. */
  private answered: Position = -1n
  /** Where the latest answer stands. */
  private latest: Position = -1n
  private readonly waiting = new Set<() => void>()

  /** `reached` resolves when the look-ups of commands and of `facts` know the log up to the position; without it a new id may be refused as unknown. */
  constructor(
    private readonly file: string,
    private readonly registry: Registry,
    private readonly managers: readonly ProcessManager[],
    private readonly dispatch: (request: Request) => Promise<Outcome>,
    private readonly facts: Sources,
    private readonly reached: (position: Position, signal: AbortSignal) => Promise<unknown> = async () => {},
  ) {
    this.types = new Set(managers.flatMap(({ on }) => on))
    this.db = new Database(file, { timeout: 10_000 })
    try {
      keepWithWriteAheadLog(this.db)
      this.db.pragma('synchronous = NORMAL')
      this.db.exec(`create table if not exists checkpoint (one integer primary key check (one = 1), position integer not null,
        lastEvent text, lastPosition integer) strict;
      create table if not exists refused (process text, eventId text, step text, reason text not null, primary key (process, eventId, step)) strict`)
    } catch (error) {
      this.db.close()
      throw error
    }
  }

  get position(): Position | null {
    const saved = this.checkpoint()
    return saved ? BigInt(saved.position) : null
  }

  /** Null while the process managers move on; otherwise what they wait for. They go on by themselves. */
  get stuck(): string | null {
    return this.waitsFor
  }

  /**
   * Resolves once the event at the position, one of events of these types, is answered: with the position up to which the answers stand,
   * which is its own where nothing answers such events; null when the time is up.
   */
  async answerTo(types: readonly string[], position: Position, milliseconds: number): Promise<Position | null> {
    if (!types.some((type) => this.types.has(type))) return position
    const end = performance.now() + milliseconds
    while (this.answered < position) {
      const left = end - performance.now()
      if (left <= 0) return null
      let wake = () => {}
      const moved = new Promise<void>((resolve) => (wake = resolve))
      const timer = setTimeout(wake, left)
      this.waiting.add(wake)
      await moved
      clearTimeout(timer)
      this.waiting.delete(wake)
    }
    return this.latest > position ? this.latest : position
  }

  private moved(to: Position): void {
    this.answered = to
    for (const wake of this.waiting) wake()
  }

  async follow(store: EventReader & EventSubscriber, signal: AbortSignal): Promise<void> {
    const save = this.db.prepare('insert or replace into checkpoint (one, position, lastEvent, lastPosition) values (1, ?, ?, ?)')
    const saved = this.checkpoint()
    const same = saved !== undefined && (saved.lastEvent === null || (await isStillIn(store, saved.lastEvent, BigInt(saved.lastPosition!))))
    let last = same ? saved : undefined
    if (last) this.moved(BigInt(last.position))
    for await (const page of store.subscribe({ signal, ...(last && { after: BigInt(last.position) }) })) {
      for (const recorded of page.events) {
        if (!this.types.has(recorded.type)) continue
        await this.answer(recorded, signal)
        this.moved(recorded.position)
      }
      this.moved(page.position)
      const end = page.events.at(-1)
      last = {
        position: Number(page.position),
        lastEvent: end?.id ?? last?.lastEvent ?? null,
        lastPosition: end ? Number(end.position) : (last?.lastPosition ?? null),
      }
      const { position, lastEvent, lastPosition } = last
      await this.write(() => save.run(position, lastEvent, lastPosition), signal)
    }
  }

  refused(): RefusedReaction[] {
    return this.db.prepare('select process, eventId, step, reason from refused order by rowid').all() as RefusedReaction[]
  }

  close(): void {
    this.db.close()
  }

  private checkpoint(): { position: number; lastEvent: string | null; lastPosition: number | null } | undefined {
    return this.db.prepare('select position, lastEvent, lastPosition from checkpoint').get() as never
  }

  private async answer(recorded: RecordedEvent, signal: AbortSignal): Promise<void> {
    let event: LoggedEvent
    try {
      event = this.registry.read(recorded)
    } catch (error) {
      if (error instanceof UnreadableEvent) return // the views show it as poison
      throw error
    }
    if (event.metadata.imported) return
    for (const manager of this.managers) {
      if (!manager.on.includes(event.type)) continue
      await this.reached(event.position, signal)
      const reactions = await this.reactions(manager, event, signal)
      for (const reaction of reactions) await this.record(manager, event, reaction, signal)
    }
  }

  private async reactions(manager: ProcessManager, event: LoggedEvent, signal: AbortSignal): Promise<readonly Reaction[]> {
    try {
      return await this.whileAway(async () => manager.react(event, this.facts), signal)
    } catch (error) {
      signal.throwIfAborted()
      await this.refuse(manager, event, '', error, signal)
      return []
    }
  }

  private async record(manager: ProcessManager, event: LoggedEvent, reaction: Reaction, signal: AbortSignal): Promise<void> {
    const { step } = reaction
    const request = requestTo(manager, event, reaction)
    let outcome: Outcome
    try {
      do outcome = await this.whileAway(() => this.dispatch(request), signal)
      while (outcome.is === 'RevisionConflict')
    } catch (error) {
      signal.throwIfAborted()
      return this.refuse(manager, event, step, error, signal)
    }
    if (outcome.is === 'Recorded' && outcome.position > this.latest) this.latest = outcome.position
    return outcome.is === 'Recorded' ? this.accept(manager, event, step, signal) : this.refuse(manager, event, step, outcome, signal)
  }

  /** Tries again for as long as the store is away. @throws when aborted, and what `run` throws otherwise */
  private async whileAway<R>(run: () => Promise<R>, signal: AbortSignal): Promise<R> {
    for (let pause = 50; ; pause = Math.min(pause * 2, 5_000)) {
      signal.throwIfAborted()
      try {
        return await run()
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error
        this.waitsFor = error.message
        await sleep(pause, undefined, { signal }).catch(() => {})
      }
    }
  }

  private accept({ name }: ProcessManager, { eventId }: LoggedEvent, step: string, signal: AbortSignal): Promise<void> {
    const forget = this.db.prepare('delete from refused where process = ? and eventId = ? and step = ?')
    return this.write(() => forget.run(name, eventId, step), signal)
  }

  private refuse({ name }: ProcessManager, { eventId }: LoggedEvent, step: string, why: unknown, signal: AbortSignal): Promise<void> {
    const keep = this.db.prepare('insert or replace into refused (process, eventId, step, reason) values (?, ?, ?, ?)')
    return this.write(() => keep.run(name, eventId, step, reasonOf(why)), signal)
  }

  /** @throws when aborted before it was written: nothing that comes after may be saved then */
  private async write(step: () => Database.RunResult, signal: AbortSignal): Promise<void> {
    const written = await whenPossible(this.db, step, signal, (reason) => {
      this.waitsFor = reason && `${this.file}: ${reason.message}`
    })
    if (written === null) signal.throwIfAborted()
  }
}

function reasonOf(why: unknown): string {
  if (why instanceof Error) return `${why.name}: ${why.message}`
  const outcome = why as Outcome
  if (outcome.is === 'RuleBroken') return outcome.rule.code
  if (outcome.is === 'InputInvalid') return outcome.problems.map(({ field, code }) => `${field}: ${code}`).join('; ')
  return String(why)
}
