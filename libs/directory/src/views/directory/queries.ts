import {
  type AsOf,
  type Bilingual,
  type ByIds,
  type ListAsked,
  type PartsOf,
  type Row,
  type Sql,
  among,
  categoryOf,
  everIn,
  join,
  liesIn,
  list,
  normalised,
  query,
  rowsBy,
  rowsById,
  rowsFor,
  sql,
} from '@prasan/event-sourcing'
import type { OrganizationKind as Kinds } from '../../domain/organization/events.js'
import type { Manner } from '../../domain/post/events.js'
import { directoryView } from './view.js'

const { area, organization, clause, person, alias, post, assignment, delegation } = directoryView.tables

export type AreaRow = Row<typeof area.columns>
type OrganizationKind = (typeof Kinds)['options'][number]
export type OrganizationRow = Row<typeof organization.columns>
export type ClauseRow = Row<typeof clause.columns>
export type DelegationRow = Row<typeof delegation.columns>
export type PostRow = Row<typeof post.columns>
export type AssignmentRow = Row<typeof assignment.columns> & { manner: Manner }
/** Name and contacts as ciphertext: the API opens them at the edge. */
export interface PersonRow {
  id: string
  /** The id that was asked for: of the record itself, or of one that was merged into it. */
  asked: string
  name: string
  contacts: string | null
}

export const areasByIds = rowsById<AreaRow>(area)
/** SQL of the ids of the areas that lie directly in one, or of the provinces, at that moment. */
export const areasIn = (parent: string | undefined, asOf: AsOf): Sql =>
  sql`select id from area where ${parent === undefined ? sql`parent is null` : sql`parent = ${parent}`} and ${area.at(asOf)}`
/** Whether an area was ever recorded. */
export const areaExists = everIn(area)
export const areas = list<AreaRow, ListAsked & { parent?: string | undefined }>('areas', area, ({ parent }) => [
  parent === undefined ? sql`level = 'province'` : sql`parent = ${parent}`,
])

export const organizationsByIds = rowsById<OrganizationRow>(organization)
/** Organizations by id as they were on all days. */
export const organizationsEver = rowsById<OrganizationRow>(organization, true)
/** Organizations that bear the Thai or the English name on some days, however it is typed, with these days. */
export const organizationsNamed = query('organizationsNamed', (views, { name }: { name: Bilingual }) => {
  const folded = [name.th, name.en].map((each) => (each === undefined ? null : normalised(each)))
  return views
    .all<{ id: string; validFrom: string; validTo: string }>(
      sql`select id, validFrom, validTo from organization where foldedTh = ${folded[0]!} and knownTo is null
          union select id, validFrom, validTo from organization where foldedEn = ${folded[1]!} and knownTo is null`,
    )
    .map(({ id, validFrom: from, validTo: until }) => ({ id, from, until }))
})
export interface OrganizationsAsked extends ListAsked {
  readonly kind?: string | undefined
  /** An area and all that lies in it. */
  readonly area?: string | undefined
  readonly nameContains?: string | undefined
}
export const organizations = list<OrganizationRow, OrganizationsAsked>('organizations', organization, ({ kind, area, nameContains }) => [
  kind !== undefined && sql`kind = ${kind}`,
  area !== undefined && sql`exists (select 1 from json_each(areas) where ${liesIn('value', area)})`,
  nameContains !== undefined && sql`instr(folded, ${normalised(nameContains)}) > 0`,
])
/** What organizations are there to do on the day. */
/** The organization that a mandate clause was ever recorded of: a look-up for commands. */
export const organizationOfClause = query(
  'organizationOfClause',
  (views, { id }: { id: string }) =>
    views.get<{ organization: string }>(sql`select organization from mandateClause where id = ${id} limit 1`)?.organization,
)
/** Mandate clauses by their ids and by their organizations, with the days on which they hold. */
export const clausesByIds = rowsById<ClauseRow>(clause, true)
export const clausesOfOrganizations = rowsBy<ClauseRow>(clause, 'organization', { order: 'validFrom, id', everyDay: true })
export const mandateOf = rowsBy<ClauseRow>(clause, 'organization', { order: 'validFrom, id' })
/** What the holders of posts have delegated on the day. */
export const delegationsOf = rowsBy<DelegationRow>(delegation, 'post', { order: 'validFrom, id' })

/** What was delegated to posts and persons on the day. */
export const delegationsTo = rowsBy<DelegationRow>(delegation, 'receiver', { order: 'validFrom, id' })

/** The ids asked for, each with the id of the record that answers for it. */
const survivors = ({ ids, asOf }: ByIds) => sql`
  with recursive chain (asked, id) as (
    select value, value from json_each(${JSON.stringify(ids)})
    union select asked, survivor from chain join personAlias on personAlias.id = chain.id and ${alias.known(asOf.log)})
  select asked, id from chain where not exists (select 1 from personAlias where personAlias.id = chain.id and ${alias.known(asOf.log)})`

/** The record that answers for each person. */
export const survivorsOf = query(
  'survivorsOf',
  (views, asked: ByIds) => new Map(views.all<{ asked: string; id: string }>(survivors(asked)).map(({ asked, id }) => [asked, id])),
)
/** `cross join`: from the few asked for to their rows; SQLite might read all persons instead. */
export const peopleByIds = query('peopleByIds', (views, asked: ByIds) =>
  views
    .all<PersonRow>(sql`select person.*, asked from (${survivors(asked)}) cross join person using (id) where ${person.at(asked.asOf)}`)
    .map(person.decode),
)
/** Persons, each once, by the record that answers; `name`: only these, who bear what was typed. */
export const people = list<PersonRow, ListAsked & { name?: readonly string[] | undefined }>(
  'people',
  person,
  ({ name, asOf }) => [
    name === undefined
      ? sql`not exists (select 1 from personAlias where personAlias.id = person.id and ${alias.known(asOf.log)})`
      : sql`id in (select id from (${survivors({ ids: name, asOf })}))`,
  ],
  { orderBy: ['id'] },
  '*, id asked',
)
/** The names that were given by an event after the log number, in the order of the log: the next so many, corrected ones included. */
export const namedSince = query('namedSince', (views, { log, most }: { log: number; most: number }) =>
  views.all<{ id: string; name: string; named: number }>(
    sql`select id, name, named from person where named > ${log} and knownFrom = named order by named limit ${most}`,
  ),
)

/** Those whose personal data was erased by an event after the log number, in the order of the log. */
export const erasedSince = query('erasedSince', (views, { log }: { log: number }) =>
  views.all<{ id: string; erased: number }>(sql`select id, erased from person where erased > ${log} and knownTo is null order by erased`),
)

export const postsByIds = rowsById<PostRow>(post)
/** Posts by id, and those of organizations, as they were on all days. */
export const postsEver = rowsById<PostRow>(post, true)
export const postsOfEver = rowsBy<PostRow>(post, 'organization', { everyDay: true })
/** The organizations that worked in the area, or in a part of it, on some day; and the posts of it: of their own area, else of their organization's. */
export const withinAreaEver = query('withinAreaEver', (views, { area, asOf: { log } }: { area: string; asOf: AsOf }) => {
  const working = sql`select id from organization where ${organization.known(log)} and exists (select 1 from json_each(areas) where ${liesIn('value', area)})`
  const there = sql`${liesIn('area', area)} or (area is null and organization in (${working}))`
  const ids = (found: Sql) => views.all<{ id: string }>(found).map(({ id }) => id)
  return {
    organizations: [...new Set(ids(working))],
    posts: ids(sql`select distinct id from post where ${post.known(log)} and (${there})`),
  }
})
export const thoseOfAreas: PartsOf = query('thoseOfAreas', (views, { ids, log }) =>
  ids
    .filter((id) => categoryOf(id) === 'area')
    .flatMap((area) => Object.values(withinAreaEver.run(views, { area, asOf: { day: '', log } })).flat()),
)
export const posts = list<PostRow, ListAsked & { organization?: string | undefined }>('posts', post, ({ organization: of }) => [
  of !== undefined && sql`organization = ${of}`,
])

/** Posts of an area, of an organization or with these ids on the day, each with the kind of its organization. A post without an area is in those of its organization. */
export interface PostsWithin {
  readonly area?: string | undefined
  readonly organization?: string | undefined
  readonly ids?: readonly string[] | undefined
  readonly asOf: AsOf
}
export const postsWithin = query('postsWithin', (views, { area, organization: of, ids, asOf }: PostsWithin) => {
  const within = [
    area !== undefined &&
      sql`(${liesIn('post.area', area)} or (post.area is null and exists (select 1 from json_each(organization.areas) where ${liesIn('value', area)})))`,
    of !== undefined && sql`post.organization = ${of}`,
    ids !== undefined && sql`post.id in ${among(ids)}`,
  ].filter((condition) => condition !== false)
  return views
    .all<PostRow & { organizationKind: OrganizationKind | null }>(
      sql`select post.*, organization.kind organizationKind from post
           left join organization on organization.id = post.organization and ${organization.at(asOf)}
          where ${join([post.at(asOf), ...within], ' and ')} order by post.id`,
    )
    .map((row) => post.decode(row))
})

/** Everybody who holds one of the posts on the day. */
export const holdersOf = rowsBy<AssignmentRow>(assignment, 'post', { order: 'validFrom' })
/** The line of holders of each post, oldest first, as known at the log number; those to come included. */
export const lineOf = rowsBy<AssignmentRow>(assignment, 'post', { order: 'validFrom, id', everyDay: true })
/** Assignments by their own id, on whatever days they are. */
export const assignmentsOnAnyDay = rowsById<AssignmentRow>(assignment, true)
/** What records of persons hold, held or are to hold. */
export const heldEverBy = rowsBy<AssignmentRow>(assignment, 'person', { order: 'validFrom, id', everyDay: true })
/** The organizations that answer by one of the posts on the day. */
export const headedBy = query('headedBy', (views, { ids, asOf }: ByIds) =>
  views
    .all<{ id: string }>(sql`select id from organization where headPost in ${among(ids)} and ${organization.at(asOf)}`)
    .map(({ id }) => id),
)
/** The records that the persons answer for: their own and those merged into them. */
export const recordsOf = query('recordsOf', (views, { ids, asOf }: ByIds) =>
  views
    .all<{ id: string }>(
      sql`with recursive own (id) as (
            select value from json_each(${JSON.stringify(ids)})
            union select personAlias.id from own join personAlias on survivor = own.id and ${alias.known(asOf.log)})
          select id from own`,
    )
    .map(({ id }) => id),
)
/** Of posts and organizations those that have ended by the day, with the first day on which each no longer was. */
export const endedByDay = query('endedByDay', (views, { ids, asOf }: ByIds) =>
  [post, organization].flatMap((table) => views.all<{ id: string; until: string }>(table.endedBy(ids, asOf))),
)
/** The posts that a person holds on the day, under this record or one that was merged into it. */
export const heldBy = rowsFor<AssignmentRow>('heldBy', 'person', (views, { ids, asOf }: ByIds) =>
  views
    .all<AssignmentRow>(
      sql`with recursive own (holder, id) as (
            select value, value from json_each(${JSON.stringify(ids)})
            union select holder, personAlias.id from own join personAlias on survivor = own.id and ${alias.known(asOf.log)})
          select assignment.*, holder person from own join assignment on assignment.person = own.id and ${assignment.at(asOf)}
           order by validFrom, assignment.id`,
    )
    .map(assignment.decode),
)
/** For each post the day on which its last assignment before the day ended; absent where none ever did. */
export const vacantSince = query('vacantSince', (views, { ids, asOf }: ByIds) => {
  const rows = views.all<{ post: string; since: string }>(
    sql`select post, max(validTo) since from assignment where post in ${among(ids)} and ${assignment.known(asOf.log)} and validTo <= ${asOf.day} group by post`,
  )
  return new Map(rows.map((row) => [row.post, row.since]))
})
