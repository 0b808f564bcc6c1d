import {
  type Answering,
  Committee,
  type SeatRow,
  ThreeConsecutiveUnexcusedAbsencesVacate,
  answeringInSeat,
  committeesByIds,
  rulesOfBodies,
  rulesOfSeat,
  seatsOf,
  termIsOver,
} from '@prasan/committees/contract'
import { Meeting, Resolution, meetingsByIds } from '@prasan/meetings/contract'
import { RoleAssignment, lineOf, peopleByIds, postsByIds } from '@prasan/directory/contract'
import { type AsOf, BEFORE_RECORD, Day, NO_END, daysBetween, described, z } from '@prasan/event-sourcing'
import { ActionPlan, Activity, plansByIds } from '@prasan/plans/contract'
import {
  AS_OF,
  Answerable,
  Ask,
  type Asked,
  AsOfInput,
  Bilingual,
  PageArgs,
  type RequestContext,
  connectionFrom,
  connectionOf,
  inOrderAsked,
  judged,
  pageAsked,
  withMoment,
} from '@prasan/graphql'
import { QueryBus } from '@nestjs/cqrs'
import { Args, Context, Field, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { absencesOfExpert } from '../answering/absences.js'
import { answeredBy } from '../answering/answered.js'
import { answering, vacantDays } from '../answering/answering.js'
import { orphaningOwners, ownersEnded } from '../answering/orphaned.js'
import {
  type Bucket,
  type CommitmentOrder,
  type CommitmentRow,
  type ObstacleRow,
  type OverdueFilter,
  bucketOf,
  commitmentsByIds,
  commitmentsCount,
  commitmentsFrom,
  commitmentsPage,
  obstaclesOf,
  ownersOf,
  overduePage,
  overdueTotals,
} from '../views/commitments/queries.js'
import {
  AgeingBucket,
  AnsweringNow,
  Commitment,
  CommitmentStateEnum,
  LastWord,
  MadeBy,
  Obstacle,
  Occupancy,
  OverdueFilterInput,
  OrderOfCommitments,
  OverdueTotals,
  RuleOfTheBody,
  SeatStateEnum,
} from './types.js'

const OverdueConnection = connectionOf(Commitment, 'OverdueCommitment', (connection) => {
  Field(() => OverdueTotals, { description: described('จำนวนรวม นับเมื่อคำถามเลือกเท่านั้น', 'Counted only when a query selects it.') })(
    connection.prototype as object,
    'totals',
  )
})

type Moment = Answering & { asOf: AsOf }

const CommitmentConnection = connectionOf(Commitment, 'Commitment')
const FILTER = { nullable: true, description: described('เฉพาะที่ตรงตามเงื่อนไข', 'Only those for which these conditions hold.') }
const ORDER_BY = {
  type: () => OrderOfCommitments,
  defaultValue: 'OLDEST_DUE_FIRST' satisfies CommitmentOrder,
  description: described('ลำดับ', 'The order of the list.'),
}

@Resolver(() => Commitment)
export class CommitmentResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Commitment, {
    nullable: true,
    description: described('ข้อผูกพันหนึ่งข้อ ว่างเมื่อไม่มีบันทึก', 'A commitment; null where none is recorded.'),
  })
  commitment(@Args('id', { type: () => ID }) id: string, @Args('asOf', AS_OF) asOf: AsOfInput, @Context() request: RequestContext) {
    return request.thing(commitmentsByIds, 'commitment', id, asOf)
  }

  @Query(() => CommitmentConnection)
  async commitments(
    @Args() page: PageArgs,
    @Args('filter', FILTER) filter: OverdueFilterInput,
    @Args('state', {
      type: () => CommitmentStateEnum,
      nullable: true,
      description: described('เฉพาะที่อยู่ในสถานะนี้ ณ วันที่ถามถึง', 'Only those in this state on the day asked about.'),
    })
    state: string | null,
    @Args('orderBy', ORDER_BY) order: CommitmentOrder,
    @Args('asOf', AS_OF) asOf: AsOfInput,
    @Context() request: RequestContext,
  ) {
    const moment = request.moment(asOf)
    const asked = { asOf: moment, filter: given(filter, moment, request), ...(state && { state }) }
    const rows = await this.queries.execute(new Ask(commitmentsPage, { page: pageAsked(page, 'commitments'), order, ...asked }))
    return connectionFrom(
      rows,
      (row) => withMoment(row, asked.asOf),
      () => request.ask(commitmentsCount, asked),
    )
  }

  @Query(() => OverdueConnection, {
    description: described('ข้อผูกพันที่ล่าช้ากว่ากำหนด', 'Open commitments past their due date on the day asked about.'),
  })
  async overdueCommitments(
    @Args() page: PageArgs,
    @Args('asOf', AS_OF) asOf: AsOfInput,
    @Args('filter', FILTER) filter: OverdueFilterInput,
    @Args('orderBy', ORDER_BY) order: CommitmentOrder,
    @Context() request: RequestContext,
  ) {
    const moment = request.moment(asOf)
    const asked = { asOf: moment, filter: given(filter, moment, request) }
    const rows = await this.queries.execute(
      new Ask(overduePage, {
        page: pageAsked(page, 'overdueCommitments'),
        order,
        ...asked,
      }),
    )
    let counted: Record<Bucket, number> | undefined
    const totals = () => (counted ??= request.ask(overdueTotals, asked))
    const connection = connectionFrom(
      rows,
      (row) => withMoment(row, asked.asOf),
      () => Object.values(totals()).reduce((sum, n) => sum + n, 0),
    )
    return Object.defineProperty(connection, 'totals', {
      get: () => ({
        days1to7: totals().DAYS_1_7,
        days8to30: totals().DAYS_8_30,
        days31to90: totals().DAYS_31_90,
        over90Days: totals().OVER_90,
      }),
    })
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: described(
      'ล่าช้ากี่วัน ณ วันที่ถามถึง ว่างเมื่อไม่ได้ดำเนินการอยู่หรือไม่ล่าช้า',
      'Days past `dueOn` on the day asked about; null when it is not open or not overdue.',
    ),
  })
  daysOverdue(@Parent() commitment: Asked<CommitmentRow>) {
    return daysOverdue(commitment)
  }

  @ResolveField(() => AgeingBucket, {
    nullable: true,
    description: described('ช่วงของความล่าช้า ว่างเมื่อไม่ล่าช้า', 'How long it is overdue on the day asked about; null when it is not.'),
  })
  ageingBucket(@Parent() commitment: Asked<CommitmentRow>) {
    return bucketOf(daysOverdue(commitment) ?? 0)
  }

  @ResolveField(() => Answerable, { nullable: true })
  owner(@Parent() commitment: Asked<CommitmentRow>, @Context() request: RequestContext) {
    return request.node(commitment.owner, commitment.asOf)
  }

  @ResolveField()
  origin(@Parent() commitment: Asked<CommitmentRow>, @Context() request: RequestContext) {
    return commitment.origin && request.node(commitment.origin, commitment.asOf)
  }

  @ResolveField(() => [Answerable])
  async supporting(@Parent() commitment: Asked<CommitmentRow>, @Context() request: RequestContext) {
    const found = await Promise.all(((commitment.supporting as string[] | null) ?? []).map((id) => request.node(id, commitment.asOf)))
    return found.filter((owner) => owner !== null)
  }

  @ResolveField(() => Committee, {
    nullable: true,
    description: described('คณะที่ติดตาม ว่างเมื่อไม่มี', 'The body that watches over it; null where none does.'),
  })
  committee(@Parent() commitment: Asked<CommitmentRow>, @Context() request: RequestContext) {
    return commitment.committee && request.one(committeesByIds, commitment.committee, commitment.asOf)
  }

  @ResolveField(() => AnsweringNow, {
    nullable: true,
    description: described('ผู้รับผิดชอบในวันนั้น', 'Who answers for it on the day asked about; null when the post, seat or head is vacant.'),
  })
  async answeringNow(@Parent() { owner, asOf }: Asked<CommitmentRow>, @Context() request: RequestContext) {
    const answer = await request.map(answering, owner, asOf)
    return answer?.person ? { ...answer, asOf } : null
  }

  @ResolveField()
  async orphanedSince(@Parent() { owner, state, asOf }: Asked<CommitmentRow>, @Context() request: RequestContext) {
    return state === 'open' ? request.map(ownersEnded, owner, asOf) : null
  }

  @ResolveField(() => MadeBy, { description: described('ผู้ให้คำมั่น', 'Who promised it.') })
  async madeBy(@Parent() { madeFor, madeOn, asOf }: Asked<CommitmentRow>, @Context() request: RequestContext) {
    const then = { ...asOf, day: madeOn }
    const answer = await request.map(answering, madeFor, then)
    return { ...answer, on: madeOn, asOf: then }
  }

  @ResolveField(() => [RoleAssignment], {
    description: described(
      'ผู้ดำรงตำแหน่งนับแต่ให้คำมั่น',
      'Everybody who has held the owning post since the promise, until the day asked about; after a transfer also those who held the post that owned it before.',
    ),
  })
  async holdersSinceMade(@Parent() { id, asOf }: Asked<CommitmentRow>, @Context() request: RequestContext) {
    const owned = (await request.many(ownersOf, 'id', id, asOf)).filter(({ validFrom }) => (validFrom ?? BEFORE_RECORD) <= asOf.day)
    const held = await Promise.all(
      owned.map(async ({ owner, validFrom, validTo }) => {
        const { post } = (await request.map(answering, owner, asOf)) ?? { post: null }
        const line = post === null ? [] : await request.many(lineOf, 'post', post, asOf)
        return line.filter(
          (each) =>
            (each.validTo ?? NO_END) > (validFrom ?? BEFORE_RECORD) &&
            (each.validFrom ?? BEFORE_RECORD) < (validTo ?? NO_END) &&
            (each.validFrom ?? BEFORE_RECORD) <= asOf.day,
        )
      }),
    )
    return [...new Map(held.flat().map((each) => [each.id, each])).values()]
  }

  @ResolveField(() => Answerable, { nullable: true, description: described('ผู้ตรวจรับ', 'Who verified its completion.') })
  verifiedBy(@Parent() { verifiedBy, asOf }: Asked<CommitmentRow>, @Context() request: RequestContext) {
    return verifiedBy && request.node(verifiedBy, asOf)
  }

  @ResolveField(() => ActionPlan, {
    nullable: true,
    description: described('แผนปฏิบัติการที่ข้อผูกพันนี้สนับสนุน ว่างเมื่อไม่มี', 'The action plan it serves; null where it serves none.'),
  })
  plan(@Parent() { plan, asOf }: Asked<CommitmentRow>, @Context() request: RequestContext) {
    return plan && request.one(plansByIds, plan, asOf)
  }

  @ResolveField(() => [Obstacle], { description: described('สิ่งที่ขัดขวางอยู่ ณ วันที่ถามถึง', 'What stands in the way on the day asked about.') })
  obstacles(@Parent() { id, asOf }: Asked<CommitmentRow>, @Context() request: RequestContext) {
    return request.many(obstaclesOf, 'commitment', id, asOf)
  }

  @ResolveField(() => LastWord, {
    nullable: true,
    description: described('ถ้อยคำล่าสุด ว่างเมื่อยังไม่มี', 'The latest word on it; null while there is none.'),
  })
  lastWord(@Parent() { wordOn, wordBy, wordKind, word }: CommitmentRow) {
    return wordOn === null ? null : { on: wordOn, by: wordBy, kind: wordKind, text: word }
  }
}

@Resolver(() => Obstacle)
export class ObstacleResolver {
  @ResolveField()
  since(@Parent() { raisedOn }: ObstacleRow) {
    return raisedOn
  }

  @ResolveField(() => Answerable, {
    nullable: true,
    description: described('ผู้ที่ต้องทำก่อนเจ้าของจะทำต่อได้ ว่างเมื่อไม่รอผู้ใด', 'Who has to act before the owner can go on; null: nobody.'),
  })
  waitingOn(@Parent() { waitingOn, asOf }: Asked<ObstacleRow>, @Context() request: RequestContext) {
    return waitingOn && request.node(waitingOn, asOf)
  }
}

@Resolver(() => Activity)
export class ActivityCommitmentsResolver {
  @ResolveField(() => [Commitment], { description: described('ข้อผูกพันจากกิจกรรม', 'What was promised from it.') })
  commitments(@Parent() { id, asOf }: Asked<{ id: string }>, @Context() request: RequestContext) {
    return request.many(commitmentsFrom, 'origin', id, asOf)
  }
}

@Resolver(() => Resolution)
export class CommitmentsOfResolutionResolver {
  @ResolveField(() => [Commitment], { description: described('ข้อผูกพันตามมติ', 'What became of it: the commitments that come from it.') })
  commitments(@Parent() resolution: Asked<{ id: string }>, @Context() request: RequestContext) {
    return request.many(commitmentsFrom, 'origin', resolution.id, resolution.asOf)
  }
}

@Resolver(() => AnsweringNow)
export class AnsweringNowResolver {
  @ResolveField()
  person(@Parent() { person, asOf }: Moment, @Context() request: RequestContext) {
    return person && request.one(peopleByIds, person, asOf)
  }
  @ResolveField()
  post(@Parent() { post, asOf }: Moment, @Context() request: RequestContext) {
    return post && request.one(postsByIds, post, asOf)
  }
}

@Resolver(() => MadeBy)
export class MadeByResolver {
  @ResolveField()
  person(@Parent() { person, asOf }: Moment, @Context() request: RequestContext) {
    return person && request.one(peopleByIds, person, asOf)
  }
  @ResolveField()
  post(@Parent() { post, asOf }: Moment, @Context() request: RequestContext) {
    return post && request.one(postsByIds, post, asOf)
  }
}

@Resolver(() => Committee)
export class OccupantsResolver {
  @ResolveField(() => [Occupancy], {
    description: described(
      'ผู้ครองที่นั่ง',
      'Every seat in protocol order with who sits there; none once the body has ended; `asOf` asks about another moment than the committee was asked for.',
    ),
  })
  async occupants(
    @Parent() committee: Asked<{ id: string; endedOn?: string }>,
    @Args('asOf', AS_OF) asOf: AsOfInput | undefined,
    @Args('state', {
      type: () => SeatStateEnum,
      nullable: true,
      description: described('เฉพาะที่นั่งในสถานะนี้', 'Only the seats in this state.'),
    })
    state: string | undefined,
    @Context() request: RequestContext,
  ) {
    if (committee.endedOn !== undefined && !asOf) return []
    const moment = asOf ? request.moment(asOf) : committee.asOf
    const seats = await request.many(seatsOf, 'committee', committee.id, moment)
    const occupancies = await Promise.all(seats.map((seat) => occupancy(seat, moment, request)))
    return state ? occupancies.filter((each) => each.state === state) : occupancies
  }

  @ResolveField(() => Bilingual, { nullable: true, description: described('ชื่อเลขานุการ', 'The name of whoever answers for the committee.') })
  async secretary(@Parent() { id, asOf }: Asked<{ id: string }>, @Context() request: RequestContext) {
    const answer = await request.map(answering, id, asOf)
    return answer?.person ? request.labelOf(answer.person, asOf) : null
  }
}

interface Occupied {
  readonly seat: Asked<SeatRow>
  readonly occupant: Moment | null
}

@Resolver(() => Occupancy)
export class OccupancyResolver {
  @ResolveField(() => [RuleOfTheBody], {
    description: described('ระเบียบที่มีผลต่อที่นั่งในวันนั้น', 'What the rules of the body say of the seat by themselves on the day asked about.'),
  })
  async rules(@Parent() { seat, occupant }: Occupied, @Context() request: RequestContext) {
    const rules = (await request.map(rulesOfBodies, seat.committee, seat.asOf))!
    const vacates = occupant !== null && (await absencesOfExpert(seat, request)).reached
    return [...rulesOfSeat(seat, seat.asOf.day, rules), ...(vacates ? [ThreeConsecutiveUnexcusedAbsencesVacate] : [])]
  }

  @ResolveField(() => [Meeting], {
    description: described(
      'ขาดประชุมติดต่อกันโดยไม่มีเหตุ',
      'The latest meetings from which the expert who sits there was absent in a row without excuse, latest first; at most as many as vacate the seat, none where the rules do not count them.',
    ),
  })
  async unexcusedAbsences(@Parent() { seat, occupant }: Occupied, @Context() request: RequestContext) {
    const { absences } = occupant === null ? { absences: [] } : await absencesOfExpert(seat, request)
    const meetings = await Promise.all(absences.map(({ meeting }) => request.one(meetingsByIds, meeting, seat.asOf)))
    return meetings.filter((meeting) => meeting !== null)
  }
}

async function occupancy(seat: Asked<SeatRow>, moment: AsOf, request: RequestContext) {
  const byPost = new Map<string, Answering>()
  if (seat.post !== null) byPost.set(seat.post, (await request.map(answering, seat.post, moment))!)
  const rules = termIsOver(seat, moment.day) ? await request.map(rulesOfBodies, seat.committee, moment) : null
  const answer = answeringInSeat(seat, byPost, moment.day, rules ?? undefined)
  const state =
    answer.person === null ? 'vacant' : answer.manner === 'acting' ? 'acting' : answer.manner === 'holdOver' ? 'holdOver' : 'filled'
  return { seat, state, occupant: answer.person === null ? null : { ...answer, asOf: moment }, vacantDays: vacantDays(answer, moment) }
}

function daysOverdue({ state, dueOn, asOf }: Asked<CommitmentRow>): number | null {
  const days = daysBetween(dueOn, asOf.day)
  return state === 'open' && days > 0 ? days : null
}

const DaysOverdue = z.int().min(1).max(36_500)

/** What a filter gives, judged: a wrong id would answer that nothing is late. @throws BAD_USER_INPUT */
function given(filter: OverdueFilterInput | null, asOf: AsOf, request: RequestContext): OverdueFilter {
  if (!filter) return {}
  const known = (name: 'committee' | 'organization' | 'post' | 'plan' | 'area') => request.known(filter[name], `filter.${name}`, name)
  const by = request.known(filter.answeredBy, 'filter.answeredBy', 'post', 'person')
  const dueFrom = judged(Day, filter.dueFrom, 'filter.dueFrom')
  const dueUntil = judged(Day, filter.dueUntil, 'filter.dueUntil')
  inOrderAsked(dueFrom, dueUntil, 'filter.dueUntil')
  return {
    ...{ committee: known('committee'), organization: known('organization'), post: known('post') },
    ...{ plan: known('plan'), area: known('area'), dueFrom, dueUntil },
    owners: by === undefined ? undefined : request.ask(answeredBy, { by, asOf }),
    ...(filter.orphaned != null && { [filter.orphaned ? 'orphanedOf' : 'notOrphanedOf']: request.ask(orphaningOwners, { asOf }) }),
    minDaysOverdue: judged(DaysOverdue, filter.minDaysOverdue, 'filter.minDaysOverdue'),
  }
}
