// What other contexts may know of meetings.
export {
  AgendaItemAdded,
  FileAttachedToAgendaItem,
  FileAttachedToMinutes,
  MeetingCancelled,
  MeetingOpened,
  MeetingScheduled,
  ResolutionCorrected,
  ResolutionPassed,
} from './domain/meeting/events.js'
export { meeting } from './domain/meeting/state.js'
export { AgendaItem, Meeting, Resolution } from './graphql/types.js'
export { type MeetingRow, type ResolutionRow, meetingsByIds, resolutionsByIds } from './views/meetings/queries.js'
