// Decisions about who was sent to a seat.
import { aliveOn, begins, command, described, ends, hasDays, overlap, requireThat, stepAfter } from '@prasan/event-sourcing'
import { committee } from './state.js'
import { RepresentativeCorrected, RepresentativeNamed, RepresentativeReversed, RepresentativeWithdrawn } from './events.js'
import {
  AppointmentMustBeRecorded,
  OnlyRepresentativeSeatsAreSentTo,
  RepresentativeMustSitThere,
  RepresentativeSitsThereSinceEarlier,
  RepresentativesFollowOneAnother,
  SeatMustNotBeAbolished,
  TermCannotEndBeforeItBegins,
  livingOn,
  seatOf,
  seatOn,
} from './rules.js'
import { isSo, placeOn, senderOf } from './seat.js'
import { appointed, from, person, reason, seat, since, until } from './shapes.js'

export const NameRepresentative = command(
  'NameRepresentative',
  committee,
  { seat, person, from },
  {
    doc: described(
      'หน่วยงานของที่นั่งส่งผู้แทนมาแทนผู้แทนคนก่อน จนกว่าจะส่งคนใหม่ ผู้ที่เป็นผู้แทนอยู่แล้วให้ถือว่าเป็นตั้งแต่วันที่ระบุ ' + 'หากก่อนวันที่บันทึกไว้',
      'The organization of the seat sends a person, in place of the one sent before, until the next one comes. Whoever is there already ' +
        'has been so since the day given, where it is earlier than the day recorded.',
      'SeatMustBeOfTheCommittee, SeatCannotEndBeforeItBegins, CommitteeMustHaveBegun, CommitteeMustNotBeDissolved, ' +
        'OnlyRepresentativeSeatsAreSentTo, RepresentativeSitsThereSinceEarlier, RepresentativesFollowOneAnother, SeatMustNotBeAbolished',
    ),
  },
  (input, state) => {
    const found = seatOn(state, input.seat, input.from, 'from')
    const day = begins(input)
    const { sent } = found
    requireThat(senderOf(placeOn(found, day)), OnlyRepresentativeSeatsAreSentTo, 'seat')
    if (input.from === undefined && sent.some((sat) => sat.person === input.person)) return []
    const sitting = sent.find((sat) => aliveOn(sat, day))
    if (sitting?.person === input.person) {
      requireThat(sitting.from === input.from, RepresentativeSitsThereSinceEarlier, 'from')
      return []
    }
    requireThat(!sitting || input.from !== undefined, RepresentativesFollowOneAnother, 'from')
    const leaves = sitting ? [RepresentativeWithdrawn({ seat: input.seat, person: sitting.person, on: input.from! })] : []
    const next = stepAfter(
      sent.filter((sat) => hasDays(sat)),
      day,
    )
    if (next?.person === input.person && next.until === undefined) return [...leaves, RepresentativeNamed(input)]
    const other = found.places.find((place) => begins(place) > day && senderOf(place) !== senderOf(placeOn(found, day)))
    const until = [next?.from, other?.from].flatMap((end) => end ?? []).sort()[0]
    return [...leaves, RepresentativeNamed({ ...input, until })]
  },
)

export const WithdrawRepresentative = command(
  'WithdrawRepresentative',
  committee,
  { seat, person, on: since },
  {
    doc: described(
      'บุคคลพ้นจากการเป็นผู้แทนหน่วยงานตั้งแต่วันที่ `on`',
      'The person no longer represents the organization from the day `on`.',
      'SeatMustBeOfTheCommittee, RepresentativeMustSitThere, SeatMustNotBeAbolished, CommitteeMustHaveBegun, CommitteeMustNotBeDissolved',
    ),
  },
  (input, state) => {
    const found = seatOf(state, input.seat)
    const theirs = found.sent.filter((sat) => sat.person === input.person)
    if (theirs.some(({ until }) => until === input.on)) return []
    requireThat(
      theirs.some((sat) => aliveOn(sat, input.on)),
      RepresentativeMustSitThere,
      'person',
    )
    livingOn(state, input.on, 'on')
    requireThat(input.on <= ends({ until: found.gone?.on }), SeatMustNotBeAbolished, 'on')
    return [RepresentativeWithdrawn(input)]
  },
)

export const CorrectRepresentative = command(
  'CorrectRepresentative',
  committee,
  { seat, recorded: appointed, person, from, until, reason },
  {
    doc: described(
      'แก้ไขผู้แทนหรือระยะเวลาที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล หากไม่ระบุ `until` ถือว่ายังเป็นผู้แทนอยู่',
      'Who was sent, or from when until when, was recorded wrongly: gives the whole corrected fact and the reason; without `until` the ' +
        'person is still there.',
      'SeatMustBeOfTheCommittee, SeatCannotEndBeforeItBegins, SeatMustNotBeAbolished, CommitteeMustHaveBegun, ' +
        'CommitteeMustNotBeDissolved, AppointmentMustBeRecorded, OnlyRepresentativeSeatsAreSentTo, TermCannotEndBeforeItBegins, ' +
        'RepresentativesFollowOneAnother',
    ),
  },
  (input, state) => {
    const found = seatOf(state, input.seat)
    const meant = found.sent.findLast(isSo(input.recorded))
    requireThat(meant, AppointmentMustBeRecorded, 'recorded')
    if (isSo(input)(meant) && meant.until === input.until) return []
    seatOn(state, input.seat, input.from, 'from')
    requireThat(senderOf(placeOn(found, begins(input))), OnlyRepresentativeSeatsAreSentTo, 'seat')
    requireThat(hasDays(input), TermCannotEndBeforeItBegins, 'until')
    requireThat(
      found.sent.every((sat) => sat === meant || !overlap(sat, input)),
      RepresentativesFollowOneAnother,
      'from',
    )
    return [RepresentativeCorrected(input)]
  },
)

export const ReverseRepresentative = command(
  'ReverseRepresentative',
  committee,
  { seat, recorded: appointed, reason },
  {
    doc: described(
      'บุคคลนี้ไม่เคยได้รับแต่งตั้งเป็นผู้แทนตั้งแต่วันนั้น',
      'The person was never sent from that day.',
      'SeatMustBeOfTheCommittee, AppointmentMustBeRecorded',
    ),
  },
  (input, state) => {
    requireThat(seatOf(state, input.seat).sent.some(isSo(input.recorded)), AppointmentMustBeRecorded, 'recorded')
    return [RepresentativeReversed(input)]
  },
)
