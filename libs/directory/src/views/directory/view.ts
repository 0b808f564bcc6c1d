import {
  type AnyAggregate,
  type EventType,
  type HistoryRows,
  type PlainRows,
  type RowsOf,
  type ViewedEvent,
  canonical,
  history,
  plain,
  view,
} from '@prasan/event-sourcing'
import { AreaNameCorrected, AreasListed } from '../../domain/area.js'
import { type OrganizationState, chaptersOf as chaptersOfOrganization, clausesOf, organization } from '../../domain/organization/state.js'
import {
  ContactChanged,
  NameCorrected,
  PersonMergeReversed,
  PersonMerged,
  PersonRegistered,
  PersonalDataErased,
} from '../../domain/person.js'
import { type PostState, assignmentsOf, chaptersOf as chaptersOfPost, delegationsOf, post } from '../../domain/post/state.js'
import { foldedForSearch } from './folded.js'

const tables = {
  area: history('area', { code: 'text', level: 'text', parent: 'text?', name: 'bilingual' }, { today: ['parent', 'level'] }),
  organization: history(
    'organization',
    {
      ...{ name: 'bilingual', folded: 'text', foldedTh: 'text', foldedEn: 'text?' },
      ...{ kind: 'text', parent: 'text?', areas: 'json?', headPost: 'text?' },
    },
    { today: ['foldedTh', 'foldedEn', 'headPost'], ever: ['headPost'] },
  ),
  clause: history('mandateClause', { organization: 'text', text: 'bilingual', source: 'text?' }, { today: ['organization'] }),
  /** `named`: log number of the event that gave the name. */
  person: history('person', { name: 'text', contacts: 'text?', named: 'int', erased: 'int?' }, { today: ['erased'], ever: ['named'] }),
  /** Records of persons that answer as another one. */
  alias: history('personAlias', { survivor: 'text' }, { today: ['survivor'] }),
  post: history(
    'post',
    {
      ...{ title: 'bilingual', organization: 'text', area: 'text?', level: 'int?', rotates: 'bool?' },
      /** Of the duties that hold, the first day, and who of its holders acknowledged them. */
      ...{ duties: 'bilingual?', dutiesFrom: 'day?', acknowledged: 'json?' },
    },
    { today: ['organization'] },
  ),
  assignment: history('assignment', { post: 'text', person: 'text', manner: 'text', orderNumber: 'text?' }, { today: ['post', 'person'] }),
  delegation: history(
    'delegation',
    { post: 'text', receiver: 'text', scope: 'text', orderNumber: 'text?' },
    { today: ['post', 'receiver'] },
  ),
  /** What the decisions on each organization and post remember: their rows are told anew from it. */
  told: plain('directoryTold', { id: 'text', state: 'json' }, { key: ['id'] }),
}

type Rows = RowsOf<typeof tables>

/** What the decisions remember before the event and after it. */
function evolved<S>(aggregate: AnyAggregate, told: PlainRows, event: ViewedEvent<unknown>): { before: S; after: S } {
  const kept = told.where({ id: event.id })[0]?.['state'] as string | undefined
  const before = kept === undefined ? (aggregate.initial as S) : (JSON.parse(kept) as S)
  const evolve = aggregate.evolve as Record<string, (state: S, data: unknown, event: ViewedEvent<unknown>) => S>
  const after = evolve[event.type]!(before, event.data, event)
  told.put({ id: event.id, state: after })
  return { before, after }
}

interface Part<P> {
  readonly id: string
  readonly part: P
  readonly from: string | null
  readonly until: string | null
  readonly there: boolean
}

/** Parts that are no longer so are told anew. */
function retell<P, V extends Record<string, any>>(
  rows: HistoryRows<any>,
  before: readonly Part<P>[],
  after: readonly Part<P>[],
  values: (part: P) => V,
): void {
  const was = new Map(before.map((each) => [each.id, canonical(each)]))
  for (const each of after) {
    if (was.get(each.id) !== canonical(each)) rows.restate(each.id, each.there ? [{ ...each, values: values(each.part) }] : [])
    was.delete(each.id)
  }
  for (const gone of was.keys()) rows.reverse(gone)
}

function tellOrganization({ organization: rows, clause, told }: Rows, event: ViewedEvent<unknown>): void {
  const { before, after } = evolved<OrganizationState>(organization, told, event)
  const chapters = chaptersOfOrganization(after)
  rows.restate(
    event.id,
    chapters.map(({ values, ...days }) => ({ ...days, values: { ...values, ...foldedForSearch(values.name) } })),
  )
  retell(clause, clausesOf(before), clausesOf(after), ({ text, source }) => ({ organization: event.id, text, source }))
}

function tellPost({ post: rows, assignment, delegation, told }: Rows, event: ViewedEvent<unknown>): void {
  const { before, after } = evolved<PostState>(post, told, event)
  rows.restate(event.id, chaptersOfPost(after))
  retell(assignment, assignmentsOf(before), assignmentsOf(after), ({ person, manner, order }) => ({
    ...{ post: event.id, person, manner },
    orderNumber: order,
  }))
  retell(delegation, delegationsOf(before), delegationsOf(after), ({ to, scope, order }) => ({
    ...{ post: event.id, receiver: to, scope },
    orderNumber: order,
  }))
}

/** Personal data reach a view as they are recorded: as ciphertext. */
const sealed = <T>(personal: T) => personal as T & string

/** Areas, organizations, people (ciphertext only), posts and who holds them. */
export const directoryView = view('directory', 9, tables, (on) => [
  on(AreasListed, ({ area }, { data }) => {
    for (const { code, level, name } of data.areas)
      area.correct(`area-${code}`, null, { code, level, name, ...(code.length > 2 && { parent: `area-${code.slice(0, -2)}` }) })
  }),
  on(AreaNameCorrected, ({ area }, { data }) => area.correctAll(`area-${data.code}`, { name: data.name })),

  ...organization.events.map((event) => on(event as EventType<string, unknown>, tellOrganization)),

  on(PersonRegistered, ({ person }, { id, data, log }) =>
    person.correct(id, null, { name: sealed(data.name), contacts: sealed(data.contacts), named: log }),
  ),
  on(NameCorrected, ({ person }, { id, data, log }) => person.correctAll(id, { name: sealed(data.name), named: log })),
  on(ContactChanged, ({ person }, { id, data }) => person.correctAll(id, { contacts: sealed(data.contacts) })),
  on(PersonalDataErased, ({ person }, { id, log }) => person.correctAll(id, { name: '', contacts: undefined, named: log, erased: log })),
  on(PersonMerged, ({ alias }, { id, data }) => {
    // of two merges that crossed each other the first holds: else neither record would stay
    for (let at: string | undefined = data.into; at !== undefined; at = alias.of(at)[0]?.survivor) if (at === id) return
    alias.correct(id, null, { survivor: data.into })
  }),
  on(PersonMergeReversed, ({ alias }, { id }) => alias.reverse(id)),

  ...post.events.map((event) => on(event as EventType<string, unknown>, tellPost)),
])
