/** What follows on a directive is recorded once, however often the process is cut off and begins anew: over the whole of Prasan, with real files. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { type Runtime, configurationFrom, contexts, openRuntime } from '@prasan/api'
import { type Command, clockAt, commandIdOf, handle } from '@prasan/event-sourcing'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'prasan-directives-'))
const commands = new Map<string, Command>(
  contexts.flatMap((context) => context.commands.map((command) => [command.name, command] as const)),
)
const both = (th: string) => ({ th })
const reason = 'คำสั่งพิมพ์ผิด'
let runtime: Runtime
let told = 0

async function open(): Promise<void> {
  runtime = await openRuntime({ ...configurationFrom({ PRASAN_DEMO: 'false' }), dataDir: folder, clock: clockAt('2026-11-02') })
  runtime.start()
}
beforeAll(open)
afterAll(async () => {
  await runtime.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The process is ended where it stands, and begins again; without its checkpoint it answers everything anew. */
async function again(forgotten: boolean): Promise<void> {
  await runtime.close()
  if (forgotten) for (const file of readdirSync(folder)) if (file.startsWith('processes.db')) rmSync(join(folder, file))
  await open()
}

async function recorded(name: string, input: object, id?: string): Promise<string> {
  const actor = 'system:test'
  const outcome = await handle(runtime.handling, {
    ...{ command: commands.get(name)!, input, actor, commandId: commandIdOf(actor, `${++told}`, id) },
    ...(id !== undefined && { id }),
    recordDespite: [{ rule: 'DirectiveIsWithdrawnByResolution', reason }],
  })
  if (outcome.is !== 'Recorded')
    throw new Error(`${name}: ${JSON.stringify(outcome, (_, part: unknown) => (typeof part === 'bigint' ? `${part}` : part))}`)
  return outcome.id
}

/** Resolves once all that is recorded is answered, and the views show it. */
async function settled(): Promise<void> {
  for (let last = -1n; ;) {
    let end = last
    for await (const { position } of runtime.store.readAll(last < 0n ? {} : { from: last })) end = position
    if (end === last) return
    last = end
    while ((runtime.processes.position ?? -1n) < last) await new Promise((resolve) => setTimeout(resolve, 1))
    while (!(await runtime.views.waitFor(last, 1_000)));
  }
}

/** The types of the events of each commitment, by the body that owned it first. */
async function happened(): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  const owners = new Map<string, string>()
  for await (const { stream, type, data } of runtime.store.readAll()) {
    if (!stream.startsWith(runtime.registry.streamOf('commitment-'))) continue
    if (type === 'CommitmentMade') owners.set(stream, data['owner'] as string)
    const body = owners.get(stream)!
    all[body] = [...(all[body] ?? []), type]
  }
  return all
}

it('each body is committed once, and withdrawn and given back once, though the process is cut off after every command', async () => {
  const [province, ...bodies] = ['จังหวัด', 'หนึ่ง', 'สอง', 'สาม', 'สี่'].map((name) => ({ name, id: '' }))
  province!.id = await recorded('EstablishCommittee', { name: both('จังหวัด'), type: 'committee' })
  for (const body of bodies)
    body.id = await recorded('EstablishCommittee', { name: both(body.name), type: 'committee', parent: province!.id })
  const [first, second, third, fourth] = bodies.map(({ id }) => id) as [string, string, string, string]
  await settled()

  const facts = { title: both('สำรวจ'), committee: province!.id, on: '2026-09-01', dueOn: '2026-12-31' }
  const directive = await recorded('IssueDirective', { ...facts, bodies: [first, second] })
  await again(false)
  await recorded('SendDirective', { bodies: [third, fourth], on: '2026-10-01' }, directive)
  await again(true)
  await recorded('CorrectDirective', { ...facts, title: both('สำรวจใหม่'), reason }, directive)
  await again(false)
  await recorded('ReverseSending', { body: fourth, reason }, directive)
  await again(true)
  await recorded('WithdrawDirective', { on: '2026-10-15', reason }, directive)
  await again(true)
  await recorded('CorrectDirectiveWithdrawal', { on: '2026-10-20', reason }, directive)
  await settled()
  await again(true)
  await recorded('ReverseDirectiveWithdrawal', { reason }, directive)
  await again(false)
  await settled()

  const all = await happened()
  await again(true)
  await settled()
  expect(await happened()).toEqual(all)
  expect(runtime.processes.refused()).toEqual([])
  const made = (body: string) => (all[body] ?? []).filter((type) => type === 'CommitmentMade').length
  expect([first, second, third].map(made)).toEqual([1, 1, 1])
  // Where its sending was reversed before the process came to it, nothing was made of it at all.
  expect(made(fourth)).toBeLessThanOrEqual(1)
  const { byIds } = contexts.flatMap(({ nodes }) => nodes).find(({ category }) => category === 'directive')!
  expect(byIds.run(runtime.views, { ids: [directive], asOf: { day: '2026-11-02', log: null } })).toMatchObject([{ state: 'inForce' }])
  const commitments = contexts.flatMap(({ nodes }) => nodes).find(({ category }) => category === 'commitment')!
  const ids: string[] = []
  for await (const { stream, type } of runtime.store.readAll())
    if (type === 'CommitmentMade') ids.push(stream.slice(runtime.registry.prefix.length))
  const rows = commitments.byIds.run(runtime.views, { ids, asOf: { day: '2026-11-02', log: null } }) as unknown as {
    owner: string
    state: string
    title: { th: string }
  }[]
  const states = Object.fromEntries(rows.map(({ owner, state }) => [owner, state]))
  expect({ [fourth]: 'withdrawn', ...states }).toEqual({ [first]: 'open', [second]: 'open', [third]: 'open', [fourth]: 'withdrawn' })
  expect(rows.filter(({ owner }) => owner !== fourth).map(({ title }) => title.th)).toEqual(['สำรวจใหม่', 'สำรวจใหม่', 'สำรวจใหม่'])
}, 120_000)
