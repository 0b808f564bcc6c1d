import type { BoundedContext } from '@prasan/graphql'
import { successions } from './processes/successions.js'

/** What must not be lost when people, posts and bodies change: duties pass on to whoever takes over. */
export const continuity: BoundedContext = {
  name: 'continuity',
  aggregates: [],
  commands: [],
  views: [],
  processes: [successions],
  nodes: [],
  resolvers: [],
}
