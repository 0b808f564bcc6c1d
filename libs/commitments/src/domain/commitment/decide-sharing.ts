// Who has a hand in a promise besides its owner: those who support it, and those to whom work on it is given on.
import { command, described } from '@prasan/event-sourcing'
import { CommitmentSubDelegated, SubDelegationEnded, SupporterJoined, SupporterLeft, shapes } from './events.js'
import { commitment } from './state.js'
import { type Evident, follow, said } from './steps.js'

export const AddSupporter = command(
  'AddSupporter',
  commitment,
  shapes.support,
  {
    doc: described(
      'มีผู้ร่วมสนับสนุนเพิ่มตั้งแต่วันที่ `on` โดยผู้รับผิดชอบคงเดิม',
      'Somebody else supports it from the day `on`; the owner stays the owner.',
      'CommitmentMustBeOpen, CommitmentStepsFollowInTime, OwnerIsNotItsOwnSupporter, SupporterIsNamedOnce, OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  (input, state, context: Evident) => {
    if (said(state, 'support', input)) return []
    follow(state, 'support', input, context)
    return [SupporterJoined(input)]
  },
)

export const EndSupport = command(
  'EndSupport',
  commitment,
  shapes.supportEnd,
  {
    doc: described(
      'ผู้สนับสนุนไม่สนับสนุนต่อตั้งแต่วันที่ `on`',
      'It no longer supports the commitment from the day `on`.',
      'CommitmentStepsFollowInTime, SupporterMustBeNamed',
    ),
  },
  (input, state, context: Evident) => {
    if (said(state, 'supportEnd', input)) return []
    follow(state, 'supportEnd', input, context)
    return [SupporterLeft(input)]
  },
)

export const SubDelegate = command(
  'SubDelegate',
  commitment,
  shapes.delegation,
  {
    doc: described(
      'มอบหมายงานต่อ ผู้รับผิดชอบยังคงรับผิดชอบต่อคณะ ผู้ได้รับมอบหมายมอบหมายต่อได้อีก ระบบเก็บไว้เป็นลำดับ',
      'Work on it is given on. The owner still answers for it; who has it delegated may delegate it further, and the chain is kept.',
      'CommitmentMustBeOpen, CommitmentStepsFollowInTime, OnlyWhoHasItDelegatesIt, DelegateHasItAlready, OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  (input, state, context: Evident) => {
    if (said(state, 'delegation', input)) return []
    follow(state, 'delegation', input, context)
    return [CommitmentSubDelegated(input)]
  },
)

export const EndSubDelegation = command(
  'EndSubDelegation',
  commitment,
  shapes.delegationEnd,
  {
    doc: described(
      'เลิกมอบหมายงานให้ผู้นั้นตั้งแต่วันที่ `on` รวมถึงที่ผู้นั้นมอบหมายต่อ',
      'It no longer has the work from the day `on`, nor has anybody to whom it gave it on.',
      'CommitmentStepsFollowInTime, DelegateMustHaveIt',
    ),
  },
  (input, state, context: Evident) => {
    if (said(state, 'delegationEnd', input)) return []
    follow(state, 'delegationEnd', input, context)
    return [SubDelegationEnded(input)]
  },
)
