/** What a command is handled with: what was asked, and what this process has. */
import type { EventAppender, EventReader } from '@prasan/event-store'
import type { Command, Evidence, Sources } from '../declaring/command.js'
import type { Breach } from '../declaring/rules.js'
import type { Files } from '../files/files.js'
import type { Registry } from '../log/registry.js'
import type { KeyRing } from '../personal-data/key-ring.js'
import type { Clock } from '../time/clock.js'
import type { KeptStates } from './kept-states.js'

/** A command on its way: what to do, with which input, on whose behalf. */
export interface Request {
  readonly command: Command
  readonly input: unknown
  /** Of the thing to change; for a creation of the thing to begin, where the caller has a natural key, else derived. */
  readonly id?: string
  /** Of an import's row or a process manager's step; anybody else's derives from the idempotency key. */
  readonly commandId?: string
  readonly idempotencyKey?: string
  readonly actor: string
  readonly forPost?: string
  /** The revision the caller has seen; null: none yet. A stale one is answered as RevisionConflict, never retried. */
  readonly expectedRevision?: number | null
  readonly recordDespite?: readonly Breach[]
  readonly correlationId?: string
  readonly causationId?: string
  readonly imported?: boolean
  /** Of an import: what the command creates inside its stream is named by the row alone, so that other rows can refer to it. */
  readonly row?: string
}

/** What is watched: a command from its judgement to its outcome, within it each load, decision and append, and the wait for the views after it. */
export type Step = 'command' | 'load' | 'decide' | 'append' | 'views'

/** Stands around the work of a step, for figures and traces; what the work gives or throws is what it gives or throws. `of`: the command. */
export type Watch = <R>(step: Step, of: string, work: () => Promise<R>) => Promise<R>

export const unwatched: Watch = (_step, _of, work) => work()

export interface Handling {
  readonly store: EventReader & EventAppender
  readonly registry: Registry
  readonly clock: Clock
  readonly keys: KeyRing
  /** Streams as they were left, so that a command on one of them reads nothing. */
  readonly states?: KeptStates
  /** Does this id name something recorded? A look-up: it may be stale, no invariant rests on it. */
  exists(id: string): Promise<boolean> | boolean
  readonly lookUp: Sources['lookUp']
  /** What commands decide on besides their own stream. */
  readonly evidence?: Evidence
  /** Where the files are that commands attach. */
  readonly files?: Pick<Files, 'about'>
  readonly watch?: Watch
  /** Resolves while the log is the one that this process has seen. @throws LogIsAnother: then nothing is recorded in it */
  readonly sameLog?: () => Promise<void>
}
