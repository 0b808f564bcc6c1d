import { type AsOf, type Handling, type LogLine, CursorMalformed, UnreadableEvent, described, query, sql } from '@prasan/event-sourcing'
import { Inject } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { Args, ArgsType, Context, Field, ID, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { Ask, HANDLING } from './bus.js'
import { type Connection, PageArgs, connectionOf, pageAsked } from './connection.js'
import { historyEntry, unreadableEntry } from './history.js'
import { type Asked, RequestContext, withMoment } from './request.js'
import { DateTime } from './scalars.js'
import { AS_OF, type AsOfInput, HistoryEntry, Node } from './types.js'

@ObjectType({ description: described('เหตุการณ์หนึ่งในบันทึก และสิ่งที่เหตุการณ์นั้นว่าด้วย', 'One event of the log, with what it is about.') })
export class LogEntry extends HistoryEntry {
  @Field(() => ID, { description: described('รหัสของสิ่งที่เหตุการณ์ว่าด้วย', 'The id of what it is about.') }) aboutId!: string
}
const LogEntryConnection = connectionOf(LogEntry, 'LogEntry')

@ArgsType()
class FeedArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: described(
      'เฉพาะของประเภทนี้ เช่น commitment หรือ post',
      'Only what happened to things of this kind, as in `commitment` or `post`.',
    ),
  })
  category?: string
  @Field(() => String, {
    nullable: true,
    description: described('เฉพาะที่ผู้นี้หรือส่วนนี้ของระบบบันทึก', 'Only what this person, or part of the system, recorded.'),
  })
  actor?: string
  @Field(() => DateTime, {
    nullable: true,
    description: described('เฉพาะที่ทราบตั้งแต่เวลานี้', 'Only what became known at this instant or later.'),
  })
  since?: string
  @Field(() => DateTime, { nullable: true, description: described('เฉพาะที่ทราบก่อนเวลานี้', 'Only what became known before this instant.') })
  until?: string
  @Field(AS_OF.type, AS_OF) asOf?: AsOfInput
}

interface FeedAsked {
  /** Log numbers (after, to]. */
  readonly after: number
  readonly to: number
  readonly category?: string | undefined
  readonly actor?: string | undefined
}

/** So many lines of the log does one page look through at most; there is no index by kind or actor, which would slow every event down. */
const FEED_SCAN = 20_000

const feedWhere = ({ after, to, category, actor }: FeedAsked) =>
  sql`logNumber > ${after} and logNumber <= ${to} and ${category === undefined ? sql`1` : sql`id >= ${category + '-'} and id < ${category + '.'}`} and ${actor === undefined ? sql`1` : sql`actor = ${actor}`}`

interface FeedPageAsked extends FeedAsked {
  readonly first: number
  /** Only lines with a lower number. */
  readonly before: number
  readonly scan?: number
}

export const feedPage = query('feedPage', (views, { first, before, scan = FEED_SCAN, ...asked }: FeedPageAsked) => {
  const to = Math.min(asked.to, before - 1)
  const after = Math.max(asked.after, to - scan)
  const found = views.all<LogLine>(
    sql`select * from log not indexed where ${feedWhere({ ...asked, after, to })} order by logNumber desc limit ${first + 1}`,
  )
  const lines = found.slice(0, first)
  const full = found.length > first
  return { lines, hasNextPage: full || after > asked.after, reached: full ? lines.at(-1)!.logNumber : after + 1 }
})
const feedCount = query(
  'feedCount',
  (views, asked: FeedAsked) => views.get<{ n: number }>(sql`select count(*) n from log where ${feedWhere(asked)}`)!.n,
)

/** The whole log as one feed. Lines come from the views; of each line shown the event itself is read from the store. */
@Resolver(() => LogEntry)
export class FeedResolver {
  constructor(
    @Inject(HANDLING) private readonly handling: Handling,
    private readonly queries: QueryBus,
  ) {}

  @Query(() => LogEntryConnection, {
    description: described(
      'ความเคลื่อนไหวทั้งหมด ล่าสุดก่อน หากกรองด้วย category หรือ actor บางหน้าอาจมีน้อยกว่าที่ขอหรือไม่มีเลยทั้งที่ยังมีต่อ ให้ขอต่อไปตราบที่ hasNextPage',
      'Everything that was recorded, newest first, as sentences. With `category` or `actor` a page may hold less than `first`, even nothing, while more follows: go on as long as `hasNextPage`.',
    ),
  })
  async activity(
    @Args() { category, actor, since, until, asOf, ...page }: FeedArgs,
    @Context() request: RequestContext,
  ): Promise<Connection<LogEntry>> {
    const moment = request.moment(asOf)
    const asked = {
      after: since ? request.views.logNumberAt(justBefore(since)) : 0,
      to: Math.min(until ? request.views.logNumberAt(justBefore(until)) : Infinity, moment.log ?? request.views.logNumber),
      ...(category && { category }),
      ...(actor && { actor }),
    }
    const { first, after } = pageAsked(page)
    const { lines, hasNextPage, reached } = await this.queries.execute(
      new Ask(feedPage, { first, before: after === undefined ? Infinity : numberOf(after), ...asked }),
    )
    const nodes = await Promise.all(lines.map((line) => this.entry(line, moment, request)))
    return {
      edges: nodes.map((node) => ({ cursor: cursorOf(node.logNumber!), node })),
      nodes,
      pageInfo: { hasNextPage, endCursor: hasNextPage ? cursorOf(reached) : nodes.length > 0 ? cursorOf(nodes.at(-1)!.logNumber!) : null },
      get totalCount() {
        return request.ask(feedCount, asked)
      },
    }
  }

  @ResolveField(() => Node, {
    nullable: true,
    description: described(
      'สิ่งที่เหตุการณ์ว่าด้วย ว่างหากมีผลเฉพาะในอดีตหรืออนาคต',
      'What it is about; null where it holds only in the past or in the future.',
    ),
  })
  about(@Parent() { aboutId, asOf }: Asked<LogEntry>, @Context() request: RequestContext) {
    return request.node(aboutId, asOf)
  }

  private async entry(line: LogLine, asOf: AsOf, request: RequestContext): Promise<Asked<LogEntry>> {
    const { store, registry } = this.handling
    const { id: aboutId, logNumber, revision } = line
    for await (const recorded of store.readStream(registry.streamOf(aboutId), { from: BigInt(revision), limit: 1 })) {
      try {
        const told = await historyEntry(registry, registry.read(recorded), logNumber, (name) => request.labelOf(name, asOf))
        return withMoment({ ...told, aboutId }, asOf)
      } catch (error) {
        if (!(error instanceof UnreadableEvent)) throw error
      }
    }
    return withMoment({ ...unreadableEntry(line), aboutId }, asOf)
  }
}

const justBefore = (instant: string) => new Date(Date.parse(instant) - 1).toISOString()

const cursorOf = (logNumber: number) => Buffer.from(String(logNumber)).toString('base64url')
function numberOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString()
  if (!/^\d{1,15}$/.test(text)) throw new CursorMalformed()
  return Number(text)
}
