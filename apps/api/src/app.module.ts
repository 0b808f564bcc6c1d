import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo'
import { type DynamicModule, Module } from '@nestjs/common'
import { CqrsModule } from '@nestjs/cqrs'
import { APP_FILTER } from '@nestjs/core'
import { GraphQLModule } from '@nestjs/graphql'
import { ReadModel } from '@prasan/event-sourcing'
import { AskHandler, HANDLING, TellHandler } from '@prasan/graphql'
import { ExceptionsFilter } from './exceptions.filter.js'
import { graphqlOptions } from './graphql-options.js'
import { CalendarsController } from './http/calendars.controller.js'
import { PapersController } from './http/papers.controller.js'
import { Drain } from './http/drain.js'
import { FilesController } from './http/files.controller.js'
import { HealthController } from './http/health.controller.js'
import { MetricsController } from './http/metrics.controller.js'
import { TablesController } from './http/tables.controller.js'
import { RUNTIME, type Runtime } from './runtime.js'
import { resolvers } from './schema.js'
import type { Log } from './watching/log.js'
import { Metrics } from './watching/metrics.js'

@Module({})
export class AppModule {
  static of(runtime: Runtime, metrics: Metrics, drain: Drain, log: Log): DynamicModule {
    const kernel = [
      { provide: RUNTIME, useValue: runtime },
      { provide: Metrics, useValue: metrics },
      { provide: Drain, useValue: drain },
      { provide: APP_FILTER, useClass: ExceptionsFilter },
      { provide: HANDLING, useValue: runtime.handling },
      { provide: ReadModel, useValue: runtime.views },
    ]
    const buses = [TellHandler, AskHandler]
    return {
      module: AppModule,
      imports: [
        CqrsModule.forRoot(),
        GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, ...graphqlOptions(runtime, metrics, log) }),
      ],
      controllers: [CalendarsController, FilesController, HealthController, MetricsController, PapersController, TablesController],
      providers: [...kernel, ...buses, ...resolvers],
    }
  }
}
