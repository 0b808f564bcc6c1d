// What the API of other contexts may read of continuity: how promises and decisions came of one another.
export { lineagesOf } from './graphql/lineage/lineage.js'
export { outcomesOf } from './graphql/lineage/outcomes.js'
