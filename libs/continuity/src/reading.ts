// What the API of other contexts may read of continuity: who held and answered for places on all days.
export { linesOf } from './graphql/turnover/lines.js'
