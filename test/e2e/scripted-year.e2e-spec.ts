/**
 * A fiscal year of the demonstration province, played day by day: the October rotation as one list, an acting month, an order that comes late, and a
 * wrong entry that is corrected. What the API then answers, on days of the year and as it was known on the way, is what an oracle reckons from the bare
 * log, day by day (`scripted-year.ts`).
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'
import { Known, type Logged, dayAfter } from './scripted-year.js'

const LIST_SIGNED = '2026-09-21'
const ACTING_UNTIL = '2026-11-01'
const LAST = '2027-09-29'

let api: Api
let today = '2026-09-20'
const people: Record<string, string> = {}
/** Posts by their English title. */
const posts: Record<string, string> = {}
const held: Record<string, string> = {}
const promises: Record<string, string> = {}
/** How many events the log held after what the name says. */
const at: Record<string, number> = {}
let committee: string
let log: Logged[]
let moves: { person: string; on: string; from?: string; to?: string }[]
let ahead: any
let issued: string

async function on(day: string) {
  today = day
  await api.application.runtime.days.begin(day, new AbortController().signal)
}
const HEAD = {
  governor: 'Governor of Phayao',
  labour: 'Provincial Labour Officer',
  culture: 'Provincial Culture Officer',
  education: 'Provincial Education Officer',
  probation: 'Director, Juvenile Observation Centre',
  welfare: 'Head, Phayao Social Development and Human Security Office',
  chief: 'Chief, Social Development and Welfare Group',
  police: 'Commander, Phayao Provincial Police',
}
const person = async (given: string) => (people[given] = await api.recorded('registerPerson', { name: { th: { given, family: 'สมมติ' } } }))
const promise = async (name: string, owner: string, dueOn: string) =>
  (promises[name] = await api.recorded('makeCommitment', { title: { th: name }, owner, madeOn: today, dueOn, committee }))

const plain = (id: string) => id.split('@')[0]!
interface Passed {
  readonly id: string
  readonly post: { readonly id: string }
  readonly on: string
  readonly items: { readonly item: { readonly id: string }; readonly state: string }[]
}
/** Those of the province that have begun by the day. */
async function handovers(effective: string, logNumber?: number): Promise<Passed[]> {
  const asked = `query ($asOf: AsOfInput) { handovers(filter: { area: "area-56" }, first: 100, asOf: $asOf) { totalCount nodes {
    id on post { id } items { state item { id } } } } }`
  const { nodes, totalCount } = (await api.query(asked, { asOf: { effective, logNumber } })).handovers
  expect(nodes).toHaveLength(totalCount)
  const apart = ({ id, post, items, ...rest }: Passed) => ({
    ...{ ...rest, id: plain(id), post: { id: plain(post.id) } },
    items: items.map(({ item, state }) => ({ item: { id: plain(item.id) }, state })),
  })
  return nodes.map(apart).filter((each: Passed) => each.on <= effective)
}
const REPORT = `query Report($welfare: ID!, $labour: ID!) { welfare: post(id: $welfare) { id holders { person { name { th } } } }
  labour: post(id: $labour) { id line { from person { name { th } } } }
  overdueCommitments(first: 100) { totalCount nodes { id daysOverdue answeringNow { person { id } } } }
  continuity(of: "area-56", from: "2026-10-01") { days { held acting vacant } } }`
/** The report, byte for byte. */
const sent = async (headers: Record<string, string> = {}) =>
  (
    await api.http
      .post('/graphql')
      .set(headers)
      .send({ query: REPORT, variables: { welfare: posts['welfare'], labour: posts['labour'] } })
  ).text

async function wholeLog(): Promise<Logged[]> {
  const { store, registry } = api.application.runtime
  const found: Logged[] = []
  for await (const { type, stream, data } of store.readAll())
    found.push({ type, id: stream.slice(registry.prefix.length), data: data as Record<string, any> })
  return found
}

beforeAll(async () => {
  api = await Api.start({ demo: true, clock: { now: () => new Date(`${today}T10:00:00+07:00`) } })
  const found = await api.query(`{ posts(first: 100) { nodes { id title { en } holders { person { id } manner } } }
    committees(first: 100) { nodes { id parent { id } area { id } } } }`)
  for (const { id, title, holders } of found.posts.nodes) {
    const key = Object.entries(HEAD).find(([, en]) => en === title.en)?.[0]
    if (!key) continue
    posts[key] = id
    held[key] = holders[0].person.id
  }
  committee = found.committees.nodes.find((each: any) => !each.parent && each.area.id === 'area-56').id

  await on(LIST_SIGNED)
  await promise('แผนปีใหม่', posts['welfare']!, '2027-01-15')
  await promise('บัญชีล่าม', posts['labour']!, '2026-12-15')
  await promise('ตรวจเยี่ยม', posts['governor']!, '2027-08-31')
  for (const name of ['ผู้ว่าคนใหม่', 'คนผิด', 'คนถูก', 'พมจ. คนใหม่']) await person(name)
  const move = (who: string, from: string | null, to?: string) => ({
    ...{ person: who, on: '2026-10-01' },
    ...(from && { from: posts[from] }),
    ...(to && { to: posts[to] }),
  })
  at['before the list'] = await api.logLength()
  moves = [
    move(held['governor']!, 'governor'),
    move(people['ผู้ว่าคนใหม่']!, null, 'governor'),
    move(held['labour']!, 'labour', 'culture'),
    move(held['culture']!, 'culture'),
    move(held['education']!, 'education', 'probation'),
    move(held['probation']!, 'probation', 'education'),
    move(held['welfare']!, 'welfare'),
  ]
  ahead = (
    await api.query(
      `query ($moves: [MoveInput!]!) { whatIf(transfers: $moves) { refused { rule } on vacant { id } orphaned { id }
        bodies { committee { id } needed members membersOtherwise lost } } }`,
      { moves },
    )
  ).whatIf
  await api.recorded('recordTransfers', { number: 'มท 1/2569', dated: '2026-09-15', moves })
  await on('2026-10-02')
  await api.recorded('assignRole', {
    post: posts['welfare'],
    person: held['chief'],
    manner: 'ACTING',
    from: '2026-10-01',
    until: ACTING_UNTIL,
  })
  await on('2026-10-05')
  await api.recorded('assignRole', { post: posts['labour'], person: people['คนผิด'], manner: 'SUBSTANTIVE', from: '2026-10-15' })
  await on('2026-11-12')
  at['before the late order'] = await api.logLength()
  issued = await sent()
  await api.recorded('assignRole', {
    post: posts['welfare'],
    person: people['พมจ. คนใหม่'],
    manner: 'SUBSTANTIVE',
    from: ACTING_UNTIL,
    order: 'พม 99',
  })
  await on('2026-11-15')
  const [passed] = (await handovers('2026-11-15')).filter((each) => each.post.id === posts['welfare'] && each.on === ACTING_UNTIL)
  const receipt = { handover: passed!.id, on: '2026-11-15', by: people['พมจ. คนใหม่'] }
  const [contested] = passed!.items.filter(({ item }) => item.id !== promises['แผนปีใหม่'])
  await api.recorded('acceptHandoverItem', { ...receipt, item: promises['แผนปีใหม่'] })
  await api.recorded('contestHandoverItem', { ...receipt, item: contested!.item.id, word: 'ไม่มีเอกสาร' })
  await on('2026-11-20')
  at['before the correction'] = await api.logLength()
  const line = (await api.query('query ($id: ID!) { post(id: $id) { line { id person { id } } } }', { id: posts['labour'] })).post.line
  await api.recorded('correctRoleAssignment', {
    ...{ post: posts['labour'], assignment: line.find((each: any) => each.person.id === people['คนผิด']).id },
    ...{ person: people['คนถูก'], manner: 'SUBSTANTIVE', from: '2026-10-19', reason: 'คำสั่งเป็นของอีกคน และมีผลภายหลัง' },
  })
  const meeting = await api.recorded('scheduleMeeting', { bodies: [committee], on: '2026-12-08' })
  await on('2026-12-08')
  await api.recorded('openMeeting', { meeting, noticeUnknown: true })
  const asked = 'query ($id: ID!) { meeting(id: $id) { roster { seat { id } post { id } person { id } } } }'
  const { roster } = (await api.query(asked, { id: meeting })).meeting
  const cameFor = ({ post, person }: any, n: number) =>
    post && plain(post.id) === posts['police']
      ? { person: people['คนผิด'] }
      : n > 15
        ? { absence: { excused: n % 2 === 0 } }
        : { person: plain(person.id) }
  const entries = roster.map((each: any, n: number) => ({ seat: plain(each.seat.id), ...cameFor(each, n) }))
  await api.recorded('recordAttendance', { meeting, entries })
  await api.recorded('closeMeeting', { meeting })
  await on('2027-01-10')
  await api.recorded('reportCompletion', { commitment: promises['แผนปีใหม่'], on: '2027-01-10', word: 'เสนอแล้ว' })
  await on('2027-02-01')
  await api.recorded('withdrawCommitment', {
    commitment: promises['บัญชีล่าม'],
    on: '2027-02-01',
    reason: 'กรมทำแทน',
    recordDespite: [{ rule: 'CommitmentIsWithdrawnByResolution', reason: 'ไม่มีมติ' }],
  })
  await on(LAST)
  at['now'] = await api.logLength()
  log = await wholeLog()
}, 120_000)
afterAll(() => api.close())

/** The days of the year that are asked about: before the rotation, the acting month, the gap that the late order fills, and so on to the end. */
const DAYS = ['2026-09-30', '2026-10-01', '2026-10-16', '2026-10-31', ACTING_UNTIL, '2026-11-20', '2026-12-29', '2027-02-01', LAST]
const MOMENTS = ['before the list', 'before the late order', 'before the correction', 'now'] as const
const oracles = new Map<string, Known>()
const asKnown = (moment: string): Known => {
  if (!oracles.has(moment)) oracles.set(moment, new Known(log.slice(0, at[moment])))
  return oracles.get(moment)!
}
const asOf = (effective: string, moment: string) => ({ effective, logNumber: at[moment] })
const upper = (state: string) => state.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
const ids = (nodes: readonly { id: string }[]) => nodes.map(({ id }) => plain(id)).sort()
const cases = DAYS.flatMap((day) => MOMENTS.map((moment) => [day, moment] as const))

describe.each(cases)('on %s, as known %s', (day, moment) => {
  it('every post is held and answered for as reckoned, and every seat filled', async () => {
    const known = asKnown(moment)
    const asked = await api.query(
      `query ($asOf: AsOfInput) {
        posts(first: 100, asOf: $asOf) { nodes { id holders { person { id } manner } } }
        committee(id: "${committee}", asOf: $asOf) { occupants { seat { id } occupant { person { id } } } } }`,
      { asOf: asOf(day, moment) },
    )
    expect(asked.posts.nodes).toHaveLength(known.posts.size)
    for (const { id, holders } of asked.posts.nodes) {
      const told = holders.map(({ person, manner }: any) => `${manner} ${plain(person.id)}`).sort()
      const reckoned = known.holding(plain(id), day).map(({ person, manner }) => `${manner.toUpperCase()} ${person}`)
      expect([id, told]).toEqual([id, reckoned.sort()])
    }
    const sitting = asked.committee.occupants.map(({ seat, occupant }: any) => [
      plain(seat.id),
      occupant?.person ? plain(occupant.person.id) : undefined,
    ])
    expect(sitting).toHaveLength(22)
    for (const [seat, person] of sitting) expect([seat, person]).toEqual([seat, known.filled(seat, day).answering])
  })

  it('the dossier of the welfare office holds what the post owes, and duties are those of whoever answers', async () => {
    const known = asKnown(moment)
    const people = [held['welfare']!, held['chief']!]
    const asked = await api.query(
      `query ($asOf: AsOfInput) { post(id: "${posts['welfare']}", asOf: $asOf) { dossier { commitments { id } } }
        ${people.map((id, n) => `p${n}: duties(of: "${id}", first: 100, asOf: $asOf) { nodes { kind what { id } because { how } } }`).join(' ')} }`,
      { asOf: asOf(day, moment) },
    )
    expect(ids(asked.post.dossier.commitments)).toEqual(known.owedBy(posts['welfare']!, day))
    people.forEach((id, n) => {
      const promised = asked[`p${n}`].nodes.filter(({ kind }: any) => kind === 'COMMITMENT').map(({ what }: any) => what)
      expect([id, ids(promised)]).toEqual([id, known.dutiesOf(id, day)])
    })
  })

  it('what is at risk in the province and its sub-committee is as reckoned', async () => {
    const known = asKnown(moment)
    for (const [name, of] of [
      ['area', 'area-56'],
      ['committee', committee],
    ] as const)
      for (const within of [31, 366]) {
        const { atRisk } = await api.query(
          `query ($of: ID!, $within: Int!, $asOf: AsOfInput) {
            atRisk(${name}: $of, within: $within, asOf: $asOf) { why on person { id } post { id } seat { id } commitments { id } } }`,
          { of, within, asOf: asOf(day, moment) },
        )
        const told = atRisk.map(({ why, on, person, post, seat, commitments }: any) => ({
          ...{ why, on, person: plain(person.id), of: plain((post ?? seat).id), commitments: ids(commitments) },
        }))
        const inOrder = (all: readonly object[]) => all.map((each) => JSON.stringify(each)).sort()
        expect({ name, within, told: inOrder(told) }).toEqual({ name, within, told: inOrder(known.atRisk(of, day, within)) })
      }
  })

  it('the roles that are not clear are as reckoned', async () => {
    const { gaps } = await api.query(
      `query ($asOf: AsOfInput) { gaps(filter: { committee: "${committee}" }, first: 100, asOf: $asOf) { totalCount nodes { place { id } reasons } } }`,
      { asOf: asOf(day, moment) },
    )
    const told = Object.fromEntries(gaps.nodes.map(({ place, reasons }: any) => [plain(place.id), reasons]))
    const own = [...asKnown(moment).gaps(committee, day)].filter(([place]) => place.startsWith('seat-'))
    expect(told).toEqual(Object.fromEntries(own))
  })
})

const FIGURES = `days { all held acting caretaker vacant unknown } turnover { changes turnover } tenure { median ended censored }
  years { fiscalYear survival { stayed of } } substitution { came substitutes rate } representation { seats silent meetings came substitutes }
  inherited { all kept keptInTime dropped open late } notInherited { all kept keptInTime dropped open late } busFactor { people open }
  handing { handovers duties accepted contested waiting lapsed completeness latency }`

describe.each(['2026-10-31', '2026-12-29', LAST].flatMap((day) => MOMENTS.map((moment) => [day, moment] as const)))(
  'continuity of the year through %s, as known %s',
  (day, moment) => {
    it.each(['area-56', 'committee', 'welfare', 'labour', 'culture'])('of %s', async (name) => {
      const of = name === 'committee' ? committee : (posts[name] ?? name)
      const { continuity } = await api.query(
        `query ($of: ID!, $asOf: AsOfInput) { continuity(of: $of, from: "2026-10-01", asOf: $asOf) { ${FIGURES} } }`,
        { of, asOf: asOf(day, moment) },
      )
      const expected = asKnown(moment).continuity(of, '2026-10-01', dayAfter(day))
      const { turnover, years, ...told } = continuity
      expect(turnover.changes).toBe(expected.turnover.changes)
      if (expected.turnover.turnover === null) expect(turnover.turnover).toBeNull()
      else expect(turnover.turnover).toBeCloseTo(expected.turnover.turnover, 9)
      const { turnover: _, survival, ...figures } = expected
      expect(told).toEqual(figures)
      expect(years).toEqual([{ fiscalYear: 2570, survival }])
    })
  },
)

it.each(MOMENTS)('stays whose end is known, but has not come, are censored, as known %s', async (moment) => {
  const asked =
    'query ($of: ID!, $asOf: AsOfInput) { continuity(of: $of, from: "2025-10-01", asOf: $asOf) { tenure { median ended censored } } }'
  const { continuity } = await api.query(asked, { of: 'area-56', asOf: asOf('2026-09-25', moment) })
  expect(continuity.tenure).toEqual(asKnown(moment).continuity('area-56', '2025-10-01', '2026-09-26').tenure)
})

it('an acting role brings its duties, and takes exactly these with it', () => {
  const known = asKnown('now')
  const [last, next] = ['2026-10-31', ACTING_UNTIL].map((day) => known.dutiesOf(held['chief']!, day))
  expect(last!.filter((id) => !next!.includes(id))).toEqual(known.owedBy(posts['welfare']!, ACTING_UNTIL))
  expect(known.owedBy(posts['welfare']!, ACTING_UNTIL).length).toBeGreaterThan(2)
})

describe.each(['2026-11-20', '2026-12-29', LAST].flatMap((day) => MOMENTS.slice(1).map((moment) => [day, moment] as const)))(
  'handovers through %s, as known %s',
  (day, moment) => {
    it('are of the posts that were left, with each of their duties in the state to which it came', async () => {
      const known = asKnown(moment)
      const told = (await handovers(day, at[moment]))
        .filter(({ on }) => on >= '2026-10-01')
        .flatMap(({ post, on, items }) => items.map(({ item, state }) => `${on} ${post.id} ${item.id} ${state}`))
      const reckoned = known
        .handovers([...known.posts.keys()], day)
        .filter(({ on }) => on >= '2026-10-01' && on <= day)
        .flatMap(({ post, on, items }) => items.map(({ item, state }) => `${on} ${post} ${item} ${upper(state)}`))
      expect(told.sort()).toEqual(reckoned.sort())
    })
  },
)

it('what nobody received within ninety days lapsed, on that day', () => {
  const lapsed = [...asKnown('now').words.values()].flatMap(({ on, lapsed }) => (lapsed === undefined ? [] : [[on, lapsed]]))
  expect(lapsed.length).toBeGreaterThan(2)
  for (const [on, day] of lapsed) expect(day).toBe(dayAfter(on!, 90))
})

it('what the list would come to was told before it was signed', () => {
  const reckoned = new Known(log.slice(0, at['before the list'])).whatIf(moves, committee)
  expect(reckoned.vacant).toEqual([posts['labour'], posts['welfare']].sort())
  expect({ refused: ahead.refused, on: ahead.on, vacant: ids(ahead.vacant), orphaned: ids(ahead.orphaned) }).toEqual({
    ...{ refused: null, on: '2026-10-01', vacant: reckoned.vacant, orphaned: reckoned.orphaned },
  })
  expect(ahead.bodies).toEqual([{ committee: { id: committee }, ...reckoned.body, lost: false }])
})

describe('a report issued before the late order and the correction', () => {
  it('is answered again byte for byte as it was issued', async () => {
    const { asOf } = JSON.parse(issued).extensions
    expect(asOf).toEqual({ effective: '2026-11-12', logNumber: at['before the late order'] })
    expect(await sent({ 'Prasan-As-Of': asOf.effective, 'Prasan-As-Known': `${asOf.logNumber}` })).toBe(issued)
  })

  it('is told in sentences what was recorded since of its posts, and which of its figures that moves', async () => {
    const since = at['before the late order']!
    const about = [posts['welfare']!, posts['labour']!]
    const variables = { welfare: posts['welfare'], labour: posts['labour'] }
    const { changesSince } = await api.query(
      `query ($about: [ID!]!, $since: Int!, $report: ReportInput!) { changesSince(about: $about, logNumber: $since, report: $report, first: 100) {
        nodes { type logNumber aboutId sentence { th } } figures { pointer then now } } }`,
      { about, since, report: { query: REPORT, variables, effective: '2026-11-12' } },
    )
    const ofPosts = log.flatMap(({ type, id }, n) => (n >= since && about.includes(id) ? [`${n + 1} ${type}`] : []))
    const told = changesSince.nodes.filter(({ aboutId }: any) => about.includes(plain(aboutId)))
    expect(told.map(({ type, logNumber }: any) => `${logNumber} ${type}`).reverse()).toEqual(ofPosts)
    expect(ofPosts.map((each) => each.split(' ')[1])).toEqual(['RoleAssigned', 'RoleAssignmentCorrected'])
    expect(told[0].sentence.th).toContain('คำสั่งเป็นของอีกคน และมีผลภายหลัง')
    const moved = new Map(changesSince.figures.map(({ pointer, then, now }: any) => [pointer, [then, now]]))
    const days = (moment: string) => asKnown(moment).continuity('area-56', '2026-10-01', '2026-11-13').days
    const [then, now] = [days('before the late order'), days('now')]
    for (const figure of ['held', 'vacant'] as const) {
      expect(then[figure]).not.toBe(now[figure])
      expect(moved.get(`/continuity/days/${figure}`)).toEqual([then[figure], now[figure]])
    }
    expect(moved.has('/continuity/days/acting')).toBe(false)
    expect([...moved.keys()].some((pointer) => String(pointer).startsWith('/welfare/holders'))).toBe(true)
    expect([...moved.keys()].some((pointer) => String(pointer).startsWith('/labour/line'))).toBe(true)
  })
})
