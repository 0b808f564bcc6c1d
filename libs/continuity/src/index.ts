export { continuity } from './continuity.context.js'
export { linesOf } from './graphql/turnover/lines.js'
