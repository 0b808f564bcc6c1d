// Decisions about the standing alternates of a seat (ผู้แทนสำรอง): who may come for it whenever its occupant does not.
import { aliveOn, begins, command, described, ends, hasDays, overlap, requireThat } from '@prasan/event-sourcing'
import { AlternateCorrected, AlternateNamed, AlternateReversed, AlternateWithdrawn } from './events.js'
import {
  AlternateIsNamedOnceAtATime,
  AlternateMustBeNamed,
  AppointmentMustBeRecorded,
  ExpertsHaveNoAlternate,
  SeatMustNotBeAbolished,
  TermCannotEndBeforeItBegins,
  livingOn,
  seatOf,
  seatOn,
} from './rules.js'
import { type Sat, belongsTo, isSo, placeOn } from './seat.js'
import { appointed, from, person, reason, seat, since, until } from './shapes.js'
import { type CommitteeState, committee } from './state.js'

/** Refuses an alternate whom the seat cannot have on those days, beside its others. */
function requireAlternate(state: CommitteeState, input: Sat & { readonly seat: string }, others: readonly Sat[]): void {
  const found = seatOn(state, input.seat, input.from, 'from')
  requireThat(belongsTo(placeOn(found, begins(input))), ExpertsHaveNoAlternate, 'seat')
  requireThat(hasDays(input), TermCannotEndBeforeItBegins, 'until')
  requireThat(
    others.every((other) => other.person !== input.person || !overlap(other, input)),
    AlternateIsNamedOnceAtATime,
    'from',
  )
}

export const NameAlternate = command(
  'NameAlternate',
  committee,
  { seat, person, from, until },
  {
    doc: described(
      'ตั้งผู้แทนสำรองประจำที่นั่ง ผู้มาประชุมได้ทุกครั้งที่ผู้ดำรงตำแหน่งไม่มา และนับเป็นองค์ประชุม ที่นั่งหนึ่งมีได้หลายคน ' + 'เป็นอยู่ตราบที่ที่นั่งเป็นของตำแหน่งหรือหน่วยงานเดิม',
      'Names a standing alternate of the seat: whoever may come for it each time that its occupant does not, and counts. A seat may have ' +
        'several. They are so as long as the seat belongs to the same post or organization.',
      'SeatMustBeOfTheCommittee, SeatCannotEndBeforeItBegins, CommitteeMustHaveBegun, CommitteeMustNotBeDissolved, ' +
        'SeatMustNotBeAbolished, ExpertsHaveNoAlternate, TermCannotEndBeforeItBegins, AlternateIsNamedOnceAtATime',
    ),
  },
  (input, state) => {
    const { alternates } = seatOf(state, input.seat)
    if (alternates.some((other) => isSo(input)(other) && other.until === input.until)) return []
    requireAlternate(state, input, alternates)
    return [AlternateNamed(input)]
  },
)

export const WithdrawAlternate = command(
  'WithdrawAlternate',
  committee,
  { seat, person, on: since },
  {
    doc: described(
      'บุคคลพ้นจากการเป็นผู้แทนสำรองประจำที่นั่งตั้งแต่วันที่ `on`',
      'The person is no standing alternate of the seat from the day `on`.',
      'SeatMustBeOfTheCommittee, AlternateMustBeNamed, SeatMustNotBeAbolished, CommitteeMustNotBeDissolved',
    ),
  },
  (input, state) => {
    const { alternates, gone } = seatOf(state, input.seat)
    const theirs = alternates.filter(({ person }) => person === input.person)
    if (theirs.some(({ until }) => until === input.on)) return []
    requireThat(
      theirs.some((each) => aliveOn(each, input.on)),
      AlternateMustBeNamed,
      'person',
    )
    livingOn(state, input.on, 'on')
    requireThat(input.on <= ends({ until: gone?.on }), SeatMustNotBeAbolished, 'on')
    return [AlternateWithdrawn(input)]
  },
)

export const CorrectAlternate = command(
  'CorrectAlternate',
  committee,
  { seat, recorded: appointed, person, from, until, reason },
  {
    doc: described(
      'แก้ไขผู้แทนสำรองหรือระยะเวลาที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล หากไม่ระบุ `until` ถือว่ายังเป็นผู้แทนสำรองอยู่',
      'Who the alternate is, or from when until when, was recorded wrongly: gives the whole corrected fact and the reason; without ' +
        '`until` the person still is.',
      'SeatMustBeOfTheCommittee, SeatCannotEndBeforeItBegins, SeatMustNotBeAbolished, CommitteeMustHaveBegun, ' +
        'CommitteeMustNotBeDissolved, AppointmentMustBeRecorded, ExpertsHaveNoAlternate, TermCannotEndBeforeItBegins, ' +
        'AlternateIsNamedOnceAtATime',
    ),
  },
  (input, state) => {
    const { alternates } = seatOf(state, input.seat)
    const meant = alternates.findLast(isSo(input.recorded))
    requireThat(meant, AppointmentMustBeRecorded, 'recorded')
    if (isSo(input)(meant) && meant.until === input.until) return []
    requireAlternate(
      state,
      input,
      alternates.filter((other) => other !== meant),
    )
    return [AlternateCorrected(input)]
  },
)

export const ReverseAlternate = command(
  'ReverseAlternate',
  committee,
  { seat, recorded: appointed, reason },
  {
    doc: described(
      'บุคคลนี้ไม่เคยได้รับตั้งเป็นผู้แทนสำรองตั้งแต่วันนั้น',
      'The person was never named as alternate from that day.',
      'SeatMustBeOfTheCommittee, AppointmentMustBeRecorded',
    ),
  },
  (input, state) => {
    requireThat(seatOf(state, input.seat).alternates.some(isSo(input.recorded)), AppointmentMustBeRecorded, 'recorded')
    return [AlternateReversed(input)]
  },
)
