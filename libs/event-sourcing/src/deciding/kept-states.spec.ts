import { describe, expect, it } from '@jest/globals'
import { MemoryEventStore } from '@prasan/event-store'
import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clockAt } from '../time/clock.js'
import { KeptStates, type Loaded } from './kept-states.js'
import { handle } from './handling.js'
import type { Handling, Request } from './request.js'
import { commandIdOf } from '../log/ids.js'
import { SqliteKeyRing } from '../personal-data/embedded.js'
import { Registry } from '../log/registry.js'
import { AddPart, CloseTask, NamePerson, OpenTask, SayWord, evidence, person, task } from '../testing/example.js'
import { TODAY, someId } from '../testing/given.js'

const folder = mkdtempSync(join(tmpdir(), 'prasan-folded-'))
const keys = await SqliteKeyRing.open(join(folder, 'keys.db'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

const registry = new Registry('prasan-', [person, task])
const processOn = (store: Handling['store'], states?: KeptStates): Handling => ({
  store,
  registry,
  keys,
  ...(states && { states }),
  clock: clockAt(TODAY),
  exists: () => true,
  evidence,
  lookUp: async (query, args) => query.run(undefined, args),
})

const owner = someId('person', 'owner')
const tasks = [someId('task', '1'), someId('task', '2')]
const actor = someId('person', 'secretary')
const tell = (on: Handling, command: Request['command'], id: string, input: unknown, key: string | number, more: Partial<Request> = {}) =>
  handle(on, { command, id, input, commandId: commandIdOf(actor, String(key), id), actor, ...more })

async function logOf(store: MemoryEventStore) {
  const log = []
  for await (const { id: _, metadata, data, ...event } of store.readAll()) {
    const { name, ...open } = data // a name is never sealed the same way twice
    log.push({ ...event, data: open, sealed: name !== undefined, commandId: metadata['commandId'] })
  }
  return log
}

const said = { on: TODAY, word: 'word' }
const commands = {
  open: [OpenTask, { title: 'ฝึกอบรม', owner }],
  say: [SayWord, said],
  'say something else': [SayWord, { ...said, word: 'another' }],
  add: [AddPart, {}],
  close: [CloseTask, { on: TODAY }],
  name: [NamePerson, { name: { given: 'สมมุติ' } }],
} as const

describe('states kept between commands', () => {
  it('a command on a stream this process wrote last reads nothing of it; whom somebody overtook reads once', async () => {
    const store = new MemoryEventStore()
    let read = 0
    const counting = Object.assign(Object.create(store) as MemoryEventStore, {
      readStream: (...args: Parameters<MemoryEventStore['readStream']>) => {
        read++
        return store.readStream(...args)
      },
    })
    const [one, other] = [processOn(counting, new KeptStates()), processOn(store, new KeptStates())]
    await tell(one, OpenTask, tasks[0]!, { title: 'ฝึกอบรม', owner }, 'open')
    expect(read).toBe(1)
    for (let n = 0; n < 5; n++) await tell(one, SayWord, tasks[0]!, { on: TODAY, word: `${n}` }, n)
    expect(read).toBe(1)
    await tell(other, SayWord, tasks[0]!, { on: TODAY, word: 'theirs' }, 'theirs')
    expect(await tell(one, SayWord, tasks[0]!, { on: TODAY, word: 'after' }, 'after')).toMatchObject({ is: 'Recorded', revision: 7n })
    expect(read).toBe(2)
  })

  it('what another process recorded under a key is answered so, and another body refused, by one that has not read it', async () => {
    const store = new MemoryEventStore()
    const [one, other] = [processOn(store, new KeptStates()), processOn(store, new KeptStates())]
    await tell(one, OpenTask, tasks[0]!, { title: 'ฝึกอบรม' }, 'open')
    const first = await tell(other, SayWord, tasks[0]!, said, 'key')
    await tell(other, SayWord, tasks[0]!, said, 'later')
    expect(await tell(one, SayWord, tasks[0]!, said, 'key')).toEqual({ ...first, repeated: true })
    await tell(one, SayWord, tasks[0]!, said, 'of the first')
    expect(await tell(other, SayWord, tasks[0]!, { ...said, word: 'another' }, 'of the first')).toMatchObject({ is: 'InputInvalid' })
    expect(await logOf(store)).toHaveLength(4)
  })

  it('two processes that keep them answer, and leave in the log, what two that load every time do', async () => {
    const telling = fc.record({
      by: fc.nat(1),
      id: fc.constantFrom(...tasks),
      key: fc.nat(5),
      expectedRevision: fc.option(fc.option(fc.nat(8)), { nil: undefined, freq: 1 }),
      what: fc.constantFrom(...(Object.keys(commands) as (keyof typeof commands)[]), 'open' as const, 'say' as const, 'say' as const),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(telling, { minLength: 10, maxLength: 40 }), async (tellings) => {
        const [warm, cold] = [new MemoryEventStore(), new MemoryEventStore()]
        const keeping = [processOn(warm, new KeptStates(12)), processOn(warm, new KeptStates(12))]
        const loading = [processOn(cold), processOn(cold)]
        for (const { by, id, key, expectedRevision, what } of tellings) {
          const [command, input] = commands[what]
          const more = expectedRevision === undefined ? {} : { expectedRevision }
          const at = command === NamePerson ? owner : id
          const answer = await tell(keeping[by]!, command, at, input, key, more)
          expect(answer).toEqual(await tell(loading[by]!, command, at, input, key, more))
        }
        expect(await logOf(warm)).toEqual(await logOf(cold))
      }),
      { numRuns: 150 },
    )
  })

  it('of what two processes say at once every acknowledged command stands once, at its revision', async () => {
    const store = new MemoryEventStore()
    const processes = [processOn(store, new KeptStates()), processOn(store, new KeptStates())]
    await tell(processes[0]!, OpenTask, tasks[0]!, { title: 'ฝึกอบรม' }, 'open')
    const revisions = new Map<string, bigint>()
    for (let round = 0; round < 20; round++) {
      const said = Array.from({ length: 8 }, (_, n) => ({ on: processes[n % 2]!, word: `${round} ${n >> 1}` }))
      await Promise.all(
        said.map(async ({ on, word }) => {
          const outcome = await tell(on, SayWord, tasks[0]!, { on: TODAY, word }, word)
          if (outcome.is !== 'Recorded') return expect(outcome.is).toBe('RevisionConflict')
          expect(revisions.get(word) ?? outcome.revision).toBe(outcome.revision)
          revisions.set(word, outcome.revision)
        }),
      )
    }
    const log = (await logOf(store)).filter(({ type }) => type === 'WordSaid')
    expect(log.map(({ data, revision }) => [data['word'], revision])).toEqual([...revisions].sort(([, a], [, b]) => Number(a - b)))
  })

  it('they are so many and no more: the one that was not asked for longest goes first', () => {
    const states = new KeptStates(10)
    const folded = (revision: bigint): Loaded => ({ state: {}, revision, position: 0n, commands: new Map() })
    states.keep('a', folded(3n))
    states.keep('b', folded(3n))
    states.keep('a', folded(4n))
    states.keep('c', folded(2n))
    expect(['a', 'b', 'c'].map((id) => states.take(id)?.revision)).toEqual([4n, undefined, 2n])
    states.keep('long', folded(10n))
    expect(states.take('long')).toBeUndefined()
  })
})
