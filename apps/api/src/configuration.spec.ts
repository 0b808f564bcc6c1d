import { bangkokDay } from '@prasan/event-sourcing'
import { describe, expect, it } from '@jest/globals'
import { configurationFrom } from './configuration.js'

describe('PRASAN_TODAY', () => {
  const today = (PRASAN_TODAY: string) => bangkokDay(configurationFrom({ PRASAN_TODAY }).clock.now())

  it('is the day on which the clock stands', () => expect(today('2026-11-02')).toBe('2026-11-02'))

  it.each(['2569-11-02', '2026-02-30', '02/11/2026', ''])('%s is refused, with what it takes', (value) => {
    expect(() => today(value)).toThrow(`PRASAN_TODAY=${value}: give a day as YYYY-MM-DD`)
  })
})
