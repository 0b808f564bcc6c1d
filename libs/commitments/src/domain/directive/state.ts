// What the decisions on a directive need to remember, and what it asks of each body.
import { type Aggregate, type DataOf, type Day, actorOf, eventsOf } from '@prasan/event-sourcing'
import * as happened from './events.js'
import type { DirectiveIssued, DirectiveWithdrawn } from './events.js'

export interface Sending {
  readonly body: string
  readonly commitment: string
  /** The day on which it was sent; with the issue where it is left out. */
  readonly on?: Day | undefined
  /** Where it is another than the directive's. */
  readonly dueOn?: Day | undefined
}
/** What is asked, of whichever body. */
export type Directed = Omit<DataOf<typeof DirectiveIssued>, 'on' | 'sent'> & { readonly on: Day }
export interface Issued {
  readonly is: 'issued'
  readonly facts: Directed
  readonly sendings: readonly Sending[]
  readonly withdrawn?: DataOf<typeof DirectiveWithdrawn>
}
export type DirectiveState = { readonly is: 'unknown' } | Issued

/** The process that turns directives into commitments, and how it is called as the one who records these. */
export const DIRECTIVES = 'directives'
export const BY_DIRECTIVES = actorOf(DIRECTIVES)

const events = eventsOf(happened)

const change = (state: DirectiveState, to: (issued: Issued) => Partial<Issued>): DirectiveState =>
  state.is === 'unknown' ? state : { ...state, ...to(state) }

export const sentOn = ({ facts }: Pick<Issued, 'facts'>, { on }: Sending): Day => on ?? facts.on

/** What the body promises when it gets the directive: it owns it, and the one that issued it watches over it. */
export function promiseOf(id: string, { facts }: Pick<Issued, 'facts'>, sending: Sending) {
  const { title, committee, priority } = facts
  return {
    ...{ title, owner: sending.body, dueOn: sending.dueOn ?? facts.dueOn },
    ...(priority !== undefined && { priority }),
    ...{ madeOn: sentOn({ facts }, sending), origin: id, committee },
  }
}

/** What it is on a day under the names of the view's columns; undefined before it was issued. */
export function columnsOn({ facts, withdrawn }: Issued, day: Day) {
  if (day < facts.on) return undefined
  const { title, text = null, committee, resolution = null, on, dueOn, priority = 'normal', adaptable = true, latestDueOn = null } = facts
  const over = withdrawn && withdrawn.on <= day ? withdrawn : undefined
  return {
    ...{ title, text, committee, resolution, issuedOn: on, dueOn, priority, adaptable, latestDueOn },
    ...{ state: over ? 'withdrawn' : 'inForce', withdrawnOn: over?.on ?? null },
    ...{ withdrawnBy: over?.resolution ?? null, withdrawnBecause: over?.reason ?? null },
  }
}

export const directive: Aggregate<DirectiveState, typeof events> = {
  category: 'directive',
  events,
  initial: { is: 'unknown' },
  onDay: (state, day, id) => {
    const columns = state.is === 'unknown' ? undefined : columnsOn(state, day)
    return columns ? { [id]: columns } : {}
  },
  evolve: {
    DirectiveIssued: (_, { sent, on, ...facts }, { day }) => ({ is: 'issued', facts: { ...facts, on: on ?? day }, sendings: sent }),
    DirectiveCorrected: (state, { reason: _, on, ...facts }) =>
      change(state, (issued) => ({ facts: { ...facts, on: on ?? issued.facts.on } })),
    DirectiveSent: (state, { on, dueOn, sent }, { day }) =>
      change(state, ({ sendings }) => ({ sendings: [...sendings, ...sent.map((each) => ({ ...each, on: on ?? day, dueOn }))] })),
    SendingCorrected: (state, { reason: _, body, ...rightly }) =>
      change(state, ({ sendings }) => ({
        sendings: sendings.map((each) => (each.body === body ? { body, commitment: each.commitment, ...rightly } : each)),
      })),
    SendingReversed: (state, { body }) => change(state, ({ sendings }) => ({ sendings: sendings.filter((each) => each.body !== body) })),
    DirectiveWithdrawn: (state, withdrawn) => change(state, () => ({ withdrawn })),
    DirectiveWithdrawalCorrected: (state, withdrawn) => change(state, () => ({ withdrawn })),
    DirectiveWithdrawalReversed(state) {
      if (state.is === 'unknown') return state
      const { withdrawn: _, ...standing } = state
      return standing
    },
  },
}
