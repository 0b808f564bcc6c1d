/**
 * Runs a query document that was seen before as compiled code (graphql-jit). That way passes Apollo's own execution by, so errors
 * are formatted and statuses set here; whatever is in doubt runs the normal way, which answers the same:
 * mutations, first sightings, variables that graphql-js refuses (graphql-jit takes two keys of a @oneOf), documents of many fields.
 */
import { type ApolloServerPlugin, type GraphQLRequestContextResponseForOperation, HeaderMap } from '@apollo/server'
import type { RequestContext } from '@prasan/graphql'
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  getVariableValues,
} from 'graphql'
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit'
import { LRUCache } from 'lru-cache'
import { measure } from './limits.js'
import type { Metrics } from './metrics.js'

/** Compiling takes some 20 microseconds a field, during which nothing else is answered. */
const MAX_FIELDS = 500
/** Documents remembered. */
const MAX_DOCUMENTS = 500

type Known = CompiledQuery | 'seen once' | 'runs the normal way'
type Responding = GraphQLRequestContextResponseForOperation<RequestContext>
type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError

export function compiledExecution(formatError: FormatError, metrics: Metrics): ApolloServerPlugin<RequestContext> {
  const documents = new LRUCache<string, Known>({ max: MAX_DOCUMENTS })

  function compiledOf({ schema, document, operation, operationName, queryHash }: Responding): CompiledQuery | null {
    if (operation?.operation !== OperationTypeNode.QUERY || !document) return null
    const key = `${queryHash} ${operationName ?? ''}`
    let known = documents.get(key)
    if (known === undefined) known = 'seen once'
    else if (known === 'seen once') known = compile(schema, document, operation, operationName)
    else return typeof known === 'string' ? null : known
    documents.set(key, known)
    return typeof known === 'string' ? null : known
  }

  return {
    async requestDidStart() {
      const start = performance.now()
      let compiled = false
      return {
        async responseForOperation(responding) {
          const query = compiledOf(responding)
          const { schema, operation, request, contextValue } = responding
          const variables = request.variables ?? {}
          if (!query || getVariableValues(schema, operation?.variableDefinitions ?? [], variables, { maxErrors: 1 }).errors) return null
          const { data, errors } = (await query.query(undefined, contextValue, variables)) as ExecutionResult
          if (data === undefined) return null
          compiled = true
          const singleResult = { data, ...(errors && { errors: errors.map((error) => formatted(error, formatError)) }) }
          return { body: { kind: 'single', singleResult }, http: { status: statusOf(errors), headers: new HeaderMap() } }
        },
        async willSendResponse({ response: { body } }) {
          const result = body.kind === 'single' ? body.singleResult : body.initialResult
          const way = result.data === undefined ? 'refused' : compiled ? 'compiled' : 'normal'
          metrics.count(way, (performance.now() - start) / 1000, result.errors !== undefined)
        },
      }
    },
  }
}

function compile(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, operationName: string | null): Known {
  if (measure(schema, document, operation).fields > MAX_FIELDS) return 'runs the normal way'
  const compiled = compileQuery(schema, document, operationName ?? undefined)
  return isCompiledQuery(compiled) ? compiled : 'runs the normal way'
}

/** An error as Apollo hands it to `formatError`: with a code, without what only HTTP needs. */
function formatted(error: GraphQLError, formatError: FormatError): GraphQLFormattedError {
  const { http: _, ...extensions } = error.extensions ?? {}
  return formatError({ ...error.toJSON(), extensions: { ...extensions, code: extensions['code'] ?? 'INTERNAL_SERVER_ERROR' } }, error)
}

const statusOf = (errors: readonly GraphQLError[] = []) =>
  errors
    .map(({ extensions }) => (extensions?.['http'] as { status?: number } | undefined)?.status)
    .findLast((status) => status !== undefined)
