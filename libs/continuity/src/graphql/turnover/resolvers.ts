import { PeriodArgs, periodAsked } from '@prasan/committees/reading'
import { described, pageOf } from '@prasan/event-sourcing'
import { AS_OF, AsOfInput, PageArgs, RequestContext, connectionFrom, connectionOf, pageAsked } from '@prasan/graphql'
import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { type ContinuityAsked, continuityOf } from './continuity.js'
import { Continuity, LineOfPlace, SeatRepresentation } from './types.js'

const Lines = connectionOf(LineOfPlace, 'LineOfPlace')
const Seats = connectionOf(SeatRepresentation, 'SeatRepresentation')

@Resolver(() => Continuity)
export class ContinuityResolver {
  @Query(() => Continuity, {
    description: described(
      'ความต่อเนื่องเมื่อมีการเปลี่ยนผู้ดำรงตำแหน่ง ของคณะ หน่วยงาน พื้นที่ หรือตำแหน่ง',
      'What turnover has cost a committee, an organization, an area or a post: holders, vacancies, tenure, promises inherited, over a fiscal year or some days.',
    ),
  })
  continuity(
    @Args('of', {
      type: () => ID,
      description: described('คณะ หน่วยงาน พื้นที่ หรือตำแหน่ง', 'A committee, an organization, an area (with all that lies in it) or a post.'),
    })
    of: string,
    @Args() asked: PeriodArgs,
    @Args('asOf', AS_OF) asOf: AsOfInput | undefined,
    @Context() request: RequestContext,
  ) {
    const moment = request.moment(asOf)
    const about = request.known(of, 'of', 'committee', 'organization', 'area', 'post')
    return continuityOf(about, periodAsked(asked, moment), moment, request)
  }

  @ResolveField(() => Lines, {
    description: described(
      'ลำดับผู้ดำรงตำแหน่งของแต่ละตำแหน่งและที่นั่ง พร้อมช่วงที่ว่างและช่วงที่มีผู้รักษาการ',
      'The line of holders of each post and seat, with gaps and acting days.',
    ),
  })
  lines(@Parent() asked: ContinuityAsked, @Args() args: PageArgs, @Context() request: RequestContext) {
    return pageThrough(asked, 'lines', asked.linesOfPlaces, ({ place }) => place, args, request)
  }

  @ResolveField(() => Seats, {
    description: described(
      'ที่นั่งของตำแหน่งและหน่วยงานที่มีการประชุม เรียงจากที่ผู้มาประชุมมีระดับต่ำกว่าที่นั่งมากที่สุด',
      'Of each seat of a post or an organization by whom it was represented: the furthest below its level first, then by how far the level sank, by the longest row of substitutes, and the silent ones.',
    ),
  })
  seats(@Parent() asked: ContinuityAsked, @Args() args: PageArgs, @Context() request: RequestContext) {
    const seats = asked.seatsRepresented
    const place = new Map(seats.map(({ seat }, i) => [seat, `${i}`.padStart(6, '0')]))
    return pageThrough(asked, 'seats', seats, ({ seat }) => place.get(seat)!, args, request)
  }
}

/** A page of what is told in full, in the order of its keys. */
function pageThrough<R extends object>(
  { of, from, until, asOf }: ContinuityAsked,
  name: string,
  all: readonly R[],
  keyOf: (one: R) => string,
  args: PageArgs,
  request: RequestContext,
) {
  const page = pageAsked(args, `${name} of ${request.identityOf({ id: of, asOf })} ${from} ${until}`)
  return connectionFrom(
    pageOf(all, page, keyOf),
    (one) => one,
    () => all.length,
  )
}
