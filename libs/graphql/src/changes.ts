/** What was recorded after a log number, as far as it concerns some things. */
import { Day, type Handling, type LogLine, type PageAsked, among, described, paged, query, sql, z } from '@prasan/event-sourcing'
import { Inject } from '@nestjs/common'
import { Args, ArgsType, Context, Field, ID, InputType, Int, Query, Resolver } from '@nestjs/graphql'
import { HANDLING } from './bus.js'
import { type Connection, PageArgs, connectionFrom, connectionOf, pageAsked } from './connection.js'
import { LogEntry, logEntry } from './log-entries.js'
import { judged } from './judged.js'
import { type Asked, RequestContext } from './request.js'
import { Day as DayScalar, Json } from './scalars.js'
import { AS_OF, type AsOfInput } from './types.js'

@InputType({ description: described('รายงานที่ออกไปแล้ว: คำถามหนึ่งและค่าตัวแปร', 'A report that was issued: one query, with its variables.') })
export class ReportInput {
  @Field(() => String, {
    description: described(
      'คำถาม GraphQL ที่ไม่ถาม changesSince',
      'Its GraphQL document: one query, as large as one may be, that does not ask for changesSince.',
    ),
  })
  query!: string
  @Field(() => Json, { nullable: true, description: described('ค่าตัวแปรตามที่ส่ง', 'Its variables, as they were sent.') })
  variables?: unknown
  @Field(() => DayScalar, {
    nullable: true,
    description: described(
      'วันที่ของรายงาน ตาม extensions.asOf.effective หากไม่ระบุ คือวันที่ถามถึง',
      'The day that it was issued for, as `extensions.asOf.effective` of its answer; the day asked about where it is left out.',
    ),
  })
  effective?: string | null
}

@ArgsType()
class ChangesArgs extends PageArgs {
  @Field(() => Int, {
    description: described(
      'หลังลำดับนี้ในบันทึก ตาม extensions.asOf.logNumber ของคำตอบ',
      'Only what was recorded after that event of the log, as `extensions.asOf.logNumber` of an answer.',
    ),
  })
  logNumber!: number
  @Field(() => [ID], {
    description: described(
      'สิ่งที่ถามถึง 1 ถึง 100 รหัส: พื้นที่ หน่วยงาน ตำแหน่ง บุคคล คณะ การประชุม แผน ข้อผูกพัน การส่งมอบงาน หรือคำสั่งโยกย้าย',
      'What it is to concern, 1 to 100 ids: areas, organizations, posts, persons, committees, meetings, plans, commitments, handovers or transfer lists.',
    ),
  })
  about!: string[]
  @Field(() => ReportInput, {
    nullable: true,
    description: described('รายงานที่จะตอบว่าตัวเลขใดเปลี่ยน', 'The report of which `figures` is to tell what moved.'),
  })
  report?: ReportInput | null
  @Field(AS_OF.type, AS_OF) asOf?: AsOfInput
}

/** What a report was and what it is to be compared with: the same day, through two log numbers. */
export interface Compared {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly day: string
  readonly then: number
  readonly now: number
}
export const ChangeConnection = connectionOf(LogEntry, 'Change')

interface ChangesAsked {
  /** Log numbers (after, to]. */
  readonly after: number
  readonly to: number
  readonly ids: readonly string[]
}
export const AboutAsked = z.array(z.string()).min(1).max(100)
const VariablesAsked = z.record(z.string(), z.unknown())
const changed = ({ after, to, ids }: ChangesAsked) => sql`id in ${among(ids)} and logNumber > ${after} and logNumber <= ${to}`
const changesPage = query('changesPage', (views, { page, ...asked }: ChangesAsked & { page: PageAsked }) =>
  paged<LogLine>(views, page, { select: sql`select * from log`, where: changed(asked), orderBy: ['logNumber'], descending: true }),
)
const changesCount = query(
  'changesCount',
  (views, asked: ChangesAsked) => views.get<{ n: number }>(sql`select count(*) n from log where ${changed(asked)}`)!.n,
)

@Resolver()
export class ChangesResolver {
  constructor(@Inject(HANDLING) private readonly handling: Handling) {}

  @Query(() => ChangeConnection, {
    description: described(
      'สิ่งที่บันทึกหลังลำดับนั้นเกี่ยวกับสิ่งที่ถามถึง ล่าสุดก่อน รวมสิ่งที่เป็น เคยเป็น หรือจะเป็นของสิ่งนั้น: หน่วยงาน ตำแหน่ง และคณะของพื้นที่ ตำแหน่งและข้อผูกพันของหน่วยงาน ข้อผูกพันและการส่งมอบงานของตำแหน่ง ตำแหน่งและคณะของบุคคล การประชุม แผน และข้อผูกพันของคณะและของที่นั่ง ข้อผูกพันของแผน',
      'What was recorded after that event of the log, newest first, as sentences: of the things named and of what is, was or is to be of them. Of an area these are the organizations, posts and bodies there; of an organization its posts and what it promised; of a post what it promised and its handovers (who holds it is told of the post itself); of a person the posts, and the bodies with a seat of theirs; of a committee its meetings, its plans, and what it watches over or it or its seats promised; of a plan what was promised for it. And so on with each of these.',
    ),
  })
  async changesSince(
    @Args() args: ChangesArgs,
    @Context() request: RequestContext,
  ): Promise<Connection<LogEntry> & { compared: Compared | null }> {
    const moment = request.moment(args.asOf)
    const to = moment.log ?? request.logNumber
    const after = judged(z.int().min(0).max(to), args.logNumber, 'logNumber')!
    const about = judged(AboutAsked, args.about, 'about')!
    const compared = args.report ? compare(args.report, { day: moment.day, then: after, now: to }) : null
    const asked = { after, to, ids: request.concerning(about, 'about', to) }
    const page = request.ask(changesPage, { ...asked, page: pageAsked(args, 'changesSince') })
    const entries = new Map<LogLine, Asked<LogEntry>>()
    for (const line of page.rows) entries.set(line, await logEntry(this.handling, line, moment, request))
    const connection = connectionFrom(
      page,
      (line) => entries.get(line)!,
      () => request.ask(changesCount, asked),
    )
    return Object.assign(connection, { compared })
  }
}

/** @throws BAD_USER_INPUT */
function compare({ query, variables, effective }: ReportInput, between: Pick<Compared, 'day' | 'then' | 'now'>): Compared {
  const day = judged(Day, effective, 'report.effective') ?? between.day
  return { ...between, query, variables: judged(VariablesAsked, variables, 'report.variables') ?? {}, day }
}
