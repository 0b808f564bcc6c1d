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

/** Questions that take no `asOf`, each with the reason. */
const WITHOUT: Readonly<Record<string, string>> = {
  node: 'Relay takes node(id) alone: the id of an answer carries its moment',
  words: 'the words of the schema belong to the version of the program, not to the log',
}

it('every question of what is recorded can be asked as of a moment', async () => {
  const questions = Object.values((await declaredSchema()).getQueryType()!.getFields())
  const undated = questions.filter(({ args }) => !args.some(({ name, type }) => name === 'asOf' && String(type) === 'AsOfInput'))
  expect(undated.map(({ name }) => name)).toEqual(Object.keys(WITHOUT))
})
