/** Who sits where on any day, as known at any time: the views against occupants folded from the streams, over random histories. */
import { describe, expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import { type CommitteeState, committee, occupantsOn, postsSeatedOn } from '@prasan/committees/contract'
import { seatsOf, seatsOfEver } from '@prasan/committees/reading'
import { linesOf } from '@prasan/answering/reading'
import { answeredBy, answering } from '@prasan/answering'
import { type PostState, post } from '@prasan/directory/contract'
import { type Command, RuleRefused, aliveOn } from '@prasan/event-sourcing'
import { TODAY, type Told, fold, given, someId, told, viewed } from '@prasan/event-sourcing/testing'
import fc from 'fast-check'

const BODY = someId('committee')
const POSTS = ['p', 'q'].map((name) => someId('post', name))
const PEOPLE = ['a', 'b', 'c'].map((name) => someId('person', name))
const ORGANIZATIONS = ['o', 'u'].map((name) => someId('organization', name))
const DAYS = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01']
const ASKED = ['2025-12-31', ...DAYS.flatMap((day) => [day, `${day.slice(0, 8)}15`])]
const both = (th: string) => ({ th })
const commands = new Map(contexts.flatMap((context) => context.commands.map((each) => [each.name, each])))
const seen = contexts.filter(({ name }) => name === 'directory' || name === 'committees')

const day = fc.constantFrom(...DAYS)
const from = fc.option(day, { nil: undefined, freq: 6 })
const until = fc.option(day, { nil: undefined })
const someone = fc.constantFrom(...PEOPLE)
const nth = fc.nat(2)
const kind = fc.oneof(
  fc.constantFrom(...POSTS).map((post) => ({ exOfficio: { post } })),
  fc.constantFrom(...ORGANIZATIONS).map((organization) => ({ representative: { organization } })),
  fc.record({ person: someone, until }).map((expert) => ({ expert })),
)
const place = { number: fc.integer({ min: 1, max: 4 }), office: fc.constantFrom('member', 'secretary'), kind }
const reason = fc.constant('reason')
const manner = fc.constantFrom('substantive', 'acting', 'caretaker')
const term = { person: someone, manner, from, until }
const recorded = fc.record({ person: someone, from: day }, { requiredKeys: ['person'] })

/** A step names a command and the n-th seat or assignment there is; what the domain refuses is left out of the history. */
const step = fc.oneof(
  ...Object.entries({
    CreateSeat: { ...place, from, until },
    ChangeSeat: { seat: nth, ...place, from: day },
    CorrectSeat: { seat: nth, ...place, from, stepOn: until, reason },
    ReverseSeatChange: { seat: nth, from: day, reason },
    NameRepresentative: { seat: nth, person: someone, from },
    WithdrawRepresentative: { seat: nth, person: someone, on: day },
    CorrectRepresentative: { seat: nth, recorded, person: someone, from, until, reason },
    ReverseRepresentative: { seat: nth, recorded, reason },
    AppointExpert: { seat: nth, person: someone, from: day, until },
    CorrectExpertAppointment: { seat: nth, recorded, person: someone, from: day, until, reason },
    ReverseExpertAppointment: { seat: nth, recorded, reason },
    VacateSeat: { seat: nth, on: day, reason },
    CorrectVacancy: { seat: nth, recordedOn: day, on: day, reason, correction: reason },
    ReverseVacancy: { seat: nth, on: day, reason },
    AbolishSeat: { seat: nth, on: day },
    CorrectSeatAbolition: { seat: nth, on: day, reason },
    ReverseSeatAbolition: { seat: nth, reason },
    DissolveCommittee: { on: day },
    CorrectDissolution: { on: day, reason },
    ReverseDissolution: { reason },
    AdoptRules: { rules: fc.record({ holdOver: fc.boolean() }), from },
    CorrectRules: { recordedFrom: from, rules: fc.record({ holdOver: fc.boolean() }), from, reason },
    ReverseRules: { recordedFrom: from, reason },
    AssignRole: term,
    NameHeadPost: { post: fc.constantFrom(...POSTS), from },
    EndRole: { assignment: nth, on: day },
    CorrectRoleAssignment: { assignment: nth, ...term, reason },
    ReverseRoleAssignment: { assignment: nth, reason },
  }).map(([command, input]) =>
    fc.record({ command: fc.constant(command), of: fc.nat(1), input: fc.record(input as Record<string, fc.Arbitrary<unknown>>) }),
  ),
)

const without = (input: object) => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))

function historyOf(steps: readonly { command: string; of: number; input: Record<string, unknown> }[]): Told[] {
  const story: Told[] = []
  const tell = (id: string, command: Command, input: object, n: number) => {
    const facts = story.filter((told) => told.id === id).map(({ fact }) => fact)
    try {
      story.push(
        ...told(
          id,
          TODAY,
          ...given(...facts)
            .when(command, without(input), { named: String(n) })
            .facts(),
        ),
      )
    } catch (error) {
      if (!(error instanceof RuleRefused)) throw error
    }
  }
  let begun = 0
  const begin = (id: string, name: string, input: object) => tell(id, commands.get(name)!, input, --begun)
  begin(BODY, 'EstablishCommittee', { name: both('คณะ'), type: 'committee' })
  for (const id of ORGANIZATIONS) begin(id, 'RegisterOrganization', { name: both('หน่วยงาน'), kind: 'provincial' })
  for (const id of POSTS) begin(id, 'EstablishPost', { title: both('ตำแหน่ง'), organization: ORGANIZATIONS[0] })
  for (const kind of [
    { exOfficio: { post: POSTS[0]! } },
    { representative: { organization: ORGANIZATIONS[0]! } },
    { expert: { person: PEOPLE[0]! } },
  ])
    begin(BODY, 'CreateSeat', { number: -begun, office: 'member', kind, from: DAYS[0] })
  for (const [n, { command, of, input }] of steps.entries()) {
    const target = commands.get(command)!
    const id = { post: POSTS, organization: ORGANIZATIONS }[target.aggregate.category]?.[of] ?? BODY
    const own = story.filter((told) => told.id === id)
    const named = (part: 'seat' | 'assignment', created: string) => {
      const ids = own.filter(({ fact }) => fact.type === created).map(({ fact }) => (fact.data as Record<string, string>)[part]!)
      return { [part]: ids[(input[part] as number) % Math.max(1, ids.length)] ?? someId(part, 'none') }
    }
    tell(
      id,
      target,
      {
        ...input,
        ...('seat' in input && named('seat', 'SeatCreated')),
        ...('assignment' in input && named('assignment', 'RoleAssigned')),
      },
      n,
    )
  }
  return story
}

/** Seat by seat who sits there; since when only where somebody does. */
function fromStreams(story: readonly Told[], on: string) {
  const of = (id: string) => story.filter((told) => told.id === id).map(({ fact }) => fact)
  const body = fold<CommitteeState>(committee, of(BODY))
  const posts = new Map(postsSeatedOn(body, on).map((id) => [id, fold<PostState>(post, of(id))]))
  return Object.fromEntries(
    occupantsOn(body, posts, on).map(({ seat, number, person, manner, since }) => [seat, [number, person, manner, person && since]]),
  )
}

describe('occupants of any day, as known at any time', () => {
  it('are those that the streams give, as are the lines of all days; and what each answers for is what is answered by them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), async (steps) => {
        const story = historyOf(steps)
        const views = await viewed(
          seen.flatMap((context) => context.views),
          seen.flatMap(({ aggregates }) => aggregates),
          story,
        )
        try {
          for (let log = 1; log <= story.length; log++) {
            const known = { day: TODAY, log: log === story.length ? null : log }
            const ever = seatsOfEver.run(views, { ids: [BODY], asOf: known }).map(({ id }) => id)
            const { lines, peopleOn } = linesOf.run(views, { ids: [BODY, ...POSTS, ...ORGANIZATIONS, ...ever], asOf: known })
            for (const on of ASKED) {
              const asOf = { day: on, log: log === story.length ? null : log }
              const seats = seatsOf.run(views, { ids: [BODY], asOf })
              const answers = answering.run(views, { ids: seats.map(({ id }) => id), asOf })
              const shown = Object.fromEntries(
                seats.map(({ id, number }) => {
                  const { person, manner, since } = answers.get(id)!
                  return [id, [number, person, manner, person && since]]
                }),
              )
              expect({ on, log, ...shown }).toEqual({ on, log, ...fromStreams(story.slice(0, log), on) })
              const owners = [BODY, ...POSTS, ...ORGANIZATIONS, ...seats.map(({ id }) => id)]
              const all = answering.run(views, { ids: owners, asOf })
              const who = (person: (owner: string) => string | null) => Object.fromEntries(owners.map((owner) => [owner, person(owner)]))
              const answered = who((owner) => all.get(owner)!.person)
              const told = who((owner) => lines.get(owner)?.find((stretch) => aliveOn(stretch, on))?.answering ?? null)
              expect({ on, log, ...told }).toEqual({ on, log, ...answered })
              expect(owners.filter((owner) => answered[owner] !== null && !peopleOn(owner, on).includes(answered[owner]!))).toEqual([])
              for (const by of [...POSTS, ...PEOPLE]) {
                const theirs = owners.filter((owner) => [all.get(owner)!.person, all.get(owner)!.post].includes(by))
                expect({ on, log, by, owners: answeredBy.run(views, { by, asOf }).sort() }).toEqual({ on, log, by, owners: theirs.sort() })
              }
            }
          }
        } finally {
          views.close()
        }
      }),
      { numRuns: 60 },
    )
  })
})
