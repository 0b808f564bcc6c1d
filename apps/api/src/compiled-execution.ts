/**
 * Runs a query document that was seen before as compiled code (graphql-jit). That way passes Apollo's own execution by, so errors
 * are formatted and statuses set here; whatever is in doubt runs the normal way, which answers the same:
 * mutations, first sightings, documents of many fields. Variables that graphql-js refuses were refused before.
 * graphql-jit loses what is called `__proto__`, a variable or a field of the answer: such documents are never compiled. It
 * mistakes conditions of merged fields and of fragments that are spread twice: what it compiles has none, for each
 * set of values of the conditions' variables is a document of its own.
 */
import { type ApolloServerPlugin, type GraphQLRequestContextResponseForOperation, HeaderMap } from '@apollo/server'
import type { RequestContext } from '@prasan/graphql'
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  GraphQLIncludeDirective,
  type GraphQLFormattedError,
  type GraphQLSchema,
  GraphQLSkipDirective,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  getDirectiveValues,
  visit,
} from 'graphql'
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit'
import { LRUCache } from 'lru-cache'
import { variablesOf } from './judged-operation.js'
import { measure } from './limits.js'
import { remember } from './watching/log.js'
import type { Metrics } from './watching/metrics.js'

/** Compiling takes some 20 microseconds a field, during which nothing else is answered. */
const MAX_FIELDS = 500
/** Documents remembered, for each set of values that its conditions had. */
const MAX_DOCUMENTS = 500

type Known = CompiledQuery | 'seen once' | 'runs the normal way'
type Responding = GraphQLRequestContextResponseForOperation<RequestContext>
type Variables = Readonly<Record<string, unknown>>
export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError

export function compiledExecution(formatError: FormatError, metrics: Metrics): ApolloServerPlugin<RequestContext> {
  const documents = new LRUCache<string, Known>({ max: MAX_DOCUMENTS })

  function compiledOf(
    { schema, document, source, operation, operationName, queryHash }: Responding,
    variables: Variables,
  ): CompiledQuery | null {
    if (!operation || !document || source?.includes('__proto__')) return null
    const conditions = conditionsOf(document).map((name) => variables[name])
    const key = `${queryHash} ${operationName ?? ''} ${conditions.join(' ')}`
    let known = documents.get(key)
    if (known === undefined) known = 'seen once'
    else if (known === 'seen once') known = compile(schema, document, operation, operationName, variables)
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
          const { schema, operation, request, contextValue } = responding
          if (operation?.operation !== OperationTypeNode.QUERY) return null
          const query = compiledOf(responding, variablesOf(schema, operation, request))
          if (!query) return null
          const { data, errors } = (await query.query(undefined, contextValue, request.variables ?? {})) as ExecutionResult
          if (data === undefined) return null
          compiled = true
          if (errors) remember(errors, request)
          const singleResult = { data, ...(errors && { errors: errors.map((error) => formatted(error, formatError)) }) }
          return { body: { kind: 'single', singleResult }, http: { status: statusOf(errors), headers: new HeaderMap() } }
        },
        async willSendResponse({ operation, response: { body } }) {
          const result = body.kind === 'single' ? body.singleResult : body.initialResult
          const way = result.data === undefined ? 'refused' : compiled ? 'compiled' : 'normal'
          const [first] = operation?.selectionSet.selections ?? []
          const field = way !== 'refused' && first?.kind === Kind.FIELD ? first.name.value : undefined
          metrics.count(way, (performance.now() - start) / 1000, result.errors !== undefined, field)
        },
      }
    },
  }
}

function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  operationName: string | null,
  variables: Variables,
): Known {
  if (measure(schema, document, operation).fields > MAX_FIELDS) return 'runs the normal way'
  const decided = withoutConditions(document, variables)
  const compiled = decided && compileQuery(schema, decided, operationName ?? undefined)
  return compiled && isCompiledQuery(compiled) ? compiled : 'runs the normal way'
}

/** Names of the variables under `@skip` and `@include`, by document: one that is asked again is the same object, held by Apollo. */
const conditions = new WeakMap<DocumentNode, readonly string[]>()

function conditionsOf(document: DocumentNode): readonly string[] {
  const known = conditions.get(document)
  if (known) return known
  const names = new Set<string>()
  visit(document, {
    VariableDefinition: () => false,
    Directive: ({ arguments: given = [] }) => given.forEach(({ value }) => value.kind === Kind.VARIABLE && names.add(value.name.value)),
  })
  const found = [...names].sort()
  conditions.set(document, found)
  return found
}

/** The document as it is for these values of its conditions; null where a condition has none. */
function withoutConditions(document: DocumentNode, variables: Variables): DocumentNode | null {
  let whole = true
  const decide = <N extends Parameters<typeof getDirectiveValues>[1]>(node: N): N | null | undefined => {
    if (!node.directives?.length) return undefined
    try {
      const skip = getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true
      const include = getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
      return skip || !include ? null : { ...node, directives: [] }
    } catch {
      whole = false
      return undefined
    }
  }
  const decided = visit(document, {
    Field: { enter: decide },
    InlineFragment: { enter: decide },
    FragmentSpread: { enter: decide },
  })
  return whole ? decided : null
}

/** An error as Apollo hands it to `formatError`: with a code, without what only HTTP needs. */
export function formatted(error: GraphQLError, formatError: FormatError): GraphQLFormattedError {
  const { http: _, ...extensions } = error.extensions ?? {}
  return formatError({ ...error.toJSON(), extensions: { ...extensions, code: extensions['code'] ?? 'INTERNAL_SERVER_ERROR' } }, error)
}

const statusOf = (errors: readonly GraphQLError[] = []) =>
  errors
    .map(({ extensions }) => (extensions?.['http'] as { status?: number } | undefined)?.status)
    .findLast((status) => status !== undefined)
