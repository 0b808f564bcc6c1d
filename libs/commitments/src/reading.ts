// What the API of other contexts, and their look-ups, may read of commitments: queries and types.
export { AgeingBucketWord, Commitment, CommitmentState, Obstacle, OverdueFilterInput } from './graphql/types.js'
export { filterAsked } from './graphql/filter.js'
export { wordOfGroup } from './graphql/figures.js'
export { type RowWhereabouts, rowsListed, rowsTold } from './graphql/rows.js'
export { type TrendFigures, TrendFilterInput, type TrendMonth, trend } from './graphql/trend.js'
export { Directive } from './graphql/directive-types.js'
export { type DirectiveRow, directivesByIds, directivesFrom, sendingsOf } from './views/directives/queries.js'
export {
  type Bucket,
  type CommitmentDays,
  type CommitmentRow,
  type CommitmentsAsked,
  type OverdueAsked,
  type OverdueFilter,
  bucketOf,
  commitments,
  commitmentsByIds,
  commitmentsEver,
  commitmentsFrom,
  commitmentsOfPlans,
  commitmentsOwnedBy,
  commitmentsWatched,
  delegatedTo,
  obstaclesWaitingOn,
  openOwnedBy,
  openWatchedBy,
  overdueCommitments,
  organizationsOfOwners,
  ownersWithin,
  promisedFrom,
} from './views/commitments/queries.js'
export { type GroupBy, type GroupRow, type GroupsAsked, commitmentsBy, groupsOf, overdueIn } from './graphql/groups.js'
export { type MonthEnd, type TrendRow, monthEnds, trendOf } from './views/commitments/trend.js'
export { latenessOf, timelinessOfAll } from './graphql/lateness.js'
