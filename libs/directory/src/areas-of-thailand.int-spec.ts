import { describe, expect, it } from '@jest/globals'
import { areasOfThailand } from './areas-of-thailand.js'

describe('areas of Thailand', () => {
  const areas = [...areasOfThailand()]

  it('holds 77 provinces, 928 districts and 7,436 sub-districts', () => {
    const count = (level: string) => areas.filter((area) => area.level === level).length
    expect([count('province'), count('district'), count('subdistrict'), areas.length]).toEqual([77, 928, 7436, 8441])
  })

  it('gives each code once, after its parent, which is the code less two digits', () => {
    const levels = ['province', 'district', 'subdistrict']
    const seen = new Set<string | null>([null])
    const misplaced = areas.filter(({ code, level, parentCode }) => {
      const right = /^(\d\d){1,3}$/.test(code) && level === levels[code.length / 2 - 1] && parentCode === (code.slice(0, -2) || null)
      const inOrder = seen.has(parentCode) && !seen.has(code)
      seen.add(code)
      return !right || !inOrder
    })
    expect(misplaced).toEqual([])
  })

  it('leaves no district without sub-districts', () => {
    const parents = new Set(areas.map(({ parentCode }) => parentCode))
    expect(areas.filter(({ code, level }) => level !== 'subdistrict' && !parents.has(code))).toEqual([])
  })

  it('names each in Thai and English, composed, with no stray blank', () => {
    const thai = /^[\u0e01-\u0e3a\u0e40-\u0e4e.-]+( [\u0e01-\u0e3a\u0e40-\u0e4e]+)*$/
    const english = /^[A-Z][A-Za-z]*([ -][A-Za-z]+)*$/
    expect(areas.filter(({ name: { th } }) => !thai.test(th) || th !== th.normalize('NFC'))).toEqual([])
    expect(areas.filter(({ name: { en } }) => !english.test(en))).toEqual([])
  })

  it('codes the districts of Bueng Kan as the Department of Provincial Administration does, not by the alphabet', () => {
    const districts = areas.filter(({ parentCode }) => parentCode === '38').map(({ code, name }) => `${code} ${name.th}`)
    expect(districts).toEqual([
      '3801 เมืองบึงกาฬ',
      '3802 พรเจริญ',
      '3803 โซ่พิสัย',
      '3804 เซกา',
      '3805 ปากคาด',
      '3806 บึงโขงหลง',
      '3807 ศรีวิไล',
      '3808 บุ่งคล้า',
    ])
  })
})
