import { type AsOf, type Handling, type LogLine, type PageAsked, UnreadableEvent, paged, query, sql } from '@prasan/event-sourcing'
import { Inject } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { Args, ArgsType, Context, Field, ID, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { Ask, HANDLING } from './bus.js'
import { type Connection, PageArgs, connectionFrom, connectionOf, pageAsked } from './connection.js'
import { historyEntry } from './history.js'
import { type Asked, RequestContext, withMoment } from './request.js'
import { DateTime } from './scalars.js'
import { AsOfInput, HistoryEntry, Node } from './types.js'

@ObjectType({ description: 'One event of the log, with what it is about.' })
export class LogEntry extends HistoryEntry {
  @Field(() => ID) aboutId!: string
}
const LogEntryConnection = connectionOf(LogEntry, 'LogEntry')

@ArgsType()
class FeedArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only what happened to things of this kind, as in `commitment` or `post`.' })
  category?: string
  @Field(() => String, { nullable: true, description: 'Only what this person, or part of the system, recorded.' }) actor?: string
  @Field(() => DateTime, { nullable: true, description: 'Only what became known at this instant or later.' }) since?: string
  @Field(() => DateTime, { nullable: true, description: 'Only what became known before this instant.' }) until?: string
  @Field(() => AsOfInput, { nullable: true }) asOf?: AsOfInput
}

interface FeedAsked {
  /** Log numbers (after, to]. */
  readonly after: number
  readonly to: number
  readonly category?: string | undefined
  readonly actor?: string | undefined
}

const feedWhere = ({ after, to, category, actor }: FeedAsked) =>
  sql`logNumber > ${after} and logNumber <= ${to} and ${category === undefined ? sql`1` : sql`substr(id, 1, instr(id, '-') - 1) = ${category}`} and ${actor === undefined ? sql`1` : sql`actor = ${actor}`}`
const feedPage = query('feedPage', (views, { page, ...asked }: FeedAsked & { page: PageAsked }) =>
  paged<LogLine>(views, page, { select: sql`select * from log`, where: feedWhere(asked), orderBy: ['logNumber'], descending: true }),
)
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
    description: 'ความเคลื่อนไหวทั้งหมด ล่าสุดก่อน · Everything that was recorded, newest first, as sentences.',
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
    const rows = await this.queries.execute(new Ask(feedPage, { page: pageAsked(page as PageArgs), ...asked }))
    const entries = new Map(await Promise.all(rows.rows.map(async (line) => [line, await this.entry(line, moment, request)] as const)))
    return connectionFrom(
      rows,
      (line) => entries.get(line)!,
      () => request.ask(feedCount, asked),
    )
  }

  @ResolveField(() => Node, { nullable: true, description: 'What it is about; null where it holds only in the past or in the future.' })
  about(@Parent() { aboutId, asOf }: Asked<LogEntry>, @Context() request: RequestContext) {
    return request.node(aboutId, asOf)
  }

  private async entry(line: LogLine, asOf: AsOf, request: RequestContext): Promise<Asked<LogEntry>> {
    const { store, registry } = this.handling
    const { id: aboutId, logNumber, type, recordedAt, actor, forPost, revision } = line
    for await (const recorded of store.readStream(registry.streamOf(aboutId), { from: BigInt(revision), limit: 1 })) {
      try {
        const told = await historyEntry(registry, registry.read(recorded), logNumber, (name) => request.labelOf(name, asOf))
        return withMoment({ ...told, aboutId }, asOf)
      } catch (error) {
        if (!(error instanceof UnreadableEvent)) throw error
      }
    }
    const unread = { type, recordedAt, actor, forPost, revision, logNumber, sentence: UNREADABLE, facts: [], effective: null, despite: [] }
    return withMoment({ ...unread, aboutId }, asOf)
  }
}

const UNREADABLE = { th: 'เหตุการณ์ที่รุ่นนี้อ่านไม่ได้', en: 'An event that this version cannot read' }

const justBefore = (instant: string) => new Date(Date.parse(instant) - 1).toISOString()
