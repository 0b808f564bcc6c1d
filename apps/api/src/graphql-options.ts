import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import type { ApolloDriverConfig } from '@nestjs/apollo'
import { asIssued } from './as-issued.js'
import { compiledExecution } from './compiled-execution.js'
import { formatErrorsIn } from './errors.js'
import { judgedOperation } from './judged-operation.js'
import { tagged } from './http/conditional.js'
import { MAX_TOKENS, limits } from './limits.js'
import { requestContext } from './request-context.js'
import type { Runtime } from './runtime.js'
import { sameFieldsNotTooOften } from './same-fields.js'
import { buildSchemaOptions, transformSchema } from './schema.js'
import { type Log, errorsOfRequests, operationsIn } from './watching/log.js'
import type { Metrics } from './watching/metrics.js'

interface Incoming {
  readonly req: { readonly headers: Readonly<Record<string, string | string[] | undefined>> }
}

export const graphqlOptions = (runtime: Runtime, metrics: Metrics, log: Log): ApolloDriverConfig => {
  const formatError = formatErrorsIn(log)
  return {
    autoSchemaFile: true,
    sortSchema: true,
    path: '/graphql',
    playground: false,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    autoTransformHttpErrors: false,
    // Which page may ask is judged at the edge, of GET too; a POST without `content-type: application/json` has no body here.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [sameFieldsNotTooOften],
    buildSchemaOptions,
    transformSchema,
    inheritResolversFromInterfaces: true,
    context: ({ req }: Incoming) => requestContext(runtime, req.headers),
    formatError,
    // Apollo's own reckoning of cache headers wraps the resolver of every field, also of those that have none.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      operationsIn(log),
      errorsOfRequests,
      judgedOperation,
      asIssued,
      limits,
      tagged(runtime),
      compiledExecution(formatError, metrics),
    ],
  }
}
