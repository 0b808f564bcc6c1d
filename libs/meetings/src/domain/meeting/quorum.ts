// Quorum counts persons, not chairs: whoever sits in two seats counts once; who is recused leaves the count.
import { aliveOn, grouped, type z } from '@prasan/event-sourcing'
import { type Attended, spanOf } from './attended.js'
import type { counted } from './roster.js'
import type { Opened, RulesOfTheDay } from './state.js'

export type Counted = z.infer<typeof counted>

export const quorate = (bodies: readonly Counted[]): boolean => bodies.every(({ met }) => met)

/** Whether somebody was there at a time of the day; without a time, whether they came and are not known to have left. */
export function wasThere({ there }: Pick<Attended, 'there'>, at: string | undefined): boolean {
  if (at === undefined) return there.length > 0 && there.at(-1)!.to === undefined
  return there.some((stay) => aliveOn(spanOf(stay), at))
}

/**
 * The count of each body. Its base is the persons who hold its seats, each once however many they hold, and the vacant seats where the rules
 * count all; who comes in their place changes nothing in it. Present is everybody who came for one of these, once however many seats they
 * came for, and one for each; the standing alternate of a seat counts whatever the rules say of substitutes. Who is recused is out of both (Administrative Procedure Act, section 15); a substitute who is recused is
 * not there.
 */
export const quorumOf = (of: Sat, attendance: readonly Attended[], recused: ReadonlySet<string> = new Set(), at?: string): Counted[] =>
  basesOf(of, attendance, recused).map((base) => countedAt(base, at))

/** The count from a time on, until the next, and who came and went then. */
export interface QuorumFrom {
  /** HH:MM; undefined: since the meeting began, whose time is not known. */
  readonly from: string | undefined
  readonly quorum: Counted[]
  /** Persons there for a seat who were not before, and those who no longer are. */
  readonly came: readonly string[]
  readonly left: readonly string[]
}

/** The counts of a meeting from its beginning to its end: as it begins, and at each time at which somebody who has a seat came or went. */
export function quorumLog(
  of: Sat & Pick<Opened, 'at'>,
  attendance: readonly Attended[],
  recused: ReadonlySet<string> = new Set(),
  closedAt = '24:00',
): QuorumFrom[] {
  const bases = basesOf(of, attendance, recused)
  const seated = attendance.filter(({ seat, capacity, person }) => seat !== undefined && capacity !== 'observer' && person !== undefined)
  const opening = of.at ?? '00:00'
  const people = grouped(seated, ({ person }) => person!)
  const moves = seated.flatMap(({ person, there }) =>
    there.flatMap(({ from, to }) => [from, to].flatMap((time) => (time !== undefined ? [{ time, person: person! }] : []))),
  )
  const moved = grouped(
    moves.filter(({ time }) => opening < time && time < closedAt),
    ({ time }) => time,
  )
  const there = new Set<string>()
  return [opening, ...[...moved.keys()].sort()].map((time, i) => {
    const those = i === 0 ? [...people.keys()] : [...new Set(moved.get(time)!.map(({ person }) => person))]
    const isThere = (person: string) => people.get(person)!.some((entry) => wasThere(entry, time))
    const came = those.filter((person) => !there.has(person) && isThere(person))
    const left = those.filter((person) => there.has(person) && !isThere(person))
    for (const person of came) there.add(person)
    for (const person of left) there.delete(person)
    return { from: i === 0 ? of.at : time, quorum: bases.map((base) => countedAt(base, time)), came, left }
  })
}

type Sat = Pick<Opened, 'bodies' | 'roster'>

/** Somebody who came for a seat of a member, and counts for that. */
interface Claim {
  readonly seat: string
  readonly member: string
  readonly person: string
  readonly entry: Attended
}
/** What a body asks for. Most came for one member for whom nobody else came: for the others it is sought how most of them can stand for one. */
interface Base {
  readonly committee: string
  readonly base: number
  readonly needed: number
  readonly claims: readonly Claim[]
  readonly alone: readonly Claim[]
  readonly others: readonly Claim[]
}

function basesOf({ bodies, roster }: Sat, attendance: readonly Attended[], recused: ReadonlySet<string>): Base[] {
  const came = grouped(
    attendance.filter(({ seat, person }) => seat !== undefined && person !== undefined && !recused.has(person)),
    ({ seat }) => seat!,
  )
  return bodies.map(({ committee, rules: { quorum, substitutes } }) => {
    const members = new Set<string>()
    const claims = roster.flatMap(({ seat, committee: of, countsForQuorum, person, alternates }) => {
      const member = person ?? (quorum.base === 'allSeats' ? seat : undefined)
      if (of !== committee || !countsForQuorum || member === undefined || recused.has(member)) return []
      members.add(member)
      const counting = (came.get(seat) ?? []).filter((entry) => counts(entry, substitutes, alternates))
      return counting.map((entry) => ({ seat, member, person: entry.person!, entry }))
    })
    const [byPerson, byMember] = [grouped(claims, ({ person }) => person), grouped(claims, ({ member }) => member)]
    const isAlone = ({ person, member }: Claim) => byPerson.get(person)!.length === 1 && byMember.get(member)!.length === 1
    const needed = Math.max(1, Math.ceil((members.size * quorum.numerator) / quorum.denominator))
    return { committee, base: members.size, needed, claims, alone: claims.filter(isAlone), others: claims.filter((one) => !isAlone(one)) }
  })
}

function countedAt({ committee, base, needed, alone, others }: Base, at: string | undefined): Counted {
  const present = alone.filter(({ entry }) => wasThere(entry, at)).length + standing(others, at).size
  return { committee, present, base, needed, met: present >= needed }
}

/** By the member: who is there and stands for them. */
const standing = (claims: readonly Claim[], at: string | undefined): ReadonlyMap<string, string> =>
  paired(
    grouped(
      claims.filter(({ entry }) => wasThere(entry, at)),
      ({ person }) => person,
    ),
  )

/** The seats that were counted, in the order of the roster: one for each person, of the member for whom they stood. */
export function countedSeats(
  of: Sat,
  attendance: readonly Attended[],
  recused: ReadonlySet<string>,
  at: string | undefined,
): { readonly seat: string; readonly person: string; readonly capacity: Attended['capacity'] }[] {
  return basesOf(of, attendance, recused).flatMap(({ claims }) => {
    const left = new Map(standing(claims, at))
    return claims.flatMap(({ seat, member, person, entry }) => {
      if (left.get(member) !== person || !wasThere(entry, at)) return []
      left.delete(member)
      return [{ seat, person, capacity: entry.capacity }]
    })
  })
}

const counts = ({ capacity, person }: Attended, substitutes: RulesOfTheDay['substitutes'], alternates: readonly string[] = []) =>
  capacity !== 'observer' && (capacity !== 'substitute' || substitutes === 'count' || alternates.includes(person!))

/** By the member: the most persons who can each stand for one of their own among those they came for. */
function paired(claims: ReadonlyMap<string, readonly Claim[]>): ReadonlyMap<string, string> {
  const standsFor = new Map<string, string>()
  const findsOne = (person: string, asked: Set<string>): boolean =>
    claims.get(person)!.some(({ member }) => {
      if (asked.has(member)) return false
      asked.add(member)
      const other = standsFor.get(member)
      if (other !== undefined && !findsOne(other, asked)) return false
      standsFor.set(member, person)
      return true
    })
  for (const person of claims.keys()) findsOne(person, new Set())
  return standsFor
}

/** Persons who may vote: attending for a seat that votes, and not recused. */
export function votersOf(
  { bodies, roster }: Sat,
  attendance: readonly Attended[],
  recused: ReadonlySet<string> = new Set(),
  at?: string,
): Set<string> {
  const voting = new Map(roster.filter(({ votes }) => votes).map((seat) => [seat.seat, seat]))
  const substitutes = new Map(bodies.map(({ committee, rules }) => [committee, rules.substitutes]))
  const voters = attendance.filter((entry) => {
    const seat = entry.seat !== undefined && voting.get(entry.seat)
    if (!seat || entry.person === undefined || recused.has(entry.person) || !wasThere(entry, at)) return false
    return counts(entry, substitutes.get(seat.committee)!, seat.alternates)
  })
  return new Set(voters.map(({ person }) => person!))
}
