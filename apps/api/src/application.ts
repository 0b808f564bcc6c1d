import './production.js'
import 'reflect-metadata'
import type { INestApplication } from '@nestjs/common'
import compression from 'compression'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { listAreasOfThailand } from '@prasan/directory'
import { AppModule } from './app.module.js'
import type { Configuration } from './configuration.js'
import { loadDemonstration } from './demonstration/load.js'
import { unchanged } from './http/conditional.js'
import { Drain } from './http/drain.js'
import { cors, edge } from './http/edge.js'
import { explorer } from './http/explorer.js'
import { jsonBody } from './http/json-body.js'
import { Metrics } from './metrics.js'
import { type Runtime, openRuntime } from './runtime.js'

export interface Application {
  readonly nest: INestApplication
  readonly runtime: Runtime
  readonly metrics: Metrics
  /** Answers what is in flight first, for a bounded time. @returns how many were left without an answer */
  leave(): Promise<number>
  close(): Promise<void>
}

/** The whole API, not yet listening. `main.ts` and the tests start it the same way. */
export async function createApplication(configuration: Configuration): Promise<Application> {
  const runtime = await openRuntime(configuration)
  try {
    const metrics = new Metrics()
    const drain = new Drain()
    const nest = await NestFactory.create<NestExpressApplication>(AppModule.of(runtime, metrics, drain), {
      logger: ['error', 'warn'],
      bodyParser: false,
    })
    nest.disable('etag')
    nest.use(drain.heed)
    nest.use(edge(configuration))
    if (configuration.corsOrigins.length > 0) nest.enableCors(cors(configuration))
    nest.use(compression({ threshold: 1_024 }))
    nest.use('/graphql', explorer, jsonBody, unchanged(runtime))
    await runtime.onceThere(() => (configuration.demo ? loadDemonstration(runtime) : listAreasOfThailand(runtime.handling)))
    runtime.start()
    const close = async () => {
      await nest.close()
      await runtime.close()
    }
    return {
      nest,
      runtime,
      metrics,
      async leave() {
        const unanswered = await drain.leave(nest.getHttpServer())
        await close()
        return unanswered
      },
      close,
    }
  } catch (error) {
    await runtime.close()
    throw error
  }
}
