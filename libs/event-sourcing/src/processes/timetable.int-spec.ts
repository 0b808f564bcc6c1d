import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type EventReader, type EventSubscriber, MemoryEventStore, type Page, type RecordedEvent } from '@prasan/event-store'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Aggregate } from '../declaring/aggregate.js'
import { event } from '../declaring/event.js'
import { Day } from '../declaring/shapes.js'
import { handle } from '../deciding/handling.js'
import { sourcesOf } from '../deciding/loading.js'
import type { Handling, Request } from '../deciding/request.js'
import { Registry } from '../log/registry.js'
import { SqliteKeyRing } from '../personal-data/embedded.js'
import { CloseTask, SayWord, TaskClosed, TaskMustBeOpen, TaskOpened, WordSaid, person, record, task } from '../testing/example.js'
import { catchUp, someId } from '../testing/given.js'
import { addDays, clockAt } from '../time/clock.js'
import { ReadModel } from '../views/read-model.js'
import { view } from '../views/view.js'
import { processBeginnings } from './beginning.js'
import { type ProcessManager, ProcessRunner, processManager } from './runner.js'
import { answerDues, timetable } from './timetable.js'

const DayCame = event('DayCame', 1, { day: Day }, { th: 'วันใหม่' })
const days: Aggregate<null, readonly [typeof DayCame]> = {
  ...{ category: 'days', events: [DayCame], initial: null },
  evolve: { DayCame: () => null },
}
const registry = new Registry('prasan-', [person, task, days, processBeginnings])

/** A task has a word said on its first day, and is closed a week after the word. */
const dues = timetable('taskDue')
const duesView = view('dues', 1, { dues }, (on) => [
  on(TaskOpened, ({ dues }, { id, data: { from } }) => from && dues.put({ instance: id, step: 'say', day: from })),
  on(WordSaid, ({ dues }, { id, data }) => {
    dues.remove({ instance: id, step: 'say' })
    dues.put({ instance: id, step: 'close', day: addDays(data.on, 7) })
  }),
  on(TaskClosed, ({ dues }, { id }) => dues.remove({ instance: id })),
])
const worker = answerDues('worker', DayCame, dues, async ({ instance, step, day }) =>
  step === 'say'
    ? { command: SayWord, id: instance, input: { on: day, word: 'its day has come' } }
    : { command: CloseTask, id: instance, input: { on: day } },
)

const BEGUN = '2026-11-02'
const [one, two] = [someId('task', 'one'), someId('task', 'two')]

let folder: string
let store: MemoryEventStore
let keys: SqliteKeyRing
let today: Day
let requests: Request[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-timetable-'))
  store = new MemoryEventStore()
  keys = await SqliteKeyRing.open(join(folder, 'keys.db'))
  today = BEGUN
  requests = []
})
afterEach(() => {
  keys.close()
  rmSync(folder, { recursive: true, force: true })
})

type Source = EventReader & EventSubscriber
interface Running {
  readonly runner: ProcessRunner
  stop(): Promise<void>
}
interface Node {
  readonly managers?: readonly ProcessManager[]
  /** Of the file in which it keeps its place. */
  readonly name?: string
  readonly source?: Source
  /** Its views stay where they are now. */
  readonly stale?: boolean
}
/** A node with views and process managers of its own. */
function running({ managers = [worker], name = 'processes.db', source = store, stale = false }: Node = {}): Running {
  const views = ReadModel.open(':memory:', registry, [duesView])
  const handling: Handling = {
    ...{ store, registry, keys, exists: () => true },
    clock: { now: () => clockAt(today).now() },
    lookUp: async (query, args) => query.run(views, args),
  }
  const runner = new ProcessRunner(
    join(folder, name),
    registry,
    managers,
    (request) => (requests.push(request), handle(handling, request)),
    sourcesOf(handling),
    async (position, signal) => {
      while (!signal.aborted && !(await views.waitFor(position, 50)) && !stale);
    },
  )
  const stop = new AbortController()
  const followed = (stale ? catchUp(views, store) : Promise.resolve()).then(() =>
    Promise.all([...(stale ? [] : [views.follow(store, stop.signal)]), runner.follow(source, stop.signal)]),
  )
  return {
    runner,
    async stop() {
      await settled(runner)
      stop.abort()
      await followed.catch(() => {})
      runner.close()
      views.close()
    },
  }
}
/** Until all that is in the log, and what comes of it, is answered. */
async function settled(runner: ProcessRunner): Promise<void> {
  for (let size = -1; size !== (await store.approximateSize());) {
    size = await store.approximateSize()
    await runner.settled(BigInt(size), new AbortController().signal)
  }
}
const open = (id: string, from: Day, metadata = {}) => record(store, registry, id, TaskOpened({ title: 't', from }), { metadata })
const comes = async (day: Day) => {
  today = day
  await record(store, registry, 'days-all', DayCame({ day }))
}
async function told(): Promise<string[]> {
  const all: string[] = []
  for await (const { stream, type, data } of store.readAll())
    if (type === 'WordSaid' || type === 'TaskClosed') all.push(`${stream.slice('prasan-'.length)} ${type} ${data['on'] as string}`)
  return all
}

describe('what falls due', () => {
  it('is recorded under its own day, once, whichever day answers it', async () => {
    const { runner, stop } = running()
    await settled(runner)
    await open(one, '2026-11-03')
    await open(two, '2026-11-05')
    for (const day of ['2026-11-03', '2026-11-09', '2026-11-10', '2026-11-20']) {
      await comes(day)
      await settled(runner)
    }
    await stop()
    expect(await told()).toEqual([
      `${one} WordSaid 2026-11-03`,
      `${two} WordSaid 2026-11-05`,
      `${one} TaskClosed 2026-11-10`,
      `${two} TaskClosed 2026-11-12`,
    ])
  })

  it('is recorded once though days are answered twice, by two nodes at once and by one that lost its place', async () => {
    const nodes = [running(), running({ name: 'other.db' })]
    for (const { runner } of nodes) await settled(runner)
    await open(one, '2026-11-03')
    for (const day of ['2026-11-03', '2026-11-10', '2026-11-11']) {
      await comes(day)
      for (const { runner } of nodes) await settled(runner)
    }
    for (const { stop } of nodes) await stop()
    const once = [`${one} WordSaid 2026-11-03`, `${one} TaskClosed 2026-11-10`]
    expect(await told()).toEqual(once)
    const asked = requests.length
    rmSync(join(folder, 'processes.db'))
    await running().stop()
    expect(await told()).toEqual(once)
    expect(requests.length).toBe(asked) // the timetable knows that nothing is due any more
  })

  it('is recorded once by a node whose timetable does not know yet that it was answered', async () => {
    const fresh = running()
    await settled(fresh.runner)
    await open(one, '2026-11-03')
    const stale = running({ name: 'stale.db', stale: true })
    for (const day of ['2026-11-03', '2026-11-04', '2026-11-05']) {
      await comes(day)
      for (const { runner } of [fresh, stale]) await settled(runner)
    }
    for (const { stop } of [fresh, stale]) await stop()
    expect(requests.filter(({ command }) => command === SayWord).length).toBeGreaterThan(1)
    expect(await told()).toEqual([`${one} WordSaid 2026-11-03`])
  })

  it('is answered by what was recorded, though it would be said otherwise by now, and nothing is shown as refused', async () => {
    const saying = (word: string) =>
      answerDues('worker', DayCame, dues, async ({ instance, step, day }) =>
        step === 'say' ? { command: SayWord, id: instance, input: { on: day, word } } : undefined,
      )
    const fresh = running({ managers: [saying('as known then')] })
    await settled(fresh.runner)
    await open(one, '2026-11-03')
    const stale = running({ name: 'stale.db', stale: true, managers: [saying('as known by now')] })
    for (const day of ['2026-11-03', '2026-11-04']) {
      await comes(day)
      for (const { runner } of [fresh, stale]) await settled(runner)
    }
    const refused = stale.runner.refused()
    for (const { stop } of [fresh, stale]) await stop()
    expect(requests.filter(({ command }) => command === SayWord).length).toBeGreaterThan(1)
    expect(await told()).toEqual([`${one} WordSaid 2026-11-03`])
    expect(refused).toEqual([])
  })

  it('is asked again by each day while it is refused, shown as refused once, and no more once it is taken', async () => {
    let target = one
    const late = answerDues('late', DayCame, dues, async ({ day }) => ({ command: SayWord, id: target, input: { on: day, word: 'w' } }))
    const { runner, stop } = running({ managers: [late] })
    await settled(runner)
    await open(one, BEGUN)
    await record(store, registry, one, TaskClosed({ on: BEGUN }))
    await open(two, '2026-11-04')
    const shown: object[] = []
    for (const day of ['2026-11-04', '2026-11-05', '2026-11-06']) {
      if (day === '2026-11-06') target = two
      await comes(day)
      await settled(runner)
      shown.push(runner.refused().map(({ process, step, reason }) => ({ process, step, reason })))
    }
    await stop()
    const refused = [{ process: 'late', step: `2026-11-04 ${two} say`, reason: TaskMustBeOpen.code }]
    expect(shown).toEqual([refused, refused, []])
    expect(await told()).toContain(`${two} WordSaid 2026-11-04`)
  })
})

describe('a process manager that is new', () => {
  const greeted: string[] = []
  const greeter = processManager('greeter', TaskOpened, ({ id }) => {
    greeted.push(id)
    return [{ step: 'greet', command: SayWord, id, input: { on: today, word: 'hello' } }]
  })
  beforeEach(() => void greeted.splice(0))

  it('answers nothing that was recorded before it first ran, though its place is lost or the log is read on a new node', async () => {
    await open(one, '2026-11-02')
    await comes(BEGUN)
    const first = running({ managers: [worker, greeter] })
    await settled(first.runner)
    await open(two, '2026-11-02')
    await first.stop()
    rmSync(join(folder, 'processes.db'))
    await running({ managers: [worker, greeter] }).stop()
    await running({ managers: [worker, greeter], name: 'new-node.db' }).stop()
    expect([...new Set(greeted)]).toEqual([two])
    expect(await told()).toEqual([`${two} WordSaid 2026-11-02`])
    const begun: string[] = []
    for await (const { stream, type } of store.readAll()) if (type === 'ProcessBegan') begun.push(stream)
    expect(begun).toEqual(['prasan-process-worker', 'prasan-process-greeter'])
  })

  it('answers nothing that was due on a day before, and what is due from then on', async () => {
    await open(one, '2019-05-04')
    await open(two, '2026-11-04')
    today = '2026-11-04'
    const { runner, stop } = running()
    await settled(runner)
    await comes('2026-11-04')
    await settled(runner)
    await stop()
    expect(await told()).toEqual([`${two} WordSaid 2026-11-04`])
  })

  it('answers nothing that was imported', async () => {
    const { runner, stop } = running({ managers: [greeter] })
    await settled(runner)
    await open(one, '2026-11-02', { imported: true })
    await open(two, '2026-11-02')
    await stop()
    expect([...new Set(greeted)]).toEqual([two])
  })
})

/** The log as another node might see it: each event twice, and streams out of order, each stream in its own. */
function twiceAndMixed(seed: number): Source {
  return Object.assign(Object.create(store) as MemoryEventStore, {
    async *subscribe({ signal }: { signal: AbortSignal }): AsyncIterable<Page> {
      const streams = new Map<string, RecordedEvent[]>()
      for await (const each of store.readAll()) streams.set(each.stream, [...(streams.get(each.stream) ?? []), each])
      let last = -1n
      for (let state = seed; streams.size > 0;) {
        state = (state * 48_271) % 2_147_483_647
        const [stream, events] = [...streams][state % streams.size]!
        const next = events.shift()!
        if (events.length === 0) streams.delete(stream)
        if (next.position > last) last = next.position
        yield { events: [next, next], position: last, caughtUp: false }
      }
      yield* store.subscribe({ signal, after: last })
    },
  })
}

describe('inputs that come twice and out of order between streams', () => {
  it.each([1, 22, 333])('lead to the same (%i)', async (seed) => {
    const straight = running()
    await settled(straight.runner)
    await open(one, '2026-11-03')
    await open(two, '2026-11-04')
    await straight.stop()
    const other = running({ name: 'mixed.db', source: twiceAndMixed(seed) })
    for (const day of ['2026-11-03', '2026-11-04', '2026-11-11']) {
      await comes(day)
      await settled(other.runner)
    }
    await other.stop()
    await running({ name: 'late.db', source: twiceAndMixed(seed + 1) }).stop()
    expect((await told()).sort()).toEqual(
      [`${one} TaskClosed 2026-11-10`, `${one} WordSaid 2026-11-03`, `${two} TaskClosed 2026-11-11`, `${two} WordSaid 2026-11-04`].sort(),
    )
  })
})
