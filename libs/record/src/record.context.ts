import type { BoundedContext } from '@prasan/graphql'
import { record } from './domain/record.js'

/** The record itself: which store it is, and its seals. Nobody is asked to record it: nodes do. */
export const ofTheRecord: BoundedContext = {
  name: 'record',
  aggregates: [record],
  commands: [],
  views: [],
  nodes: [],
  resolvers: [],
}
