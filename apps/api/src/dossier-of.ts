/** The dossier of a post of a store that is open beside the API. */
import { NestFactory } from '@nestjs/core'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import type { Paper } from '@prasan/papers'
import { AppModule } from './app.module.js'
import { type DossierAsked, dossier } from './dossier.js'
import { Drain } from './http/drain.js'
import { requestContext } from './request-context.js'
import type { Runtime } from './runtime.js'
import { logAt } from './watching/log.js'
import { Metrics } from './watching/metrics.js'

/** As a guest, for the command line. @throws as `dossier` */
export async function dossierOf(runtime: Runtime, asked: DossierAsked): Promise<Paper | null> {
  const nest = await NestFactory.create(AppModule.of(runtime, new Metrics(), new Drain(), logAt('silent')), { logger: false })
  try {
    await nest.init()
    return await dossier(nest.get(GraphQLSchemaHost).schema, await requestContext(runtime, {}), asked)
  } finally {
    await nest.close()
  }
}
