// Doing what was promised: the word on it, what stands in the way, more time, and the end.
import { command, described, requireThat } from '@prasan/event-sourcing'
import {
  CompletionReported,
  CompletionReturned,
  CompletionVerified,
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  ObstacleAnswered,
  ObstacleRaised,
  PriorityChanged,
  ProgressReported,
  shapes,
} from './events.js'
import { CommitmentStepsFollowInTime } from './rules.js'
import { commitment } from './state.js'
import { type Evident, follow, made, said } from './steps.js'
import { standingOn } from './story.js'

export const ReportProgress = command(
  'ReportProgress',
  commitment,
  shapes.progress,
  {
    doc: described(
      'รายงานความคืบหน้าของข้อผูกพันที่ยังไม่แล้วเสร็จ ณ วันที่ `on`',
      'The word on an open commitment, as of the day `on`.',
      'CommitmentMustBeOpen, CommitmentStepsFollowInTime',
    ),
  },
  (input, state, context: Evident) => {
    if (said(state, 'progress', input)) return []
    follow(state, 'progress', input, context)
    return [ProgressReported(input)]
  },
)

export const ChangePriority = command(
  'ChangePriority',
  commitment,
  shapes.prioritizing,
  {
    doc: described(
      'กำหนดความเร่งด่วนใหม่ตั้งแต่วันที่ `on` พร้อมเหตุผล',
      'It is more pressing, or less, from the day `on`, with the reason.',
      'CommitmentMustBeOpen, CommitmentStepsFollowInTime',
    ),
  },
  (input, state, context: Evident) => {
    if (standingOn(made(state), input.on)?.priority === input.priority) return []
    follow(state, 'prioritizing', input, context)
    return [PriorityChanged(input)]
  },
)

export const RaiseObstacle = command(
  'RaiseObstacle',
  commitment,
  shapes.obstacle,
  {
    doc: described(
      'แจ้งปัญหาอุปสรรค `waitingOn` ระบุผู้ที่ต้องดำเนินการก่อน และนับวันเป็นของผู้นั้นตั้งแต่วันนั้น',
      'Something stands in the way; `waitingOn` names who has to act first, whose the days are from then on.',
      'CommitmentMustBeOpen, CommitmentStepsFollowInTime, OwnerDoesNotWaitOnItself, OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  (input, state, context: Evident) => {
    if (said(state, 'obstacle', input)) return []
    const raised = { obstacle: context.newId('obstacle'), ...input }
    follow(state, 'obstacle', raised, context)
    return [ObstacleRaised(raised)]
  },
)

export const AnswerObstacle = command(
  'AnswerObstacle',
  commitment,
  shapes.answer,
  {
    doc: described(
      'ปัญหาอุปสรรคหมดไป หรือแจ้งการแก้ไขปัญหานั้น',
      'The obstacle is out of the way, or what is done about it.',
      'CommitmentMustBeOpen, CommitmentStepsFollowInTime, ObstacleMustBeUnanswered',
    ),
  },
  (input, state, context: Evident) => {
    const raised = made(state).steps.find((step) => step.kind === 'obstacle' && step.fact.obstacle === input.obstacle)
    requireThat(!raised || raised.from <= input.on, CommitmentStepsFollowInTime, 'on')
    follow(state, 'answer', input, context)
    return [ObstacleAnswered(input)]
  },
)

export const RequestExtension = command(
  'RequestExtension',
  commitment,
  shapes.request,
  {
    doc: described(
      'ผู้รับผิดชอบขอขยายกำหนดแล้วเสร็จ กำหนดเดิมคงอยู่จนกว่าจะอนุมัติด้วย GrantExtension',
      'The owner asks for a later due date; nothing moves until GrantExtension.',
      'CommitmentStepsFollowInTime, CompletedCommitmentCannotBeExtended, OneExtensionIsRequestedAtATime, ExtensionMovesTheDateForward',
    ),
  },
  (input, state, context: Evident) => {
    follow(state, 'request', input, context)
    return [ExtensionRequested(input)]
  },
)

export const GrantExtension = command(
  'GrantExtension',
  commitment,
  shapes.extension,
  {
    doc: described(
      'อนุมัติขยายกำหนดแล้วเสร็จออกไป กำหนดเดิมยังเก็บไว้',
      'Moves the due date forward; the original date is kept.',
      'CommitmentStepsFollowInTime, CompletedCommitmentCannotBeExtended, ExtensionMovesTheDateForward, ' +
        'ExtensionsAreLimited, ExtensionIsDecidedAsTheBodySays',
    ),
  },
  (input, state, context: Evident) => {
    follow(state, 'extension', input, context)
    return [ExtensionGranted(input)]
  },
)

export const RefuseExtension = command(
  'RefuseExtension',
  commitment,
  shapes.extensionRefusal,
  {
    doc: described(
      'ไม่อนุมัติคำขอขยายเวลา กำหนดแล้วเสร็จคงเดิม',
      'The request for more time is refused; the due date stays.',
      'CommitmentStepsFollowInTime, CompletedCommitmentCannotBeExtended, ExtensionMustHaveBeenRequested, ExtensionIsDecidedAsTheBodySays',
    ),
  },
  (input, state, context: Evident) => {
    follow(state, 'extensionRefusal', input, context)
    return [ExtensionRefused(input)]
  },
)

export const ReportCompletion = command(
  'ReportCompletion',
  commitment,
  shapes.completion,
  {
    doc: described(
      'ผู้รับผิดชอบรายงานว่าดำเนินการแล้วเสร็จ',
      'The owner says that it is done.',
      'CommitmentMustBeOpen, CommitmentStepsFollowInTime, CompletedCommitmentCannotBeExtended, PressingWorkIsCompletedWithEvidence',
    ),
  },
  (input, state, context: Evident) => {
    follow(state, 'completion', input, context)
    return [CompletionReported(input)]
  },
)

export const VerifyCompletion = command(
  'VerifyCompletion',
  commitment,
  shapes.verification,
  {
    doc: described(
      'ผู้อื่นที่มิใช่ผู้รับผิดชอบตรวจรับแล้วว่าแล้วเสร็จ',
      'Somebody other than the owner has seen that it is done.',
      'OnlyCompletedWorkIsVerified, CommitmentStepsFollowInTime, OwnerCannotVerifyOwnCompletion, OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  (input, state, context: Evident) => {
    follow(state, 'verification', input, context)
    return [CompletionVerified(input)]
  },
)

export const ReturnCompletion = command(
  'ReturnCompletion',
  commitment,
  shapes.return,
  {
    doc: described(
      'งานยังไม่แล้วเสร็จ ส่งคืนให้ดำเนินการต่อ',
      'The work is not done yet: the commitment is open again.',
      'OnlyCompletedWorkIsVerified, CommitmentStepsFollowInTime',
    ),
  },
  (input, state, context: Evident) => {
    follow(state, 'return', input, context)
    return [CompletionReturned(input)]
  },
)
