// What the API of other contexts, and their look-ups, may read of commitments: queries and types.
export { Commitment, Obstacle } from './graphql/types.js'
export {
  type CommitmentDays,
  type CommitmentRow,
  commitmentsEver,
  commitmentsFrom,
  commitmentsOwnedBy,
  commitmentsWatched,
  obstaclesWaitingOn,
  openOwnedBy,
  openWatchedBy,
  ownersWithin,
  promisedFrom,
} from './views/commitments/queries.js'
