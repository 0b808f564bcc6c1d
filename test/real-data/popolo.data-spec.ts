import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { configurationFrom } from '@prasan/api'
import { type ImportReport, importPopolo, withRuntime } from '@prasan/cli'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeWith, json, print, shared } from '../support/shared-data.js'

interface Membership {
  person_id: string
  on_behalf_of_id?: string
  legislative_period_id?: string
  start_date?: string
  end_date?: string
}
interface File {
  persons: { id: string; name: string; given_name?: string; family_name?: string; death_date?: string }[]
  organizations: { id: string; name: string; classification?: string }[]
  memberships: Membership[]
  areas?: { name: string }[]
  events?: { id: string; start_date?: string; end_date?: string }[]
}
const COLLECTIONS = ['persons', 'organizations', 'memberships', 'areas', 'events'] as const
const COUNTRIES = ['thailand', 'cambodia', 'myanmar', 'slovakia']
const fileOf = (country: string) => `popolo/popolo-${country}.json`

describeWith('Popolo files as they were published', COUNTRIES.map(fileOf), () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'prasan-popolo-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

  const imported = (country: string) =>
    withRuntime({ ...configurationFrom({ PRASAN_DATA_DIR: dataDir }), demo: false }, async (runtime) => {
      const report: ImportReport = await importPopolo(runtime, shared(fileOf(country)), country)
      const events = []
      for await (const { type, data, stream } of runtime.store.readAll()) {
        const { personal } = runtime.registry.events.get(type)!
        const open = (value: unknown) =>
          JSON.parse(runtime.keys.open(stream.slice(runtime.registry.prefix.length), value as string)!) as unknown
        events.push({
          type,
          data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, personal.includes(key) ? open(value) : value])),
        })
      }
      return { report, events }
    })

  it.each(COUNTRIES)('%s: at least 99 in 100 records are stored, the others reported, and the counts add up', async (country) => {
    const file = json<File>(fileOf(country))
    const { report, events } = await imported(country)
    expect(report.stopped).toBeNull()
    for (const collection of COLLECTIONS) {
      const records = file[collection]?.length ?? 0
      const count = report.counts.get(collection) ?? { read: 0, added: 0, refused: 0 }
      const reported = report.notices.filter(({ is, table }) => is === 'refused' && table === collection).length
      print(`${country} ${collection}: ${records} in the file, ${count.added} stored, ${count.refused} reported`)
      expect([count.read, count.added + count.refused]).toEqual([records, records])
      expect(reported).toBeGreaterThanOrEqual(count.refused)
      expect(count.added).toBeGreaterThanOrEqual(0.99 * records)
    }
    const of = (type: string) => events.filter((event) => event.type === type).map(({ data }) => data as Record<string, any>)
    // What the log holds is compared with the file itself.
    const sorted = (texts: (string | undefined)[]) => texts.map(String).sort()
    const names = of('PersonRegistered').map(({ name }) => {
      const { given, middle, family } = (name.th ?? name.en) as Record<string, string>
      return [given, middle, family].filter(Boolean).join(' ')
    })
    const expected = file.persons.map(({ name, given_name, family_name }) =>
      given_name ? [given_name, family_name].filter(Boolean).join(' ') : name,
    )
    const shown = (name: string) => name.normalize('NFC').replaceAll(/^[\s\u200b]+|[\s\u200b]+$/g, '')
    expect(sorted(names)).toEqual(sorted(expected.map(shown)))
    expect(sorted(of('OrganizationRegistered').map(({ name }) => name.th as string))).toEqual(
      sorted(file.organizations.map(({ name }) => name.normalize('NFC').trim())),
    )
    expect(of('CommitteeEstablished')).toHaveLength(file.organizations.filter(({ classification }) => classification !== 'party').length)
    expect(of('SeatCreated')).toHaveLength(file.memberships.length)
    expect(of('RepresentativeNamed')).toHaveLength(file.memberships.filter(({ on_behalf_of_id }) => on_behalf_of_id).length)
    const periods = new Map((file.events ?? []).map((period) => [period.id, period]))
    const died = new Map(file.persons.map(({ id, death_date }) => [id, death_date]))
    const ends = file.memberships.map(({ person_id, end_date, legislative_period_id }) => {
      const all = [end_date ?? periods.get(legislative_period_id ?? '')?.end_date, died.get(person_id)]
      return all.filter((day) => day !== undefined).sort()[0]
    })
    const lastDays = of('SeatAbolished').map(({ on }) => new Date(Date.parse(on as string) - 86_400_000).toISOString().slice(0, 10))
    expect(sorted(lastDays)).toEqual(sorted(ends.filter((end) => end !== undefined)))
    const borrowed = file.memberships.filter(({ start_date, end_date, legislative_period_id }) => {
      const period = periods.get(legislative_period_id ?? '')
      return (!start_date && period?.start_date !== undefined) || (!end_date && period?.end_date !== undefined)
    })
    expect(of('SeatCreated').filter(({ title }) => (title.en as string).includes('dates of'))).toHaveLength(borrowed.length)
  })

  it('imported twice adds nothing the second time', async () => {
    const { events } = await imported('thailand')
    const again = await imported('thailand')
    expect(again.report.events).toBe(0)
    expect(again.events).toHaveLength(events.length)
  })
})
