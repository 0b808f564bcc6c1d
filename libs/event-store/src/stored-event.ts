import type { WrittenEvent } from './append-rule.js'
import type { JsonObject, RecordedEvent } from './ports.js'

/** An event as memory and SQLite keep it. Revision and position stay below 2^53 there. */
export interface StoredEvent extends WrittenEvent {
  readonly position: number
  readonly stream: string
  readonly revision: number
}

/** What a store hands out for what it holds. A body that a foreign hand made unreadable is told, never thrown: one event must not stop a reader. */
export function recordedEvent({ stream, revision, position, id, type, data, metadata }: StoredEvent): RecordedEvent {
  const event = { stream, revision: BigInt(revision), position: BigInt(position), id, type }
  try {
    return { ...event, data: jsonObject('data', data), metadata: jsonObject('metadata', metadata) }
  } catch (error) {
    return { ...event, data: {}, metadata: {}, unreadable: (error as Error).message }
  }
}

function jsonObject(name: string, text: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Error(`${name} is no JSON: ${(error as Error).message}`, { cause: error })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${name} is JSON, but no object`)
  return value as JsonObject
}
