import { Post } from '@prasan/directory/reading'
import { described } from '@prasan/event-sourcing'
import { AS_OF, type Asked, AsOfInput, RequestContext } from '@prasan/graphql'
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { HandoverRow } from '../../views/handovers/queries.js'
import { Handover } from '../types.js'
import { dossierOf } from './dossier.js'
import { Dossier } from './types.js'

@Resolver(() => Post)
export class DossierResolver {
  @ResolveField(() => Dossier, {
    description: described(
      'เอกสารสรุปงานของตำแหน่ง ณ วันที่ถามถึง',
      'Its dossier; `asOf` asks about another moment than the post was asked for.',
    ),
  })
  dossier(@Parent() post: Asked<{ id: string }>, @Args('asOf', AS_OF) asOf: AsOfInput | undefined, @Context() request: RequestContext) {
    return dossierOf(post.id, request.moment(asOf, 'asOf', post.shownFor ?? post.asOf), request)
  }
}

@Resolver(() => Handover)
export class HandoverDossierResolver {
  @ResolveField(() => Dossier, {
    description: described('เอกสารสรุปงานของตำแหน่งที่ส่งมอบ ณ วันที่ถามถึง', 'The dossier of the post, with the readings of this handover.'),
  })
  dossier(@Parent() handover: Asked<HandoverRow>, @Context() request: RequestContext) {
    return dossierOf(handover.post, handover.asOf, request, handover)
  }
}
