/** How this node leaves: it takes no new connection, answers what it was asked, and is gone when the last answer is. */
import { type IncomingMessage, type Server, ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** So long are requests in flight waited for, in milliseconds: less than the ten seconds after which a container is killed. */
const DRAIN_MS = 8_000
/** How often is looked whether the last answer is sent, in milliseconds. */
const LOOK_MS = 20
/** So many looks in a row that find nothing in flight close the connections left: a request on its way is still taken, and a node that itself stood still has looked once, not often. */
const QUIET_LOOKS = 15

export class Drain {
  private readonly inFlight = new Set<ServerResponse>()
  private quietLooks = 0
  private leaving = false

  /** Null, or why nothing more should be sent here. */
  get reason(): string | null {
    return this.leaving ? 'this node is leaving' : null
  }

  /** Stands before everything that answers. */
  readonly heed = (_: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (this.leaving) response.setHeader('connection', 'close')
    this.inFlight.add(response)
    this.quietLooks = 0
    response.once('close', () => this.inFlight.delete(response))
    next()
  }

  /** Ends when the last answer is sent and no connection is left, or when the time is over. @returns how many were left without an answer */
  async leave(server: Server, withinMs = DRAIN_MS): Promise<number> {
    const began = performance.now()
    this.leaving = true
    // Node's own close of a HTTP server cuts those connections off at once that wait for the next request, which may be under way
    NetServer.prototype.close.call(server)
    for (const response of this.inFlight) if (!response.headersSent) response.setHeader('connection', 'close')
    while ((await connectionsOf(server)) > 0 && performance.now() - began < withinMs) {
      this.quietLooks = this.inFlight.size === 0 ? this.quietLooks + 1 : 0
      if (this.quietLooks > QUIET_LOOKS) break
      await sleep(LOOK_MS)
    }
    const unanswered = this.inFlight.size
    server.closeAllConnections()
    return unanswered
  }
}

const connectionsOf = (server: Server) =>
  new Promise<number>((resolve, reject) => server.getConnections((error, count) => (error ? reject(error) : resolve(count))))
