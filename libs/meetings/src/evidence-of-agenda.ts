/** What is due on the agenda of a meeting, looked up where it is open: an answer that is stale adds too little or too much, and breaks nothing. */
import { committee, rulesOn } from '@prasan/committees/contract'
import { type CommitmentRow, commitmentsFrom, openOwnedBy, openWatchedBy } from '@prasan/commitments/reading'
import { type AsOf, type Bilingual, type Sources, categoryOf, dayInWords, grouped } from '@prasan/event-sourcing'
import { type DrawingEvidence, type Due, kindIn } from './domain/meeting/decide-proposals.js'
import { type MeetingState, meeting } from './domain/meeting/state.js'
import { type ItemRow, itemsLeftOver, resolutionsByIds, uncertifiedOf } from './views/meetings/queries.js'
import { type ItemInChain, chainsOf, resolutionsAwaiting, resolutionsToRatify } from './views/meetings/register.js'

const ARISING = { section: 3, kind: 'matterArising' } as const

export async function drawingEvidence(_: unknown, sources: Sources, state: MeetingState): Promise<DrawingEvidence> {
  if (state.is === 'unknown') return { due: [] }
  const { bodies: ids, on } = state.called
  const asOf: AsOf = { day: on, log: null }
  const leftOver = await sources.lookUp(itemsLeftOver, { ids, before: on, asOf })
  const carried = leftOver.map(carriedOn)
  const taken = new Set(carried.flatMap(({ origin }) => (origin ? [origin] : [])))
  const arising = await mattersArising(ids, on, asOf, sources)
  const due = [
    ...(await standing(ids[0]!, on, sources)),
    ...(await minutesToCertify(ids, on, asOf, sources)),
    ...carried,
    ...(await toRatify(ids, on, asOf, sources)),
    ...arising.filter(
      ({ origin, carriedFrom }) =>
        !(origin && taken.has(origin)) && !carried.some((each) => each.carriedFrom === carriedFrom && carriedFrom),
    ),
  ]
  return { due }
}

async function standing(host: string, on: string, sources: Sources): Promise<Due[]> {
  const { agenda = [] } = rulesOn((await sources.load(committee, host)).state, on)
  return agenda.flatMap(({ section, standing = [] }) =>
    standing.map((title) => ({
      section,
      kind: kindIn(section),
      title,
    })),
  )
}

async function minutesToCertify(ids: readonly string[], on: string, asOf: AsOf, sources: Sources): Promise<Due[]> {
  const found = await sources.lookUp(uncertifiedOf, { ids, asOf })
  const meetings = await Promise.all(
    [...new Set(found.map(({ id }) => id))].map(async (id) => ({ id, ...(await sources.load(meeting, id)) })),
  )
  return meetings
    .flatMap(({ id, state }) => (state.is === 'unknown' || state.called.on >= on ? [] : [{ id, on: state.called.on }]))
    .toSorted((a, b) => a.on.localeCompare(b.on))
    .map(({ id, on }) => {
      const day = dayInWords(on)
      return {
        ...{ section: 2, kind: 'certify' as const, minutesOf: id },
        title: { th: `รับรองรายงานการประชุมเมื่อวันที่ ${day.th}`, en: `Minutes of the meeting of ${day.en}` },
      }
    })
}

const carriedOn = (row: ItemRow): Due => ({
  ...{ section: row.section, kind: row.kind as Due['kind'], title: row.title, carriedFrom: row.id },
  ...(row.text !== null && { text: row.text }),
  ...(row.presenter !== null && { presenter: row.presenter }),
  ...(row.origin !== null && { origin: row.origin }),
  ...(row.commitment !== null && { commitment: row.commitment }),
  ...(row.disclosure !== 'internal' && { disclosure: row.disclosure as NonNullable<Due['disclosure']> }),
})

/** Decisions by circulation, and those that others made under a delegation of the bodies. */
async function toRatify(ids: readonly string[], on: string, asOf: AsOf, sources: Sources): Promise<Due[]> {
  const waiting = (await sources.lookUp(resolutionsToRatify, { ids, asOf })).filter(({ day }) => day < on)
  return waiting.map(({ id, text }) => ({
    ...ARISING,
    title: { th: `รับรองมติ: ${text.th}`, ...(text.en !== undefined && { en: `To ratify: ${text.en}` }) },
    origin: id,
  }))
}

/** The latest item of a chain that was not taken off the agenda, nor is the meeting of. */
const lastIn = (chain: readonly ItemInChain[]) =>
  chain.findLast(({ state, meetingState }) => !['withdrawn', 'parked', 'proposed'].includes(state) && meetingState !== 'cancelled')
const isAhead = ({ state, meetingState }: ItemInChain) => state === 'listed' && ['scheduled', 'open'].includes(meetingState)

/** Resolutions and commitments of the bodies that are not done, and what other bodies assigned to them. */
async function mattersArising(ids: readonly string[], on: string, asOf: AsOf, sources: Sources): Promise<Due[]> {
  const awaiting = (await sources.lookUp(resolutionsAwaiting, { ids, asOf })).filter(({ day }) => day < on)
  const from = await sources.lookUp(commitmentsFrom, { ids: awaiting.map(({ id }) => id), asOf })
  const watched = (await Promise.all(ids.map((committee) => sources.lookUp(openWatchedBy, { committee, asOf })))).flat()
  const owned = await sources.lookUp(openOwnedBy, { owners: ids, asOf })
  const putOff = awaiting.flatMap(({ kind, item }) => (kind === 'deferred' && item !== null ? [item] : []))
  const chains = grouped(await sources.lookUp(chainsOf, { ids: putOff, asOf }), ({ asked }) => asked)
  const due: Due[] = []
  for (const { id, kind, item, text } of awaiting.toReversed()) {
    const promised = from.filter(({ origin }) => origin === id)
    if (promised.length > 0 && promised.every(({ state }) => state !== 'open')) continue
    if (kind === 'deferred' && item !== null) {
      const last = lastIn(chains.get(item) ?? [])
      if (!last || !isAhead(last)) due.push({ section: 5, kind: 'consider', title: text, carriedFrom: last?.id ?? item })
    } else due.push({ ...ARISING, title: text, origin: id })
  }
  const resolutions = await origins([...watched, ...owned], on, asOf, sources)
  for (const row of watched) {
    const origin = resolutions.get(row.origin ?? '')
    due.push(origin ? { ...ARISING, title: origin.text, origin: origin.id } : { ...ARISING, title: row.title, commitment: row.id })
  }
  for (const row of owned.filter(({ committee }) => committee === null || !ids.includes(committee))) {
    const origin = resolutions.get(row.origin ?? '')
    due.push({ section: 5, kind: 'consider', title: row.title, commitment: row.id, ...(origin && { origin: origin.id }) })
  }
  return due
}

/** The resolutions out of which commitments are, as far as they were passed before the day. */
async function origins(rows: readonly CommitmentRow[], on: string, asOf: AsOf, sources: Sources) {
  const ids = [...new Set(rows.flatMap(({ origin }) => (origin !== null && categoryOf(origin) === 'resolution' ? [origin] : [])))]
  const found = await sources.lookUp(resolutionsByIds, { ids, asOf })
  return new Map<string, { readonly id: string; readonly text: Bilingual }>(
    found.flatMap((row) => (row.day < on ? [[row.id, row] as const] : [])),
  )
}
