import type { AnyAggregate, Command, Evidence, ProcessManager, Query, View } from '@prasan/event-sourcing'
import type { Type } from '@nestjs/common'
import type { NodeType } from './request.js'

/** A context as the applications see it: what it decides, what it shows, what it answers. */
export interface BoundedContext {
  readonly name: string
  readonly aggregates: readonly AnyAggregate[]
  readonly commands: readonly Command[]
  /** What decisions are given besides their own stream, also those of other contexts. */
  readonly evidence?: Evidence
  readonly views: readonly View[]
  readonly processes?: readonly ProcessManager[]
  readonly nodes: readonly NodeType[]
  readonly resolvers: readonly Type[]
  /** How to look up ids that are no streams (areas, seats). */
  readonly exists?: Readonly<Record<string, Query<{ id: string }, boolean>>>
}
