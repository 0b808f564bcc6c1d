import type { BoundedContext } from '@prasan/graphql'

/** What is told to people and programs outside of the API. */
export const notifications: BoundedContext = {
  name: 'notifications',
  aggregates: [],
  commands: [],
  views: [],
  nodes: [],
  resolvers: [],
}
