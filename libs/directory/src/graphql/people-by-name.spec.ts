import { expect, it } from '@jest/globals'
import { found, searchable } from './people-by-name.js'

// openly fictional
const NAMES = {
  officer: { th: { prefix: 'พ.ต.อ.', given: 'สมมุติ', family: 'น้ำใจดี' }, en: { given: 'Sommut', family: 'Namjaidee' } },
  lady: { th: { prefix: 'นางสาว', given: 'ที่รัก', family: 'แก้วกล้า' } },
  bare: { th: { given: 'นายิกา', family: 'ไม่มีคำนำหน้า' } },
  foreigner: { en: { prefix: 'Dr.', given: 'Ann', middle: 'Mary', family: 'Nowhere' } },
}
const names = new Map(Object.entries(NAMES).map(([id, name]) => [id, { searched: searchable(name) }]))

it.each([
  ['สมมุติ', ['officer'], 'a given name'],
  ['สมมุติ น้ำใจดี', ['officer'], 'given and family name'],
  ['น้ำใจดี สมมุติ', ['officer'], 'the family name first'],
  ['สมมุติน้ำใจดี', ['officer'], 'without a blank'],
  ['พ.ต.อ. สมมุติ', ['officer'], 'the title with a blank after it'],
  ['น\u0e4d้าใจ', ['officer'], 'nikhahit and aa for sara am'],
  ['ท่ีรัก', ['lady'], 'the tone mark before the vowel'],
  ['เเก้ว', ['lady'], 'two เ for แ'],
  ['ที่\u200bรัก', ['lady'], 'a zero-width space'],
  ['นางสาวที่รัก', ['lady'], 'the title as recorded'],
  ['น.ส.ที่รัก', ['lady'], 'a short title where the record has it in full'],
  ['คุณ ที่รัก', ['lady'], 'a title that is on no record'],
  ['พันตำรวจเอกสมมุติ', ['officer'], 'a rank in full where the record has it short'],
  ['ว่าที่ ร.ต. สมมุติ', ['officer'], 'two titles'],
  ['นายิกา', ['bare'], 'a name that begins as a title does'],
  ['นาย', ['bare'], 'a title alone, as any other letters'],
  ['NAMJAI', ['officer'], 'English in any case'],
  ['nowhere ann', ['foreigner'], 'English, the family name first'],
  ['Dr. Ann', ['foreigner'], 'an English title'],
  ['Prof. Nowhere', ['foreigner'], 'another English title'],
  ['สมมุติ แก้วกล้า', [], 'the names of two people'],
  ['นายไม่มี', ['bare'], 'a title before what a family name holds'],
])('%p finds %p: %s', (typed, ids) => expect(found(names, typed)).toEqual(ids))

it('looks through the names a few times, however many titles are typed', () => {
  let searches = 0
  const counted = Object.assign(new Map<string, { searched: string }>(), { [Symbol.iterator]: () => (searches++, [][Symbol.iterator]()) })
  expect(found(counted, 'นาย'.repeat(30_000) + 'ก')).toEqual([])
  expect(searches).toBeLessThan(10)
})
