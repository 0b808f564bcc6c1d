// Quorum counts persons, not chairs: whoever sits in two seats counts once; who is recused leaves the count.
import type { z } from '@prasan/event-sourcing'
import type { counted } from './shapes.js'
import type { Attended, Opened } from './state.js'

export type Counted = z.infer<typeof counted>

export const quorate = (bodies: readonly Counted[]): boolean => bodies.every(({ met }) => met)

/** Whether somebody was there at a time of the day; without a time, whether they came and are not known to have left. */
export function wasThere({ there }: Attended, at: string | undefined): boolean {
  if (at === undefined) return there.length > 0 && there.at(-1)!.to === undefined
  return there.some(({ from = '00:00', to = '24:00' }) => from <= at && at < to)
}

/**
 * The count of each body. A seat stands for the person who attends for it, else for its occupant; a vacant seat for itself, where the rules
 * count all seats. Seats of the recused are out of both sides of the count (Administrative Procedure Act, section 15).
 */
export function quorumOf(
  { bodies, roster }: Pick<Opened, 'bodies' | 'roster'>,
  attendance: readonly Attended[],
  recused: ReadonlySet<string> = new Set(),
  at?: string,
): Counted[] {
  return bodies.map(({ committee, rules: { quorum, substitutes } }) => {
    const present = new Set<string>()
    const members = new Set<string>()
    for (const seat of roster) {
      if (seat.committee !== committee || !seat.countsForQuorum) continue
      const attending = attendance.find(
        (entry) =>
          entry.seat === seat.seat && entry.person && wasThere(entry, at) && (entry.capacity !== 'substitute' || substitutes === 'count'),
      )?.person
      if ((attending && recused.has(attending)) || (seat.person && recused.has(seat.person))) continue
      if (attending) present.add(attending)
      const member = attending ?? seat.person ?? (quorum.base === 'allSeats' ? seat.seat : undefined)
      if (member) members.add(member)
    }
    const needed = Math.max(1, Math.ceil((members.size * quorum.numerator) / quorum.denominator))
    return { committee, present: present.size, base: members.size, needed, met: present.size >= needed }
  })
}

/** Persons who may vote: attending for a seat that votes, and not recused. */
export function votersOf(
  { bodies, roster }: Pick<Opened, 'bodies' | 'roster'>,
  attendance: readonly Attended[],
  recused: ReadonlySet<string> = new Set(),
  at?: string,
): Set<string> {
  const voting = new Map(roster.filter(({ votes }) => votes).map(({ seat, committee }) => [seat, committee]))
  const substitutesCount = new Map(bodies.map(({ committee, rules }) => [committee, rules.substitutes === 'count']))
  const voters = attendance.filter(
    ({ seat, person, capacity, ...entry }) =>
      person !== undefined &&
      seat !== undefined &&
      voting.has(seat) &&
      !recused.has(person) &&
      wasThere({ ...entry }, at) &&
      (capacity !== 'substitute' || substitutesCount.get(voting.get(seat)!)),
  )
  return new Set(voters.map(({ person }) => person!))
}
