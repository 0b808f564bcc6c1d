/**
 * Popolo files: persons, organizations, memberships, areas and legislative periods. An organization that has members, other than a party, is
 * also a committee; a membership is a seat of it, of the organization on whose behalf the person sits or, without one, of the person.
 */
import { type Bilingual, canonical } from '@prasan/event-sourcing'
import type { ImportRow, ReadRows } from './report.js'
import { type Collection, type Found, PopoloFile, type RecordOf, daysOf, textAt } from './popolo-file.js'
import { personFact } from './popolo-person.js'
import { ENDS_BEFORE, NOT_IN_THE_FILE, NO_BODY, PARTY, UNKNOWN, endsEarlier } from './popolo-refusals.js'
import { Refused } from './refused.js'
import { type Part, RowName, facet, part, said } from './table.js'
import { type Sent, committeeFacet, correction, dissolved, seatAbolished, seatFacet, sentBy, sentFacet } from './tables/committees.js'
import { closing, organizationPart, personPart } from './tables/directory.js'
import { ending } from './tables/endings.js'

export interface PopoloRows extends ReadRows {
  /** Areas and legislative periods are stored with the memberships that name them: the rows of those, by id. */
  readonly within: ReadonlyMap<'areas' | 'events', ReadonlyMap<string, { readonly line: number; readonly rows: readonly ImportRow[] }>>
}

/** @throws FileUnreadable */
export const readPopolo = (path: string, source: string, isRecorded: (id: string) => boolean): PopoloRows =>
  new Reading(source, PopoloFile.read(path), isRecorded).all()

/** The highest number of a seat: a membership says none, so a new one comes after those that are there. */
export const seatNumbers = facet<number>(
  'seat numbers',
  Object.fromEntries(
    ['SeatCreated', 'SeatChanged', 'SeatCorrected'].map((type) => [
      type,
      (most = 0, { number }: { number: number }) => Math.max(most, number),
    ]),
  ),
)

class Reading {
  private readonly persons: Map<string, Found<'persons'>>
  private readonly organizations: Map<string, Found<'organizations'>>
  private readonly memberships: Map<string, Found<'memberships'>>
  private readonly areas: Map<string, Found<'areas'>>
  private readonly periods: Map<string, Found<'events'>>
  /** Of all records, those that are not well-formed too. */
  private readonly ids: Readonly<Record<'persons' | 'organizations', ReadonlySet<string>>>
  /** The first days without somebody who died, and without an organization that ended, by their ids. */
  private readonly gone = new Map<string, string>()

  constructor(
    private readonly source: string,
    private readonly file: PopoloFile,
    private readonly isRecorded: (id: string) => boolean,
  ) {
    const byId = ({ id }: { id: string }) => id
    this.ids = { persons: file.idsOf('persons'), organizations: file.idsOf('organizations') }
    this.persons = file.records('persons', byId)
    this.organizations = file.records('organizations', byId)
    this.memberships = file.records('memberships', (record) => record.id ?? identityOf(record))
    this.areas = file.records('areas', byId)
    this.periods = file.records('events', byId)
  }

  all(): PopoloRows {
    const { file } = this
    const bodies = new Set([...this.memberships.values()].map(({ record }) => record.organization_id))
    const rows: ImportRow[] = []
    for (const [id, found] of this.persons) rows.push(...this.attempt('persons', found, () => this.person(id, found)))
    for (const [id, found] of this.organizations)
      rows.push(...this.attempt('organizations', found, () => this.organization(id, found, bodies.has(id))))
    const within = { areas: this.unnamed(this.areas), events: this.unnamed(this.periods) }
    for (const [key, found] of this.memberships) {
      const { area_id: area, legislative_period_id: period } = found.record
      for (const row of this.attempt('memberships', found, () => this.membership(key, found))) {
        rows.push(row)
        if (area != null) within.areas.get(area)!.rows.push(row)
        if (period != null) within.events.get(period)!.rows.push(row)
      }
    }
    file.tellWhatIsPassedOver()
    return { rows, notices: file.notices, lost: this.lost(rows), within: new Map(Object.entries(within) as ['areas' | 'events', never][]) }
  }

  private attempt<C extends Collection>(of: C, { record, line }: Found<C>, work: () => ImportRow | undefined): ImportRow[] {
    const row = this.file.attempt(of, record, line, work)
    return row ? [row] : []
  }

  private unnamed = (records: Map<string, Found<'areas'> | Found<'events'>>) =>
    new Map([...records].map(([id, { line }]) => [id, { line, rows: [] as ImportRow[] }]))

  /** What the records that are no rows would have been. */
  private lost(rows: readonly ImportRow[]): Set<string> {
    const taken = new Set(rows.map(({ id }) => id))
    const all = [
      ...[...this.ids.persons].map((id) => this.personOf(id)),
      ...[...this.ids.organizations].map((id) => this.organizationOf(id)),
    ]
    return new Set(all.filter((id) => !taken.has(id)))
  }

  private name = (table: string, key: string) => new RowName(this.source, table, key)
  private personOf = (id: string) => this.name('persons', id).stream('person')
  private organizationOf = (id: string) => this.name('organizations', id).stream('organization')
  private committeeOf = (id: string) => this.name('committees', id).stream('committee')

  private person(key: string, { record, line }: Found<'persons'>): ImportRow {
    const name = this.name('persons', key)
    const id = this.personOf(key)
    const died = daysOf(record.death_date, 'death_date')
    if (died) this.gone.set(id, died.after)
    return this.row('persons', line, key, record, PERSON_FIELDS, { name, id, parts: [personPart(id, personFact(record), name.reason)] })
  }

  private organization(key: string, { record, line }: Found<'organizations'>, hasMembers: boolean): ImportRow {
    const name = this.name('organizations', key)
    const [id, committee] = [this.organizationOf(key), this.committeeOf(key)]
    const named: Bilingual = { th: record.name }
    const on = daysOf(record.dissolution_date, 'dissolution_date')?.after
    if (on !== undefined) this.gone.set(committee, on)
    const fact = { name: named, type: 'committee' }
    const parts: Part[] = [
      organizationPart(id, { name: named, kind: isParty(record) ? 'party' : 'other' }, name.reason),
      ending(closing, id, { on, reason: name.reason }),
    ]
    if ((hasMembers && !isParty(record)) || this.isRecorded(committee)) {
      const change = () => [{ command: 'CorrectCommittee', input: { ...fact, reason: name.reason } }]
      parts.push(
        part({ facet: committeeFacet, id: committee, fact, record: [{ command: 'EstablishCommittee', input: fact }], change }),
        ending(dissolved, committee, { on, reason: name.reason }),
      )
    }
    return this.row('organizations', line, key, record, ORGANIZATION_FIELDS, { name, id, parts })
  }

  private membership(key: string, { record, line }: Found<'memberships'>): ImportRow | undefined {
    const { person_id, organization_id, on_behalf_of_id: behalf, area_id: area, legislative_period_id: period } = record
    const [person, committee] = [this.personOf(person_id), this.committeeOf(organization_id)]
    const organization = behalf == null ? null : this.organizationOf(behalf)
    const known = (table: 'persons' | 'organizations', id: string, stream: string) => this.ids[table].has(id) || this.isRecorded(stream)
    const body = this.organizations.get(organization_id)
    const unknown = [
      !known('persons', person_id, person) && ['person_id', UNKNOWN],
      !known('organizations', organization_id, this.organizationOf(organization_id)) && ['organization_id', UNKNOWN],
      organization !== null && !known('organizations', behalf!, organization) && ['on_behalf_of_id', UNKNOWN],
      area != null && !this.areas.has(area) && ['area_id', NOT_IN_THE_FILE],
      period != null && !this.periods.has(period) && ['legislative_period_id', NOT_IN_THE_FILE],
      body && isParty(body.record) && ['organization_id', PARTY],
    ].filter((each) => Array.isArray(each)) as [string, Refused][]
    if (!body && unknown.length === 0 && !this.ids.organizations.has(organization_id) && !this.isRecorded(committee))
      unknown.push(['organization_id', NO_BODY])
    for (const [column, why] of unknown) this.file.refuse('memberships', line, key, column, record, why)
    if (unknown.length > 0) return undefined

    const name = this.name('memberships', key)
    const seat = name.inside('seat')
    const role = record.label ?? record.role ?? 'member'
    const { from, until, mark } = this.termOf(record, line, key, person, committee)
    const place = said({
      office: OFFICES.get(role.toLowerCase()) ?? 'member',
      title: mark === undefined ? { th: role, en: role } : { th: `${role} (วันที่ตาม ${mark})`, en: `${role} (dates of ${mark})` },
      constituency: area == null ? undefined : this.areas.get(area)!.record.name,
      kind: organization === null ? { expert: { person } } : { representative: { organization } },
    })
    const parts: Part[] = [
      part<object>({
        facet: seatFacet,
        id: committee,
        key: seat,
        find: ({ number: _number, order: _order, since: _since, ...recorded }: Record<string, unknown>) => recorded,
        fact: said({ ...place, from }),
        record: (recorded) => [
          { command: 'CreateSeat', input: said({ ...place, from, number: (recorded<number>(seatNumbers) ?? 0) + 1 }) },
        ],
        change(_, recorded) {
          const { number, since = from } = recorded<{ number: number; since?: string }>(seatFacet, seat)!
          return [{ command: 'CorrectSeat', input: said({ seat, ...place, from: since, number, reason: name.reason }) }]
        },
      }),
    ]
    if (organization !== null) {
      const theirs = sentBy(name, (each) => each.person === person)
      parts.push(
        part<Sent>({
          facet: sentFacet,
          id: committee,
          key: seat,
          find: (sent: readonly Sent[]) => withoutEnd(theirs(sent)),
          fact: said({ person, from }),
          record: [{ command: 'NameRepresentative', input: said({ seat, person, from }) }],
          change(_, known) {
            const recorded = theirs(known<readonly Sent[]>(sentFacet, seat)!)!
            return [correction(name, seat, recorded, said({ ...recorded, person, from }))]
          },
        }),
      )
    }
    // of somebody who is not in this file the day of death is not known: an end that was recorded with it stays
    if (until !== undefined || this.persons.has(person_id))
      parts.push(ending(seatAbolished, committee, { on: until, reason: name.reason, inside: { seat } }))
    const columns = {
      ...MEMBERSHIP_FIELDS,
      ...(mark !== undefined && { from: 'legislative_period_id', on: 'legislative_period_id' }),
      ...{ [person]: 'person_id', [committee]: 'organization_id', ...(organization !== null && { [organization]: 'on_behalf_of_id' }) },
    }
    const needs = [person, this.organizationOf(organization_id), ...(organization === null ? [] : [organization])]
    return this.row('memberships', line, key, record, columns, { name, id: seat, needs, parts, order: from ?? '' })
  }

  /**
   * Days from the membership, else from its legislative period, else unknown; it ends with the person, and with the body.
   * @throws Refused
   */
  private termOf(record: RecordOf<'memberships'>, line: number, key: string, person: string, committee: string): Term {
    const period = record.legislative_period_id == null ? undefined : this.periods.get(record.legislative_period_id)!.record
    const periodFrom = daysOf(period?.start_date, 'legislative_period_id')
    const periodUntil = daysOf(period?.end_date, 'legislative_period_id')
    const from = (daysOf(record.start_date, 'start_date') ?? periodFrom)?.first
    const end = (daysOf(record.end_date, 'end_date') ?? periodUntil)?.after
    const dead = this.gone.get(person)
    const dissolved = this.gone.get(committee)
    const until = [end, dead, dissolved].filter((day) => day !== undefined).sort()[0]
    if (from !== undefined && until !== undefined && until <= from)
      throw new Refused('EndsBeforeItBegins', ENDS_BEFORE, until === end ? 'end_date' : 'start_date')
    if (end !== undefined && until !== end)
      this.file.tell('memberships', line, key, 'end_date', record, new Refused('EndsEarlier', endsEarlier(until!, until === dead)))
    const borrowed = (!record.start_date && periodFrom) || (!record.end_date && periodUntil)
    // with the body all its seats end: nothing more is to be said of this one
    return said({ from, until: until === dissolved && end !== until ? undefined : until, mark: borrowed ? period!.name : undefined })
  }

  private row(
    table: string,
    line: number,
    key: string,
    record: object,
    fields: Readonly<Record<string, string>>,
    more: Pick<ImportRow, 'name' | 'id' | 'parts'> & Partial<ImportRow>,
  ): ImportRow {
    const named = new Map(Object.entries(fields))
    const column = (field: string) => {
      const name = named.get(field) ?? named.get(field.split('.')[0]!) ?? 'id'
      return { name, value: textAt(record, name) || key }
    }
    return { stage: 'register', table, line, key, needs: [], order: '', ...more, column }
  }
}

/** What tells a membership without an id from others: whom, where, as what, and its first day; never its place in the file. */
const identityOf = (record: RecordOf<'memberships'>) => {
  const { person_id, organization_id, on_behalf_of_id, area_id, legislative_period_id, role, start_date } = record
  const from = daysOf(start_date, 'start_date')?.first
  return canonical([person_id, organization_id, on_behalf_of_id, area_id, legislative_period_id, role, from])
}

const isParty = ({ classification }: RecordOf<'organizations'>) => classification === 'party'

const withoutEnd = (sent: Sent | undefined) => sent && said({ person: sent.person, from: sent.from })

interface Term {
  from?: string | undefined
  until?: string | undefined
  /** The legislative period that a date was taken from. */
  mark?: string | undefined
}

const OFFICES: ReadonlyMap<string, string> = new Map([
  ['chair', 'chair'],
  ['chairperson', 'chair'],
  ['speaker', 'chair'],
  ['president', 'chair'],
  ['deputy speaker', 'viceChair'],
  ['vice-chair', 'viceChair'],
  ['vice president', 'viceChair'],
  ['secretary', 'secretary'],
])

/** Fields of Popolo that fill those of commands. */
const PERSON_FIELDS = { name: 'name', contacts: 'email' }
const ORGANIZATION_FIELDS = { name: 'name', kind: 'classification', type: 'classification', on: 'dissolution_date' }
const MEMBERSHIP_FIELDS = {
  ...{ office: 'role', title: 'role', constituency: 'area_id', 'kind.expert': 'person_id', kind: 'on_behalf_of_id' },
  ...{ person: 'person_id', from: 'start_date', on: 'end_date', until: 'end_date' },
}
