import type { AnyAggregate, Command, ProcessManager, Query, View } from '@prasan/event-sourcing'
import type { Type } from '@nestjs/common'
import type { NodeType } from './request.js'

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
