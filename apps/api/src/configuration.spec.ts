import { bangkokDay } from '@prasan/event-sourcing'
import { describe, expect, it } from '@jest/globals'
import { configurationFrom } from './configuration.js'

describe('PRASAN_TODAY', () => {
  const today = (PRASAN_TODAY: string) => bangkokDay(configurationFrom({ PRASAN_TODAY }).clock.now())

  it('is the day on which the clock stands', () => expect(today('2026-11-02')).toBe('2026-11-02'))

  it.each(['2569-11-02', '2026-02-30', '02/11/2026'])('%s is refused, with what it takes', (value) => {
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

it('takes an empty variable as one that is not set, which is how a compose file passes on what was not given', () => {
  const names = [
    'PORT',
    'PRASAN_LISTEN',
    'PRASAN_HOSTS',
    'PRASAN_DATA_DIR',
    'PRASAN_EVENT_STORE',
    'EVENTSTOREDB_URL',
    'PRASAN_MASTER_KEY',
    'PRASAN_SHARED_URL',
  ]
  const more = ['PRASAN_STREAM_PREFIX', 'AUTH_MODE', 'PRASAN_DEMO', 'PRASAN_DEMO_REACHABLE', 'PRASAN_TODAY', 'PRASAN_CORS_ORIGINS']
  const empty = Object.fromEntries([...names, ...more].map((name) => [name, '']))
  expect(configurationFrom(empty)).toEqual(configurationFrom({}))
})

describe('an address that more than this machine reaches', () => {
  it.each(['0.0.0.0', '::', '192.0.2.7'])('%s is refused in demo mode, unless that is said to be meant', (listen) => {
    expect(() => configurationFrom({ PRASAN_LISTEN: listen })).toThrow(`PRASAN_LISTEN=${listen}: in demo mode`)
    expect(configurationFrom({ PRASAN_LISTEN: listen, PRASAN_DEMO_REACHABLE: 'true' }).listen).toBe(listen)
  })

  it.each(['127.0.0.1', '127.8.0.1', '::1', 'localhost'])('%s is none', (listen) =>
    expect(configurationFrom({ PRASAN_LISTEN: listen }).listen).toBe(listen),
  )
})

it.each([
  ['PRASAN_LISTEN', 'everywhere', 'everywhere'],
  ['PRASAN_STREAM_PREFIX', 'prasan', 'prasan'],
  ['PRASAN_MASTER_KEY', 'secret', '…'],
  ['EVENTSTOREDB_URL', 'http://admin:secret@127.0.0.1:2113', '…'],
  ['PRASAN_SHARED_URL', 'mysql://prasan:secret@127.0.0.1/prasan', '…'],
  ['PRASAN_SHARED_URL', 'postgres://prasan:secret@127.0.0.1', '…'],
])('%s does not take %s, and tells back no secret', (name, value, told) => {
  expect(() => configurationFrom({ [name]: value })).toThrow(`${name}=${told}: give `)
})

it('what several nodes share is read with a master key that is the same on all of them', () => {
  const PRASAN_SHARED_URL = 'postgres://prasan@127.0.0.1:5432/prasan'
  expect(() => configurationFrom({ PRASAN_SHARED_URL })).toThrow('PRASAN_SHARED_URL: give PRASAN_MASTER_KEY too')
  expect(configurationFrom({ PRASAN_SHARED_URL, PRASAN_MASTER_KEY: 'ab'.repeat(32) }).sharedUrl).toBe(PRASAN_SHARED_URL)
})
