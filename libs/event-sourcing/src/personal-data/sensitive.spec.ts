import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { sensitiveIn, warningsOf } from './sensitive.js'
import { Bilingual, Text, personal, z } from '../declaring/shapes.js'

/** By the published rule: weights 13 to 2, the check digit makes the sum of all a multiple of 11, ten written 0 and eleven 1. */
const withCheck = (twelve: number[]) => {
  const rest = twelve.reduce((sum, digit, i) => sum + digit * (13 - i), 0) % 11
  return [...twelve, [1, 0, 9, 8, 7, 6, 5, 4, 3, 2, 1][rest]!].join('')
}
const twelve = fc.array(fc.nat(9), { minLength: 12, maxLength: 12 })
const thai = (digits: string) => digits.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)))
const dashed = (id: string) => id.replace(/(\d)(\d{4})(\d{5})(\d{2})(\d)/, '$1-$2-$3-$4-$5')

describe('a national identification number', () => {
  it('is told by its check digit, in any digits and with the usual separators', () => {
    fc.assert(
      fc.property(twelve, (digits) => {
        const id = withCheck(digits)
        for (const written of [
          id,
          thai(id),
          dashed(id),
          thai(dashed(id)),
          dashed(id).replaceAll('-', ' '),
          dashed(id).replaceAll('-', ' – '),
          dashed(id).replaceAll('-', '\u2011'),
        ])
          expect(sensitiveIn(`เลขที่ ${written} ของผู้ร้อง`)).toContain('NationalId')
      }),
    )
  })

  it('is none with any other check digit, nor inside a longer number', () => {
    fc.assert(
      fc.property(twelve, fc.integer({ min: 1, max: 9 }), (digits, off) => {
        const id = withCheck(digits)
        expect(sensitiveIn(id.slice(0, 12) + ((Number(id[12]) + off) % 10))).not.toContain('NationalId')
        expect(sensitiveIn(`7${id}7`)).not.toContain('NationalId')
      }),
    )
  })
})

describe('a text', () => {
  it.each([
    'โทร 081-234-5678',
    'โทร. ๐๘๑ ๒๓๔ ๕๖๗๘',
    '0812345678',
    '+66 81 234 5678',
    '02-123-4567',
    '054 481 234',
    '081–234–5678',
    '(081) 234-5678',
    '081 - 234 - 5678',
    '+66 (0)81 234 5678',
    '0066812345678',
    '0-8123-45678',
  ])('with the telephone %s', (text) => expect(sensitiveIn(text)).toEqual(['PhoneNumber']))

  it.each([
    'ด.ญ. สมศรี',
    'ด.ช.สมชาย ใจดี',
    'เด็กหญิงสมศรี',
    'เด็กชาย เก่ง',
    'ดช.สมชาย',
    'ดญ. สมศรี',
    'ด.ช สมชาย',
    'ด. ช. สมชาย',
    'ด.ช.มีนา',
    'ด.ญ.ในตะวัน',
  ])('that names a child: %s', (text) => expect(sensitiveIn(`ช่วยเหลือ ${text} แล้ว`)).toEqual(['NameOfAChild']))

  it.each([
    'เด็กหญิงและเด็กชาย ๑๒ คน',
    'เด็กชายอายุ 10 ปี จำนวน 3 ราย',
    'คำสั่งจังหวัดพะเยา ที่ 123/2569',
    'ที่ พย ๐๐๐๔/ว ๑๒๓ ลงวันที่ 02-03-2569 9.30 น.',
    'ด.ช. และ ด.ญ. รวม ๑๒ ราย',
    'เกิดชาย ๓ คน หญิง ๒ คน',
    'ประชุม 09.30-12.00 15 คน และ 08.30 - 09.00 น. 12 คน',
    'สายด่วน 1300 และ 191',
    'งบประมาณ 1,234,567.50 บาท ปี 2569 - 2570',
  ])('that may stand: %s', (text) => expect(sensitiveIn(text)).toEqual([]))
})

it('is told with its place, but for names, contacts and numbers of orders', () => {
  const shape = z.strictObject({ title: Bilingual, name: personal(Text), number: Text, entries: z.array(z.strictObject({ reason: Text })) })
  const phone = '081-234-5678'
  const warnings = warningsOf(shape, {
    title: { th: phone },
    name: phone,
    number: phone,
    entries: [{ reason: 'ไม่มี' }, { reason: 'ด.ญ. สมศรี' }],
  })
  expect(warnings).toEqual([
    { field: 'title.th', code: 'PhoneNumber', message: { th: expect.any(String), en: expect.any(String) } },
    { field: 'entries.1.reason', code: 'NameOfAChild', message: { th: expect.any(String), en: expect.any(String) } },
  ])
})
