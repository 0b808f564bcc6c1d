/** What each person is to be told on a day: the notices since the day before, for whoever answers on the day. */
import { commitmentsByIds } from '@prasan/commitments/reading'
import { seatsOf } from '@prasan/committees/reading'
import { peopleByIds, recordsOf, survivorsOf } from '@prasan/directory/reading'
import { type AsOf, type DataOf, type Day, type Views, categoryOf, grouped, query, sql } from '@prasan/event-sourcing'
import { meetingsByIds } from '@prasan/meetings/reading'
import type { DigestPrepared, Notice, NoticeKind } from '../domain/delivery/events.js'
import type { ToWhom } from '../domain/notices.js'
import { UNCHOSEN } from '../domain/preference.js'
import { preferencesOf } from '../views/deliveries/queries.js'
import { recipientsOf } from './recipients.js'

export type Digest = DataOf<typeof DigestPrepared>

interface NoticeRow {
  readonly log: number
  readonly kind: NoticeKind
  readonly about: string
  readonly owner: string | null
  readonly toWhom: Exclude<ToWhom, object> | null
  readonly actor: string
}

/** So many are told of in one digest; what is beyond is to be seen where the link leads. */
const MOST = 1_000

/**
 * The digests of a day on which gathering began, by what was known at that event: whichever node asks, and however often, the same. Whoever did
 * something is not told that they did it; whoever chose to be told nothing, and whose personal data were erased, has no digest.
 */
export const digestsOf = query('digestsOf', (views, { day }: { day: Day }): Digest[] => {
  const log = views.get<{ log: number }>(sql`select log from gathered where day = ${day}`)?.log
  if (log === undefined) return []
  const since = views.get<{ log: number | null }>(sql`select max(log) log from gathered where log < ${log}`)?.log ?? log
  const rows = views.all<NoticeRow>(sql`select * from notice where log > ${since} and log < ${log} order by log`)
  const asOf = { day, log }
  const addressed = addressedTo(views, rows, asOf)
  const recipients = recipientsOf(
    views,
    addressed.map(({ notice }) => notice.to),
    asOf,
  )
  const actors = survivorsOf.run(views, { ids: rows.map(({ actor }) => actor).filter((each) => categoryOf(each) === 'person'), asOf })
  const told = addressed.flatMap(({ notice, actor }) => {
    const person = recipients.get(notice.to)
    return person === undefined || person === (actors.get(actor) ?? actor) ? [] : [{ person, notice }]
  })
  const byPerson = grouped(told, ({ person }) => person)
  const erased = new Set(
    peopleByIds.run(views, { ids: [...byPerson.keys()], asOf }).flatMap((row) => (row.erased === null ? [] : [row.id])),
  )
  const people = [...byPerson].filter(([person]) => !erased.has(person))
  const chosen = chosenBy(
    views,
    people.map(([person]) => person),
    asOf,
  )
  return people.flatMap(([person, theirs]) => {
    const { channel, language } = (chosen.get(person) ?? UNCHOSEN) as Pick<Digest, 'channel' | 'language'>
    const notices = once(theirs.map(({ notice }) => notice)).slice(0, MOST)
    return channel === 'none' ? [] : [{ person, day, channel, language, notices }]
  })
})

/** Each notice with whom it is for and the day that it is about, as what it is about stands. */
function addressedTo(views: Views, rows: readonly NoticeRow[], asOf: AsOf): { notice: Notice; actor: string }[] {
  const of = (category: string) => ({ ids: [...new Set(rows.map(({ about }) => about))].filter((id) => categoryOf(id) === category), asOf })
  const promises = new Map(commitmentsByIds.run(views, of('commitment')).map((row) => [row.id, row]))
  const meetings = new Map(meetingsByIds.run(views, of('meeting')).map((row) => [row.id, row]))
  const bodies = [...new Set(rows.flatMap(({ toWhom, about }) => (toWhom === 'members' ? bodiesOf(meetings.get(about)) : [])))]
  const seats = grouped(seatsOf.run(views, { ids: bodies, asOf }), ({ committee }) => committee)
  const whom = ({ owner, toWhom, about }: NoticeRow): (string | null | undefined)[] => {
    if (toWhom === 'members') return bodiesOf(meetings.get(about)).flatMap((body) => (seats.get(body) ?? []).map(({ id }) => id))
    return [toWhom === 'owner' ? promises.get(about)?.owner : toWhom === 'watching' ? promises.get(about)?.committee : owner]
  }
  return rows.flatMap((row) => {
    const { kind, about, actor } = row
    const on = promises.get(about)?.dueOn ?? meetings.get(about)?.day
    return whom(row).flatMap((to) => (to ? [{ actor, notice: { kind, about, to, ...(on !== undefined && { day: on }) } }] : []))
  })
}

const bodiesOf = (meeting: { readonly bodies: unknown } | undefined) => (meeting?.bodies ?? []) as string[]

/** Of one thing the same is told once, however often it happened and in whichever of their seats. */
const once = (notices: readonly Notice[]) => [...new Map(notices.map((each) => [`${each.kind} ${each.about}`, each])).values()]

/** What each chose, under their own record or one that was merged into it. */
function chosenBy(views: Views, people: readonly string[], asOf: AsOf) {
  const chosen = new Map(
    preferencesOf.run(views, { ids: recordsOf.run(views, { ids: people, asOf }), asOf }).map((row) => [row.person, row]),
  )
  const records = survivorsOf.run(views, { ids: [...chosen.keys()], asOf })
  const byRecord = new Map([...chosen].map(([record, row]) => [records.get(record) ?? record, row]))
  return new Map(
    people.flatMap((person) => {
      const row = chosen.get(person) ?? byRecord.get(person)
      return row ? [[person, row] as const] : []
    }),
  )
}
