import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import type { Belonging } from '../log/belonging.js'
import { KeyNotHere, type KeyRow, KeysFull, KeysUnavailable, LOST, MasterKeyIsAnother, type StoredKeys } from '../personal-data/key-ring.js'
import {
  type Master,
  Texts,
  checkOf,
  digestOf,
  exchanged,
  firstMaster,
  isOfALost,
  masterOf,
  newKey,
  parseMasterKey,
  requireStill,
  rewrapped,
  unwrapped,
  unwraps,
} from '../personal-data/sealing.js'
import { belongsTo, bind } from './belonging.js'
import { type Querying, SharedDatabase, SharedUnusable, isAway, isFull, reasonOf } from './database.js'

/** In milliseconds. */
export interface Patience {
  /** How long what was read is good for while the database is away; an erasure waits as long for a node that it does not hear of. */
  readonly leaseMs: number
  /** How long an erasure waits for the other nodes before it fails. */
  readonly waitMs: number
  /** How often changes are looked for, beside being told of them. */
  readonly pollMs: number
  /** After how long a connection that was lost is made again. */
  readonly againMs: number
}
const PATIENCE: Patience = { leaseMs: 300_000, waitMs: 10_000, pollMs: 1_000, againMs: 500 }
/** A node reads for less long than others take it to, should their clocks not run alike. */
const OF_THE_LEASE = 0.9
const CHANNEL = 'prasan_keys'

interface Row extends KeyRow {
  readonly change: string
}
interface Kept {
  readonly wrapped: string | null
  readonly change: number
  key?: Buffer
}

/**
 * The ring that several nodes share: wrapped keys in PostgreSQL, one a person. All of them are in the memory of each node, which is told of
 * each change and looks for changes besides, so names are opened without asking anybody. Every change has a number, in the order of commits;
 * each node writes down up to which one it has heeded. An erasure is answered once every node has heeded it, or has not been heard of
 * for longer than it reads what it knows. While the database is away names are read for as long as the lease, and none is sealed.
 */
export class PostgresKeyRing implements StoredKeys {
  private keys = new Map<string, Kept>()
  private readonly texts = new Texts()
  private readonly node = randomUUID()
  private master: Master
  private readonly stop = new AbortController()
  private following: Promise<void> = Promise.resolve()
  private away: string | null = 'the keys in PostgreSQL were not read yet'
  private heeded = -1
  /** Of this process's own clock. */
  private readUntil = 0
  private changed = false
  private wake = () => {}
  private learners: (() => void)[] = []
  /** What is read is not judged while this node itself exchanges the master key. */
  private turn: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly shared: SharedDatabase,
    masterKey: string,
    private readonly patience: Patience,
  ) {
    this.master = firstMaster(parseMasterKey(masterKey)) // until the ring has told
  }

  /**
   * Where the database is away it opens all the same, and reads the keys once it is there; `health` says so.
   * @throws SharedUnusable when the database cannot be used as given; MasterKeyIsAnother
   */
  static async open(shared: SharedDatabase, masterKey: string, patience: Partial<Patience> = {}): Promise<PostgresKeyRing> {
    const ring = new PostgresKeyRing(shared, masterKey, { ...PATIENCE, ...patience })
    const failed = await new Promise<unknown>((tell) => {
      ring.following = ring.follow(tell)
    })
    if (failed === null || isAway(failed)) return ring
    await ring.close()
    throw failed instanceof SharedUnusable || failed instanceof MasterKeyIsAnother
      ? failed
      : new SharedUnusable(`PRASAN_SHARED_URL: ${reasonOf(failed)}`, { cause: failed })
  }

  get masterKeyCheck(): string {
    return checkOf(this.master)
  }

  get proof(): string {
    return this.master.proof
  }

  seal(person: string, plain: string): string {
    return this.texts.seal(person, this.keyOf(person), plain)
  }

  open(person: string, sealed: string): string | null | undefined {
    const key = this.keyOf(person)
    if (key !== null && performance.now() > this.readUntil) throw new KeysUnavailable(this.away ?? 'the keys in PostgreSQL are out of date')
    return this.texts.open(person, key, sealed)
  }

  async learn(persons: readonly string[]): Promise<void> {
    if (this.away !== null || persons.every((person) => this.keys.has(person))) return
    await new Promise<void>((resolve) => {
      this.learners.push(resolve)
      this.look()
    })
  }

  async prepare(persons: readonly string[], begun: ReadonlySet<string> = new Set()): Promise<readonly string[]> {
    if (this.away !== null) throw new KeysUnavailable(this.away)
    const unknown = persons.filter((person) => !this.keys.has(person) || this.keys.get(person)!.wrapped === LOST)
    if (unknown.length > 0) this.take(await this.writing((on, change) => this.made(on, change, unknown, begun)))
    return persons.filter((person) => this.isErased(person))
  }

  private async made(on: Querying, change: string, persons: readonly string[], begun: ReadonlySet<string>): Promise<Row[]> {
    const there = () => on.query<Row>('select person, wrapped, change from prasan.person_key where person = any ($1)', [persons])
    const known = new Set((await there()).map(({ person }) => person))
    const notHere = persons.find((person) => begun.has(person) && !known.has(person))
    if (notHere !== undefined) throw new KeyNotHere(notHere)
    await on.query(
      `insert into prasan.person_key (person, wrapped, change) select *, $3 from unnest ($1::text[], $2::text[])
        on conflict (person) do update set wrapped = '${LOST}' || excluded.wrapped, change = excluded.change
          where person_key.wrapped = '${LOST}'`,
      [persons, persons.map(() => newKey(this.master)), change],
    )
    return there()
  }

  async erase(person: string): Promise<void> {
    const row = await this.writing(async (on, change) => {
      const [erased] = await on.query<Row>('select person, wrapped, change from prasan.person_key where person = $1 and wrapped is null', [
        person,
      ])
      if (erased) return erased
      await on.query(
        `insert into prasan.person_key (person, wrapped, change) values ($1, null, $2)
          on conflict (person) do update set wrapped = null, change = excluded.change`,
        [person, change],
      )
      return { person, wrapped: null, change }
    })
    this.take([row])
    await this.heededByAll(row)
  }

  digest(text: string): string {
    return digestOf(this.master, text)
  }

  health(): string | null {
    return this.away
  }

  notHere(): readonly string[] {
    return this.texts.notHere().filter((person) => !this.isLost(person))
  }

  isLost(person: string): boolean {
    return isOfALost(this.keys.get(person)?.wrapped)
  }

  async *rows(): AsyncIterable<readonly KeyRow[]> {
    const after = 'select person, wrapped from prasan.person_key where person > $1 order by person limit 1000'
    for (let last = ''; ;) {
      const some = await reading(() => this.shared.query<KeyRow>(after, [last]))
      if (some.length === 0) return
      yield some
      last = some.at(-1)!.person
    }
  }

  async put(rows: readonly KeyRow[]): Promise<void> {
    const put = `insert into prasan.person_key (person, wrapped, change) select *, $3 from unnest ($1::text[], $2::text[])
      on conflict (person) do update set wrapped = excluded.wrapped, change = excluded.change where person_key.wrapped is not null`
    const columns = [rows.map(({ person }) => person), rows.map(({ wrapped }) => wrapped)]
    await this.writing((on, change) => on.query(put, [...columns, change]))
    this.look()
  }

  unwraps(row: KeyRow): boolean {
    return unwraps(this.master, row)
  }

  async exchange(to?: string): Promise<number> {
    if (to === undefined) throw new Error('the master key is given to this ring: give the new one, too')
    const next = exchanged(this.master, parseMasterKey(to))
    const done = await this.turnTo(next, async (on, change) => {
      const rows = await on.query<KeyRow>('select person, wrapped from prasan.person_key where wrapped is not null and wrapped <> $1', [
        LOST,
      ])
      const anew = rows.map((row) => rewrapped(this.master, next, row))
      await on.query(
        `update prasan.person_key set wrapped = anew.wrapped, change = $3
          from unnest ($1::text[], $2::text[]) as anew (person, wrapped) where person_key.person = anew.person`,
        [anew.map(({ person }) => person), anew.map(({ wrapped }) => wrapped), change],
      )
      await on.query('update prasan.ring set proof = $1', [next.proof])
      return rows.length
    })
    this.look()
    return done
  }

  async takeOver(proof: string): Promise<void> {
    const next = masterOf(this.master.key, proof, 'the keys to take over in PostgreSQL')
    await this.turnTo(next, async (on) => {
      const [own] = await on.query('select 1 from prasan.person_key limit 1')
      if (own) throw new Error('the ring in PostgreSQL has keys of its own')
      await on.query('update prasan.ring set proof = $1', [proof])
    })
  }

  belongsTo(): Promise<Belonging | null> {
    return reading(() => belongsTo(this.shared, 'keys'))
  }

  bind(to: Belonging, instead = false): Promise<Belonging> {
    return reading(() => bind(this.shared, 'keys', to, instead))
  }

  async close(): Promise<void> {
    this.stop.abort()
    this.wake()
    await this.following
    await this.shared.query('delete from prasan.node where id = $1', [this.node]).catch(() => {}) // else it counts until its lease is over
  }

  private isErased(person: string): boolean {
    return this.keys.get(person)?.wrapped === null
  }

  private keyOf(person: string): Buffer | null | undefined {
    const kept = this.keys.get(person)
    if (!kept?.wrapped) return kept?.wrapped as null | undefined
    return (kept.key ??= unwrapped(this.master, kept.wrapped))
  }

  /** What was read later stays. */
  private take(rows: readonly Row[]): void {
    let others = false
    for (const { person, wrapped, change } of rows) {
      const before = this.keys.get(person)
      if (before && before.change > Number(change)) continue
      others ||= before !== undefined && before.wrapped !== wrapped
      if (before?.wrapped !== wrapped) this.keys.set(person, { wrapped, change: Number(change) })
    }
    if (others) this.texts.forget()
  }

  /** One change of the ring: changes come one after the other, so whoever has heeded one has heeded all before. @throws KeysUnavailable */
  private async writing<R>(work: (on: Querying, change: string) => Promise<R>): Promise<R> {
    try {
      return await this.shared.transaction(async (on) => {
        const [next] = await on.query<{ change: string; proof: string }>(
          'update prasan.ring set change = change + 1 returning change, proof',
        )
        if (!next) throw new KeysUnavailable('the ring in PostgreSQL is gone')
        requireStill(this.master, next.proof)
        const result = await work(on, next.change)
        await on.query(`notify ${CHANNEL}`)
        return result
      })
    } catch (error) {
      if (error instanceof KeysUnavailable) throw error
      throw new (isFull(error) ? KeysFull : KeysUnavailable)(`the keys in PostgreSQL cannot be written: ${reasonOf(error)}`, {
        cause: error,
      })
    }
  }

  /** The ring and what this node takes for its master key change as one. */
  private turnTo<R>(next: Master, work: (on: Querying, change: string) => Promise<R>): Promise<R> {
    return this.alone(async () => {
      const done = await this.writing(work)
      this.master = next
      return done
    })
  }

  private alone<R>(work: () => Promise<R>): Promise<R> {
    const mine = this.turn.then(work)
    this.turn = mine.catch(() => {})
    return mine
  }

  /** @throws KeysUnavailable where a node that may still read has not heeded the change in time: the key is destroyed all the same */
  private async heededByAll({ person, change }: Row): Promise<void> {
    const { leaseMs, waitMs } = this.patience
    const behind = () =>
      this.shared
        .query<{ id: string; until: Date }>(
          `select id, seen + $3 * interval '1 millisecond' as until from prasan.node
            where id <> $1 and heeded < $2 and seen + $3 * interval '1 millisecond' > now() order by seen desc`,
          [this.node, change, leaseMs],
        )
        .catch((error: unknown) => {
          throw new KeysUnavailable(`whether all nodes forgot ${person} cannot be told: ${reasonOf(error)}`, { cause: error })
        })
    for (const until = performance.now() + waitMs; ; await sleep(HEED_AGAIN_MS)) {
      const [node] = await behind()
      if (!node) return
      if (performance.now() > until)
        throw new KeysUnavailable(
          `the key of ${person} is destroyed, but the node ${node.id} has not said so and may read what it knows until ${node.until.toISOString()}: erase again then`,
        )
    }
  }

  private look(): void {
    this.changed = true
    this.wake()
  }

  /** Until the ring is closed: a connection that is lost is made again, and everything is read anew. `told` hears how the first one went. */
  private async follow(told: (failed: unknown) => void): Promise<void> {
    const { signal } = this.stop
    while (!signal.aborted) {
      try {
        await this.session(() => told(null))
      } catch (error) {
        if (!signal.aborted) this.away = `the keys in PostgreSQL are not at hand: ${reasonOf(error)}`
        told(error)
      }
      for (const learned of this.learners.splice(0)) learned()
      await sleep(this.patience.againMs, undefined, { signal }).catch(() => {})
    }
  }

  /** One connection, for as long as it lasts. @throws what ended it */
  private async session(ready: () => void): Promise<void> {
    await this.shared.makeTables()
    const client = this.shared.connection()
    let lost: Error | undefined
    client.on('error', (error) => {
      lost ??= error
      this.wake()
    })
    client.on('end', () => {
      lost ??= new Error('the connection ended')
      this.wake()
    })
    try {
      await client.connect()
      await this.alone(() => this.requireOurs(client))
      client.on('notification', () => this.look())
      await client.query(`listen ${CHANNEL}`)
      // before anything is read: an erasure from now on waits for this node
      await this.register(client, -1)
      await client.query(`delete from prasan.node where seen < now() - interval '1 day'`)
      await this.alone(() => this.heed(client, true))
      this.away = null
      ready()
      while (!this.stop.signal.aborted) {
        if (!lost) await this.woken(this.patience.pollMs)
        if (lost) throw lost
        if (!this.stop.signal.aborted) await this.alone(() => this.heed(client))
      }
    } finally {
      void client.end().catch(() => {})
    }
  }

  /** A ring is made for this master key where there is none yet. @throws SharedUnusable */
  private async requireOurs(client: Client): Promise<void> {
    if (this.heeded < 0)
      await client.query('insert into prasan.ring (proof, change) values ($1, 0) on conflict do nothing', [
        firstMaster(this.master.key).proof,
      ])
    const { rows } = await client.query<{ proof: string }>('select proof from prasan.ring')
    if (!rows[0]) throw new SharedUnusable('the ring in PostgreSQL is gone')
    this.master = masterOf(this.master.key, rows[0].proof, 'the keys in PostgreSQL')
  }

  private async register(client: Client, heeded: number): Promise<void> {
    await client.query(
      `insert into prasan.node (id, heeded, seen) values ($1, $2, now())
        on conflict (id) do update set heeded = excluded.heeded, seen = excluded.seen`,
      [this.node, heeded],
    )
  }

  /** Reads what has changed, or everything, and then says so: what was erased is forgotten before another node is told that it is. */
  private async heed(client: Client, everything = false): Promise<void> {
    this.changed = false
    const learners = this.learners.splice(0)
    try {
      const since = performance.now()
      const { rows } = await client.query<Partial<Row> & { now: string; proof: string }>(
        'select ring.change as now, proof, person, wrapped, person_key.change from prasan.ring left join prasan.person_key on person_key.change > $1',
        [everything ? -1 : this.heeded],
      )
      requireStill(this.master, rows[0]?.proof)
      const now = Number(rows[0]?.now)
      if (!(now >= this.heeded) && !everything) return await this.heed(client, true) // restored from before
      if (everything) {
        this.keys = new Map()
        this.texts.forget()
      }
      this.take(rows.filter((row): row is (typeof rows)[number] & Row => row.person != null))
      this.heeded = now
      await this.register(client, now)
      this.readUntil = since + this.patience.leaseMs * OF_THE_LEASE
    } finally {
      for (const learned of learners) learned()
    }
  }

  /** So many milliseconds, or until there is something to look at. */
  private async woken(milliseconds: number): Promise<void> {
    if (this.changed || this.stop.signal.aborted) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.wake = () => {}
  }
}
const HEED_AGAIN_MS = 5

async function reading<R>(ask: () => Promise<R>): Promise<R> {
  try {
    return await ask()
  } catch (error) {
    throw new KeysUnavailable(`the keys in PostgreSQL are not at hand: ${reasonOf(error)}`, { cause: error })
  }
}
