/**
 * Process managers turn events into commands. The id of each command derives from the event and the step, so an event may be
 * answered again after a crash and its commands are still recorded once.
 */
import type { EventSubscriber, Position } from '@prasan/event-store'
import Database from 'better-sqlite3'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from './command.js'
import type { EventType } from './event.js'
import type { Request } from './handling.js'
import { derivedId } from './ids.js'
import type { Outcome } from './outcome.js'
import { type LoggedEvent, type Registry, UnreadableEvent } from './registry.js'

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
  readonly react: (event: LoggedEvent) => readonly Reaction[]
}

export function processManager<N extends string, D>(
  name: string,
  on: EventType<N, D>,
  react: (event: LoggedEvent<D>) => readonly Reaction[],
): ProcessManager {
  return { name, on: [on.type], react }
}

/** A reaction that the domain refused: a person has to look at it. Shown by health and `prasan stats`. */
export interface RefusedReaction {
  readonly process: string
  readonly eventId: string
  readonly step: string
  readonly reason: string
}

/** Runs process managers from their own checkpoint, which stands beside the view generations: a rebuild reacts to nothing. */
export class ProcessRunner {
  private readonly db: Database.Database

  constructor(
    file: string,
    private readonly registry: Registry,
    private readonly managers: readonly ProcessManager[],
    private readonly dispatch: (request: Request) => Promise<Outcome>,
  ) {
    this.db = new Database(file, { timeout: 10_000 })
    this.db.pragma('journal_mode = WAL')
    this.db.pragma('synchronous = NORMAL')
    this.db.exec(`create table if not exists checkpoint (one integer primary key check (one = 1), position integer not null) strict;
      create table if not exists refused (process text, eventId text, step text, reason text not null, primary key (process, eventId, step)) strict`)
  }

  get position(): Position | null {
    const saved = this.db.prepare<[], { position: number }>('select position from checkpoint').get()
    return saved ? BigInt(saved.position) : null
  }

  async follow(store: EventSubscriber, signal: AbortSignal): Promise<void> {
    const save = this.db.prepare('insert or replace into checkpoint (one, position) values (1, ?)')
    const after = this.position
    for await (const page of store.subscribe({ signal, ...(after !== null && { after }) })) {
      for (const recorded of page.events) {
        if (!this.managers.some((manager) => manager.on.includes(recorded.type))) continue
        await this.answer(this.read(recorded), signal)
      }
      save.run(page.position)
    }
  }

  refused(): RefusedReaction[] {
    return this.db.prepare('select process, eventId, step, reason from refused').all() as RefusedReaction[]
  }

  close(): void {
    this.db.close()
  }

  private read(recorded: Parameters<Registry['read']>[0]): LoggedEvent | null {
    try {
      return this.registry.read(recorded)
    } catch (error) {
      if (error instanceof UnreadableEvent) return null // the views show it as poison
      throw error
    }
  }

  private async answer(event: LoggedEvent | null, signal: AbortSignal): Promise<void> {
    if (!event || event.metadata.imported) return
    for (const manager of this.managers) {
      if (!manager.on.includes(event.type)) continue
      for (const reaction of manager.react(event)) await this.record(manager, event, reaction, signal)
    }
  }

  private async record(
    manager: ProcessManager,
    event: LoggedEvent,
    { step, command, input, id }: Reaction,
    signal: AbortSignal,
  ): Promise<void> {
    const request: Request = {
      command,
      input,
      commandId: derivedId('process', manager.name, event.eventId, step),
      actor: `system:${manager.name}`,
      correlationId: event.metadata.correlationId,
      causationId: event.eventId,
      ...(id !== undefined && { id }),
    }
    for (let pause = 50; !signal.aborted; pause = Math.min(pause * 2, 5_000)) {
      try {
        const outcome = await this.dispatch(request)
        if (outcome.is === 'RevisionConflict') continue
        if (outcome.is !== 'Recorded') {
          const reason =
            outcome.is === 'RuleBroken' ? outcome.rule.code : outcome.problems.map(({ field, code }) => `${field}: ${code}`).join('; ')
          this.db
            .prepare('insert or replace into refused (process, eventId, step, reason) values (?, ?, ?, ?)')
            .run(manager.name, event.eventId, step, reason)
        }
        return
      } catch {
        await sleep(pause, undefined, { signal }).catch(() => {}) // the store is away: the same command again
      }
    }
    signal.throwIfAborted()
  }
}
