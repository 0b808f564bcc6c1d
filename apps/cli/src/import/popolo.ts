/**
 * Popolo files: persons, organizations, memberships, areas and legislative periods. An organization that has members, other than a party, is
 * also a committee; a membership is a seat of it, of the organization on whose behalf the person sits or, without one, of the person.
 */
import { type Bilingual, addDays, canonical, z } from '@prasan/event-sourcing'
import type { ImportRow, Notice } from './importing.js'
import { FileUnreadable, Refused } from './refused.js'
import { readText } from './sheets.js'
import { type Part, RowName, part, said } from './table.js'
import { committeeFacet, seatAbolished, seatFacet, sentFacet } from './tables/committees.js'
import { organizationPart, personPart } from './tables/directory.js'

const Id = z.union([z.string().min(1), z.number()]).transform(String)
const Dated = { start_date: z.string().nullish(), end_date: z.string().nullish() }
const Person = z.object({
  id: Id,
  name: z.string(),
  given_name: z.string().nullish(),
  additional_name: z.string().nullish(),
  family_name: z.string().nullish(),
  honorific_prefix: z.string().nullish(),
  email: z.string().nullish(),
})
const Organization = z.object({ id: Id, name: z.string(), classification: z.string().nullish() })
const Membership = z.object({
  id: Id.nullish(),
  person_id: Id,
  organization_id: Id,
  on_behalf_of_id: Id.nullish(),
  area_id: Id.nullish(),
  legislative_period_id: Id.nullish(),
  role: z.string().nullish(),
  label: z.string().nullish(),
  ...Dated,
})
const Area = z.object({ id: Id, name: z.string() })
const Period = z.object({ id: Id, name: z.string(), ...Dated })

type Person = z.infer<typeof Person>
type Membership = z.infer<typeof Membership>

const File = z.object({
  persons: z.array(z.unknown()).default([]),
  organizations: z.array(z.unknown()).default([]),
  memberships: z.array(z.unknown()).default([]),
  areas: z.array(z.unknown()).default([]),
  events: z.array(z.unknown()).default([]),
})

export interface PopoloRows {
  readonly rows: readonly ImportRow[]
  readonly notices: readonly Notice[]
  /** Areas and legislative periods are stored with the memberships that name them: the lines of those, by id. */
  readonly within: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>
}

/** @throws FileUnreadable */
export function readPopolo(path: string, source: string): PopoloRows {
  let json: unknown
  try {
    json = JSON.parse(readText(path, 'utf-8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new FileUnreadable('JsonMalformed', path, {
      th: `อ่าน JSON ไม่ได้: ${error.message}`,
      en: `This is no well-formed JSON: ${error.message}`,
    })
  }
  const file = File.safeParse(json)
  if (!file.success) {
    throw new FileUnreadable('JsonMalformed', path, {
      th: 'ไม่ใช่ไฟล์ Popolo',
      en: 'This is no Popolo file: it must be an object of lists (persons, organizations, memberships).',
    })
  }
  return new Reading(source, file.data).all()
}

class Reading {
  private readonly notices: Notice[] = []

  constructor(
    private readonly source: string,
    private readonly file: z.infer<typeof File>,
  ) {}

  all(): PopoloRows {
    const persons = this.records('persons', Person)
    const organizations = this.records('organizations', Organization)
    const memberships = this.records('memberships', Membership)
    const areas = new Map(this.records('areas', Area).map(({ record }) => [record.id, record]))
    const periods = new Map(this.records('events', Period).map(({ record }) => [record.id, record]))
    const bodies = new Set(memberships.map(({ record }) => record.organization_id))
    const isParty = (classification: string | null | undefined) => classification === 'party'

    const rows: ImportRow[] = []
    const ids = { persons: new Set<string>(), organizations: new Set<string>(), bodies: new Set<string>() }
    for (const { record, line } of persons) {
      if (this.twice('persons', record.id, line, ids.persons)) continue
      const name = new RowName(this.source, 'persons', record.id)
      rows.push(
        this.row(
          'persons',
          line,
          record.id,
          name,
          name.stream('person'),
          [],
          [personPart(name.stream('person'), personOf(record), name.reason)],
          record,
        ),
      )
    }
    for (const { record, line } of organizations) {
      if (this.twice('organizations', record.id, line, ids.organizations)) continue
      const name = new RowName(this.source, 'organizations', record.id)
      const id = name.stream('organization')
      const named: Bilingual = { th: record.name }
      const parts: Part[] = [organizationPart(id, { name: named, kind: isParty(record.classification) ? 'party' : 'other' }, name.reason)]
      if (bodies.has(record.id) && !isParty(record.classification)) {
        ids.bodies.add(record.id)
        const fact = { name: named, type: 'committee' }
        parts.push(
          part({ facet: committeeFacet, id: this.committeeOf(record.id), fact, record: [{ command: 'EstablishCommittee', input: fact }] }),
        )
      }
      rows.push(this.row('organizations', line, record.id, name, id, [], parts, record))
    }
    const used = { areas: new Map<string, number[]>(), events: new Map<string, number[]>() }
    const numbers = new Map<string, number>()
    const keys = new Map<string, number>()
    for (const { record, line } of memberships) {
      const {
        person_id: person,
        organization_id: organization,
        on_behalf_of_id: behalf,
        area_id: area,
        legislative_period_id: period,
      } = record
      const unknown = [
        !ids.persons.has(person) && (['person_id', person] as const),
        !ids.organizations.has(organization) && (['organization_id', organization] as const),
        behalf != null && !ids.organizations.has(behalf) && (['on_behalf_of_id', behalf] as const),
        area != null && !areas.has(area) && (['area_id', area] as const),
        period != null && !periods.has(period) && (['legislative_period_id', period] as const),
      ].filter((each) => each !== false)
      const party = ids.organizations.has(organization) && !ids.bodies.has(organization)
      const tuple = canonical([person, organization, behalf, area, period, record.role])
      const nth = (keys.get(tuple) ?? 0) + 1
      keys.set(tuple, nth)
      const key = record.id ?? `${tuple} ${nth}`
      if (unknown.length > 0 || party) {
        for (const [column, value] of unknown) this.refuse('memberships', line, key, column, value, UNKNOWN)
        if (party) this.refuse('memberships', line, key, 'organization_id', organization, PARTY)
        continue
      }
      const number = (numbers.get(organization) ?? 0) + 1
      numbers.set(organization, number)
      try {
        const term = this.termOf(record, periods)
        const row = this.membership(record, line, key, number, term, area == null ? undefined : areas.get(area)?.name)
        rows.push(row)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        this.refuse('memberships', line, key, error.field, textAt(record, error.field), error)
        continue
      }
      if (area != null) used.areas.set(area, [...(used.areas.get(area) ?? []), line])
      if (period != null) used.events.set(period, [...(used.events.get(period) ?? []), line])
    }
    for (const [table, all] of [
      ['areas', areas],
      ['events', periods],
    ] as const) {
      for (const { id } of all.values()) if (!used[table].has(id)) this.refuse(table, 0, id, 'id', id, UNUSED)
    }
    return {
      rows,
      notices: this.notices,
      within: new Map(Object.entries(used)),
    }
  }

  private membership(record: Membership, line: number, key: string, number: number, term: Term, area: string | undefined): ImportRow {
    const name = new RowName(this.source, 'memberships', key)
    const seat = name.inside('seat')
    const committee = this.committeeOf(record.organization_id)
    const person = new RowName(this.source, 'persons', record.person_id).stream('person')
    const organization =
      record.on_behalf_of_id == null ? null : new RowName(this.source, 'organizations', record.on_behalf_of_id).stream('organization')
    const role = record.label ?? record.role ?? 'member'
    const { from, until, mark } = term
    const fact = said({
      number,
      office: OFFICES[role.toLowerCase()] ?? 'member',
      title: mark === undefined ? { th: role, en: role } : { th: `${role} (วันที่ตาม ${mark})`, en: `${role} (dates of ${mark})` },
      constituency: area,
      kind: organization === null ? { expert: { person } } : { representative: { organization } },
      from,
    })
    const abolish = said({ on: until })
    return this.row(
      'memberships',
      line,
      key,
      name,
      seat,
      [person, committee, ...(organization === null ? [] : [organization])],
      [
        part<object>({
          facet: seatFacet,
          id: committee,
          key: seat,
          fact,
          record: [{ command: 'CreateSeat', input: fact }],
          change: () => [{ command: 'CorrectSeat', input: { seat, ...fact, reason: name.reason } }],
        }),
        ...(organization === null
          ? []
          : [
              part<object>({
                facet: sentFacet,
                id: committee,
                key: seat,
                find: (sent: readonly { person: string; from?: string }[]) => sent.find((each) => each.person === person),
                fact: said({ person, from }),
                record: [{ command: 'NameRepresentative', input: said({ seat, person, from }) }],
              }),
            ]),
        ...(until === undefined
          ? []
          : [
              part({
                facet: seatAbolished,
                id: committee,
                key: seat,
                ends: true,
                fact: abolish,
                record: [{ command: 'AbolishSeat', input: { seat, ...abolish } }],
              }),
            ]),
      ],
      record,
    )
  }

  /** Dates from the membership, else from its legislative period, else unknown. */
  private termOf({ start_date, end_date, legislative_period_id }: Membership, periods: ReadonlyMap<string, z.infer<typeof Period>>): Term {
    const period = legislative_period_id == null ? undefined : periods.get(legislative_period_id)
    const from = firstDay(start_date, 'start_date') ?? firstDay(period?.start_date, 'start_date')
    const until = dayAfter(end_date, 'end_date') ?? dayAfter(period?.end_date, 'end_date')
    if (from !== undefined && until !== undefined && until <= from) {
      throw new Refused('EndsBeforeItBegins', { th: 'วันสิ้นสุดอยู่ก่อนวันเริ่ม', en: 'It ends before it begins.' }, 'end_date')
    }
    const borrowed = (!start_date && period?.start_date) || (!end_date && period?.end_date)
    return said({ from, until, mark: borrowed ? period.name : undefined })
  }

  private committeeOf = (organization: string) => new RowName(this.source, 'committees', organization).stream('committee')

  private records<S extends z.ZodType>(table: keyof z.infer<typeof File>, schema: S): { record: z.infer<S>; line: number }[] {
    return this.file[table].flatMap((value, index) => {
      const parsed = schema.safeParse(value)
      if (parsed.success) return [{ record: parsed.data, line: index + 1 }]
      for (const issue of parsed.error.issues) {
        const reason = new Refused('Malformed', { th: 'ขาดข้อมูลหรือรูปแบบไม่ถูกต้อง', en: `This is missing or malformed: ${issue.message}.` })
        this.refuse(table, index + 1, '', issue.path.join('.'), '', reason)
      }
      return []
    })
  }

  private twice(table: string, id: string, line: number, seen: Set<string>): boolean {
    if (!seen.has(id)) {
      seen.add(id)
      return false
    }
    this.refuse(table, line, id, 'id', id, new Refused('KeyTwice', { th: 'รหัสนี้มีแล้ว', en: 'This id is in the file already.' }))
    return true
  }

  private row(
    table: string,
    line: number,
    key: string,
    name: RowName,
    id: string,
    needs: string[],
    parts: Part[],
    record: object,
  ): ImportRow {
    const column = (field: string) => ({ name: field || 'id', value: textAt(record, field) || key })
    return { stage: 'register', table, line, key, name, id, needs, parts, column }
  }

  private refuse(table: string, line: number, key: string, column: string, value: string, { code, reason }: Refused): void {
    this.notices.push({ is: 'refused', table, line, key, column, value, code, reason })
  }
}

interface Term {
  from?: string | undefined
  until?: string | undefined
  /** The legislative period that a date was taken from. */
  mark?: string | undefined
}

const UNKNOWN = new Refused('UnknownId', { th: 'ไม่มีรหัสนี้ในไฟล์', en: 'The file has no record with this id.' })
const PARTY = new Refused('PartiesAreNoCommittees', {
  th: 'พรรคการเมืองบันทึกเป็นหน่วยงาน ไม่เป็นคณะ',
  en: 'A party is recorded as an organization, without seats.',
})
export const UNUSED = new Refused('NamedByNoMembership', {
  th: 'ไม่มีสมาชิกภาพใดอ้างถึง',
  en: 'No membership names it, and it is kept only with one.',
})

const OFFICES: Readonly<Record<string, string>> = {
  chair: 'chair',
  chairperson: 'chair',
  speaker: 'chair',
  president: 'chair',
  'deputy speaker': 'viceChair',
  'vice-chair': 'viceChair',
  'vice president': 'viceChair',
  secretary: 'secretary',
}

const THAI = /[\u0E00-\u0E7F]/

/** A Thai name is written as given name, blank, family name; names in other scripts are split only where the file splits them. */
function personOf({ name, given_name, additional_name, family_name, honorific_prefix, email }: Person): {
  name: object
  contacts?: object
} {
  const whole = name.normalize('NFC').trim()
  const blank = whole.search(/\s/)
  const thai = THAI.test(whole)
  const split = thai && blank > 0 ? { given: whole.slice(0, blank), family: whole.slice(blank).trim() } : { given: whole }
  const parts = said({
    prefix: filled(honorific_prefix),
    ...(filled(given_name) === undefined
      ? split
      : { given: filled(given_name), middle: filled(additional_name), family: filled(family_name) }),
  })
  return { name: thai ? { th: parts } : { en: parts }, ...(filled(email) !== undefined && { contacts: { email: filled(email) } }) }
}

const textAt = (record: object, field: string) => {
  const value = (record as Record<string, unknown>)[field]
  return typeof value === 'string' ? value : ''
}

const filled = (text: string | null | undefined) => text?.normalize('NFC').trim() || undefined

/** The first day of what may be a year, a month or a day. */
function firstDay(date: string | null | undefined, field: string): string | undefined {
  if (!date) return undefined
  const [, year, month = '01', day = '01'] = parsed(date, field)
  return `${year}-${month}-${day}`
}

/** The day after the last day of what may be a year, a month or a day: Popolo's end is the last day on which it holds. */
function dayAfter(date: string | null | undefined, field: string): string | undefined {
  if (!date) return undefined
  const [, year, month, day] = parsed(date, field)
  if (day !== undefined) return addDays(`${year}-${month}-${day}`, 1)
  const next = month === undefined ? Date.UTC(Number(year) + 1, 0, 1) : Date.UTC(Number(year), Number(month), 1)
  return new Date(next).toISOString().slice(0, 10)
}

function parsed(date: string, field: string): string[] {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date)
  if (!found || Number.isNaN(Date.parse(found[0]))) throw new Refused('DayMalformed', { th: 'อ่านวันที่ไม่ได้', en: 'This is no date.' }, field)
  return found
}
