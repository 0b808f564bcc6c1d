// What other contexts may know of meetings.
export { absencesInARow } from './domain/meeting/absences.js'
export {
  AgendaItemAdded,
  FileAttachedToAgendaItem,
  FileAttachedToMinutes,
  MeetingCancelled,
  MeetingOpened,
  MeetingScheduled,
  ResolutionCorrected,
  ResolutionPassed,
  ResolutionReversed,
} from './domain/meeting/events.js'
export { meeting } from './domain/meeting/state.js'
export { AgendaItem, Meeting, Resolution } from './graphql/types.js'
export { type MeetingRow, type ResolutionRow, attendanceOf, meetingsByIds, resolutionsByIds, sittingsOf } from './views/meetings/queries.js'
export { entryOf } from './views/meetings/view.js'
