import type { ApolloDriverConfig } from '@nestjs/apollo'
import { ViewNotCaughtUp } from '@prasan/event-sourcing'
import { RequestContext, typeNames } from '@prasan/graphql'
import { unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { randomUUID } from 'node:crypto'
import { type Runtime, contexts } from './runtime.js'

/** How long a query with `Prasan-At-Least` waits for this node's views, in milliseconds. */
const AT_LEAST_WAIT_MS = 2_000

interface IncomingRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

export const nodeTypes = new Map(contexts.flatMap(({ nodes }) => nodes.map((node) => [node.category, node] as const)))
for (const { category, type } of nodeTypes.values()) typeNames.set(category, type.name)

/** The one place that finds out who asks. In demo mode a header names a demonstration person; whoever names none is a guest. */
async function requestContext({ views, keys, configuration }: Runtime, { headers }: IncomingRequest): Promise<RequestContext> {
  const header = (name: string) => {
    const value = headers[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  await reach(views, header('prasan-at-least'))
  return new RequestContext(
    header('prasan-person') ?? 'system:guest',
    header('prasan-for-post'),
    views,
    keys,
    configuration.clock,
    nodeTypes,
  )
}

async function reach(views: Runtime['views'], atLeast: string | undefined): Promise<void> {
  if (atLeast === undefined) return
  if (!/^\d{1,19}$/.test(atLeast))
    throw new GraphQLError('Prasan-At-Least must be a position that a mutation answered.', { extensions: { code: 'BAD_USER_INPUT' } })
  const position = BigInt(atLeast)
  if (await views.waitFor(position, AT_LEAST_WAIT_MS)) return
  const late = new ViewNotCaughtUp(position, views.position)
  throw new GraphQLError(late.message, { extensions: { code: late.code, http: { status: 503 } } })
}

/** Errors a client can act on keep their code and words; all others are logged here and answered with a reference only. */
function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error)
  const code = (cause as { code?: unknown }).code ?? formatted.extensions?.['code']
  if (cause instanceof GraphQLError && code !== 'INTERNAL_SERVER_ERROR')
    return { ...formatted, extensions: withoutStack(formatted.extensions) }
  if (typeof code === 'string' && PUBLIC_CODES.has(code))
    return { message: (cause as Error).message, extensions: { code }, ...place(formatted) }
  if (cause instanceof GraphQLError) return { ...formatted, extensions: withoutStack(formatted.extensions) }
  const reference = randomUUID()
  console.error(`error ${reference}:`, cause)
  return {
    message: `Something went wrong here; it was logged as ${reference}.`,
    extensions: { code: 'INTERNAL_SERVER_ERROR', reference },
    ...place(formatted),
  }
}

const PUBLIC_CODES = new Set(['StoreUnavailable', 'AppendTooLarge', 'CursorMalformed', 'ViewNotCaughtUp'])
const place = ({ locations, path }: GraphQLFormattedError) => ({ ...(locations && { locations }), ...(path && { path }) })
const withoutStack = (extensions: GraphQLFormattedError['extensions']) => {
  const { stacktrace: _, ...rest } = extensions ?? {}
  return rest
}

export const graphqlOptions = (runtime: Runtime): ApolloDriverConfig => ({
  autoSchemaFile: true,
  sortSchema: true,
  path: '/graphql',
  playground: false,
  introspection: true,
  includeStacktraceInErrorResponses: false,
  buildSchemaOptions: { orphanedTypes: [...nodeTypes.values()].map(({ type }) => type) },
  inheritResolversFromInterfaces: true,
  context: ({ req }: { req: IncomingRequest }) => requestContext(runtime, req),
  formatError,
})
