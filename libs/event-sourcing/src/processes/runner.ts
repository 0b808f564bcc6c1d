/**
 * Process managers turn events into commands. The id of each command derives from the event and the step, so an event may be
 * answered again after a crash and its commands are still recorded once.
 */
import {
  type EventReader,
  type EventSubscriber,
  type Position,
  type RecordedEvent,
  StoreUnavailable,
  StreamNotFound,
} from '@prasan/event-store'
import Database from 'better-sqlite3'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command, Sources } from '../declaring/command.js'
import type { Day } from '../declaring/shapes.js'
import type { DataOf, EventType } from '../declaring/event.js'
import type { Request } from '../deciding/request.js'
import { grouped } from '../collections/grouped.js'
import { derivedId } from '../log/ids.js'
import type { Outcome } from '../declaring/outcome.js'
import { type LoggedEvent, type Registry, UnreadableEvent } from '../log/registry.js'
import { isStillIn } from '../log/same-log.js'
import { keepWithWriteAheadLog, whenPossible } from '../log/when-possible.js'
import { bangkokDay } from '../time/clock.js'
import { BeginProcess, processOf } from './beginning.js'

export interface Reaction {
  readonly command: Command
  readonly input: unknown
  readonly id?: string
  /** Names the reaction among those to one event. */
  readonly step: string
  /** Of what falls due on a day: the same whichever event it is answered to. Otherwise it derives from the event and the step. */
  readonly commandId?: string
}

/**
 * What a process manager answers: what is recorded after it first ran on this log, so that one that is new begins nothing of what is past;
 * or all of the log, also what is found before, where each reaction is put right by what is recorded already.
 */
export type Answers = 'fromItsStart' | 'all'

export interface ProcessManager {
  readonly name: string
  readonly on: readonly string[]
  readonly answers: Answers
  /** Of the reactions to one event so many are recorded at once, those about one thing one after the other; one where it is left out. */
  readonly atOnce?: number
  /** `facts` know the event that is answered, and may know later ones; `start` is the day on which it first ran, null where it answers all. */
  readonly react: (event: LoggedEvent, facts: Sources, start: Day | null) => readonly Reaction[] | Promise<readonly Reaction[]>
}

/** Answers one type of event, or several. */
export function processManager<E extends EventType<string, any>>(
  name: string,
  on: E | readonly E[],
  react: (event: LoggedEvent<DataOf<E>>, facts: Sources, start: Day | null) => readonly Reaction[] | Promise<readonly Reaction[]>,
  answers: Answers = 'fromItsStart',
): ProcessManager {
  return { name, on: [on].flat().map(({ type }) => type), answers, react: react as ProcessManager['react'] }
}

/** Whether a command with this id, and another body, is in the log. */
const isRecordedOtherwise = (outcome: Outcome): boolean =>
  outcome.is === 'InputInvalid' && outcome.problems.some(({ code }) => code === 'IdempotencyKeyReused')

export const actorOf = (manager: string): string => `system:${manager}`

/** The command of a reaction: its id is the same whenever the event is answered. */
export const requestTo = (manager: ProcessManager, event: LoggedEvent, { step, command, input, id, commandId }: Reaction): Request => ({
  command,
  input,
  commandId: commandId ?? derivedId('process', manager.name, event.eventId, step),
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

/** Where a process manager begins: behind the event that says so, on the day on which that was recorded. */
interface Start {
  readonly position: Position
  readonly day: Day
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
  private readonly starts = new Map<string, Start>()
  private anyRefused: Database.Statement | undefined

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
      this.db.transaction(() => this.prepareTables()).immediate()
    } catch (error) {
      this.db.close()
      throw error
    }
  }

  /** Two processes that first start at once on one folder take turns here. */
  private prepareTables(): void {
    this.db.exec(`create table if not exists checkpoint (one integer primary key check (one = 1), position integer not null,
      lastEvent text, lastPosition integer) strict;
    create table if not exists refused (process text, eventId text, step text, reason text not null, primary key (process, eventId, step)) strict`)
    if (!(this.db.pragma('table_info(refused)') as { name: string }[]).some(({ name }) => name === 'position'))
      this.db.exec('alter table refused add column position integer')
  }

  get position(): Position | null {
    const saved = this.checkpoint()
    return saved ? BigInt(saved.position) : null
  }

  /** Null while the process managers move on; otherwise what they wait for. They go on by themselves. */
  get stuck(): string | null {
    const begun = this.managers.every(({ name, answers }) => answers === 'all' || this.starts.has(name))
    return this.waitsFor ?? (begun ? null : 'the process managers have not begun')
  }

  /**
   * Resolves once the event at the position, one of events of these types, is answered, and so is what it was answered with: with the position
   * up to which the answers stand, which is its own where nothing answers such events; null when the time is up.
   */
  async answerTo(types: readonly string[], position: Position, milliseconds: number): Promise<Position | null> {
    if (!types.some((type) => this.types.has(type))) return position
    await this.settled(position, AbortSignal.timeout(milliseconds))
    const end = position > this.latest ? position : this.latest
    return this.answered < end ? null : end
  }

  /** Resolves once the log up to the position is answered, and all that it was answered with; or when aborted. */
  async settled(position: Position, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.answered < (position > this.latest ? position : this.latest)) await this.nextMove(signal)
  }

  private async nextMove(signal: AbortSignal): Promise<void> {
    let wake = () => {}
    const moved = new Promise<void>((resolve) => (wake = resolve))
    this.waiting.add(wake)
    signal.addEventListener('abort', wake)
    await moved
    signal.removeEventListener('abort', wake)
    this.waiting.delete(wake)
  }

  private moved(to: Position): void {
    this.answered = to
    for (const wake of this.waiting) wake()
  }

  async follow(store: EventReader & EventSubscriber, signal: AbortSignal): Promise<void> {
    for (const manager of this.managers) await this.startOf(manager, store)
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

  /** The event to which a reaction was refused. @throws Error where the log does not hold it, and what the store throws */
  async answeredBy({ eventId }: RefusedReaction, store: EventReader): Promise<LoggedEvent> {
    const position = this.db.prepare('select position from refused where eventId = ?').pluck().get(eventId) as number | null | undefined
    if (typeof position === 'number')
      for await (const event of store.readAll({ from: BigInt(position), limit: 1 }))
        if (event.id === eventId) return this.registry.read(event)
    for await (const event of store.readAll()) if (event.id === eventId) return this.registry.read(event)
    throw new Error(`the log holds no event ${eventId}`)
  }

  /**
   * Sends a reaction again that was refused: taken, or no longer asked for, it is shown no more; refused again, with the new reason.
   * @throws Error where no process manager has the name or the log does not hold the event, and what the store throws
   */
  async again(refused: RefusedReaction, store: EventReader, signal: AbortSignal): Promise<void> {
    const manager = this.managers.find(({ name }) => name === refused.process)
    if (!manager) throw new Error(`no process manager is called ${refused.process} here`)
    const event = await this.answeredBy(refused, store)
    const start = await this.startOf(manager, store)
    await this.reached(event.position, signal)
    const reactions = await this.reactions(manager, event, start, signal)
    if (!reactions) return
    await this.forget(manager, event, refused, signal)
    for (const reaction of reactions)
      if (refused.step === '' || reaction.step === refused.step) await this.record(manager, event, reaction, signal)
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
      const start = this.starts.get(manager.name)
      if (start && event.position < start.position) continue
      await this.reached(event.position, signal)
      const reactions = await this.reactions(manager, event, start, signal)
      await this.recordAll(manager, event, reactions ?? [], signal)
    }
  }

  /** Those about one thing in their order; where the manager says so, several things at once, which then share commits of the store. */
  private async recordAll(manager: ProcessManager, event: LoggedEvent, reactions: readonly Reaction[], signal: AbortSignal): Promise<void> {
    const queues = [...grouped(reactions.entries(), ([i, { id }]) => id ?? i).values()].values()
    const work = async () => {
      for (const queue of queues) for (const [, reaction] of queue) await this.record(manager, event, reaction, signal)
    }
    const done = await Promise.allSettled(Array.from({ length: manager.atOnce ?? 1 }, work))
    for (const each of done) if (each.status === 'rejected') throw each.reason
  }

  /** Where a manager begins that answers nothing of before; of several nodes that begin it at once one does. */
  private async startOf(manager: ProcessManager, store: EventReader): Promise<Start | undefined> {
    const { name, answers } = manager
    if (answers === 'all' || this.starts.has(name)) return this.starts.get(name)
    const id = processOf(name)
    const begun = async () => {
      for await (const { position, metadata } of eventsOf(store, this.registry.streamOf(id)))
        return { position, day: bangkokDay(metadata['recordedAt'] as string) }
      return undefined
    }
    let start = await begun()
    if (!start) {
      await this.dispatch({ command: BeginProcess, id, input: { name }, actor: actorOf(name), commandId: derivedId('process', name) })
      start = await begun()
      if (!start) throw new Error(`the process manager ${name} could not begin`)
    }
    this.starts.set(name, start)
    return start
  }

  /** Undefined where the manager could not say what to do: that is kept as refused. */
  private async reactions(
    manager: ProcessManager,
    event: LoggedEvent,
    start: Start | undefined,
    signal: AbortSignal,
  ): Promise<readonly Reaction[] | undefined> {
    try {
      return await this.whileAway(async () => manager.react(event, this.facts, start?.day ?? null), signal)
    } catch (error) {
      signal.throwIfAborted()
      await this.refuse(manager, event, { step: '' }, error, signal)
      return undefined
    }
  }

  private async record(manager: ProcessManager, event: LoggedEvent, reaction: Reaction, signal: AbortSignal): Promise<void> {
    const request = requestTo(manager, event, reaction)
    let outcome: Outcome
    try {
      do outcome = await this.whileAway(() => this.dispatch(request), signal)
      while (outcome.is === 'RevisionConflict')
    } catch (error) {
      signal.throwIfAborted()
      return this.refuse(manager, event, reaction, error, signal)
    }
    // What is due is answered by what was recorded of it, though it would be said otherwise as it is known by now.
    if (reaction.commandId !== undefined && isRecordedOtherwise(outcome)) return this.forget(manager, event, reaction, signal)
    if (outcome.is !== 'Recorded') return this.refuse(manager, event, reaction, outcome, signal)
    if (outcome.position > this.latest) this.latest = outcome.position
    return this.forget(manager, event, reaction, signal)
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

  /** What falls due on a day may be answered to another event each time: it is shown once. */
  private async forget(manager: ProcessManager, event: LoggedEvent, reaction: Refusable, signal: AbortSignal): Promise<void> {
    this.anyRefused ??= this.db.prepare('select 1 from refused limit 1')
    if (this.anyRefused.get()) await this.write(() => this.forgetNow(manager, event, reaction), signal)
  }

  private forgetNow({ name }: ProcessManager, { eventId }: LoggedEvent, { step, commandId }: Refusable): Database.RunResult {
    const of = commandId === undefined ? ' and eventId = ?' : ''
    return this.db.prepare(`delete from refused where process = ? and step = ?${of}`).run(name, step, ...(of ? [eventId] : []))
  }

  private refuse(manager: ProcessManager, event: LoggedEvent, reaction: Refusable, why: unknown, signal: AbortSignal): Promise<void> {
    const keep = this.db.prepare('insert or replace into refused (process, eventId, step, reason, position) values (?, ?, ?, ?, ?)')
    return this.write(() => {
      if (reaction.commandId !== undefined) this.forgetNow(manager, event, reaction)
      return keep.run(manager.name, event.eventId, reaction.step, reasonOf(why), Number(event.position))
    }, signal)
  }

  /** @throws when aborted before it was written: nothing that comes after may be saved then */
  private async write(step: () => Database.RunResult, signal: AbortSignal): Promise<void> {
    const written = await whenPossible(this.db, step, signal, (reason) => {
      this.waitsFor = reason && `${this.file}: ${reason.message}`
    })
    if (written === null) signal.throwIfAborted()
  }
}

type Refusable = Pick<Reaction, 'step' | 'commandId'>

async function* eventsOf(store: EventReader, stream: string): AsyncIterable<RecordedEvent> {
  try {
    yield* store.readStream(stream, { limit: 1 })
  } catch (error) {
    if (!(error instanceof StreamNotFound)) throw error
  }
}

function reasonOf(why: unknown): string {
  if (why instanceof Error) return `${why.name}: ${why.message}`
  const outcome = why as Outcome
  if (outcome.is === 'RuleBroken') return outcome.rule.code
  if (outcome.is === 'InputInvalid') return outcome.problems.map(({ field, code }) => `${field}: ${code}`).join('; ')
  return String(why)
}
