/** How appends reach the file: those that wait together share one commit, and one that cannot be stored does not take the others with it. */
import type Database from 'better-sqlite3'
import { BEFORE_FIRST, type WrittenEvent, judgeAppend } from '../append-rule.js'
import { type Appended, type ExpectedRevision, WrongExpectedRevision } from '../ports.js'
import { LOCK_RETRY_MS, isBusy, storeError } from './errors.js'

/** So long may one commit gather appends, in milliseconds, before another process gets its turn; one big append is never split. */
const COMMIT_MS = 20

interface WaitingAppend {
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly events: readonly WrittenEvent[]
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: Error) => void
}

type Answer = Appended | Error

export class Commits {
  private readonly queue: WaitingAppend[] = []
  /** The commit that is to come, if one is. */
  private scheduled: NodeJS.Immediate | NodeJS.Timeout | undefined
  /** By performance.now(): when the write lock was first found taken, of the tries that all found it so. */
  private lockedSince: number | undefined
  private drained: (() => void) | undefined

  private readonly begin
  private readonly commit
  private readonly rollback
  private readonly head
  private readonly insert
  private readonly idsAfter
  private readonly revisionsOf
  private readonly positionOf

  /** @param done told after every commit, and after every append that was refused */
  constructor(
    private readonly db: Database.Database,
    private readonly file: string,
    private readonly lockMs: number,
    private readonly done: () => void,
  ) {
    this.begin = db.prepare('begin immediate')
    this.commit = db.prepare('commit')
    this.rollback = db.prepare('rollback')
    this.head = db.prepare<[string], number | null>('select max(revision) from event where stream = ?').pluck()
    this.insert = db.prepare<[string, number, string, string, string, string]>(
      'insert into event (stream, revision, id, type, data, metadata) values (?, ?, ?, ?, ?, ?)',
    )
    this.idsAfter = db
      .prepare<[string, number, number], string>('select id from event where stream = ? and revision > ? order by revision limit ?')
      .pluck()
    this.revisionsOf = db
      .prepare<[string, string], number>('select revision from event where stream = ? and id = ? order by revision')
      .pluck()
    this.positionOf = db.prepare<[string, number], number>('select position from event where stream = ? and revision = ?').pluck()
  }

  /** Resolves once the events are on disk. */
  add(stream: string, expected: ExpectedRevision, events: readonly WrittenEvent[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.queue.push({ stream, expected, events, resolve, reject })
      this.scheduled ??= setImmediate(this.commitWaiting)
    })
  }

  /** Resolves once nothing waits any more. */
  async finish(): Promise<void> {
    if (this.scheduled) await new Promise<void>((resolve) => (this.drained = resolve))
  }

  /** One commit for the appends that wait, as many as fit into COMMIT_MS. */
  private readonly commitWaiting = (): void => {
    const started = performance.now()
    const answers: Answer[] = []
    try {
      this.begin.run()
      do answers.push(this.place(this.queue[answers.length]!))
      while (answers.length < this.queue.length && performance.now() - started < COMMIT_MS)
      this.commit.run()
    } catch (error) {
      if (this.db.inTransaction) this.rollback.run()
      if (isBusy(error)) return this.waitForLock(error)
      for (let count = Math.max(answers.length, 1); count > 0; count--) if (!this.commitAlone()) return
      return this.goOn()
    }
    this.answer(answers)
    this.goOn()
  }

  /** Repeats an append of a failed commit alone. False when it has to wait. */
  private commitAlone(): boolean {
    let committing = false
    let answer: Answer
    try {
      this.begin.run()
      answer = this.place(this.queue[0]!)
      committing = true
      this.commit.run()
    } catch (error) {
      if (this.db.inTransaction) this.rollback.run()
      if (isBusy(error)) {
        this.waitForLock(error)
        return false
      }
      answer = storeError(error, this.file, committing)
    }
    this.answer([answer])
    return true
  }

  private waitForLock(busy: unknown): void {
    this.lockedSince ??= performance.now()
    if (performance.now() - this.lockedSince < this.lockMs) {
      this.scheduled = setTimeout(this.commitWaiting, LOCK_RETRY_MS)
      return
    }
    this.answer(this.queue.map(() => storeError(busy, this.file)))
    this.goOn()
  }

  /** Answers the first of the queue. */
  private answer(answers: readonly Answer[]): void {
    this.lockedSince = undefined
    const waiting = this.queue.splice(0, answers.length)
    for (const [index, { resolve, reject }] of waiting.entries()) {
      const answer = answers[index]!
      if ('revision' in answer) resolve(answer)
      else reject(answer)
    }
    this.done()
  }

  private goOn(): void {
    this.scheduled = this.queue.length > 0 ? setImmediate(this.commitWaiting) : undefined
    if (!this.scheduled) this.drained?.()
  }

  /** Inside a transaction: stores the events, or gives what else the append is to be answered. */
  private place({ stream, expected, events }: WaitingAppend): Answer {
    const head = this.head.get(stream) ?? BEFORE_FIRST
    const verdict = judgeAppend(
      events.map((event) => event.id),
      expected,
      {
        head,
        idsAfter: (revision, count) => this.idsAfter.all(stream, revision, count),
        revisionsOf: (id) => this.revisionsOf.all(stream, id),
      },
    )
    if (verdict === 'conflict') return new WrongExpectedRevision(stream, expected, head === BEFORE_FIRST ? 'no-stream' : BigInt(head))
    if (verdict !== 'append') {
      return { revision: BigInt(verdict.firstResult), position: BigInt(this.positionOf.get(stream, verdict.firstResult)!) }
    }
    let revision = head
    let position: number | bigint = 0
    for (const { id, type, data, metadata } of events) {
      position = this.insert.run(stream, ++revision, id, type, data, metadata).lastInsertRowid
    }
    return { revision: BigInt(revision), position: BigInt(position) }
  }
}
