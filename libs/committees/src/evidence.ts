/** What the decisions on a body must know of those above and below it, and of whom its seats belong to, by the commands that place it, say how long it is there, or give a seat to somebody. */
import { lifeInDirectory, post } from '@prasan/directory/contract'
import { survivorsOf } from '@prasan/directory/reading'
import { type Evidence, type Life, type Owners, type Sources, evidenceFor, ownersNamed, parentsAbove } from '@prasan/event-sourcing'
import { CorrectOrder } from './domain/committee/correct-order.js'
import {
  CorrectCommittee,
  CorrectDissolution,
  DissolveCommittee,
  EstablishCommittee,
  type Relatives,
} from './domain/committee/decide-committee.js'
import { AcknowledgeSeatDuties, CorrectSeatDutiesAcknowledgement, type SittingEvidence } from './domain/committee/decide-duties.js'
import { IssueOrder } from './domain/committee/decide-orders.js'
import { ChangeSeat, CorrectSeat, CreateSeat } from './domain/committee/decide-seats.js'
import { belongsTo, placeOn } from './domain/committee/seat.js'
import type { Place } from './domain/committee/shapes.js'
import { type CommitteeState, committee, lifeOfBody } from './domain/committee/state.js'
import { occupantsOn } from './occupants.js'
import { bodiesUnder } from './views/committees/queries.js'

async function above({ parent }: { parent?: string }, { load }: Sources): Promise<Relatives> {
  const lives = new Map<string, Life>()
  const parents = await parentsAbove(parent, async (id) => {
    const { state } = await load(committee, id)
    lives.set(id, lifeOfBody(state))
    return state.is === 'unknown' ? undefined : state.facts.parent
  })
  return { above: parents, parent: lives.get(parent ?? '') ?? {} }
}

/** Which bodies are part of it is looked up; whether they are, and from when, their streams say. */
async function below(id: string, { load, lookUp }: Sources): Promise<Relatives> {
  const found = await Promise.all((await lookUp(bodiesUnder, { id })).map(async (each) => (await load(committee, each)).state))
  return { below: found.flatMap((state) => (state.is !== 'unknown' && state.facts.parent === id ? lifeOfBody(state) : [])) }
}

/** The days of the posts and organizations to which seats are given. */
const belonging = (places: readonly Pick<Place, 'kind'>[], sources: Sources): Promise<Owners> =>
  ownersNamed(places.map(belongsTo), (id) => lifeInDirectory(id, sources))
const broughtBy = ({ order }: { order: string }, sources: Sources, state: CommitteeState) =>
  belonging(
    state.is === 'unknown' ? [] : [...state.seats].flatMap(([, { places }]) => places.filter((place) => place.order === order)),
    sources,
  )

/** Who sits in the seat its stream and that of its post say; who was merged into whom is looked up. */
async function sitting(
  { seat: id, person, on }: { seat: string; person: string; on: string },
  { load, lookUp }: Sources,
  state: CommitteeState,
): Promise<SittingEvidence> {
  const seat = state.is === 'unknown' ? undefined : state.seats.get(id)
  if (!seat) return { sits: false }
  const { kind } = placeOn(seat, on)
  const posts = 'exOfficio' in kind ? [kind.exOfficio.post] : []
  const held = new Map(await Promise.all(posts.map(async (each) => [each, (await load(post, each)).state] as const)))
  const occupant = occupantsOn(state, held, on).find((each) => each.seat === id)?.person
  if (!occupant) return { sits: false }
  const survivors = await lookUp(survivorsOf, { ids: [person, occupant], asOf: { day: on, log: null } })
  return { sits: (survivors.get(person) ?? person) === (survivors.get(occupant) ?? occupant) }
}

export const evidence: Evidence = {
  ...evidenceFor([AcknowledgeSeatDuties, CorrectSeatDutiesAcknowledgement], sitting),
  ...evidenceFor([CreateSeat, ChangeSeat, CorrectSeat], (place: Place, sources) => belonging([place], sources)),
  ...evidenceFor([IssueOrder], ({ seats = [] }: { seats?: readonly Place[] }, sources) => belonging(seats, sources)),
  ...evidenceFor([CorrectOrder], broughtBy),
  ...evidenceFor([EstablishCommittee], above),
  ...evidenceFor([CorrectCommittee], async (input: { parent?: string }, sources, _, id): Promise<Relatives> => ({
    ...(await above(input, sources)),
    ...(await below(id, sources)),
  })),
  ...evidenceFor([DissolveCommittee, CorrectDissolution], (_, sources, _state, id) => below(id, sources)),
}
