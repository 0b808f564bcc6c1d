/** How much one request may ask for, judged before anything is executed; introspection is measured like everything else. */
import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server'
import { PAGE_LENGTH, type RequestContext } from '@prasan/graphql'
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isUnionType,
} from 'graphql'
import { refusal } from './errors.js'
import { variablesOf } from './judged-operation.js'

/** Levels of fields; the standard introspection query has 15. */
export const MAX_DEPTH = 16
/** Objects that the answer may hold by estimate. */
export const MAX_COST = 20_000
export const MAX_ALIASES = 50
/** Objects that one event of a subscription may tell by estimate: a thousand events may follow on each other. */
export const MAX_COST_OF_AN_EVENT = 1_000
/** Tokens of a document; values belong into variables. */
export const MAX_TOKENS = 10_000
/** The length assumed of a list that takes no `first`: a whole plan, four lists deep with its promises, stays within the cost. */
const LIST_LENGTH = 6

export interface Size {
  readonly depth: number
  /** Objects in the answer: every list as long as its `first` or `last`. */
  readonly cost: number
  readonly aliases: number
  /** Fields as the document writes them, fragments spread out. */
  readonly fields: number
}

type Refusal = 'QueryTooDeep' | 'QueryTooCostly' | 'TooManyAliases'

/** @throws GraphQLError QueryTooDeep, TooManyAliases, QueryTooCostly */
export function requireWithinLimits(size: Size, maxCost = MAX_COST): void {
  const refusal = refused(size, maxCost)
  if (refusal) throw refusal
}

function refused({ depth, cost, aliases }: Size, maxCost: number): GraphQLError | null {
  const over = (code: Refusal, asked: number, limit: number, th: string, en: string) =>
    refusal(code, { th: `${th}: ${asked} เกินกว่า ${limit}`, en: `${en}: ${asked}, at most ${limit}.` }, 400, { asked, limit })
  if (depth > MAX_DEPTH) return over('QueryTooDeep', depth, MAX_DEPTH, 'คำถามซ้อนลึกเกินไป', 'This query nests too many levels')
  if (aliases > MAX_ALIASES) return over('TooManyAliases', aliases, MAX_ALIASES, 'คำถามมีชื่อแทนมากเกินไป', 'This query has too many aliases')
  if (cost > maxCost)
    return over(
      'QueryTooCostly',
      cost,
      maxCost,
      'คำถามขอข้อมูลมากเกินไป โปรดลด first',
      'This query may answer too many objects, ask for fewer with `first`',
    )
  return null
}

/** Sizes of operations without variables: a document that is asked again is the same object, held by Apollo. */
const sizes = new WeakMap<OperationDefinitionNode, Size>()

function sizeOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, request: GraphQLRequest): Size {
  const known = sizes.get(operation)
  if (known) return known
  const size = measure(schema, document, operation, variablesOf(schema, operation, request))
  if (!operation.variableDefinitions?.length) sizes.set(operation, size)
  return size
}

/** Refuses what is too large with QueryTooDeep, TooManyAliases or QueryTooCostly; says the cost in `extensions.cost`. */
export const limits: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    let cost: number | undefined
    return {
      async didResolveOperation({ schema, document, operation, request }) {
        if (!operation) return
        const size = sizeOf(schema, document, operation, request)
        requireWithinLimits(size)
        cost = size.cost
      },
      async willSendResponse({ response: { body } }) {
        if (cost === undefined || body.kind !== 'single') return
        body.singleResult.extensions = { ...body.singleResult.extensions, cost: { estimated: cost, limit: MAX_COST } }
      },
    }
  },
}

/** The size of a valid operation. Fields under @skip and @include count; a fragment counts wherever it is spread. */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> = {},
): Size {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const measured = new Map<string, Size>()

  /** `page`: how many rows the connection around holds; null outside of one. */
  function selected({ selections }: SelectionSetNode, type: GraphQLCompositeType, page: number | null): Size {
    const total = { depth: 0, cost: 0, aliases: 0, fields: 0 }
    for (const selection of selections) {
      const part =
        selection.kind === Kind.FIELD
          ? fieldOf(selection, type, page)
          : selection.kind === Kind.FRAGMENT_SPREAD
            ? fragmentOf(selection.name.value, page)
            : selected(selection.selectionSet, conditionOf(selection.typeCondition?.name.value) ?? type, page)
      total.depth = Math.max(total.depth, part.depth)
      total.cost += part.cost
      total.aliases += part.aliases
      total.fields += part.fields
    }
    return total
  }

  function fragmentOf(name: string, page: number | null): Size {
    const key = `${name} ${page}`
    let size = measured.get(key)
    if (!size) {
      const { selectionSet, typeCondition } = fragments.get(name)!
      measured.set(key, (size = selected(selectionSet, conditionOf(typeCondition.name.value)!, page)))
    }
    return size
  }

  const conditionOf = (name: string | undefined) => (name === undefined ? undefined : (schema.getType(name) as GraphQLCompositeType))

  function fieldOf(node: FieldNode, parent: GraphQLCompositeType, page: number | null): Size {
    const aliases = node.alias ? 1 : 0
    const definition = definitionOf(schema, parent, node.name.value)
    const type = definition && getNamedType(definition.type)
    if (!node.selectionSet || !definition || !isCompositeType(type)) return { depth: 1, cost: 0, aliases, fields: 1 }
    const first = firstOf(node, definition, variables)
    const list = isListType(getNullableType(definition.type))
    const times = list ? (first ?? page ?? LIST_LENGTH) : 1
    const inner = selected(node.selectionSet, type, list ? null : first)
    return {
      depth: inner.depth + 1,
      cost: times * (1 + inner.cost),
      aliases: aliases + inner.aliases,
      fields: 1 + inner.fields,
    }
  }

  return selected(operation.selectionSet, schema.getRootType(operation.operation)!, null)
}

function definitionOf(schema: GraphQLSchema, parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (parent === schema.getQueryType() && name === '__schema') return SchemaMetaFieldDef
  if (parent === schema.getQueryType() && name === '__type') return TypeMetaFieldDef
  return isUnionType(parent) ? undefined : parent.getFields()[name]
}

function firstOf(node: FieldNode, definition: GraphQLField<unknown, unknown>, variables: Readonly<Record<string, unknown>>): number | null {
  const declared = definition.args.find(({ name }) => name === 'first')
  if (!declared) return null
  const lengths = ['first', 'last'].map((length) => {
    const given = node.arguments?.find(({ name }) => name.value === length)?.value
    return given?.kind === Kind.INT ? Number(given.value) : given?.kind === Kind.VARIABLE ? variables[given.name.value] : undefined
  })
  const length = lengths.find((value) => typeof value === 'number')
  return Math.max(length ?? Number(declared.defaultValue ?? PAGE_LENGTH), 1)
}
