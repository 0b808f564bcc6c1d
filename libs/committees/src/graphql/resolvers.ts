import { described } from '@prasan/event-sourcing'
import {
  AS_OF,
  Ask,
  type Asked,
  AsOfInput,
  Bilingual,
  type Connection,
  PageArgs,
  RequestContext,
  connectionFrom,
  connectionOf,
  pageAsked,
  withMoment,
} from '@prasan/graphql'
import { Area, Organization, Post, areasByIds, organizationsByIds, postsByIds } from '@prasan/directory/contract'
import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { QueryBus } from '@nestjs/cqrs'
import { DEFAULT_RULES } from '../domain/committee/body-rules.js'
import {
  type CommitteeRow,
  type OrderRow,
  type SeatRow,
  committeesByIds,
  committeesCount,
  committeesPage,
  ordersByIds,
  ordersOf,
  rulesByIds,
  seatsOf,
} from '../views/committees/queries.js'
import { AppointmentOrder, BodyRules, Committee, Seat } from './types.js'
import { roleLabel, seatLabel } from './words.js'

const CommitteeConnection = connectionOf(Committee, 'Committee')

@Resolver(() => Committee)
export class CommitteeResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Committee, {
    nullable: true,
    description: described('คณะหนึ่งคณะ ว่างเมื่อไม่มีบันทึก', 'A committee; null where none is recorded.'),
  })
  committee(@Args('id', { type: () => ID }) id: string, @Args('asOf', AS_OF) asOf: AsOfInput, @Context() request: RequestContext) {
    return request.thing(committeesByIds, 'committee', id, asOf)
  }

  @Query(() => CommitteeConnection, {
    description: described('คณะทั้งหมดที่มีในวันที่ถามถึง', 'The committees that there are on the day asked about.'),
  })
  async committees(
    @Args() page: PageArgs,
    @Args('area', {
      type: () => ID,
      nullable: true,
      description: described('เฉพาะคณะของพื้นที่นี้', 'Only those of this area, as in `area-56`.'),
    })
    area: string,
    @Args('parent', {
      type: () => ID,
      nullable: true,
      description: described('เฉพาะคณะที่อยู่ภายใต้คณะนี้โดยตรง', 'Only those directly under this committee.'),
    })
    parent: string,
    @Args('asOf', AS_OF) asOf: AsOfInput,
    @Context() request: RequestContext,
  ): Promise<Connection<Asked<CommitteeRow>>> {
    const asked = {
      asOf: request.moment(asOf),
      area: request.known(area, 'area', 'area'),
      parent: request.known(parent, 'parent', 'committee'),
    }
    const rows = await this.queries.execute(new Ask(committeesPage, { page: pageAsked(page, 'committees'), ...asked }))
    return connectionFrom(
      rows,
      (row) => withMoment(row, asked.asOf),
      () => request.ask(committeesCount, asked),
    )
  }

  @ResolveField(() => Bilingual)
  label(@Parent() committee: CommitteeRow) {
    return committee.name
  }

  @ResolveField(() => Area, { nullable: true })
  area(@Parent() committee: Asked<CommitteeRow>, @Context() request: RequestContext) {
    return committee.area && request.one(areasByIds, committee.area, committee.asOf)
  }

  @ResolveField(() => Committee, { nullable: true })
  parent(@Parent() committee: Asked<CommitteeRow>, @Context() request: RequestContext) {
    return committee.parent && request.one(committeesByIds, committee.parent, committee.asOf)
  }

  @ResolveField(() => [Seat], { description: described('ที่นั่งตามลำดับ', 'The seats in protocol order.') })
  seats(@Parent() committee: Asked<CommitteeRow>, @Context() request: RequestContext) {
    return request.many(seatsOf, 'committee', committee.id, committee.asOf)
  }

  @ResolveField(() => [AppointmentOrder], {
    description: described('คำสั่งแต่งตั้ง', 'All orders, oldest first, those no longer in force included.'),
  })
  orders(@Parent() committee: Asked<CommitteeRow>, @Context() request: RequestContext) {
    return request.many(ordersOf, 'committee', committee.id, committee.asOf)
  }

  @ResolveField(() => BodyRules)
  async rules(@Parent() committee: Asked<CommitteeRow>, @Context() request: RequestContext) {
    const adopted = await request.one(rulesByIds, committee.id, committee.asOf)
    return adopted ? { ...adopted.rules, preset: adopted.preset, from: adopted.validFrom } : DEFAULT_RULES
  }
}

@Resolver(() => AppointmentOrder)
export class AppointmentOrderResolver {
  @ResolveField(() => Committee, { nullable: true, description: described('คณะที่คำสั่งนี้แต่งตั้ง', 'The committee that it is about.') })
  committee(@Parent() order: Asked<OrderRow>, @Context() request: RequestContext) {
    return request.one(committeesByIds, order.committee, order.asOf)
  }

  @ResolveField(() => AppointmentOrder, {
    nullable: true,
    description: described('คำสั่งเดิม', 'The order that it amends, revokes or replaces.'),
  })
  target(@Parent() order: Asked<OrderRow>, @Context() request: RequestContext) {
    return order.target && request.one(ordersByIds, order.target, order.asOf)
  }
}

@Resolver(() => Seat)
export class SeatResolver {
  @ResolveField(() => Bilingual, {
    description: described('ตำแหน่งในคณะ และชื่อคณะ', 'The role and the body, as in Chair, Provincial Sub-committee.'),
  })
  async label(@Parent() seat: Asked<SeatRow>, @Context() request: RequestContext) {
    return seatLabel(seat, await request.one(committeesByIds, seat.committee, seat.asOf))
  }

  @ResolveField(() => Bilingual, {
    description: described('ชื่อตำแหน่งในคณะตามประเภทของคณะ', 'The role as documents of this kind of body print it.'),
  })
  async role(@Parent() seat: Asked<SeatRow>, @Context() request: RequestContext) {
    const committee = await request.one(committeesByIds, seat.committee, seat.asOf)
    return roleLabel(committee?.type ?? 'committee', seat.office, seat.title)
  }

  @ResolveField(() => Committee, { nullable: true, description: described('คณะที่ที่นั่งนี้อยู่', 'The committee that it belongs to.') })
  committee(@Parent() seat: Asked<SeatRow>, @Context() request: RequestContext) {
    return request.one(committeesByIds, seat.committee, seat.asOf)
  }

  @ResolveField(() => AppointmentOrder, {
    nullable: true,
    description: described('คำสั่งที่ทำให้ที่นั่งเป็นอย่างนี้ ว่างเมื่อไม่มีคำสั่ง', 'The order by which it is as it is; null: none is recorded.'),
  })
  appointedBy(@Parent() seat: Asked<SeatRow>, @Context() request: RequestContext) {
    return seat.appointedBy && request.one(ordersByIds, seat.appointedBy, seat.asOf)
  }

  @ResolveField(() => Post, {
    nullable: true,
    description: described(
      'ตำแหน่งที่เป็นกรรมการโดยตำแหน่ง ว่างสำหรับที่นั่งอื่น',
      'The post to which an ex officio seat belongs; null for other seats.',
    ),
  })
  post(@Parent() seat: Asked<SeatRow>, @Context() request: RequestContext) {
    return seat.post && request.one(postsByIds, seat.post, seat.asOf)
  }

  @ResolveField(() => Organization, {
    nullable: true,
    description: described(
      'หน่วยงานที่ส่งผู้แทน ว่างเมื่อไม่ใช่ที่นั่งของผู้แทน',
      'The organization that sends a representative to the seat; null for other seats.',
    ),
  })
  organization(@Parent() seat: Asked<SeatRow>, @Context() request: RequestContext) {
    return seat.organization && request.one(organizationsByIds, seat.organization, seat.asOf)
  }
}
