/** The port for the keys of personal data, and what its errors mean. */
import type { Bound } from '../log/belonging.js'

/**
 * The keys of personal data, one a person, never in the event store: whoever loses a key has erased the person's name
 * everywhere at once, in events, views and old backups of them. What changes the ring may have to wait for others and is asynchronous;
 * names are opened by the hundred for one page, from what the process knows and without waiting for anybody.
 */
export interface KeyRing {
  /**
   * Makes the keys of those persons who have none, in one commit, and gives those who were erased. Whoever is `begun` has texts in the log
   * already, and is never given a second key beside the one that these were sealed with.
   * @throws KeyNotHere where somebody begun has none; KeysUnavailable
   */
  prepare(persons: readonly string[], begun?: ReadonlySet<string>): Promise<readonly string[]>
  /** Encrypts under the person's key, which was prepared before. @throws Error when there is none */
  seal(person: string, plain: string): string
  /**
   * The plain text; null when the person's key was erased, undefined when it is not here: it is not on this ring, this process does not
   * know it yet, or the text was altered or sealed with another. @throws KeysUnavailable
   */
  open(person: string, sealed: string): string | null | undefined
  /** Learns the keys of those of whom this process knows none, as another may have just made them. Fails never: `open` tells. */
  learn(persons: readonly string[]): Promise<void>
  /** Forgets the person's key for good: once it is done, no process reads what was sealed with it. Again, where it was done before. @throws KeysUnavailable */
  erase(person: string): Promise<void>
  /** A digest that nobody without the ring can guess names with. */
  digest(text: string): string
  /** Null while all is well; otherwise why the ring is not at hand. */
  health(): string | null
  /** Those of whom a text was asked for whose key is not here, and was not given up as lost: the first hundred. */
  notHere(): readonly string[]
  /** Whether the person's key was given up as lost: what was sealed before is never read again, and what is told anew has another key. */
  isLost(person: string): boolean
  close(): Promise<void> | void
}

/** A person's key as a ring stores it. */
export interface KeyRow {
  readonly person: string
  /** Wrapped by the master key; null where it was erased. */
  readonly wrapped: string | null
}

/** A ring with all that it stores, to be looked after. */
export interface StoredKeys extends KeyRing, Bound {
  /** Tells the master key that it had first from another, and nothing of it. */
  readonly masterKeyCheck: string
  /** What it knows its master key again by. */
  readonly proof: string
  /** Every row, some at a time. @throws KeysUnavailable */
  rows(): AsyncIterable<readonly KeyRow[]>
  /** Stores rows in the place of those that are here; what was erased here stays so. @throws KeysUnavailable */
  put(rows: readonly KeyRow[]): Promise<void>
  /** Whether the row is of this master key and unaltered. */
  unwraps(row: KeyRow): boolean
  /**
   * Wraps every key with another master key, all or none: who has only the one from before opens none of them. Digests stay as they are. Whoever has the ring
   * open elsewhere makes no key until started again with the new one.
   * @param to 64 hexadecimal digits; one is made where it is left out and the ring keeps its master key itself
   * @returns how many keys @throws KeysUnavailable; Error where one is damaged or `to` is none
   */
  exchange(to?: string): Promise<number>
  /** A ring without keys takes over how another of the same master key makes its digests. @throws MasterKeyIsAnother; Error where it has keys */
  takeOver(proof: string): Promise<void>
}

/** The row of somebody whose key is given up as lost, before there is another. */
export const LOST = 'lost:'

/** The ring cannot be read or written at the moment: another process is in the way for too long, or the disk is full. */
export class KeysUnavailable extends Error {
  override readonly name: string = 'KeysUnavailable'
  readonly code: 'KeysUnavailable' | 'StorageFull' | 'KeyNotHere' = 'KeysUnavailable'
}

/** Nobody's key is made or erased until there is room on the disk again. */
export class KeysFull extends KeysUnavailable {
  override readonly code = 'StorageFull'
}

/** There is personal data of somebody in the log whose key is not on the ring, and was not erased there either. */
export class KeyNotHere extends KeysUnavailable {
  override readonly name = 'KeyNotHere'
  override readonly code = 'KeyNotHere'
  constructor(person: string) {
    super(`the key of ${person} is not on this ring: restore the ring that belongs to this log`)
  }
}

/** The keys were wrapped with another master key. */
export class MasterKeyIsAnother extends Error {
  override readonly name = 'MasterKeyIsAnother'
  readonly code = 'MasterKeyIsAnother'
  constructor(whose: string) {
    super(`${whose} were wrapped with another master key: give the one that belongs to them`)
  }
}

/** There are keys, and nowhere the master key that they were wrapped with. */
export class MasterKeyIsMissing extends Error {
  override readonly name = 'MasterKeyIsMissing'
  readonly code = 'MasterKeyIsMissing'
}

export const SEAL = 'sealed:1:'
export const isSealed = (value: unknown): value is string => typeof value === 'string' && value.startsWith(SEAL)

/** A personal field of an event in plain, as it was recorded; null where it was erased or its key is lost. What was never sealed is as it is. @throws KeyNotHere */
export function plainOf(keys: Pick<KeyRing, 'open' | 'isLost'>, person: string, recorded: unknown): unknown {
  if (!isSealed(recorded)) return recorded
  const plain = keys.open(person, recorded)
  if (plain === undefined && !keys.isLost(person)) throw new KeyNotHere(person)
  return plain == null ? null : (JSON.parse(plain) as unknown)
}
