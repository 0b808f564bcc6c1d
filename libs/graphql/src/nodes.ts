import {
  type AsOf,
  type Handling,
  type LogLine,
  type LoggedEvent,
  type Query,
  UnreadableEvent,
  described,
  sql,
  z,
} from '@prasan/event-sourcing'
import { type RecordedEvent, StreamNotFound } from '@prasan/event-store'
import { Inject } from '@nestjs/common'
import { Args, Context, ID, Int, Parent, Query as QueryField, ResolveField, Resolver } from '@nestjs/graphql'
import { HANDLING } from './bus.js'
import { historyEntry, unreadableEntry } from './history.js'
import { judged } from './judged.js'
import { type Asked, RequestContext } from './request.js'
import { AS_OF, AsOfInput, HistoryEntry, Node } from './types.js'

/** `node(id)` and the history of everything that has an id. */
@Resolver(() => Node)
export class NodesResolver {
  constructor(@Inject(HANDLING) private readonly handling: Handling) {}

  @QueryField(() => Node, { nullable: true, description: described('สิ่งที่รหัสนั้นหมายถึง', 'Whatever the id names.') })
  node(
    @Args('id', { type: () => ID, description: described('รหัส', 'Its id.') }) id: string,
    @Context() request: RequestContext,
  ): Promise<object | null> {
    return request.anything(id, 'id')
  }

  @QueryField(() => [Node], {
    nullable: 'items',
    description: described(
      'สิ่งที่รหัสเหล่านั้นหมายถึง ตามลำดับที่ถาม ว่างเมื่อไม่มี ครั้งละไม่เกิน 100',
      'What the ids name, in their order, null where nothing of that id holds; at most 100.',
    ),
  })
  nodes(
    @Args('ids', { type: () => [ID], description: described('รหัส', 'The ids.') }) ids: string[],
    @Args('asOf', AS_OF) asOf: AsOfInput | undefined,
    @Context() request: RequestContext,
  ): Promise<(object | null)[]> {
    judged(z.array(z.string()).max(100), ids, 'ids')
    return Promise.all(ids.map((id, i) => request.anything(id, `ids.${i}`, asOf)))
  }

  @ResolveField(() => [HistoryEntry], {
    description: described(
      'ประวัติ เก่าสุดก่อน ครั้งละไม่เกิน 100 เหตุการณ์ ต่อจากลำดับ after หรือจากต้นหากไม่ระบุ ของส่วนหนึ่ง คือเหตุการณ์ของทั้งหมดที่กล่าวถึงส่วนนั้น ถ้าถามด้วย logNumber หรือ known คือตามที่ทราบในขณะนั้น',
      'What happened, oldest first: at most 100 events after the revision `after` (from the beginning where it is left out); of a part, as a seat or an agenda item, those events of the whole that name it. With `asOf.logNumber` or `known`, as known then.',
    ),
  })
  async history(
    @Parent() row: Asked<{ id: string }>,
    @Args('first', { type: () => Int, defaultValue: 50, description: described('จำนวนเหตุการณ์ ไม่เกิน 100', 'How many events; at most 100.') })
    asked: number,
    @Args('after', {
      type: () => Int,
      nullable: true,
      description: described('ลำดับ (revision) สุดท้ายที่ได้แล้ว', 'The last `revision` of the part before.'),
    })
    after: number | null,
    @Context() request: RequestContext,
  ): Promise<HistoryEntry[]> {
    const first = judged(z.int().min(1).max(100), asked, 'first') ?? 50
    const from = BigInt((judged(z.int().min(-1), after, 'after') ?? -1) + 1)
    const { stream, called } = request.toldIn(row)
    const { asOf } = row
    const lines = new Map(request.ask(linesOf, { id: stream, asOf }).map((line) => [line.revision, line]))
    const entries: Promise<HistoryEntry>[] = []
    for await (const recorded of this.read(this.handling.registry.streamOf(stream), from, called ? undefined : first)) {
      const event = this.readable(recorded)
      if (called && !(event && names(event.data, called))) continue
      const line = lines.get(Number(recorded.revision))
      if (line) entries.push(this.entry(event, line, asOf, request))
      if (entries.length === first) break
    }
    return Promise.all(entries)
  }

  /** Events of a stream; nothing where there is none of that name. */
  private async *read(stream: string, from: bigint, limit: number | undefined): AsyncIterable<RecordedEvent> {
    try {
      yield* this.handling.store.readStream(stream, { from, ...(limit !== undefined && { limit }) })
    } catch (error) {
      if (!(error instanceof StreamNotFound)) throw error
    }
  }

  private readable(recorded: RecordedEvent): LoggedEvent | null {
    try {
      return this.handling.registry.read(recorded)
    } catch (error) {
      if (!(error instanceof UnreadableEvent)) throw error
      return null
    }
  }

  private async entry(event: LoggedEvent | null, line: Line, asOf: AsOf, request: RequestContext): Promise<HistoryEntry> {
    if (!event) return unreadableEntry(line)
    return historyEntry(this.handling.registry, event, line.logNumber, (name) => request.labelOf(name, asOf), request.keys)
  }
}

/** Whether the data of an event hold one of the words. */
const names = (data: unknown, words: readonly string[]): boolean =>
  typeof data === 'string'
    ? words.includes(data)
    : data !== null && typeof data === 'object' && Object.values(data).some((part) => names(part, words))

type Line = Omit<LogLine, 'position' | 'id'>

const linesOf: Query<{ id: string; asOf: AsOf }, Line[]> = {
  name: 'linesOf',
  run: (views, { id, asOf }) =>
    views.all(
      sql`select revision, logNumber, type, recordedAt, actor, forPost from log where id = ${id} and logNumber <= ${asOf.log ?? Number.MAX_SAFE_INTEGER}`,
    ),
}
