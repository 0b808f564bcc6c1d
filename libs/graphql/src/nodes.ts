import { type AsOf, type Handling, type LoggedEvent, type Query, sql } from '@prasan/event-sourcing'
import { Inject } from '@nestjs/common'
import { Args, Context, ID, Int, Parent, Query as QueryField, ResolveField, Resolver } from '@nestjs/graphql'
import { HANDLING } from './bus.js'
import { historyEntry } from './history.js'
import { type Asked, RequestContext, badInput } from './request.js'
import { AS_OF, AsOfInput, HistoryEntry, Node } from './types.js'

/** `node(id)` for everything, and the history of everything that is a stream. */
@Resolver(() => Node)
export class NodesResolver {
  constructor(@Inject(HANDLING) private readonly handling: Handling) {}

  @QueryField(() => Node, { nullable: true, description: 'Whatever the id names.' })
  node(
    @Args('id', { type: () => ID }) id: string,
    @Args('asOf', AS_OF) asOf: AsOfInput,
    @Context() request: RequestContext,
  ): Promise<object | null> {
    return request.node(id, request.moment(asOf))
  }

  @ResolveField(() => [HistoryEntry], {
    description:
      'What happened, oldest first: at most 100 events after the revision `after` (from the beginning where it is left out). With `asOf.logNumber` or `known`, as known then.',
  })
  async history(
    @Parent() { id, asOf }: Asked<{ id: string }>,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => Int, nullable: true }) after: number | null,
    @Context() request: RequestContext,
  ): Promise<HistoryEntry[]> {
    if (first < 1 || first > 100) throw badInput('first', 'OutOfRange')
    const { store, registry } = this.handling
    if (!registry.aggregates.has(id.slice(0, id.indexOf('-')))) return []
    const events: LoggedEvent[] = []
    for await (const recorded of store.readStream(registry.streamOf(id), { from: BigInt((after ?? -1) + 1), limit: first }))
      events.push(registry.read(recorded))
    const numbers = new Map(request.ask(logNumbers, { id, asOf }).map(({ revision, logNumber }) => [revision, logNumber]))
    const known = asOf.log === null ? events : events.filter((event) => numbers.has(Number(event.revision)))
    return Promise.all(
      known.map((event) =>
        historyEntry(registry, event, numbers.get(Number(event.revision)) ?? null, (name) => request.labelOf(name, asOf)),
      ),
    )
  }
}

const logNumbers: Query<{ id: string; asOf: AsOf }, { revision: number; logNumber: number }[]> = {
  name: 'logNumbers',
  run: (views, { id, asOf }) =>
    views.all(sql`select revision, logNumber from log where id = ${id} and logNumber <= ${asOf.log ?? Number.MAX_SAFE_INTEGER}`),
}
