/**
 * As a day begins, what came up since the day before is gathered, and for each person who is to be told something a digest is prepared. Gathering is an
 * event of its own: it comes after whatever else follows on the beginning of the day, so that what falls due on a day is told on that day.
 */
import { DayBegan } from '@prasan/calendar/contract'
import { type LoggedEvent, type ProcessManager, type Reaction, type Sources, processManager } from '@prasan/event-sourcing'
import { PrepareDigest, deliveryOf } from '../domain/delivery/delivery.js'
import { BeginDispatch, DispatchBegan } from '../domain/dispatch.js'
import { DIGESTS } from '../views/notices/view.js'
import { digestsOf } from './gathering.js'

export const digests: ProcessManager = processManager(
  DIGESTS,
  [DayBegan, DispatchBegan],
  async ({ type, data: { day } }: LoggedEvent<{ day: string }>, { lookUp }: Sources): Promise<Reaction[]> => {
    if (type === DayBegan.type) return [{ step: `gather ${day}`, command: BeginDispatch, input: { day } }]
    return (await lookUp(digestsOf, { day })).map((input) => ({
      ...{ id: deliveryOf(input.person, day), step: `prepare ${input.person}`, command: PrepareDigest, input },
    }))
  },
)
