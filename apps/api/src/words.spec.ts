import { beforeAll, describe, expect, it } from '@jest/globals'
import { WordsResolver } from '@prasan/graphql'
import { type GraphQLSchema, isEnumType, isInputObjectType } from 'graphql'
import { declaredSchema } from './schema.js'

describe('the words of the schema', () => {
  let schema: GraphQLSchema
  beforeAll(async () => void (schema = await declaredSchema()))
  const asked = (...types: string[]) => new WordsResolver().words(types, { schema })

  it('gives every value of an enum its two names', () => {
    const [manner] = asked('Manner')
    expect(manner!.words.find(({ name }) => name === 'ACTING')!.label).toEqual({ th: 'รักษาราชการแทน', en: 'acting' })
    const enums = Object.values(schema.getTypeMap()).filter((type) => isEnumType(type) && !type.name.startsWith('__'))
    const nameless = enums.flatMap(({ name }) =>
      asked(name)[0]!
        .words.filter(({ label }) => !label?.th || !label.en)
        .map((value) => `${name}.${value.name}`),
    )
    expect(enums.length).toBeGreaterThan(20)
    expect(nameless).toEqual([])
  })

  it('gives what is written into an input its label, apart from what there is to know of it', () => {
    const { label, description } = asked('MakeCommitmentInput')[0]!.words.find(({ name }) => name === 'dueOn')!
    expect(label).toEqual({ th: 'กำหนดแล้วเสร็จ', en: 'Due on' })
    expect(description).toEqual({ th: 'กำหนดแล้วเสร็จ', en: 'Due on.' })
  })

  it('describes every type, field and value in both languages', () => {
    const types = Object.values(schema.getTypeMap()).filter((type) => isInputObjectType(type) || isEnumType(type))
    const said = types.filter(({ name }) => !name.startsWith('__')).flatMap(({ name }) => asked(name))
    const words = said.flatMap(({ words }) => words)
    const more = ({ label, description: { th, en } }: (typeof words)[number]) => [
      th !== label!.th,
      en!.length > label!.en!.length + '.'.length,
    ]
    const inOne = words.filter((word) => word.label && new Set(more(word)).size > 1)
    expect(inOne).toEqual([])
    expect(words.filter(({ description: { th, en } }) => !/[ก-๙]/.test(th) || !en)).toEqual([])
  })

  it('answers in the order asked', () => expect(asked('Office', 'Manner').map(({ type }) => type)).toEqual(['Office', 'Manner']))

  it.each([['Manners'], ['String'], ['__proto__'], ['']])('does not know the words of %j, and says at which place', (name) => {
    expect(() => asked('Manner', name)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ field: 'types.1', reason: 'UnknownWord' }) }),
    )
  })
})
