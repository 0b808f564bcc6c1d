/** The commands that decide on evidence from other streams; all others stand beside their decisions in the domain. */
import { VacateSeat as vacating } from '@prasan/committees/contract'
import { command, type Command, creation } from '@prasan/event-sourcing'
import { correction, correctMeeting, notice, rescheduleMeeting, scheduleMeeting, sendNotice } from './domain/meeting/decide-calling.js'
import { certification, certifyMinutes } from './domain/meeting/decide-resolutions.js'
import { openMeeting, opening } from './domain/meeting/decide-sitting.js'
import { calling, moving } from './domain/meeting/shapes.js'
import { meeting } from './domain/meeting/state.js'
import { absenceEvidence, certificationEvidence, dayEvidence, dissolvedEvidence, noticeEvidence } from './evidence.js'

export const ScheduleMeeting = creation(
  'ScheduleMeeting',
  meeting,
  calling,
  {
    doc: 'Sets the day of a meeting of one or more bodies, the host first. Its number comes with the notice, or when it opens.',
    evidence: dissolvedEvidence,
  },
  scheduleMeeting,
)

export const RescheduleMeeting = command(
  'RescheduleMeeting',
  meeting,
  moving,
  { doc: 'The meeting is moved to another day, time or place; what is left out stays.', evidence: dissolvedEvidence },
  rescheduleMeeting,
)

export const CorrectMeeting = command(
  'CorrectMeeting',
  meeting,
  correction,
  {
    doc: 'The meeting was recorded wrongly: gives the whole corrected fact and the reason. Not once its minutes are certified.',
    evidence: dissolvedEvidence,
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

/** A decision of the committees about one of their seats, on evidence that only the meetings have. */
export const VacateSeat: Command = { ...vacating, evidence: absenceEvidence }
