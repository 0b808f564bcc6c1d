/** What graphql-js would find only while it executes, and tell as if the server were at fault. */
import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server'
import type { RequestContext } from '@prasan/graphql'
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  TypeInfo,
  getVariableValues,
  isNonNullType,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { refusal } from './errors.js'

/** A place that takes no null though its variable may be null: a default of the place, or of the variable, lets the document through. */
interface Place {
  readonly variable: string
  readonly field: string
}
const known = new WeakMap<DocumentNode, readonly Place[]>()

function placesIn(schema: GraphQLSchema, document: DocumentNode): readonly Place[] {
  const places: Place[] = []
  const types = new TypeInfo(schema)
  const path: string[] = []
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument: { enter: ({ name }) => void path.push(name.value), leave: () => void path.pop() },
      ObjectField: { enter: ({ name }) => void path.push(name.value), leave: () => void path.pop() },
      Variable({ name }) {
        if (path.length > 0 && isNonNullType(types.getInputType())) places.push({ variable: name.value, field: path.join('.') })
      },
    }),
  )
  return places
}

/** Characters of an error about a variable: graphql-js writes the whole value into it, and for a field that is unknown all its siblings. */
const BEGINNING = 200
const END = 400
const shortened = (text: string) => (text.length > BEGINNING + END ? `${text.slice(0, BEGINNING)} … ${text.slice(-END)}` : text)

/** Values that the variables of one request may hold, each entry of a list and each field counted; the longest list that a mutation takes has 7,000. */
export const MAX_VALUES = 10_000

/** The variable with which the values become too many; undefined where they do not. */
function tooManyWith(variables: Readonly<Record<string, unknown>>): string | undefined {
  let count = 0
  for (const [name, value] of Object.entries(variables)) {
    const left = [value]
    while (left.length > 0) {
      const next = left.pop()
      if ((count += 1) + left.length > MAX_VALUES) return name
      if (next !== null && typeof next === 'object') for (const key in next) left.push((next as Record<string, unknown>)[key])
    }
  }
  return undefined
}

const judged = new WeakMap<GraphQLRequest, ReturnType<typeof getVariableValues>>()

/** The variables of a request as graphql-js takes them, coerced once. @throws GraphQLError BAD_USER_INPUT of the first that is of the wrong form */
export function variablesOf(schema: GraphQLSchema, operation: OperationDefinitionNode, request: GraphQLRequest): Record<string, unknown> {
  let values = judged.get(request)
  if (!values) {
    const most = tooManyWith(request.variables ?? {})
    if (most !== undefined) throw tooManyValues(most)
    values = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}, { maxErrors: 1 })
    judged.set(request, values)
  }
  if (values.errors) throw ofWrongForm(values.errors[0]!)
  return values.coerced
}

function tooManyValues(variable: string): GraphQLError {
  const words = {
    th: `ตัวแปรมีค่ารวมกันมากเกินไป (ที่ $${shortened(variable)}) รับไม่เกิน ${MAX_VALUES} ค่า: แบ่งส่งหลายครั้ง`,
    en: `The variables hold too many values (with $${shortened(variable)}), at most ${MAX_VALUES}: send them in several requests.`,
  }
  return refusal('BAD_USER_INPUT', words, 400, { variable: shortened(variable), limit: MAX_VALUES })
}

function ofWrongForm({ message, extensions }: GraphQLError): GraphQLError {
  const short = shortened(message)
  const words = { th: `ค่าของตัวแปรไม่ถูกรูปแบบ: ${short}`, en: short }
  return refusal('BAD_USER_INPUT', words, 400, { variable: /^Variable "\$(\w+)/.exec(message)?.[1], ...extensions })
}

/** @throws GraphQLError BAD_USER_INPUT of variables of the wrong form, and of null in a variable where null is not taken */
export function requireVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  request: GraphQLRequest,
) {
  if (!operation.variableDefinitions?.length) return {}
  const variables = variablesOf(schema, operation, request)
  let places = known.get(document)
  if (!places) known.set(document, (places = placesIn(schema, document)))
  const refused = places.find(({ variable }) => variables[variable] === null)
  if (!refused) return variables
  throw refusal(
    'BAD_USER_INPUT',
    {
      th: `ค่า ${refused.field} ต้องไม่เป็น null: ละตัวแปร ${refused.variable} ไว้ หรือส่งค่า`,
      en: `${refused.field} must not be null: leave the variable $${refused.variable} out, or give it a value.`,
    },
    400,
    { field: refused.field, variable: refused.variable, reason: 'Missing' },
  )
}

export const notAnsweredHere = () =>
  refusal(
    'OperationNotSupported',
    {
      th: 'ส่ง query และ mutation ไปที่ /graphql และส่ง subscription ไปที่ /graphql/stream',
      en: 'Queries and mutations are answered at /graphql, subscriptions at /graphql/stream.',
    },
    400,
  )

/** Refuses a subscription, which is answered elsewhere, and variables as above, before anything is executed. */
export const judgedOperation: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request }) {
        if (!operation) return
        if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw notAnsweredHere()
        requireVariables(schema, document, operation, request)
      },
    }
  },
}
