import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { importWorkbook } from '@prasan/cli'
import { readFileSync, rmSync } from 'node:fs'
import { Api } from '../support/api.js'
import { type Row, describeWith, jsonLines, print, workbookOf } from '../support/shared-data.js'

// The turnover, vacancy and tenure that `continuity` tells of two real histories, against a count of their days straight from the event
// files: no seat, post or stretch, only who was on which roster at the end of each day.

type Day = string
const dayAfter = (day: Day, by = 1) => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10)
function* daysFrom(from: Day, until: Day) {
  for (let day = from; day < until; day = dayAfter(day)) yield day
}

/** What each group’s roster was from a day on. A group that ends is gone from the map; one of the same name that comes later is another. */
interface Rosters {
  readonly from: Day
  readonly on: ReadonlyMap<string, readonly string[]>
}
const at = (rosters: readonly Rosters[], day: Day) =>
  rosters.findLast(({ from }) => from <= day)?.on ?? new Map<string, readonly string[]>()

function rostersOf<E extends { at: string }>(
  events: readonly E[],
  apply: (rosters: Map<string, Set<string>>, event: E) => void,
): Rosters[] {
  const now = new Map<string, Set<string>>()
  return [...new Set(events.map(({ at }) => at.slice(0, 10)))].sort().map((from) => {
    for (const event of events) if (event.at.slice(0, 10) === from) apply(now, event)
    return { from, on: new Map([...now].map(([group, people]) => [group, [...people].sort()])) }
  })
}

interface Council {
  at: string
  type: 'seated' | 'unseated' | 'affiliation_changed'
  category: string
  project: string
  person: string
}
/** Those whom each Impact Project sends to the council. */
const council = (events: readonly Council[]) =>
  rostersOf(
    events.filter(({ category }) => category === 'impact-representative'),
    (now, { type, project, person }) => {
      if (!now.has(project)) now.set(project, new Set())
      if (type === 'seated') now.get(project)!.add(person.toLowerCase())
      if (type === 'unseated') now.get(project)!.delete(person.toLowerCase())
    },
  )

interface Sig {
  at: string
  type: string
  group: string
  role?: string
  person?: string
}
/** The leads of each group in each role; the name of a group has the day on which it began. */
function sigs(events: readonly Sig[]) {
  const begun = new Map<string, Day>()
  return rostersOf(events, (now, { at, type, group, role, person }) => {
    if (type === 'group_added') begun.set(group, at.slice(0, 10))
    const name = `${group} of ${begun.get(group)} | ${role}`
    if (type === 'lead_added') now.set(name, (now.get(name) ?? new Set()).add(person!))
    if (type === 'lead_removed') now.get(name)?.delete(person!)
    if (type === 'group_removed') for (const each of now.keys()) if (each.startsWith(`${group} of `)) now.delete(each)
  })
}

// How the histories are recorded: as many places a group as it ever had at once. Whoever comes takes the place that was left last; those of
// one day in the order of their names.
interface Place {
  readonly key: string
  readonly group: string
  gone?: Day
}
interface Stint {
  readonly place: string
  readonly person: string
  readonly from: Day
  until?: Day
}
function placesAndStints(rosters: readonly Rosters[]) {
  const [places, stints]: [Place[], Stint[]] = [[], []]
  const free = new Map<string, string[]>()
  for (const { from, on } of rosters) {
    const sitting = stints.filter(({ until }) => until === undefined)
    const groupOf = ({ place }: Stint) => places.find(({ key }) => key === place)!.group
    for (const stint of sitting.toSorted((a, b) => (a.person < b.person ? -1 : 1))) {
      const group = groupOf(stint)
      if (on.get(group)?.includes(stint.person)) continue
      stint.until = from
      free.set(group, [...(free.get(group) ?? []), stint.place])
    }
    for (const place of places) if (place.gone === undefined && !on.has(place.group)) place.gone = from
    for (const [group, people] of on)
      for (const person of people) {
        if (sitting.some((stint) => stint.until === undefined && stint.person === person && groupOf(stint) === group)) continue
        let place = free.get(group)?.pop()
        if (place === undefined) {
          place = `${group} ${places.filter((each) => each.group === group).length + 1}`
          places.push({ key: place, group })
        }
        stints.push({ place, person, from })
      }
  }
  return { places, stints }
}

interface Figures {
  days: { all: number; held: number; vacant: number; unknown: number; acting: 0; caretaker: 0 }
  turnover: { changes: number; turnover: number | null }
  tenure: { median: number | null; ended: number; censored: number; unknown: 0 }
  years: {
    fiscalYear: number
    turnover: { changes: number }
    days: { held: number; vacant: number }
    survival: { stayed: number | null; of: number | null }
  }[]
}

/** The figures of the days [from, until), day by day. */
function counted(rosters: readonly Rosters[], from: Day, until: Day): Figures {
  const most = new Map<string, number>()
  for (const { on } of rosters) for (const [group, people] of on) most.set(group, Math.max(most.get(group) ?? 0, people.length))
  const groups = [...most.keys()]
  const begins = new Map(groups.map((group) => [group, rosters.find(({ on }) => on.has(group))!.from]))
  const ends = new Map(
    groups.map((group) => [group, rosters.find(({ from, on }) => from > begins.get(group)! && !on.has(group))?.from ?? '9']),
  )

  const daily: { day: Day; held: number; vacant: number; unknown: number; changes: number }[] = []
  const left = new Map<string, string[]>() // of each group those who left and whose place is free, last who left last
  const soFar = new Map<string, number>()
  const stays = new Map<string, { days: number; ended: boolean }>() // of each stay of a person its length
  let before: ReadonlyMap<string, readonly string[]> = new Map()
  for (const day of daysFrom(from, until)) {
    const now = at(rosters, day)
    const sum = { day, held: 0, vacant: 0, unknown: 0, changes: 0 }
    for (const group of groups) {
      const [was, is] = [before.get(group) ?? [], now.get(group) ?? []]
      const gone = was.filter((person) => !is.includes(person))
      for (const person of gone) stays.set(`${group} ${person} until ${day}`, { ...take(stays, `${group} ${person}`), ended: true })
      left.set(group, [...(left.get(group) ?? []), ...gone])
      for (const person of is) {
        const key = `${group} ${person}`
        stays.set(key, { days: (stays.get(key)?.days ?? 0) + 1, ended: false })
        if (was.includes(person)) continue
        const predecessor = left.get(group)!.pop()
        if (predecessor !== undefined && predecessor !== person) sum.changes++
      }
      if (day >= ends.get(group)!) continue
      soFar.set(group, Math.max(soFar.get(group) ?? 0, is.length))
      sum.held += is.length
      sum.vacant += soFar.get(group)! - is.length
      sum.unknown += most.get(group)! - soFar.get(group)!
    }
    daily.push(sum)
    before = now
  }
  // whoever is there on the last day counted but no longer on the next one has ended
  for (const [group, people] of before)
    for (const person of people.filter((each) => !at(rosters, until).get(group)?.includes(each)))
      stays.set(`${group} ${person}`, { ...stays.get(`${group} ${person}`)!, ended: true })

  const sumOf = (from: Day, until: Day) => {
    const days = daily.filter(({ day }) => from <= day && day < until)
    const total = (of: (sum: (typeof daily)[number]) => number) => days.reduce((sum, each) => sum + of(each), 0)
    const [held, vacant, unknown, changes] = [
      total((d) => d.held),
      total((d) => d.vacant),
      total((d) => d.unknown),
      total((d) => d.changes),
    ]
    return {
      days: { all: held + vacant + unknown, held, vacant, unknown, acting: 0 as const, caretaker: 0 as const },
      turnover: { changes, turnover: held === 0 ? null : changes / (held / days.length) },
    }
  }
  const years = []
  for (let year = Number(from.slice(0, 4)) - 1; `${year}-10-01` < until; year++) {
    const [first, after] = [`${year}-10-01` < from ? from : `${year}-10-01`, `${year + 1}-10-01` < until ? `${year + 1}-10-01` : until]
    if (first >= after) continue
    const { days, turnover } = sumOf(first, after)
    const told = first === `${year}-10-01` && first > from && `${year}-10-31` < until
    const pairs = told
      ? [...at(rosters, `${year}-09-30`)].flatMap(([group, people]) =>
          at(rosters, `${year}-10-31`).has(group) ? people.map((person) => at(rosters, `${year}-10-31`).get(group)!.includes(person)) : [],
        )
      : undefined
    years.push({
      ...{ fiscalYear: year + 544, turnover: { changes: turnover.changes }, days: { held: days.held, vacant: days.vacant } },
      survival: { stayed: pairs?.filter(Boolean).length ?? null, of: pairs?.length ?? null },
    })
  }
  return { ...sumOf(from, until), tenure: tenure([...stays.values()]), years }
}

function take<V>(map: Map<string, V>, key: string): V {
  const value = map.get(key)!
  map.delete(key)
  return value
}

/**
 * The median of stays of which some go on, as Efron (1967) redistributes to the right: each begins with the same weight, and what goes on leaves
 * its weight, in equal parts, to all that are longer.
 */
function tenure(stays: readonly { days: number; ended: boolean }[]) {
  const rest = stays
    .map((stay) => ({ ...stay, weight: 1 / stays.length }))
    .sort((a, b) => a.days - b.days || Number(b.ended) - Number(a.ended))
  let [over, median]: [number, number | null] = [0, null]
  for (let i = 0; i < rest.length; i++) {
    const { days, ended, weight } = rest[i]!
    if (ended) over += weight
    else for (const longer of rest.slice(i + 1)) longer.weight += weight / (rest.length - i - 1)
    if (median === null && over >= 0.5 - 1e-9) median = days
  }
  const ended = stays.filter((stay) => stay.ended).length
  return { median, ended, censored: stays.length - ended, unknown: 0 as const }
}

const ASKED = `query ($of: ID!, $from: Day!, $until: Day!, $day: Day!) {
  continuity(of: $of, from: $from, until: $until, asOf: { effective: $day }) {
    days { all held vacant unknown acting caretaker } turnover { changes turnover } tenure { median ended censored unknown }
    years { fiscalYear turnover { changes } days { held vacant } survival { stayed of } }
  }
}`
const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(1)} %`
const guide = () => readFileSync('docs/continuity.md', 'utf8')

/** Tells the figures as the guide prints them. */
const lineOf = (name: string, places: number, until: Day, { days, turnover, tenure, years }: Figures) => {
  const survivals = years.flatMap(({ survival: { stayed, of } }) => (of ? [{ stayed: stayed!, of }] : []))
  const [stayed, of] = [survivals.reduce((sum, each) => sum + each.stayed, 0), survivals.reduce((sum, each) => sum + each.of, 0)]
  return (
    `${name} through ${dayAfter(until, -1)}: ${places} places, ${days.held} days held, ${days.vacant} vacant (${percent(days.vacant, days.held + days.vacant)}); ` +
    `${turnover.changes} changes of holder, median tenure ${tenure.median} days (${tenure.ended} ended, ${tenure.censored} censored); ` +
    `${stayed} of ${of} holders stayed over a 1 October`
  )
}

function figuresAreThose(
  name: string,
  file: string,
  rostersFrom: () => readonly Rosters[],
  until: Day,
  tablesOf: (rosters: readonly Rosters[]) => Readonly<Record<string, readonly Row[]>>,
  of: { readonly type: string },
) {
  describeWith(`turnover of ${name}`, [file], () => {
    let api: Api
    let rosters: readonly Rosters[]
    let asked: string
    beforeAll(async () => {
      rosters = rostersFrom()
      api = await Api.start()
      const { runtime } = api.application
      const folder = workbookOf(tablesOf(rosters))
      const report = await importWorkbook(runtime, folder, { source: 'turnover' })
      rmSync(folder, { recursive: true })
      expect(report.notices.filter(({ is }) => is !== 'told')).toEqual([])
      expect(await runtime.views.waitFor(report.position!, 60_000)).toBe(true)
      for await (const { type, stream } of runtime.store.readAll())
        if (type === of.type) asked = stream.slice(runtime.registry.prefix.length)
    }, 180_000)
    afterAll(() => api.close())

    const told = async (from: Day, to: Day) => {
      const { continuity } = await api.query(ASKED, { of: asked, from, until: to, day: dayAfter(to, -1) })
      return continuity as Figures
    }

    it('all of its days: held, vacant and not known; changes, tenure, each fiscal year and each 1 October', async () => {
      const from = rosters[0]!.from
      const expected = counted(rosters, from, until)
      const figures = await told(from, until)
      expect(figures.turnover.turnover).toBeCloseTo(expected.turnover.turnover!, 9)
      expect({ ...figures, turnover: expected.turnover }).toEqual(expected)
      expect([figures.turnover.changes, figures.years.length]).toEqual([expected.turnover.changes, expected.years.length])
      const line = lineOf(name, placesAndStints(rosters).places.length, until, figures)
      print(line)
      expect(guide()).toContain(line)
    })

    it('up to a day in the middle of it, what came later is not counted', async () => {
      const from = rosters[0]!.from
      const middle = rosters[Math.floor(rosters.length / 2)]!.from
      const { tenure, days, turnover } = counted(rosters, from, middle)
      const figures = await told(from, middle)
      expect([figures.tenure, figures.turnover.changes]).toEqual([tenure, turnover.changes])
      expect([figures.days.held, figures.days.vacant]).toEqual([days.held, days.vacant])
    })
  })
}

describe('what is told of turnover', () => {
  const councils = 'minutes/openjs-cpc/membership-events.jsonl'
  figuresAreThose(
    'openjs-cpc',
    councils,
    () => council(jsonLines<Council>(councils)),
    '2026-07-07',
    (rosters) => {
      const { places, stints } = placesAndStints(rosters)
      return {
        organizations: [...new Set(places.map(({ group }) => group))].map((group) => ({ key: group, name_th: group, kind: 'network' })),
        people: [...new Set(stints.map(({ person }) => person))].map((person) => ({ key: person, given_en: person })),
        committees: [{ key: 'cpc', name_th: 'Cross Project Council', type: 'coalition', rules: 'ngo-coalition' }],
        seats: places.map(({ key, group }, n) => ({ key, committee: 'cpc', number: n + 1, office: 'member', organization: group })),
        representatives: stints.map(({ place, ...sent }, n) => ({ key: n + 1, committee: 'cpc', seat: place, ...sent })),
      }
    },
    { type: 'CommitteeEstablished' },
  )
  const groups = 'k8s-sigs/sigs-events.jsonl'
  figuresAreThose(
    'k8s-sigs',
    groups,
    () => sigs(jsonLines<Sig>(groups)),
    '2026-08-20',
    (rosters) => {
      const { places, stints } = placesAndStints(rosters)
      return {
        organizations: [{ key: 'kubernetes', name_th: 'Kubernetes', kind: 'network' }],
        people: [...new Set(stints.map(({ person }) => person))].map((person) => ({ key: person, given_en: person })),
        posts: places.map(({ key, gone }) => ({ key, title_th: key, organization: 'kubernetes', abolished_on: gone })),
        role_assignments: stints.map(({ place, person, from, until }, n) => ({
          key: n + 1,
          post: place,
          person,
          manner: 'substantive',
          from,
          until,
        })),
      }
    },
    { type: 'OrganizationRegistered' },
  )
})
