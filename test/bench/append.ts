import { SqliteEventStore, type NewEvent } from '@prasan/event-store'
import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, type Figure, type Round } from './figure.js'

const ROUNDS = 80
const WRITERS = 32
const APPENDS_ALONE = 120
const APPENDS_EACH = 20
const EVENTS_A_STREAM = 20

/**
 * Durable appends against a bare better-sqlite3 loop of the same statements (head check and insert) with the same settings, whose rows are
 * already serialised: one append a commit, and 32 at a time.
 */
export async function append(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-bench-'))
  try {
    const alone = await measure(join(folder, 'alone'), 'append, one at a time', 0.8, 1, APPENDS_ALONE)
    const together = await measure(join(folder, 'together'), `append, ${WRITERS} at a time`, 0.5, WRITERS, APPENDS_EACH)
    return [alone, together]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measure(path: string, what: string, goal: number, writers: number, each: number): Promise<Figure> {
  const store = await SqliteEventStore.open({ file: `${path}-ours.db` })
  const bare = await bareStore(`${path}-bare.db`)
  const latencies: number[] = []
  const compared = await compare(
    ROUNDS,
    () => bare.round(writers, each),
    () => ourRound(store, writers, each, latencies),
  )
  await store.close()
  bare.close()
  return { what, goal, ...compared, latencies: latencies.slice(writers * each) }
}

async function ourRound(store: SqliteEventStore, writers: number, each: number, latencies: number[]): Promise<Round> {
  const work = Array.from({ length: writers }, () => appends(each))
  const started = performance.now()
  await Promise.all(
    work.map(async (own) => {
      for (const { stream, revision, event } of own) {
        const called = performance.now()
        await store.append(stream, revision === 0 ? 'no-stream' : BigInt(revision - 1), [event])
        latencies.push(performance.now() - called)
      }
    }),
  )
  return { operations: writers * each, ms: performance.now() - started }
}

/** The same table, made by the store itself, and nothing but the statements. */
async function bareStore(file: string) {
  await (await SqliteEventStore.open({ file })).close()
  const db = new Database(file)
  for (const pragma of ['synchronous = full', 'fullfsync = on']) db.pragma(pragma)
  const begin = db.prepare('begin immediate')
  const commit = db.prepare('commit')
  const head = db.prepare<[string], number | null>('select max(revision) from event where stream = ?').pluck()
  const insert = db.prepare('insert into event (stream, revision, id, type, data, metadata) values (?, ?, ?, ?, ?, ?)')
  return {
    round(aCommit: number, commits: number): Round {
      const work = Array.from({ length: aCommit }, () =>
        appends(commits).map(({ stream, revision, event: { id, type, data, metadata } }) => ({
          stream,
          revision,
          row: [id, type, JSON.stringify(data), JSON.stringify(metadata)],
        })),
      )
      const started = performance.now()
      for (let n = 0; n < commits; n++) {
        begin.run()
        for (const own of work) {
          const { stream, revision, row } = own[n]!
          if ((head.get(stream) ?? -1) !== revision - 1) throw new Error(`${stream} is not where it should be`)
          insert.run(stream, revision, ...row)
        }
        commit.run()
      }
      return { operations: aCommit * commits, ms: performance.now() - started }
    },
    close: () => db.close(),
  }
}

/** Appends of one event each, twenty to a stream, of the size that a progress report has. */
function appends(count: number): { stream: string; revision: number; event: NewEvent }[] {
  let stream = ''
  return Array.from({ length: count }, (_, n) => {
    if (n % EVENTS_A_STREAM === 0) stream = `prasan-commitment-${randomUUID()}`
    return { stream, revision: n % EVENTS_A_STREAM, event: event(n) }
  })
}

function event(n: number): NewEvent {
  return {
    id: randomUUID(),
    type: 'ProgressReported',
    data: {
      commitmentId: randomUUID(),
      kind: 'progress',
      text: {
        th: 'จัดอบรมอาสาสมัครแล้ว 3 จาก 9 อำเภอ อีก 6 อำเภอกำหนดเดือนหน้า',
        en: 'Volunteers trained in 3 of 9 districts; the other 6 next month',
      },
      percent: n % 100,
      on: '2026-11-02',
    },
    metadata: {
      actor: randomUUID(),
      forPost: randomUUID(),
      commandId: randomUUID(),
      correlationId: randomUUID(),
      bodyDigest: randomUUID().replaceAll('-', '').repeat(2),
      recordedAt: '2026-11-02T03:04:05.678Z',
    },
  }
}
