import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { isSealed } from '@prasan/event-sourcing'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withRuntime } from '../opened.js'
import { configurationOf, prasan } from '../testing/prasan.js'
import { type ImportOptions, importPopolo } from './index.js'

let folder: string
let dataDir: string
let n = 0
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-popolo-'))
  dataDir = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Records = Record<string, unknown>[]
interface File {
  persons?: Records
  organizations?: Records
  memberships?: Records
  [list: string]: unknown
}
const person = (id: string, more: object = {}) => ({ id, name: `Person ${id}`, ...more })
const COUNCIL = { id: 'council', name: 'Council' }
const sits = (person_id: string, more: object = {}) => ({ person_id, organization_id: 'council', ...more })
const council = (memberships: Records, more: File = {}): File => {
  const ids = [...new Set(memberships.map((each) => String(each['person_id'])))]
  return { persons: ids.map((id) => person(id)), organizations: [COUNCIL], memberships, ...more }
}

function written(file: unknown): string {
  const path = join(folder, `file-${++n}.json`)
  writeFileSync(path, JSON.stringify(file))
  return path
}
const imported = async (file: unknown, options: ImportOptions = {}) => {
  const path = written(file)
  const report = await withRuntime(configurationOf(dataDir), (runtime) => importPopolo(runtime, path, 'council', options))
  const { notices, events, counts, breaches } = report
  const of = (which: string) => notices.filter(({ is }) => is === which)
  return {
    ...{ events, breaches, counts, passedOver: report.passedOver },
    refused: of('refused').map(({ table, line, column, code }) => [table, line, column, code]),
    told: of('told').map(({ table, line, column, code }) => [table, line, column, code]),
  }
}
const recorded = (from = 0) =>
  withRuntime(configurationOf(dataDir), async ({ store }) => {
    const events: { type: string; data: Record<string, any> }[] = []
    for await (const { type, data } of store.readAll())
      if (type !== 'StoreFounded' && !Object.values(data).some(isSealed)) events.push({ type, data: data as Record<string, any> })
    return events.slice(from)
  })
const typesSince = async (from: number) => (await recorded(from)).map(({ type }) => type)
const count = async () => (await recorded()).length

describe('a membership is known by whom, where, as what and since when', () => {
  const terms = [
    sits('a', { start_date: '2014-01-01', end_date: '2014-06-30' }),
    sits('a', { start_date: '2015-01-01', end_date: '2015-06-30' }),
    sits('b', { start_date: '2015-01-01' }),
  ]

  it('wherever it stands in the file', async () => {
    await imported(council(terms))
    expect(await imported(council(terms.toReversed()))).toMatchObject({ events: 0, refused: [] })
  })

  it('so that one more changes none of the others', async () => {
    await imported(council(terms))
    const before = await count()
    const { counts, refused } = await imported(council([sits('c', { start_date: '2013-01-01' }), ...terms]))
    expect([counts.get('memberships'), refused]).toEqual([{ read: 4, added: 1, changed: 0, unchanged: 3, kept: 0, refused: 0 }, []])
    const added = await recorded(before)
    expect(added.map(({ type, data }) => [type, data['number']])).toEqual([['SeatCreated', 4]])
  })

  it('or by its id, and then what it says is corrected', async () => {
    const file = (more: object) => council([{ id: 'm', ...sits('a', { start_date: '2014-01-01', role: 'member', ...more }) }])
    await imported(file({}))
    const before = await count()
    expect(await imported(file({ start_date: '2014-02-01', role: 'chair' }))).toMatchObject({ events: 1, refused: [] })
    expect((await recorded(before)).map(({ type, data }) => [type, data['from'], data['office'], data['number']])).toEqual([
      ['SeatCorrected', '2014-02-01', 'chair', 1],
    ])
    expect(await imported(file({ start_date: '2014-02-01', role: 'chair' }))).toMatchObject({ events: 0, refused: [] })
  })

  it('and whom an organization sends is corrected where it is somebody else, or from another day', async () => {
    const agency = { id: 'agency', name: 'Agency' }
    const file = (person_id: string, start_date: string) =>
      council([{ id: 'm', ...sits(person_id, { start_date, on_behalf_of_id: 'agency' }) }], {
        persons: [person('a'), person('b')],
        organizations: [COUNCIL, agency],
      })
    await imported(file('a', '2014-01-01'))
    const before = await count()
    expect(await imported(file('b', '2014-02-01'))).toMatchObject({ events: 2, refused: [], told: [] })
    const corrected = (await recorded(before)).map(({ type, data }) => [type, data['recorded']?.from, data['from']])
    expect(corrected).toEqual([
      ['SeatCorrected', undefined, '2014-02-01'],
      ['RepresentativeCorrected', '2014-01-01', '2014-02-01'],
    ])
    expect(await imported(file('b', '2014-02-01'))).toMatchObject({ events: 0, refused: [] })
  })

  it('twice it is refused, in every list', async () => {
    const twice = <T>(record: T) => [record, record]
    const file = {
      persons: [person('a'), person('b'), person('b')],
      organizations: twice(COUNCIL),
      memberships: [{ id: 'm', ...sits('a') }, { id: 'm', ...sits('b') }, ...twice(sits('a', { start_date: '2015-01-01' }))],
      areas: twice({ id: 'north', name: 'North' }),
      events: twice({ id: 'first', name: 'First term' }),
    }
    expect((await imported(file)).refused).toEqual([
      ['persons', 3, 'id', 'KeyTwice'],
      ['organizations', 2, 'id', 'KeyTwice'],
      ['memberships', 2, 'id', 'KeyTwice'],
      ['memberships', 4, 'id', 'KeyTwice'],
      ['areas', 2, 'id', 'KeyTwice'],
      ['events', 2, 'id', 'KeyTwice'],
    ])
    expect(await count()).toBe(0)
  })
})

describe('dates', () => {
  const dated = (dates: object) => council([sits('a', dates)])
  const seat = async () => {
    const events = await recorded()
    const [from, until] = [events.find(({ type }) => type === 'SeatCreated'), events.find(({ type }) => type === 'SeatAbolished')]
    return [from?.data['from'], until?.data['on']]
  }

  it.each([
    ['2014', '2014', '2014-01-01', '2015-01-01'],
    ['2014-02', '2014-02', '2014-02-01', '2014-03-01'],
    ['2014-12', '2014-12', '2014-12-01', '2015-01-01'],
    ['2016-02-29', '2016-02-29', '2016-02-29', '2016-03-01'],
    ['2014-01-01T00:00:00Z', '2014-12-31T23:59:59+07:00', '2014-01-01', '2015-01-01'],
    ['2557-05-05', '2558', '2014-05-05', '2016-01-01'],
  ])('%s to %s is from %s until %s', async (start_date, end_date, from, until) => {
    expect((await imported(dated({ start_date, end_date }))).refused).toEqual([])
    expect(await seat()).toEqual([from, until])
  })

  const MALFORMED = [
    '2014-1-5',
    '20140505',
    '2014/05/06',
    '2014-02-30',
    '2014-13',
    '2014-00-00',
    '2014-05-00',
    '2014-05-05 foo',
    '20145-05',
  ]
  it.each([...MALFORMED, '17 May 2012', '0000-00-00', '1935-05-01'])('%s is refused with its row', async (date) => {
    expect((await imported(dated({ start_date: date }))).refused).toEqual([['memberships', 1, 'start_date', 'DayMalformed']])
    expect((await imported(dated({ end_date: date }))).refused).toEqual([['memberships', 1, 'end_date', 'DayMalformed']])
    const file = { persons: [person('a', { death_date: date })], organizations: [{ ...COUNCIL, dissolution_date: date }] }
    expect((await imported(file)).refused).toEqual([
      ['persons', 1, 'death_date', 'DayMalformed'],
      ['organizations', 1, 'dissolution_date', 'DayMalformed'],
    ])
    expect(await count()).toBe(0)
  })
})

describe('a death, and the end of a body', () => {
  const ends = async () =>
    (await recorded()).flatMap(({ type, data }) => (/Abolished|Dissolved|Closed/.test(type) ? [[type, data['on']]] : []))

  it('end what hangs on them', async () => {
    const file = council([sits('dead', { start_date: '2014-01-01' }), sits('alive', { start_date: '2014-01-01' })], {
      persons: [person('dead', { death_date: '2015-03-01' }), person('alive')],
      organizations: [{ ...COUNCIL, dissolution_date: '2016-01-01' }],
    })
    expect(await imported(file)).toMatchObject({ refused: [], told: [] })
    expect((await ends()).sort()).toEqual([
      ['CommitteeDissolved', '2016-01-02'],
      ['OrganizationClosed', '2016-01-02'],
      ['SeatAbolished', '2015-03-02'],
    ])
    expect(await imported(file)).toMatchObject({ events: 0, refused: [] })
  })

  it('are told where a membership says a later day', async () => {
    const late = { start_date: '2014-01-01', end_date: '2020-01-01' }
    const file = council([sits('dead', late), sits('alive', late)], {
      persons: [person('dead', { death_date: '2015-03-01' }), person('alive')],
      organizations: [{ ...COUNCIL, dissolution_date: '2016-01-01' }],
    })
    expect((await imported(file)).told).toEqual([
      ['memberships', 1, 'end_date', 'EndsEarlier'],
      ['memberships', 2, 'end_date', 'EndsEarlier'],
    ])
  })

  it('come before what begins after them: that is refused', async () => {
    const file = council([sits('dead', { start_date: '2016-01-01' })], { persons: [person('dead', { death_date: '2015' })] })
    expect((await imported(file)).refused).toEqual([['memberships', 1, 'start_date', 'EndsBeforeItBegins']])
  })

  it('are corrected, and taken back, by the next file', async () => {
    const file = (end_date?: string) => council([sits('a', { start_date: '2014-01-01', ...(end_date && { end_date }) })])
    const dissolved = (dissolution_date?: string) => ({ organizations: [{ ...COUNCIL, ...(dissolution_date && { dissolution_date }) }] })
    await imported({ ...file('2015-01-01'), ...dissolved('2020') })
    const before = await count()
    expect(await imported({ ...file('2015-02-01'), ...dissolved('2021') })).toMatchObject({ refused: [], events: 3 })
    expect(await imported({ ...file(), ...dissolved() })).toMatchObject({ refused: [], events: 3 })
    expect(await imported({ ...file(), ...dissolved() })).toMatchObject({ refused: [], events: 0 })
    expect((await typesSince(before)).sort()).toEqual(
      ['SeatAbolition', 'Dissolution', 'OrganizationClosing'].flatMap((end) => [`${end}Corrected`, `${end}Reversed`]).sort(),
    )
  })
})

it('a death that an earlier file told ends what it ended, where the person is not in the file again', async () => {
  const memberships = [sits('dead', { start_date: '2014-01-01' }), sits('alive', { start_date: '2014-01-01' })]
  await imported(council(memberships, { persons: [person('dead', { death_date: '2015-03-01' }), person('alive')] }))
  expect(await imported({ memberships })).toMatchObject({ events: 0, refused: [] })
})

it('areas and legislative periods that a membership names belong into every file', async () => {
  const memberships = [sits('a', { start_date: '2014-01-01', area_id: 'north', legislative_period_id: 'first' })]
  await imported(council(memberships, { areas: [{ id: 'north', name: 'North' }], events: [{ id: 'first', name: 'First term' }] }))
  expect((await imported({ memberships })).refused).toEqual([
    ['memberships', 1, 'area_id', 'UnknownId'],
    ['memberships', 1, 'legislative_period_id', 'UnknownId'],
  ])
})

it('a chair who follows another, as the records stand in whatever order, is no second chair', async () => {
  const chair = (id: string, start_date: string, end_date?: string) =>
    sits(id, { role: 'chair', start_date, ...(end_date && { end_date }) })
  const memberships = [
    chair('c', '2016-01-01'),
    chair('a', '2010-01-01', '2011-12-31'),
    chair('b', '2012-01-01', '2015-12-31'),
    sits('d', { start_date: '2013-01-01' }),
  ]
  expect(await imported(council(memberships))).toMatchObject({ breaches: 0, told: [], refused: [] })
  expect(
    (await recorded()).filter(({ type }) => type.startsWith('Seat')).map(({ type, data }) => [type, data['from'] ?? data['on']]),
  ).toEqual([
    ['SeatCreated', '2010-01-01'],
    ['SeatAbolished', '2012-01-01'],
    ['SeatCreated', '2012-01-01'],
    ['SeatCreated', '2013-01-01'],
    ['SeatAbolished', '2016-01-01'],
    ['SeatCreated', '2016-01-01'],
  ])
})

it('a second chair on the same days, and whoever sits twice, is told with the row', async () => {
  const memberships = [
    sits('a', { role: 'chair', start_date: '2010-01-01' }),
    sits('b', { role: 'chair', start_date: '2012-01-01', end_date: '2012-12-31' }),
    sits('b', { role: 'member', start_date: '2012-06-01' }),
    sits('b', { role: 'adviser', start_date: '2009-01-01', end_date: '2009-12-31' }),
  ]
  const { told, breaches } = await imported(council(memberships))
  expect(told.filter(([, , , code]) => code === 'SeatOfficeOfChairIsUnique')).toContainEqual([
    'memberships',
    2,
    'role',
    'SeatOfficeOfChairIsUnique',
  ])
  expect(told.filter(([, , , code]) => code === 'SitsTwice')).toEqual([['memberships', 3, 'person_id', 'SitsTwice']])
  expect(breaches).toBeGreaterThan(0)
})

describe('what was imported before', () => {
  it('is known in the next file of the same source', async () => {
    const party = { id: 'party', name: 'Party', classification: 'party' }
    await imported({
      persons: [person('a')],
      organizations: [COUNCIL, party],
      memberships: [sits('a', { start_date: '2010', end_date: '2010' })],
    })
    const before = await count()
    const next = sits('a', { start_date: '2014-01-01', on_behalf_of_id: 'party' })
    expect(await imported({ memberships: [next] })).toMatchObject({ refused: [] })
    expect(await typesSince(before)).toEqual(['SeatCreated', 'RepresentativeNamed'])
    const strange = { memberships: [sits('z'), sits('a', { organization_id: 'party' }), sits('a', { organization_id: 'other' })] }
    expect((await imported(strange)).refused).toEqual([
      ['memberships', 1, 'person_id', 'UnknownId'],
      ['memberships', 2, 'organization_id', 'OrganizationHasNoSeats'],
      ['memberships', 3, 'organization_id', 'UnknownId'],
    ])
  })
})

describe('what is passed over is told, and keeps nothing back', () => {
  it('once a kind, with the count', async () => {
    const file = council([sits('a', { post_id: 'x', start_date: '2010' })], {
      persons: [person('a', { gender: 'female', links: [], birth_date: '1970-01-01' }), person('b', { gender: 'male', image: null })],
      organizations: [{ ...COUNCIL, classification: 'legislature', founding_date: '1990' }],
      posts: [{ id: 'x' }],
      motions: [],
    })
    const path = written(file)
    const { notices } = await withRuntime(configurationOf(dataDir), (runtime) => importPopolo(runtime, path, 'council'))
    expect(
      notices.map(({ is, table, line, column, reason }) => [is, table, line, column, Number(/\d+/.exec(reason.en!)?.[0] ?? 0)]),
    ).toEqual([
      ['told', 'persons', 0, 'gender', 2],
      ['told', 'persons', 0, 'birth_date', 1],
      ['told', 'organizations', 0, 'classification', 1],
      ['told', 'organizations', 0, 'founding_date', 1],
      ['told', 'memberships', 0, 'post_id', 1],
      ['told', 'posts', 0, '', 0],
    ])
  })

  it('an election, an area and a malformed event that no membership names', async () => {
    const file = council([sits('a', { legislative_period_id: 'term' })], {
      events: [
        { id: 'term', name: 'Term', start_date: '2012-01-01' },
        { id: 'election', name: 'Election', start_date: 'soon' },
        { name: 'odd' },
      ],
      areas: [{ id: 'south', name: 'South' }],
    })
    const { refused, told, counts, passedOver } = await imported(file)
    expect(refused).toEqual([])
    expect(told).toEqual([
      ['events', 2, 'id', 'NamedByNoMembership'],
      ['events', 3, 'id', 'Malformed'],
      ['areas', 1, 'id', 'NamedByNoMembership'],
    ])
    expect([counts.get('events')!.read, passedOver]).toEqual([
      1,
      new Map([
        ['areas', 1],
        ['events', 1],
      ]),
    ])
    expect((await imported(file)).counts.get('events')).toMatchObject({ added: 0, unchanged: 1 })
  })
})

it('roles and ids that every object inherits mean nothing', async () => {
  const memberships = ['constructor', 'toString', '__proto__'].map((name) => sits(name, { role: name, start_date: '2010' }))
  expect(await imported(council(memberships))).toMatchObject({ refused: [] })
  expect((await recorded()).filter(({ type }) => type === 'SeatCreated').map(({ data }) => data['office'])).toEqual([
    'member',
    'member',
    'member',
  ])
})

it('a dry run says what the real one does, and exits so', async () => {
  const odd = council([sits('a', { start_date: '2010-01-01' }), sits('b', { start_date: 'never' })])
  for (const [given, code] of [
    [[], 1],
    [['--skip-bad'], 0],
  ] as const) {
    const path = written(odd)
    const dry = await prasan(dataDir, 'import', 'popolo', path, '--dry-run', ...given)
    const real = await prasan(dataDir, 'import', 'popolo', path, ...given)
    expect([dry.code, real.code]).toEqual([code, code])
    const told = (out: string) => out.trimEnd().split('\n').slice(0, -1)
    expect(told(dry.out)).toEqual(told(real.out))
  }
})
