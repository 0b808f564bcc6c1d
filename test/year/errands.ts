/** A small context for a year that is run: an errand is reminded of on its day and each week after, three times; then another is given. */
import { DayBegan } from '@prasan/calendar/contract'
import {
  type Aggregate,
  Count,
  Day,
  Text,
  addDays,
  answerDues,
  command,
  creation,
  derivedId,
  event,
  processManager,
  timetable,
  view,
} from '@prasan/event-sourcing'
import type { BoundedContext } from '@prasan/graphql'

const given = { title: Text, dueOn: Day }
export const ErrandGiven = event('ErrandGiven', 1, given, { th: '{title}' })
export const ErrandReminded = event('ErrandReminded', 1, { on: Day, times: Count }, { th: '{times}' })
const events = [ErrandGiven, ErrandReminded] as const
const errand: Aggregate<{ reminded: number }, typeof events> = {
  ...{ category: 'errand', events, initial: { reminded: 0 } },
  evolve: { ErrandGiven: (state) => state, ErrandReminded: (_, { times }) => ({ reminded: times }) },
}
export const GiveErrand = creation('GiveErrand', errand, given, {}, (input) => [ErrandGiven(input)])
const RemindOfErrand = command('RemindOfErrand', errand, { on: Day }, {}, ({ on }, { reminded }) => [
  ErrandReminded({ on, times: reminded + 1 }),
])

const REMINDERS = 3
const dues = timetable('errandDue')
const errandsView = view('errands', 1, { dues }, (on) => [
  on(ErrandGiven, ({ dues }, { id, data }) => dues.put({ instance: id, step: 'reminder 1', day: data.dueOn })),
  on(ErrandReminded, ({ dues }, { id, data: { times, on } }) => {
    dues.remove({ instance: id, step: `reminder ${times}` })
    if (times < REMINDERS) dues.put({ instance: id, step: `reminder ${times + 1}`, day: addDays(on, 7) })
  }),
])

const reminders = answerDues('errand-reminders', DayBegan, dues, async ({ instance, day }) => ({
  ...{ command: RemindOfErrand, id: instance, input: { on: day } },
}))
const successors = processManager('errand-successors', ErrandReminded, ({ id, data: { times, on } }) =>
  times < REMINDERS
    ? []
    : [
        {
          ...{ step: 'next', command: GiveErrand, id: `errand-${derivedId('next', id)}` },
          input: { title: 'again', dueOn: addDays(on, 2) },
        },
      ],
)

export const errands: BoundedContext = {
  ...{ name: 'errands', aggregates: [errand], commands: [GiveErrand], nodes: [], resolvers: [] },
  views: [errandsView],
  processes: [reminders, successors],
}
