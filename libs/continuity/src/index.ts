export { continuity } from './continuity.context.js'
export { OpenHandover } from './domain/handover/decide-opening.js'
export { WriteHandoverNote } from './domain/handover/decide-receiving.js'
export { linesOf } from './graphql/turnover/lines.js'
