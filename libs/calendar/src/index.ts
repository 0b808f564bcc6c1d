export { theCalendar } from './calendar.context.js'
export { MOST_DAYS } from './clock.js'
export { Days } from './days.js'
export { DayBegan } from './domain/calendar.js'
