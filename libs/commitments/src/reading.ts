// What the API of other contexts, and their look-ups, may read of commitments: queries and types.
export { Commitment, Obstacle } from './graphql/types.js'
export {
  type Bucket,
  type CommitmentDays,
  type CommitmentRow,
  type CommitmentsAsked,
  type OverdueAsked,
  type OverdueFilter,
  bucketOf,
  commitments,
  commitmentsEver,
  commitmentsFrom,
  commitmentsOwnedBy,
  commitmentsWatched,
  obstaclesWaitingOn,
  openOwnedBy,
  openWatchedBy,
  overdueCommitments,
  ownersWithin,
  promisedFrom,
} from './views/commitments/queries.js'
export { type GroupBy, type GroupRow, type GroupsAsked, commitmentsBy, overdueIn } from './graphql/groups.js'
export { type MonthEnd, type TrendRow, monthEnds, trendOf } from './views/commitments/trend.js'
