import type { BoundedContext } from '@prasan/graphql'
import {
  ActivityCommitmentsResolver,
  AnsweringNowResolver,
  CommitmentResolver,
  MadeByResolver,
  ObstacleResolver,
  OccupantsResolver,
} from './graphql/resolvers.js'
import { Commitment } from './graphql/types.js'
import { type CommitmentRow, commitmentsByIds } from './views/commitments/queries.js'
import { commitmentsView } from './views/commitments/view.js'

/** What outlives the people: who answers, what is promised, what is late. Views over the contracts of the other contexts. */
export const continuity: BoundedContext = {
  name: 'continuity',
  aggregates: [],
  commands: [],
  views: [commitmentsView],
  nodes: [{ category: 'commitment', type: Commitment, byIds: commitmentsByIds, label: ({ title }: CommitmentRow) => title }],
  resolvers: [CommitmentResolver, ActivityCommitmentsResolver, ObstacleResolver, AnsweringNowResolver, MadeByResolver, OccupantsResolver],
}
