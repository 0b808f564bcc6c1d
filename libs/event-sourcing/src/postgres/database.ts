/** The PostgreSQL database that the nodes of one Prasan share: the only place that knows the driver. */
import pg from 'pg'
import { MasterKeyIsAnother } from '../personal-data/key-ring.js'

/** Where the database does not answer for so long, in milliseconds, it counts as away. */
const ANSWER_MS = 5_000
const CONNECTIONS = 8

export interface Querying {
  query<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>
}

/** The database cannot be used as it is given: the address, the name, the password or a right is wrong. */
export class SharedUnusable extends Error {
  override readonly name = 'SharedUnusable'
}

/** SQLSTATE classes that pass: connection, resources, locks and conflicts, an operator's intervention, the system. */
const PASSING = /^(08|40|53|55|57|58)/
const stateOf = (error: unknown): string => {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && 'severity' in (error as object) ? code : ''
}
/** Whether the database was not reached, or could not answer at the moment; it may at another. */
export const isAway = (error: unknown): boolean =>
  !(error instanceof SharedUnusable || error instanceof MasterKeyIsAnother) && (stateOf(error) === '' || PASSING.test(stateOf(error)))
export const isFull = (error: unknown): boolean => stateOf(error) === '53100'
export const isReadOnly = (error: unknown): boolean => stateOf(error) === '25006'

/** As one line without what the address holds. */
export const reasonOf = (error: unknown): string => {
  const { message, code } = error as { message?: string; code?: string }
  return message || code || 'no answer'
}

const TABLES = `
  create schema if not exists prasan;
  create table if not exists prasan.ring (one boolean primary key default true check (one), proof text not null, change bigint not null);
  create table if not exists prasan.person_key (person text primary key, wrapped text, change bigint not null);
  create index if not exists person_key_change on prasan.person_key (change);
  create table if not exists prasan.node (id uuid primary key, heeded bigint not null, seen timestamptz not null);
  create table if not exists prasan.file (digest text primary key, size int not null, kept timestamptz not null);
  create table if not exists prasan.file_chunk (
    digest text references prasan.file on delete cascade, n int, bytes bytea not null, primary key (digest, n));
  create table if not exists prasan.belonging (
    part text primary key check (part in ('keys', 'files')), store text not null, master_key text not null, state text not null);
  alter table prasan.file_chunk alter column bytes set storage external;`

/** So that of two nodes that begin at once one makes the tables. */
const BEGINNING = 0x7072_6173

export class SharedDatabase implements Querying {
  private readonly pool: pg.Pool
  private made: Promise<void> | undefined

  constructor(private readonly url: string) {
    this.pool = new pg.Pool({ ...this.settings(), max: CONNECTIONS })
    this.pool.on('error', () => {}) // an idle connection that ended: the next query takes another
    this.pool.on('connect', (client) => client.on('error', () => {})) // told to whoever waits for its answer
  }

  /** A connection of its own, to be made and ended by the caller. */
  connection(): pg.Client {
    return new pg.Client(this.settings())
  }

  async query<R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    await this.begun()
    return (await this.pool.query<R>(text, [...values])).rows
  }

  /** All of it or nothing. Where the connection is lost at the end, it may have been done. */
  async transaction<R>(work: (on: Querying) => Promise<R>): Promise<R> {
    await this.begun()
    const client = await this.pool.connect()
    let failed = true
    try {
      await client.query('begin')
      const result = await work({
        query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
          (await client.query<Row>(text, [...values])).rows,
      })
      await client.query('commit')
      failed = false
      return result
    } finally {
      client.release(failed) // a connection that is ended takes back what it began
    }
  }

  /** Makes the tables where there are none. */
  async makeTables(): Promise<void> {
    const { rows } = await this.pool.query<{ there: boolean }>(`select to_regclass('prasan.belonging') is not null as there`)
    if (rows[0]!.there) return
    await this.pool.query(`begin; select pg_advisory_xact_lock(${BEGINNING}); ${TABLES}; commit`)
  }

  close(): Promise<void> {
    return this.pool.end()
  }

  private begun(): Promise<void> {
    this.made ??= this.makeTables().catch((error: unknown) => {
      this.made = undefined
      throw error
    })
    return this.made
  }

  private settings(): pg.ClientConfig {
    return {
      connectionString: this.url,
      application_name: 'prasan',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      statement_timeout: ANSWER_MS,
      idle_in_transaction_session_timeout: 2 * ANSWER_MS,
      keepAlive: true,
    }
  }
}
