// What the API of other contexts may read of continuity: who held and answered for places on all days, and how promises and decisions came of one another.
export { linesOf } from './graphql/turnover/lines.js'
export { lineagesOf } from './graphql/lineage/lineage.js'
export { outcomesOf } from './graphql/lineage/outcomes.js'
