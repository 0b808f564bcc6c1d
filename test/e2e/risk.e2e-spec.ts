/** What is at risk and what would be, over small random provinces, told again from what was said by a reckoning that shares no code with the views. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import { type Command, type Day, addDays, commandIdOf, handle } from '@prasan/event-sourcing'
import { Api, TODAY } from '../support/api.js'

const commands = new Map<string, Command>(
  contexts.flatMap((context) => context.commands.map((command) => [command.name, command] as const)),
)
const ROTATING = ['central', 'provincial', 'district', 'police']
const QUORUM = { numerator: 2, denominator: 3, base: 'allSeats' } as const

type Dice = (sides: number) => number
/** Mulberry32: the same throws for the same seed. */
function diceOf(seed: number): Dice {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

interface Held {
  id: string
  person: string
  manner: 'substantive' | 'acting'
  from: Day
  until?: Day
}
interface Post {
  id: string
  organization: Organization
  area?: string
  rotates?: boolean
  held: Held[]
  delegatedTo?: string
}
interface Organization {
  id: string
  kind: string
  area: string
  head?: Post
}
interface Seat {
  id: string
  office: string
  post?: Post
  expert?: { person: string; until?: Day }
}
interface Body {
  id: string
  area: string
  seats: Seat[]
}
interface Province {
  people: string[]
  organizations: Organization[]
  posts: Post[]
  bodies: Body[]
  promises: { id: string; owner: string; dueOn: Day }[]
}

let api: Api
let told = 0
const both = (th: string) => ({ th })
beforeAll(async () => {
  api = await Api.start()
})
afterAll(() => api.close())

function attempt(name: string, input: object, id?: string) {
  const actor = 'system:test'
  return handle(api.application.runtime.handling, {
    ...{ command: commands.get(name)!, input, actor, commandId: commandIdOf(actor, `${++told}`, id) },
    ...(id !== undefined && { id }),
  })
}
async function tell(name: string, input: object, id?: string): Promise<string> {
  const outcome = await attempt(name, input, id)
  if (outcome.is !== 'Recorded')
    throw new Error(`${name}: ${JSON.stringify(outcome, (_, part) => (typeof part === 'bigint' ? `${part}` : part))}`)
  return outcome.id
}
/** The part that the last event of a stream names. */
async function lastPart(id: string, part: string): Promise<string> {
  let found = ''
  const { store, registry } = api.application.runtime
  for await (const { data } of store.readStream(registry.streamOf(id))) found = (data[part] as string | undefined) ?? found
  return found
}
async function shown(): Promise<void> {
  let end = 0n
  for await (const { position } of api.application.runtime.store.readAll()) end = position
  while (!(await api.application.runtime.views.waitFor(end, 1_000)));
}

const DAYS = ['2023-10-01', '2024-10-01', '2024-10-02', '2025-01-15', '2026-05-01']
const ENDS = [undefined, undefined, '2026-11-03', '2027-03-01', '2027-10-01', '2027-12-07', '2029-01-01']

async function province(dice: Dice): Promise<Province> {
  const one = <T>(of: readonly T[]): T => of[dice(of.length)]!
  const people = await Promise.all(Array.from({ length: 14 }, (_, n) => tell('RegisterPerson', { name: { th: { given: `คนที่ ${n}` } } })))
  const organizations: Organization[] = []
  for (const kind of ['provincial', 'ngo', 'police']) {
    const area = `area-${one(['56', '57'])}`
    organizations.push({ id: await tell('RegisterOrganization', { name: both(`${kind} ${told}`), kind, areas: [area] }), kind, area })
  }
  const posts: Post[] = []
  for (let n = 0; n < 9; n++) {
    const organization = one(organizations)
    const place = { ...(dice(2) === 0 && { area: one(['area-56', 'area-57']) }), ...(dice(3) === 0 && { rotates: dice(2) === 0 }) }
    const id = await tell('EstablishPost', { title: both(`ตำแหน่ง ${n}`), organization: organization.id, ...place })
    const post: Post = { id, organization, ...place, held: [] }
    posts.push(post)
    const holds = async (term: Omit<Held, 'id'>) => {
      const outcome = await attempt('AssignRole', term, id)
      // whoever happens to act for somebody who stands in for them is left out
      if (outcome.is === 'RuleBroken' && outcome.rule.code === 'ActingDoesNotComeBackToThePost') return
      expect(outcome.is).toBe('Recorded')
      post.held.push({ id: await lastPart(id, 'assignment'), ...term })
    }
    const until = one(ENDS)
    if (dice(6) > 0) await holds({ person: one(people), manner: 'substantive', from: one(DAYS), ...(until && { until }) })
    if (until && dice(2) === 0) await holds({ person: one(people), manner: 'substantive', from: until })
    if (until && dice(2) === 0) await holds({ person: one(people), manner: 'acting', from: addDays(until, -3) })
    if (dice(4) === 0) await holds({ person: one(people), manner: 'acting', from: one(DAYS) })
    if (dice(4) === 0) {
      post.delegatedTo = one(people)
      await tell('DelegateRole', { to: post.delegatedTo, scope: 'ลงนาม', from: '2026-01-01' }, id)
    }
  }
  for (const organization of organizations) {
    const own = posts.filter((post) => post.organization === organization)
    if (own.length === 0) continue
    organization.head = one(own)
    await tell('NameHeadPost', { post: organization.head.id }, organization.id)
  }
  const bodies: Body[] = []
  for (const area of ['area-56', 'area-57']) {
    const body: Body = { id: await tell('EstablishCommittee', { name: both(`คณะ ${area}`), type: 'committee', area }), area, seats: [] }
    await tell('AdoptRules', { rules: { quorum: QUORUM, holdOver: false } }, body.id)
    for (const [n, office] of ['chair', 'viceChair', 'secretary', 'assistantSecretary', 'member', 'member'].entries()) {
      const until = one(['2026-12-01', '2027-10-01', '2028-06-01'])
      const seat: Omit<Seat, 'id'> =
        n === 5
          ? { office, expert: { person: one(people), until } }
          : { office, post: (dice(4) === 0 && body.seats.at(-1)?.post) || one(posts) }
      const kind = seat.post ? { exOfficio: { post: seat.post.id } } : { expert: seat.expert }
      await tell('CreateSeat', { number: n + 1, office, kind, from: '2025-01-01' }, body.id)
      body.seats.push({ id: await lastPart(body.id, 'seat'), ...seat })
    }
    bodies.push(body)
  }
  const owners = [...posts, ...organizations, ...bodies, ...bodies.flatMap(({ seats }) => seats)].map(({ id }) => id)
  await shown() // seats are looked up there
  const promises: Province['promises'] = []
  for (let n = 0; n < 14; n++) {
    const [owner, dueOn] = [one(owners), `2027-0${1 + dice(9)}-15`]
    promises.push({ id: await tell('MakeCommitment', { title: both(`เรื่อง ${n}`), owner, madeOn: '2026-06-01', dueOn }), owner, dueOn })
  }
  await shown()
  return { people, organizations, posts, bodies, promises }
}

const there = ({ from, until }: { from?: Day; until?: Day }, day: Day) => (from ?? '') <= day && (until === undefined || day < until)
const answers = (post: Post, day: Day) =>
  (['acting', 'substantive'] as const).flatMap((manner) => post.held.filter((held) => held.manner === manner && there(held, day)))[0]
    ?.person
/** The posts and seats for which a promise is answered: of organizations by their head, of bodies by their secretary. */
function answeredThrough({ organizations, bodies }: Province, owner: string): string {
  const of = organizations.find(({ id }) => id === owner)
  const body = bodies.find(({ id }) => id === owner)
  const seat =
    bodies.flatMap(({ seats }) => seats).find(({ id }) => id === owner) ?? body?.seats.find(({ office }) => office === 'secretary')
  return of ? (of.head?.id ?? owner) : seat ? (seat.post?.id ?? seat.id) : owner
}
const dueThrough = (all: Province, through: (answers: string) => boolean) =>
  all.promises
    .filter(({ owner }) => through(answeredThrough(all, owner)))
    .map(({ id }) => id)
    .sort()

interface Told {
  why: string
  on: Day
  person: string
  of: string
  commitments: string[]
  deputies: string[]
  successor: string | null
}
const inOrder = (all: Told[]) => all.map((each) => JSON.stringify(each)).sort()

function reckoned(all: Province, scope: string, within: number): Told[] {
  const by = addDays(TODAY, within)
  const { posts, bodies } = all
  const inScope = ({ id, area, organization }: Post) =>
    (area ?? organization.area) === scope ||
    organization.id === scope ||
    bodies.some((body) => body.id === scope && body.seats.some(({ post }) => post?.id === id))
  const found: Told[] = []
  for (const post of posts.filter(inScope))
    for (const held of post.held.filter((each) => there(each, TODAY))) {
      const ending = held.until !== undefined && held.until <= by
      const turns = post.rotates ?? ROTATING.includes(post.organization.kind)
      if (!ending && !(turns && held.manner === 'substantive' && '2027-10-01' <= by && held.from <= '2025-10-01')) continue
      const on = ending ? held.until! : '2027-10-01'
      const others = post.held.filter((each) => each !== held && there(each, on))
      const beside = bodies.flatMap(({ seats }) =>
        seats.flatMap((own) => {
          const office = { chair: 'viceChair', secretary: 'assistantSecretary' }[own.office]
          const filled = seats.filter((seat) => seat.office === office && seat.post !== post && seat.post && answers(seat.post, TODAY))
          return own.post === post ? filled.map(({ id }) => `${office} ${id}`) : []
        }),
      )
      found.push({
        ...{ why: ending ? 'endRecorded' : 'rotation', on, person: held.person, of: post.id },
        commitments: dueThrough(all, (id) => id === post.id),
        deputies: [
          ...others.filter(({ manner }) => manner === 'acting').map(({ person }) => `acting ${person}`),
          ...(post.delegatedTo ? [`delegation ${post.delegatedTo}`] : []),
          ...beside,
        ].sort(),
        successor: others.find(({ manner }) => manner === 'substantive')?.person ?? null,
      })
    }
  for (const body of bodies.filter(({ id, area }) => id === scope || area === scope))
    for (const { id, expert } of body.seats)
      if (expert?.until && expert.until <= by)
        found.push({
          ...{ why: 'termEnds', on: expert.until, person: expert.person, of: id },
          commitments: dueThrough(all, (each) => each === id),
          ...{ deputies: [], successor: null },
        })
  return found
}

const plain = (constant: string) => constant.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
async function answered(scope: Record<string, string>, within: number) {
  const { views } = api.application.runtime
  const [name, id] = Object.entries(scope)[0]!
  const before = views.asked
  const { atRisk } = await api.query<{ atRisk: any[] }>(
    `query ($id: ID!, $within: Int!) { atRisk(within: $within, ${name}: $id) { why on person { id } post { id } seat { id } commitments { id }
      deputies { by who { id } } successor { id } } }`,
    { id, within },
  )
  // asked twice: as graphql-js answers it, and compiled
  return {
    statements: (views.asked - before) / 2,
    told: atRisk.map(({ why, on, person, post, seat, commitments, deputies, successor }): Told => ({
      ...{ why: plain(why), on, person: person.id, of: (post ?? seat).id },
      commitments: commitments.map((each: { id: string }) => each.id).sort(),
      deputies: deputies.map(({ by, who }: { by: string; who: { id: string } }) => `${plain(by)} ${who.id}`).sort(),
      successor: successor?.id ?? null,
    })),
  }
}

describe.each([1, 2, 3, 4])('in a random province, %i', (seed) => {
  let all: Province
  const dice = diceOf(seed * 7_919)
  beforeAll(async () => {
    all = await province(dice)
  })

  it('who is at risk is as reckoned, at a bounded cost', async () => {
    const own = new Set([...all.posts, ...all.bodies.flatMap(({ seats }) => seats)].map(({ id }) => id))
    const asked = [{ area: 'area-56' }, { area: 'area-57' }, ...all.bodies.map(({ id }) => ({ committee: id }))]
    for (const scope of [...asked, ...all.organizations.map(({ id }) => ({ organization: id }))] as Record<string, string>[])
      for (const within of [30, 333, 400]) {
        const { told, statements } = await answered(scope, within)
        const mine = told.filter(({ of }) => own.has(of))
        expect({ scope, within, told: inOrder(mine) }).toEqual({
          scope,
          within,
          told: inOrder(reckoned(all, Object.values(scope)[0]!, within)),
        })
        expect(statements).toBeLessThanOrEqual(25)
      }
  })

  it('what moves would come to is as reckoned, and nothing is recorded', async () => {
    const before = await api.logLength()
    let taken = 0
    for (let round = 0; round < 12; round++) {
      const on = ['2026-11-10', '2027-10-01'][dice(2)]!
      const held = all.posts.flatMap((post) =>
        post.held
          .filter((each) => each.manner === 'substantive' && there(each, addDays(on, -1)) && there(each, on))
          .map((each) => ({ post, each })),
      )
      const leaving = held
        .filter(() => dice(2) === 0)
        .filter(({ each }, i, some) => some.findIndex((one) => one.each.person === each.person) === i)
      if (leaving.length === 0) continue
      const turned = dice(2) === 0
      const moves = leaving.map(({ post, each }, i) => ({
        ...{ person: each.person, from: post.id, on },
        ...(turned && i > 0 && { to: leaving[i - 1]!.post.id }),
      }))
      const then: Province = structuredClone(all)
      for (const { person, from, to } of moves as { person: string; from: string; to?: string }[]) {
        const left = then.posts
          .find(({ id }) => id === from)!
          .held.find((each) => each.manner === 'substantive' && there(each, on) && each.person === person)!
        left.until = on
        if (to) then.posts.find(({ id }) => id === to)!.held.push({ id: 'new', person, manner: 'substantive', from: on })
      }
      const { whatIf } = await api.query(
        `query ($moves: [MoveInput!]!) { whatIf(transfers: $moves) { refused { rule field } on vacant { id } orphaned { id }
          bodies { committee { id } needed members membersOtherwise lost } } }`,
        { moves },
      )
      if (whatIf.refused) {
        expect(whatIf.refused).toMatchObject({
          rule: 'PostHasAtMostOneSubstantiveHolderAtATime',
          field: expect.stringMatching(/^transfers\.\d\.to$/),
        })
        continue
      }
      taken++
      const empty = new Set(
        all.posts.flatMap((post, i) => (answers(post, on) !== undefined && answers(then.posts[i]!, on) === undefined ? [post.id] : [])),
      )
      const ids = (nodes: { id: string }[]) => nodes.map(({ id }) => id).sort()
      expect(whatIf.on).toBe(on)
      expect(ids(whatIf.vacant)).toEqual([...empty].sort())
      expect(ids(whatIf.orphaned)).toEqual(dueThrough(all, (post) => empty.has(post)))
      const named = new Set(moves.flatMap(({ from, ...move }) => [from, (move as { to?: string }).to]))
      const count = (of: Province, { id }: Body) => {
        const { seats } = of.bodies.find((body) => body.id === id)!
        const sitting = seats.map(({ post, expert }) => (post ? answers(post, on) : there(expert!, on) ? expert!.person : undefined))
        const members = new Set(sitting.filter((person) => person !== undefined)).size
        const base = members + sitting.filter((person) => person === undefined).length
        const needed = Math.ceil((base * QUORUM.numerator) / QUORUM.denominator)
        return { members, needed, met: members >= needed }
      }
      const touched = all.bodies.filter(({ seats }) => seats.some(({ post }) => post && named.has(post.id)))
      expect(whatIf.bodies.map((body: { committee: { id: string } }) => JSON.stringify(body)).sort()).toEqual(
        touched
          .map((body) => {
            const [otherwise, ahead] = [count(all, body), count(then, body)]
            return JSON.stringify({
              ...{ committee: { id: body.id }, needed: ahead.needed, members: ahead.members, membersOtherwise: otherwise.members },
              lost: otherwise.met && !ahead.met,
            })
          })
          .sort(),
      )
    }
    expect(taken).toBeGreaterThan(0)
    expect(await api.logLength()).toBe(before)
  })
})

describe('refused is a question', () => {
  const nobody = 'person-00000000-0000-4000-8000-000000000000'
  it.each([
    ['atRisk(within: 30) { why }', 'area', 'Missing'],
    [
      'atRisk(within: 30, area: "area-56", committee: "committee-00000000-0000-4000-8000-000000000000") { why }',
      'committee',
      'NotTogether',
    ],
    ['atRisk(within: 0, area: "area-56") { why }', 'within', 'OutOfRange'],
    ['atRisk(within: 30, organization: "organization-00000000-0000-4000-8000-000000000000") { why }', 'organization', 'UnknownId'],
    ['whatIf(transfers: []) { on }', 'transfers', 'OutOfRange'],
    [`whatIf(transfers: [{ person: "${nobody}", on: "2026-12-01" }]) { on }`, 'transfers.0.person', 'UnknownId'],
    [`whatIf(transfers: [{ person: "${nobody}", on: "2099-12-01" }]) { on }`, 'transfers.0.on', 'DayTooFarAhead'],
  ])('%s', async (question, field, reason) => {
    const { errors } = await api.ask(`{ ${question} }`)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field, reason } }])
  })

  it('whose moves a list would be refused for, in its words, and on another day than that of the last move', async () => {
    const [organization, person] = [
      await api.recorded('registerOrganization', { name: { th: 'สำนักงานที่ถาม' }, kind: 'PROVINCIAL' }),
      await api.recorded('registerPerson', { name: { th: { given: 'ผู้ย้าย' } } }),
    ]
    const post = await api.recorded('establishPost', { title: { th: 'หัวหน้า' }, organization })
    const asked =
      'query ($moves: [MoveInput!]!, $on: Day, $asOf: AsOfInput) { whatIf(transfers: $moves, on: $on, asOf: $asOf) { refused { rule field message { th } } on vacant { id } } }'
    const move = { person, from: post, to: null, on: '2026-12-01' }
    const refusal = await api.tell('recordTransfers', { number: '1', dated: '2026-11-01', moves: [move] })
    const refused = {
      refused: { rule: refusal.rule, field: 'transfers.0.from', message: { th: refusal.message.th } },
      ...{ on: '2026-12-01', vacant: [] },
    }
    expect((await api.query(asked, { moves: [move] })).whatIf).toEqual(refused)
    const before = await api.logLength()
    await api.recorded('assignRole', { post, person, manner: 'SUBSTANTIVE', from: '2025-01-01' })
    const vacantOn = async (on?: string) => (await api.query(asked, { moves: [move], on })).whatIf.vacant
    expect([await vacantOn(), await vacantOn('2026-11-30')]).toEqual([[{ id: post }], []])
    expect((await api.query(asked, { moves: [move], asOf: { logNumber: before } })).whatIf).toEqual(refused)
  })
})
