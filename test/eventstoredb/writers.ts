import { StoreUnavailable, type EventStore, type NewEvent, type Page } from '@prasan/event-store'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Acknowledged {
  readonly stream: string
  readonly id: string
  readonly revision: bigint
}

export interface Written {
  readonly acknowledged: Acknowledged[]
  /** Ids of the appends that were never answered. */
  readonly unknown: Set<string>
  /** StoreUnavailable answers that were met and tried again with the same ids. */
  readonly retried: number
}

export const note = (n: number): NewEvent => ({ id: randomUUID(), type: 'Noted', data: { n, th: 'บันทึก' }, metadata: { actor: 'someone' } })

/** So many writers, each on a stream of its own, until told to stop; one that gets no answer says the same again. Any other error is theirs. */
export async function write(store: EventStore, writers: number, stop: AbortSignal): Promise<Written> {
  const acknowledged: Acknowledged[] = []
  const unknown = new Set<string>()
  let retried = 0
  const one = async () => {
    const stream = `${store.prefix}meeting-${randomUUID()}`
    for (let n = 0; !stop.aborted; n++) {
      const event = note(n)
      unknown.add(event.id)
      while (true) {
        try {
          const { revision } = await store.append(stream, n === 0 ? 'no-stream' : BigInt(n - 1), [event])
          acknowledged.push({ stream, id: event.id, revision })
          unknown.delete(event.id)
          break
        } catch (error) {
          if (!(error instanceof StoreUnavailable)) throw error
          retried++
          if (stop.aborted) return
          await sleep(20)
        }
      }
    }
  }
  await Promise.all(Array.from({ length: writers }, one))
  return { acknowledged, unknown, retried }
}

/** Collects what a subscription hands on, and says what is wrong with the order of it. */
export function follow(store: EventStore, pageSize?: number) {
  const stop = new AbortController()
  const pages: Page[] = []
  let count = 0
  const done = (async () => {
    for await (const page of store.subscribe({ signal: stop.signal, ...(pageSize !== undefined && { pageSize }) })) {
      pages.push(page)
      count += page.events.length
    }
  })()
  return {
    pages,
    seen: () => pages.flatMap(({ events }) => events),
    /** How many events were seen. */
    count: () => count,
    async until(enough: () => boolean): Promise<void> {
      while (!enough()) await sleep(10)
    },
    async end(): Promise<void> {
      stop.abort()
      await done
    },
  }
}

/** Every fault the log shows against what was acknowledged and what was followed; empty when nothing was lost, doubled, moved or overtaken. */
export async function faultsOf(store: EventStore, { acknowledged, unknown }: Written, pages: readonly Page[]): Promise<string[]> {
  const faults: string[] = []
  const log = []
  for await (const event of store.readAll()) log.push(event)
  const places = new Map<string, { stream: string; revision: bigint }[]>()
  for (const { id, stream, revision } of log) places.set(id, [...(places.get(id) ?? []), { stream, revision }])
  for (const { id, stream, revision } of acknowledged) {
    const held = places.get(id) ?? []
    if (held.length === 0) faults.push(`acknowledged and lost: ${stream} ${revision}`)
    else if (held[0]!.revision !== revision || held[0]!.stream !== stream) faults.push(`acknowledged elsewhere: ${stream} ${revision}`)
  }
  const known = new Set(acknowledged.map(({ id }) => id))
  for (const [id, held] of places) {
    if (held.length > 1) faults.push(`stored ${held.length} times: ${held[0]!.stream} ${held[0]!.revision}`)
    if (!known.has(id) && !unknown.has(id)) faults.push(`stored and never sent: ${held[0]!.stream} ${held[0]!.revision}`)
  }
  const followed = pages.flatMap(({ events }) => events.map(({ id }) => id))
  if (followed.join() !== log.map(({ id }) => id).join()) faults.push(`followed ${followed.length} events, the log holds ${log.length}`)
  let before = -1n
  for (const page of pages) {
    if (page.position < before) faults.push(`a checkpoint went back from ${before} to ${page.position}`)
    for (const { position } of page.events) {
      if (position <= before || position > page.position) faults.push(`an event at ${position} between ${before} and ${page.position}`)
    }
    before = page.position
  }
  return faults
}
