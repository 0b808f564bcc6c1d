/** Made-up histories of any size, written straight into an event store: for benches, load tests and trying things out. */
import { AreasListed, areasOfThailand } from '@prasan/directory'
import { type KeyRing, type Metadata, type Registry, addDays, categoryOf } from '@prasan/event-sourcing'
import type { EventAppender, JsonObject, NewEvent } from '@prasan/event-store'
import { Province } from './province.js'
import { Random } from './random.js'
import type { Told } from './telling.js'

export interface HistoryWanted {
  /** How many provinces, at most 77. A province's history does not depend on how many others there are. */
  readonly provinces: number
  /** The day on which everything is founded, a 1 October. */
  readonly from: string
  readonly seed: number
  /** Stops after so many events. */
  readonly events?: number
  /** The last day; the same day gives the same history, but for ciphertexts: keys are random. */
  readonly through: string
}

export interface HistoryWritten {
  readonly events: number
  readonly streams: number
  /** The day of the last event. */
  readonly through: string
}

/** Events that are appended before the next are made. */
const BATCH = 2_000

/** @throws WrongExpectedRevision when the store holds this history already */
export async function writeHistory(
  into: { readonly store: EventAppender; readonly registry: Registry; readonly keys: KeyRing },
  wanted: HistoryWanted,
  progress?: (events: number) => void,
): Promise<HistoryWritten> {
  const revisions = new Map<string, bigint>()
  const limit = wanted.events ?? Infinity
  let events = 0
  let through = ''
  for (const batch of batches(historyOf(wanted))) {
    const told = batch.slice(0, limit - events)
    const streams = new Map<string, NewEvent[]>()
    await into.keys.prepare(told.filter(({ id }) => categoryOf(id) === 'person').map(({ id }) => id))
    for (const each of told) {
      const stream = into.registry.streamOf(each.id)
      const others = streams.get(stream)
      if (others) others.push(dress(into, each))
      else streams.set(stream, [dress(into, each)])
    }
    await Promise.all(
      [...streams].map(async ([stream, appended]) => {
        const { revision } = await into.store.append(stream, revisions.get(stream) ?? 'no-stream', appended)
        revisions.set(stream, revision)
      }),
    )
    events += told.length
    through = told.at(-1)?.on ?? through
    progress?.(events)
    if (events >= limit) break
  }
  return { events, streams: revisions.size, through }
}

interface Recorded extends Told {
  readonly actor: string
  readonly recordedAt: string
  readonly commandId: string
  readonly eventId: string
}

function dress({ registry, keys }: { registry: Registry; keys: KeyRing }, told: Recorded): NewEvent {
  const { id, fact, command, post, actor, recordedAt, commandId, eventId } = told
  const type = registry.events.get(fact.type)!
  const data = fact.data as JsonObject
  for (const field of type.personal) if (data[field] !== undefined) data[field] = keys.seal(id, JSON.stringify(data[field]))
  const metadata: Metadata = {
    version: type.version,
    recordedAt,
    actor,
    ...(post !== undefined && { forPost: post }),
    command,
    commandId,
    digest: 'generated',
    correlationId: commandId,
    imported: true,
  }
  return { id: eventId, type: type.type, data, metadata: metadata as unknown as JsonObject }
}

/** The 1 October so many years before the fiscal year that holds the day began. */
export const yearsBefore = (day: string, years: number): string =>
  `${Number(day.slice(0, 4)) - (day.slice(5) < '10-01' ? 1 : 0) - years}-10-01`

/** Everything in the order in which it was recorded, month by month. */
function* historyOf({ provinces: count, from: founded, seed, through }: HistoryWanted): Iterable<Recorded[]> {
  const areas = [...areasOfThailand()]
  const codes = shuffled(areas.filter(({ level }) => level === 'province').map(({ code }) => code), seed) // prettier-ignore
  const random = new Random(seed, 'log')
  const provinces: Province[] = []
  const listed: Told[] = []
  for (const [n, code] of codes.entries()) {
    const within = areas.filter((area) => area.code.startsWith(code))
    const districts = within.filter(({ level }) => level === 'district')
    if (n < count) provinces.push(new Province(seed, within[0]!, districts, founded))
    const fact = AreasListed({
      areas: within.map(({ code: own, level, parentCode, name }) => ({
        code: own,
        level,
        ...(parentCode && { parent: parentCode }),
        name,
      })),
    })
    listed.push({ on: founded, id: `area-${code}`, command: 'ListAreas', fact })
  }
  yield recorded(listed, new Map(), random)
  for (let day = founded; day <= through; day = addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 8) + '01') {
    const month = day.slice(0, 7)
    const months = provinces.map(
      (province) =>
      recorded(province.month(month).filter(({ on }) => on <= through), province.holders, province.random), // prettier-ignore
    )
    yield months.flat().sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0))
  }
}

/** Gives each fact its ids, its instant in office hours and whoever held the post at that time. Facts of a day keep their order. */
function recorded(told: readonly Told[], holders: Map<string, string>, random: Random): Recorded[] {
  let second = 0
  return told.map((each, n) => {
    second = told[n - 1]?.on === each.on ? Math.min(second + random.int(1, 90), 28_799) : random.int(0, 3_600)
    if (each.fact.type === 'RoleAssigned') holders.set(each.id, (each.fact.data as { person: string }).person)
    return {
      ...each,
      actor: (each.post !== undefined && holders.get(each.post)) || 'system:generator',
      recordedAt: new Date(Date.parse(`${each.on}T08:30:00+07:00`) + second * 1_000).toISOString(),
      commandId: random.uuid(),
      eventId: random.uuid(),
    }
  })
}

function* batches(months: Iterable<Recorded[]>): Iterable<Recorded[]> {
  for (const month of months) for (let at = 0; at < month.length; at += BATCH) yield month.slice(at, at + BATCH)
}

/** Phayao first, the others in an order of the seed. */
function shuffled(codes: readonly string[], seed: number): string[] {
  const random = new Random(seed, 'provinces')
  const keys = new Map(codes.map((code) => [code, code === '56' ? -1 : random.word()]))
  return [...codes].sort((a, b) => keys.get(a)! - keys.get(b)!)
}
