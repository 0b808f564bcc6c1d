import { LRUCache } from 'lru-cache'

/** What a command left in a stream: the last of its events, and the names of all. */
export interface Earlier {
  readonly digest: string
  revision: bigint
  position: bigint
  readonly events: string[]
}

/** A stream as loaded: its state, where it stands, and what each command left in it. */
export interface Loaded<S = any> {
  state: S
  /** Revision of the last event; null when there is none. */
  revision: bigint | null
  position: bigint
  readonly commands: Map<string, Earlier>
}

/** So many events all kept streams may have together; those that were not kept for longest are forgotten first. */
const MOST_EVENTS = 50_000

/**
 * Streams as this process last left them, so that a command on one of them costs an append and no reading. Somebody else may have written
 * since: what is kept is good for an append at its revision, which the store checks, and for nothing else.
 */
export class KeptStates {
  private readonly kept: LRUCache<string, Loaded>

  constructor(most = MOST_EVENTS) {
    this.kept = new LRUCache({ maxSize: most, sizeCalculation: (loaded) => Math.max(eventsOf(loaded), 1) })
  }

  /** For the caller alone. Who does not keep a newer one leaves the stream to be loaded. */
  take(id: string): Loaded | undefined {
    const loaded = this.kept.get(id)
    this.kept.delete(id)
    return loaded
  }

  keep(id: string, loaded: Loaded): void {
    if (eventsOf(loaded) >= eventsOf(this.kept.peek(id))) this.kept.set(id, loaded)
  }
}

const eventsOf = (loaded: Loaded | undefined) => Number(loaded?.revision ?? -1n) + 1
