/** Meeting numbers: asked of each body's stream when the notice is sent or the meeting opens, given back when it is cancelled. */
import { NumberMeeting, ReleaseMeetingNumber } from '@prasan/committees/contract'
import { type ProcessManager, processManager } from '@prasan/event-sourcing'
import { MeetingCancelled, MeetingOpened, NoticeSent } from './domain/meeting/events.js'

const numbered = (meeting: string, day: string, committees: readonly string[]) =>
  committees.map((committee) => ({ step: `number in ${committee}`, command: NumberMeeting, id: committee, input: { meeting, day } }))

export const numbering: readonly ProcessManager[] = [
  processManager('number-noticed-meeting', NoticeSent, ({ id, data }) => numbered(id, data.on, data.bodies)),
  processManager('number-opened-meeting', MeetingOpened, ({ id, data }) =>
    numbered(
      id,
      data.on,
      data.bodies.map(({ committee }) => committee),
    ),
  ),
  processManager('release-meeting-number', MeetingCancelled, ({ id, data }) =>
    data.bodies.map((committee) => ({
      step: `release in ${committee}`,
      command: ReleaseMeetingNumber,
      id: committee,
      input: { meeting: id },
    })),
  ),
]
