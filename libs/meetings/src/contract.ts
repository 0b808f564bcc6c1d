// What decisions, views and processes of other contexts may know of meetings: events, states, ids and rules.
export { absencesInARow } from './domain/meeting/absences.js'
export {
  AgendaItemAdded,
  FileAttachedToAgendaItem,
  FileAttachedToMinutes,
  FileOfAgendaItemCorrected,
  FileOfMinutesCorrected,
  MeetingCancellationReversed,
  MeetingCancelled,
  MeetingCorrected,
  MeetingOpened,
  MeetingOpeningReversed,
  MeetingRescheduled,
  MeetingScheduled,
  NoticeReversed,
  NoticeSent,
  ResolutionCorrected,
  ResolutionPassed,
  ResolutionReversed,
} from './domain/meeting/events.js'
export { quorumLog, quorumOf } from './domain/meeting/quorum.js'
export { meeting } from './domain/meeting/state.js'
