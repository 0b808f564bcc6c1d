import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo'
import { type DynamicModule, Module } from '@nestjs/common'
import { CqrsModule } from '@nestjs/cqrs'
import { GraphQLModule } from '@nestjs/graphql'
import { ReadModel } from '@prasan/event-sourcing'
import { AskHandler, FeedResolver, HANDLING, NodesResolver, TellHandler, mutationsOf } from '@prasan/graphql'
import { graphqlOptions, nodeTypes } from './graphql-options.js'
import { HealthController, RUNTIME } from './health.controller.js'
import { type Runtime, contexts } from './runtime.js'

@Module({})
export class AppModule {
  static of(runtime: Runtime): DynamicModule {
    const types = new Map([...nodeTypes].map(([category, { type }]) => [category, type]))
    const kernel = [
      { provide: RUNTIME, useValue: runtime },
      { provide: HANDLING, useValue: runtime.handling },
      { provide: ReadModel, useValue: runtime.views },
    ]
    const buses = [TellHandler, AskHandler]
    const resolvers = [
      NodesResolver,
      FeedResolver,
      ...contexts.flatMap((context) => [...context.resolvers, ...(context.commands.length > 0 ? [mutationsOf(context, types)] : [])]),
    ]
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot(), GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, ...graphqlOptions(runtime) })],
      controllers: [HealthController],
      providers: [...kernel, ...buses, ...resolvers],
    }
  }
}
