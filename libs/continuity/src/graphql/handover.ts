/** What a handover shows that is no column of its row. */
import { answering } from '@prasan/answering/reading'
import type { Answering } from '@prasan/committees/contract'
import type { CommitmentRow } from '@prasan/commitments/reading'
import { type OrganizationRow, type PostRow, organizationsByIds, postsByIds } from '@prasan/directory/reading'
import { type AsOf, categoryOf, daysBetween } from '@prasan/event-sourcing'
import { type Asked, type RequestContext, withMoment } from '@prasan/graphql'
import {
  type HandoverRow,
  type ItemRow,
  type NoteRow,
  handoversBefore,
  handoversByIds,
  notesAbout,
  notesOf,
} from '../views/handovers/queries.js'

export const commitmentOf = ({ item, asOf }: Asked<ItemRow>, request: RequestContext) =>
  categoryOf(item) === 'commitment' ? (request.node(item, asOf) as Promise<Asked<CommitmentRow> | null>) : null

export async function waitingDays({ state, handover, asOf }: Asked<ItemRow>, request: RequestContext): Promise<number | null> {
  if (state !== 'waiting' && state !== 'contested') return null
  const { day } = (await request.one(handoversByIds, handover, asOf))!
  return day <= asOf.day ? daysBetween(day, asOf.day) : null
}

/** To whom a post escalates on the day: the head of its organization, or of the one above, as far as there is one. */
export async function supervisor(post: string, asOf: AsOf, request: RequestContext): Promise<Answering | null> {
  const passed = new Set<string>()
  let at = (await request.one<PostRow>(postsByIds, post, asOf))?.organization
  while (at && !passed.has(at)) {
    passed.add(at)
    const office: Asked<OrganizationRow> | null = await request.one<OrganizationRow>(organizationsByIds, at, asOf)
    const head = office?.headPost && office.headPost !== post ? await request.map(answering, office.headPost, asOf) : null
    if (head?.person) return head
    at = office?.parent ?? undefined
  }
  return null
}

export async function receiver({ post, asOf }: Asked<HandoverRow>, request: RequestContext) {
  const holder = await request.map(answering, post, asOf)
  return withMoment(holder?.person ? { ...holder } : await supervisor(post, asOf, request), asOf)
}

export async function goesTo(row: Asked<ItemRow>, request: RequestContext) {
  const { state, handover, asOf } = row
  if (state !== 'contested') return null
  const committee = (await commitmentOf(row, request))?.committee
  const secretary = committee ? await request.map(answering, committee, asOf) : null
  const { post } = (await request.one(handoversByIds, handover, asOf))!
  if (secretary?.person && secretary.post !== post) return withMoment({ ...secretary }, asOf)
  return withMoment(await supervisor(post, asOf, request), asOf)
}

export const shown = (notes: Asked<NoteRow>[]) => notes.map((note) => ({ ...note, people: note.people ?? [] }))
export const notesOn = async ({ item, asOf }: Asked<ItemRow>, request: RequestContext) => shown(await request.many(notesAbout, item, asOf))
export const generalNotes = async ({ id, asOf }: Asked<HandoverRow>, request: RequestContext) =>
  shown((await request.many(notesOf, id, asOf)).filter(({ item }) => item === null))

export async function before({ post, day, asOf }: Asked<HandoverRow>, request: RequestContext) {
  const all = await request.many(handoversBefore, post, asOf)
  return all.findLast((each) => each.day < day) ?? null
}
