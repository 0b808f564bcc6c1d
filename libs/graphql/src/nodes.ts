import { type AsOf, type Handling, described, type LogLine, type Query, UnreadableEvent, sql } from '@prasan/event-sourcing'
import { type RecordedEvent, StreamNotFound } from '@prasan/event-store'
import { Inject } from '@nestjs/common'
import { Args, Context, ID, Int, Parent, Query as QueryField, ResolveField, Resolver } from '@nestjs/graphql'
import { HANDLING } from './bus.js'
import { historyEntry, unreadableEntry } from './history.js'
import { type Asked, RequestContext, badInput } from './request.js'
import { AS_OF, AsOfInput, HistoryEntry, Node } from './types.js'

/** `node(id)` for everything, and the history of everything that is a stream. */
@Resolver(() => Node)
export class NodesResolver {
  constructor(@Inject(HANDLING) private readonly handling: Handling) {}

  @QueryField(() => Node, { nullable: true, description: described('สิ่งที่รหัสนั้นหมายถึง', 'Whatever the id names.') })
  node(
    @Args('id', { type: () => ID, description: described('รหัส', 'Its id.') }) id: string,
    @Args('asOf', AS_OF) asOf: AsOfInput,
    @Context() request: RequestContext,
  ): Promise<object | null> {
    return request.node(id, request.moment(asOf))
  }

  @ResolveField(() => [HistoryEntry], {
    description: described(
      'ประวัติ เก่าสุดก่อน ครั้งละไม่เกิน 100 เหตุการณ์ ต่อจากลำดับ after หรือจากต้นหากไม่ระบุ ถ้าถามด้วย logNumber หรือ known คือตามที่ทราบในขณะนั้น',
      'What happened, oldest first: at most 100 events after the revision `after` (from the beginning where it is left out). With `asOf.logNumber` or `known`, as known then.',
    ),
  })
  async history(
    @Parent() { id, asOf }: Asked<{ id: string }>,
    @Args('first', { type: () => Int, defaultValue: 50, description: described('จำนวนเหตุการณ์ ไม่เกิน 100', 'How many events; at most 100.') })
    first: number,
    @Args('after', {
      type: () => Int,
      nullable: true,
      description: described('ลำดับ (revision) สุดท้ายที่ได้แล้ว', 'The last `revision` of the part before.'),
    })
    after: number | null,
    @Context() request: RequestContext,
  ): Promise<HistoryEntry[]> {
    if (first < 1 || first > 100) throw badInput('first', 'OutOfRange')
    const { registry } = this.handling
    if (!registry.aggregates.has(id.slice(0, id.indexOf('-')))) return []
    const lines = new Map(request.ask(linesOf, { id, asOf }).map((line) => [line.revision, line]))
    const recorded = await this.read(registry.streamOf(id), BigInt((after ?? -1) + 1), first)
    const told = recorded.map((event) => this.entry(event, lines.get(Number(event.revision)), asOf, request))
    return (await Promise.all(told)).filter((entry) => entry !== null)
  }

  /** A part of a stream; nothing where the id has no stream of its own, as a district, which its province tells of. */
  private async read(stream: string, from: bigint, limit: number): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = []
    try {
      for await (const event of this.handling.store.readStream(stream, { from, limit })) events.push(event)
    } catch (error) {
      if (!(error instanceof StreamNotFound)) throw error
    }
    return events
  }

  private async entry(recorded: RecordedEvent, line: Line | undefined, asOf: AsOf, request: RequestContext): Promise<HistoryEntry | null> {
    if (asOf.log !== null && !line) return null
    try {
      const event = this.handling.registry.read(recorded)
      return await historyEntry(this.handling.registry, event, line?.logNumber ?? null, (name) => request.labelOf(name, asOf))
    } catch (error) {
      if (!(error instanceof UnreadableEvent)) throw error
      return line ? unreadableEntry(line) : null
    }
  }
}

type Line = Omit<LogLine, 'position' | 'id'>

const linesOf: Query<{ id: string; asOf: AsOf }, Line[]> = {
  name: 'linesOf',
  run: (views, { id, asOf }) =>
    views.all(
      sql`select revision, logNumber, type, recordedAt, actor, forPost from log where id = ${id} and logNumber <= ${asOf.log ?? Number.MAX_SAFE_INTEGER}`,
    ),
}
