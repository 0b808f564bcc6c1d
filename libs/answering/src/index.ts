export { answeredBy } from './answered.js'
export { answering } from './answering.js'
export { answers } from './answering.context.js'
