import { type AsOf, described } from '@prasan/event-sourcing'
import { type Asked, type Connection, RequestContext, connectionOf, listOf, wordOf } from '@prasan/graphql'
import { Activity } from '@prasan/plans/reading'
import { Context, Field, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { calledIn, filterAsked } from './filter.js'
import {
  type Bucket,
  type CommitmentOrder,
  type OverdueAsked,
  commitments,
  commitmentsFrom,
  overdueCommitments,
  overdueTotals,
} from '../views/commitments/queries.js'
import { type GroupBy, commitmentsBy } from './groups.js'
import { CommitmentGroup, GroupByEnum, agesOf } from './figures.js'
import { Commitment, CommitmentStateEnum, OrderOfCommitments, OverdueFilterInput, OverdueTotals } from './types.js'

const OverdueConnection = connectionOf(Commitment, 'OverdueCommitment', (connection) => {
  Field(() => OverdueTotals, { description: described('จำนวนรวม นับเมื่อคำถามเลือกเท่านั้น', 'Counted only when a query selects it.') })(
    connection.prototype as object,
    'totals',
  )
})

const narrowing = {
  filter: {
    type: () => OverdueFilterInput,
    description: described('เฉพาะที่ตรงตามเงื่อนไข', 'Only those for which these conditions hold.'),
    judged: (asked: unknown, field: string, request: RequestContext, asOf: AsOf) =>
      filterAsked(asked as OverdueFilterInput | null, calledIn(field), request, asOf),
  },
}
const narrowed = {
  ...narrowing,
  orderBy: wordOf(OrderOfCommitments, described('ลำดับ', 'The order of the list.'), 'OLDEST_DUE_FIRST' satisfies CommitmentOrder),
}

export const commitmentLists = [
  listOf(commitments, Commitment, {
    args: {
      ...narrowed,
      state: wordOf(CommitmentStateEnum, described('เฉพาะที่อยู่ในสถานะนี้ ณ วันที่ถามถึง', 'Only those in this state on the day asked about.')),
    },
  }),
  listOf(overdueCommitments, Commitment, {
    description: described('ข้อผูกพันที่ล่าช้ากว่ากำหนด', 'Open commitments past their due date on the day asked about.'),
    args: narrowed,
    connection: OverdueConnection,
    completed: withTotals,
  }),
  listOf(commitmentsBy, CommitmentGroup, {
    description: described(
      'ข้อผูกพันนับตามกลุ่ม: พื้นที่ ด้าน และความเร่งด่วนแสดงครบตามลำดับ แม้ไม่มีข้อผูกพัน กลุ่มอื่นเรียงจากที่ล่าช้ามากที่สุด ข้อที่ไม่อยู่ในกลุ่มใดอยู่ท้ายสุด',
      'Commitments counted by group: all areas, pillars and priorities in their own order, those with none too; of others those with most overdue first. What belongs to none comes last.',
    ),
    args: {
      ...narrowing,
      groupBy: { ...wordOf<GroupBy>(GroupByEnum, described('นับตามสิ่งใด', 'What they are counted by.')), required: true },
    },
  }),
]

/** With the totals, of which the whole number is the sum: one statement for both. */
function withTotals(connection: Connection<unknown>, asked: OverdueAsked, request: RequestContext) {
  let counted: Record<Bucket, number> | undefined
  const totals = () => (counted ??= request.ask(overdueTotals, asked))
  return Object.defineProperties(connection, {
    totalCount: { get: () => Object.values(totals()).reduce((sum, n) => sum + n, 0) },
    totals: {
      get: () => agesOf(totals()),
    },
  })
}

@Resolver(() => Activity)
export class CommitmentsOfActivityResolver {
  @ResolveField(() => [Commitment], { description: described('ข้อผูกพันจากกิจกรรม', 'What was promised from it.') })
  commitments(@Parent() { id, asOf }: Asked<{ id: string }>, @Context() request: RequestContext) {
    return request.many(commitmentsFrom, id, asOf)
  }
}
