/**
 * MeetingNeedsQuorumToResolve: whoever sits where, comes, goes, is recused or turns out to have done otherwise, and in whichever order that is
 * recorded, each resolution is by the count that somebody makes by hand (quorum-by-hand.ts), is refused where that is too few, is counted
 * again where it becomes another; a meeting that never had enough is closed as such, and says so again where its attendance is corrected; and how
 * the quorum went, of the meeting and of each item, is what somebody in the room would have counted.
 */
import { contexts } from '@prasan/api'
import { type Command, type Outcome, commandIdOf, handle, idWithin } from '@prasan/event-sourcing'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { Api } from '../support/api.js'
import * as hand from './quorum-by-hand.js'

const LONG = process.env['PRASAN_FAULTS'] === 'long'
const MEETINGS = LONG ? 10_000 : 300
const [DAY, OTHER_DAY, BEFORE] = ['2026-09-10', '2026-09-17', '2026-09-01']
/** On which terms, seats and rules begin and end: before both days, between them, after both. */
const TURNS = ['2026-09-05', '2026-09-14', '2026-09-25'] as const
const TIMES = ['09:00', '09:30', '10:00', '10:30', '11:00'] as const
const [OPENS, CLOSES] = ['09:00', '12:00']
const reason = 'บันทึกผิด'
const QUORUM = 'MeetingNeedsQuorumToResolve'
/** Rules of a body that a story may break, as it happens. */
const BROKEN = [
  'OnlyTheOccupantAttendsInPerson',
  'SubstitutesMustBeTaken',
  'RecusedMemberDoesNotCountForTheItem',
  'VotesAreCastByThosePresent',
  'NoticeMustPrecedeMeetingByRule',
]
const commands = new Map<string, Command>(contexts.flatMap((context) => context.commands.map((command) => [command.name, command])))

// What is drawn.

const PEOPLE = 7
const n = fc.nat({ max: 20 })
const person = fc.nat({ max: PEOPLE - 1 })
const turn = fc.option(fc.constantFrom(...TURNS), { nil: undefined, freq: 2 })
const days = fc
  .tuple(turn, turn)
  .map(([a, b]): hand.Days => (a !== undefined && b !== undefined && a >= b ? { from: a } : { from: a, until: b }))
const mostly = fc.oneof({ weight: 2, arbitrary: fc.constant<hand.Days>({}) }, { weight: 1, arbitrary: days })
const at = fc.option(fc.constantFrom(...TIMES), { nil: undefined, freq: 2 })
const rulesOfABody = fc.record({
  quorum: fc.record({
    numerator: fc.constantFrom(1, 1, 1, 2),
    denominator: fc.constantFrom(2, 3, 4),
    base: fc.constantFrom('allSeats' as const, 'filledSeats' as const),
  }),
  substitutes: fc.constantFrom('count' as const, 'attendOnly' as const, 'none' as const),
  holdOver: fc.boolean(),
})
const seat = fc.record({
  body: fc.constantFrom(0, 0, 0, 1, 2),
  kind: fc.constantFrom('post' as const, 'post' as const, 'sent' as const, 'expert' as const),
  post: fc.nat({ max: 2 }),
  first: fc.record({ person, days: mostly }),
  second: fc.option(fc.record({ person, days }), { nil: undefined }),
  vacatedOn: fc.option(fc.constantFrom(...TURNS), { nil: undefined, freq: 1 }),
  days: mostly,
  alternates: fc.array(fc.record({ person, days }), { maxLength: 2 }),
  votes: fc.constantFrom(true, true, false),
  counts: fc.constantFrom(true, true, true, false),
})
const role = {
  post: fc.nat({ max: 2 }),
  slot: fc.nat({ max: 3 }),
  person,
  days: mostly,
  reverse: fc.constantFrom(false, false, false, true),
}
const entry = {
  seat: fc.option(n, { nil: undefined, freq: 12 }),
  /** Somebody else than whoever sits there. */
  other: fc.option(person, { nil: undefined, freq: 2 }),
  absent: fc.constantFrom(false, false, false, false, true),
  arrived: at,
  left: at,
}
const resolution = {
  item: fc.option(fc.nat({ max: 1 }), { nil: undefined }),
  at,
  votes: fc.option(fc.nat({ max: 5 }), { nil: undefined, freq: 1 }),
}
const op = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('come' as const), ...entry }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('arrive' as const, 'leave' as const), n, at: fc.constantFrom(...TIMES) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('correct' as const), n, ...entry }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reverse' as const), n }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('recuse' as const, 'return' as const), person, item: fc.nat({ max: 1 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('resolve' as const), ...resolution }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resolveOtherwise' as const), n, ...resolution }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unresolve' as const), n }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('close' as const, 'reopen' as const),
      at: fc.option(fc.constant(CLOSES), { nil: undefined }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('assign' as const), ...role }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), other: fc.boolean(), bodies: fc.constantFrom(1, 1, 2, 3) }) },
)
const story = fc.record({
  rules: fc.array(
    fc.record({ first: rulesOfABody, second: fc.option(fc.record({ from: fc.constantFrom(...TURNS), rules: rulesOfABody })) }),
    {
      minLength: 3,
      maxLength: 3,
    },
  ),
  seats: fc.array(seat, { minLength: 3, maxLength: 7 }),
  roles: fc.array(fc.record(role), { minLength: 2, maxLength: 7 }),
  bodies: fc.constantFrom(1, 1, 2, 3),
  recalled: fc.constantFrom(false, false, false, true),
  opening: fc.record({ at: fc.option(fc.constant(OPENS), { nil: undefined }), unknown: fc.constantFrom(false, false, false, true) }),
  /** Who came for each seat, as it is recorded first. */
  came: fc.array(fc.option(fc.record(entry), { freq: 4 }), { minLength: 7, maxLength: 7 }),
  sitting: fc.array(op, { minLength: 6, maxLength: 16 }),
  afterwards: fc.option(fc.array(op, { maxLength: 10 }), { freq: 3 }),
})
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never
type Step = Story['sitting'][number]

let api: Api
let tries = 0
let last = 0n
/** How often each command was recorded, and each rule refused. */
const seen = new Map<string, number>()
const saw = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)
beforeAll(async () => {
  api = await Api.start()
})
afterAll(() => api.close())

interface Given {
  readonly outcome: Outcome
  readonly recorded: boolean
  /** The id of what the command began in its stream. */
  readonly begun: (category: string, n?: number) => string
}
async function give(name: string, input: object, id?: string, despite: readonly string[] = BROKEN): Promise<Given> {
  const commandId = commandIdOf('system:test', `quorum ${++tries}`, id)
  const outcome = await handle(
    { ...api.application.runtime.handling, exists: () => true },
    {
      ...{ command: commands.get(name)!, input, actor: 'system:test', commandId },
      recordDespite: despite.map((rule) => ({ rule, reason })),
      ...(id !== undefined && { id }),
    },
  )
  if (outcome.is === 'InputInvalid' || outcome.is === 'RevisionConflict')
    throw new Error(`${name}: ${JSON.stringify(outcome, (_, part: unknown) => String(part))}`)
  const recorded = outcome.is === 'Recorded' && outcome.events.length > 0
  if (recorded) {
    saw(name)
    last = outcome.position
  }
  if (outcome.is === 'RuleBroken') saw(outcome.rule.code)
  return { outcome, recorded, begun: (category, n = 0) => `${category}-${idWithin(commandId, `${category}:${n}`)}` }
}
async function made(name: string, input: object, id?: string): Promise<string> {
  const { outcome } = await give(name, input, id)
  if (outcome.is !== 'Recorded') throw new Error(`${name}: ${outcome.is === 'RuleBroken' ? outcome.rule.code : outcome.is}`)
  return outcome.id
}

/** What a story is about. */
interface Cast {
  readonly meeting: string
  readonly people: readonly string[]
  readonly posts: readonly string[]
  readonly all: readonly string[]
  readonly items: readonly string[]
  readonly recallOf: string | undefined
  /** By post and place in it: the assignment that is recorded. */
  readonly assignments: Map<string, string>
  book: hand.Book
}

async function begin(told: Story): Promise<Cast> {
  const people: string[] = []
  for (let i = 0; i < PEOPLE; i++) people.push(await made('RegisterPerson', { name: { th: { given: `คนที่ ${tries}` } } }))
  const organization = await made('RegisterOrganization', { name: { th: `จังหวัด ${tries}` }, kind: 'provincial' })
  const posts: string[] = []
  for (let i = 0; i < 3; i++) posts.push(await made('EstablishPost', { title: { th: `ตำแหน่ง ${i}` }, organization }))
  const all: string[] = []
  const rules: Record<string, hand.BodyRules[]> = {}
  for (const [i, { first, second }] of told.rules.entries()) {
    const body = await made('EstablishCommittee', { name: { th: `คณะ ${tries} ${i}` }, type: 'committee' })
    all.push(body)
    await made('AdoptRules', { rules: first }, body)
    if (second) await made('AdoptRules', { rules: second.rules, from: second.from }, body)
    rules[body] = [first, ...(second ? [{ ...second.rules, from: second.from }] : [])]
  }
  const seats: hand.Seat[] = []
  for (const [i, drawn] of told.seats.entries())
    seats.push(...(await seatOf(drawn, i + 1, { body: all[drawn.body]!, posts, people, organization })))
  const bodies = all.slice(0, told.bodies)
  const recallOf = told.recalled ? await inquorate(bodies) : undefined
  const meeting = await made('ScheduleMeeting', { bodies, on: DAY, ...(recallOf && { recallOf }) })
  if (recallOf) await made('SendNotice', { sentOn: BEFORE, oneThird: true }, meeting)
  const items: string[] = []
  for (const title of ['ก', 'ข']) {
    const { begun } = await give('AddAgendaItem', { section: 5, kind: 'consider', title: { th: title } }, meeting)
    items.push(begun('agendaItem'))
  }
  const book: hand.Book = {
    ...{ posts: {}, seats, rules, called: { on: DAY, bodies }, opened: undefined, closed: undefined, bodies: [], places: [], entries: {} },
    ...{ recusals: [], resolutions: {}, ...(recallOf && { recallOf: { on: BEFORE, withinDays: 14, numerator: 1, denominator: 3 } }) },
  }
  const cast = { meeting, people, posts, all, items, recallOf, assignments: new Map<string, string>(), book }
  for (const each of told.roles) await tell(cast, { do: 'assign', ...each })
  const { at, unknown } = told.opening
  await made('OpenMeeting', { at, noticeUnknown: true, ...(unknown && { attendanceUnknown: true }) }, meeting)
  cast.book = hand.writtenDown({ ...cast.book, opened: { at, unknown } })
  for (const [seat, each] of told.came.entries())
    if (each && seat < cast.book.places.length) await tell(cast, { do: 'come', ...each, seat })
  return cast
}

/** A meeting to which nobody came. */
async function inquorate(bodies: readonly string[]): Promise<string> {
  const meeting = await made('ScheduleMeeting', { bodies, on: BEFORE })
  await made('OpenMeeting', { noticeUnknown: true }, meeting)
  await made('CloseMeeting', {}, meeting)
  return meeting
}

async function seatOf(
  drawn: Story['seats'][number],
  number: number,
  of: { body: string; posts: readonly string[]; people: readonly string[]; organization: string },
): Promise<hand.Seat[]> {
  const { kind, first, second, votes, counts: countsForQuorum } = drawn
  const { body } = of
  const who = (term: { person: number; days: hand.Days }) => ({ person: of.people[term.person]!, ...term.days })
  const expert = { person: of.people[first.person]!, until: first.days.until }
  const as = {
    post: { exOfficio: { post: of.posts[drawn.post]! } },
    sent: { representative: { organization: of.organization } },
    expert: { expert },
  }[kind]
  const { outcome, begun } = await give('CreateSeat', { number, office: 'member', kind: as, votes, countsForQuorum, ...drawn.days }, body)
  if (outcome.is !== 'Recorded') return []
  const id = begun('seat')
  const seat = { id, body, ...drawn.days, votes, counts: countsForQuorum }
  const alternates: hand.Term[] = []
  if (kind !== 'expert')
    for (const each of drawn.alternates)
      if ((await give('NameAlternate', { seat: id, ...who(each) }, body)).recorded) alternates.push(who(each))
  if (kind === 'post') return [{ ...seat, post: of.posts[drawn.post]!, alternates }]
  if (kind === 'sent') {
    const { person, from } = who(first)
    const sent: hand.Term[] = []
    if ((await give('NameRepresentative', { seat: id, person, from }, body)).recorded) sent.push({ person, from })
    const { until } = first.days
    if (until !== undefined && sent.length > 0 && (await give('WithdrawRepresentative', { seat: id, person, on: until }, body)).recorded)
      sent[0] = { person, from, until }
    return [{ ...seat, sent, alternates }]
  }
  const experts: hand.Term[] = [{ person: expert.person, from: drawn.days.from, until: expert.until }]
  const next = second && { person: of.people[second.person]!, from: second.days.from ?? TURNS[1], until: second.days.until }
  if (next && (await give('AppointExpert', { seat: id, ...next }, body)).recorded) experts.push(next)
  const { vacatedOn } = drawn
  const left = vacatedOn !== undefined && (await give('VacateSeat', { seat: id, on: vacatedOn, reason }, body)).recorded
  return [{ ...seat, experts, alternates, ...(left && { vacatedOn }) }]
}

const pick = <T>(among: readonly T[], at: number): T | undefined => among[at % Math.max(1, among.length)]

/**
 * Gives a command of the meeting. The book says what follows if it is recorded: whether that leaves a resolution without the quorum that it had,
 * which is refused until it is recorded despite, and whether a meeting that is over has now had a quorum or not.
 */
async function step(cast: Cast, name: string, input: object, next: hand.Book | ((given: Given) => hand.Book)): Promise<void> {
  const before = cast.book
  const after = (given: Given) => (typeof next === 'function' ? next(given) : next)
  let given = await give(name, input, cast.meeting)
  const { outcome } = given
  if (outcome.is === 'RuleBroken' && outcome.rule.code !== QUORUM) return
  const lost = Object.entries(before.resolutions).some(([id, resolved]) => {
    const rightly = after(given).resolutions[id]
    return rightly && hand.quorate(hand.countsAt(before, resolved)) && !hand.quorate(hand.countsAt(after(given), rightly))
  })
  expect([name, input, outcome.is === 'RuleBroken' ? QUORUM : undefined]).toEqual([name, input, lost ? QUORUM : undefined])
  if (lost) given = await give(name, input, cast.meeting, [...BROKEN, QUORUM])
  if (given.outcome.is !== 'Recorded') throw new Error(`${name}: ${JSON.stringify(given.outcome)}`)
  if (!given.recorded) return
  cast.book = after(given)
  const turned = before.closed && cast.book.closed && hand.neverQuorate(before) !== hand.neverQuorate(cast.book)
  expect([name, input, given.outcome.events.includes('MeetingRecounted')]).toEqual([name, input, turned ?? false])
  if (turned) saw('MeetingRecounted')
  if (given.outcome.events.includes('QuorumRecounted')) saw('QuorumRecounted')
}

async function resolve(cast: Cast, told: Pick<hand.Resolved, 'at' | 'votes'> & { item: number | undefined }): Promise<void> {
  const { meeting, items, book } = cast
  const item = told.item === undefined ? undefined : items[told.item]
  const votes = told.votes === undefined ? {} : { votes: { for: told.votes, against: 0 } }
  const resolved = { item, at: told.at, votes: told.votes, seen: book.entries }
  const input = { item, at: told.at, ...votes, kind: 'noted', text: { th: `รับทราบ ${tries}` } }
  const refused = hand.refusedBy(book, resolved)
  const despite: string[] = []
  for (const rule of refused) {
    const { outcome } = await give('PassResolution', input, meeting, despite)
    expect([input, outcome.is === 'RuleBroken' && outcome.rule.code]).toEqual([input, rule])
    if (outcome.is === 'RuleBroken' && outcome.rule.of === 'record') return
    despite.push(rule)
  }
  const { outcome, begun } = await give('PassResolution', input, meeting, despite)
  expect([input, outcome.is === 'RuleBroken' ? outcome.rule.code : outcome.is]).toEqual([input, 'Recorded'])
  cast.book = { ...book, resolutions: { ...book.resolutions, [begun('resolution')]: resolved } }
}

async function tell(cast: Cast, told: Step): Promise<void> {
  const { book, people, meeting } = cast
  const ids = Object.keys(book.entries)
  switch (told.do) {
    case 'assign': {
      const post = cast.posts[told.post]!
      const manner = (['substantive', 'substantive', 'acting', 'caretaker'] as const)[told.slot]!
      const place = `${post} ${told.slot}`
      const known = cast.assignments.get(place)
      const term = { person: people[told.person]!, ...told.days }
      const [name, input] =
        known === undefined
          ? (['AssignRole', { manner, ...term }] as const)
          : told.reverse
            ? (['ReverseRoleAssignment', { assignment: known, reason }] as const)
            : (['CorrectRoleAssignment', { assignment: known, manner, ...term, reason }] as const)
      const { recorded, begun } = await give(name, input, post)
      if (!recorded) return
      const id = known ?? begun('assignment')
      const { [id]: _, ...held } = book.posts[post] ?? {}
      const gone = name === 'ReverseRoleAssignment'
      if (gone) cast.assignments.delete(place)
      else cast.assignments.set(place, id)
      cast.book = { ...book, posts: { ...book.posts, [post]: { ...held, ...(!gone && { [id]: { ...term, manner } }) } } }
      return
    }
    case 'come':
    case 'correct': {
      const seat = told.seat === undefined ? undefined : pick(book.places, told.seat)
      const person = told.other === undefined ? (seat?.person ?? people[0]) : people[told.other]
      const [arrived, left] = told.absent ? [] : [told.arrived, told.left]
      const input = { seat: seat?.seat, person, arrived, left, ...(told.absent && { absence: { excused: true } }) }
      const entry = hand.entered(book, { ...input, absent: told.absent })
      if (told.do === 'come')
        return step(cast, 'RecordAttendance', { entries: [input] }, ({ begun }) => hand.withEntry(book, begun('attendance'), entry))
      const id = pick(ids, told.n)
      return id === undefined
        ? undefined
        : step(cast, 'CorrectAttendance', { attendance: id, ...input, reason }, hand.corrected(book, id, entry))
    }
    case 'reverse': {
      const id = pick(ids, told.n)
      return id === undefined ? undefined : step(cast, 'ReverseAttendance', { attendance: id, reason }, hand.corrected(book, id, undefined))
    }
    case 'arrive':
    case 'leave': {
      const came = told.do === 'arrive'
      const open = Object.values(book.entries).filter(({ there }) => (there.length > 0 && there.at(-1)!.to === undefined) !== came)
      const { person } = pick(open.length > 0 ? open : Object.values(book.entries), told.n) ?? {}
      if (person === undefined) return
      return step(
        cast,
        came ? 'RecordArrival' : 'RecordDeparture',
        { person, at: told.at },
        (came ? hand.arrived : hand.left)(book, person, told.at),
      )
    }
    case 'recuse':
    case 'return': {
      const drawn = { person: people[told.person]!, item: cast.items[told.item]! }
      const recusal = told.do === 'return' ? (pick(book.recusals, told.person) ?? drawn) : drawn
      const others = book.recusals.filter(({ person, item }) => person !== recusal.person || item !== recusal.item)
      return told.do === 'recuse'
        ? step(cast, 'DeclareRecusal', recusal, { ...book, recusals: [...others, recusal] })
        : step(cast, 'ReverseRecusal', { ...recusal, reason }, { ...book, recusals: others })
    }
    case 'resolve':
      return resolve(cast, told)
    case 'resolveOtherwise': {
      const id = pick(Object.keys(book.resolutions), told.n)
      if (id === undefined) return
      const item = told.item === undefined ? undefined : cast.items[told.item]
      const votes = told.votes === undefined ? {} : { votes: { for: told.votes, against: 0 } }
      const input = { resolution: id, item, at: told.at, ...votes, kind: 'noted', text: { th: `รับทราบ ${tries}` }, reason }
      const before = book.resolutions[id]!
      const rightly = { ...before, item, votes: told.votes, at: told.at ?? before.at }
      return step(cast, 'CorrectResolution', input, { ...book, resolutions: { ...book.resolutions, [id]: rightly } })
    }
    case 'unresolve': {
      const id = pick(Object.keys(book.resolutions), told.n)
      if (id === undefined) return
      const { [id]: _, ...resolutions } = book.resolutions
      return step(cast, 'ReverseResolution', { resolution: id, reason }, { ...book, resolutions })
    }
    case 'close': {
      const { outcome, recorded } = await give('CloseMeeting', { at: told.at }, meeting)
      expect(outcome.is === 'RuleBroken' && outcome.rule.code).toBe(book.closed ? 'MeetingMustBeOpen' : false)
      if (recorded) cast.book = { ...book, closed: { at: told.at } }
      return
    }
    case 'reopen': {
      const { recorded } = await give('ReverseMeetingClosing', { reason }, meeting)
      expect(recorded).toBe(book.closed !== undefined)
      cast.book = { ...book, closed: undefined }
      return
    }
    case 'move': {
      const called = { on: told.other ? OTHER_DAY : DAY, bodies: cast.all.slice(0, told.bodies) }
      const { recallOf } = cast
      const input = { ...called, ...(recallOf !== undefined && { recallOf }), reason }
      return step(cast, 'CorrectMeeting', input, hand.writtenDown({ ...book, called }))
    }
  }
}

/** What the stories came to, each oftener than by chance. */
const SEEN = [
  ...['RecordAttendance', 'CorrectAttendance', 'ReverseAttendance', 'RecordArrival', 'RecordDeparture', 'DeclareRecusal', 'ReverseRecusal'],
  ...['PassResolution', 'CorrectResolution', 'ReverseResolution', 'CloseMeeting', 'ReverseMeetingClosing', 'CorrectMeeting', 'SendNotice'],
  ...['AssignRole', 'CorrectRoleAssignment', 'ReverseRoleAssignment', 'NameAlternate', 'NameRepresentative', 'AppointExpert'],
  ...[QUORUM, 'ResolutionNeedsSomebodyPresent', 'QuorumRecounted', 'MeetingRecounted', 'OPEN', 'HELD', 'INQUORATE', 'below for a while'],
]

const COUNT = 'committee { id } present base needed met'
const LOG = `{ from until met quorum { ${COUNT} } came { id } left { id } }`
const SHOWN = `query ($meeting: ID!, $a: ID!, $b: ID!) { meeting(id: $meeting) { state quorumLog ${LOG}
  a: quorumLog(item: $a) ${LOG} b: quorumLog(item: $b) ${LOG}
  quorum { ${COUNT} rule { numerator denominator base } substitutes }
  resolutions { id quorum { ${COUNT} } countedSeats { seat { id } person { id } } recused { id } voters } } }`

interface Thing {
  readonly id: string
}
type Shown = Omit<hand.Count, 'body'> & { readonly committee: Thing }
type Went = Omit<hand.Stretch, 'counts' | 'came' | 'left'> & { readonly quorum: Shown[]; readonly came: Thing[]; readonly left: Thing[] }
interface ShownMeeting {
  readonly state: string
  readonly quorumLog: Went[]
  readonly a: Went[]
  readonly b: Went[]
  readonly quorum: (Shown & { readonly rule: hand.BodyRules['quorum']; readonly substitutes: string })[]
  readonly resolutions: (Thing & {
    readonly quorum: Shown[]
    readonly countedSeats: { readonly seat: Thing; readonly person: Thing }[]
    readonly recused: Thing[]
    readonly voters: number
  })[]
}
async function shown({ meeting, items: [a, b] }: Cast): Promise<ShownMeeting> {
  await api.application.runtime.views.waitFor(last, 10_000)
  const { data, errors } = await api.post(SHOWN, { meeting, a, b })
  expect(errors).toBeUndefined()
  return data.meeting as ShownMeeting
}
const byHand = (counts: readonly hand.Count[]) => counts.map(({ body: id, ...count }) => ({ committee: { id }, ...count }))
const word = (text: string) => text.replace(/[A-Z]/g, '_$&').toUpperCase()
const idsOf = (things: readonly Thing[]) => things.map(({ id }) => id).sort()

function compare({ book, items }: Cast, { state, quorum, quorumLog, a, b, resolutions }: ShownMeeting): void {
  expect(Object.fromEntries(resolutions.map(({ id, quorum }) => [id, quorum]))).toEqual(
    Object.fromEntries(Object.entries(book.resolutions).map(([id, resolved]) => [id, byHand(hand.countsAt(book, resolved))])),
  )
  for (const { id, countedSeats, recused, voters } of resolutions) {
    const said = countedSeats.map(({ seat, person }) => ({ seat: seat.id.split('@')[0]!, person: person.id }))
    expect([said, hand.couldBeCounted(book, book.resolutions[id]!, said)]).toEqual([said, true])
    expect(idsOf(recused)).toEqual(hand.recusedOf(book, book.resolutions[id]!))
    expect(voters).toBe(hand.votersAt(book, book.resolutions[id]!).unrecused)
  }
  expect(quorum.map(({ rule: _, substitutes: __, ...count }) => count)).toEqual(byHand(hand.countsOfAll(book)))
  expect(quorum.map(({ rule, substitutes }) => ({ rule, substitutes }))).toEqual(
    book.bodies.map(({ quorum: { base, ...part }, substitutes }) => ({
      rule: { ...part, base: word(base) },
      substitutes: word(substitutes),
    })),
  )
  expect(state).toBe(!book.closed ? 'OPEN' : hand.neverQuorate(book) ? 'INQUORATE' : 'HELD')
  saw(state)
  const went = (log: readonly Went[]) => log.map(({ came, left, ...each }) => ({ ...each, came: idsOf(came), left: idsOf(left) }))
  const asItWent = (item?: string) => hand.asItWent(book, item).map(({ counts, ...each }) => ({ ...each, quorum: byHand(counts) }))
  expect(went(quorumLog)).toEqual(asItWent())
  expect([a, b].map(went)).toEqual(items.map(asItWent))
  if (quorumLog.some(({ met }) => met) && quorumLog.some(({ met }) => !met)) saw('below for a while')
}

it(
  'each resolution, each refusal and each end of a meeting is by the count that is made by hand',
  async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const cast = await begin(told)
        for (const each of told.sitting) await tell(cast, each)
        if (told.afterwards && !cast.book.closed) await tell(cast, { do: 'close', at: undefined })
        for (const each of told.afterwards ?? []) await tell(cast, each)
        compare(cast, await shown(cast))
      }),
      { numRuns: MEETINGS, seed: 20261128, endOnFailure: false },
    )
    for (const what of SEEN) expect([what, (seen.get(what) ?? 0) >= MEETINGS / 30]).toEqual([what, true])
  },
  LONG ? 7_200_000 : 600_000,
)
