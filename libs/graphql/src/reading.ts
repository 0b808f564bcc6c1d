/** How the fields of a type are read from its row: a column, a link, the rows that belong to it. */
import type { RowsFor } from '@prasan/event-sourcing'
import { Extensions } from '@nestjs/graphql'
import { type GraphQLSchema, getNamedType, getNullableType, isInterfaceType, isListType, isObjectType } from 'graphql'
import { type Asked, type RequestContext, withMoment } from './request.js'

type Source<R = any> = string | RowsFor<any> | ((row: Asked<R>, request: RequestContext) => unknown)

/**
 * Where a field is read from, if not from the column of its name: another column, the rows that belong to the thing, or a function of the row.
 * A field whose type is a thing with an id needs none where the row holds the id, or a list of ids: it is the thing, as of the row's moment.
 */
export const From = <R = any>(source: Source<R>): PropertyDecorator => Extensions({ from: source })

/**
 * Gives each field its resolver, but for those that have one of their own; a column as it stands needs none. The id of what was asked for at
 * a moment is the id of that answer.
 */
export function withReading(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      const from = field.extensions['from'] as Source | undefined
      const named = getNamedType(field.type)
      const isThing =
        (isObjectType(named) || isInterfaceType(named)) && [named, ...named.getInterfaces()].some(({ name }) => name === 'Node')
      const empty = isListType(getNullableType(field.type)) ? [] : null
      const column = typeof from === 'string' ? from : field.name
      if (field.name === 'id') field.resolve = identity
      else if (typeof from === 'function') field.resolve = (row: Asked<object>, _, request: RequestContext) => from(row, request)
      else if (typeof from === 'object')
        field.resolve = ({ id, asOf }: Asked<{ id: string }>, _, request: RequestContext) => request.many(from, id, asOf)
      else if (from === undefined && field.resolve && !isOfAColumn(field.resolve)) continue
      else if (isThing)
        field.resolve = (row: Asked<Record<string, unknown>>, _, request: RequestContext) => linked(row[column] ?? empty, row, request)
      else if (column !== field.name) field.resolve = (row: Record<string, unknown>) => row[column]
      else delete field.resolve
    }
  }
  return schema
}

/** What @nestjs/graphql gives a field that nobody resolves: it reads the property of the name, as graphql-js does by itself. */
const isOfAColumn = (resolve: { readonly name: string }) => resolve.name === 'rootFieldResolver'

const identity = (row: Asked<{ id: string }>, _: unknown, request: RequestContext) => (row.asOf ? request.identityOf(row) : row.id)

/** The things that ids name; what is a thing already stays. Those of a list that do not hold at the moment are left out. */
function linked(value: unknown, { asOf }: Asked<object>, request: RequestContext): unknown {
  if (typeof value === 'string') return request.node(value, asOf)
  if (!Array.isArray(value)) return value
  return Promise.all(value.map((each: unknown) => linked(each, { asOf }, request))).then((found) => found.filter((each) => each !== null))
}

/** Parts of a row, which are asked for as it was. */
export const partsOf = <P extends object>(parts: readonly P[] | null, { asOf }: Asked<object>): Asked<P>[] =>
  (parts ?? []).map((part) => withMoment({ ...part }, asOf) as Asked<P>)
