import type { EventReader, Position } from '@prasan/event-store'

/** Whether the log holds the event at the position: it does not in another log, or in one restored from before. */
export async function isStillIn(store: EventReader, eventId: string, position: Position): Promise<boolean> {
  for await (const event of store.readAll({ from: position, limit: 1 })) return event.id === eventId
  return false
}
