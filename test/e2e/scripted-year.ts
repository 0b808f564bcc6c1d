/**
 * What a province's log says, reckoned day by day from the bare facts up to some event of it: no stretch, row or step, and nothing of the code that
 * answers. It knows the facts that the scripted year tells, and no others of what holds posts, seats or promises.
 */
export type Day = string
export interface Logged {
  readonly type: string
  /** Of what the stream is about. */
  readonly id: string
  readonly data: Record<string, any>
}
export const dayAfter = (day: Day, by = 1): Day => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10)
export const daysBetween = (from: Day, until: Day): number => (Date.parse(until) - Date.parse(from)) / 86_400_000
const firstOf = (day: Day) => `${Number(day.slice(0, 4)) - (day.slice(5) >= '10-01' ? 0 : 1)}-10-01`

interface Assignment {
  readonly post: string
  readonly person: string
  readonly manner: 'substantive' | 'acting' | 'caretaker'
  readonly from: Day
  readonly until?: Day
}
interface Seat {
  readonly id: string
  readonly committee: string
  readonly number: number
  readonly office: string
  readonly from: Day
  readonly post?: string
  readonly expert?: { readonly person: string; readonly until?: Day }
  readonly sent: { readonly person: string; readonly from: Day }[]
}
interface Commitment {
  readonly owner: string
  readonly committee?: string
  readonly madeOn: Day
  dueOn: Day
  done?: Day
  withdrawn?: Day
}
interface Sitting {
  readonly bodies: readonly string[]
  readonly on: Day
  readonly came: Map<string, string>
}
/** How a place is filled: who holds it, who answers for it. */
interface Filled {
  readonly filling: 'held' | 'acting' | 'caretaker' | 'vacant' | 'unknown'
  readonly holder?: string
  readonly answering?: string
}
/** Before anything was. */
const FIRST = '2023-01-01'
const there = ({ from, until }: { readonly from: Day; readonly until?: Day }, day: Day) =>
  from <= day && !(until !== undefined && until <= day)

const UNTOLD =
  /^(Role(Delegat|EndRev|AssignmentRev)|Post(Abol|Moved)|Ownership|CommitmentCorr|CompletionRet|Expert|Seat(Ch|Ab|Vac|Corr)|Attendance(C|R)ev|Delegation|Committee(Diss|Corr)|PersonMerged|Alternate)/

export class Known {
  readonly posts = new Map<string, { organization: string; area: string }>()
  readonly kinds = new Map<string, string>()
  readonly heads = new Map<string, string>()
  readonly assignments = new Map<string, Assignment>()
  private readonly byPost = new Map<string, Assignment[]>()
  readonly bodies = new Map<string, { area: string; from: Day; holdOver: boolean }>()
  readonly seats = new Map<string, Seat>()
  readonly commitments = new Map<string, Commitment>()
  readonly sittings = new Map<string, Sitting>()
  readonly described = new Set<string>()
  /** What was said of the items of each handover, by the day of the handover. */
  readonly words = new Map<string, { post: string; on: Day; lapsed?: Day; said: { item: string; state: string; on: Day }[] }>()

  constructor(log: readonly Logged[]) {
    for (const { type, id, data } of log) {
      if (UNTOLD.test(type)) throw new Error(`the oracle knows nothing of ${type}`)
      this.hear(type, id, data)
    }
  }
  private hear(type: string, id: string, data: Record<string, any>): void {
    const { assignments, commitments, seats, words } = this
    switch (type) {
      case 'OrganizationRegistered':
        return void this.kinds.set(id, data['kind'])
      case 'HeadPostNamed':
        return void this.heads.set(id, data['post'])
      case 'PostEstablished':
        return void this.posts.set(id, { organization: data['organization'], area: data['area'] })
      case 'RoleAssigned':
      case 'RoleAssignmentCorrected':
        return void assignments.set(data['assignment'], { ...(data as Assignment), post: id })
      case 'RoleEnded':
        return void assignments.set(data['assignment'], { ...assignments.get(data['assignment'])!, until: data['on'] })
      case 'DutiesDescribed':
        return void this.described.add(id)
      case 'CommitteeEstablished':
        return void this.bodies.set(id, { area: data['area'], from: data['from'], holdOver: true })
      case 'RulesAdopted':
        return void (this.bodies.get(id)!.holdOver = data['rules'].holdOver)
      case 'SeatCreated': {
        const { seat, number, office, kind, from } = data
        return void seats.set(seat, {
          id: seat,
          committee: id,
          number,
          office,
          from,
          post: kind.exOfficio?.post,
          expert: kind.expert,
          sent: [],
        })
      }
      case 'RepresentativeNamed':
        return void seats.get(data['seat'])!.sent.push(data as Seat['sent'][number])
      case 'CommitmentMade':
        return void commitments.set(id, { ...(data as Commitment) })
      case 'ExtensionGranted':
        return void (commitments.get(id)!.dueOn = data['dueOn'])
      case 'CompletionReported':
        return void (commitments.get(id)!.done = data['on'])
      case 'CommitmentWithdrawn':
        return void (commitments.get(id)!.withdrawn = data['on'])
      case 'MeetingScheduled':
        return void this.sittings.set(id, { bodies: data['bodies'], on: data['on'], came: new Map() })
      case 'AttendanceRecorded':
        if (data['seat'] && data['capacity']) this.sittings.get(id)!.came.set(data['seat'], data['capacity'])
        return
      case 'HandoverOpened':
        return void words.set(id, { post: data['post'], on: data['on'], said: [] })
      case 'HandoverCorrected':
        return void words.set(id, { ...words.get(id)!, on: data['on'] })
      case 'HandoverLapsed':
        return void (words.get(id)!.lapsed = data['on'])
      case 'ItemAccepted':
      case 'ItemContested':
        return void words
          .get(id)!
          .said.push({ item: data['item'], on: data['on'], state: type === 'ItemAccepted' ? 'accepted' : 'contested' })
    }
  }

  /** Who holds the post on the day, in each manner. */
  holding(post: string, day: Day): Assignment[] {
    return this.of(post).filter((each) => there(each, day))
  }
  private of(post: string): Assignment[] {
    return (
      this.byPost.get(post) ??
      this.byPost
        .set(
          post,
          [...this.assignments.values()].filter((each) => each.post === post),
        )
        .get(post)!
    )
  }
  filled(place: string, day: Day): Filled {
    const seat = this.seats.get(place)
    if (seat?.post !== undefined) return this.filled(seat.post, day)
    if (seat) {
      const person = seat.sent.findLast(({ from }) => from <= day)?.person ?? this.expertOn(seat, day)
      return person === undefined ? { filling: 'vacant' } : { filling: 'held', holder: person, answering: person }
    }
    const now = this.holding(place, day)
    const by = (manner: string) => now.find((each) => each.manner === manner)?.person
    const [acting, holder, caretaker] = [by('acting'), by('substantive'), by('caretaker')]
    const answering = acting ?? holder ?? caretaker
    if (answering === undefined) {
      const before = this.of(place).some((each) => each.from <= day)
      return { filling: before ? 'vacant' : 'unknown' }
    }
    return { filling: acting ? 'acting' : holder ? 'held' : 'caretaker', answering, ...(holder && { holder }) }
  }
  private expertOn({ expert, committee }: Seat, day: Day): string | undefined {
    const over = expert?.until !== undefined && expert.until <= day
    return over && !this.bodies.get(committee)!.holdOver ? undefined : expert?.person
  }
  /** The post or seat by which an owner answers. */
  placeOf(owner: string): string {
    const secretary = [...this.seats.values()]
      .filter(({ committee, office }) => committee === owner && office === 'secretary')
      .sort((a, b) => a.number - b.number)[0]
    const place = this.heads.get(owner) ?? secretary?.id ?? owner
    return this.seats.get(place)?.post ?? place
  }
  isOpen({ madeOn, done, withdrawn }: Commitment, day: Day): boolean {
    return madeOn <= day && !(done !== undefined && done <= day) && !(withdrawn !== undefined && withdrawn <= day)
  }
  /** The promises that are open on the day and for which the place answers. */
  owedBy(place: string, day: Day): string[] {
    return [...this.commitments].flatMap(([id, each]) => (this.isOpen(each, day) && this.placeOf(each.owner) === place ? [id] : [])).sort()
  }
  /** The promises that are open on the day and that are the person's to keep. */
  dutiesOf(person: string, day: Day): string[] {
    return [...this.commitments]
      .flatMap(([id, each]) => (this.isOpen(each, day) && this.filled(this.placeOf(each.owner), day).answering === person ? [id] : []))
      .sort()
  }

  /** Posts and seats, owners and bodies that a question is about. */
  scope(of: string) {
    const seatsOf = (is: (seat: Seat) => boolean) => [...this.seats.values()].filter(is)
    const ids = (all: readonly Seat[]) => all.map(({ id }) => id)
    if (this.bodies.has(of)) {
      const own = seatsOf(({ committee }) => committee === of)
      return { places: ids(own), seats: own, owners: [of, ...ids(own)], bodies: [of] }
    }
    if (this.posts.has(of)) {
      const own = seatsOf(({ post }) => post === of)
      return { places: [of], seats: own, owners: [of, ...ids(own)], bodies: [] }
    }
    const within = (area: string) => area === of || area.startsWith(of)
    const posts = [...this.posts].flatMap(([id, { area }]) => (within(area) ? [id] : []))
    const bodies = [...this.bodies].flatMap(([id, { area }]) => (within(area) ? [id] : []))
    const own = seatsOf(({ committee }) => bodies.includes(committee))
    const places = [...posts, ...ids(own.filter(({ post }) => post === undefined))]
    return { places, seats: own, owners: [...this.kinds.keys(), ...posts, ...bodies, ...ids(own)], bodies }
  }

  /** The figures of continuity over the days [from, until). */
  continuity(of: string, from: Day, until: Day) {
    const { places, seats, owners, bodies } = this.scope(of)
    const period: Day[] = []
    for (let day = from; day < until; day = dayAfter(day)) period.push(day)
    const last = dayAfter(until, -1)
    const begins = (place: string) => this.seats.get(place)?.from ?? ''

    const days = { all: 0, held: 0, acting: 0, caretaker: 0, vacant: 0, unknown: 0 }
    let [holderDays, changes] = [0, 0]
    const stays: { days: number; ended: boolean }[] = []
    for (const place of places) {
      let before: string | undefined
      let stay: { person: string; days: number; met: boolean } | undefined
      const close = (ended: boolean) => stay?.met && stays.push({ days: stay.days, ended })
      for (let day = begins(place) || FIRST; day < until; day = dayAfter(day)) {
        const { filling, holder } = this.filled(place, day)
        const counts = day >= from
        if (counts) {
          days.all++
          days[filling]++
          if (holder !== undefined) holderDays++
        }
        if (stay && stay.person !== holder) {
          close(true)
          stay = undefined
        }
        if (holder === undefined) continue
        if (before !== undefined && before !== holder && counts) changes++
        before = holder
        stay ??= { person: holder, days: 0, met: false }
        stay.days++
        stay.met ||= counts
      }
      if (stay) close(this.filled(place, until).holder !== stay.person)
    }

    const october = `${until.slice(0, 4)}-10-01` < until ? `${until.slice(0, 4)}-10-01` : `${Number(until.slice(0, 4)) - 1}-10-01`
    const pairs = places.flatMap((place) => {
      const was = this.filled(place, dayAfter(october, -1)).holder
      return was === undefined || begins(place) >= october ? [] : [was === this.filled(place, dayAfter(october, 30)).holder]
    })

    const sittings = [...this.sittings.values()].filter(({ on, came }) => on >= from && on < until && came.size > 0)
    const attended = (some: readonly Seat[]) =>
      some.flatMap((seat) =>
        sittings.flatMap(({ bodies, came }) => (bodies.includes(seat.committee) ? [{ seat: seat.id, as: came.get(seat.id) }] : [])),
      )
    const came = attended(seats).filter(({ as }) => as !== undefined)
    const substitutes = came.filter(({ as }) => as === 'substitute').length
    const represented = attended(seats.filter(({ expert }) => !expert))
    const met = new Set(represented.map(({ seat }) => seat))

    const mine = [...this.commitments.values()].filter((each) => owners.includes(each.owner) || bodies.includes(each.committee ?? ''))
    const open = mine.filter((each) => period.some((day) => this.isOpen(each, day)))
    const inherited = open.filter((each) => {
      const holders = new Set<string>()
      for (let day = each.madeOn; day < until && this.isOpen(each, day); day = dayAfter(day)) {
        const { holder } = this.filled(this.placeOf(each.owner), day)
        if (holder !== undefined) holders.add(holder)
      }
      return holders.size > 1
    })
    const outcomes = (some: readonly Commitment[]) => {
      const kept = some.filter(({ done }) => done !== undefined && done <= last)
      const still = some.filter((each) => this.isOpen(each, last))
      return {
        all: some.length,
        kept: kept.length,
        keptInTime: kept.filter(({ done, dueOn }) => done! <= dueOn).length,
        dropped: some.filter(({ withdrawn }) => withdrawn !== undefined && withdrawn <= last).length,
        open: still.length,
        late: still.filter(({ dueOn }) => dueOn < last).length,
      }
    }
    const waiting = mine.filter((each) => this.isOpen(each, last))
    const handed = this.handovers(places, last).filter(({ on }) => on >= from && on <= last)
    const items = handed.flatMap(({ on, items }) => items.map((item) => ({ ...item, handed: on })))
    const count = (state: string) => items.filter((item) => item.state === state).length
    const [accepted, contested, awaited, lapsed] = ['accepted', 'contested', 'waiting', 'lapsed'].map(count) as [
      number,
      number,
      number,
      number,
    ]
    return {
      days,
      turnover: { changes, turnover: holderDays === 0 ? null : changes / (holderDays / period.length) },
      tenure: {
        median: medianOf(stays),
        ended: stays.filter(({ ended }) => ended).length,
        censored: stays.filter(({ ended }) => !ended).length,
      },
      survival: { stayed: pairs.filter(Boolean).length, of: pairs.length },
      substitution: { came: came.length, substitutes, rate: came.length === 0 ? null : substitutes / came.length },
      representation: {
        seats: met.size,
        silent: [...met].filter((seat) => represented.every((each) => each.seat !== seat || each.as === undefined)).length,
        meetings: represented.length,
        came: represented.filter(({ as }) => as !== undefined).length,
        substitutes: represented.filter(({ as }) => as === 'substitute').length,
      },
      inherited: outcomes(inherited),
      notInherited: outcomes(open.filter((each) => !inherited.includes(each))),
      busFactor: waiting.length === 0 ? null : { people: this.busFactor(waiting, last), open: waiting.length },
      handing: {
        ...{ handovers: handed.length, duties: items.length, accepted, contested, waiting: awaited, lapsed },
        completeness: accepted + contested + awaited + lapsed === 0 ? null : accepted / (accepted + contested + awaited + lapsed),
        latency: medianOf(
          items.map(({ state, since, handed }) => ({
            days: Math.max(0, daysBetween(handed, state === 'waiting' ? last : since)),
            ended: state === 'accepted',
          })),
        ),
      },
    }
  }

  /** By trying every choice of one, of two, and so on. */
  private busFactor(open: readonly Commitment[], day: Day): number {
    const of = open.map(({ owner }) => {
      const place = this.placeOf(owner)
      const held = this.holding(place, day).map(({ person }) => person)
      return this.posts.has(place) ? held : [this.filled(place, day).answering].flatMap((person) => person ?? [])
    })
    const people = [...new Set(of.flat())]
    const isEnough = (gone: readonly string[]) =>
      of.filter((each) => each.every((person) => gone.includes(person))).length > open.length / 2
    const tryAll = (size: number, from: number, gone: readonly string[]): boolean =>
      size === 0 ? isEnough(gone) : people.slice(from).some((person, i) => tryAll(size - 1, from + i + 1, [...gone, person]))
    for (let size = 0; ; size++) if (tryAll(size, 0, [])) return size
  }

  /** The handovers of posts as they stand at the end of a day: what was owed the day before somebody left, or came to an empty post, where anything was. */
  handovers(posts: readonly string[], day: Day) {
    return posts.flatMap((post) => {
      if (!this.posts.has(post)) return []
      const people = (on: Day) => new Set(this.holding(post, on).map(({ person }) => person))
      const borders = new Set(
        [...this.assignments.values()].flatMap((each) => (each.post === post ? [each.from, ...(each.until ? [each.until] : [])] : [])),
      )
      const ons = [...borders].sort().filter((on) => {
        const [before, now] = [people(dayAfter(on, -1)), people(on)]
        const earlier = this.of(post).some((each) => each.from < on)
        return [...before].some((person) => !now.has(person)) || (before.size === 0 && now.size > 0 && earlier)
      })
      return ons
        .map((on) => ({ post, on, items: this.owedBy(post, dayAfter(on, -1)).map((item) => this.course(post, on, item, day, ons)) }))
        .filter(({ items }) => items.length > 0)
    })
  }
  /** What an item of a handover has come to by the end of the day: the first of what happened to it. That one lapsed is a fact of its day. */
  private course(post: string, on: Day, item: string, day: Day, ons: readonly Day[]) {
    const { done, withdrawn } = this.commitments.get(item)!
    const handover = [...this.words.values()].find((each) => each.post === post && each.on === on)
    const said = handover?.said.filter((each) => each.item === item) ?? []
    const courses = [
      ...said.map((each) => ({ ...each, rank: 0 })),
      ...[done, withdrawn].flatMap((end) => (end === undefined ? [] : [{ on: end, state: 'done', rank: 1 }])),
      ...ons.filter((next) => next > on).map((next) => ({ on: next, state: 'handedOn', rank: 2 })),
      ...(handover?.lapsed === undefined ? [] : [{ on: handover.lapsed, state: 'lapsed', rank: 3 }]),
    ]
    let now = { state: 'waiting', since: on }
    for (const each of courses.filter((course) => course.on <= day).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.rank - b.rank)))
      if (now.state === 'waiting' || (now.state === 'contested' && each.state !== 'lapsed')) now = { state: each.state, since: each.on }
    return { item, ...now }
  }

  /** What moves would come to on their day: posts without anybody, what these owe, and how many sit in a body. */
  whatIf(moves: readonly { person: string; from?: string; to?: string; on: Day }[], committee: string) {
    const { on } = moves[0]!
    const sitting = () =>
      [...this.seats.values()].flatMap((seat) => (seat.committee === committee ? [this.filled(seat.id, on).answering] : []))
    const answered = [...this.posts.keys()].filter((post) => this.filled(post, on).answering !== undefined)
    const otherwise = sitting()
    for (const { person, from, to } of moves) {
      const left = [...this.assignments].find(([, each]) => each.post === from && each.person === person && there(each, on))
      if (left) this.assignments.set(left[0], { ...left[1], until: on })
      if (to !== undefined) this.assignments.set(`move of ${person}`, { post: to, person, manner: 'substantive', from: on })
    }
    this.byPost.clear()
    const vacant = answered.filter((post) => this.filled(post, on).answering === undefined).sort()
    const count = (seats: readonly (string | undefined)[]) => new Set(seats.filter((person) => person !== undefined)).size
    const then = sitting()
    const base = count(then) + then.filter((person) => person === undefined).length
    return {
      ...{ vacant, orphaned: vacant.flatMap((post) => this.owedBy(post, on)).sort() },
      body: { members: count(then), membersOtherwise: count(otherwise), needed: Math.ceil(base / 2) },
    }
  }

  /** Whose assignment or term ends within so many days, by the record or on 1 October after two years in a post that rotates. */
  atRisk(of: string, day: Day, within: number) {
    const by = dayAfter(day, within)
    const next = `${Number(firstOf(day).slice(0, 4)) + 1}-10-01`
    const { places, seats } = this.scope(of)
    const posts = this.bodies.has(of)
      ? [...new Set(seats.flatMap(({ post }) => post ?? []))]
      : places.filter((place) => this.posts.has(place))
    const ofPosts = posts.flatMap((post) =>
      this.holding(post, day).flatMap((held) => {
        const rotates = ['central', 'provincial', 'district', 'police'].includes(this.kinds.get(this.posts.get(post)!.organization)!)
        const long = held.from <= `${Number(next.slice(0, 4)) - 2}-10-01`
        if (held.until !== undefined && held.until <= by) return [{ why: 'END_RECORDED', on: held.until, person: held.person, of: post }]
        return rotates && held.manner === 'substantive' && long && next <= by
          ? [{ why: 'ROTATION', on: next, person: held.person, of: post }]
          : []
      }),
    )
    const ofSeats = seats.flatMap(({ id, expert }) =>
      expert?.until !== undefined && expert.until > day && expert.until <= by
        ? [{ why: 'TERM_ENDS', on: expert.until, person: expert.person, of: id }]
        : [],
    )
    return [...ofPosts, ...ofSeats].map((risk) => ({ ...risk, commitments: this.owedBy(risk.of, day) }))
  }

  /** Posts and seats without described duties, and without anybody who could stand in. */
  gaps(of: string, day: Day) {
    const { places, seats } = this.scope(of)
    const beside = ({ committee, office, post }: Seat) =>
      seats.some(
        (other) =>
          other.committee === committee &&
          other.office === { chair: 'viceChair', secretary: 'assistantSecretary' }[office] &&
          other.post !== post &&
          this.filled(other.id, day).answering !== undefined,
      )
    const acted = (post: string | undefined) => post !== undefined && this.holding(post, day).some(({ manner }) => manner !== 'substantive')
    const told = new Map<string, string[]>()
    const tell = (place: string, isDescribed: boolean, hasDeputy: boolean) => {
      const unknown = isDescribed ? (this.holding(place, day).length > 0 ? ['NOT_ACKNOWLEDGED'] : []) : ['NO_DESCRIPTION']
      const reasons = [...unknown, ...(hasDeputy ? [] : ['NO_DEPUTY'])]
      if (reasons.length > 0) told.set(place, reasons)
    }
    for (const seat of seats) {
      const alone = seat.expert !== undefined && seat.office !== 'chair' && seat.office !== 'secretary'
      tell(seat.id, false, alone || beside(seat) || acted(seat.post))
    }
    for (const post of places.filter((place) => this.posts.has(place)))
      tell(post, this.described.has(post), acted(post) || seats.some((seat) => seat.post === post && beside(seat)))
    return told
  }
}

/** The first day by which half have ended, where those that go on leave the count as they stand: Kaplan and Meier, by hand. */
function medianOf(stays: readonly { readonly days: number; readonly ended: boolean }[]): number | null {
  let left = 1
  for (const days of [...new Set(stays.flatMap((stay) => (stay.ended ? [stay.days] : [])))].sort((a, b) => a - b)) {
    const atRisk = stays.filter((stay) => stay.days >= days).length
    const ended = stays.filter((stay) => stay.ended && stay.days === days).length
    left *= 1 - ended / atRisk
    if (left <= 0.5 + 1e-9) return days
  }
  return null
}
