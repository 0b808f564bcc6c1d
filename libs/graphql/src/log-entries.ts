import {
  type AsOf,
  type Handling,
  type LogLine,
  UnreadableEvent,
  cursorOf,
  described,
  keyIn,
  query,
  raw,
  sql,
} from '@prasan/event-sourcing'
import { Inject } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { Args, ArgsType, Context, Field, ID, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { Ask, HANDLING } from './bus.js'
import { type Connection, PageArgs, connectionOf, pageAsked } from './connection.js'
import { historyEntry, unreadableEntry } from './history.js'
import { InstantAsked, badInput, inOrderAsked, judged } from './judged.js'
import { type Asked, RequestContext, withMoment } from './request.js'
import { DateTime, Position } from './scalars.js'
import { AS_OF, type AsOfInput, HistoryEntry, Node } from './types.js'

@ObjectType({ description: described('เหตุการณ์หนึ่งในบันทึก และสิ่งที่เหตุการณ์นั้นว่าด้วย', 'One event of the log, with what it is about.') })
export class LogEntry extends HistoryEntry {
  @Field(() => ID, { description: described('รหัสของสิ่งที่เหตุการณ์ว่าด้วย', 'The id of what it is about.') }) aboutId!: string
  @Field(() => Position, {
    description: described(
      'จุดในบันทึก ส่งในส่วนหัว Prasan-At-Least เพื่อให้เห็นเหตุการณ์นี้จากทุกเครื่อง',
      'Send it in the header Prasan-At-Least to see what it did on any node.',
    ),
  })
  position!: string
}
const LogEntryConnection = connectionOf(LogEntry, 'LogEntry')

@ArgsType()
class LogArgs extends PageArgs {
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

interface LogAsked {
  /** Log numbers (after, to]. */
  readonly after: number
  readonly to: number
  readonly category?: string | undefined
  readonly actor?: string | undefined
}

/** So many lines of the log does one page look through at most; there is no index by kind or actor, which would slow every event down. */
const LOG_SCAN = 20_000

const logWhere = ({ after, to, category, actor }: LogAsked) =>
  sql`logNumber > ${after} and logNumber <= ${to} and ${category === undefined ? sql`1` : sql`id >= ${category + '-'} and id < ${category + '.'}`} and ${actor === undefined ? sql`1` : sql`actor = ${actor}`}`

interface LogPageAsked extends LogAsked {
  /** So many of the newest, or where `last` is given of the oldest. */
  readonly first?: number | undefined
  readonly last?: number | undefined
  /** Only lines with a lower number, and only with a higher one. */
  readonly below?: number | undefined
  readonly above?: number | undefined
  readonly scan?: number
}

/** `more`: whether lines may follow in the direction of paging; `reached`: the number up to which the log was looked through. */
export const logPage = query('logPage', (views, { first, last, below, above, scan = LOG_SCAN, ...asked }: LogPageAsked) => {
  const backwards = last !== undefined
  const length = last ?? first ?? 0
  const [top, bottom] = [Math.min(asked.to, (below ?? Infinity) - 1), Math.max(asked.after, above ?? 0)]
  const [after, to] = backwards ? [bottom, Math.min(top, bottom + scan)] : [Math.max(bottom, top - scan), top]
  const found = views.all<LogLine>(
    sql`select * from log not indexed where ${logWhere({ ...asked, after, to })} order by logNumber ${raw(backwards ? '' : 'desc')} limit ${length + 1}`,
  )
  const lines = found.slice(0, length)
  const full = found.length > length
  const reached = full ? lines.at(-1)!.logNumber : backwards ? to : after + 1
  return { lines: backwards ? lines.reverse() : lines, more: full || after > bottom || to < top, reached }
})
const logCount = query(
  'logCount',
  (views, asked: LogAsked) => views.get<{ n: number }>(sql`select count(*) n from log where ${logWhere(asked)}`)!.n,
)

/** The whole log as one list. Lines come from the views; of each line shown the event itself is read from the store. */
@Resolver(() => LogEntry)
export class LogEntriesResolver {
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
  async activity(@Args() args: LogArgs, @Context() request: RequestContext): Promise<Connection<LogEntry>> {
    const moment = request.moment(args.asOf)
    const { category, actor, since, until } = this.filter(args, request)
    const all = moment.log ?? request.logNumber
    const asked = {
      after: since ? request.views.logNumberAt(justBefore(since), all) : 0,
      to: until ? request.views.logNumberAt(justBefore(until), all) : all,
      ...(category && { category }),
      ...(actor && { actor }),
    }
    const page = pageAsked(args, 'activity')
    const [below, above] = [keyIn(page, 'after', 1)?.[0], keyIn(page, 'before', 1)?.[0]].map((key) =>
      key === undefined ? key : Number(key),
    )
    const { first, last } = page
    const { lines, more, reached } = await this.queries.execute(new Ask(logPage, { first, last, below, above, ...asked }))
    const nodes = await Promise.all(lines.map((line) => logEntry(this.handling, line, moment, request)))
    const cursor = (logNumber: number | null | undefined) => (logNumber == null ? null : cursorOf(page.of, [logNumber]))
    const [head, tail] = [cursor(nodes[0]?.logNumber), cursor(nodes.at(-1)?.logNumber)]
    const onwards = more ? cursor(reached) : null
    return {
      edges: nodes.map((node) => ({ cursor: cursor(node.logNumber)!, node })),
      nodes,
      pageInfo: {
        hasNextPage: (last === undefined && more) || above !== undefined,
        hasPreviousPage: (last !== undefined && more) || below !== undefined,
        startCursor: last === undefined ? head : (onwards ?? head),
        endCursor: last === undefined ? (onwards ?? tail) : tail,
      },
      get totalCount() {
        return request.ask(logCount, asked)
      },
    }
  }

  /** @throws BAD_USER_INPUT */
  private filter({ category, actor, since, until }: LogArgs, request: RequestContext) {
    if (category != null && !this.handling.registry.aggregates.has(category)) throw badInput('category', 'UnknownWord')
    const instants = { since: judged(InstantAsked, since, 'since'), until: judged(InstantAsked, until, 'until') }
    inOrderAsked(instants.since, instants.until, 'until')
    const known = actor != null && PART_OF_THE_SYSTEM.test(actor) ? actor : request.known(actor, 'actor', 'person')
    return { category, actor: known, ...instants }
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
}

const justBefore = (instant: string) => new Date(Date.parse(instant) - 1).toISOString()

const PART_OF_THE_SYSTEM = /^system:[\w:-]{1,80}$/

/** A line of the log as a sentence: the event itself is read from the store. */
export async function logEntry(
  { store, registry }: Handling,
  line: LogLine,
  asOf: AsOf,
  request: RequestContext,
): Promise<Asked<LogEntry>> {
  const { id: aboutId, logNumber, revision } = line
  const position = String(line.position)
  for await (const recorded of store.readStream(registry.streamOf(aboutId), { from: BigInt(revision), limit: 1 })) {
    try {
      const told = await historyEntry(registry, registry.read(recorded), logNumber, (name) => request.labelOf(name, asOf), request.keys)
      return withMoment({ ...told, aboutId, position }, asOf)
    } catch (error) {
      if (!(error instanceof UnreadableEvent)) throw error
    }
  }
  return withMoment({ ...unreadableEntry(line), aboutId, position }, asOf)
}
