// What may be done with a post and with who holds it.
import { canonical, command, creation, requireThat } from '@prasan/event-sourcing'
import {
  DelegationEnded,
  DutiesDescribed,
  PostAbolished,
  PostCorrected,
  PostEstablished,
  PostRetitled,
  RoleAssigned,
  RoleAssignmentCorrected,
  RoleAssignmentReversed,
  RoleDelegated,
  RoleEnded,
  shapes,
} from './events.js'
import {
  AssignmentMustBeKnown,
  DelegationCannotEndBeforeItBegins,
  DelegationMustBeKnown,
  PostHasAtMostOneSubstantiveHolderAtATime,
  PostMustExist,
  RoleCannotEndBeforeItBegins,
} from './rules.js'
import { type Held, type PostState, begins, ends, post } from './state.js'

/** Refuses an interval that ends before it begins, and a second substantive holder on any day. */
function requireRoom(state: Exclude<PostState, { is: 'unknown' }>, id: string, wanted: Held): void {
  requireThat(begins(wanted) < ends(wanted), RoleCannotEndBeforeItBegins, 'until')
  if (wanted.manner !== 'substantive') return
  const others = Object.entries(state.held).filter(([key, held]) => key !== id && held.manner === 'substantive')
  requireThat(
    others.every(([, held]) => ends(held) <= begins(wanted) || ends(wanted) <= begins(held)),
    PostHasAtMostOneSubstantiveHolderAtATime,
    'from',
  )
}

export const EstablishPost = creation(
  'EstablishPost',
  post,
  shapes.establishment,
  { doc: 'Establishes a post of an organization, apart from who holds it.' },
  (input) => [PostEstablished(input)],
)

export const RetitlePost = command(
  'RetitlePost',
  post,
  shapes.title,
  { doc: 'The post has another title from a day on.' },
  (input, state) => {
    requireThat(state.is === 'established', PostMustExist)
    return [PostRetitled(input)]
  },
)

export const DescribeDuties = command(
  'DescribeDuties',
  post,
  shapes.duties,
  { doc: 'What the holder of the post has to do, in place of what was said before, from a day on.' },
  (input, state) => {
    requireThat(state.is === 'established', PostMustExist)
    return canonical(state.duties ?? null) === canonical(input) ? [] : [DutiesDescribed(input)]
  },
)

export const AssignRole = command(
  'AssignRole',
  post,
  shapes.term,
  { doc: 'A person holds the post; the day may lie in the past (a late order) or in the future.' },
  (input, state, { newId }) => {
    requireThat(state.is === 'established', PostMustExist)
    const id = newId('assignment')
    requireRoom(state, id, input)
    return [RoleAssigned({ assignment: id, ...input })]
  },
)

export const EndRole = command(
  'EndRole',
  post,
  { assignment: shapes.assignment, on: shapes.on },
  { doc: 'The person no longer holds the post from the day `on`.' },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.held[input.assignment], AssignmentMustBeKnown, 'assignment')
    const held = state.held[input.assignment]!
    requireThat(begins(held) < input.on, RoleCannotEndBeforeItBegins, 'on')
    if (held.until === input.on) return []
    requireRoom(state, input.assignment, { ...held, until: input.on })
    return [RoleEnded(input)]
  },
)

export const CorrectRoleAssignment = command(
  'CorrectRoleAssignment',
  post,
  { assignment: shapes.assignment, ...shapes.term, reason: shapes.reason },
  { doc: 'The assignment was recorded wrongly: gives the whole corrected fact and the reason.' },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.held[input.assignment], AssignmentMustBeKnown, 'assignment')
    requireRoom(state, input.assignment, input)
    return [RoleAssignmentCorrected(input)]
  },
)

export const ReverseRoleAssignment = command(
  'ReverseRoleAssignment',
  post,
  { assignment: shapes.assignment, reason: shapes.reason },
  { doc: 'The assignment never took effect, as when an order was cancelled.' },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.held[input.assignment], AssignmentMustBeKnown, 'assignment')
    return [RoleAssignmentReversed(input)]
  },
)

export const AbolishPost = command(
  'AbolishPost',
  post,
  shapes.ending,
  { doc: 'The post ends; names who takes over what it owes.' },
  (input, state) => {
    requireThat(state.is === 'established', PostMustExist)
    return [PostAbolished(input)]
  },
)

export const CorrectPost = command(
  'CorrectPost',
  post,
  { ...shapes.establishment, reason: shapes.reason },
  { doc: 'Title, organization or area of the post were recorded wrongly: gives the whole corrected fact and the reason.' },
  (input, state) => {
    requireThat(state.is === 'established', PostMustExist)
    return [PostCorrected(input)]
  },
)

export const DelegateRole = command(
  'DelegateRole',
  post,
  shapes.powers,
  { doc: 'The holder in post has somebody else act in a matter (ปฏิบัติราชการแทน); who answers for the post stays.' },
  (input, state, { newId }) => {
    requireThat(state.is === 'established', PostMustExist)
    requireThat(input.from < (input.until ?? '9999-12-31'), DelegationCannotEndBeforeItBegins, 'until')
    return [RoleDelegated({ delegation: newId('delegation'), ...input })]
  },
)

export const EndDelegation = command(
  'EndDelegation',
  post,
  { delegation: shapes.delegation, on: shapes.on },
  { doc: 'The delegation no longer holds from the day `on`.' },
  (input, state) => {
    const delegated = state.is === 'unknown' ? undefined : state.delegated[input.delegation]
    requireThat(delegated, DelegationMustBeKnown, 'delegation')
    requireThat(delegated.from < input.on, DelegationCannotEndBeforeItBegins, 'on')
    return delegated.until === input.on ? [] : [DelegationEnded(input)]
  },
)
