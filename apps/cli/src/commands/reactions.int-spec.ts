import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Runtime, contexts, openRuntime } from '@prasan/api'
import { handle } from '@prasan/event-sourcing'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configurationOf, prasan } from '../testing/prasan.js'

const dataDir = mkdtempSync(join(tmpdir(), 'prasan-reactions-'))
const commands = new Map(contexts.flatMap((context) => context.commands.map((command) => [command.name, command])))
const both = (en: string) => ({ th: en, en })

/** A resolution charged a post that was found to have ended before: nothing was made of it. */
describe('a reaction that was refused', () => {
  let runtime: Runtime
  let post: string
  let told = 0
  const tell = async (name: string, input: object, id?: string): Promise<string> => {
    const outcome = await handle(
      { ...runtime.handling, exists: () => true },
      {
        ...{ command: commands.get(name)!, input, actor: 'system:test', idempotencyKey: `${++told}` },
        recordDespite: ['MeetingNeedsQuorumToResolve', 'NoticeMustPrecedeMeetingByRule'].map((rule) => ({ rule, reason: 'a test' })),
        ...(id !== undefined && { id }),
      },
    )
    if (outcome.is !== 'Recorded') throw new Error(`${name}: ${JSON.stringify(outcome)}`)
    return outcome.id
  }
  const settled = async () => {
    let end = -1n
    for await (const { position } of runtime.store.readAll()) end = position
    await runtime.processes.settled(end, AbortSignal.timeout(20_000))
  }
  const promises = async () => {
    const titles: unknown[] = []
    for await (const { type, data } of runtime.store.readAll()) if (type === 'CommitmentMade') titles.push(data['title'])
    return titles
  }

  beforeAll(async () => {
    runtime = await openRuntime(configurationOf(dataDir))
    const organization = await tell('RegisterOrganization', { name: both('Office'), kind: 'provincial' })
    post = await tell('EstablishPost', { title: both('Head'), organization })
    const committee = await tell('EstablishCommittee', { name: both('Committee'), type: 'committee' })
    const meeting = await tell('ScheduleMeeting', { bodies: [committee], on: '2026-05-08' })
    await tell('OpenMeeting', { attendanceUnknown: true }, meeting)
    const assignments = [{ owner: post, dueOn: '2026-12-01' }]
    await tell('PassResolution', { kind: 'assigned', text: both('To train volunteers'), assignments }, meeting)
    await tell('AbolishPost', { on: '2026-05-01' }, post)
    runtime.start()
    await settled()
  }, 60_000)
  afterAll(async () => {
    await runtime.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('is shown, with the event, its sentence and the rule', async () => {
    const [refused] = runtime.processes.refused()
    expect(runtime.processes.refused()).toHaveLength(1)
    const { out, code } = await prasan(dataDir, 'reactions')
    expect(code).toBe(0)
    expect(out).toContain('Reactions that were refused: 1')
    expect(out).toMatch(/^resolved-commitments on number \d+, meeting-[\w-]+ revision 2, ResolutionPassed$/m)
    expect(out).toContain('To train volunteers')
    expect(out).toContain('refused: OwnerMustNotHaveEnded')
    expect(out).toContain(`--again resolved-commitments ${refused!.eventId} "${refused!.step}"`)
  })

  it('is sent again while the node runs: refused again until its cause is mended, then taken once and shown no more', async () => {
    const [refused] = runtime.processes.refused()
    const one = [refused!.process, refused!.eventId, refused!.step]
    expect((await prasan(dataDir, 'reactions', '--again')).out).toContain('1 sent again, 1 of them refused again.')
    expect(await promises()).toEqual([])
    await tell('ReversePostAbolition', { reason: 'another post was meant' }, post)
    const { out } = await prasan(dataDir, 'reactions', '--again', ...one)
    expect(out).toContain('1 sent again, 0 of them refused again.')
    expect(out).toContain('No reaction was refused.')
    expect(runtime.processes.refused()).toEqual([])
    expect(await promises()).toEqual([both('To train volunteers')])
    expect(await prasan(dataDir, 'reactions', '--again', ...one)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no such reaction was refused'),
    })
    expect(await promises()).toHaveLength(1)
  })

  it('is named by two or three words', async () => {
    expect(await prasan(dataDir, 'reactions', '--again', 'resolved-commitments')).toMatchObject({
      code: 1,
      err: expect.stringContaining('process, event and step'),
    })
  })
})
