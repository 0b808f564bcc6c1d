/**
 * HandoverConservesDuties: whatever is recorded of who holds a post, of what it owes and of what is said of its handovers, in whichever order and
 * however it is corrected, on every day what was owed the day before somebody left is waiting, accepted, contested, done with, transferred, handed on
 * or lapsed, and nothing else is. The oracle reads the bare log, day by day.
 */
import { contexts } from '@prasan/api'
import {
  type Command,
  type Day,
  type Handling,
  type LoggedEvent,
  type Outcome,
  ReadModel,
  Registry,
  SqliteKeyRing,
  addDays,
  clockAt,
  commandIdOf,
  handle,
  requestTo,
  sourcesOf,
} from '@prasan/event-sourcing'
import { MemoryEventStore } from '@prasan/event-store'
import { afterAll, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const LONG = process.env['PRASAN_FAULTS'] === 'long'
const HISTORIES = LONG ? 10_000 : 300
/** Histories that one log holds, each of people, posts and promises of its own. */
const A_LOG = 100
const FIRST = '2026-09-24'
const DAYS = Array.from({ length: 12 }, (_, i) => addDays(FIRST, i))
const TODAY = DAYS[8]!
const reason = 'บันทึกผิด'
const commands = new Map<string, Command>(contexts.flatMap((context) => context.commands.map((command) => [command.name, command])))

class World {
  readonly store = new MemoryEventStore()
  readonly registry = new Registry(
    'prasan-',
    contexts.flatMap(({ aggregates }) => aggregates),
  )
  readonly views = ReadModel.open(
    ':memory:',
    this.registry,
    contexts.flatMap(({ views }) => views),
  )
  private readonly stop = new AbortController()
  private readonly followed = this.views.follow(this.store, this.stop.signal)
  private readonly processes = contexts.flatMap(({ processes = [] }) => processes)
  readonly log: LoggedEvent[] = []
  private tries = 0
  private readonly handling: Handling

  private constructor(keys: SqliteKeyRing) {
    this.handling = {
      ...{ store: this.store, registry: this.registry, keys, clock: clockAt(TODAY), exists: () => true },
      lookUp: async (query, args) => query.run(this.views, args),
      evidence: Object.assign({}, ...contexts.map(({ evidence }) => evidence)) as NonNullable<Handling['evidence']>,
    }
  }
  static readonly open = (keys: SqliteKeyRing) => new World(keys)

  /** Gives a command, and answers what is recorded. */
  async give(name: string, input: object, id?: string): Promise<Outcome> {
    const recordDespite = ['HandoverLapsesAfterItsTime', 'OrganizationsHaveNamesOfTheirOwn', 'CommitmentIsWithdrawnByResolution'].map(
      (rule) => ({ rule, reason }),
    )
    const outcome = await handle(this.handling, {
      ...{ command: commands.get(name)!, input, actor: 'system:test', recordDespite },
      commandId: commandIdOf('system:test', `${++this.tries}`, id),
      ...(id !== undefined && { id }),
    })
    if (outcome.is === 'InputInvalid') throw new Error(`${name}: ${JSON.stringify(outcome)}`)
    for (let at = this.log.length; ; at++) {
      if (at === this.log.length) await this.read()
      const event = this.log[at]
      if (!event) return outcome
      for (const manager of this.processes) {
        if (!manager.on.includes(event.type)) continue
        for (const reaction of await manager.react(event, sourcesOf(this.handling), TODAY)) {
          const answer = await handle(this.handling, requestTo(manager, event, reaction))
          if (answer.is !== 'Recorded')
            throw new Error(`${manager.name} ${reaction.step}: ${JSON.stringify(answer, (_, part: unknown) => String(part))}`)
          await this.views.waitFor(answer.position, 10_000)
        }
      }
    }
  }
  private async read(): Promise<void> {
    const from = this.log.at(-1)?.position
    for await (const recorded of this.store.readAll(from === undefined ? {} : { from })) {
      const event = this.registry.read(recorded)
      if (from === undefined || event.position > from) this.log.push(event)
    }
    if (this.log.length > 0) await this.views.waitFor(this.log.at(-1)!.position, 10_000)
  }
  async close(): Promise<void> {
    this.stop.abort()
    await this.followed.catch(() => {})
    this.views.close()
  }
}

const day = fc.constantFrom(...DAYS)
const past = fc.constantFrom(...DAYS.slice(0, 9))
const n = fc.nat({ max: 5 })
const manner = fc.constantFrom('substantive', 'substantive', 'acting', 'caretaker')
const term = { person: n, manner, from: fc.option(day, { freq: 8 }), until: fc.option(day) }
const owner = fc.constantFrom('post', 'office', 'other')
const op = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('assign' as const), ...term }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('endRole' as const), n, on: day }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correctRole' as const), n, ...term }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reverseRole' as const), n }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('abolish' as const), on: fc.constantFrom(...DAYS.slice(7)), heir: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('promise' as const), owner, madeOn: past }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correctPromise' as const), n, owner, madeOn: past }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('transfer' as const), n, owner, on: day }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('complete' as const, 'return' as const, 'withdraw' as const), n, on: past }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverseStep' as const), n, step: n }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constantFrom('accept' as const, 'contest' as const), n, item: n, person: n, on: past }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('acceptAll' as const, 'lapse' as const), n, person: n, on: past }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reverseWord' as const), n, step: n }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correctWord' as const), n, step: n, person: n, on: past }) },
)
type Op = typeof op extends fc.Arbitrary<infer O> ? O : never

/** Among its people the one who receives what nobody else is there for. */
const SUPERVISOR = 3

/** What a history is about: a post that heads an office, and a post of another. */
interface About {
  readonly post: string
  readonly office: string
  readonly other: string
  readonly people: readonly string[]
}

async function begin(world: World): Promise<About> {
  const made = async (name: string, input: object) => {
    const outcome = await world.give(name, input)
    if (outcome.is !== 'Recorded') throw new Error(`${name}: ${outcome.is}`)
    return outcome.id
  }
  const above = await made('RegisterOrganization', { name: { th: 'จังหวัด' }, kind: 'provincial' })
  const office = await made('RegisterOrganization', { name: { th: 'สำนักงาน' }, kind: 'provincial', parent: above })
  const elsewhere = await made('RegisterOrganization', { name: { th: 'สำนักงานอื่น' }, kind: 'provincial' })
  const [post, other] = [
    await made('EstablishPost', { title: { th: 'หัวหน้า' }, organization: office }),
    await made('EstablishPost', { title: { th: 'หัวหน้า' }, organization: elsewhere }),
  ]
  await world.give('NameHeadPost', { post, from: '2020-01-01' }, office)
  for (const owner of [post, office])
    await made('MakeCommitment', { title: { th: 'อบรม' }, owner, madeOn: '2026-09-01', dueOn: '2027-09-30' })
  const people = Array.from({ length: 4 }, (_, i) => `person-${post.slice('post-'.length, -1)}${i}`)
  const head = await made('EstablishPost', { title: { th: 'ผู้ว่าราชการ' }, organization: above })
  await world.give('NameHeadPost', { post: head, from: '2020-01-01' }, above)
  await world.give('AssignRole', { person: people[SUPERVISOR], manner: 'substantive' }, head)
  await world.give('AssignRole', { person: people[0], manner: 'substantive' }, post)
  return { post, office, other, people }
}

/** The events of the streams that a history is about, in the order of the log. */
function logOf(world: World, { post, office, other }: About) {
  const posts = world.log.filter(({ id }) => id === post)
  const own = new Set([post, office, other])
  const promises = new Map<string, LoggedEvent[]>()
  for (const event of world.log)
    if (event.type === 'CommitmentMade' ? own.has((event.data as { owner: string }).owner) : promises.has(event.id))
      promises.set(event.id, [...(promises.get(event.id) ?? []), event])
  const handovers = new Map<string, LoggedEvent[]>()
  for (const event of world.log)
    if (event.type === 'HandoverOpened' ? (event.data as { post: string }).post === post : handovers.has(event.id))
      handovers.set(event.id, [...(handovers.get(event.id) ?? []), event])
  return { posts, promises, handovers }
}
const wordsOf = (events: readonly LoggedEvent[], types: RegExp) =>
  events.filter(({ type }) => types.test(type)).map(({ revision }) => Number(revision))
const STEPS = /^(OwnershipTransferred|CompletionReported|CompletionReturned|CommitmentWithdrawn)$/
const WORDS = /^(ItemAccepted|ItemContested|HandoverAccepted|HandoverLapsed)$/

async function tell(world: World, about: About, told: Op): Promise<void> {
  const { posts, promises, handovers } = logOf(world, about)
  const pick = <T>(all: readonly T[], at: number): T | undefined => all[at % all.length]
  const assignments = posts.filter(({ type }) => type === 'RoleAssigned').map(({ data }) => (data as { assignment: string }).assignment)
  const assignment = 'n' in told ? pick(assignments, told.n) : undefined
  const promise = 'n' in told ? pick([...promises.keys()], told.n) : undefined
  const open = [...handovers].flatMap(([id, events]) => (dayOf(events) === undefined ? [] : [{ id, on: dayOf(events)! }]))
  const passing = 'n' in told ? pick(open, told.n) : undefined
  const handover = passing?.id
  /** Mostly a day on which it may be received, and somebody who may. */
  const received = () => {
    const at = 'person' in told ? told.person : 0
    const days = DAYS.slice(0, 9).filter((each) => at === 0 || each >= passing!.on)
    const on = pick(days, DAYS.indexOf((told as { on: Day }).on)) ?? TODAY
    return { on, by: pick(at === 1 ? [] : [...holders(posts, on)], at) ?? about.people[SUPERVISOR]! }
  }
  const by = 'person' in told ? about.people[told.person % 4]! : ''
  const held = (of: { manner: string; from: Day | null; until: Day | null }) => ({
    ...{ person: by, manner: of.manner, ...(of.from && { from: of.from }), ...(of.until && { until: of.until }) },
  })
  const promised = (of: { owner: 'post' | 'office' | 'other'; madeOn: Day }) => ({
    ...{ title: { th: 'อบรม' }, owner: about[of.owner], madeOn: of.madeOn, dueOn: '2027-09-30' },
  })
  switch (told.do) {
    case 'assign':
      return void (await world.give('AssignRole', held(told), about.post))
    case 'endRole':
      return void (assignment && (await world.give('EndRole', { assignment, on: told.on }, about.post)))
    case 'correctRole':
      return void (assignment && (await world.give('CorrectRoleAssignment', { assignment, ...held(told), reason }, about.post)))
    case 'reverseRole':
      return void (assignment && (await world.give('ReverseRoleAssignment', { assignment, reason }, about.post)))
    case 'abolish':
      return void (await world.give('AbolishPost', { on: told.on, ...(told.heir && { successor: about.other }) }, about.post))
    case 'restore':
      return void (await world.give('ReversePostAbolition', { reason }, about.post))
    case 'promise':
      return void (await world.give('MakeCommitment', promised(told)))
    case 'correctPromise':
      return void (promise && (await world.give('CorrectCommitment', { ...promised(told), reason }, promise)))
    case 'transfer':
      return void (promise && (await world.give('TransferOwnership', { owner: about[told.owner], on: told.on, reason }, promise)))
    case 'complete':
      return void (promise && (await world.give('ReportCompletion', { on: told.on, word: 'เสร็จ' }, promise)))
    case 'return':
      return void (promise && (await world.give('ReturnCompletion', { on: told.on, reason }, promise)))
    case 'withdraw':
      return void (promise && (await world.give('WithdrawCommitment', { on: told.on, reason }, promise)))
    case 'reverseStep': {
      const step = pick(wordsOf(promises.get(promise ?? '') ?? [], STEPS), told.step)
      return void (promise && step !== undefined && (await world.give('ReverseCommitmentStep', { step, reason }, promise)))
    }
    case 'reverseWord': {
      const step = pick(wordsOf(handovers.get(handover ?? '') ?? [], WORDS), told.step)
      return void (handover && step !== undefined && (await world.give('ReverseHandoverStep', { step, reason }, handover)))
    }
    case 'lapse':
      return void (handover && (await world.give('LapseHandover', { on: received().on }, handover)))
    case 'acceptAll':
      return void (handover && (await world.give('AcceptHandover', received(), handover)))
    case 'correctWord': {
      const events = handovers.get(handover ?? '') ?? []
      const step = pick(wordsOf(events, WORDS), told.step)
      const said = events.find(({ revision }) => Number(revision) === step)
      if (!handover || !said) return
      const kind = { ItemAccepted: 'receipt', ItemContested: 'contest', HandoverAccepted: 'acceptance', HandoverLapsed: 'lapse' }[
        said.type
      ]!
      const rightly = { [kind]: { ...(said.data as Data), on: received().on } }
      return void (await world.give('CorrectHandoverStep', { step, rightly, reason }, handover))
    }
    default: {
      const item = pick([...promises.keys()], told.item)
      if (!handover || !item) return
      const [name, word] = told.do === 'contest' ? ['ContestHandoverItem', { word: 'ไม่ใช่' }] : ['AcceptHandoverItem', {}]
      return void (await world.give(name, { item, ...received(), ...word }, handover))
    }
  }
}

type Data = Record<string, any>

/** Who holds the post on a day. */
function holders(events: readonly LoggedEvent[], on: Day): Set<string> {
  const terms = new Map<string, Data>()
  let abolished: Day | undefined
  for (const { type, data } of events as LoggedEvent<Data>[]) {
    if (type === 'RoleAssigned' || type === 'RoleAssignmentCorrected') terms.set(data['assignment'] as string, data)
    if (type === 'RoleEnded')
      terms.set(data['assignment'] as string, { ...terms.get(data['assignment'] as string), until: data['on'] as Day })
    if (type === 'RoleAssignmentReversed') terms.delete(data['assignment'] as string)
    if (type === 'PostAbolished') abolished = data['on'] as Day
    if (type === 'PostAbolitionReversed') abolished = undefined
  }
  if (abolished !== undefined && on >= abolished) return new Set()
  const there = [...terms.values()].filter(({ from, until }) => !(from > on) && !(until <= on))
  return new Set(there.map(({ person }) => person as string))
}

/** Whose a promise is on a day, while it is open. */
function openWith(events: readonly LoggedEvent<Data>[], on: Day): string | undefined {
  let promise: Data = {}
  let steps: { number: number; type: string; data: Data }[] = []
  for (const { type, data, revision } of events) {
    if (type === 'CommitmentMade' || type === 'CommitmentCorrected') promise = data
    else if (type === 'CommitmentStepReversed') steps = steps.filter(({ number }) => number !== data['step'])
    else if (type === 'CommitmentStepCorrected')
      steps = steps.map((step) =>
        step.number === data['step'] ? { ...step, data: Object.values(data['rightly'] as Data)[0] as Data } : step,
      )
    else steps.push({ number: Number(revision), type, data })
  }
  if (promise['madeOn'] > on) return undefined
  let [owner, open] = [promise['owner'] as string, true]
  for (const each of DAYS.filter((each) => each <= on))
    for (const { type, data } of steps) {
      if ((data['on'] > each || (data['on'] < each && each !== DAYS[0])) && data['on'] !== each) continue
      if (type === 'OwnershipTransferred') owner = data['owner'] as string
      if (type === 'CompletionReported' || type === 'CommitmentWithdrawn') open = false
      if (type === 'CompletionReturned') open = true
    }
  return open ? owner : undefined
}

/** By the day of each handover: what was owed the day before, and what it is on each day from then on. */
function expected(world: World, about: About) {
  const { posts, promises, handovers } = logOf(world, about)
  const own = new Set([about.post, about.office])
  const mine = (item: string, on: Day) => own.has(openWith(promises.get(item)!, on) ?? '')
  const held = new Map([addDays(FIRST, -2), addDays(FIRST, -1), ...DAYS].map((each) => [each, holders(posts, each)]))
  const days = [...held.keys()].filter((each) => {
    const [before, now] = [held.get(addDays(each, -1)), held.get(each)!]
    if (!before) return false
    const left = [...before].some((person) => !now.has(person))
    const came = before.size === 0 && now.size > 0
    return left || (came && [...held].some(([earlier, there]) => earlier < addDays(each, -1) && there.size > 0))
  })
  const owed = new Map(days.map((each) => [each, [...promises.keys()].filter((item) => mine(item, addDays(each, -1)))]))
  const words = (on: Day) => {
    const events = [...handovers.values()].find((all) => dayOf(all) === on) ?? []
    const reversed = new Set(
      events.filter(({ type }) => type === 'HandoverStepReversed').map(({ data }) => (data as Data)['step'] as number),
    )
    const rightly = new Map(
      (events as LoggedEvent<Data>[]).flatMap(({ type, data }) =>
        type === 'HandoverStepCorrected' ? [[data['step'] as number, Object.values(data['rightly'] as Data)[0] as Data]] : [],
      ),
    )
    const there = events.filter(({ type, revision }) => WORDS.test(type) && !reversed.has(Number(revision))) as LoggedEvent<Data>[]
    return there.map(({ type, revision, data }) => ({ type, data: rightly.get(Number(revision)) ?? data }))
  }
  return new Map(
    days.map((on) => {
      const said = words(on)
      const items = owed.get(on)!.map((item) => {
        let state = 'waiting'
        const each = DAYS.filter((each) => each >= on).map((today) => {
          const [was, is] = [addDays(today, -1), today].map((each) =>
            openWith(promises.get(item)!, each) === undefined ? 'done' : mine(item, each) ? 'waiting' : 'transferred',
          )
          if (!['accepted', 'lapsed', 'handedOn'].includes(state)) {
            if (was !== is) state = is!
            else if (today !== on && state === 'waiting' && owed.get(today)?.includes(item)) state = 'handedOn'
          }
          for (const { type, data } of said) {
            if ((data['on'] < on ? on : data['on']) !== today || (data['item'] ?? item) !== item) continue
            if (type === 'ItemAccepted' && (state === 'waiting' || state === 'contested')) state = 'accepted'
            if (state !== 'waiting') continue
            state = { ItemContested: 'contested', HandoverAccepted: 'accepted', HandoverLapsed: 'lapsed' }[type] ?? state
          }
          return state
        })
        return [item, each] as const
      })
      return [on, Object.fromEntries(items)]
    }),
  )
}
/** The day of a handover as it was said last; undefined where it is none any more. */
function dayOf(events: readonly LoggedEvent[]): Day | undefined {
  const last = events.findLast(({ type }) => /^Handover(Opened|Corrected|Reversed)$/.test(type))!
  return last.type === 'HandoverReversed' ? undefined : (last.data as { on: Day }).on
}

const STATES = ['waiting', 'accepted', 'contested', 'done', 'transferred', 'handedOn', 'lapsed'] as const
/** The same by the views. */
function shown({ views }: World, { post }: About) {
  const at = 'knownTo is null and validFrom <= ? and validTo > ?'
  const found = new Map<Day, Record<string, string[]>>()
  const all = views.all<{ id: string; day: Day }>({
    text: `select distinct id, day from handover where post = ? and knownTo is null`,
    params: [post],
  })
  for (const { id, day: on } of all) {
    expect(found.has(on)).toBe(false)
    const items: Record<string, string[]> = {}
    for (const today of DAYS.filter((each) => each >= on)) {
      const rows = views.all<{ item: string; state: string }>({
        text: `select item, state from handoverItem where handover = ? and ${at} order by item`,
        params: [id, today, today],
      })
      for (const { item, state } of rows) items[item] = [...(items[item] ?? []), state]
      const [counted] = views.all<Record<string, number>>({
        text: `select * from handover where id = ? and ${at}`,
        params: [id, today, today],
      })
      expect(Object.fromEntries(STATES.map((state) => [state, counted![state]]))).toEqual(
        Object.fromEntries(STATES.map((state) => [state, rows.filter((row) => row.state === state).length])),
      )
      expect(STATES.reduce((sum, state) => sum + counted![state]!, 0)).toBe(counted!['items'])
    }
    found.set(on, items)
  }
  return found
}

const folder = mkdtempSync(join(tmpdir(), 'prasan-conserved-'))
let world: World | undefined
let keys: SqliteKeyRing | undefined
afterAll(async () => {
  await world?.close()
  keys?.close()
  rmSync(folder, { recursive: true, force: true })
})

it(
  'HandoverConservesDuties',
  async () => {
    keys = await SqliteKeyRing.open(join(folder, 'keys.db'))
    let told = 0
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(op, { minLength: 12, maxLength: 30 }), async (ops) => {
        if (told++ % A_LOG === 0) {
          await world?.close()
          world = World.open(keys!)
        }
        const about = await begin(world!)
        for (const each of ops) await tell(world!, about, each)
        const [should, does] = [expected(world!, about), shown(world!, about)]
        for (const [on, items] of should) {
          if (Object.keys(items).length > 0 || does.has(on)) expect({ on, items: does.get(on) }).toEqual({ on, items })
          for (const states of Object.values(items)) for (const state of states) seen.add(state)
        }
        for (const on of does.keys()) expect(should.has(on)).toBe(true)
      }),
      { numRuns: HISTORIES, seed: 20261126, endOnFailure: false },
    )
    expect([...seen].sort()).toEqual([...STATES].sort())
  },
  LONG ? 7_200_000 : 600_000,
)
