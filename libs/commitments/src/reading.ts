// What the API of other contexts, and their look-ups, may read of commitments: queries and types.
export { Commitment, CommitmentState, Obstacle } from './graphql/types.js'
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
export { type GroupBy, type GroupRow, type GroupsAsked, commitmentsBy, overdueIn } from './graphql/groups.js'
export { type MonthEnd, type TrendRow, monthEnds, trendOf } from './views/commitments/trend.js'
