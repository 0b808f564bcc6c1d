import { PeriodArgs, periodAsked } from '@prasan/committees/reading'
import { addDays, described, z } from '@prasan/event-sourcing'
import { AS_OF, AsOfInput, RequestContext, judged, withMoment } from '@prasan/graphql'
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql'
import { Timeliness } from './lateness-types.js'
import { timelinessOfAll } from './lateness.js'

/** As many as a province has districts, and more. */
const MOST = 100
const Asked = z.array(z.string()).min(1).max(MOST)

@Resolver(() => Timeliness)
export class TimelinessResolver {
  @Query(() => [Timeliness], {
    description: described(
      'ความตรงต่อเวลาตามข้อผูกพันของหน่วยงาน คณะ หรือพื้นที่ เทียบเคียงกัน ตามลำดับที่ถาม',
      'How timely organizations, committees and areas are in what they promised, side by side, in the order in which they are asked for.',
    ),
  })
  timeliness(
    @Args('about', {
      type: () => [ID],
      description: described(
        `หน่วยงาน คณะ (ข้อผูกพันที่คณะติดตาม) หรือพื้นที่ ไม่เกิน ${MOST} รายการ`,
        `Organizations, committees (what they watch over) or areas (with all that lies in them), at most ${MOST}. No posts and no persons: a figure of these is one of somebody.`,
      ),
    })
    about: string[],
    @Args() asked: PeriodArgs,
    @Args('asOf', AS_OF) asOf: AsOfInput | undefined,
    @Context() request: RequestContext,
  ) {
    const moment = request.moment(asOf)
    const ids = judged(Asked, about, 'about')!.map((id, i) => request.known(id, `about.${i}`, 'organization', 'committee', 'area'))
    const { from, until } = periodAsked(asked, moment)
    const through = addDays(moment.day, 1)
    const found = request.ask(timelinessOfAll, { of: ids, from, until, asOf: moment })
    return ids.map((id) => withMoment({ of: id, from, until: until < through ? until : through, ...found.get(id)! }, moment))
  }
}
