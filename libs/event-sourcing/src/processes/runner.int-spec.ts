import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { MemoryEventStore, StoreUnavailable } from '@prasan/event-store'
import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clockAt } from '../time/clock.js'
import { handle } from '../deciding/handling.js'
import { sourcesOf } from '../deciding/loading.js'
import type { Handling, Request } from '../deciding/request.js'
import { SqliteKeyRing } from '../personal-data/embedded.js'
import type { EventType } from '../declaring/event.js'
import { derivedId } from '../log/ids.js'
import type { Outcome } from '../declaring/outcome.js'
import { processBeginnings } from './beginning.js'
import { type ProcessManager, ProcessRunner, processManager as declared } from './runner.js'
import { Registry } from '../log/registry.js'
import { OpenTask, SayWord, TaskClosed, TaskOpened, WordSaid, person, record, task } from '../testing/example.js'
import { TODAY, someId } from '../testing/given.js'

const registry = new Registry('prasan-', [person, task, processBeginnings])
const one = someId('task', 'one')

/** One that answers also what it finds. */
const processManager = (...[name, on, react]: Parameters<typeof declared>) => declared(name, on, react, 'all')

/** For every task closed, another is opened, and a word is said in that. */
const followUps = processManager('followUps', TaskClosed, ({ id }) => [
  { step: 'open', command: OpenTask, input: { title: 'follow-up' }, id: `task-${id.slice(5).replace(/^./, 'f')}` },
  { step: 'say', command: SayWord, input: { on: '2026-11-02', word: 'begun' }, id: `task-${id.slice(5).replace(/^./, 'f')}` },
])
const followUp = `task-${one.slice(5).replace(/^./, 'f')}`

let folder: string
let store: MemoryEventStore
let keys: SqliteKeyRing
let dispatched: Request[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-process-'))
  store = new MemoryEventStore()
  keys = await SqliteKeyRing.open(join(folder, 'keys.db'))
  dispatched = []
})
afterEach(() => {
  keys.close()
  rmSync(folder, { recursive: true, force: true })
})

const handling = (): Handling => ({
  store,
  registry,
  keys,
  clock: clockAt(TODAY),
  exists: () => true,
  lookUp: async () => undefined as never,
})
const tell = async (request: Request): Promise<Outcome> => {
  dispatched.push(request)
  return handle(handling(), request)
}

/** Runs until the log is answered, what the answers add to it included. */
async function run(managers: readonly ProcessManager[], dispatch = tell): Promise<ProcessRunner> {
  const runner = new ProcessRunner(join(folder, 'processes.db'), registry, managers, dispatch, sourcesOf(handling()))
  const stop = new AbortController()
  const followed = runner.follow(store, stop.signal).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error
  })
  const behind = async () => runner.position !== BigInt(await store.approximateSize())
  while (await behind()) await Promise.race([followed, new Promise((resolve) => setTimeout(resolve, 1))])
  stop.abort()
  await followed
  runner.close()
  return runner
}
const refused = () => {
  const runner = new ProcessRunner(join(folder, 'processes.db'), registry, [], tell, sourcesOf(handling()))
  const all = runner.refused()
  runner.close()
  return all
}
const stream = async (id: string) => {
  const found: string[] = []
  for await (const event of store.readAll()) if (event.stream === `prasan-${id}`) found.push(event.type)
  return found
}
async function closed(id = one, metadata = {}): Promise<void> {
  await record(store, registry, id, TaskOpened({ title: 't' }))
  await record(store, registry, id, TaskClosed({ on: '2026-11-01' }), { metadata, eventId: derivedId('closed', id) })
}

describe('a process manager', () => {
  it('records each reaction once, though it dies after any of them and begins again', async () => {
    await closed()
    for (const most of [1, 2]) {
      let left = most
      const dying = new ProcessRunner(
        join(folder, 'processes.db'),
        registry,
        [followUps],
        async (request) => {
          const outcome = await tell(request)
          return --left > 0 ? outcome : new Promise<never>(() => {}) // dies before it can write down that it was recorded
        },
        sourcesOf(handling()),
      )
      void dying.follow(store, new AbortController().signal)
      while (left > 0) await new Promise((resolve) => setTimeout(resolve, 1))
      expect(dying.position).toBeNull()
      dying.close()
    }
    await run([followUps])
    await run([followUps])
    expect(await stream(followUp)).toEqual(['TaskOpened', 'WordSaid'])
    expect(refused()).toEqual([])
  })

  it('begins again from the start, to the same effect, when its checkpoint is lost or of a log that went on further', async () => {
    await closed()
    await closed(someId('task', 'two'))
    await run([followUps])
    const before = await store.approximateSize()
    rmSync(join(folder, 'processes.db'))
    await run([followUps])
    expect(await store.approximateSize()).toBe(before)

    store = new MemoryEventStore() // restored from before
    await closed()
    await run([followUps])
    expect(await stream(followUp)).toEqual(['TaskOpened', 'WordSaid'])
  })

  it('records reactions about several things at once where it says so, those about one thing in their order, and each once after a crash', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e'].map((name) => someId('task', name))
    const many: ProcessManager = {
      ...processManager('many', TaskClosed, () =>
        ['1', '2'].flatMap((word) =>
          ids.flatMap((id) => [
            ...(word === '1' ? [{ step: `open ${id}`, command: OpenTask, input: { title: id }, id }] : []),
            { step: `${word} ${id}`, command: SayWord, input: { on: '2026-11-02', word }, id },
          ]),
        ),
      ),
      atOnce: 3,
    }
    await closed()
    const said = () => Promise.all(ids.map(stream))
    let [under, most, left] = [0, 0, 7]
    const dying = new ProcessRunner(
      join(folder, 'processes.db'),
      registry,
      [many],
      async (request) => {
        most = Math.max(most, ++under)
        // Each waits until as many as may are under way, so that one after the other would never come to an end.
        while (most < 3) await new Promise((resolve) => setTimeout(resolve, 1))
        const outcome = await tell(request)
        under--
        return --left > 0 ? outcome : new Promise<never>(() => {})
      },
      sourcesOf(handling()),
    )
    void dying.follow(store, new AbortController().signal)
    while (left > 0) await new Promise((resolve) => setTimeout(resolve, 1))
    expect([dying.position, most]).toEqual([null, 3])
    dying.close()
    await run([many])
    await run([many])
    expect(await said()).toEqual(ids.map(() => ['TaskOpened', 'WordSaid', 'WordSaid']))
    const words: Record<string, unknown[]> = {}
    for await (const { stream, type, data } of store.readAll()) if (type === 'WordSaid') (words[stream] ??= []).push(data['word'])
    expect(Object.values(words)).toEqual(ids.map(() => ['1', '2']))
    expect(refused()).toEqual([])
  })

  it('acts as the system, and tells which event it answered', async () => {
    await closed()
    await run([followUps])
    const events = []
    for await (const event of store.readAll()) events.push(event)
    const cause = events.find(({ type }) => type === 'TaskClosed')!
    expect(events.find(({ stream: each }) => each === `prasan-${followUp}`)!.metadata).toMatchObject({
      actor: 'system:followUps',
      causationId: cause.id,
      correlationId: cause.metadata['correlationId'],
    })
  })

  it('answers nothing that was imported, and passes over what it cannot read', async () => {
    await closed(one, { imported: true })
    await closed(someId('task', 'two'), { version: 9 })
    await run([followUps])
    expect(dispatched).toEqual([])
  })

  it('shows what was refused, with the reason, and goes on; what is taken later is shown no more', async () => {
    const said = processManager('said', WordSaid, () => [{ step: 'malformed', command: OpenTask, input: { title: '' } }])
    const broken = processManager('broken', WordSaid, () => {
      throw new Error('no idea')
    })
    await record(store, registry, followUp, TaskOpened({ title: 'was there' }))
    const { position } = await record(store, registry, followUp, TaskClosed({ on: '2026-11-01' }))
    await record(store, registry, one, WordSaid({ on: '2026-11-01', word: 'w' }))
    await closed()
    await run([followUps, said, broken])
    expect(position).toBe(2n)
    expect(refused().filter(({ eventId }) => eventId === derivedId('closed', one))).toHaveLength(2)
    const shown = refused().map(({ process, step, reason }) => ({ process, step, reason }))
    expect(shown).toContainEqual({ process: 'followUps', step: 'open', reason: 'AlreadyRecorded' })
    expect(shown).toContainEqual({ process: 'followUps', step: 'say', reason: 'TaskMustBeOpen' })
    expect(shown).toContainEqual({ process: 'said', step: 'malformed', reason: 'title: TooShort' })
    expect(shown).toContainEqual({ process: 'broken', step: '', reason: 'Error: no idea' })

    // the checkpoint does not count in another log: the same event is answered again, and taken
    store = new MemoryEventStore()
    await closed()
    await run([followUps])
    expect(await stream(followUp)).toEqual(['TaskOpened', 'WordSaid'])
    expect(refused().filter(({ eventId }) => eventId === derivedId('closed', one))).toEqual([])
  })

  it('repeats the same command while the store is away, and shows any other fault as refused', async () => {
    await closed()
    let faults = 2
    await run([followUps], async (request) => {
      if (faults-- > 0) throw new StoreUnavailable('gone for a moment', true)
      return tell(request)
    })
    expect(await stream(followUp)).toEqual(['TaskOpened', 'WordSaid'])
    await closed(someId('task', 'two'))
    await run([followUps], async () => {
      throw new TypeError('a defect')
    })
    expect(refused().map(({ reason }) => reason)).toEqual(['TypeError: a defect', 'TypeError: a defect'])
  })

  it('asks other streams what is so, and tries again when the store is away', async () => {
    await closed()
    let away = true
    const asking = processManager('asking', [TaskOpened, TaskClosed] as EventType<string, unknown>[], async ({ id, type }, { load }) => {
      if (away) {
        away = false
        throw new StoreUnavailable('away', true)
      }
      const { state } = await load(task, id)
      return type === 'TaskClosed' && state.is === 'closed'
        ? [{ step: 'say', command: OpenTask, input: { title: 'after' }, id: followUp }]
        : []
    })
    await run([asking])
    expect(await stream(followUp)).toEqual(['TaskOpened'])
    expect(refused()).toEqual([])
  })

  it('waits while its own file is locked, says so, and goes on by itself', async () => {
    await closed()
    await closed(someId('task', 'two'))
    const lock = new Database(join(folder, 'processes.db'))
    let locked = false
    const broken = processManager('broken', TaskClosed, () => {
      if (!locked) lock.exec('begin immediate')
      locked = true
      throw new Error('no idea')
    })
    const runner = new ProcessRunner(join(folder, 'processes.db'), registry, [broken], tell, sourcesOf(handling()))
    const stop = new AbortController()
    const followed = runner.follow(store, stop.signal)
    const until = async (there: () => boolean) => {
      while (!there()) await Promise.race([followed, new Promise((resolve) => setTimeout(resolve, 1))])
    }
    await until(() => runner.stuck?.includes('processes.db') ?? false)
    expect([runner.refused(), runner.position]).toEqual([[], null])
    lock.exec('commit')
    await until(() => runner.position === 4n)
    expect(runner.stuck).toBeNull()
    expect(runner.refused()).toHaveLength(2)
    lock.exec('begin immediate')
    await record(store, registry, one, WordSaid({ on: '2026-11-02', word: 'no reaction, but a place to be saved' }))
    await until(() => runner.stuck !== null)
    lock.exec('commit')
    await until(() => runner.position === 5n)
    stop.abort()
    await followed
    runner.close()
    lock.close()
  })

  it('acts only when the look-ups know the log up to the event it answers', async () => {
    await closed()
    const order: string[] = []
    const runner = new ProcessRunner(
      join(folder, 'processes.db'),
      registry,
      [followUps],
      async (request) => {
        order.push(request.command.name)
        return tell(request)
      },
      sourcesOf(handling()),
      async (position) => void order.push(`reached ${position}`),
    )
    const stop = new AbortController()
    const followed = runner.follow(store, stop.signal)
    while (order.length < 3) await new Promise((resolve) => setTimeout(resolve, 1))
    stop.abort()
    await followed
    runner.close()
    expect(order).toEqual(['reached 2', 'OpenTask', 'SayWord'])
  })

  it('tells when an event is answered and where the answers stand, or that it was not in time', async () => {
    let free = () => {}
    const held = new Promise<void>((resolve) => (free = resolve))
    const answer = async (request: Request) => {
      await held
      return tell(request)
    }
    const runner = new ProcessRunner(join(folder, 'processes.db'), registry, [followUps], answer, sourcesOf(handling()))
    const stop = new AbortController()
    const followed = runner.follow(store, stop.signal)
    await closed()
    expect(await runner.answerTo(['TaskClosed'], 2n, 0)).toBeNull()
    expect(await runner.answerTo(['TaskClosed'], 2n, 20)).toBeNull()
    expect(await runner.answerTo(['TaskOpened'], 1n, 0)).toBe(1n)
    const waiting = runner.answerTo(['TaskOpened', 'TaskClosed'], 2n, 5_000)
    free()
    expect(await waiting).toBe(4n)
    expect(await stream(followUp)).toEqual(['TaskOpened', 'WordSaid'])
    expect(await runner.answerTo(['TaskClosed'], 2n, 0)).toBe(4n)
    stop.abort()
    await followed
    runner.close()
  })

  it('an event is answered once the answers to it are answered too', async () => {
    const echo = processManager('echo', WordSaid, ({ id, data }) =>
      (data as { word: string }).word === 'begun'
        ? [{ step: 'echo', command: SayWord, input: { on: '2026-11-02', word: 'heard' }, id }]
        : [],
    )
    const runner = new ProcessRunner(join(folder, 'processes.db'), registry, [followUps, echo], tell, sourcesOf(handling()))
    const stop = new AbortController()
    const followed = runner.follow(store, stop.signal)
    await closed()
    expect(await runner.answerTo(['TaskClosed'], 2n, 5_000)).toBe(5n)
    expect(await stream(followUp)).toEqual(['TaskOpened', 'WordSaid', 'WordSaid'])
    stop.abort()
    await followed
    runner.close()
  })
})
