import { describe, expect, it } from '@jest/globals'
import { normalised, searchable, wordsSought } from './text.js'

describe('one form for what looks the same', () => {
  it.each([
    ['น้ํา', 'น้ำ', 'nikhahit and aa'],
    ['น\u0e4d้า', 'น้ำ', 'nikhahit before the tone mark, and aa'],
    ['เเพร่', 'แพร่', 'two เ'],
    ['ท่ีนั่ง', 'ที่นั่ง', 'tone mark before the vowel'],
    ['พ\u200Bะเยา', 'พะเยา', 'a zero-width space'],
    ['ตำแหน่ง ๑๒', 'ตำแหน่ง 12', 'Thai digits'],
    ['Cafe\u0301', 'café', 'decomposed letters'],
    ['  A\u00A0 b ', 'a b', 'blanks and capitals'],
  ])('%s as %s (%s)', (typed, plain) => expect(normalised(typed)).toBe(normalised(plain)))

  it('keeps apart what is different', () => expect(normalised('กา')).not.toBe(normalised('ก่า')))
})

it('takes time as the text is long, whatever its marks', () => {
  const marks = 'a' + '\u0315\u0300'.repeat(400_000)
  expect(normalised(marks).length).toBeLessThan(40)
})

describe('what is searched', () => {
  it.each([
    ['อบรมรุ่นที่ ๔ แล้ว', 'รุ่นที่4', true],
    ['อบรมรุ่นที่๔', 'รุ่นที่ 4', true],
    ['น้\u0e4d\u0e32ดื่ม\u200Bสะอาด', 'น้ำ สะอาด', true],
    ['One screening form', 'FORM one', true],
    ['One screening form', 'screeningform', false],
    ['อบรม', 'อบรม ประชุม', false],
  ])('%s by %s: %s', (text, search, found) => expect(wordsSought(search).every((word) => searchable(text).includes(word))).toBe(found))
})
