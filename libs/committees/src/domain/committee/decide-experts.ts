// Decisions about experts who are appointed to seats.
import { type Context, type DataOf, command, described, hasDays, requireThat, withStep } from '@prasan/event-sourcing'
import type { BodyRules } from './body-rules.js'
import { ExpertAppointed, ExpertAppointmentCorrected, ExpertAppointmentReversed } from './events.js'
import { judgeWomen } from './offices.js'
import {
  AppointmentMustBeRecorded,
  ExpertIsAppointedAlready,
  ExpertTermLimit,
  OnlyExpertSeatsAreAppointedTo,
  TermCannotEndBeforeItBegins,
  livingOn,
  seatOf,
  seatOn,
} from './rules.js'
import { type Sat, isSo, placeOn } from './seat.js'
import { appointed, appointment, reason, seat } from './shapes.js'
import { type CommitteeState, committee, rulesOn } from './state.js'

type Appointment = DataOf<typeof ExpertAppointed>
/** Refuses or judges an appointment beside the others of the seat. */
function judgeAppointment(input: Appointment, state: CommitteeState, others: readonly Sat[], judge: Context['judge']): void {
  const found = seatOn(state, input.seat, input.from, 'from')
  requireThat('expert' in placeOn(found, input.from).kind, OnlyExpertSeatsAreAppointedTo, 'seat')
  requireThat(hasDays(input), TermCannotEndBeforeItBegins, 'until')
  judge(withinTerms(others, input, rulesOn(state, input.from).term), ExpertTermLimit, 'until')
  judgeWomen(livingOn(state, input.from, 'from'), input.womenAmongExperts, input.from, judge)
}

/** Whether the term is no longer than allowed and with it no more terms of the same person are in a row than allowed. */
function withinTerms(experts: readonly Sat[], { person, from, until }: Appointment, term: BodyRules['term']): boolean {
  if (!term) return true
  const longest = `${Number(from.slice(0, 4)) + term.years}${from.slice(4)}`
  if (until !== undefined && until > longest) return false
  const sat = { person, from }
  const line = withStep(experts, sat)
  const at = line.indexOf(sat)
  const before = line.slice(0, at).findLastIndex((other) => other.person !== person)
  const after = line.findIndex((other, n) => n > at && other.person !== person)
  return term.consecutive === undefined || (after < 0 ? line.length : after) - before - 1 <= term.consecutive
}

export const AppointExpert = command(
  'AppointExpert',
  committee,
  appointment,
  {
    doc: described(
      'แต่งตั้งบุคคลเป็นกรรมการผู้ทรงคุณวุฒิตามวาระ แทนคนก่อน',
      'A person takes an expert’s seat for a term, in place of the one before.',
      'SeatMustBeOfTheCommittee, SeatCannotEndBeforeItBegins, SeatMustNotBeAbolished, CommitteeMustHaveBegun, ' +
        'CommitteeMustNotBeDissolved, OnlyExpertSeatsAreAppointedTo, TermCannotEndBeforeItBegins, ExpertTermLimit, ' +
        'WomenAreCountedAmongTheExperts, WomenAmongExpertsKeepTheirQuota, ExpertIsAppointedAlready',
    ),
  },
  (input, state, { judge }) => {
    const found = seatOf(state, input.seat)
    const already = found.appointed.find((sat) => isSo(input)(sat) && sat.until === input.until)
    requireThat(!already || already.womenAmongExperts === input.womenAmongExperts, ExpertIsAppointedAlready, 'womenAmongExperts')
    if (already) return []
    judgeAppointment(input, state, found.experts, judge)
    return [ExpertAppointed(input)]
  },
)

export const CorrectExpertAppointment = command(
  'CorrectExpertAppointment',
  committee,
  { recorded: appointed, ...appointment, reason },
  {
    doc: described(
      'แก้ไขการแต่งตั้งกรรมการผู้ทรงคุณวุฒิที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล ' + 'ผู้ที่ระบุชื่อไว้ในที่นั่งให้แก้ไขพร้อมที่นั่ง',
      'An appointment of an expert was recorded wrongly: gives the whole corrected fact and the reason. Whom the seat itself names is ' +
        'corrected with the seat.',
      'SeatMustBeOfTheCommittee, SeatCannotEndBeforeItBegins, SeatMustNotBeAbolished, CommitteeMustHaveBegun, ' +
        'CommitteeMustNotBeDissolved, AppointmentMustBeRecorded, OnlyExpertSeatsAreAppointedTo, TermCannotEndBeforeItBegins, ' +
        'ExpertTermLimit, WomenAreCountedAmongTheExperts, WomenAmongExpertsKeepTheirQuota',
    ),
  },
  ({ recorded, reason, ...input }, state, { judge }) => {
    const found = seatOf(state, input.seat)
    const meant = found.appointed.findLast(isSo(recorded))
    requireThat(meant, AppointmentMustBeRecorded, 'recorded')
    if (isSo(input)(meant) && meant.until === input.until && meant.womenAmongExperts === input.womenAmongExperts) return []
    judgeAppointment(input, state, found.experts.toSpliced(found.experts.findLastIndex(isSo(recorded)), 1), judge)
    return [ExpertAppointmentCorrected({ recorded, ...input, reason })]
  },
)

export const ReverseExpertAppointment = command(
  'ReverseExpertAppointment',
  committee,
  { seat, recorded: appointed, reason },
  {
    doc: described(
      'กรรมการผู้ทรงคุณวุฒิผู้นี้ไม่เคยได้รับแต่งตั้งตั้งแต่วันนั้น',
      'The expert was never appointed from that day.',
      'SeatMustBeOfTheCommittee, AppointmentMustBeRecorded',
    ),
  },
  (input, state) => {
    requireThat(seatOf(state, input.seat).appointed.some(isSo(input.recorded)), AppointmentMustBeRecorded, 'recorded')
    return [ExpertAppointmentReversed(input)]
  },
)
