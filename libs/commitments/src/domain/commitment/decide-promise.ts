// Making a promise, whose it is, and taking it back.
import {
  type Context,
  type Life,
  type Owners,
  aliveOn,
  attachment,
  attachmentCorrection,
  command,
  creation,
  described,
  hasEnded,
  hasFile,
  isFileOtherwise,
  requireLiving,
  requireThat,
  same,
} from '@prasan/event-sourcing'
import { MandateClauseMustBeInForce } from '@prasan/directory/contract'
import { ActivityMustBeOfThePlan, ActivityMustNotBeDropped } from '@prasan/plans/contract'
import {
  CommitmentAccepted,
  CommitmentAdapted,
  CommitmentCorrected,
  CommitmentDeclined,
  CommitmentMade,
  CommitmentWithdrawn,
  FileAttachedToCommitment,
  FileOfCommitmentCorrected,
  OwnershipTransferred,
  shapes,
} from './events.js'
import {
  CommitmentCannotBeDueBeforeItIsMade,
  CommitmentIsAcceptedAlready,
  CommitmentIsDeclinedAlready,
  CommitmentMustBeOpen,
  DirectiveCommitsTheBodiesItIsSentTo,
  ExtensionKeepsTheOriginalDate,
  MandateMustBeOfTheOwner,
  OwnerAnswersAlready,
  OwnerIsNotItsOwnSupporter,
} from './rules.js'
import { type CommitmentState, commitment } from './state.js'
import { type Evident as OfStep, follow, judgeVerifications, made, requireSaidOnce, said } from './steps.js'
import { ownerOn, requireStory } from './story.js'

/** What is known of the owners named, of the mandate clause, and of the plan that is named or that the activity belongs to. */
export interface PromiseEvidence {
  readonly owners?: Owners
  /** The days of the mandate clause that is named, where it is there, and whether the owner is of the organization that has it or below that. */
  readonly mandate?: { readonly days?: Life | undefined; readonly ofTheOwner: boolean }
  readonly plan?: {
    readonly id: string
    readonly committee: string
    readonly activity?: { readonly dropped?: string | undefined } | undefined
  }
  /** The commitment that a directive gives the owner. */
  readonly directed?: string | undefined
}
type Evident = Context<PromiseEvidence | undefined>

const fromActivity = ({ origin }: { origin?: string | undefined }) => origin?.startsWith('activity-') ?? false

const fromDirective = ({ origin }: { origin?: string | undefined }) => origin?.startsWith('directive-') ?? false

export interface Sound {
  readonly owner: string
  readonly supporting?: string[] | undefined
  readonly origin?: string | undefined
  readonly committee?: string | undefined
  readonly mandate?: string | undefined
  readonly dueOn: string
}

/** @throws RuleRefused where no such promise is made on the day */
export function requireSound(input: Sound, madeOn: string, evidence: PromiseEvidence | undefined): void {
  requireThat(madeOn <= input.dueOn, CommitmentCannotBeDueBeforeItIsMade, 'dueOn')
  requireLiving(evidence?.owners, input.owner, madeOn, 'owner')
  input.supporting?.forEach((each, i) => {
    requireThat(each !== input.owner, OwnerIsNotItsOwnSupporter, `supporting.${i}`)
    requireLiving(evidence?.owners, each, madeOn, `supporting.${i}`)
  })
  for (const field of ['origin', 'committee'] as const)
    if (input[field] !== undefined) requireLiving(evidence?.owners, input[field], madeOn, field)
  if (fromActivity(input)) requireThat(evidence?.plan?.activity, ActivityMustBeOfThePlan, 'origin')
  if (input.mandate === undefined) return
  const { days, ofTheOwner = false } = evidence?.mandate ?? {}
  requireThat(days && aliveOn(days, madeOn), MandateClauseMustBeInForce, 'mandate')
  requireThat(ofTheOwner, MandateMustBeOfTheOwner, 'mandate')
}

export const MakeCommitment = creation(
  'MakeCommitment',
  commitment,
  shapes.promise,
  {
    doc: described(
      'ตำแหน่ง ที่นั่ง หน่วยงาน หรือคณะกรรมการรับจะดำเนินการให้แล้วเสร็จภายในวันที่กำหนด',
      'A post, seat, organization or committee promises something by a day.',
      'CommitmentCannotBeDueBeforeItIsMade, OwnerMustHaveBegun, OwnerMustNotHaveEnded, OwnerIsNotItsOwnSupporter, ' +
        'ActivityMustBeOfThePlan, ActivityMustNotBeDropped, MandateClauseMustBeInForce, MandateMustBeOfTheOwner, ' +
        'DirectiveCommitsTheBodiesItIsSentTo',
    ),
  },
  (input, _, { id, today, evidence }: Evident) => {
    const madeOn = input.madeOn ?? today
    requireSound(input, madeOn, evidence)
    if (fromDirective(input)) requireThat(evidence?.directed === id, DirectiveCommitsTheBodiesItIsSentTo, 'origin')
    const plan = evidence?.plan
    if (fromActivity(input)) requireThat(!hasEnded({ until: plan?.activity?.dropped }, madeOn), ActivityMustNotBeDropped, 'origin')
    return [CommitmentMade({ ...input, ...(plan && { plan: plan.id, committee: input.committee ?? plan.committee }) })]
  },
)

export const CorrectCommitment = command(
  'CorrectCommitment',
  commitment,
  { ...shapes.promise, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขข้อผูกพันที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล แสดงในประวัติโดยไม่ถือเป็นการขยายเวลา ' + 'การโอนและการขยายเวลาภายหลังคงเดิม',
      'The record of what was promised was wrong: gives the whole corrected fact and the reason. Shown in the history, never as an ' +
        'extension; later transfers and extensions stand.',
      'CommitmentCannotBeDueBeforeItIsMade, OwnerMustHaveBegun, OwnerMustNotHaveEnded, OwnerIsNotItsOwnSupporter, ' +
        'ActivityMustBeOfThePlan, ExtensionKeepsTheOriginalDate, CommitmentStepsFollowInTime, ExtensionMovesTheDateForward, ' +
        'OwnerCannotVerifyOwnCompletion, MandateClauseMustBeInForce, MandateMustBeOfTheOwner, ' +
        'DirectiveCommitsTheBodiesItIsSentTo, AdaptationComesBeforeTheDueDate',
    ),
  },
  ({ reason, ...input }, state, { evidence, judge }: Evident) => {
    const before = made(state)
    const madeOn = input.madeOn ?? before.promise.madeOn
    requireSound(input, madeOn, evidence)
    requireThat(
      input.origin === before.promise.origin || (!fromDirective(input) && !fromDirective(before.promise)),
      DirectiveCommitsTheBodiesItIsSentTo,
      'origin',
    )
    const extended = before.steps.filter(({ kind }) => kind === 'extension').map(({ fact }) => (fact as { dueOn: string }).dueOn)
    requireThat(
      extended.every((dueOn) => input.dueOn < dueOn),
      ExtensionKeepsTheOriginalDate,
      'dueOn',
    )
    const plan = evidence?.plan
    const promise = { ...input, madeOn, ...(plan && { plan: plan.id, committee: input.committee ?? plan.committee }) }
    requireStory({ ...before, promise }, before)
    judgeVerifications({ ...before, promise }, before, judge, 'owner')
    return same(promise, before.promise) ? [] : [CommitmentCorrected({ ...promise, reason })]
  },
)

export const AcceptCommitment = command(
  'AcceptCommitment',
  commitment,
  shapes.acceptance,
  {
    doc: described(
      'ผู้รับผิดชอบรับดำเนินการตามที่ได้รับมอบหมาย',
      'The owner takes on what it was assigned.',
      'CommitmentMustBeOpen, CommitmentStepsFollowInTime, CommitmentIsAcceptedAlready, AcceptedCommitmentCannotBeDeclined',
    ),
  },
  (input, state, context: OfStep) => {
    if (said(state, 'acceptance', input)) return []
    requireSaidOnce(state, 'acceptance', input, CommitmentIsAcceptedAlready, context)
    follow(state, 'acceptance', input, context)
    return [CommitmentAccepted(input)]
  },
)

export const DeclineCommitment = command(
  'DeclineCommitment',
  commitment,
  shapes.refusal,
  {
    doc: described(
      'ผู้รับผิดชอบแจ้งเหตุที่รับดำเนินการตามที่ได้รับมอบหมายไม่ได้ ข้อผูกพันยังคงอยู่และเป็นของผู้นั้นจนกว่าจะโอนหรือถอน',
      'The owner says why it cannot take on what it was assigned. It stays open and its own until it is transferred or withdrawn.',
      'CommitmentMustBeOpen, CommitmentStepsFollowInTime, AcceptedCommitmentCannotBeDeclined, CommitmentIsDeclinedAlready',
    ),
  },
  (input, state, context: OfStep) => {
    if (said(state, 'refusal', input)) return []
    requireSaidOnce(state, 'refusal', input, CommitmentIsDeclinedAlready, context)
    follow(state, 'refusal', input, context)
    return [CommitmentDeclined(input)]
  },
)

export const AdaptCommitment = command(
  'AdaptCommitment',
  commitment,
  shapes.adaptation,
  {
    doc: described(
      'ผู้รับผิดชอบรับข้อสั่งการโดยปรับถ้อยคำหรือกำหนดให้เข้ากับพื้นที่พร้อมเหตุผล สิ่งที่สั่งไว้เดิมยังเก็บไว้',
      'The owner takes on what a directive asks in other words or by another date, with the reason. What was asked is kept.',
      'OnlyADirectiveIsAdapted, DirectiveMustAllowAdaptation, AdaptationSaysWhatChanges, AdaptationKeepsWithinTheLatestDay, ' +
        'AdaptationComesBeforeTheDueDate, CommitmentMustBeOpen, CommitmentStepsFollowInTime, CommitmentCannotBeDueBeforeItIsMade, ' +
        'AcceptedCommitmentCannotBeDeclined, ExtensionMovesTheDateForward',
    ),
  },
  (input, state, context: OfStep) => {
    if (said(state, 'adaptation', input)) return []
    follow(state, 'adaptation', input, context)
    return [CommitmentAdapted(input)]
  },
)

export const TransferOwnership = command(
  'TransferOwnership',
  commitment,
  shapes.transfer,
  {
    doc: described(
      'โอนความรับผิดชอบให้ตำแหน่ง ที่นั่ง หน่วยงาน หรือคณะกรรมการอื่นตั้งแต่วันที่กำหนด ซึ่งอาจประกาศล่วงหน้าได้',
      'Another post, seat, organization or committee answers for it from a day on, which may be announced.',
      'CommitmentMustBeOpen, CommitmentStepsFollowInTime, OwnerAnswersAlready, OwnerCannotVerifyOwnCompletion, OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  (input, state, context: OfStep) => {
    if (said(state, 'transfer', input)) return []
    requireThat(ownerOn(made(state), input.on) !== input.owner, OwnerAnswersAlready, 'owner')
    follow(state, 'transfer', input, context)
    return [OwnershipTransferred(input)]
  },
)

export const WithdrawCommitment = command(
  'WithdrawCommitment',
  commitment,
  shapes.withdrawal,
  {
    doc: described(
      'ถอนข้อผูกพันโดยมติของคณะ พร้อมเหตุผล',
      'The promise is taken back by a resolution, with the reason.',
      'CommitmentMustBeOpen, CommitmentStepsFollowInTime, CompletedCommitmentCannotBeExtended, CommitmentIsWithdrawnByResolution',
    ),
  },
  (input, state, context: OfStep) => {
    follow(state, 'withdrawal', input, context)
    return [CommitmentWithdrawn(input)]
  },
)

export const AttachFileToCommitment = command(
  'AttachFileToCommitment',
  commitment,
  attachment,
  {
    doc: described(
      'แนบไฟล์ที่จัดเก็บไว้ด้วย POST /files แม้ข้อผูกพันสิ้นสุดแล้ว แนบไฟล์เดิมซ้ำไม่มีผล',
      'Attaches a file that POST /files stored before; also when the commitment is no longer open. The same file again is nothing new.',
      'FileIsAttachedOtherwise',
    ),
  },
  (input, state: CommitmentState) => {
    requireThat(state.is !== 'unknown', CommitmentMustBeOpen)
    return hasFile(state.files, 'commitment', input) ? [] : [FileAttachedToCommitment(input)]
  },
)

export const CorrectFileOfCommitment = command(
  'CorrectFileOfCommitment',
  commitment,
  attachmentCorrection,
  {
    doc: described(
      'แก้ไขชื่อ ชนิด ขนาด หรือชั้นการเปิดเผยของไฟล์ที่แนบไว้ ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'What was said of an attached file was wrong, as its disclosure: gives all of it rightly and the reason.',
      'FileMustBeAttached',
    ),
  },
  (input, state: CommitmentState) => {
    requireThat(state.is !== 'unknown', CommitmentMustBeOpen)
    return isFileOtherwise(state.files, 'commitment', input) ? [FileOfCommitmentCorrected(input)] : []
  },
)
