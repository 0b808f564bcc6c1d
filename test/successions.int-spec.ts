/** Who takes over what was promised when a post, seat, organization or committee ends: over the whole of Prasan, with real files. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Runtime, configurationFrom, contexts, openRuntime } from '@prasan/api'
import { type Command, type Day, clockAt, commandIdOf, handle } from '@prasan/event-sourcing'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'prasan-successions-'))
const commands = new Map<string, Command>(
  contexts.flatMap((context) => context.commands.map((command) => [command.name, command] as const)),
)
const both = (th: string) => ({ th })
const reason = 'คำสั่งพิมพ์ผิด'
let runtime: Runtime
let told = 0

beforeAll(async () => {
  runtime = await openRuntime({ ...configurationFrom({ PRASAN_DEMO: 'false' }), dataDir: folder, clock: clockAt('2026-11-02') })
  runtime.start()
})
afterAll(async () => {
  await runtime.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Records it, waits for what is recorded in answer, and gives the id. */
async function tell(name: string, input: object, id?: string): Promise<string> {
  const actor = 'system:test'
  const outcome = await handle(runtime.handling, {
    ...{ command: commands.get(name)!, input, actor, commandId: commandIdOf(actor, `${++told}`, id) },
    ...(id !== undefined && { id }),
    recordDespite: [{ rule: 'OrganizationsHaveNamesOfTheirOwn', reason }],
  })
  if (outcome.is !== 'Recorded')
    throw new Error(`${name}: ${JSON.stringify(outcome, (_, part: unknown) => (typeof part === 'bigint' ? `${part}` : part))}`)
  for (let last = -1n; ;) {
    let end = last
    for await (const { position } of runtime.store.readAll(last < 0n ? {} : { from: last })) end = position
    if (end === last) return outcome.id
    last = end
    while ((runtime.processes.position ?? -1n) < last) await new Promise((resolve) => setTimeout(resolve, 1))
    while (!(await runtime.views.waitFor(last, 1_000)));
  }
}
const { byIds } = contexts.flatMap(({ nodes }) => nodes).find(({ category }) => category === 'commitment')!
const ownerOn = (id: string, day: Day) => byIds.run(runtime.views, { ids: [id], asOf: { day, log: null } })[0]?.owner as string
const partOf = async (id: string, category: string) => {
  let found = ''
  for await (const { data } of runtime.store.readStream(runtime.registry.streamOf(id)))
    found = (data[category] as string | undefined) ?? found
  return found
}

const anOrganization = () => tell('RegisterOrganization', { name: both('สำนักงาน'), kind: 'provincial' })
const aPost = async () => tell('EstablishPost', { title: both('หัวหน้า'), organization: await anOrganization() })
const aCommittee = () => tell('EstablishCommittee', { name: both('คณะ'), type: 'committee' })
async function aSeat(): Promise<{ seat: string; body: string }> {
  const body = await aCommittee()
  await tell('CreateSeat', { number: 1, office: 'member', kind: { exOfficio: { post: await aPost() } } }, body)
  return { seat: await partOf(body, 'seat'), body }
}
const promised = (owner: string, more: object = {}) =>
  tell('MakeCommitment', { title: both('อบรม'), owner, madeOn: '2026-05-04', dueOn: '2027-09-30', ...more })

interface Ended {
  readonly owner: string
  readonly heir: string
  readonly other: string
  end(on: Day, successor?: string): Promise<unknown>
  correct(on: Day, successor?: string): Promise<unknown>
  reverse(): Promise<unknown>
}
const ended = (
  owner: string,
  heirs: readonly [string, string],
  id: string,
  names: readonly [string, string, string],
  part: object = {},
): Ended => {
  const [end, correct, reverse] = names
  return {
    ...{ owner, heir: heirs[0], other: heirs[1] },
    end: (on, successor) => tell(end, { ...part, on, ...(successor && { successor }) }, id),
    correct: (on, successor) => tell(correct, { ...part, on, ...(successor && { successor }), reason }, id),
    reverse: () => tell(reverse, { ...part, reason }, id),
  }
}
const KINDS: readonly [string, () => Promise<Ended>][] = [
  [
    'a post',
    async () => {
      const id = await aPost()
      return ended(id, [await aPost(), await aPost()], id, ['AbolishPost', 'CorrectPostAbolition', 'ReversePostAbolition'])
    },
  ],
  [
    'an organization',
    async () => {
      const id = await anOrganization()
      const heirs = [await anOrganization(), await anOrganization()] as const
      return ended(id, heirs, id, ['CloseOrganization', 'CorrectOrganizationClosing', 'ReverseOrganizationClosing'])
    },
  ],
  [
    'a committee',
    async () => {
      const id = await aCommittee()
      return ended(id, [await aCommittee(), await aCommittee()], id, ['DissolveCommittee', 'CorrectDissolution', 'ReverseDissolution'])
    },
  ],
  [
    'a seat',
    async () => {
      const { seat, body } = await aSeat()
      const names = ['AbolishSeat', 'CorrectSeatAbolition', 'ReverseSeatAbolition'] as const
      return ended(seat, [(await aSeat()).seat, (await aSeat()).seat], body, names, { seat })
    },
  ],
]

describe.each(KINDS)('when %s ends', (_, make) => {
  it('its open promises pass on to its successor that day, as the end is corrected or reversed', async () => {
    const { owner, heir, other, end, correct, reverse } = await make()
    const id = await promised(owner)
    const owners = () => ['2026-12-30', '2026-12-31', '2027-02-01'].map((day) => ownerOn(id, day))
    await end('2026-12-31', heir)
    expect(owners()).toEqual([owner, heir, heir])
    await correct('2027-02-01', other)
    expect(owners()).toEqual([owner, owner, other])
    await reverse()
    expect(owners()).toEqual([owner, owner, owner])
    await end('2026-12-31')
    expect(owners()).toEqual([owner, owner, owner])
    await correct('2026-12-31', heir)
    expect(owners()).toEqual([owner, heir, heir])
    expect(runtime.processes.refused()).toEqual([])
  })
})

describe('a promise', () => {
  it('passes on to a successor that begins later from its first day', async () => {
    const heir = await tell('EstablishCommittee', { name: both('คณะใหม่'), type: 'committee', from: '2027-01-15' })
    const owner = await aCommittee()
    const id = await promised(owner)
    await tell('DissolveCommittee', { on: '2026-12-31', successor: heir }, owner)
    expect(['2026-12-31', '2027-01-14', '2027-01-15'].map((day) => ownerOn(id, day))).toEqual([owner, owner, heir])
    expect(runtime.processes.refused()).toEqual([])
  })

  it('passes on also where it is made, or is sent back, after the end was announced', async () => {
    const [owner, heir] = [await aPost(), await aPost()]
    const done = await promised(owner)
    await tell('ReportCompletion', { on: '2026-10-01', word: 'เสร็จ' }, done)
    await tell('AbolishPost', { on: '2026-12-31', successor: heir }, owner)
    const late = await promised(owner)
    expect([ownerOn(late, '2026-12-31'), ownerOn(done, '2026-12-31')]).toEqual([heir, owner])
    await tell('ReturnCompletion', { on: '2026-10-20', reason }, done)
    expect([ownerOn(done, '2026-12-30'), ownerOn(done, '2026-12-31')]).toEqual([owner, heir])
  })
  it('that is sent back when its owner has ended passes on that day', async () => {
    const [owner, heir] = [await aPost(), await aPost()]
    const id = await promised(owner)
    await tell('ReportCompletion', { on: '2026-10-01', word: 'เสร็จ' }, id)
    await tell('AbolishPost', { on: '2026-10-10', successor: heir }, owner)
    expect(ownerOn(id, '2026-10-20')).toBe(owner)
    await tell('ReturnCompletion', { on: '2026-10-20', reason }, id)
    expect([ownerOn(id, '2026-10-19'), ownerOn(id, '2026-10-20')]).toEqual([owner, heir])
  })
  it('goes on along a line of successors, and stays where that ends', async () => {
    const [first, second, third] = [await aPost(), await aPost(), await aPost()]
    const id = await promised(first)
    await tell('AbolishPost', { on: '2026-11-01', successor: third }, second)
    await tell('AbolishPost', { on: '2026-12-01', successor: second }, first)
    expect(ownerOn(id, '2026-12-01')).toBe(third)
    await tell('AbolishPost', { on: '2027-01-01' }, third)
    expect(ownerOn(id, '2027-01-01')).toBe(third)
    await tell('CorrectPostAbolition', { on: '2027-01-01', successor: first, reason }, third)
    expect(ownerOn(id, '2027-01-01')).toBe(third)
  })
  it('stays with whoever it was given to by hand', async () => {
    const [owner, heir, chosen] = [await aPost(), await aPost(), await aPost()]
    const id = await promised(owner)
    await tell('TransferOwnership', { owner: chosen, on: '2026-12-01', reason }, id)
    await tell('AbolishPost', { on: '2026-12-31', successor: heir }, owner)
    expect(ownerOn(id, '2026-12-31')).toBe(chosen)
  })
  it('of a seat passes on to the successor of its body', async () => {
    const { seat, body } = await aSeat()
    const heir = await aCommittee()
    const id = await promised(seat)
    await tell('DissolveCommittee', { on: '2026-12-31', successor: heir }, body)
    expect([ownerOn(id, '2026-12-30'), ownerOn(id, '2026-12-31')]).toEqual([seat, heir])
  })
})
