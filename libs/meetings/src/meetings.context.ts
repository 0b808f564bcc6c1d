import type { BoundedContext } from '@prasan/graphql'
import { CertifyMinutes, CorrectMeeting, OpenMeeting, RescheduleMeeting, ScheduleMeeting, SendNotice, VacateSeat } from './commands.js'
import {
  AddAgendaItem,
  AttachFileToAgendaItem,
  CancelMeeting,
  CarryAgendaItemOver,
  ChangeAgendaItem,
  WithdrawAgendaItem,
} from './domain/meeting/decide-calling.js'
import {
  AttachFileToMinutes,
  CirculateMinutes,
  CorrectMinutes,
  CorrectResolution,
  DraftMinutes,
  PassResolution,
} from './domain/meeting/decide-resolutions.js'
import {
  CloseMeeting,
  CorrectAttendance,
  DeclareRecusal,
  RecordArrival,
  RecordAttendance,
  RecordDeparture,
  RecordDiscussion,
} from './domain/meeting/decide-sitting.js'
import { meeting } from './domain/meeting/state.js'
import {
  AgendaItemResolver,
  AttendanceOfSeatResolver,
  AttendanceResolver,
  MeetingResolver,
  MeetingsOfCommitteeResolver,
  MinutesResolver,
  QuorumResolver,
  RecusalResolver,
  ResolutionResolver,
} from './graphql/resolvers.js'
import { AgendaItem, Meeting, Resolution } from './graphql/types.js'
import { numbering } from './numbering.js'
import {
  type ItemRow,
  type MeetingRow,
  type ResolutionRow,
  itemExists,
  itemsByIds,
  meetingsByIds,
  resolutionExists,
  resolutionsByIds,
} from './views/meetings/queries.js'
import { meetingsView } from './views/meetings/view.js'

/** Meetings: notice, agenda, roster and attendance, resolutions, minutes. */
export const meetings: BoundedContext = {
  name: 'meetings',
  aggregates: [meeting],
  commands: [
    ...[ScheduleMeeting, RescheduleMeeting, CorrectMeeting, CancelMeeting, SendNotice],
    ...[AddAgendaItem, ChangeAgendaItem, WithdrawAgendaItem, CarryAgendaItemOver, AttachFileToAgendaItem],
    ...[OpenMeeting, RecordAttendance, CorrectAttendance, RecordArrival, RecordDeparture, DeclareRecusal, RecordDiscussion, CloseMeeting],
    ...[PassResolution, CorrectResolution, DraftMinutes, CirculateMinutes, CorrectMinutes, CertifyMinutes, AttachFileToMinutes],
    VacateSeat,
  ],
  views: [meetingsView],
  processes: numbering,
  nodes: [
    { category: 'meeting', type: Meeting, byIds: meetingsByIds, label: ({ title }: MeetingRow) => title },
    { category: 'agendaItem', type: AgendaItem, byIds: itemsByIds, label: ({ title }: ItemRow) => title },
    { category: 'resolution', type: Resolution, byIds: resolutionsByIds, label: ({ text }: ResolutionRow) => text },
  ],
  resolvers: [
    ...[MeetingResolver, QuorumResolver, AgendaItemResolver, AttendanceResolver, RecusalResolver, ResolutionResolver, MinutesResolver],
    ...[MeetingsOfCommitteeResolver, AttendanceOfSeatResolver],
  ],
  exists: { agendaItem: itemExists, resolution: resolutionExists },
}
