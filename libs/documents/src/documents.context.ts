import type { BoundedContext } from '@prasan/graphql'
import { AttachedFileResolver, DocumentedResolver } from './graphql/resolvers.js'
import { filesView } from './views/files/view.js'

/** The files attached to orders, agenda items, minutes and commitments. */
export const documents: BoundedContext = {
  name: 'documents',
  aggregates: [],
  commands: [],
  views: [filesView],
  nodes: [],
  resolvers: [DocumentedResolver, AttachedFileResolver],
}
