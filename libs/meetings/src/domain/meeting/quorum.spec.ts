import { describe, expect, it } from '@jest/globals'
import { someId } from '@prasan/event-sourcing/testing'
import fc from 'fast-check'
import { countedSeats, quorate, quorumLog, quorumOf, votersOf } from './quorum.js'
import type { Attended } from './attended.js'
import type { Opened } from './state.js'

const bodies = ['x', 'y'].map((name) => someId('committee', name))
const people = ['a', 'b', 'c', 'd', 'e'].map((name) => someId('person', name))
const times = ['09:00', '10:00', '11:00', '12:00']

const somebody = fc.constantFrom(...people)
const interval = fc
  .tuple(fc.option(fc.constantFrom(...times), { nil: undefined }), fc.option(fc.constantFrom(...times), { nil: undefined }))
  .filter(([from, to]) => from === undefined || to === undefined || from < to)
  .map(([from, to]) => ({ from, to }))
const chair = fc.record({
  body: fc.nat(1),
  occupant: fc.option(somebody, { nil: undefined }),
  alternates: fc.option(fc.uniqueArray(somebody, { minLength: 1, maxLength: 2 }), { nil: undefined }),
  counts: fc.boolean(),
  votes: fc.boolean(),
  attending: fc.option(
    fc.record({
      person: somebody,
      capacity: fc.constantFrom('self' as const, 'acting' as const, 'substitute' as const, 'observer' as const),
      there: fc.array(interval, { maxLength: 2 }),
    }),
    { nil: undefined },
  ),
})
const rules = fc.record({
  numerator: fc.integer({ min: 1, max: 3 }),
  more: fc.nat(3),
  base: fc.constantFrom('allSeats' as const, 'filledSeats' as const),
  substitutes: fc.constantFrom('count' as const, 'attendOnly' as const, 'none' as const),
})
const sitting = fc.record({
  chairs: fc.array(chair, { maxLength: 8 }),
  rules: fc.tuple(rules, rules),
  recused: fc.uniqueArray(somebody, { maxLength: 2 }),
  at: fc.option(fc.constantFrom('08:30', ...times, '12:30'), { nil: undefined }),
  observers: fc.array(somebody, { maxLength: 2 }),
})

type Sitting = typeof sitting extends fc.Arbitrary<infer T> ? T : never

function asRecorded({ chairs, rules, observers }: Sitting): { opened: Pick<Opened, 'bodies' | 'roster'>; attendance: Attended[] } {
  return {
    opened: {
      bodies: bodies.map((committee, i) => ({
        ...{ committee, revision: 1 },
        rules: {
          quorum: { numerator: rules[i]!.numerator, denominator: rules[i]!.numerator + rules[i]!.more, base: rules[i]!.base },
          ...{ substitutes: rules[i]!.substitutes, majority: 'simple' as const, castingVote: true },
        },
      })),
      roster: chairs.map(({ body, occupant, alternates, counts, votes }, i) => ({
        ...{ seat: someId('seat', String(i)), committee: bodies[body]!, number: i + 1, office: 'member', votes, countsForQuorum: counts },
        ...(occupant && { person: occupant }),
        ...(alternates && { alternates }),
      })),
    },
    attendance: [
      ...chairs.flatMap(({ attending }, i) => (attending ? [{ ...attending, seat: someId('seat', String(i)) }] : [])),
      ...observers.map((person) => ({ person, capacity: 'observer' as const, there: [{}] })),
    ],
  }
}

/** The rule said plainly: chair by chair and person by person, trying every way in which those who came can stand for the members. */
function plainly({ chairs, rules, recused, at }: Sitting, body: number) {
  const inTheRoom = ({ there }: NonNullable<Sitting['chairs'][number]['attending']>) => {
    if (at === undefined) return there.length > 0 && there[there.length - 1]!.to === undefined
    return there.some(({ from, to }) => !(from !== undefined && at < from) && !(to !== undefined && at >= to))
  }
  const who = ({ attending, alternates }: Sitting['chairs'][number]) =>
    attending &&
    inTheRoom(attending) &&
    !recused.includes(attending.person) &&
    (attending.capacity === 'self' ||
      attending.capacity === 'acting' ||
      (attending.capacity === 'substitute' && (rules[body]!.substitutes === 'count' || alternates?.includes(attending.person) === true)))
      ? attending.person
      : undefined
  const mine = chairs.filter((chair) => chair.body === body && chair.counts && !recused.includes(chair.occupant ?? ''))
  const vacant = mine.filter((chair) => chair.occupant === undefined)
  const base =
    people.filter((person) => mine.some((chair) => chair.occupant === person)).length +
    (rules[body]!.base === 'allSeats' ? vacant.length : 0)
  const most = (left: readonly Sitting['chairs'][number][], used: readonly string[]): number => {
    const [chair, ...others] = left
    if (!chair) return 0
    const without = most(others, used)
    const person = who(chair)
    const member = chair.occupant ?? (rules[body]!.base === 'allSeats' ? `chair ${mine.indexOf(chair)}` : undefined)
    if (person === undefined || member === undefined || used.includes(`person ${person}`) || used.includes(`member ${member}`))
      return without
    return Math.max(without, 1 + most(others, [...used, `person ${person}`, `member ${member}`]))
  }
  const present = most(mine, [])
  const { numerator, more } = rules[body]!
  let needed = 1
  while (needed * (numerator + more) < base * numerator) needed++
  return { committee: bodies[body], present, base, needed, met: present >= needed }
}

describe('the quorum', () => {
  it('is what counting persons one by one gives, for any roster, attendance, recusal and time', () => {
    fc.assert(
      fc.property(sitting, (drawn) => {
        const { opened, attendance } = asRecorded(drawn)
        expect(quorumOf(opened, attendance, new Set(drawn.recused), drawn.at)).toEqual([plainly(drawn, 0), plainly(drawn, 1)])
      }),
      { numRuns: 2_000 },
    )
  })

  it('has a base that nobody who comes changes, and counts one person for many seats once', () => {
    fc.assert(
      fc.property(sitting, (drawn) => {
        const { opened, attendance } = asRecorded(drawn)
        const bases = (entries: readonly Attended[]) => quorumOf(opened, entries, new Set(drawn.recused), drawn.at).map(({ base }) => base)
        expect(bases(attendance)).toEqual(bases([]))
        const [one] = people
        const alone = opened.roster.map(({ seat }) => ({ seat, person: one!, capacity: 'substitute' as const, there: [{}] }))
        for (const { present } of quorumOf(opened, alone)) expect(present).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('is never met by more people than there are, nor by observers', () => {
    fc.assert(
      fc.property(sitting, (drawn) => {
        const { opened, attendance } = asRecorded(drawn)
        for (const { present, base } of quorumOf(opened, attendance)) expect(present).toBeLessThanOrEqual(base)
        const seated = attendance.filter(({ seat }) => seat !== undefined)
        expect(quorumOf(opened, seated)).toEqual(quorumOf(opened, attendance))
        expect(votersOf(opened, seated)).toEqual(votersOf(opened, attendance))
      }),
    )
  })
})

describe('the quorum as it goes', () => {
  const [A, B, C] = people as [string, string, string]
  const [S, T, U] = ['0', '1', '2'].map((name) => someId('seat', name)) as [string, string, string]
  const rule = { quorum: { numerator: 2, denominator: 3, base: 'allSeats' as const }, substitutes: 'count' as const }
  const opened = (at?: string) => ({
    at,
    bodies: [{ committee: bodies[0]!, revision: 1, rules: { ...rule, majority: 'simple' as const, castingVote: true } }],
    roster: [S, T, U].map((seat, i) => ({
      ...{ seat, committee: bodies[0]!, number: i + 1, office: 'member', votes: true, countsForQuorum: true, person: people[i]! },
    })),
  })
  const came = (seat: string, person: string, ...there: Attended['there']) => ({ seat, person, capacity: 'self' as const, there })
  const attendance = [
    came(S, A, {}),
    came(T, B, { from: '08:50', to: '10:40' }, { from: '11:00', to: '12:00' }),
    came(U, C),
    { person: people[3]!, capacity: 'observer' as const, there: [{ from: '09:15', to: '09:45' }] },
  ]
  const went = (...of: Parameters<typeof quorumLog>) =>
    quorumLog(...of).map(({ from, quorum, came, left }) => [from, quorum[0]!.present, quorate(quorum), came, left])

  it('is counted as the meeting begins, who was early included, and each time that somebody came or went for a seat, until it ends', () => {
    expect(went(opened('09:00'), attendance, new Set(), '12:00')).toEqual([
      ['09:00', 2, true, [A, B], []],
      ['10:40', 1, false, [], [B]],
      ['11:00', 2, true, [B], []],
    ])
    expect(went(opened(), attendance)).toEqual([
      [undefined, 1, false, [A], []],
      ['08:50', 2, true, [B], []],
      ['10:40', 1, false, [], [B]],
      ['11:00', 2, true, [B], []],
      ['12:00', 1, false, [], [B]],
    ])
  })

  it('is that of an item without whoever is recused from it', () =>
    expect(went(opened('09:00'), attendance, new Set([A])).map(([from, present, met]) => [from, present, met])).toEqual([
      ['09:00', 1, false],
      ['10:40', 0, false],
      ['11:00', 1, false],
      ['12:00', 0, false],
    ]))

  it('is at each time what is counted then, and of as many seats', () => {
    fc.assert(
      fc.property(sitting, (drawn) => {
        const { opened, attendance } = asRecorded(drawn)
        const recused = new Set(drawn.recused)
        for (const { from, quorum } of quorumLog(opened, attendance, recused)) {
          expect(quorum).toEqual(quorumOf(opened, attendance, recused, from ?? '00:00'))
          const seats = countedSeats(opened, attendance, recused, from ?? '00:00')
          const bodyOf = new Map(opened.roster.map(({ seat, committee }) => [seat, committee]))
          for (const { committee, present } of quorum)
            expect(seats.filter(({ seat }) => bodyOf.get(seat) === committee)).toHaveLength(present)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('who may vote', () => {
  it('is whoever attends for a voting seat, once, and is not recused', () => {
    fc.assert(
      fc.property(sitting, (drawn) => {
        const { opened, attendance } = asRecorded(drawn)
        const expected = people.filter(
          (person) =>
            !drawn.recused.includes(person) &&
            drawn.chairs.some(
              ({ attending, alternates, votes, body }) =>
                votes &&
                attending?.person === person &&
                attending.capacity !== 'observer' &&
                (attending.capacity !== 'substitute' ||
                  drawn.rules[body]!.substitutes === 'count' ||
                  alternates?.includes(person) === true) &&
                (drawn.at === undefined
                  ? attending.there.length > 0 && attending.there.at(-1)!.to === undefined
                  : attending.there.some(({ from = '', to = '~' }) => from <= drawn.at! && drawn.at! < to)),
            ),
        )
        expect([...votersOf(opened, attendance, new Set(drawn.recused), drawn.at)].sort()).toEqual(expected.sort())
      }),
    )
  })
})
