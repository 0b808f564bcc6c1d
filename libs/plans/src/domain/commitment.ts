// libs/plans/src/domain/commitment.ts: the promise that outlives the person who made it
import {
  type Aggregate,
  Bilingual,
  Day,
  Percent,
  Text,
  command,
  creation,
  event,
  label,
  ref,
  requireThat,
  ruleOfTheBody,
  ruleOfTheRecord,
  z,
} from '@prasan/event-sourcing'

/** Who answers: never a person, so that nothing needs re-assigning when one leaves. */
export const Owner = ref('post', 'seat', 'organization', 'committee').meta(label('ผู้รับผิดชอบ', 'Owner'))
/** What a commitment comes from. */
export const Origin = ref('resolution', 'activity', 'committee').meta(label('ที่มา', 'Origin'))

const dueOn = Day.meta(label('กำหนดแล้วเสร็จ', 'Due on'))
const on = Day.meta(label('วันที่', 'On'))
const word = Text.meta(label('ผลการดำเนินงาน', 'Word'))
const reason = Text.meta(label('เหตุผล', 'Reason'))

const promise = {
  title: Bilingual.meta(label('เรื่อง', 'Title')),
  owner: Owner,
  supporting: z.array(Owner).max(50).optional().meta(label('ผู้สนับสนุน', 'Supporting')),
  dueOn,
  madeOn: Day.optional().meta({ ...label('ให้คำมั่นเมื่อ', 'Made on'), description: 'The day it was promised; today where it is left out.' }),
  origin: Origin.optional(),
  /** The body that watches over it: the committee that resolved it or whose plan it serves. */
  committee: ref('committee').optional().meta(label('คณะที่ติดตาม', 'Watched by')),
}
const report = { on, percent: Percent.optional().meta(label('ความคืบหน้า (%)', 'Percent')), word }
const extension = { dueOn, reason, decidedOn: Day.optional().meta(label('อนุมัติเมื่อ', 'Decided on')) }
const completion = { on, word }
const verification = { on, by: Owner.meta(label('ผู้ตรวจรับ', 'Verified by')), word: word.optional() }
const transfer = { owner: Owner, on, reason }

export const CommitmentMade = event('CommitmentMade', 1, promise, {
  th: 'ให้คำมั่น “{title}” โดย {owner} กำหนด {dueOn}',
  en: 'Promised: {title}, by {owner}, due {dueOn}',
})
export const CommitmentCorrected = event(
  'CommitmentCorrected',
  1,
  { ...promise, reason },
  { th: 'แก้ไขบันทึกข้อผูกพัน: {reason}', en: 'Record corrected: {reason}' },
)
export const ProgressReported = event('ProgressReported', 1, report, { th: 'รายงานความคืบหน้า {on}: {word}', en: 'Progress on {on}: {word}' })
export const ExtensionGranted = event('ExtensionGranted', 1, extension, {
  th: 'ขยายเวลาถึง {dueOn}: {reason}',
  en: 'Extended to {dueOn}: {reason}',
})
export const CompletionReported = event('CompletionReported', 1, completion, {
  th: 'รายงานว่าแล้วเสร็จ {on}: {word}',
  en: 'Reported complete on {on}: {word}',
})
export const CompletionVerified = event('CompletionVerified', 1, verification, {
  th: '{by} ตรวจรับเมื่อ {on}',
  en: 'Verified by {by} on {on}',
})
export const CompletionReturned = event(
  'CompletionReturned',
  1,
  { on, reason },
  { th: 'ส่งกลับให้ดำเนินการต่อ {on}: {reason}', en: 'Returned on {on}: {reason}' },
)
export const OwnershipTransferred = event('OwnershipTransferred', 1, transfer, {
  th: 'โอนให้ {owner} รับผิดชอบตั้งแต่ {on}: {reason}',
  en: 'Passed on to {owner} from {on}: {reason}',
})
export const CommitmentWithdrawn = event(
  'CommitmentWithdrawn',
  1,
  { on, reason },
  { th: 'ถอนข้อผูกพัน {on}: {reason}', en: 'Withdrawn on {on}: {reason}' },
)

type State =
  | { is: 'unknown' }
  | { is: 'open' | 'completed' | 'verified'; owner: string; madeOn: string; dueOn: string; original: string; extended: boolean }
  | { is: 'withdrawn' }

const events = [
  CommitmentMade,
  CommitmentCorrected,
  ProgressReported,
  ExtensionGranted,
  CompletionReported,
  CompletionVerified,
  CompletionReturned,
  OwnershipTransferred,
  CommitmentWithdrawn,
] as const

const lives = (state: State): state is Exclude<State, { is: 'unknown' } | { is: 'withdrawn' }> =>
  state.is !== 'unknown' && state.is !== 'withdrawn'

export const commitment: Aggregate<State, typeof events> = {
  category: 'commitment',
  events,
  initial: { is: 'unknown' },
  evolve: {
    CommitmentMade: (_, made, { day }) => ({
      is: 'open',
      owner: made.owner,
      madeOn: made.madeOn ?? day,
      dueOn: made.dueOn,
      original: made.dueOn,
      extended: false,
    }),
    CommitmentCorrected: (state, { owner, dueOn }) =>
      lives(state) ? { ...state, owner, original: dueOn, dueOn: state.extended && state.dueOn > dueOn ? state.dueOn : dueOn } : state,
    ProgressReported: (state) => state,
    ExtensionGranted: (state, { dueOn }) => (lives(state) ? { ...state, dueOn, extended: true } : state),
    CompletionReported: (state) => (lives(state) ? { ...state, is: 'completed' } : state),
    CompletionVerified: (state) => (lives(state) ? { ...state, is: 'verified' } : state),
    CompletionReturned: (state) => (lives(state) ? { ...state, is: 'open' } : state),
    OwnershipTransferred: (state, { owner }) => (lives(state) ? { ...state, owner } : state),
    CommitmentWithdrawn: () => ({ is: 'withdrawn' }),
  },
}

export const CommitmentMustBeOpen = ruleOfTheRecord('CommitmentMustBeOpen', {
  th: 'ข้อผูกพันต้องยังไม่สิ้นสุด',
  en: 'The commitment must still be open.',
})
export const CompletedCommitmentCannotBeExtended = ruleOfTheRecord('CompletedCommitmentCannotBeExtended', {
  th: 'งานที่แล้วเสร็จหรือถอนแล้วขยายเวลาไม่ได้',
  en: 'A commitment that is completed or withdrawn cannot be extended.',
})
export const ExtensionMovesTheDateForward = ruleOfTheRecord('ExtensionMovesTheDateForward', {
  th: 'วันครบกำหนดใหม่ต้องช้ากว่าเดิม',
  en: 'An extension must end later than the present due date.',
})
export const CommitmentCannotBeDueBeforeItIsMade = ruleOfTheRecord('CommitmentCannotBeDueBeforeItIsMade', {
  th: 'วันครบกำหนดต้องไม่ก่อนวันที่ให้คำมั่น',
  en: 'A commitment cannot be due before the day it is made.',
})
export const OnlyCompletedWorkIsVerified = ruleOfTheRecord('OnlyCompletedWorkIsVerified', {
  th: 'ต้องมีการรายงานว่าแล้วเสร็จก่อนจึงตรวจรับหรือส่งกลับได้',
  en: 'Only work reported complete can be verified or returned.',
})
export const OwnerCannotVerifyOwnCompletion = ruleOfTheBody('OwnerCannotVerifyOwnCompletion', {
  th: 'ผู้รับผิดชอบตรวจรับงานของตนเองไม่ได้',
  en: 'The owner cannot verify its own completion.',
})

export const MakeCommitment = creation(
  'MakeCommitment',
  commitment,
  promise,
  { doc: 'A post, seat, organization or committee promises something by a day. Errors: CommitmentCannotBeDueBeforeItIsMade.' },
  (input, _, { today }) => {
    requireThat((input.madeOn ?? today) <= input.dueOn, CommitmentCannotBeDueBeforeItIsMade, 'dueOn')
    return [CommitmentMade(input)]
  },
)

export const CorrectCommitment = command(
  'CorrectCommitment',
  commitment,
  { ...promise, reason },
  { doc: 'The record was wrong: gives the whole corrected fact and the reason. Shown in the history, never as an extension.' },
  (input, state) => {
    requireThat(lives(state), CommitmentMustBeOpen)
    requireThat((input.madeOn ?? state.madeOn) <= input.dueOn, CommitmentCannotBeDueBeforeItIsMade, 'dueOn')
    return [CommitmentCorrected({ ...input, madeOn: input.madeOn ?? state.madeOn })]
  },
)

export const ReportProgress = command(
  'ReportProgress',
  commitment,
  report,
  { doc: 'The latest word on an open commitment, as of the day `on`.' },
  (input, state) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    return [ProgressReported(input)]
  },
)

export const GrantExtension = command(
  'GrantExtension',
  commitment,
  extension,
  { doc: 'Moves the due date forward; the original date is kept.' },
  (input, state) => {
    requireThat(state.is === 'open', CompletedCommitmentCannotBeExtended)
    requireThat(input.dueOn > state.dueOn, ExtensionMovesTheDateForward, 'dueOn')
    return [ExtensionGranted(input)]
  },
)

export const ReportCompletion = command(
  'ReportCompletion',
  commitment,
  completion,
  { doc: 'The owner says that it is done.' },
  (input, state) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    return [CompletionReported(input)]
  },
)

export const VerifyCompletion = command(
  'VerifyCompletion',
  commitment,
  verification,
  { doc: 'Somebody other than the owner has seen that it is done.' },
  (input, state, { judge }) => {
    requireThat(state.is === 'completed', OnlyCompletedWorkIsVerified)
    judge(input.by !== state.owner, OwnerCannotVerifyOwnCompletion, 'by')
    return [CompletionVerified(input)]
  },
)

export const ReturnCompletion = command(
  'ReturnCompletion',
  commitment,
  { on, reason },
  { doc: 'The work is not done yet: the commitment is open again.' },
  (input, state) => {
    requireThat(state.is === 'completed', OnlyCompletedWorkIsVerified)
    return [CompletionReturned(input)]
  },
)

export const TransferOwnership = command(
  'TransferOwnership',
  commitment,
  transfer,
  { doc: 'Another post, seat, organization or committee answers for it from a day on.' },
  (input, state) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    return state.owner === input.owner ? [] : [OwnershipTransferred(input)]
  },
)

export const WithdrawCommitment = command(
  'WithdrawCommitment',
  commitment,
  { on, reason },
  { doc: 'The promise is taken back, with the reason.' },
  (input, state) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    return [CommitmentWithdrawn(input)]
  },
)
