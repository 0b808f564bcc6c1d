import { START, streamNameFilter } from '@eventstore/db-client'
import type { AllStreamResolvedEvent } from '@eventstore/db-client'
import type { Readable } from 'node:stream'
import type { Page, Position, RecordedEvent } from '../ports.js'
import type { Connection, Session } from './connection.js'
import { PassingFault, QuietSubscription } from './errors.js'
import { Inflow, recorded } from './read.js'

/** While catching up a page waits so long, in milliseconds, to become full. */
const GATHER_MS = 10

/** The server tells a checkpoint once each SEARCH_WINDOW * CHECKPOINT_WINDOWS events of any stream, so often also where none of ours stand. */
const SEARCH_WINDOW = 500
const CHECKPOINT_WINDOWS = 4

/** What 24.10 tells as its first checkpoint from the start of a log that holds nothing of ours: -1, sent without a sign. */
const NOWHERE = 2n ** 64n - 1n

/** What a subscription carries besides events: pushed into the client's own stream, so that nothing overtakes anything. */
type Marker = { readonly checkpoint: Position } | { readonly caughtUp: boolean }

export interface Asked {
  readonly prefix: string
  /** Only what comes after it. */
  readonly after: Position | undefined
  readonly pageSize: number
  /** After so many milliseconds without a word the subscription is taken for lost. */
  readonly quiet: number
}

/** The pages of one subscription, until it breaks. @throws what broke it */
export async function* pages(
  session: Session,
  { prefix, after, pageSize, quiet }: Asked,
  stop: AbortSignal,
): AsyncGenerator<Page, void, undefined> {
  const push = (marker: Marker) => (subscription as unknown as Readable).push(marker)
  const subscription = session.client.subscribeToAll(
    {
      fromPosition: after === undefined || after === 0n ? START : { commit: after, prepare: after },
      filter: streamNameFilter({
        prefixes: [prefix],
        maxSearchWindow: SEARCH_WINDOW,
        checkpointInterval: CHECKPOINT_WINDOWS,
        checkpointReached: async (_, { commit }) => void (commit !== NOWHERE && push({ checkpoint: commit })),
      }),
    },
    { highWaterMark: pageSize },
  )
  subscription.on('caughtUp', () => push({ caughtUp: true }))
  ;(subscription as unknown as Readable).on('fellBehind', () => push({ caughtUp: false }))
  const inflow = new Inflow<AllStreamResolvedEvent | Marker>(subscription, session)
  let position = after ?? 0n
  let handedOn = after
  let caughtUp = false
  try {
    while (!stop.aborted) {
      const events: RecordedEvent[] = []
      let reached = false
      for (let gathered = false; events.length < pageSize && !reached;) {
        const [item] = inflow.take(1)
        if (item === undefined) {
          if (inflow.done) return
          if (events.length > 0 && (caughtUp || gathered)) break
          const waits = events.length > 0 || position !== (handedOn ?? 0n)
          const heard = await inflow.wait(stop, waits ? GATHER_MS : quiet)
          gathered = waits
          if (stop.aborted) return
          if (!waits && !heard) throw new QuietSubscription()
          if (waits && events.length === 0) break
        } else if ('checkpoint' in item) {
          if (item.checkpoint > position) position = item.checkpoint
        } else if ('caughtUp' in item) {
          reached = item.caughtUp && !caughtUp
          caughtUp = item.caughtUp
        } else if (item.event && item.event.position.commit > position) {
          position = item.event.position.commit
          events.push(recorded(item.event))
        }
      }
      const moved = position !== (handedOn ?? 0n)
      if (!moved && !reached) continue
      handedOn = position
      yield { events, position, caughtUp }
    }
  } finally {
    inflow.leave()
  }
}

/** The pages from there to the end of the log as it is met: one flow, begun anew where a session is given up. */
export async function* pagesToTheEnd(connection: Connection, asked: Asked): AsyncGenerator<Page, void, undefined> {
  let { after } = asked
  let flow: { readonly pages: AsyncGenerator<Page>; readonly stop: AbortController } | undefined
  const leave = () => {
    flow?.stop.abort()
    flow = undefined
  }
  try {
    while (true) {
      const page = await connection.ask(async (session, over) => {
        if (!flow) {
          const stop = new AbortController()
          flow = { pages: pages(session, { ...asked, after }, AbortSignal.any([stop.signal, session.gone])), stop }
        }
        over.addEventListener('abort', leave)
        const next = await flow.pages.next().catch((error: unknown) => {
          leave()
          throw error
        })
        if (!next.done) return next.value
        leave()
        throw new PassingFault('the server ended the reading', false)
      })
      yield page
      if (page.caughtUp) return
      after = page.position
    }
  } finally {
    leave()
  }
}
