// What may be done with a transfer list.
import { type Context, command, creation, described, requireThat, same } from '@prasan/event-sourcing'
import { TransfersCancelled, TransfersCorrected, TransfersRecorded, shapes } from './events.js'
import { type Standing, decideMoves } from './moves.js'
import { AListIsCancelledOnce, AnOrderMovesByOneList, ThisListIsRecordedAlready } from './rules.js'
import { type RecordedTransfers, type TransferList, transfer } from './state.js'

export interface TransferEvidence extends Standing {
  /** Lists that stand under the same order number and date. */
  readonly namesakes: readonly RecordedTransfers[]
}
const NOBODY: TransferEvidence = { posts: {}, survivors: new Map(), namesakes: [] }

const REFUSED =
  'AMoveLeavesAPostOrTakesOne, WhoLeavesAPostMustHoldIt, OnePersonMovesOnceADay, RoleCannotEndBeforeItBegins, PostMustExist, ' +
  'PostHasAtMostOneSubstantiveHolderAtATime, ActingDoesNotComeBackToThePost, AnOrderMovesByOneList'

export const RecordTransfers = creation(
  'RecordTransfers',
  transfer,
  shapes.list,
  {
    doc: described(
      'บันทึกคำสั่งโยกย้ายทั้งฉบับเป็นเรื่องเดียว ทุกคนพ้นจากตำแหน่งเดิมและดำรงตำแหน่งใหม่พร้อมกัน วันที่อาจผ่านมาแล้ว (คำสั่งล่าช้า) หรือเป็นวันข้างหน้า ' +
        'ตัดสินทุกรายด้วยกัน หากรายใดไม่ถูกต้องไม่มีการบันทึก',
      'Records a transfer list as one act: everybody leaves the old post and holds the new one from the same day, which may lie in the past (a late ' +
        'order) or ahead. All moves are decided together; where one is refused nothing is recorded.',
      `ThisListIsRecordedAlready, ${REFUSED}`,
    ),
  },
  (list, _, { newId, judge, evidence = NOBODY }: Context<TransferEvidence | undefined>) => {
    requireThat(!evidence.namesakes.some((other) => same(other.list, list)), ThisListIsRecordedAlready)
    judge(evidence.namesakes.length === 0, AnOrderMovesByOneList, 'number')
    return [TransfersRecorded({ ...list, doings: decideMoves(list, evidence, undefined, (n) => newId('assignment', n)).doings })]
  },
)

export const CorrectTransfers = command(
  'CorrectTransfers',
  transfer,
  { ...shapes.list, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขคำสั่งโยกย้ายที่บันทึกไว้ไม่ถูกต้อง ให้ระบุทั้งฉบับที่ถูกต้องพร้อมเหตุผล คำสั่งที่ยกเลิกแล้วกลับมีผลตามที่แก้ไข',
      'The list was recorded wrongly: gives the whole corrected list and the reason. A cancelled list that is corrected stands again.',
      `LaterRecordsRestOnTheMove, ${REFUSED}`,
    ),
  },
  ({ reason, ...list }, state, { newId, judge, evidence = NOBODY }: Context<TransferEvidence | undefined>) => {
    if (state.is === 'unknown' || (state.cancelled === undefined && same(state.list, list))) return []
    const { doings, takenBack } = decideMoves(list, evidence, standingOf(state), (n) => newId('assignment', n))
    const corrected = TransfersCorrected({ ...list, doings, takenBack, reason })
    judge(evidence.namesakes.length === 0, AnOrderMovesByOneList, 'number', corrected)
    return [corrected]
  },
)

export const CancelTransfers = command(
  'CancelTransfers',
  transfer,
  { reason: shapes.reason },
  {
    doc: described(
      'ยกเลิกคำสั่งโยกย้ายทั้งฉบับเสมือนไม่เคยมีผล ทุกคนดำรงตำแหน่งเดิมต่อไป',
      'The whole list is cancelled as if it had never taken effect: everybody holds the old post on.',
      'AListIsCancelledOnce, LaterRecordsRestOnTheMove, PostHasAtMostOneSubstantiveHolderAtATime, PostMustExist, RoleCannotEndBeforeItBegins',
    ),
  },
  ({ reason }, state, { evidence = NOBODY }: Context<TransferEvidence | undefined>) => {
    if (state.is === 'unknown' || state.cancelled === reason) return []
    requireThat(state.cancelled === undefined, AListIsCancelledOnce)
    const nothing: TransferList = { ...state.list, moves: [] }
    return [TransfersCancelled({ takenBack: decideMoves(nothing, evidence, state, () => '').takenBack, reason })]
  },
)

/** What is to be undone before it is decided anew; of a cancelled list that is done. */
const standingOf = (state: RecordedTransfers) => (state.cancelled === undefined ? state : undefined)
