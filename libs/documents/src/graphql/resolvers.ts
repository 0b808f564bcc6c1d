import { type Asked, AttachedFile, Documented, type RequestContext } from '@prasan/graphql'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { type FileRow, filesOf } from '../views/files/queries.js'

/** The files of everything that has some. */
@Resolver(() => Documented)
export class DocumentedResolver {
  @ResolveField()
  files(@Parent() { id, asOf }: Asked<{ id: string }>, @Context() request: RequestContext) {
    return request.many(filesOf, id, asOf)
  }
}

@Resolver(() => AttachedFile)
export class AttachedFileResolver {
  @ResolveField()
  link(@Parent() { digest }: FileRow) {
    return `/files/${digest}`
  }
}
