// What the decisions on a post need to remember.
import type { Aggregate, DataOf } from '@prasan/event-sourcing'
import {
  DelegationEnded,
  DutiesDescribed,
  type Manner,
  PostAbolished,
  PostCorrected,
  PostEstablished,
  PostRetitled,
  RoleAssigned,
  RoleAssignmentCorrected,
  RoleAssignmentReversed,
  RoleDelegated,
  RoleEnded,
} from './events.js'

export interface Held {
  person: string
  manner: Manner
  from?: string | undefined
  until?: string | undefined
}
export interface Delegated {
  from: string
  until?: string | undefined
}
export type PostState =
  | { is: 'unknown' }
  | {
      is: 'established' | 'abolished'
      held: Readonly<Record<string, Held>>
      delegated: Readonly<Record<string, Delegated>>
      /** As they were described last. */
      duties?: DataOf<typeof DutiesDescribed>
      abolishedOn?: string
    }

const events = [
  PostEstablished,
  PostRetitled,
  DutiesDescribed,
  RoleAssigned,
  RoleEnded,
  RoleAssignmentCorrected,
  RoleAssignmentReversed,
  RoleDelegated,
  DelegationEnded,
  PostCorrected,
  PostAbolished,
] as const

const without = (held: Readonly<Record<string, Held>>, id: string) => Object.fromEntries(Object.entries(held).filter(([key]) => key !== id))

export const post: Aggregate<PostState, typeof events> = {
  category: 'post',
  events,
  initial: { is: 'unknown' },
  evolve: {
    PostEstablished: () => ({ is: 'established', held: {}, delegated: {} }),
    PostRetitled: (state) => state,
    DutiesDescribed: (state, duties) => (state.is === 'unknown' ? state : { ...state, duties }),
    RoleAssigned: (state, { assignment: id, person, manner, from, until }) =>
      state.is === 'unknown' ? state : { ...state, held: { ...state.held, [id]: { person, manner, from, until } } },
    RoleEnded: (state, { assignment: id, on }) =>
      state.is === 'unknown' || !state.held[id] ? state : { ...state, held: { ...state.held, [id]: { ...state.held[id], until: on } } },
    RoleAssignmentCorrected: (state, { assignment: id, person, manner, from, until }) =>
      state.is === 'unknown' ? state : { ...state, held: { ...state.held, [id]: { person, manner, from, until } } },
    RoleAssignmentReversed: (state, { assignment: id }) => (state.is === 'unknown' ? state : { ...state, held: without(state.held, id) }),
    RoleDelegated: (state, { delegation, from, until }) =>
      state.is === 'unknown' ? state : { ...state, delegated: { ...state.delegated, [delegation]: { from, until } } },
    DelegationEnded: (state, { delegation: id, on }) =>
      state.is === 'unknown' || !state.delegated[id]
        ? state
        : { ...state, delegated: { ...state.delegated, [id]: { ...state.delegated[id], until: on } } },
    PostCorrected: (state) => state,
    PostAbolished: (state, { on }) => (state.is === 'unknown' ? state : { ...state, is: 'abolished', abolishedOn: on }),
  },
}

export const begins = (held: Pick<Held, 'from'>) => held.from ?? ''
export const ends = (held: Pick<Held, 'until'>) => held.until ?? '9999-12-31'

/** Everybody who holds the post on the day. */
export const heldOn = (state: PostState, day: string): Held[] =>
  state.is === 'unknown' ? [] : Object.values(state.held).filter((held) => begins(held) <= day && day < ends(held))
