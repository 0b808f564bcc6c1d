/** What graphql-js would find only while it executes, and tell as if the server were at fault. */
import type { ApolloServerPlugin } from '@apollo/server'
import type { RequestContext } from '@prasan/graphql'
import {
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
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

/** Refuses a subscription, and null in a variable where null is not taken, before anything is executed. */
export const judgedOperation: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request }) {
        if (!operation) return
        if (!schema.getRootType(operation.operation))
          throw refusal(
            'OperationNotSupported',
            { th: 'ไม่มีการติดตามแบบ subscription', en: 'There are no subscriptions here: ask again.' },
            400,
          )
        if (!operation.variableDefinitions?.length) return
        let places = known.get(document)
        if (!places) known.set(document, (places = placesIn(schema, document)))
        const refused = places.find(nullIn(schema, operation, request.variables ?? {}))
        if (refused)
          throw refusal(
            'BAD_USER_INPUT',
            {
              th: `ค่า ${refused.field} ต้องไม่เป็น null: ละตัวแปร ${refused.variable} ไว้ หรือส่งค่า`,
              en: `${refused.field} must not be null: leave the variable $${refused.variable} out, or give it a value.`,
            },
            400,
            { field: refused.field, variable: refused.variable, reason: 'Missing' },
          )
      },
    }
  },
}

function nullIn(schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>) {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 })
  return ({ variable }: Place) => coerced?.[variable] === null
}
