// Quorum counts persons, not chairs: whoever sits in two seats counts once; who is recused leaves the count.
import { aliveOn, type z } from '@prasan/event-sourcing'
import { type Attended, spanOf } from './attended.js'
import type { counted } from './roster.js'
import type { Opened, RulesOfTheDay } from './state.js'

export type Counted = z.infer<typeof counted>

export const quorate = (bodies: readonly Counted[]): boolean => bodies.every(({ met }) => met)

/** Whether somebody was there at a time of the day; without a time, whether they came and are not known to have left. */
export function wasThere({ there }: Attended, at: string | undefined): boolean {
  if (at === undefined) return there.length > 0 && there.at(-1)!.to === undefined
  return there.some((stay) => aliveOn(spanOf(stay), at))
}

/**
 * The count of each body. Its base is the persons who hold its seats, each once however many they hold, and the vacant seats where the rules
 * count all; who comes in their place changes nothing in it. Present is everybody who came for one of these, once however many seats they
 * came for, and one for each; the standing alternate of a seat counts whatever the rules say of substitutes. Who is recused is out of both (Administrative Procedure Act, section 15); a substitute who is recused is
 * not there.
 */
export function quorumOf(
  { bodies, roster }: Pick<Opened, 'bodies' | 'roster'>,
  attendance: readonly Attended[],
  recused: ReadonlySet<string> = new Set(),
  at?: string,
): Counted[] {
  return bodies.map(({ committee, rules: { quorum, substitutes } }) => {
    const base = new Set<string>()
    const cameFor = new Map<string, string[]>()
    for (const { seat, committee: of, countsForQuorum, person, alternates } of roster) {
      const member = person ?? (quorum.base === 'allSeats' ? seat : undefined)
      if (of !== committee || !countsForQuorum || member === undefined || recused.has(member)) continue
      base.add(member)
      for (const entry of attendance) {
        if (entry.seat !== seat || !entry.person || recused.has(entry.person) || !wasThere(entry, at)) continue
        if (!counts(entry, substitutes, alternates)) continue
        cameFor.set(entry.person, [...(cameFor.get(entry.person) ?? []), member])
      }
    }
    const present = paired(cameFor)
    const needed = Math.max(1, Math.ceil((base.size * quorum.numerator) / quorum.denominator))
    return { committee, present, base: base.size, needed, met: present >= needed }
  })
}

const counts = ({ capacity, person }: Attended, substitutes: RulesOfTheDay['substitutes'], alternates: readonly string[] = []) =>
  capacity !== 'observer' && (capacity !== 'substitute' || substitutes === 'count' || alternates.includes(person!))

/** The most persons who can each stand for a member of their own among those they came for. */
function paired(cameFor: ReadonlyMap<string, readonly string[]>): number {
  const standsFor = new Map<string, string>()
  const findsOne = (person: string, asked: Set<string>): boolean =>
    cameFor.get(person)!.some((member) => {
      if (asked.has(member)) return false
      asked.add(member)
      const other = standsFor.get(member)
      if (other !== undefined && !findsOne(other, asked)) return false
      standsFor.set(member, person)
      return true
    })
  return [...cameFor.keys()].filter((person) => findsOne(person, new Set())).length
}

/** Persons who may vote: attending for a seat that votes, and not recused. */
export function votersOf(
  { bodies, roster }: Pick<Opened, 'bodies' | 'roster'>,
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
