import './production.js'
import 'reflect-metadata'
import type { INestApplication } from '@nestjs/common'
import compression from 'compression'
import type { RequestHandler } from 'express'
import type { Watch } from '@prasan/event-sourcing'
import { NestFactory } from '@nestjs/core'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { listAreasOfThailand } from '@prasan/directory'
import { Webhooks } from '@prasan/notifications'
import { join } from 'node:path'
import { AppModule } from './app.module.js'
import type { Configuration } from './configuration.js'
import { loadDemonstration } from './demonstration/load.js'
import { formatErrorsIn } from './errors.js'
import { unchanged } from './http/conditional.js'
import { Drain } from './http/drain.js'
import { cors, edge } from './http/edge.js'
import { explorer } from './http/explorer.js'
import { jsonBody } from './http/json-body.js'
import { Streams } from './http/streams.js'
import { requestAs } from './request-context.js'
import { type Runtime, openRuntime } from './runtime.js'
import { type Lines, commandsIn, logAt, nestIn, requestsIn } from './watching/log.js'
import { Metrics } from './watching/metrics.js'
import { tracesTo } from './watching/traces.js'

export interface Application {
  readonly nest: INestApplication
  readonly runtime: Runtime
  readonly metrics: Metrics
  /** Answers what is in flight first, for a bounded time. @returns how many were left without an answer */
  leave(): Promise<number>
  close(): Promise<void>
}

/**
 * The whole API, not yet listening. `main.ts` and the tests start it the same way.
 * @param lines where its log is written; standard output where left out
 */
export async function createApplication(configuration: Configuration, lines?: Lines): Promise<Application> {
  const log = logAt(configuration.logLevel, lines)
  const metrics = new Metrics()
  const traces = configuration.tracesTo === undefined ? null : await tracesTo(configuration.tracesTo)
  const watches = [metrics.watch, commandsIn(log), ...(traces ? [traces.watch] : [])]
  const runtime = await openRuntime(configuration, everyOf(watches), (line, said) => log.info(line, said))
  try {
    const drain = new Drain()
    const nest = await NestFactory.create<NestExpressApplication>(AppModule.of(runtime, metrics, drain, log), {
      logger: nestIn(log),
      bodyParser: false,
    })
    nest.disable('etag')
    nest.use(drain.heed)
    nest.use(requestsIn(log))
    if (traces) nest.use(traces.heed)
    nest.use(edge(configuration))
    if (configuration.corsOrigins.length > 0) nest.enableCors(cors(configuration))
    const streams = new Streams(runtime, () => nest.get(GraphQLSchemaHost).schema, formatErrorsIn(log), metrics, log)
    nest.use('/graphql/stream', jsonBody, streams.answer)
    nest.use(compressed)
    nest.use('/graphql', explorer, jsonBody, unchanged(runtime))
    await runtime.onceThere(async () => {
      await (configuration.demo ? loadDemonstration(runtime) : listAreasOfThailand(runtime.handling))
      await runtime.found()
    })
    runtime.start()
    const leaving = new AbortController()
    const webhooks = Webhooks.open(
      join(configuration.dataDir, 'webhooks.db'),
      runtime.handling,
      runtime.views,
      (viewer) => requestAs(runtime, viewer),
      {
        ...{ allowPrivate: configuration.privateWebhooks, shared: configuration.eventStore !== 'sqlite' },
        publicUrl: configuration.delivery.publicUrl,
        warn: (problem) => log.warn(problem),
      },
    ).follow(leaving.signal)
    const close = async () => {
      leaving.abort()
      await Promise.all([streams.end(), webhooks])
      await nest.close()
      await runtime.close()
      await traces?.close()
    }
    return {
      nest,
      runtime,
      metrics,
      async leave() {
        void streams.end()
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

const compress = compression({ threshold: 1_024 })
/** For those who take it. */
const compressed: RequestHandler = (request, response, next) =>
  request.headers['accept-encoding'] === undefined ? next() : compress(request, response, next)

const everyOf = (watches: readonly Watch[]): Watch =>
  watches.reduce((outer, inner) => (step, command, work) => outer(step, command, () => inner(step, command, work)))
