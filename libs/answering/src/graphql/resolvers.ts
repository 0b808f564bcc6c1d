import { Committee } from '@prasan/committees/reading'
import { described } from '@prasan/event-sourcing'
import { AS_OF, type Asked, AsOfInput, Bilingual, RequestContext, withMoment } from '@prasan/graphql'
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { answering } from '../answering.js'
import { type Occupied, occupancies } from './occupancy.js'
import { Occupancy, SeatStateEnum } from './types.js'

@Resolver(() => Committee)
export class OccupantsResolver {
  @ResolveField(() => [Occupancy], {
    description: described(
      'ผู้ดำรงตำแหน่งในคณะ ทุกที่นั่งตามลำดับ',
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
    const moment = asOf ? request.moment(asOf, 'asOf', committee.shownFor ?? committee.asOf) : committee.asOf
    const all = (await request.map(occupancies, committee.id, moment)) ?? []
    return all
      .filter((each) => !state || each.state === state)
      .map((each): Occupied => ({ ...each, seat: withMoment(each.seat, moment), occupant: withMoment(each.occupant, moment) }))
  }

  @ResolveField(() => Bilingual, { nullable: true, description: described('ชื่อเลขานุการ', 'The name of whoever answers for the committee.') })
  async secretary(@Parent() { id, asOf }: Asked<{ id: string }>, @Context() request: RequestContext) {
    const answer = await request.map(answering, id, asOf)
    return answer?.person ? request.labelOf(answer.person, asOf) : null
  }
}
