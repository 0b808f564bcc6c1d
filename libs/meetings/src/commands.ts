/** The commands that decide on evidence from other streams; all others stand beside their decisions in the domain. */
import { VacateSeat as vacating } from '@prasan/committees/contract'
import { command, type Command, creation } from '@prasan/event-sourcing'
import {
  correctMeeting,
  correctNotice,
  notice,
  noticeCorrection,
  rescheduleMeeting,
  scheduleMeeting,
  sendNotice,
} from './domain/meeting/decide-calling.js'
import { certification, certificationCorrection, certifyMinutes, correctCertification } from './domain/meeting/decide-minutes.js'
import { openMeeting, opening } from './domain/meeting/decide-sitting.js'
import { calling, moving, reason } from './domain/meeting/shapes.js'
import { meeting } from './domain/meeting/state.js'
import { absenceEvidence, callingEvidence, certificationEvidence, dayEvidence, noticeEvidence } from './evidence.js'

export const ScheduleMeeting = creation(
  'ScheduleMeeting',
  meeting,
  calling,
  {
    doc: 'Sets the day of a meeting of one or more bodies, the host first. Its number comes with the notice, or when it opens.',
    evidence: callingEvidence,
  },
  scheduleMeeting,
)

export const RescheduleMeeting = command(
  'RescheduleMeeting',
  meeting,
  moving,
  {
    doc:
      'The meeting is moved to another day, time or place; what is left out stays. Where the day lies in another year of its series its number is ' +
      'given back and taken anew. A notice of the day before does not stand for the new one.',
    evidence: callingEvidence,
  },
  rescheduleMeeting,
)

export const CorrectMeeting = command(
  'CorrectMeeting',
  meeting,
  { ...calling, reason },
  {
    doc:
      'The meeting was recorded wrongly: gives the whole corrected fact and the reason. Where its day lies in another year of its series its number is ' +
      'given back and taken anew. Not once its minutes are certified. Errors: HeldMeetingKeepsItsNumber.',
    evidence: callingEvidence,
  },
  correctMeeting,
)

export const SendNotice = command(
  'SendNotice',
  meeting,
  notice,
  {
    doc: 'The members are told; the meeting gets its number. Errors: NoticeMustPrecedeMeetingByRule, InquorateMeetingMayBeRecalledWithOneThird.',
    evidence: noticeEvidence,
  },
  sendNotice,
)

export const CorrectNotice = command(
  'CorrectNotice',
  meeting,
  noticeCorrection,
  {
    doc:
      'The notice was recorded wrongly: gives the whole corrected fact and the reason. Not once the minutes are certified. ' +
      'Errors: NoticeMustPrecedeMeetingByRule, InquorateMeetingMayBeRecalledWithOneThird.',
    evidence: noticeEvidence,
  },
  correctNotice,
)

export const OpenMeeting = command(
  'OpenMeeting',
  meeting,
  opening,
  {
    doc: 'The meeting begins on its day: roster, occupants and rules of that day are written down with it. Errors: MeetingIsNotOpenedBeforeItsDay.',
    evidence: dayEvidence,
  },
  openMeeting,
)

export const CertifyMinutes = command(
  'CertifyMinutes',
  meeting,
  certification,
  {
    doc: 'Seals the minutes by the SHA-256 digest of their text. Errors: MinutesAreCertifiedByALaterMeetingOrCirculation, CertificationSealsTheTextSeen.',
    evidence: certificationEvidence,
  },
  certifyMinutes,
)

export const CorrectMinutesCertification = command(
  'CorrectMinutesCertification',
  meeting,
  certificationCorrection,
  {
    doc:
      'Day or manner of the certification were recorded wrongly: gives the whole corrected fact and the reason; the seal stays. ' +
      'Errors: MinutesAreCertifiedByALaterMeetingOrCirculation.',
    evidence: certificationEvidence,
  },
  correctCertification,
)

/** A decision of the committees about one of their seats, on evidence that only the meetings have. */
export const VacateSeat: Command = { ...vacating, evidence: absenceEvidence }
