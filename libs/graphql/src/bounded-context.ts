import type { AnyAggregate, AsOf, Bilingual, Command, ProcessManager, Query, View } from '@prasan/event-sourcing'
import type { Type } from '@nestjs/common'
import type { RequestContext } from './request.js'

/** What can be asked for by its id alone. */
export interface NodeType<R extends { id: string } = any> {
  readonly category: string
  /** The GraphQL object type. */
  readonly type: Type
  readonly byIds: Query<{ ids: readonly string[]; asOf: AsOf }, R[]>
  /** The name to show for a row, where it has one of its own. */
  readonly label?: (row: R, request: RequestContext) => Bilingual | null
}

/** A context as the applications see it: what it decides, what it shows, what it answers. */
export interface BoundedContext {
  readonly name: string
  readonly aggregates: readonly AnyAggregate[]
  readonly commands: readonly Command[]
  readonly views: readonly View[]
  readonly processes?: readonly ProcessManager[]
  readonly nodes: readonly NodeType[]
  readonly resolvers: readonly Type[]
  /** How to look up ids that are no streams (areas, seats). */
  readonly exists?: Readonly<Record<string, Query<{ id: string }, boolean>>>
}
