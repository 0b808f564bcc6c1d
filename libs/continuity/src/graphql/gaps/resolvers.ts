import { described, pageOf } from '@prasan/event-sourcing'
import { AS_OF, AsOfInput, PageArgs, RequestContext, connectionFrom, connectionOf, pageAsked, withMoment } from '@prasan/graphql'
import { Args, Context, Query, Resolver } from '@nestjs/graphql'
import { scopeAsked } from '../scope-asked.js'
import { gapsOf } from './gaps.js'
import { Gap, GapReasonEnum, GapsFilterInput } from './types.js'

const Gaps = connectionOf(Gap, 'Gap')

@Resolver()
export class GapsResolver {
  @Query(() => Gaps, {
    description: described(
      'ตำแหน่งและที่นั่งที่ไม่ได้กำหนดหน้าที่ ยังไม่มีการรับทราบ หรือไม่มีผู้ทำหน้าที่แทน ในวันที่ถามถึง',
      'Posts and seats without duties described, with duties that whoever has them did not acknowledge, or without anybody who could stand in, on the day asked about.',
    ),
  })
  gaps(
    @Args('filter', { description: described('ของคณะ หน่วยงาน หรือพื้นที่', 'Of a committee, an organization or an area.') })
    filter: GapsFilterInput,
    @Args('reason', {
      type: () => GapReasonEnum,
      nullable: true,
      description: described('เฉพาะที่ขาดสิ่งนี้', 'Only those where this is missing.'),
    })
    reason: Gap['reasons'][number] | null | undefined,
    @Args() args: PageArgs,
    @Args('asOf', AS_OF) asOf: AsOfInput | undefined,
    @Context() request: RequestContext,
  ) {
    const scope = scopeAsked(filter, 'filter.', request)
    const moment = request.moment(asOf)
    const page = pageAsked({ ...args, filter, reason, asOf }, 'gaps')
    const all = request
      .ask(gapsOf, { ...scope, asOf: moment })
      .filter(({ reasons }) => reason == null || reasons.some((each) => each === reason))
    return connectionFrom(
      pageOf(all, page, ({ key }) => key),
      (gap) => withMoment({ ...gap }, moment),
      () => all.length,
    )
  }
}
