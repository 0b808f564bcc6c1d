import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { importWorkbook } from '@prasan/cli'
import { rmSync } from 'node:fs'
import { Api } from '../support/api.js'
import { type Row, describeWith, json, jsonLines, print, workbookOf } from '../support/shared-data.js'

interface Event {
  at: string
  type: string
  group: string
  kind?: string
  name?: string
  role?: string
  person?: string
}
// Handles are the same in capitals and small letters; the events have them in small ones.
type Group = { dir: string; leadership: Record<string, { github: string }[] | null> }

const TITLES: Record<string, string> = { chairs: 'Chair', leads: 'Lead', tech_leads: 'Tech Lead', emeritus_leads: 'Emeritus Lead' }
/** The day on which a change was recorded, at the offset it carries. */
const dayOf = ({ at }: Event) => at.slice(0, 10)

/** The workbook of the groups: a committee for each time a group was there, a seat for each time a person led it in a role. */
function tables(events: readonly Event[]) {
  const committees: (Row & { dissolved_on?: string })[] = []
  const seats: Row[] = []
  const people = new Map<string, Row>()
  const living = new Map<string, { key: string; row: Record<string, string>; seats: number }>()
  const leading = new Map<string, Record<string, string | number>>()
  for (const event of events) {
    const day = dayOf(event)
    if (event.type === 'group_added') {
      const key = `${event.group} ${day}`
      const row: Record<string, string> = { key, name_th: event.group, type: 'workingGroup', from: day, rules: 'ngo-coalition' }
      living.set(event.group, { key, row, seats: 0 })
      committees.push(row)
    }
    if (event.type === 'group_removed') {
      living.get(event.group)!.row['dissolved_on'] = day
      living.delete(event.group)
    }
    const stint = `${event.group} ${event.role} ${event.person}`
    if (event.type === 'lead_added') {
      const group = living.get(event.group)!
      people.set(event.person!, { key: event.person!, given_en: event.person! })
      const seat = {
        key: `${group.key} ${++group.seats}`,
        committee: group.key,
        number: group.seats,
        office: event.role === 'chairs' ? 'chair' : 'other',
        title_th: TITLES[event.role!]!,
        title_en: TITLES[event.role!]!,
        person: event.person!,
        from: day,
      }
      leading.set(stint, seat)
      seats.push(seat)
    }
    if (event.type === 'lead_removed') {
      const seat = leading.get(stint)!
      seat['abolished_on'] = day > String(seat['from']) ? day : String(seat['from'])
      leading.delete(stint)
    }
  }
  return { people: [...people.values()], committees, seats }
}

/** Who leads what on a day, by replaying the file and nothing else. */
function replayed(events: readonly Event[], day: string): string[] {
  const roster = new Set<string>()
  for (const event of events) {
    if (dayOf(event) > day) continue
    const lead = `${event.group} | ${TITLES[event.role ?? '']} | ${event.person}`
    if (event.type === 'lead_added') roster.add(lead)
    if (event.type === 'lead_removed') roster.delete(lead)
  }
  return [...roster].sort()
}

const FILES = ['k8s-sigs/sigs-events.jsonl', 'k8s-sigs/sigs-current.json']

describeWith('nine years of groups and their leads', FILES, () => {
  let api: Api
  let events: Event[]
  let ids: string[]

  beforeAll(async () => {
    events = jsonLines<Event>(FILES[0]!)
    api = await Api.start()
    const folder = workbookOf(tables(events))
    const { runtime } = api.application
    const report = await importWorkbook(runtime, folder, { source: 'sigs' })
    rmSync(folder, { recursive: true })
    expect(report.notices.filter(({ is }) => is !== 'told')).toEqual([])
    print(`k8s-sigs: ${report.notices.length} times somebody sits twice in one group`)
    expect(report.notices.every(({ code }) => code === 'SitsTwice')).toBe(true)
    print(`k8s-sigs: ${report.events} events in ${report.streams} streams, ${report.breaches} with a breach of a body's rule`)
    expect(await runtime.views.waitFor(report.position!, 60_000)).toBe(true)
    ids = []
    for await (const { type, stream } of runtime.store.readAll())
      if (type === 'CommitteeEstablished') ids.push(stream.slice(runtime.registry.prefix.length))
  }, 180_000)
  afterAll(() => api.close())

  async function roster(day: string): Promise<string[]> {
    const found: string[] = []
    for (let at = 0; at < ids.length; at += 5) {
      const some = ids.slice(at, at + 5)
      const fields = some.map(
        (id, n) =>
          `c${n}: committee(id: "${id}", asOf: { effective: "${day}" }) { name { th } occupants { seat { title { en } } occupant { person { name { en } } } } }`,
      )
      const { data, errors } = await api.post(`{ ${fields.join('\n')} }`)
      expect(errors).toBeUndefined()
      for (const committee of Object.values(data as Record<string, any>)) {
        for (const { seat, occupant } of committee?.occupants ?? [])
          found.push(`${committee.name.th} | ${seat.title.en} | ${occupant.person.name.en}`)
      }
    }
    return found.sort()
  }

  it('today’s leadership is what the project itself publishes: 286 rows', async () => {
    const groups = json<Group[]>(FILES[1]!)
    const published = groups.flatMap(({ dir, leadership }) =>
      Object.entries(leadership).flatMap(([role, leads]) =>
        (leads ?? []).map(({ github }) => `${dir} | ${TITLES[role]} | ${github.toLowerCase()}`),
      ),
    )
    expect(published).toHaveLength(286)
    expect(await roster('2026-11-02')).toEqual(published.sort())
  })

  it.each([
    '2017-06-01',
    '2017-12-31',
    '2018-06-12',
    '2019-02-01',
    '2020-04-16',
    '2020-10-21',
    '2021-08-01',
    '2022-12-01',
    '2024-02-29',
    '2025-09-30',
  ])('the roster of %s is that of a replay of the file', async (day) => expect(await roster(day)).toEqual(replayed(events, day)))
})
