/** What is recorded, told as it is recorded: the log itself is what waits for whoever reads slowly. */
import { type Handling, type LogLine, type ReadModel, among, described, query, sql, z } from '@prasan/event-sourcing'
import { Inject } from '@nestjs/common'
import { Args, ArgsType, Context, Field, ID, Int, Parent, Resolver, Subscription } from '@nestjs/graphql'
import { HANDLING } from './bus.js'
import { AboutAsked } from './changes.js'
import { badInput, judged } from './judged.js'
import { LogEntry, logEntry } from './log-entries.js'
import { RequestContext } from './request.js'

@ArgsType()
class RecordedArgs {
  @Field(() => Int, {
    nullable: true,
    description: described(
      'ตั้งแต่หลังลำดับนี้ในบันทึก เช่นลำดับสุดท้ายที่ได้รับ หากไม่ระบุ คือตั้งแต่บัดนี้',
      'From after that event of the log, as the last that you were told; from now on where it is left out.',
    ),
  })
  after?: number | null
  @Field(() => [ID], {
    nullable: true,
    description: described(
      'เฉพาะที่เกี่ยวกับสิ่งเหล่านี้และสิ่งที่เป็นของสิ่งเหล่านี้ 1 ถึง 100 รหัส อย่างเดียวกับ changesSince',
      'Only what concerns these things and what is, was or is to be of them, 1 to 100 ids, as in `changesSince`.',
    ),
  })
  about?: string[] | null
  @Field(() => String, {
    nullable: true,
    description: described(
      'เฉพาะของประเภทนี้ เช่น commitment หรือ meeting',
      'Only what happened to things of this kind, as in `commitment` or `meeting`.',
    ),
  })
  category?: string | null
}

/** What a subscription is told: one event, by its log number. */
export interface Told {
  readonly logNumber: number
  readonly line: LogLine
}

/** Of whoever follows: the log number of the last event that they were told, where they come back; and when they are gone. */
export interface CameBack {
  readonly lastEvent?: number
  readonly ended?: AbortSignal
}

/** So many lines of the log are looked through in one statement, and told before others are read. */
const SCAN = 5_000
const PAGE = 100
/** How long the views are waited for in one go, in milliseconds: how soon a stream that ended is noticed. */
const WAIT_MS = 500

interface Asked {
  readonly after: number
  readonly to: number
  readonly ids?: readonly string[] | undefined
  readonly category?: string | undefined
}
const linesAfter = query('linesAfter', (views, { after, to, ids, category }: Asked) =>
  views.all<LogLine>(
    sql`select * from log not indexed where logNumber > ${after} and logNumber <= ${to}
        and ${ids === undefined ? sql`1` : sql`id in ${among(ids)}`}
        and ${category === undefined ? sql`1` : sql`id >= ${category + '-'} and id < ${category + '.'}`}
        order by logNumber limit ${PAGE}`,
  ),
)

/** Resolves once the views have moved on, the time is up, or it is ended. */
export const moved = (views: ReadModel, milliseconds: number, ended?: AbortSignal): Promise<unknown> =>
  views.waitFor((views.position ?? -1n) + 1n, milliseconds, ended)

/** The events of the log after a number, as the views come to know them, oldest first, without end until it is ended. */
export async function* recordedAfter(
  views: ReadModel,
  after: number,
  narrowed: () => Pick<Asked, 'ids' | 'category'>,
  ended?: AbortSignal,
): AsyncGenerator<LogLine> {
  for (let reached = after; ended?.aborted !== true;) {
    const head = views.logNumber
    if (reached >= head) {
      await moved(views, WAIT_MS, ended)
      continue
    }
    const to = Math.min(head, reached + SCAN)
    const lines = linesAfter.run(views, { after: reached, to, ...narrowed() })
    for (const line of lines) yield line
    reached = lines.length < PAGE ? to : lines.at(-1)!.logNumber
  }
}

@Resolver(() => LogEntry)
export class LiveResolver {
  constructor(@Inject(HANDLING) private readonly handling: Handling) {}

  @Subscription(() => LogEntry, {
    description: described(
      'แต่ละเหตุการณ์เมื่อบันทึกแล้วและเครื่องนี้แสดงได้แล้ว ตามลำดับของบันทึก ที่ /graphql/stream ถามต่อทันทีจะเห็นสิ่งที่บันทึก',
      'Each event once it is recorded and this node’s views show it, in the order of the log, at `/graphql/stream`: who asks then sees it.',
    ),
    resolve(this: LiveResolver, { line }: Told, _: unknown, request: RequestContext) {
      return logEntry(this.handling, line, request.moment(), request)
    },
  })
  recorded(@Args() args: RecordedArgs, @Context() request: RequestContext, @Parent() cameBack?: CameBack): AsyncGenerator<Told> {
    const given = judged(z.int().min(0).max(request.logNumber), args.after, 'after') ?? request.logNumber
    const about = judged(AboutAsked, args.about, 'about')
    const category = args.category ?? undefined
    if (category !== undefined && !this.handling.registry.aggregates.has(category)) throw badInput('category', 'UnknownWord')
    if (about) request.concerning(about, 'about', request.logNumber)
    return told(request, cameBack?.lastEvent ?? given, { about, category }, cameBack?.ended)
  }
}

interface Narrowed {
  readonly about: readonly string[] | undefined
  readonly category: string | undefined
}
async function* told(request: RequestContext, after: number, { about, category }: Narrowed, ended?: AbortSignal): AsyncGenerator<Told> {
  const { views } = request
  const ids = () => about && request.issued({}).concerning(about, 'about', views.logNumber)
  for await (const line of recordedAfter(views, after, () => ({ ids: ids(), category }), ended)) yield { logNumber: line.logNumber, line }
}
