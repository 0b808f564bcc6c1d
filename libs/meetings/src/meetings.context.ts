import { commandsOf, everOf } from '@prasan/event-sourcing'
import { type BoundedContext, partOf } from '@prasan/graphql'
import * as decided from './domain/meeting/commands.js'
import * as agenda from './domain/meeting/decide-agenda.js'
import * as attendance from './domain/meeting/decide-attendance.js'
import * as calling from './domain/meeting/decide-calling.js'
import * as invitations from './domain/meeting/decide-invitations.js'
import * as minutes from './domain/meeting/decide-minutes.js'
import * as proposals from './domain/meeting/decide-proposals.js'
import * as recusals from './domain/meeting/decide-recusals.js'
import * as resolutions from './domain/meeting/decide-resolutions.js'
import * as sitting from './domain/meeting/decide-sitting.js'
import { meeting } from './domain/meeting/state.js'
import { evidence } from './evidence.js'
import { labelOfMeeting } from './graphql/meeting.js'
import { OccurrencesResolver } from './graphql/occurrences.js'
import { CadenceResolver, OccupancyRulesResolver, QuorumLogResolver, meetingLists } from './graphql/resolvers.js'
import { AgendaItem, Attendance, Meeting, Resolution } from './graphql/types.js'
import { resolvedCommitments, reversedCommitments } from './processes/assignments.js'
import { numbering } from './processes/numbering.js'
import {
  type ItemRow,
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
  commands: commandsOf(decided, calling, invitations, agenda, proposals, sitting, attendance, recusals, resolutions, minutes),
  evidence,
  views: [meetingsView],
  processes: [...numbering, resolvedCommitments, reversedCommitments],
  nodes: [
    {
      ...{ category: 'meeting', type: Meeting, byIds: meetingsByIds, label: labelOfMeeting, asked: {} },
      belongsTo: [everOf(meetingsView.tables.body, ['committee'], 'meeting')],
    },
    {
      ...{ category: 'agendaItem', type: AgendaItem, byIds: itemsByIds, label: ({ title }: ItemRow) => title },
      stream: ({ meeting }: ItemRow) => meeting,
    },
    {
      ...{ category: 'resolution', type: Resolution, byIds: resolutionsByIds, label: ({ text }: ResolutionRow) => text },
      stream: ({ meeting }: ResolutionRow) => meeting,
    },
    partOf('meeting', 'attendance', Attendance, meetingsView.tables.attendance, {
      called: ({ id, person }) => [id, ...(person === null ? [] : [person])],
    }),
  ],
  resolvers: [CadenceResolver, OccurrencesResolver, OccupancyRulesResolver, QuorumLogResolver, ...meetingLists],
  exists: { agendaItem: itemExists, resolution: resolutionExists },
}
