export { answeredBy } from './answering/answered.js'
export { answering } from './answering/answering.js'
export { continuity } from './continuity.context.js'
