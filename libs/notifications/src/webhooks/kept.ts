/** What a node keeps of its sending between two records of it in the log: how far each webhook was told, and which process sends. */
import { keepWithWriteAheadLog, whenPossible } from '@prasan/event-sourcing'
import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'

/** How far a webhook was told since its last replay; `root` tells the log through there from any other. */
export interface Reached {
  readonly replays: number
  readonly through: number
  readonly root: string
}

/** `webhooks.db` in the data folder. Who loses it begins where the log says, and sends some again under the same ids. */
export class Kept {
  private readonly owner = randomUUID()
  private leasedUntil = 0
  /** Of this data folder: the same after a restart. */
  readonly node: string

  private constructor(private readonly db: Database.Database) {
    this.node = db.prepare<[], string>('select node from me').pluck().get()!
  }

  static open(file: string): Kept {
    const db = new Database(file, { timeout: 10_000 })
    try {
      keepWithWriteAheadLog(db)
      db.pragma('synchronous = NORMAL')
      db.transaction(() => {
        db.exec(`create table if not exists me (one integer primary key check (one = 1), node text not null) strict;
          create table if not exists lease (one integer primary key check (one = 1), owner text not null, until integer not null) strict;
          create table if not exists reached (webhook text primary key, replays integer not null, through integer not null, root text not null) strict`)
        db.prepare('insert or ignore into me (one, node) values (1, ?)').run(randomUUID())
      }).immediate()
      return new Kept(db)
    } catch (error) {
      db.close()
      throw error
    }
  }

  /** Of several processes on one folder one sends: whether it is this one, until that instant; renewed when half of the time is over. */
  async lease(now: number, until: number, signal: AbortSignal): Promise<boolean> {
    if (this.leasedUntil - now > (until - now) / 2) return true
    const take = this.db.prepare(
      `insert into lease (one, owner, until) values (1, @owner, @until)
        on conflict (one) do update set owner = excluded.owner, until = excluded.until where owner = @owner or until < @now`,
    )
    const leased = ((await this.write(() => take.run({ owner: this.owner, now, until }), signal))?.changes ?? 0) > 0
    this.leasedUntil = leased ? until : 0
    return leased
  }

  /** Lets another process of this folder send at once. */
  release(): void {
    this.db.prepare('delete from lease where owner = ?').run(this.owner)
  }

  of(webhook: string): Reached | undefined {
    return this.db.prepare<[string], Reached>('select replays, through, root from reached where webhook = ?').get(webhook)
  }

  async save(webhook: string, { replays, through, root }: Reached, signal: AbortSignal): Promise<void> {
    const save = this.db.prepare('insert or replace into reached (webhook, replays, through, root) values (?, ?, ?, ?)')
    await this.write(() => save.run(webhook, replays, through, root), signal)
  }

  close(): void {
    this.db.close()
  }

  private write<R>(step: () => R, signal: AbortSignal): Promise<R | null> {
    return whenPossible(this.db, step, signal, () => {})
  }
}
