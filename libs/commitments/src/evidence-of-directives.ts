/** What the decisions on directives must know of the bodies that get them: on which days each is there, and of which it is part. */
import { ownersOf } from '@prasan/answering/contract'
import { type CommitteeState, committee, lifeOfBody } from '@prasan/committees/contract'
import { bodiesUnder } from '@prasan/committees/reading'
import { type Evidence, type Life, type Sources, evidenceFor, parentsAbove } from '@prasan/event-sourcing'
import {
  type BodiesEvidence,
  CorrectDirective,
  CorrectSending,
  IssueDirective,
  SendDirective,
} from './domain/directive/decide-directive.js'
import type { DirectiveState } from './domain/directive/state.js'

interface Named {
  readonly bodies?: readonly string[]
  readonly toAllChildren?: boolean
}

/** The bodies that a committee has directly below it: which these are is looked up, whether and when they are their streams say. */
async function childrenOf(id: string, { lookUp }: Sources, stateOf: (body: string) => Promise<CommitteeState>) {
  const found = await Promise.all((await lookUp(bodiesUnder, { id })).map(async (body) => [body, await stateOf(body)] as const))
  return Object.fromEntries(
    found.flatMap(([body, state]): [string, Life][] =>
      state.is !== 'unknown' && state.facts.parent === id ? [[body, lifeOfBody(state)]] : [],
    ),
  )
}

async function bodiesEvidence(issuer: string, bodies: readonly string[], sources: Sources, all = false): Promise<BodiesEvidence> {
  const read = new Map<string, Promise<CommitteeState>>()
  const stateOf = (body: string): Promise<CommitteeState> => {
    if (!read.has(body))
      read.set(
        body,
        sources.load(committee, body).then(({ state }) => state),
      )
    return read.get(body)!
  }
  const parentOf = async (body: string) => {
    const state = await stateOf(body)
    return state.is === 'unknown' ? undefined : state.facts.parent
  }
  const above = await Promise.all(
    bodies.map(async (body) => [body, Object.values(await parentsAbove(body, parentOf)).filter((each) => each !== undefined)] as const),
  )
  return {
    owners: await ownersOf([issuer, ...bodies], sources),
    above: Object.fromEntries(above),
    children: all ? await childrenOf(issuer, sources, stateOf) : {},
  }
}

const sendings = (state: DirectiveState) => (state.is === 'unknown' ? [] : state.sendings.map(({ body }) => body))

export const ofDirectives: Evidence = {
  ...evidenceFor([IssueDirective], ({ committee, bodies = [], toAllChildren = false }: Named & { committee: string }, sources) =>
    bodiesEvidence(committee, bodies, sources, toAllChildren),
  ),
  ...evidenceFor([SendDirective], async ({ bodies = [], toAllChildren = false }: Named, sources, state: DirectiveState) =>
    state.is === 'unknown' ? undefined : bodiesEvidence(state.facts.committee, bodies, sources, toAllChildren),
  ),
  ...evidenceFor([CorrectDirective], ({ committee }: { committee: string }, sources, state: DirectiveState) =>
    bodiesEvidence(committee, sendings(state), sources),
  ),
  ...evidenceFor([CorrectSending], ({ body }: { body: string }, sources) => bodiesEvidence(body, [body], sources)),
}
