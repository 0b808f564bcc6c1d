import { type BoundedContext, partOf } from '@prasan/graphql'
import {
  CertifyMinutes,
  CorrectMeeting,
  CorrectMinutesCertification,
  CorrectNotice,
  OpenMeeting,
  RescheduleMeeting,
  ScheduleMeeting,
  SendNotice,
} from './domain/meeting/commands.js'
import {
  AddAgendaItem,
  AttachFileToAgendaItem,
  CarryAgendaItemOver,
  ChangeAgendaItem,
  RestoreAgendaItem,
  WithdrawAgendaItem,
} from './domain/meeting/decide-agenda.js'
import {
  CorrectAttendance,
  DeclareRecusal,
  RecordArrival,
  RecordAttendance,
  RecordDeparture,
  ReverseAttendance,
  ReverseRecusal,
} from './domain/meeting/decide-attendance.js'
import { CancelMeeting, ReverseMeetingCancellation, ReverseNotice } from './domain/meeting/decide-calling.js'
import {
  AttachFileToMinutes,
  CirculateMinutes,
  CorrectMinutes,
  CorrectMinutesCirculation,
  DraftMinutes,
  ReverseMinutesCertification,
  ReverseMinutesCirculation,
} from './domain/meeting/decide-minutes.js'
import { CorrectResolution, PassResolution, ReverseResolution } from './domain/meeting/decide-resolutions.js'
import {
  CloseMeeting,
  CorrectMeetingClosing,
  CorrectMeetingOpening,
  RecordDiscussion,
  ReverseDiscussion,
  ReverseMeetingClosing,
  ReverseMeetingOpening,
} from './domain/meeting/decide-sitting.js'
import { meeting } from './domain/meeting/state.js'
import { evidence } from './evidence.js'
import { CadenceResolver, OccupancyRulesResolver, meetingLists } from './graphql/resolvers.js'
import { AgendaItem, Attendance, Meeting, Resolution } from './graphql/types.js'
import { resolvedCommitments, reversedCommitments } from './processes/assignments.js'
import { numbering } from './processes/numbering.js'
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
    ...[ScheduleMeeting, RescheduleMeeting, CorrectMeeting, CancelMeeting, ReverseMeetingCancellation],
    ...[SendNotice, CorrectNotice, ReverseNotice],
    ...[AddAgendaItem, ChangeAgendaItem, WithdrawAgendaItem, CarryAgendaItemOver, RestoreAgendaItem, AttachFileToAgendaItem],
    ...[OpenMeeting, CorrectMeetingOpening, ReverseMeetingOpening, CloseMeeting, CorrectMeetingClosing, ReverseMeetingClosing],
    ...[RecordAttendance, CorrectAttendance, ReverseAttendance, RecordArrival, RecordDeparture, DeclareRecusal, ReverseRecusal],
    ...[RecordDiscussion, ReverseDiscussion, PassResolution, CorrectResolution, ReverseResolution],
    ...[DraftMinutes, CirculateMinutes, CorrectMinutesCirculation, ReverseMinutesCirculation, CorrectMinutes],
    ...[CertifyMinutes, CorrectMinutesCertification, ReverseMinutesCertification, AttachFileToMinutes],
  ],
  evidence,
  views: [meetingsView],
  processes: [...numbering, resolvedCommitments, reversedCommitments],
  nodes: [
    { category: 'meeting', type: Meeting, byIds: meetingsByIds, label: ({ title }: MeetingRow) => title, asked: {} },
    {
      ...{ category: 'agendaItem', type: AgendaItem, byIds: itemsByIds, label: ({ title }: ItemRow) => title },
      stream: ({ meeting }: ItemRow) => meeting,
    },
    {
      ...{ category: 'resolution', type: Resolution, byIds: resolutionsByIds, label: ({ text }: ResolutionRow) => text },
      stream: ({ meeting }: ResolutionRow) => meeting,
    },
    partOf('meeting', 'attendance', Attendance, meetingsView.tables.attendance, ({ id, person }) => [
      id,
      ...(person === null ? [] : [person]),
    ]),
  ],
  resolvers: [CadenceResolver, OccupancyRulesResolver, ...meetingLists],
  exists: { agendaItem: itemExists, resolution: resolutionExists },
}
