/** How a post is handed over when its holder leaves: over the whole of Prasan, with real files. */
import { type Runtime, configurationFrom, contexts, openRuntime } from '@prasan/api'
import { type Command, type Day, type Outcome, clockAt, commandIdOf, handle } from '@prasan/event-sourcing'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'prasan-handovers-'))
const commands = new Map<string, Command>(
  contexts.flatMap((context) => context.commands.map((command) => [command.name, command] as const)),
)
const both = (th: string) => ({ th })
const reason = 'คำสั่งพิมพ์ผิด'
let runtime: Runtime
let today = '2026-11-02'
let told = 0

beforeAll(async () => {
  runtime = await openRuntime({
    ...configurationFrom({ PRASAN_DEMO: 'false' }),
    dataDir: folder,
    clock: { now: () => clockAt(today).now() },
  })
  runtime.start()
})
afterAll(async () => {
  await runtime.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Gives the command, and waits for what is recorded in answer. */
async function give(name: string, input: object, id?: string): Promise<Outcome> {
  const actor = 'system:test'
  const outcome = await handle(runtime.handling, {
    ...{ command: commands.get(name)!, input, actor, commandId: commandIdOf(actor, `${++told}`, id) },
    ...(id !== undefined && { id }),
    recordDespite: [{ rule: 'OrganizationsHaveNamesOfTheirOwn', reason }],
  })
  for (let last = -1n; outcome.is === 'Recorded';) {
    let end = last
    for await (const { position } of runtime.store.readAll(last < 0n ? {} : { from: last })) end = position
    if (end === last) break
    last = end
    while ((runtime.processes.position ?? -1n) < last) await new Promise((resolve) => setTimeout(resolve, 1))
    while (!(await runtime.views.waitFor(last, 1_000)));
  }
  return outcome
}
/** Records it and gives the id. */
async function tell(name: string, input: object, id?: string): Promise<string> {
  const outcome = await give(name, input, id)
  if (outcome.is !== 'Recorded')
    throw new Error(`${name}: ${JSON.stringify(outcome, (_, part: unknown) => (typeof part === 'bigint' ? `${part}` : part))}`)
  return outcome.id
}
const refusal = async (name: string, input: object, id: string) => {
  const outcome = await give(name, input, id)
  return outcome.is === 'RuleBroken' ? outcome.rule.code : outcome.is
}

interface Shown {
  readonly id: string
  readonly day: Day
  readonly leaver: string | null
  readonly state: string
  readonly items: Record<string, string>
}
/** The handovers of a post on a day, by what the views hold, in the order of their days. */
function handoversOf(post: string, day: Day): Shown[] {
  const { views } = runtime
  const rows = views.all<Omit<Shown, 'items'>>({
    text: 'select id, day, leaver, state from handover where post = ? and knownTo is null and validFrom <= ? and validTo > ? order by day',
    params: [post, day, day],
  })
  return rows.map((row) => ({
    ...row,
    items: Object.fromEntries(
      views
        .all<{ item: string; state: string }>({
          text: 'select item, state from handoverItem where handover = ? and knownTo is null and validFrom <= ? and validTo > ?',
          params: [row.id, day, day],
        })
        .map(({ item, state }) => [item, state]),
    ),
  }))
}

const anOrganization = () => tell('RegisterOrganization', { name: both('สำนักงาน'), kind: 'provincial' })
const aPost = async (organization?: string) =>
  tell('EstablishPost', { title: both('หัวหน้า'), organization: organization ?? (await anOrganization()) })
const aPerson = () => tell('RegisterPerson', { name: { th: { given: 'ก', family: 'ข' } } })
const promised = (owner: string, more: object = {}) =>
  tell('MakeCommitment', { title: both('อบรม'), owner, madeOn: '2026-05-04', dueOn: '2027-09-30', ...more })
async function assigned(post: string, person: string, from: Day, until?: Day, manner = 'substantive'): Promise<string> {
  await tell('AssignRole', { person, manner, from, ...(until && { until }) }, post)
  let found = ''
  for await (const { type, data } of runtime.store.readStream(runtime.registry.streamOf(post)))
    if (type === 'RoleAssigned') found = data['assignment'] as string
  return found
}
/** A post that somebody holds and that owes something. */
async function aHeldPost() {
  const [post, leaver, successor] = [await aPost(), await aPerson(), await aPerson()]
  const assignment = await assigned(post, leaver, '2025-10-01')
  return { post, leaver, successor, assignment, duty: await promised(post) }
}

describe('a handover', () => {
  it('is opened when the end of an assignment becomes known, late or ahead, with what the post owes', async () => {
    const { post, leaver, assignment, duty } = await aHeldPost()
    const [other, done] = [await promised(await aPost()), await promised(post)]
    await tell('ReportCompletion', { on: '2026-08-01', word: 'เสร็จ' }, done)
    expect(handoversOf(post, '2026-11-02')).toEqual([])
    await tell('EndRole', { assignment, on: '2026-10-01' }, post)
    expect(handoversOf(post, '2026-11-02')).toMatchObject([{ leaver, day: '2026-10-01', state: 'open', items: { [duty]: 'waiting' } }])
    expect(handoversOf(post, '2026-09-30')).toEqual([])
    expect(handoversOf(post, '2026-11-02')[0]!.items).not.toHaveProperty(other)
    await tell(
      'CorrectRoleAssignment',
      { assignment, person: leaver, manner: 'substantive', from: '2025-10-01', until: '2026-12-01', reason },
      post,
    )
    expect(handoversOf(post, '2026-11-02')).toMatchObject([{ leaver, day: '2026-12-01', state: 'announced', items: { [duty]: 'waiting' } }])
    const late = await promised(post, { madeOn: '2026-10-20' })
    expect(handoversOf(post, '2026-12-01')).toMatchObject([{ state: 'open', items: { [duty]: 'waiting', [late]: 'waiting' } }])
    await tell('ReportCompletion', { on: '2026-10-30', word: 'เสร็จ' }, late)
    expect(handoversOf(post, '2026-12-01')[0]!.items).toEqual({ [duty]: 'waiting' })
    await tell('ReverseRoleAssignment', { assignment, reason }, post)
    expect(handoversOf(post, '2026-12-01')).toEqual([])
    expect(runtime.processes.refused()).toEqual([])
  })

  it('is not opened where the post owes nothing, or the same person stays', async () => {
    const [post, person] = [await aPost(), await aPerson()]
    await assigned(post, person, '2025-10-01', '2026-10-01', 'acting')
    expect(handoversOf(post, '2026-11-02')).toEqual([])
    await assigned(post, person, '2026-10-01')
    await promised(post)
    expect(handoversOf(post, '2026-11-02')).toEqual([])
  })

  it('follows what becomes of each duty until somebody accepted it', async () => {
    const { post, successor, assignment, duty } = await aHeldPost()
    const [moved, kept] = [await promised(post), await promised(post)]
    await tell('EndRole', { assignment, on: '2026-10-01' }, post)
    await assigned(post, successor, '2026-10-01')
    const [{ id }] = handoversOf(post, '2026-11-02') as [Shown]
    await tell('TransferOwnership', { owner: await aPost(), on: '2026-10-05', reason }, moved)
    await tell('ReportCompletion', { on: '2026-10-06', word: 'เสร็จ' }, duty)
    await tell('AcceptHandoverItem', { item: kept, on: '2026-10-07', by: successor, word: 'รับไว้' }, id)
    await tell('ReportCompletion', { on: '2026-10-08', word: 'เสร็จ' }, kept)
    const states = (day: Day) => [moved, duty, kept].map((item) => handoversOf(post, day)[0]!.items[item])
    expect(states('2026-10-04')).toEqual(['waiting', 'waiting', 'waiting'])
    expect(states('2026-10-05')).toEqual(['transferred', 'waiting', 'waiting'])
    expect(states('2026-11-02')).toEqual(['transferred', 'done', 'accepted'])
    expect(handoversOf(post, '2026-11-02')[0]!.state).toBe('closed')
    await tell('ReturnCompletion', { on: '2026-10-20', reason }, duty)
    expect(handoversOf(post, '2026-11-02')[0]).toMatchObject({ state: 'open', items: { [duty]: 'waiting' } })
    await tell('AcceptHandover', { on: '2026-10-21', by: successor, word: 'รับทั้งหมด' }, id)
    expect(states('2026-11-02')).toEqual(['transferred', 'accepted', 'accepted'])
    expect(runtime.processes.refused()).toEqual([])
  })

  it('is received by whoever holds the post that day, acting or not, else by the head of the organization or of the one above', async () => {
    const above = await anOrganization()
    const office = await tell('RegisterOrganization', { name: both('สำนักงาน'), kind: 'provincial', parent: above })
    const [head, post] = [await aPost(above), await aPost(office)]
    await tell('NameHeadPost', { post: head, from: '2020-01-01' }, above)
    await tell('NameHeadPost', { post, from: '2020-01-01' }, office)
    const [leaver, supervisor, acting, successor] = [await aPerson(), await aPerson(), await aPerson(), await aPerson()]
    await assigned(head, supervisor, '2020-01-01')
    await assigned(post, leaver, '2020-01-01', '2026-09-01')
    const duty = await promised(office)
    const [{ id }] = handoversOf(post, '2026-11-02') as [Shown]
    await assigned(post, acting, '2026-09-10', '2026-10-01', 'acting')
    await assigned(post, successor, '2026-10-01')
    const contest = (by: string, on: Day) => refusal('ContestHandoverItem', { item: duty, on, by, word: 'ไม่ใช่งานนี้' }, id)
    expect(await contest(leaver, '2026-09-05')).toBe('OnlyAPartyReceivesAHandover')
    expect(await contest(acting, '2026-09-05')).toBe('OnlyAPartyReceivesAHandover')
    expect(await contest(supervisor, '2026-09-10')).toBe('OnlyAPartyReceivesAHandover')
    expect(await contest(successor, '2026-09-10')).toBe('OnlyAPartyReceivesAHandover')
    expect(await contest(supervisor, '2026-08-31')).toBe('HandoverMustBeThere')
    expect(await contest(supervisor, '2026-09-05')).toBe('Recorded')
    expect(handoversOf(post, '2026-09-09')).toMatchObject([{ state: 'contested', items: { [duty]: 'contested' } }])
  })

  it('of a post that stood empty is handed on to whoever comes, who receives it again', async () => {
    const { post, successor, assignment, duty } = await aHeldPost()
    await tell('EndRole', { assignment, on: '2026-09-01' }, post)
    await assigned(post, successor, '2026-10-01')
    expect(handoversOf(post, '2026-09-30')).toMatchObject([{ day: '2026-09-01', items: { [duty]: 'waiting' } }])
    expect(handoversOf(post, '2026-10-01')).toMatchObject([
      { day: '2026-09-01', state: 'closed', items: { [duty]: 'handedOn' } },
      { day: '2026-10-01', leaver: null, state: 'open', items: { [duty]: 'waiting' } },
    ])
    const second = handoversOf(post, '2026-10-01')[1]!.id
    await tell('AcceptHandover', { on: '2026-10-02', by: successor }, second)
    expect(handoversOf(post, '2026-10-02').map(({ state }) => state)).toEqual(['closed', 'closed'])
  })

  it('of a post that is abolished passes to the successor post with its duties', async () => {
    const { post, duty } = await aHeldPost()
    const heir = await aPost()
    await tell('AbolishPost', { on: '2026-10-15', successor: heir }, post)
    expect(handoversOf(post, '2026-10-15')).toMatchObject([{ day: '2026-10-15', items: { [duty]: 'transferred' } }])
    await tell('ReversePostAbolition', { reason }, post)
    expect(handoversOf(post, '2026-10-15')).toEqual([])
    expect(runtime.processes.refused()).toEqual([])
  })

  it('lapses after ninety days, before only despite the rule, and what people said is corrected or reversed', async () => {
    const { post, successor, assignment, duty } = await aHeldPost()
    await tell('EndRole', { assignment, on: '2026-06-01' }, post)
    await assigned(post, successor, '2026-06-01')
    const [{ id }] = handoversOf(post, '2026-11-02') as [Shown]
    expect(await refusal('LapseHandover', { on: '2026-08-29' }, id)).toBe('HandoverLapsesAfterItsTime')
    await tell('LapseHandover', { on: '2026-08-30' }, id)
    expect(handoversOf(post, '2026-11-02')).toMatchObject([{ state: 'lapsed', items: { [duty]: 'lapsed' } }])
    expect(await refusal('AcceptHandover', { on: '2026-09-01', by: successor }, id)).toBe('SomethingMustWait')
    const lapse = (await revisions(id)).findLastIndex((type) => type === 'HandoverLapsed')
    await tell('ReverseHandoverStep', { step: lapse, reason }, id)
    await tell('AcceptHandover', { on: '2026-07-01', by: successor }, id)
    const acceptance = (await revisions(id)).findLastIndex((type) => type === 'HandoverAccepted')
    await tell('CorrectHandoverStep', { step: acceptance, rightly: { acceptance: { on: '2026-07-10', by: successor } }, reason }, id)
    expect(['2026-07-09', '2026-07-10'].map((day) => handoversOf(post, day)[0]!.items[duty])).toEqual(['waiting', 'accepted'])
  })
})

describe('as days begin', () => {
  it('what nobody accepted lapses under the day on which its time is up', async () => {
    const { post, assignment, duty } = await aHeldPost()
    await tell('EndRole', { assignment, on: '2026-08-10' }, post)
    const taken = await aHeldPost()
    await tell('EndRole', { assignment: taken.assignment, on: '2026-08-10' }, taken.post)
    await assigned(taken.post, taken.successor, '2026-08-10')
    await tell('AcceptHandover', { on: '2026-09-01', by: taken.successor }, handoversOf(taken.post, today)[0]!.id)
    const stop = new AbortController()
    await runtime.days.begin(today, stop.signal)
    today = '2026-11-09'
    await runtime.days.begin(today, stop.signal)
    expect(['2026-11-07', '2026-11-08'].map((day) => handoversOf(post, day)[0]!.items[duty])).toEqual(['waiting', 'lapsed'])
    expect(handoversOf(post, today)).toMatchObject([{ state: 'lapsed' }])
    expect(handoversOf(taken.post, today)).toMatchObject([{ state: 'closed', items: { [taken.duty]: 'accepted' } }])
    expect(runtime.processes.refused()).toEqual([])
  })
})

const revisions = async (id: string) => {
  const types: string[] = []
  for await (const { type } of runtime.store.readStream(runtime.registry.streamOf(id))) types.push(type)
  return types
}
