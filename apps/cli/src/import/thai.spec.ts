import { describe, expect, it } from '@jest/globals'
import { Refused } from './refused.js'
import { dayOf } from './thai.js'

describe('a day as an office writes it', () => {
  it.each([
    ['2026-10-01'],
    ['2569-10-01'],
    ['1/10/2026'],
    ['1/10/2569'],
    ['๑/๑๐/๒๕๖๙'],
    ['01.10.2569'],
    [' 1 - 10 - 2569 '],
    ['1 ตุลาคม 2569'],
    ['๑ ต.ค. ๒๕๖๙'],
    ['1 ตุลาคม พ.ศ. 2569'],
    ['2026-10-01T23:59:00-07:00'],
    ['2026-10-01T00:10:00Z'],
  ])('%s is the first of October 2026', (typed) => expect(dayOf(typed)).toBe('2026-10-01'))

  it('a leap day of the Buddhist Era exists when that of the Gregorian year does', () => {
    expect(dayOf('29/2/2567')).toBe('2024-02-29')
    expect(() => dayOf('29/2/2568')).toThrow(Refused)
  })

  it.each([
    ['1/10/69', 'four digits'],
    ['10/25/2026', 'There is no month 25'],
    ['31/4/2569', 'no such day'],
    ['1/10/2300', 'not taken'],
    ['1/1/2483', 'not taken'],
    ['พรุ่งนี้', 'no date'],
    ['20261001', 'no date'],
    ['', 'no date'],
  ])('%s is refused: %s', (typed, why) => expect(() => dayOf(typed)).toThrow(why))
})
