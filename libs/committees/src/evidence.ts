/** What the decisions on a body must know of those above and below it, by the commands that place it or say how long it is there. */
import { type Evidence, type Life, type Sources, evidenceFor, parentsAbove } from '@prasan/event-sourcing'
import { committee } from './domain/committee/committee.js'
import {
  CorrectCommittee,
  CorrectDissolution,
  DissolveCommittee,
  EstablishCommittee,
  type Relatives,
} from './domain/committee/decide-committee.js'
import { lifeOfBody } from './domain/committee/state.js'
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

export const evidence: Evidence = {
  ...evidenceFor([EstablishCommittee], above),
  ...evidenceFor([CorrectCommittee], async (input: { parent?: string }, sources, _, id): Promise<Relatives> => ({
    ...(await above(input, sources)),
    ...(await below(id, sources)),
  })),
  ...evidenceFor([DissolveCommittee, CorrectDissolution], (_, sources, _state, id) => below(id, sources)),
}
