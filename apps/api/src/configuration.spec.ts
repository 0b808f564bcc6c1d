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

describe('a list', () => {
  it('is what stands between its commas', () => {
    const { hosts, corsOrigins } = configurationFrom({
      PRASAN_HOSTS: 'prasan.example.go.th, prasan.local',
      PRASAN_CORS_ORIGINS: 'https://console.example.go.th,http://localhost:5173',
    })
    expect(hosts).toEqual(['prasan.example.go.th', 'prasan.local'])
    expect(corsOrigins).toEqual(['https://console.example.go.th', 'http://localhost:5173'])
    expect(configurationFrom({})).toMatchObject({ hosts: [], corsOrigins: [] })
  })

  it.each([
    ['PRASAN_CORS_ORIGINS', '*'],
    ['PRASAN_CORS_ORIGINS', 'null'],
    ['PRASAN_CORS_ORIGINS', 'https://console.example.go.th/'],
    ['PRASAN_HOSTS', 'prasan.example.go.th:3000'],
    ['PRASAN_HOSTS', 'https://prasan.example.go.th'],
  ])('of %s does not take %s', (name, value) => {
    expect(() => configurationFrom({ [name]: value })).toThrow(`${name}=${value}: give `)
  })
})

it('tells everything that cannot be used at once, each with what it takes', () => {
  expect(() => configurationFrom({ PORT: '70000', AUTH_MODE: 'none', PRASAN_DEMO: 'yes', PRASAN_EVENT_STORE: 'sqlite' })).toThrow(
    'PORT=70000: give a whole number up to 65535\nAUTH_MODE=none: give one of demo\nPRASAN_DEMO=yes: give one of true, false',
  )
})
