/**
 * A meeting's count of persons as somebody keeps it by hand who has only the rules before them: who sits where on the day (docs/standing.md and what the
 * commands of bodies and posts say), who counts and what a recusal takes out (docs/standing.md, docs/adr/0044), and what a time, a correction and
 * a later word do to what was resolved (what the commands of meetings say). It reads nothing of ours and counts by trying every way.
 */
export type Day = string
export type Time = string

/** [from, until); what is left out is not known, or has no end. */
export interface Days {
  readonly from?: Day | undefined
  readonly until?: Day | undefined
}
export interface Term extends Days {
  readonly person: string
}
export interface BodyRules {
  readonly from?: Day | undefined
  readonly quorum: { readonly numerator: number; readonly denominator: number; readonly base: 'allSeats' | 'filledSeats' }
  readonly substitutes: 'count' | 'attendOnly' | 'none'
  readonly holdOver: boolean
}
export interface Seat extends Days {
  readonly id: string
  readonly body: string
  /** Each of a post, of an organization that sends somebody, or of a named expert. */
  readonly post?: string
  readonly sent?: readonly Term[]
  readonly experts?: readonly Term[]
  readonly vacatedOn?: Day | undefined
  readonly alternates: readonly Term[]
  readonly votes: boolean
  readonly counts: boolean
}
export interface Place {
  readonly seat: string
  readonly body: string
  readonly votes: boolean
  readonly counts: boolean
  readonly person?: string | undefined
  readonly acting: boolean
  readonly alternates: readonly string[]
}
export type BodyOfTheDay = Pick<BodyRules, 'quorum' | 'substitutes'> & { readonly body: string }

export interface Stay {
  readonly from?: Time | undefined
  readonly to?: Time | undefined
}
export interface Entry {
  readonly seat?: string | undefined
  readonly person?: string | undefined
  readonly capacity?: 'self' | 'acting' | 'substitute' | 'observer' | undefined
  readonly absent: boolean
  readonly there: readonly Stay[]
}
export interface Resolved {
  readonly item?: string | undefined
  readonly at?: Time | undefined
  readonly votes?: number | undefined
  /** Who was there when it was recorded: what counts where its time is not known. */
  readonly seen: Readonly<Record<string, Entry>>
}
/** All that was told; each step makes another. */
export interface Book {
  readonly posts: Readonly<Record<string, Readonly<Record<string, Term & { readonly manner: 'substantive' | 'acting' | 'caretaker' }>>>>
  readonly seats: readonly Seat[]
  readonly rules: Readonly<Record<string, readonly BodyRules[]>>
  readonly called: { readonly on: Day; readonly bodies: readonly string[] }
  /** The meeting without quorum that this one repeats with a third, as its notice says. */
  readonly recallOf?:
    { readonly on: Day; readonly withinDays: number; readonly numerator: number; readonly denominator: number } | undefined
  readonly opened?: { readonly at?: Time | undefined; readonly unknown: boolean } | undefined
  readonly closed?: { readonly at?: Time | undefined } | undefined
  readonly bodies: readonly BodyOfTheDay[]
  readonly places: readonly Place[]
  readonly entries: Readonly<Record<string, Entry>>
  readonly recusals: readonly { readonly person: string; readonly item: string }[]
  readonly resolutions: Readonly<Record<string, Resolved>>
}
export interface Count {
  readonly body: string
  readonly present: number
  readonly base: number
  readonly needed: number
  readonly met: boolean
}

const holds = ({ from, until }: Days, day: Day) => !(from !== undefined && day < from) && !(until !== undefined && until <= day)
const changed = <T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Readonly<Record<string, T>> => {
  const copy: Record<string, T> = {}
  for (const key of Object.keys(record)) copy[key] = change(record[key]!)
  return copy
}

// Who sits where on a day.

function sitsThere({ posts, rules }: Book, seat: Seat, day: Day): { person?: string | undefined; acting: boolean } {
  if (seat.post !== undefined) {
    const held = Object.values(posts[seat.post] ?? {}).filter((term) => holds(term, day))
    for (const manner of ['acting', 'substantive', 'caretaker'])
      for (const term of held) if (term.manner === manner) return { person: term.person, acting: manner === 'acting' }
    return { acting: false }
  }
  if (seat.sent) return { person: seat.sent.findLast((term) => holds(term, day))?.person, acting: false }
  const expert = (seat.experts ?? []).findLast(({ from }) => from === undefined || from <= day)
  const gone = seat.vacatedOn !== undefined && seat.vacatedOn <= day && (expert?.from === undefined || expert.from < seat.vacatedOn)
  if (!expert || gone) return { acting: false }
  const over = expert.until !== undefined && expert.until <= day
  return { person: over && !inForce(rules[seat.body]!, day).holdOver ? undefined : expert.person, acting: false }
}
const inForce = (rules: readonly BodyRules[], day: Day) => rules.findLast(({ from }) => from === undefined || from <= day)!

const daysAfter = (day: Day, days: number) => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** What is written down as the meeting opens, and again where its day or its bodies turn out to be others. */
export function writtenDown(book: Book): Book {
  const { called, seats, rules, recallOf } = book
  const third = recallOf && called.on > recallOf.on && called.on <= daysAfter(recallOf.on, recallOf.withinDays) ? recallOf : undefined
  const bodies = called.bodies.map((body) => {
    const { quorum, substitutes } = inForce(rules[body]!, called.on)
    return { body, substitutes, quorum: third ? { ...quorum, numerator: third.numerator, denominator: third.denominator } : quorum }
  })
  const places = seats
    .filter((seat) => called.bodies.includes(seat.body) && holds(seat, called.on))
    .map((seat) => ({
      ...{ seat: seat.id, body: seat.body, votes: seat.votes, counts: seat.counts },
      ...sitsThere(book, seat, called.on),
      alternates: seat.alternates.filter((term) => holds(term, called.on)).map(({ person }) => person),
    }))
  // Absent is whoever sat there: where that was somebody else, it was the other who was absent.
  const rightly = changed(book.entries, (entry) => {
    const was = book.places.find(({ seat }) => seat === entry.seat)
    const is = places.find(({ seat }) => seat === entry.seat)
    return entry.absent && entry.person === was?.person ? { ...entry, person: is?.person } : entry
  })
  return { ...book, bodies, places, entries: rightly }
}

// Who came and went.

export function entered(book: Book, told: Partial<Entry> & { arrived?: Time | undefined; left?: Time | undefined }): Entry {
  const place = book.places.find(({ seat }) => seat === told.seat)
  if (told.absent) return { seat: told.seat, person: told.person ?? place?.person, absent: true, there: [] }
  const byTheRoster = !place ? 'observer' : place.person !== told.person ? 'substitute' : place.acting ? 'acting' : 'self'
  const there = [{ from: told.arrived, to: told.left }]
  return { seat: told.seat, person: told.person, capacity: told.capacity ?? byTheRoster, absent: false, there }
}
export const withEntry = (book: Book, id: string, entry: Entry): Book => ({ ...book, entries: { ...book.entries, [id]: entry } })
/** A correction says what was so all along: also for what was resolved before it. */
export function corrected(book: Book, id: string, entry: Entry | undefined): Book {
  const put = (entries: Readonly<Record<string, Entry>>) => {
    const copy: Record<string, Entry> = {}
    for (const key of Object.keys(entries)) if (key !== id || entry) copy[key] = key === id ? entry! : entries[key]!
    return copy
  }
  return { ...book, entries: put(book.entries), resolutions: changed(book.resolutions, (each) => ({ ...each, seen: put(each.seen) })) }
}
const byPerson = (book: Book, person: string, change: (entry: Entry) => Entry): Book => ({
  ...book,
  entries: changed(book.entries, (entry) => (entry.person === person ? change(entry) : entry)),
})
/** Of whom it was not known when they came it is known now. */
export const arrived = (book: Book, person: string, at: Time): Book =>
  byPerson(book, person, (entry) => {
    const last = entry.there.at(-1)
    const there = last && last.to === undefined ? [...entry.there.slice(0, -1), { from: at }] : [...entry.there, { from: at }]
    return entry.absent ? { ...entered(book, { seat: entry.seat, person }), there } : { ...entry, there }
  })
export const left = (book: Book, person: string, at: Time): Book =>
  byPerson(book, person, (entry) => ({ ...entry, there: [...entry.there.slice(0, -1), { ...entry.there.at(-1), to: at }] }))

const inTheRoom = ({ there }: Entry, at: Time | undefined) =>
  at === undefined
    ? there.length > 0 && there.at(-1)!.to === undefined
    : there.some(({ from, to }) => (from === undefined || from <= at) && (to === undefined || at < to))

// The count.

interface Asked {
  readonly entries: readonly Entry[]
  readonly recused: readonly string[]
  readonly at?: Time | undefined
}
const standsFor = (entry: Entry, place: Place, { substitutes }: BodyOfTheDay) =>
  entry.seat === place.seat &&
  (entry.capacity === 'self' ||
    entry.capacity === 'acting' ||
    (entry.capacity === 'substitute' && (substitutes === 'count' || place.alternates.includes(entry.person!))))

function countOf({ places }: Book, body: BodyOfTheDay, { entries, recused, at }: Asked): Count {
  const { quorum } = body
  const members: { name: string; places: Place[] }[] = []
  for (const place of places) {
    if (place.body !== body.body || !place.counts) continue
    if (place.person === undefined && quorum.base === 'filledSeats') continue
    if (place.person !== undefined && recused.includes(place.person)) continue
    const name = place.person ?? `the empty seat ${place.seat}`
    const known = members.find((member) => member.name === name)
    if (known) known.places.push(place)
    else members.push({ name, places: [place] })
  }
  const people = [...new Set(entries.filter((entry) => inTheRoom(entry, at)).map(({ person }) => person!))]
  const may = people
    .filter((person) => !recused.includes(person))
    .map((person) =>
      members.flatMap((member, n) => {
        const came = entries.some(
          (entry) => entry.person === person && inTheRoom(entry, at) && member.places.some((place) => standsFor(entry, place, body)),
        )
        return came ? [n] : []
      }),
    )
  const most = (n: number, taken: readonly number[]): number => {
    if (n === may.length) return 0
    let best = most(n + 1, taken)
    for (const member of may[n]!) if (!taken.includes(member)) best = Math.max(best, 1 + most(n + 1, [...taken, member]))
    return best
  }
  const present = most(0, [])
  let needed = 1
  while (needed * quorum.denominator < members.length * quorum.numerator) needed++
  return { body: body.body, present, base: members.length, needed, met: present >= needed }
}
const countsOf = (book: Book, asked: Asked): Count[] => book.bodies.map((body) => countOf(book, body, asked))

const recusedFrom = ({ recusals }: Book, item: string | undefined) =>
  item === undefined ? [] : recusals.filter((recusal) => recusal.item === item).map(({ person }) => person)
/** A resolution whose time is known is by whoever was there then, whenever that was recorded; another by whoever was, as it was recorded. */
const whenResolved = (book: Book, { item, at, seen }: Resolved): Asked => ({
  ...{ entries: Object.values(at === undefined ? seen : book.entries), recused: recusedFrom(book, item), at },
})

export const countsAt = (book: Book, resolution: Resolved): Count[] => countsOf(book, whenResolved(book, resolution))
export const quorate = (counts: readonly Count[]) => counts.every(({ met }) => met)

/** Everybody who came at all, for each body. */
export const countsOfAll = (book: Book): Count[] =>
  countsOf(book, {
    entries: Object.values(book.entries).map((entry) => ({ ...entry, there: entry.there.length > 0 ? [{}] : [] })),
    recused: [],
  })

/** Persons there who may vote, with those who are recused and without them. */
export function votersAt(book: Book, resolution: Resolved): { all: number; unrecused: number } {
  const { entries, recused, at } = whenResolved(book, resolution)
  const all = new Set<string>()
  for (const place of book.places)
    for (const entry of entries) {
      const body = book.bodies.find((each) => each.body === place.body)!
      if (place.votes && inTheRoom(entry, at) && standsFor(entry, place, body)) all.add(entry.person!)
    }
  return { all: all.size, unrecused: [...all].filter((person) => !recused.includes(person)).length }
}

/** The first rule by which the meeting may not resolve it; undefined where it may. */
export function refusedBy(book: Book, resolution: Resolved): string[] {
  if (!book.opened || book.closed) return ['MeetingMustBeOpen']
  const { entries, at } = whenResolved(book, resolution)
  if (at !== undefined && book.opened.at !== undefined && at < book.opened.at) return ['TimesLieWithinTheSitting']
  const somebody = entries.some((entry) => entry.capacity !== 'observer' && inTheRoom(entry, at))
  if (!somebody && !book.opened.unknown) return ['ResolutionNeedsSomebodyPresent']
  const broken = quorate(countsAt(book, resolution)) ? [] : ['MeetingNeedsQuorumToResolve']
  const { votes = 0 } = resolution
  const voters = votersAt(book, resolution)
  if (votes > voters.all) return [...broken, 'VotesAreCastByThosePresent']
  return votes > voters.unrecused ? [...broken, 'RecusedMemberDoesNotCountForTheItem'] : broken
}

/** Whether the meeting never had a quorum: at no time were there enough for each body, and nothing was resolved by enough. */
export function neverQuorate(book: Book): boolean {
  const entries = Object.values(book.entries)
  if (entries.length === 0 && book.opened?.unknown) return false
  const times = ['00:00', ...entries.flatMap(({ there }) => there.flatMap(({ from, to }) => [from ?? [], to ?? []].flat()))]
  const once = times.some((at) => quorate(countsOf(book, { entries, recused: [], at })))
  return !once && !Object.values(book.resolutions).some((each) => quorate(countsAt(book, each)))
}

export interface Stretch {
  readonly from: Time | null
  readonly until: Time | null
  readonly met: boolean
  readonly counts: readonly Count[]
  readonly came: readonly string[]
  readonly left: readonly string[]
}
/** How it went: counted as the meeting began and at each time at which somebody came or went for a seat, until it ended; of an item without the recused. */
export function asItWent(book: Book, item?: string): Stretch[] {
  if (!book.opened) return []
  const entries = Object.values(book.entries)
  const seated = entries.filter(({ seat, capacity, absent }) => seat !== undefined && capacity !== 'observer' && !absent)
  const begins = book.opened.at ?? '00:00'
  const ends = book.closed?.at ?? '24:00'
  const moves = seated.flatMap(({ there }) => there.flatMap(({ from, to }) => [from, to])).filter((time) => time !== undefined)
  const times = [begins, ...[...new Set(moves)].filter((time) => begins < time && time < ends).sort()]
  const thereAt = (time: Time) => [...new Set(seated.filter((entry) => inTheRoom(entry, time)).map(({ person }) => person!))].sort()
  return times.map((time, i) => {
    const [before, now] = [i === 0 ? [] : thereAt(times[i - 1]!), thereAt(time)]
    const counts = countsOf(book, { entries, recused: recusedFrom(book, item), at: time })
    return {
      ...{ from: i === 0 ? (book.opened!.at ?? null) : time, until: times[i + 1] ?? book.closed?.at ?? null, met: quorate(counts), counts },
      came: now.filter((person) => !before.includes(person)),
      left: before.filter((person) => !now.includes(person)),
    }
  })
}

/** Whether the seats and persons that are said to have been counted for a resolution could be: so many of each body as there are, each person and each member once. */
export function couldBeCounted(book: Book, resolution: Resolved, said: readonly { seat: string; person: string }[]): boolean {
  const { entries, recused, at } = whenResolved(book, resolution)
  return book.bodies.every((body) => {
    const places = book.places.filter((place) => place.body === body.body)
    const own = said.flatMap((each) => places.filter(({ seat }) => seat === each.seat).map((place) => ({ ...each, place })))
    const members = own.map(({ place }) => place.person ?? place.seat)
    return (
      own.length === countOf(book, body, { entries, recused, at }).present &&
      new Set(own.map(({ person }) => person)).size === own.length &&
      new Set(members).size === own.length &&
      own.every(
        ({ person, place }) =>
          place.counts &&
          ![person, place.person].some((each) => each !== undefined && recused.includes(each)) &&
          entries.some((entry) => entry.person === person && standsFor(entry, place, body) && inTheRoom(entry, at)),
      )
    )
  })
}
export const recusedOf = (book: Book, { item }: Resolved) => [...recusedFrom(book, item)].sort()
