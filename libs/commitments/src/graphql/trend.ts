/** How what is overdue came to be as it is, month by month. */
import { Day as DayShape, daysBetween, described } from '@prasan/event-sourcing'
import { AS_OF, AsOfInput, Day, RequestContext, badInput, inOrderAsked, judged } from '@prasan/graphql'
import { Args, Context, Field, Float, ID, InputType, Int, ObjectType, Query, Resolver } from '@nestjs/graphql'
import { overdueIn } from './groups.js'
import { type MonthEnd, type TrendRow, type TrendScope, monthEnds, trendOf } from '../views/commitments/trend.js'
import { agesOf } from './figures.js'
import { calledIn } from './filter.js'
import { OverdueTotals } from './types.js'

/** Ten years, their leap days included. */
const MOST_DAYS = 3_653

@InputType({ description: described('เงื่อนไขของแนวโน้ม ต้องเป็นจริงทุกข้อ', 'What a trend is narrowed to; all given conditions hold together.') })
export class TrendFilterInput {
  @Field(() => ID, { nullable: true, description: described('คณะที่ติดตาม', 'The committee that watches over it.') }) committee?: string
  @Field(() => ID, {
    nullable: true,
    description: described('หน่วยงานที่รับผิดชอบ ณ สิ้นเดือนนั้น', 'The organization that answers for it at the end of the month.'),
  })
  organization?: string
  @Field(() => ID, {
    nullable: true,
    description: described('ตำแหน่งที่รับผิดชอบ ณ สิ้นเดือนนั้น', 'The post that owns it at the end of the month.'),
  })
  post?: string
  @Field(() => ID, {
    nullable: true,
    description: described('พื้นที่ และทุกพื้นที่ในนั้น เช่น area-56', 'An area and all that lies in it, as in `area-56`.'),
  })
  area?: string
  @Field(() => ID, { nullable: true, description: described('แผนปฏิบัติการที่สนับสนุน', 'The action plan that it serves.') }) plan?: string
}

@ObjectType({ description: described('ตัวเลข ณ สิ้นเดือน', 'The figures at the end of a month.') })
export class TrendFigures {
  @Field(() => Int, { description: described('กำลังดำเนินการ รวมที่ล่าช้า', 'How many are open, overdue or not.') }) open!: number
  @Field(() => Int, { description: described('ล่าช้า', 'How many are overdue.') }) overdue!: number
  @Field(() => OverdueTotals, { description: described('ที่ล่าช้า แยกตามจำนวนวัน', 'Those overdue, by how long.') }) ageing!: OverdueTotals
  @Field(() => Float, { description: described('จำนวนวันที่ล่าช้ารวมทุกข้อ', 'The days of all that are overdue together.') }) daysOverdue!: number
  @Field(() => Int, { description: described('ให้คำมั่นในเดือนนั้น', 'How many were promised in that month.') }) made!: number
  @Field(() => Int, {
    description: described('แล้วเสร็จในเดือนนั้นและยังคงเป็นเช่นนั้น ณ สิ้นเดือน', 'How many were completed in that month and are so at its end.'),
  })
  completed!: number
}

@ObjectType({ description: described('เดือนหนึ่งของแนวโน้ม', 'A month of a trend.') })
export class TrendMonth {
  @Field(() => Day, { description: described('วันสุดท้ายของเดือน', 'The last day of the month.') }) on!: string
  @Field(() => Int, {
    description: described(
      'ลำดับในบันทึกที่ทราบเมื่อสิ้นวันนั้น ถามรายการด้วย asOf ของวันและลำดับนี้ได้ตัวเลขเดียวกับ knownThen',
      'Log number through which it was known when that day ended: a list asked with an `asOf` of both has the figures of `knownThen`.',
    ),
  })
  logNumber!: number
  @Field(() => TrendFigures, { description: described('ตามที่ทราบเมื่อสิ้นเดือนนั้น', 'As known when that month ended.') })
  knownThen!: TrendFigures
  @Field(() => TrendFigures, { description: described('ตามที่ทราบ ณ เวลาที่ถาม', 'As known at the moment asked about.') })
  knownNow!: TrendFigures
}

@Resolver()
export class OverdueTrendResolver {
  @Query(() => [TrendMonth], {
    description: described(
      'แนวโน้มรายเดือนของข้อผูกพันที่ล่าช้า ณ วันสุดท้ายของแต่ละเดือนที่ถึงแล้ว ทั้งตามที่ทราบในขณะนั้นและตามที่ทราบขณะนี้ ครั้งละไม่เกินสิบปี',
      'What was overdue on the last day of each month that has come, as known then and as known now; of ten years at most.',
    ),
  })
  overdueTrend(
    @Args('from', { type: () => Day, description: described('ตั้งแต่วันที่', 'Month ends on this day or later.') }) from: string,
    @Args('until', { type: () => Day, description: described('ก่อนวันที่', 'Month ends before this day.') }) until: string,
    @Args('filter', {
      type: () => TrendFilterInput,
      nullable: true,
      description: described('เฉพาะที่ตรงตามเงื่อนไข', 'Only those for which these conditions hold.'),
    })
    filter: TrendFilterInput | null | undefined,
    @Args('asOf', AS_OF) asOf: AsOfInput | undefined,
    @Context() request: RequestContext,
  ): TrendMonth[] {
    return trend({ from, until, filter }, asOf, request, calledIn('filter'))
  }
}

/** Of each of the two series all months are told by one statement, once a month of it is asked for. @throws BAD_USER_INPUT */
export function trend(
  { from, until, filter }: { from: string; until: string; filter?: TrendFilterInput | null | undefined },
  asOf: AsOfInput | undefined,
  request: RequestContext,
  called: (name: keyof TrendFilterInput) => string,
): TrendMonth[] {
  const [first, end] = [judged(DayShape, from, 'from')!, judged(DayShape, until, 'until')!]
  inOrderAsked(first, end, 'until')
  if (daysBetween(first, end) > MOST_DAYS) throw badInput('until', 'TooManyDays')
  const known = (name: keyof TrendFilterInput) => request.known(filter?.[name], called(name), name)
  const scope: TrendScope = {
    ...{ committee: known('committee'), organization: known('organization'), post: known('post') },
    ...{ area: known('area'), plan: known('plan') },
  }
  const { day, log } = request.moment(asOf)
  const all = log ?? request.logNumber
  const months = monthEnds(first, end)
    .filter((on) => on <= day)
    .map((on) => ({ on, log: request.views.logNumberAt(`${on}T23:59:59.999+07:00`, all) }))
  const told = (months: readonly MonthEnd[]) => {
    let rows: TrendRow[] | undefined
    return (n: number) => figuresOf((rows ??= request.ask(trendOf, { months, scope }))[n]!)
  }
  const then = told(months)
  const now = told(months.map(({ on }) => ({ on, log: all })))
  return months.map(({ on, log: logNumber }, n) => ({
    on,
    logNumber,
    get knownThen() {
      return then(n)
    },
    get knownNow() {
      return now(n)
    },
  }))
}

const figuresOf = (row: TrendRow): TrendFigures => ({
  ...{ open: row.open, made: row.made, completed: row.completed, daysOverdue: row.daysSum },
  overdue: overdueIn(row),
  ageing: agesOf(row),
})
