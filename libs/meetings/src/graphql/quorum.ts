/** Who counts at a meeting: the count of each body, how it went as people came and left, and of whom it was made. */
import { Committee, QuorumRule, Seat, SubstitutesEnum } from '@prasan/committees/reading'
import { Person, survivorsOf } from '@prasan/directory/reading'
import { type AsOf, described } from '@prasan/event-sourcing'
import { type Asked, Bilingual, From, type RequestContext, enumOf, partsOf } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { Capacity } from '../domain/meeting/choices.js'
import { type Counted, countedSeats, quorate, quorumLog, quorumOf, votersOf } from '../domain/meeting/quorum.js'
import { type MeetingRow, type ResolutionRow, attendanceOf, recusalsOf, rostersByIds } from '../views/meetings/queries.js'
import { entryOf } from '../views/meetings/view.js'
import { arithmetic, sinceWhen } from './words.js'

/** A count with the meeting by whose roster it is. */
type OfMeeting = Asked<Counted & { readonly meeting: string }>
const rulesOf = async ({ meeting, committee, asOf }: OfMeeting, request: RequestContext) =>
  (await request.one(rostersByIds, meeting, asOf))?.bodies.find((body) => body.committee === committee)?.rules ?? null

@ObjectType({
  description: described(
    'องค์ประชุม',
    'The count of persons that makes a body able to resolve. Whoever sits in two seats counts once; the recused are out of it.',
  ),
})
export class Quorum {
  @Field(() => Committee, { nullable: true, description: described('คณะที่นับองค์ประชุม', 'The body that is counted.') }) committee?: unknown
  @Field(() => Int, { description: described('ผู้มาประชุมที่นับได้ (คน)', 'Persons present who count.') }) present!: number
  @Field(() => Int, {
    description: described(
      'จำนวนที่ใช้เป็นฐาน: บุคคล และที่นั่งว่างเมื่อระเบียบให้นับ',
      'Persons, and vacant seats where the rules count them, of whom a part is needed.',
    ),
  })
  base!: number
  @Field(() => Int, { description: described('ต้องมาอย่างน้อย (คน)', 'How many must be present at least.') }) needed!: number
  @Field(() => Boolean, { description: described('ครบองค์ประชุมหรือไม่', 'Whether enough are present.') }) met!: boolean
  @From(arithmetic)
  @Field(() => Bilingual, {
    description: described(
      'การนับเป็นข้อความ เช่น มา 12 จาก 22 ครบองค์ประชุม (≥ 11)',
      'The count in words, as in 12 of 22 present, quorate (≥ 11).',
    ),
  })
  arithmetic!: Bilingual
  @From(async (of: OfMeeting, request) => (await rulesOf(of, request))?.quorum ?? null)
  @Field(() => QuorumRule, {
    nullable: true,
    description: described(
      'ระเบียบที่ใช้นับในการประชุมนั้น เช่น หนึ่งในสามเมื่อนัดใหม่ ว่างเมื่อองค์ประกอบของวันประชุมไม่มีคณะนี้แล้ว',
      'The rule by which it is counted at this meeting, as one third where it was called again; null where the body is no longer on its roster.',
    ),
  })
  rule?: unknown
  @From(async (of: OfMeeting, request) => (await rulesOf(of, request))?.substitutes ?? null)
  @Field(() => SubstitutesEnum, {
    nullable: true,
    description: described('ผู้มาประชุมแทนนับหรือไม่ในการประชุมนั้น', 'What substitutes might do at this meeting; null as `rule`.'),
  })
  substitutes?: string | null
}

@ObjectType({
  description: described('องค์ประชุมตั้งแต่เวลาหนึ่ง จนมีผู้มาถึงหรือออกครั้งต่อไป', 'The quorum from a time on, until somebody came or went again.'),
})
export class QuorumChange {
  @Field(() => String, {
    nullable: true,
    description: described('ตั้งแต่เวลา HH:MM ว่างเมื่อเริ่มประชุมโดยไม่ทราบเวลา', 'HH:MM; null: from the beginning, whose time is not known.'),
  })
  from?: string | null
  @Field(() => String, {
    nullable: true,
    description: described('ถึงเวลา HH:MM ว่างเมื่อยังประชุมอยู่หรือไม่ทราบเวลาเลิก', 'HH:MM; null: to the end, which is not known or has not come.'),
  })
  until?: string | null
  @Field(() => Boolean, { description: described('ครบองค์ประชุมทุกคณะหรือไม่', 'Whether every body has its quorum.') }) met!: boolean
  @Field(() => Bilingual, {
    description: described('เป็นข้อความ เช่น ตั้งแต่ 10.40 น. ไม่ครบองค์ประชุม', 'In words, as in From 10:40 the meeting is below its quorum.'),
  })
  sentence!: Bilingual
  @Field(() => [Quorum], { description: described('การนับของแต่ละคณะ', 'The count of each body.') }) quorum!: unknown[]
  @Field(() => [Person], {
    description: described('ผู้ที่มาถึงในเวลานั้น หรือมาแล้วเมื่อเริ่มประชุม', 'Who came then for a seat; of the first, who was there as it began.'),
  })
  came!: unknown[]
  @Field(() => [Person], { description: described('ผู้ที่ออกในเวลานั้น', 'Who left then.') }) left!: unknown[]
}

@ObjectType({ description: described('ที่นั่งที่นับเป็นองค์ประชุม และผู้ที่มา', 'A seat that was counted, and who came for it.') })
export class CountedSeat {
  @Field(() => Seat, { nullable: true, description: described('ที่นั่ง', 'The seat.') }) seat?: unknown
  @Field(() => Person, { nullable: true, description: described('ผู้มาประชุม', 'Who came for it.') }) person?: unknown
  @Field(() => enumOf(Capacity), { description: described('ฐานะที่มาประชุม', 'In which capacity.') }) capacity!: string
}

/** The roster and the attendance of a meeting, two records of one person as one; undefined until it opens. */
async function satAt(id: string, asOf: AsOf, request: RequestContext) {
  const found = await request.one(rostersByIds, id, asOf)
  if (!found) return undefined
  const rows = await request.many(attendanceOf, id, asOf)
  const known = async (person: string) => (await request.map(survivorsOf, person, asOf)) ?? person
  const entries = rows.map(async (row) => ({
    ...entryOf(row),
    id: row.id,
    ...(row.person !== null && { person: await known(row.person) }),
  }))
  const places = found.roster.map(async ({ person, alternates, ...place }) => ({
    ...place,
    ...(person !== undefined && { person: await known(person) }),
    ...(alternates && { alternates: await Promise.all(alternates.map(known)) }),
  }))
  return { bodies: found.bodies, roster: await Promise.all(places), entries: await Promise.all(entries) }
}

async function recusedAt(meeting: string, item: string | null, asOf: AsOf, request: RequestContext): Promise<Set<string>> {
  const recusals = item === null ? [] : (await request.many(recusalsOf, meeting, asOf)).filter((recusal) => recusal.item === item)
  return new Set(await Promise.all(recusals.map(async ({ person }) => (await request.map(survivorsOf, person, asOf)) ?? person)))
}

const shown = (counts: readonly Counted[], meeting: string, asked: Asked<object>) =>
  partsOf(
    counts.map((counted) => ({ ...counted, meeting })),
    asked,
  )

/** Everybody who came, counted for each body. */
export async function quorumAtOpening(meeting: Asked<MeetingRow>, request: RequestContext) {
  const sat = await satAt(meeting.id, meeting.asOf, request)
  if (!sat) return []
  const came = sat.entries.map((entry) => ({ ...entry, there: entry.there.length > 0 ? [{}] : [] }))
  return shown(quorumOf(sat, came), meeting.id, meeting)
}

/** How it went, of an item without those who are recused from it. */
export async function quorumLogOf(meeting: Asked<MeetingRow>, item: string | null, request: RequestContext) {
  const { id, asOf, openedAt, closedAt } = meeting
  const sat = await satAt(id, asOf, request)
  if (!sat) return []
  const recused = await recusedAt(id, item, asOf, request)
  const log = quorumLog({ ...sat, at: openedAt ?? undefined }, sat.entries, recused, closedAt ?? undefined)
  return partsOf(
    log.map(({ from, quorum, ...moved }, i) => ({
      ...{ from: from ?? null, until: log[i + 1]?.from ?? closedAt, met: quorate(quorum), sentence: sinceWhen(from, quorate(quorum)) },
      ...{ quorum: shown(quorum, id, meeting), ...moved },
    })),
    meeting,
  )
}

export const quorumOfResolution = (row: Asked<ResolutionRow>) => shown(row.quorum, row.meeting, row)

/** Who was there for a resolution: of one whose time is known whoever was then; of another whoever was as it was recorded. */
async function presentFor({ meeting, item, at, seen, asOf }: Asked<ResolutionRow>, request: RequestContext) {
  const sat = await satAt(meeting, asOf, request)
  if (!sat) return undefined
  const there = seen === null ? sat.entries : sat.entries.flatMap((entry) => (seen[entry.id] ? [{ ...entry, there: [{}] }] : []))
  return { sat, there, recused: await recusedAt(meeting, item, asOf, request), at: at ?? undefined }
}

export async function seatsCounted(resolution: Asked<ResolutionRow>, request: RequestContext) {
  const present = await presentFor(resolution, request)
  if (!present) return []
  const { day, asOf } = resolution
  return partsOf(
    countedSeats(present.sat, present.there, present.recused, present.at).map(({ seat, ...came }) => ({
      ...came,
      seat: request.node(seat, { ...asOf, day }),
    })),
    resolution,
  )
}

export async function votersFor(resolution: Asked<ResolutionRow>, request: RequestContext) {
  const present = await presentFor(resolution, request)
  return present ? votersOf(present.sat, present.there, present.recused, present.at).size : null
}

export const recusedFromResolution = async ({ meeting, item, asOf }: Asked<ResolutionRow>, request: RequestContext) => {
  const recused = await recusedAt(meeting, item, asOf, request)
  const people = await Promise.all([...recused].map((person) => request.node(person, asOf)))
  return people.filter((person) => person !== null)
}

/** By the rules of the host, which counts the votes. */
export const majorityFor = async ({ meeting, asOf }: Asked<ResolutionRow>, request: RequestContext) =>
  (await request.one(rostersByIds, meeting, asOf))?.bodies[0]?.rules.majority ?? null
