// One decision for many bodies: it is issued, sent to more of them later, withdrawn; and each of these may have been recorded wrongly.
import {
  type Context,
  type Day,
  type Life,
  type Owners,
  aliveOn,
  command,
  creation,
  described,
  requireLiving,
  requireThat,
  same,
} from '@prasan/event-sourcing'
import { CommitmentCannotBeDueBeforeItIsMade } from '../commitment/rules.js'
import {
  DirectiveCorrected,
  DirectiveIssued,
  DirectiveSent,
  DirectiveWithdrawalCorrected,
  DirectiveWithdrawalReversed,
  DirectiveWithdrawn,
  SendingCorrected,
  SendingReversed,
  shapes,
} from './events.js'
import {
  DirectiveGoesToBodiesBelow,
  DirectiveIsSentToABodyOnce,
  DirectiveIsWithdrawnAlready,
  DirectiveIsWithdrawnByResolution,
  DirectiveMustBeInForce,
  DirectiveMustBeWithdrawn,
  DirectiveStepsFollowInTime,
  LatestDueDateIsNotBeforeTheDueDate,
  SendingMustBeRecorded,
  SendingNamesBodies,
} from './rules.js'
import { type DirectiveState, type Issued, directive, sentOn } from './state.js'

/** What is known of the bodies that a command names, and of those directly below the one that issues the directive. */
export interface BodiesEvidence {
  readonly owners: Owners
  /** Of each body those that it is part of. */
  readonly above: Readonly<Record<string, readonly string[]>>
  readonly children: Readonly<Record<string, Life>>
}
type Evident = Context<BodiesEvidence | undefined>

function issued(state: DirectiveState): Issued {
  requireThat(state.is === 'issued', DirectiveMustBeInForce)
  return state
}

interface Facts {
  readonly committee: string
  readonly dueOn: Day
  readonly latestDueOn?: Day | undefined
}
function requireSound(facts: Facts, on: Day, evidence: BodiesEvidence | undefined): void {
  requireLiving(evidence?.owners, facts.committee, on, 'committee')
  requireThat(on <= facts.dueOn, CommitmentCannotBeDueBeforeItIsMade, 'dueOn')
  requireThat(facts.latestDueOn === undefined || facts.dueOn <= facts.latestDueOn, LatestDueDateIsNotBeforeTheDueDate, 'latestDueOn')
}
const isBelow = (body: string, committee: string, evidence: BodiesEvidence | undefined) => evidence?.above[body]?.includes(committee)

interface Addressed {
  readonly bodies?: readonly string[] | undefined
  readonly toAllChildren?: boolean | undefined
}
/** The bodies that get it, each there on the day and below the one that issues it, none of which has it already. */
function addressees(
  { bodies, toAllChildren = false }: Addressed,
  { committee, on, sent }: { committee: string; on: Day; sent: readonly string[] },
  evidence: BodiesEvidence | undefined,
): readonly string[] {
  requireThat(!toAllChildren || bodies === undefined, SendingNamesBodies, 'toAllChildren')
  bodies?.forEach((body, i) => {
    requireLiving(evidence?.owners, body, on, `bodies.${i}`)
    requireThat(isBelow(body, committee, evidence), DirectiveGoesToBodiesBelow, `bodies.${i}`)
    requireThat(!sent.includes(body), DirectiveIsSentToABodyOnce, `bodies.${i}`)
  })
  if (!toAllChildren) return bodies ?? []
  return Object.entries(evidence?.children ?? {}).flatMap(([body, life]) => (aliveOn(life, on) && !sent.includes(body) ? [body] : []))
}
const withCommitments = (bodies: readonly string[], { newId }: Evident) =>
  bodies.map((body, n) => ({ body, commitment: newId('commitment', n) }))

export const IssueDirective = creation(
  'IssueDirective',
  directive,
  { ...shapes.issue, ...shapes.addressed },
  {
    doc: described(
      'คณะสั่งการครั้งเดียวถึงหลายคณะที่อยู่ใต้ตน แต่ละคณะมีข้อผูกพันของตนที่ปรับหรือไม่รับพร้อมเหตุผลได้',
      'A body decides once for many bodies below it: each has a commitment of its own, which it may adapt or decline with the reason.',
      'OwnerMustHaveBegun, OwnerMustNotHaveEnded, CommitmentCannotBeDueBeforeItIsMade, LatestDueDateIsNotBeforeTheDueDate, ' +
        'SendingNamesBodies, DirectiveGoesToBodiesBelow',
    ),
  },
  ({ bodies, toAllChildren, ...facts }, _, context: Evident) => {
    const on = facts.on ?? context.today
    requireSound(facts, on, context.evidence)
    const to = addressees({ bodies, toAllChildren }, { committee: facts.committee, on, sent: [] }, context.evidence)
    return [DirectiveIssued({ ...facts, sent: withCommitments(to, context) })]
  },
)

export const SendDirective = command(
  'SendDirective',
  directive,
  shapes.sending,
  {
    doc: described(
      'ส่งข้อสั่งการถึงคณะที่ยังไม่ได้รับ เช่น คณะที่ตั้งขึ้นภายหลัง',
      'Sends the directive to bodies that have not got it, as those created later.',
      'DirectiveMustBeInForce, DirectiveStepsFollowInTime, CommitmentCannotBeDueBeforeItIsMade, SendingNamesBodies, ' +
        'OwnerMustHaveBegun, OwnerMustNotHaveEnded, DirectiveGoesToBodiesBelow, DirectiveIsSentToABodyOnce',
    ),
  },
  ({ bodies, toAllChildren, ...sending }, state, context: Evident) => {
    const standing = issued(state)
    const on = sending.on ?? context.today
    requireThat(standing.facts.on <= on, DirectiveStepsFollowInTime, 'on')
    requireThat(!standing.withdrawn || on < standing.withdrawn.on, DirectiveMustBeInForce, 'on')
    requireThat(on <= (sending.dueOn ?? standing.facts.dueOn), CommitmentCannotBeDueBeforeItIsMade, 'dueOn')
    requireThat(toAllChildren || bodies?.length, SendingNamesBodies, 'bodies')
    const { committee } = standing.facts
    const to = addressees({ bodies, toAllChildren }, { committee, on, sent: standing.sendings.map(({ body }) => body) }, context.evidence)
    return to.length === 0 ? [] : [DirectiveSent({ ...sending, sent: withCommitments(to, context) })]
  },
)

export const CorrectDirective = command(
  'CorrectDirective',
  directive,
  { ...shapes.issue, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขข้อสั่งการที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล ข้อผูกพันที่มาจากข้อสั่งการแก้ตามนั้น',
      'The directive was recorded wrongly: gives the whole corrected fact and the reason. Its commitments are corrected with it.',
      'DirectiveMustBeInForce, OwnerMustHaveBegun, OwnerMustNotHaveEnded, CommitmentCannotBeDueBeforeItIsMade, ' +
        'LatestDueDateIsNotBeforeTheDueDate, DirectiveStepsFollowInTime, DirectiveGoesToBodiesBelow',
    ),
  },
  ({ reason, ...given }, state, { evidence }: Evident) => {
    const before = issued(state)
    const facts = { ...given, on: given.on ?? before.facts.on }
    requireSound(facts, facts.on, evidence)
    const { sendings, withdrawn } = before
    requireThat(
      sendings.every(({ on = facts.on }) => facts.on <= on && (!withdrawn || on <= withdrawn.on)) &&
        (!withdrawn || facts.on <= withdrawn.on),
      DirectiveStepsFollowInTime,
      'on',
    )
    for (const sending of sendings) {
      const on = sentOn({ facts }, sending)
      requireLiving(evidence?.owners, sending.body, on, 'on')
      requireThat(on <= (sending.dueOn ?? facts.dueOn), CommitmentCannotBeDueBeforeItIsMade, 'dueOn')
      requireThat(isBelow(sending.body, facts.committee, evidence), DirectiveGoesToBodiesBelow, 'committee')
    }
    return same(facts, before.facts) ? [] : [DirectiveCorrected({ ...facts, reason })]
  },
)

export const CorrectSending = command(
  'CorrectSending',
  directive,
  shapes.sendingCorrection,
  {
    doc: described(
      'แก้ไขวันที่ส่งข้อสั่งการถึงคณะหนึ่ง หรือกำหนดของคณะนั้น ที่บันทึกไว้ไม่ถูกต้อง',
      'The day on which a body got the directive, or its due date, was recorded wrongly.',
      'DirectiveMustBeInForce, SendingMustBeRecorded, DirectiveStepsFollowInTime, CommitmentCannotBeDueBeforeItIsMade, ' +
        'OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  (input, state, { evidence }: Evident) => {
    const standing = issued(state)
    const { facts, withdrawn } = standing
    const { body, on, dueOn } = input
    const before = standing.sendings.find((each) => each.body === body)
    requireThat(before, SendingMustBeRecorded, 'body')
    requireThat(facts.on <= on && (!withdrawn || on <= withdrawn.on), DirectiveStepsFollowInTime, 'on')
    requireThat(on <= (dueOn ?? facts.dueOn), CommitmentCannotBeDueBeforeItIsMade, 'dueOn')
    requireLiving(evidence?.owners, body, on, 'on')
    return sentOn(standing, before) === on && before.dueOn === dueOn ? [] : [SendingCorrected(input)]
  },
)

export const ReverseSending = command(
  'ReverseSending',
  directive,
  { body: shapes.body, reason: shapes.reason },
  {
    doc: described(
      'ไม่เคยส่งข้อสั่งการถึงคณะนี้ ข้อผูกพันของคณะที่ยังไม่แล้วเสร็จถูกถอน',
      'The directive was never sent to this body: its commitment, where it is open, is withdrawn.',
      'DirectiveMustBeInForce, SendingMustBeRecorded',
    ),
  },
  (input, state) => {
    const sending = issued(state).sendings.find(({ body }) => body === input.body)
    requireThat(sending, SendingMustBeRecorded, 'body')
    return [SendingReversed({ ...input, commitment: sending.commitment })]
  },
)

interface Withdrawal {
  readonly on: Day
  readonly resolution?: string | undefined
}
function requireWithdrawal({ facts, sendings }: Issued, { on, resolution }: Withdrawal, judge: Evident['judge']): void {
  requireThat(facts.on <= on && sendings.every((each) => sentOn({ facts }, each) <= on), DirectiveStepsFollowInTime, 'on')
  judge(resolution, DirectiveIsWithdrawnByResolution, 'resolution')
}

export const WithdrawDirective = command(
  'WithdrawDirective',
  directive,
  shapes.withdrawal,
  {
    doc: described(
      'ยกเลิกข้อสั่งการโดยมติพร้อมเหตุผล ข้อผูกพันที่ยังไม่แล้วเสร็จถูกถอนตาม ที่แล้วเสร็จคงอยู่',
      'The directive is taken back by a resolution, with the reason: its open commitments are withdrawn, what is done stays.',
      'DirectiveMustBeInForce, DirectiveIsWithdrawnAlready, DirectiveStepsFollowInTime, DirectiveIsWithdrawnByResolution',
    ),
  },
  (input, state, { judge }: Evident) => {
    const standing = issued(state)
    if (standing.withdrawn && same(standing.withdrawn, input)) return []
    requireThat(!standing.withdrawn, DirectiveIsWithdrawnAlready, 'on')
    requireWithdrawal(standing, input, judge)
    return [DirectiveWithdrawn(input)]
  },
)

export const CorrectDirectiveWithdrawal = command(
  'CorrectDirectiveWithdrawal',
  directive,
  shapes.withdrawal,
  {
    doc: described(
      'แก้ไขการยกเลิกข้อสั่งการที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมด',
      'The withdrawal was recorded wrongly: gives the whole corrected fact.',
      'DirectiveMustBeInForce, DirectiveMustBeWithdrawn, DirectiveStepsFollowInTime, DirectiveIsWithdrawnByResolution',
    ),
  },
  (input, state, { judge }: Evident) => {
    const standing = issued(state)
    requireThat(standing.withdrawn, DirectiveMustBeWithdrawn)
    requireWithdrawal(standing, input, judge)
    return same(standing.withdrawn, input) ? [] : [DirectiveWithdrawalCorrected(input)]
  },
)

export const ReverseDirectiveWithdrawal = command(
  'ReverseDirectiveWithdrawal',
  directive,
  { reason: shapes.reason },
  {
    doc: described(
      'ข้อสั่งการไม่เคยถูกยกเลิก ข้อผูกพันที่ถอนตามนั้นกลับมีอยู่',
      'The directive was never withdrawn: the commitments that were withdrawn with it are open again.',
      'DirectiveMustBeInForce, DirectiveMustBeWithdrawn',
    ),
  },
  (input, state) => {
    requireThat(issued(state).withdrawn, DirectiveMustBeWithdrawn)
    return [DirectiveWithdrawalReversed(input)]
  },
)
