import type { RecordedEvent } from '@prasan/event-store'
import canonicalize from 'canonicalize'
import { hash } from 'node:crypto'

/** What the first event of a log is chained to. */
export const CHAIN_BEGINS = '0'.repeat(64)

/**
 * The root of the log through an event: SHA-256, as 64 hexadecimal digits, over the canonical form of RFC 8785 of the event, its log number and
 * the root before it. It is the same in every store that holds the same log, and changes with everything that an event says and with their order.
 */
export function chained(previous: string, logNumber: number, event: RecordedEvent): string {
  const { stream, revision, id, type, data, metadata } = event
  const link = { previous, logNumber, stream, revision: Number(revision), id, type }
  return hash('sha256', canonicalOr(link, data, metadata), 'hex')
}

/** RFC 8785 has no form for half a surrogate pair, which a foreign hand may have written: such texts go in as JSON escapes them. */
function canonicalOr(link: object, data: unknown, metadata: unknown): string {
  try {
    return canonicalize({ ...link, data, metadata })!
  } catch {
    return canonicalize({ ...link, data: JSON.stringify(data), metadata: JSON.stringify(metadata) })!
  }
}
