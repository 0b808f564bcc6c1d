/** The GraphQL schema as the contexts declare it: the same for the running API and for `schema.graphql`. */
import { NestFactory } from '@nestjs/core'
import { type BuildSchemaOptions, GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql'
import {
  ChangesResolver,
  LiveResolver,
  LogEntriesResolver,
  NodesResolver,
  WordsResolver,
  describedByEvents,
  mutationsOf,
  thingsOf,
  typeNames,
  withReading,
} from '@prasan/graphql'
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql'
import { MovedFiguresResolver } from './moved-figures.js'
import { contexts } from './runtime.js'

export const nodeTypes = new Map(contexts.flatMap(({ nodes }) => nodes.map((node) => [node.category, node] as const)))
for (const { category, type } of nodeTypes.values()) typeNames.set(category, type.name)

const types = new Map([...nodeTypes].map(([category, { type }]) => [category, type]))

export const resolvers = [
  NodesResolver,
  LogEntriesResolver,
  ChangesResolver,
  LiveResolver,
  MovedFiguresResolver,
  WordsResolver,
  ...contexts.flatMap((context) => [
    ...context.resolvers,
    thingsOf(context),
    ...(context.commands.length > 0 ? [mutationsOf(context, types)] : []),
  ]),
]

export const buildSchemaOptions: BuildSchemaOptions = { orphanedTypes: [...types.values()] }

export const transformSchema = (schema: GraphQLSchema) => withReading(describedByEvents(schema, contexts))

/** Built from the declarations alone: no store is opened, nothing can be asked of it. */
export async function declaredSchema(): Promise<GraphQLSchema> {
  const builder = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false })
  try {
    return transformSchema(await builder.get(GraphQLSchemaFactory).create(resolvers, buildSchemaOptions))
  } finally {
    await builder.close()
  }
}

export const printed = (schema: GraphQLSchema) => `${printSchema(lexicographicSortSchema(schema))}\n`
