/** What the fault tests run in a process of its own. Each line that it prints is one JSON value. */
import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rmSync, writeFileSync, writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  SqliteEventStore,
  StoreUnavailable,
  WrongExpectedRevision,
  type Appended,
  type ExpectedRevision,
  type NewEvent,
} from '@prasan/event-store'

export const childFile = fileURLToPath(import.meta.url)

/** An append as it is about to be called, and then as it was answered. */
export interface ChildAppend {
  readonly stream: string
  /** A revision as a number, -1 for a stream that does not exist. */
  readonly expected: number
  readonly ids: readonly string[]
  readonly answer?: { readonly revision: number; readonly position: number }
}

export const expectedRevision = (revision: number): ExpectedRevision => (revision === -1 ? 'no-stream' : BigInt(revision))

export const note = (id: string, data: NewEvent['data'] = {}): NewEvent => ({ id, type: 'Noted', data, metadata: {} })

export interface FullDisk {
  readonly stored: readonly string[]
  readonly refused: { readonly code: string; readonly outcomeUnknown: boolean; readonly message: string }
  readonly held: readonly string[]
  readonly integrity: string
  readonly afterwards: { readonly revision: number; readonly held: number }
}

/** Blocks until it is handed over, so that what was printed before an append is known even of a process killed in it. */
const print = (value: unknown) => writeSync(1, `${JSON.stringify(value)}\n`)
const told = ({ revision, position }: Appended) => ({ revision: Number(revision), position: Number(position) })
/** Resolves when the parent writes something. */
const word = () => once(process.stdin, 'data')

const roles: Record<string, (file: string, ...rest: string[]) => Promise<void>> = {
  /** Holds the write lock from now until the parent speaks. */
  async lock(file) {
    const db = new Database(file)
    db.exec('begin immediate')
    print('locked')
    await word()
    db.exec('commit')
    print('released')
    db.close()
  },

  /** Appends one event after the other, each to a stream of its own. */
  async append(file, count) {
    const store = await SqliteEventStore.open({ file })
    for (let n = 0; n < Number(count); n++) {
      const append = { stream: `prasan-${randomUUID()}`, expected: -1, ids: [randomUUID()] }
      print({
        ...append,
        answer: told(
          await store.append(
            append.stream,
            'no-stream',
            append.ids.map((id) => note(id)),
          ),
        ),
      })
    }
    await store.close()
  },

  /** Has far more to append than one commit takes. */
  async hurry(file, appends) {
    const store = await SqliteEventStore.open({ file })
    const events = Array.from({ length: 1_000 }, () => note(randomUUID()))
    const appending = Array.from({ length: Number(appends) }, () => store.append(`prasan-${randomUUID()}`, 'no-stream', events))
    await appending[0]
    print('started')
    const answers = await Promise.all(appending)
    print(told(answers.at(-1)!))
    await store.close()
  },

  /** Appends to one stream, against whoever else does. */
  async contend(file, stream, count) {
    const store = await SqliteEventStore.open({ file })
    let expected: ExpectedRevision = 'no-stream'
    for (let n = 0; n < Number(count);) {
      const id = randomUUID()
      try {
        const answer = await store.append(stream, expected, [note(id)])
        print({ stream, expected: expected === 'no-stream' ? -1 : Number(expected), ids: [id], answer: told(answer) })
        expected = answer.revision
        n++
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error
        expected = error.actual
      }
    }
    await store.close()
  },

  /** Thirty-two writers who append until the process is killed. Each append is told before it is called and as it was answered. */
  async write(file, run) {
    const store = await SqliteEventStore.open({ file })
    const write = async (stream: string) => {
      for (let expected = -1; ;) {
        const ids = Array.from({ length: 1 + Math.floor(Math.random() * 3) }, () => randomUUID())
        print({ stream, expected, ids })
        const answer = told(
          await store.append(
            stream,
            expectedRevision(expected),
            ids.map((id) => note(id, { text: 'x'.repeat(200) })),
          ),
        )
        print({ stream, expected, ids, answer })
        expected = answer.revision
      }
    }
    await Promise.all(Array.from({ length: 32 }, (_, writer) => write(`prasan-${run}-${writer}`)))
  },

  /** Subscribes, and aborts, leaves or closes what it subscribed to. It ends by itself only if none of them leaves anything behind. */
  async subscribe(file) {
    const store = await SqliteEventStore.open({ file, pollMs: 3_600_000 })
    const abort = new AbortController()
    const toTheEnd = async (signal: AbortSignal) => {
      let events = 0
      for await (const page of store.subscribe({ signal })) events += page.events.length
      return events
    }
    const aborted = [toTheEnd(abort.signal), toTheEnd(abort.signal)]
    const closed = toTheEnd(new AbortController().signal)
    await store.subscribe({ signal: abort.signal }).next()
    await store.append('prasan-s', 'no-stream', [note(randomUUID())])
    await sleep(50)
    abort.abort()
    const counts = await Promise.all(aborted)
    await store.close()
    print([...counts, await closed])
  },

  /** Fills a small disk, and makes room again. */
  async fill(folder) {
    const ballast = `${folder}/ballast`
    writeFileSync(ballast, Buffer.alloc(600_000))
    const file = `${folder}/events.db`
    const store = await SqliteEventStore.open({ file })
    const read = async () => {
      const ids: string[] = []
      for await (const held of store.readAll()) ids.push(held.id)
      return ids
    }
    const stored: string[] = []
    let refused: StoreUnavailable | undefined
    while (!refused) {
      const id = randomUUID()
      try {
        await store.append(`prasan-${id}`, 'no-stream', [note(id, { text: 'x'.repeat(20_000) })])
        stored.push(id)
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error
        refused = error
      }
    }
    const held = await read()
    rmSync(ballast)
    const { revision } = await store.append('prasan-afterwards', 'no-stream', [note(randomUUID(), { text: 'x'.repeat(20_000) })])
    const afterwards = { revision: Number(revision), held: (await read()).length }
    await store.close()
    const db = new Database(file)
    const integrity = db.pragma('integrity_check', { simple: true }) as string
    db.close()
    const { code, outcomeUnknown, message } = refused
    print({ stored, refused: { code, outcomeUnknown, message }, held, integrity, afterwards } satisfies FullDisk)
  },
}

if (process.argv[1] === childFile) {
  const [role, file, ...rest] = process.argv.slice(2) as [string, string, ...string[]]
  await roles[role]!(file, ...rest)
  process.stdin.destroy()
}
