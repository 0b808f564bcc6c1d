/** What a webhook is told of an event: ids, days and words of the API, never a name or a text. Whoever may know more asks the API. */
import {
  type FieldMeta,
  type LogLine,
  type LoggedEvent,
  type Registry,
  categoryOf,
  derivedId,
  metaOf,
  unwrapped,
  z,
} from '@prasan/event-sourcing'

/** @param event null where this version cannot read it @param publicUrl where the API is reached */
export function bodyOf(line: LogLine, event: LoggedEvent | null, registry: Registry, publicUrl = ''): string {
  const { id, logNumber, revision, type, recordedAt } = line
  return JSON.stringify({
    type: `${categoryOf(id)}.${type}`,
    timestamp: recordedAt,
    data: { id, logNumber, revision, ...(event && factsOf(event, registry)), link: publicUrl + linkOf(id, logNumber) },
  })
}

/** The same whenever and by whichever node it is sent. */
export const messageId = (webhook: string, { id, revision }: LogLine): string =>
  `msg_${derivedId('webhook', webhook, id, String(revision))}`

/** A query by GET that tells the event as a sentence. */
function linkOf(id: string, logNumber: number): string {
  const asked = `changesSince(logNumber:${logNumber - 1},about:["${id}"],asOf:{logNumber:${logNumber}})`
  return `/graphql?query=${encodeURIComponent(`{${asked}{nodes{type sentence{th en}position about{id}}}}`)}`
}

function factsOf({ type, data }: LoggedEvent, registry: Registry): Record<string, unknown> {
  const fields = Object.entries(registry.events.get(type)!.schema.shape)
  const told = fields.map(([key, schema]) => [key, tellable(schema as z.ZodType, (data as Record<string, unknown>)[key])] as const)
  return Object.fromEntries(told.filter(([, value]) => value !== undefined))
}

/** An id that names no person, a day, a word; undefined of all else. */
function tellable(schema: z.ZodType, value: unknown): unknown {
  const { inner } = unwrapped(schema)
  const { refs, scalar, oneOf, personal } = metaOf(inner) as FieldMeta & { oneOf?: Record<string, z.ZodType> }
  if (value === undefined || value === null || personal) return undefined
  if (refs) return typeof value === 'string' && !value.startsWith('person-') ? value : undefined
  if (scalar === 'Day' || inner instanceof z.ZodEnum) return value
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    const parts = value.map((part) => tellable(inner.element as z.ZodType, part))
    return parts.length > 0 && parts.every((part) => part !== undefined) ? parts : undefined
  }
  if (!oneOf) return undefined
  const [kind, part] = Object.entries(value as Record<string, unknown>)[0]!
  const told = tellable(oneOf[kind]!, part)
  return told === undefined ? undefined : { [kind]: told }
}
