/** A paper out of a store that is open beside the API. */
import { NestFactory } from '@nestjs/core'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import type { Paper } from '@prasan/papers'
import { AppModule } from './app.module.js'
import { Drain } from './http/drain.js'
import { type PaperWanted, paperFor } from './papers.js'
import { requestContext } from './request-context.js'
import type { Runtime } from './runtime.js'
import { logAt } from './watching/log.js'
import { Metrics } from './watching/metrics.js'

/** As a guest, for the command line. @throws as `paperFor` */
export async function paperOf(runtime: Runtime, wanted: PaperWanted): Promise<Paper | null> {
  const nest = await NestFactory.create(AppModule.of(runtime, new Metrics(), new Drain(), logAt('silent')), { logger: false })
  try {
    await nest.init()
    return await paperFor(nest.get(GraphQLSchemaHost).schema, await requestContext(runtime, {}), wanted)
  } finally {
    await nest.close()
  }
}
