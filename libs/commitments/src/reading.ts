// What the API of other contexts, and their look-ups, may read of commitments: queries and types.
export { Commitment } from './graphql/types.js'
export {
  type CommitmentDays,
  type CommitmentRow,
  commitmentsEver,
  commitmentsFrom,
  commitmentsOwnedBy,
  commitmentsWatched,
  openOwnedBy,
  ownersWithin,
} from './views/commitments/queries.js'
