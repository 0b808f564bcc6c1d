import { expect, it } from '@jest/globals'
import { declaredSchema } from './schema.js'
import { isObjectType } from 'graphql'

it('a field that shows a column as it stands has no resolver: nothing is run where nothing needs it', async () => {
  const schema = await declaredSchema()
  const wrapped = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap(({ name, resolve }) =>
          resolve?.name === 'rootFieldResolver' ? [`${type.name}.${name}`] : [],
        )
      : [],
  )
  expect(wrapped).toEqual([])
  const commitment = schema.getType('Commitment')
  expect(isObjectType(commitment) && commitment.getFields()['dueOn']!.resolve).toBeUndefined()
})
