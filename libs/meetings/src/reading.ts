// What the API of other contexts, and their look-ups, may read of meetings: queries and types.
export { standings } from './graphql/register.js'
export { AgendaItem, Meeting, Resolution } from './graphql/types.js'
export { arithmetic as quorumInWords } from './graphql/words.js'
export { ResolutionKind } from './domain/meeting/choices.js'
export {
  type ItemRow,
  type MeetingRow,
  type ResolutionRow,
  attendanceOf,
  attendanceOfSeats,
  attendedMeetingsOf,
  certifiedOf,
  itemsByIds,
  meetingsAhead,
  meetingsByIds,
  meetingsEverOf,
  nextMeetingsOf,
  resolutionsByIds,
  sittingsOf,
  uncertifiedOf,
} from './views/meetings/queries.js'
export { entryOf } from './views/meetings/view.js'
export { type Came, attendanceCounts, cameFrom, ledTo, resolutionsInLine, reversedResolutions } from './views/meetings/lineage.js'
export {
  type ResolutionsAsked,
  amendedBy,
  awaitingRatification,
  chainsOf,
  ratifiedBy,
  resolutions,
  resolutionsAwaiting,
} from './views/meetings/register.js'
