import { type EventReader, type Position, StoreUnavailable } from '@prasan/event-store'

/** The log is not the one that this node has seen: cut short, exchanged, or restored from before. Nothing is recorded in it until it is the same again. */
export class LogIsAnother extends StoreUnavailable {
  override readonly code = 'LogIsAnother'
  constructor(reason: string) {
    super(reason, false)
  }
}

/** Whether the log holds the event at the position: it does not in another log, or in one restored from before. */
export async function isStillIn(store: EventReader, eventId: string, position: Position): Promise<boolean> {
  for await (const event of store.readAll({ from: position, limit: 1 })) return event.id === eventId
  return false
}
