/** What the decisions on a body must know of those above and below it, put beside the commands that place it or say how long it is there. */
import { type Command, type Life, type Sources, parentsAbove } from '@prasan/event-sourcing'
import { committee } from './domain/committee/committee.js'
import * as body from './domain/committee/decide-committee.js'
import { lifeOfBody } from './domain/committee/state.js'
import { bodiesUnder } from './views/committees/queries.js'

async function above({ parent }: { parent?: string }, { load }: Sources): Promise<body.Relatives> {
  const lives = new Map<string, Life>()
  const parents = await parentsAbove(parent, async (id) => {
    const { state } = await load(committee, id)
    lives.set(id, lifeOfBody(state))
    return state.is === 'unknown' ? undefined : state.facts.parent
  })
  return { above: parents, parent: lives.get(parent ?? '') ?? {} }
}

/** Which bodies are part of it is looked up; whether they are, and from when, their streams say. */
async function below(id: string, { load, lookUp }: Sources): Promise<body.Relatives> {
  const found = await Promise.all((await lookUp(bodiesUnder, { id })).map(async (each) => (await load(committee, each)).state))
  return { below: found.flatMap((state) => (state.is !== 'unknown' && state.facts.parent === id ? lifeOfBody(state) : [])) }
}

const ending = (command: Command): Command => ({ ...command, evidence: (_, sources, _state, id) => below(id, sources) })

export const EstablishCommittee: Command = { ...body.EstablishCommittee, evidence: above }
export const CorrectCommittee: Command = {
  ...body.CorrectCommittee,
  evidence: async (input: { parent?: string }, sources, _, id): Promise<body.Relatives> => ({
    ...(await above(input, sources)),
    ...(await below(id, sources)),
  }),
}
export const DissolveCommittee = ending(body.DissolveCommittee)
export const CorrectDissolution = ending(body.CorrectDissolution)
