/**
 * Meeting numbers, but for decisions by circulation: asked of each body's stream when the notice is sent or the meeting opens, given back when it is cancelled or turns out not to
 * have been called, and taken anew when it moves to another year.
 */
import { NumberMeeting, ReleaseMeetingNumber, RenumberMeeting } from '@prasan/committees/contract'
import { type ProcessManager, type Reaction, processManager } from '@prasan/event-sourcing'
import {
  MeetingCancellationReversed,
  MeetingCancelled,
  MeetingCorrected,
  MeetingOpened,
  MeetingOpeningReversed,
  MeetingRescheduled,
  NoticeReversed,
  NoticeSent,
} from '../domain/meeting/events.js'

const each = (step: string, command: Reaction['command'], committees: readonly string[], input: object): Reaction[] =>
  committees.map((committee) => ({ step: `${step} in ${committee}`, command, id: committee, input }))
const numbered = (meeting: string, day: string, by: readonly string[] = []) => each('number', NumberMeeting, by, { meeting, day })
const renumbered = (meeting: string, day: string, by: readonly string[] = []) => each('renumber', RenumberMeeting, by, { meeting, day })
const released = (meeting: string, by: readonly string[] = []) => each('release', ReleaseMeetingNumber, by, { meeting })

const managers: readonly ProcessManager[] = [
  processManager('number-noticed-meeting', NoticeSent, ({ id, data }) => (data.byCirculation ? [] : numbered(id, data.on, data.bodies))),
  processManager('number-opened-meeting', MeetingOpened, ({ id, data }) =>
    data.byCirculation
      ? []
      : numbered(
          id,
          data.on,
          data.bodies.map(({ committee }) => committee),
        ),
  ),
  processManager('renumber-moved-meeting', MeetingRescheduled, ({ id, data }) => renumbered(id, data.on, data.renumbered)),
  processManager('renumber-corrected-meeting', MeetingCorrected, ({ id, data }) => [
    ...released(id, data.released),
    ...renumbered(id, data.on, data.renumbered),
    ...numbered(id, data.on, data.numbered),
  ]),
  processManager('release-meeting-number', MeetingCancelled, ({ id, data }) => released(id, data.bodies)),
  processManager('number-meeting-not-cancelled', MeetingCancellationReversed, ({ id, data }) => numbered(id, data.on, data.numbered)),
  processManager('release-number-not-noticed', NoticeReversed, ({ id, data }) => released(id, data.released)),
  processManager('release-number-not-opened', MeetingOpeningReversed, ({ id, data }) => released(id, data.released)),
]

/** A meeting is numbered once, whenever it is answered: also what is found recorded before. */
export const numbering: readonly ProcessManager[] = managers.map((manager) => ({ ...manager, answers: 'all' }))
