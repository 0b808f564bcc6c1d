import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import Database from 'better-sqlite3'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { SqliteEventStore, StoreUnavailable, WrongExpectedRevision, type ExpectedRevision, type RecordedEvent } from '@prasan/event-store'
import { childFile, expectedRevision, note, type ChildAppend, type FullDisk } from './sqlite-child.js'

const folder = mkdtempSync(join(tmpdir(), 'prasan-event-store-'))
afterAll(() => rmSync(folder, { recursive: true }))

const children: ChildProcess[] = []
let file: string
beforeEach(() => {
  file = join(folder, `${randomUUID()}.db`)
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** A process that does one of the things in ./sqlite-child.ts, and the lines that it prints. */
function start<Line>(role: string, ...rest: string[]) {
  const child = spawn(process.execPath, [childFile, role, ...rest], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  return {
    child,
    say: () => child.stdin.write('go\n'),
    ended: once(child, 'close'),
    lines: (async function* () {
      for await (const line of createInterface(child.stdout)) {
        // The last line of a killed process may be half a line.
        if (/[}\]"]$/.test(line)) yield JSON.parse(line) as Line
      }
    })(),
  }
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const taken: Item[] = []
  for await (const item of items) taken.push(item)
  return taken
}

describe('two processes on one file', () => {
  it('a subscription sees, in order, what the other process appends', async () => {
    const store = await SqliteEventStore.open({ file })
    const abort = new AbortController()
    const seen: RecordedEvent[] = []
    const watching = (async () => {
      for await (const page of store.subscribe({ signal: abort.signal })) {
        seen.push(...page.events)
        if (seen.length >= 100) return
      }
    })()
    const own = store.append('prasan-own', 'no-stream', [note(randomUUID())])
    const appended = await all(start<ChildAppend>('append', file, '99').lines)
    await watching
    const { position } = await own
    expect(appended).toHaveLength(99)
    expect(seen.filter((one) => one.position !== position).map((one) => [one.stream, one.id, Number(one.position)])).toEqual(
      appended.map(({ stream, ids, answer }) => [stream, ids[0], answer!.position]),
    )
    await store.close()
  })

  it('both append to one stream, and each revision is one of theirs', async () => {
    const store = await SqliteEventStore.open({ file })
    const stream = 'prasan-contended'
    const other = start<ChildAppend>('contend', file, stream, '150')
    const others = all(other.lines)
    const own: { id: string; revision: number }[] = []
    for (let expected: ExpectedRevision = 'no-stream'; own.length < 150;) {
      const id = randomUUID()
      try {
        expected = (await store.append(stream, expected, [note(id)])).revision
        own.push({ id, revision: Number(expected) })
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error
        expected = error.actual
      }
    }
    const answered = [...own, ...(await others).map(({ ids, answer }) => ({ id: ids[0], revision: answer!.revision }))]
    expect((await all(store.readStream(stream))).map((held) => ({ id: held.id, revision: Number(held.revision) }))).toEqual(
      answered.sort((a, b) => a.revision - b.revision),
    )
    expect(answered).toHaveLength(300)
    await store.close()
  })

  it('a lock that the other holds stops neither the event loop nor reading, and the append goes through after it', async () => {
    const store = await SqliteEventStore.open({ file })
    await store.append('prasan-s', 'no-stream', [note(randomUUID())])
    const { lines, say, ended } = start<string>('lock', file)
    expect((await lines.next()).value).toBe('locked')
    let answered = false
    const append = store.append('prasan-s', 0n, [note(randomUUID())]).finally(() => (answered = true))
    // The lock goes only when this event loop has turned a hundred times: one that waited for it would wait forever.
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(answered).toBe(false)
    expect(await all(store.readStream('prasan-s'))).toHaveLength(1)
    expect(await store.health()).toBeNull()
    say()
    expect((await append).revision).toBe(1n)
    await ended
    await store.close()
  })

  it('one in a hurry lets the other in between its commits', async () => {
    const store = await SqliteEventStore.open({ file })
    const { lines, ended } = start<string | { position: number }>('hurry', file, '150')
    expect((await lines.next()).value).toBe('started')
    let last: ExpectedRevision = 'no-stream'
    let position = 0n
    for (let n = 0; n < 5; n++) {
      const appended = await store.append('prasan-other', last, [note(randomUUID())])
      last = appended.revision
      position = appended.position
    }
    const { position: theirs } = (await lines.next()).value as { position: number }
    expect(Number(position)).toBeLessThan(theirs)
    await ended
    await store.close()
  })

  it('an append that waited too long for a lock is refused, and not stored later', async () => {
    const store = await SqliteEventStore.open({ file, lockMs: 50 })
    const { lines, say, ended } = start<string>('lock', file)
    expect((await lines.next()).value).toBe('locked')
    const refused: unknown = await store.append('prasan-s', 'no-stream', [note(randomUUID())]).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(StoreUnavailable)
    expect(refused).toMatchObject({ code: 'StoreUnavailable', outcomeUnknown: false })
    say()
    await ended
    expect((await store.append('prasan-t', 'no-stream', [note(randomUUID())])).revision).toBe(0n)
    expect((await all(store.readAll())).map((held) => held.stream)).toEqual(['prasan-t'])
    await store.close()
  })
})

describe('a subscription', () => {
  it('leaves no timer behind when it is aborted, left or closed', async () => {
    const { lines, ended } = start<number[]>('subscribe', file)
    expect(await all(lines)).toEqual([[1, 1, 1]])
    expect(await ended).toEqual([0, null])
  })
})

describe('kill -9 of a writing process', () => {
  it('loses nothing acknowledged, stores nothing twice, and a retry tells what became of the rest', async () => {
    const acknowledged: ChildAppend[] = []
    for (let run = 0; run < 5; run++) {
      // In some runs this process has the file open too, as the API has while a command line tool dies.
      const beside = run % 2 === 1 ? await SqliteEventStore.open({ file }) : undefined
      const { child, lines, ended } = start<ChildAppend>('write', file, String(run))
      const called = new Map<string, ChildAppend>()
      for await (const append of lines) {
        if (!append.answer) called.set(append.ids[0]!, append)
        else {
          called.delete(append.ids[0]!)
          acknowledged.push(append)
          if (called.size > 0 && acknowledged.length >= (run + 1) * 300) child.kill('SIGKILL')
        }
      }
      await ended
      expect(child.signalCode).toBe('SIGKILL')
      await beside?.close()

      const store = await SqliteEventStore.open({ file })
      await expectHeldOnce(store, acknowledged)
      for (const { stream, expected, ids } of called.values()) {
        const answer = await store.append(
          stream,
          expectedRevision(expected),
          ids.map((id) => note(id)),
        )
        expect(answer.revision).toBe(BigInt(expected + ids.length))
        acknowledged.push({ stream, expected, ids, answer: { revision: Number(answer.revision), position: Number(answer.position) } })
      }
      const held = await expectHeldOnce(store, acknowledged)
      expect(held).toBe(acknowledged.reduce((sum, append) => sum + append.ids.length, 0))
      await store.close()
      const db = new Database(file, { readonly: true })
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      db.close()
    }
  })

  /** Each event of each append stands once in the log, at the revision of its answer; gives how many events there are. */
  async function expectHeldOnce(store: SqliteEventStore, appends: readonly ChildAppend[]): Promise<number> {
    const byId = new Map<string, RecordedEvent[]>()
    let count = 0
    for await (const held of store.readAll()) {
      byId.set(held.id, [...(byId.get(held.id) ?? []), held])
      count++
    }
    const expected = appends.flatMap(({ stream, ids, answer }) =>
      ids.map((_, index) => [`${stream} ${answer!.revision - ids.length + 1 + index} ${answer!.position - ids.length + 1 + index}`]),
    )
    const found = appends.flatMap(({ ids }) =>
      ids.map((id) => byId.get(id)?.map((held) => `${held.stream} ${held.revision} ${held.position}`)),
    )
    expect(found).toEqual(expected)
    return count
  }
})

describe('a disk that is really full', () => {
  const mounts = (command: string) => spawnSync('unshare', ['-rm', 'sh', '-c', command], { encoding: 'utf8', maxBuffer: 1e8 })

  it('refuses the append, keeps everything before it, and goes on once there is room', () => {
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    const mount = `mount -t tmpfs -o size=4m tmpfs '${disk}'`
    const possible = mounts(mount)
    if (possible.status !== 0)
      return console.log(`not run, no small disk can be mounted here: ${possible.error?.message ?? possible.stderr}`)
    const { stdout, stderr } = mounts(`${mount} && exec '${process.execPath}' '${childFile}' fill '${disk}'`)
    expect(stderr).toBe('')
    const told = JSON.parse(stdout) as FullDisk
    expect(told.stored.length).toBeGreaterThan(10)
    expect(told.refused).toEqual({ code: 'StorageFull', outcomeUnknown: false, message: expect.stringMatching(/disk is full/) })
    expect(told.held).toEqual(told.stored)
    expect(told.afterwards).toEqual({ revision: 0, held: told.stored.length + 1 })
    expect(told.integrity).toBe('ok')
  })
})
