// libs/calendar/src/domain/calendar.ts: the days of a year as they begin, each once and in order
import {
  type Aggregate,
  type Context,
  Day,
  PastDay,
  addDays,
  command,
  creation,
  described,
  event,
  label,
  requireThat,
  ruleOfTheRecord,
} from '@prasan/event-sourcing'

const day = label('วันที่', 'Day')

export const DayBegan = event('DayBegan', 1, { day: Day.meta(day) }, { th: 'เริ่มวันที่ {day}', en: '{day} began' })

const events = [DayBegan] as const

interface State {
  /** The last day that began; null before the first. */
  readonly last: Day | null
}

/** One stream a year, `calendar-2026`; the event of revision n is the n-th day after the first that began in it. */
export const calendar: Aggregate<State, typeof events> = {
  category: 'calendar',
  events,
  initial: { last: null },
  evolve: { DayBegan: (_, { day }) => ({ last: day }) },
}

/** The calendar in which a day begins. */
export const calendarOf = (day: Day): string => `calendar-${day.slice(0, 4)}`

export const DaysBeginInTheirYear = ruleOfTheRecord('DaysBeginInTheirYear', {
  th: 'วันเริ่มในปฏิทินของปีนั้น',
  en: 'A day begins in the calendar of its year.',
})
export const DaysFollowOneAnother = ruleOfTheRecord('DaysFollowOneAnother', {
  th: 'วันถัดจากวันล่าสุดเท่านั้นที่เริ่มได้',
  en: 'The day that begins is the one after the last.',
})

/** The last day that began in the year before, and whether any day ever began. */
export interface Before {
  readonly last: Day | null
  readonly any: boolean
}

/** The first day of a calendar: the day after the last of the year before; any day where none has begun yet. */
export const BeginYear = creation(
  'BeginYear',
  calendar,
  { day: PastDay.meta(day) },
  { doc: described('เริ่มวันแรกในปฏิทินของปี', 'Begins the first day of a year’s calendar.') },
  (input, _, { id, evidence: { last, any } }: Context<Before>) => {
    requireThat(calendarOf(input.day) === id, DaysBeginInTheirYear, 'day')
    requireThat(!any || (last !== null && addDays(last, 1) === input.day), DaysFollowOneAnother, 'day')
    return [DayBegan(input)]
  },
)

/** Nothing where the day began before. */
export const BeginDay = command(
  'BeginDay',
  calendar,
  { day: PastDay.meta(day) },
  { doc: described('เริ่มวันถัดจากวันล่าสุด', 'Begins the day after the last.') },
  (input, { last }, { id }) => {
    requireThat(calendarOf(input.day) === id, DaysBeginInTheirYear, 'day')
    if (last !== null && input.day <= last) return []
    requireThat(last !== null && addDays(last, 1) === input.day, DaysFollowOneAnother, 'day')
    return [DayBegan(input)]
  },
)
