export { DayBegan } from './domain/calendar.js'
