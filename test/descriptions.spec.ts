import { expect, it } from '@jest/globals'
import { languagesOf } from '@prasan/event-sourcing'
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'
import { readFileSync } from 'node:fs'

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'))
const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))

/** Everything in the schema that carries a description, by its place. */
const described = types.flatMap((type) => {
  const at = <T extends { name: string }>(things: readonly T[], place = type.name) =>
    things.map((thing) => ({ place: `${place}.${thing.name}`, thing }))
  const fields = isObjectType(type) || isInterfaceType(type) ? at(Object.values(type.getFields())) : []
  return [
    { place: type.name, thing: type },
    ...fields,
    ...fields.flatMap(({ place, thing }) => at(thing.args, place)),
    ...(isInputObjectType(type) ? at(Object.values(type.getFields())) : []),
    ...(isEnumType(type) ? at(type.getValues()) : []),
  ].map(({ place, thing }) => ({ place, ...languagesOf(thing.description ?? '') }))
})

it('says in English what every type, field, argument, input field and enum value is', () => {
  expect(described.length).toBeGreaterThan(2_000)
  expect(described.filter(({ en }) => !/^[^ก-๙]*[a-z]/i.test(en ?? '')).map(({ place }) => place)).toEqual([])
})

it('says it in Thai too', () => {
  expect(described.filter(({ th }) => !/[ก-๙]/.test(th)).map(({ place }) => place)).toEqual([])
})
