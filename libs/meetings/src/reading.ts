// What the API of other contexts, and their look-ups, may read of meetings: queries and types.
export { standings } from './graphql/register.js'
export { AgendaItem, Meeting, Resolution } from './graphql/types.js'
export {
  type MeetingRow,
  type ResolutionRow,
  attendanceOf,
  attendanceOfSeats,
  attendedMeetingsOf,
  certifiedOf,
  meetingsAhead,
  meetingsByIds,
  meetingsEverOf,
  nextMeetingsOf,
  resolutionsAwaiting,
  resolutionsByIds,
  sittingsOf,
  uncertifiedOf,
} from './views/meetings/queries.js'
export { entryOf } from './views/meetings/view.js'
export { type ResolutionsAsked, chainsOf, resolutions } from './views/meetings/register.js'
