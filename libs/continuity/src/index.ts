export { continuity } from './continuity.context.js'
export { WriteHandoverNote, AcceptHandover, AcceptHandoverItem, ContestHandoverItem } from './domain/handover/decide-receiving.js'
export { handoverId } from './domain/handover/due.js'
