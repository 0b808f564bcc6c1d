import type { BoundedContext } from '@prasan/graphql'
import { OccupantsResolver } from './graphql/resolvers.js'

/** Who answers on a day: for posts, seats, organizations and committees, derived from the directory and the committees. */
export const answers: BoundedContext = {
  name: 'answering',
  aggregates: [],
  commands: [],
  views: [],
  nodes: [],
  resolvers: [OccupantsResolver],
}
