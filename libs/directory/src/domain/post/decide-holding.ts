// Who holds a post, and what its holder delegates.
import {
  type Context,
  type Life,
  type Owners,
  command,
  described,
  ends,
  hasBegun,
  hasDays,
  overlap,
  requireLiving,
  requireThat,
  same,
} from '@prasan/event-sourcing'
import { firstToAnswer } from './answering.js'
import {
  DelegationCorrected,
  DelegationEnded,
  DelegationReversed,
  RoleAssigned,
  RoleAssignmentCorrected,
  RoleAssignmentReversed,
  RoleDelegated,
  RoleEnded,
  shapes,
} from './events.js'
import {
  ActingDoesNotComeBackToThePost,
  AssignmentMustBeKnown,
  DelegationCannotEndBeforeItBegins,
  DelegationMustBeKnown,
  NobodyDelegatesToThemselves,
  OnlyWhoeverHoldsThePostDelegates,
  PostHasAtMostOneSubstantiveHolderAtATime,
  PostMustExist,
  RoleCannotEndBeforeItBegins,
} from './rules.js'
import { type Delegated, type EstablishedPost, type Held, type PostState, heldOn, lifeOfPost, post, requireThere } from './state.js'

/** @throws RuleRefused where it begins or ends after the post; without an end it ends with it */
function requireWithin(state: PostState, { from, until }: Life, end: 'until' | 'on' = 'until'): asserts state is EstablishedPost {
  requireThere(state, from, 'from')
  requireThat(until === undefined || until <= ends(lifeOfPost(state)), PostMustExist, end)
}

/** Refuses an interval that ends before it begins or is not of the post's days, and a second substantive holder on any day. */
export function requireRoom(state: PostState, id: string, wanted: Held, end: 'until' | 'on' = 'until'): asserts state is EstablishedPost {
  requireThat(hasDays(wanted), RoleCannotEndBeforeItBegins, end)
  requireWithin(state, wanted, end)
  if (wanted.manner !== 'substantive') return
  const others = Object.entries(state.held).filter(([key, held]) => key !== id && held.manner === 'substantive')
  requireThat(
    others.every(([, held]) => !overlap(held, wanted)),
    PostHasAtMostOneSubstantiveHolderAtATime,
    'from',
  )
}

const heldAs = (state: PostState, id: string): Held => {
  const held = state.is === 'unknown' ? undefined : state.held[id]
  requireThat(held, AssignmentMustBeKnown, 'assignment')
  return held
}

/** Of a person who is to act, on the first day of it. */
export interface ActingEvidence {
  /** The posts that the person holds, those whose holders act in these, and so on. */
  readonly stoodInFor: readonly string[]
}
const nobodyActs: ActingEvidence = { stoodInFor: [] }

export const AssignRole = command(
  'AssignRole',
  post,
  shapes.term,
  {
    doc: described(
      'บุคคลดำรงตำแหน่ง วันเริ่มอาจเป็นวันที่ผ่านมาแล้ว (คำสั่งออกภายหลัง) หรือวันข้างหน้า',
      'A person holds the post; the day may lie in the past (a late order) or in the future.',
      'PostMustExist, RoleCannotEndBeforeItBegins, PostHasAtMostOneSubstantiveHolderAtATime, ActingDoesNotComeBackToThePost',
    ),
  },
  (input, state, { id, newId, evidence = nobodyActs }: Context<ActingEvidence | undefined>) => {
    if (state.is !== 'unknown' && Object.values(state.held).some((held) => same(held, input))) return []
    const assignment = newId('assignment')
    requireRoom(state, assignment, input)
    requireThat(!evidence.stoodInFor.includes(id), ActingDoesNotComeBackToThePost, 'person')
    return [RoleAssigned({ assignment, ...input })]
  },
)

export const EndRole = command(
  'EndRole',
  post,
  { assignment: shapes.assignment, on: shapes.on },
  {
    doc: described(
      'บุคคลพ้นจากตำแหน่งตั้งแต่วันที่ `on`',
      'The person no longer holds the post from the day `on`.',
      'AssignmentMustBeKnown, RoleCannotEndBeforeItBegins, PostMustExist, PostHasAtMostOneSubstantiveHolderAtATime',
    ),
  },
  (input, state) => {
    const held = heldAs(state, input.assignment)
    if (held.until === input.on) return []
    requireRoom(state, input.assignment, { ...held, until: input.on }, 'on')
    return [RoleEnded(input)]
  },
)

export const CorrectRoleAssignment = command(
  'CorrectRoleAssignment',
  post,
  { assignment: shapes.assignment, ...shapes.term, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขการดำรงตำแหน่งที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'The assignment was recorded wrongly: gives the whole corrected fact and the reason.',
      'AssignmentMustBeKnown, PostMustExist, RoleCannotEndBeforeItBegins, PostHasAtMostOneSubstantiveHolderAtATime, ActingDoesNotComeBackToThePost',
    ),
  },
  ({ assignment, reason, ...term }, state, { id, evidence = nobodyActs }: Context<ActingEvidence | undefined>) => {
    if (same(heldAs(state, assignment), term)) return []
    requireRoom(state, assignment, term)
    requireThat(!evidence.stoodInFor.includes(id), ActingDoesNotComeBackToThePost, 'person')
    return [RoleAssignmentCorrected({ assignment, ...term, reason })]
  },
)

export const ReverseRoleAssignment = command(
  'ReverseRoleAssignment',
  post,
  { assignment: shapes.assignment, reason: shapes.reason },
  {
    doc: described(
      'การดำรงตำแหน่งนี้ไม่เคยมีผล เช่น คำสั่งถูกยกเลิก',
      'The assignment never took effect, as when an order was cancelled.',
      'AssignmentMustBeKnown',
    ),
  },
  (input, state) => {
    const { person } = heldAs(state, input.assignment)
    return [RoleAssignmentReversed({ ...input, person })]
  },
)

function requirePowers(state: PostState, id: string, powers: Delegated, end: 'until' | 'on' = 'until'): asserts state is EstablishedPost {
  requireThat(powers.to !== id, NobodyDelegatesToThemselves, 'to')
  requireThat(hasDays(powers), DelegationCannotEndBeforeItBegins, end)
  requireWithin(state, powers, end)
}
/** Nobody delegates beyond their own powers, or to themselves. Before the first who is recorded it is not known who held the post. @throws RuleRefused */
function requireHolder(state: EstablishedPost, { from, to }: Delegated) {
  const known = Object.values(state.held).some((held) => hasBegun(held, from))
  const delegates = firstToAnswer(heldOn(state, from))
  requireThat(!known || delegates, OnlyWhoeverHoldsThePostDelegates, 'from')
  requireThat(delegates?.person !== to, NobodyDelegatesToThemselves, 'to')
}
const delegatedAs = (state: PostState, id: string): Delegated => {
  const delegated = state.is === 'unknown' ? undefined : state.delegated[id]
  requireThat(delegated, DelegationMustBeKnown, 'delegation')
  return delegated
}

export const DelegateRole = command(
  'DelegateRole',
  post,
  shapes.powers,
  {
    doc: described(
      'ผู้ดำรงตำแหน่งมอบอำนาจให้ผู้อื่นปฏิบัติราชการแทนในเรื่องหนึ่ง ผู้รับผิดชอบตำแหน่งคงเดิม',
      'The holder in post has somebody else act in a matter; who answers for the post stays.',
      'PostMustExist, DelegationCannotEndBeforeItBegins, NobodyDelegatesToThemselves, OnlyWhoeverHoldsThePostDelegates, OwnerMustNotHaveEnded',
    ),
  },
  (input, state, { id, newId, evidence }: Context<Owners | undefined>) => {
    if (state.is !== 'unknown' && Object.values(state.delegated).some((delegated) => same(delegated, input))) return []
    requirePowers(state, id, input)
    requireHolder(state, input)
    requireLiving(evidence, input.to, input.from, 'to')
    return [RoleDelegated({ delegation: newId('delegation'), ...input })]
  },
)

export const EndDelegation = command(
  'EndDelegation',
  post,
  { delegation: shapes.delegation, on: shapes.on },
  {
    doc: described(
      'การมอบอำนาจสิ้นผลตั้งแต่วันที่ `on`',
      'The delegation no longer holds from the day `on`.',
      'DelegationMustBeKnown, DelegationCannotEndBeforeItBegins, PostMustExist',
    ),
  },
  (input, state, { id }) => {
    const delegated = delegatedAs(state, input.delegation)
    if (delegated.until === input.on) return []
    requirePowers(state, id, { ...delegated, until: input.on }, 'on')
    return [DelegationEnded(input)]
  },
)

export const CorrectDelegation = command(
  'CorrectDelegation',
  post,
  { delegation: shapes.delegation, ...shapes.powers, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขการมอบอำนาจที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'The delegation was recorded wrongly: gives the whole corrected fact and the reason.',
      'DelegationMustBeKnown, PostMustExist, DelegationCannotEndBeforeItBegins, NobodyDelegatesToThemselves, OnlyWhoeverHoldsThePostDelegates, OwnerMustNotHaveEnded',
    ),
  },
  ({ delegation, reason, ...powers }, state, { id, evidence }: Context<Owners | undefined>) => {
    const before = delegatedAs(state, delegation)
    if (same(before, powers)) return []
    requirePowers(state, id, powers)
    if (powers.from !== before.from || powers.to !== before.to) requireHolder(state, powers)
    requireLiving(evidence, powers.to, powers.from, 'to')
    return [DelegationCorrected({ delegation, ...powers, reason })]
  },
)

export const ReverseDelegation = command(
  'ReverseDelegation',
  post,
  { delegation: shapes.delegation, reason: shapes.reason },
  { doc: described('การมอบอำนาจนี้ไม่เคยมีผล', 'The delegation never took effect.', 'DelegationMustBeKnown') },
  (input, state) => {
    const { scope } = delegatedAs(state, input.delegation)
    return [DelegationReversed({ ...input, scope })]
  },
)
