import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Runtime, configurationFrom, openRuntime } from '@prasan/api'
import { EstablishCommittee } from '@prasan/committees'
import { EstablishPost, RegisterOrganization } from '@prasan/directory'
import { type Command, categoryOf, commandIdOf, handle } from '@prasan/event-sourcing'
import { OpenMeeting, PassResolution, ScheduleMeeting } from '@prasan/meetings'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ASSIGNMENTS = 5
const both = (en: string) => ({ th: en, en })

describe('a resolution becomes its commitments, each exactly once, however often the node is killed in between', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'prasan-dying-'))
  const configuration = configurationFrom({ PRASAN_DATA_DIR: dataDir, PRASAN_DEMO: 'false' })
  let named: string[]

  const within = async <R>(use: (runtime: Runtime) => Promise<R>): Promise<R> => {
    const runtime = await openRuntime(configuration)
    try {
      return await use(runtime)
    } finally {
      await runtime.close()
    }
  }
  const log = async ({ store, registry }: Runtime) => {
    const events = []
    for await (const event of store.readAll()) events.push(registry.read(event))
    return events
  }
  const made = async (runtime: Runtime) => (await log(runtime)).filter(({ type }) => type === 'CommitmentMade').map(({ id }) => id)

  /** Starts a node that kills itself; how it ended. */
  const dies = async (when: 'before' | 'after', nth: number): Promise<string | null> => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./dying-process.js', import.meta.url)), dataDir, when, String(nth)], {
      stdio: 'inherit',
    })
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
    return signal
  }

  beforeAll(async () => {
    await within(async (runtime) => {
      const tell = async (command: Command, input: object, id?: string): Promise<string> => {
        const outcome = await handle(
          { ...runtime.handling, exists: () => true },
          {
            command,
            input,
            commandId: commandIdOf('system:test', JSON.stringify([command.name, input])),
            actor: 'system:test',
            recordDespite: ['MeetingNeedsQuorumToResolve', 'NoticeMustPrecedeMeetingByRule'].map((rule) => ({ rule, reason: 'a test' })),
            ...(id !== undefined && { id }),
          },
        )
        if (outcome.is !== 'Recorded') throw new Error(`${command.name}: ${outcome.is}`)
        return outcome.id
      }
      const organization = await tell(RegisterOrganization, { name: both('Office'), kind: 'provincial' })
      const post = await tell(EstablishPost, { title: both('Head'), organization })
      const committee = await tell(EstablishCommittee, { name: both('Committee'), type: 'committee' })
      const meeting = await tell(ScheduleMeeting, { bodies: [committee], on: '2026-05-08' })
      await tell(OpenMeeting, { attendanceUnknown: true }, meeting)
      const assignments = Array.from({ length: ASSIGNMENTS }, (_, i) => ({ owner: post, dueOn: `2026-09-0${i + 1}` }))
      await tell(PassResolution, { kind: 'assigned', text: both('To do'), assignments }, meeting)
      const passed = (await log(runtime)).find(({ type }) => type === 'ResolutionPassed')!
      named = (passed.data as { assignments: { commitment: string }[] }).assignments.map(({ commitment }) => commitment)
      expect(await made(runtime)).toEqual([])
    })
  })
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  it.each([
    ['after', 1, 1],
    ['before', 2, 2],
    ['after', 2, 4],
  ] as const)('killed %s its commitment number %i it has left %i in the log', async (when, nth, expected) => {
    expect(await dies(when, nth)).toBe('SIGKILL')
    await within(async (runtime) => expect(await made(runtime)).toHaveLength(expected))
  })

  it('has them all once in the end, under the ids that the resolution names, and answers nothing twice', async () => {
    await within(async (runtime) => {
      runtime.start()
      const { position } = (await log(runtime)).at(-1)!
      while ((runtime.processes.position ?? -1n) < position) await new Promise((resolve) => setTimeout(resolve, 10))
      expect(await made(runtime)).toEqual(named)
      expect(named.map(categoryOf)).toEqual(Array.from({ length: ASSIGNMENTS }, () => 'commitment'))
      expect(runtime.processes.refused()).toEqual([])
      const numbers = (await log(runtime)).filter(({ type }) => type === 'MeetingNumbered')
      expect(numbers.map(({ data }) => data as object)).toEqual([expect.objectContaining({ number: 1, year: 2569 })])
    })
  })
})
