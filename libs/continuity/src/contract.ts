// What decisions, views and processes of other contexts may know of continuity: events.
export { HandoverOpened } from './domain/handover/events.js'
