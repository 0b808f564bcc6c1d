/**
 * Runs a query document that was seen before as compiled code (graphql-jit). That way passes Apollo's own execution by, so errors
 * are formatted and statuses set here; whatever is in doubt runs the normal way, which answers the same:
 * mutations, first sightings, variables that graphql-js refuses (graphql-jit takes two keys of a @oneOf), documents of many fields.
 */
import { type ApolloServerPlugin, HeaderMap } from '@apollo/server'
import type { RequestContext } from '@prasan/graphql'
import { GraphQLError, type GraphQLFormattedError, getVariableValues } from 'graphql'
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit'
import { LRUCache } from 'lru-cache'
import { measure } from './limits.js'

/** Compiling takes some 20 microseconds a field, during which nothing else is answered. */
const MAX_FIELDS = 500
/** Documents remembered. */
const MAX_DOCUMENTS = 500

type Known = CompiledQuery | 'seen once' | 'runs the normal way'
type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError

export interface CompiledExecution extends ApolloServerPlugin<RequestContext> {
  /** Operations answered by compiled code so far. */
  readonly answered: number
}

export function compiledExecution(formatError: FormatError): CompiledExecution {
  const documents = new LRUCache<string, Known>({ max: MAX_DOCUMENTS })
  let answered = 0
  return {
    get answered() {
      return answered
    },
    async requestDidStart() {
      return {
        async responseForOperation({ schema, document, operation, operationName, queryHash, request, contextValue }) {
          if (operation?.operation !== 'query' || !document) return null
          const key = `${queryHash} ${operationName ?? ''}`
          let known = documents.get(key)
          if (known === undefined) {
            documents.set(key, 'seen once')
            return null
          }
          if (known === 'seen once') {
            const compiled = measure(schema, document, operation).fields <= MAX_FIELDS && compileQuery(schema, document, operationName ?? undefined)
            known = compiled && isCompiledQuery(compiled) ? compiled : 'runs the normal way'
            documents.set(key, known)
          }
          if (known === 'runs the normal way') return null
          const variables = request.variables ?? {}
          if (getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 }).errors) return null
          const { data, errors } = await known.query(undefined, contextValue, variables)
          if (data === undefined) return null
          answered++
          const singleResult = { data, ...(errors && { errors: errors.map((error) => formatted(error as GraphQLError, formatError)) }) }
          return { body: { kind: 'single', singleResult }, http: { status: statusOf(errors), headers: new HeaderMap() } }
        },
      }
    },
  }
}

/** An error as Apollo hands it to `formatError`: with a code, without what only HTTP needs. */
function formatted(error: GraphQLError, formatError: FormatError): GraphQLFormattedError {
  const { http: _, ...extensions } = error.extensions ?? {}
  return formatError({ ...error.toJSON(), extensions: { ...extensions, code: extensions['code'] ?? 'INTERNAL_SERVER_ERROR' } }, error)
}

const statusOf = (errors: readonly GraphQLError[] = []) =>
  errors.map(({ extensions }) => (extensions?.['http'] as { status?: number } | undefined)?.status).findLast((status) => status !== undefined)
