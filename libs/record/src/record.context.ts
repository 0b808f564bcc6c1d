import type { BoundedContext } from '@prasan/graphql'
import { processBeginnings } from '@prasan/event-sourcing'
import { record } from './domain/record.js'

/** The record itself: which store it is, its seals, and from where process managers answer it. Nobody is asked to record it: nodes do. */
export const ofTheRecord: BoundedContext = {
  name: 'record',
  aggregates: [record, processBeginnings],
  commands: [],
  views: [],
  nodes: [],
  resolvers: [],
}
