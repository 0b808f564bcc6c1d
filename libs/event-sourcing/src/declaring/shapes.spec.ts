import { describe, expect, it } from '@jest/globals'
import { readBy } from './outcome.js'
import { LongText, Text, distinct, ref, z } from './shapes.js'
import { someId } from '../testing/given.js'

const codes = (shape: z.ZodType, value: unknown) => {
  const read = readBy(shape, value)
  return 'data' in read ? [] : read.problems.map(({ field, code }) => (field === '' ? code : `${field}: ${code}`))
}

describe('a text', () => {
  it.each([
    ['\u200b\u200d', 'zero-width characters alone'],
    [' \u00ad\ufeff ', 'what is pasted along, alone'],
    ['\u0e49\u0e49', 'tone marks on nothing'],
    ['\u2800', 'an empty braille cell'],
    ['', 'nothing'],
  ])('that shows nothing is empty: %j, %s', (typed) => expect(codes(Text, typed)).toContain('TooShort'))

  it.each([
    ['ก\u202eข', 'an override'],
    ['ก\u2067ข', 'an isolate'],
    ['ก\u3164ข', 'a filler'],
    ['ก\u{e0041}ข', 'a tag'],
  ])('with an invisible character in it is refused: %j, %s', (typed) => expect(codes(Text, typed)).toEqual(['InvisibleCharacter']))

  it.each([
    ['\u200b ส่วน\u200bราชการ\u200b', 'ส่วน\u200bราชการ', 'a break inside Thai stays, around it goes'],
    ['\ufeffกอง\u00adคลัง\u200e', 'กองคลัง', 'what is pasted along goes'],
    ['❤\ufe0f', '❤\ufe0f', 'the form of an emoji stays'],
    ['Cafe\u0301', 'Café', 'composed'],
  ])('%j is kept as %j: %s', (typed, kept) => expect(Text.parse(typed)).toBe(kept))

  it('of any length with any number of marks is judged at once', () => {
    const marks = 'a' + '\u0315\u0300'.repeat(500_000)
    expect(codes(Text, marks)).toContain('TooLong')
    expect(codes(LongText, marks.slice(0, 100_000))).toEqual(['StackedMarks'])
    expect(codes(Text, ' '.repeat(1_000_000) + 'a')).toEqual(['TooLong'])
  })
})

describe('a list in which nothing stands twice', () => {
  const people = z.strictObject({ list: distinct(z.array(ref('person')).max(3)) })
  const [one, two] = [someId('person', '1'), someId('person', '2')]

  it('names the place of what stands twice', () => {
    expect(codes(people, { list: [one, two] })).toEqual([])
    expect(codes(people, { list: [one, two, one] })).toEqual(['list.2: TwiceInTheList'])
  })

  it('is judged by its length before anybody looks at its entries', () => {
    const looked: unknown[] = []
    const entry = z.unknown().refine((value) => looked.push(value))
    const nested = z.strictObject({ parts: z.array(z.strictObject({ list: distinct(z.array(entry).max(3)).optional() })).max(2) })
    expect(codes(nested, { parts: [{}, { list: [1, 2, 3, 4] }] })).toEqual(['parts.1.list: OutOfRange'])
    expect(codes(nested, { parts: [{}, {}, {}], other: 1 })).toEqual(['parts: OutOfRange'])
    expect(looked).toEqual([])
    expect(codes(nested, { parts: [{ list: [1, 2, 3] }] })).toEqual([])
    expect(looked).toEqual([1, 2, 3])
  })

  it('asks what makes two entries one thing', () => {
    const entry = z.strictObject({ person: ref('person'), note: Text })
    const entries = distinct(z.array(entry), ({ person }) => person)
    expect(codes(entries, [{ person: one, note: 'a' }, { person: one, note: 'b' }])).toEqual(['1: TwiceInTheList']) // prettier-ignore
  })
})
