import { createHash } from 'node:crypto'
import { v5, v7 } from 'uuid'

const COMMANDS = '5b8f3c1e-7a52-5d0c-9a51-0d6d1f8a4e01'

/**
 * The id of a command: the same whenever the same actor repeats the same key for the same target. A key used for two targets names
 * two commands, so that the ids which derive from them never meet.
 */
export const commandIdOf = (actor: string, idempotencyKey: string | undefined, target?: string): string =>
  idempotencyKey === undefined ? v7() : v5(JSON.stringify([actor, idempotencyKey, ...(target === undefined ? [] : [target])]), COMMANDS)

/** The id of a command given by natural keys: of an import's row, of a process manager's step. */
export const derivedId = (...parts: readonly string[]): string => v5(JSON.stringify(parts), COMMANDS)

/** Ids of events and of things that a command creates derive from the command's. */
export const idWithin = (commandId: string, what: string | number): string => v5(String(what), commandId)

export const categoryOf = (id: string): string => id.slice(0, id.indexOf('-'))

/** The seal of a text: SHA-256 of its UTF-8 bytes, 64 hexadecimal digits. */
export const sealOf = (text: string): string => createHash('sha256').update(text).digest('hex')
