/**
 * The API as a client meets it: the whole application on a data folder of its own, over HTTP on a free port of this machine. With
 * PRASAN_EVENT_STORE=eventstoredb its log is on the server that EVENTSTOREDB_URL names, under a prefix made of the folder's name.
 */
import { expect } from '@jest/globals'
import { type Application, type Configuration, configurationFrom, contexts, createApplication } from '@prasan/api'
import { lowerFirst } from '@prasan/graphql'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import request from 'supertest'

export const TODAY = '2026-11-02'

/** What a mutation answers, with the fields of all four outcomes. */
export interface Answer {
  readonly is: string
  readonly id: string
  readonly revision: number
  readonly position: string
  readonly repeated: boolean
  readonly events: string[]
  readonly rule: string
  readonly field: string | null
  readonly mayRecordDespite: boolean
  readonly message: { th: string; en: string }
  readonly expected: number | null
  readonly actual: number | null
  readonly problems: { field: string; code: string; message: { th: string; en: string } }[]
}

export interface Errors {
  readonly message: string
  readonly extensions: Record<string, unknown>
}

type Headers = Record<string, string>

/** A value, as it stands in a document, of an argument that a list requires: what it is narrowed to. */
export function requiredOf(argument: string, { organization, post }: { organization: string; post: string }): string {
  const values: Readonly<Record<string, string>> = {
    filter: `{ organization: "${organization}" }`,
    about: `["${organization}"]`,
    logNumber: '1',
    groupBy: 'PILLAR',
    of: `"${post}"`,
  }
  const value = values[argument]
  if (value === undefined) throw new Error(`nothing here gives ${argument}`)
  return value
}

const categories = new Map(
  contexts.flatMap(({ commands }) => commands.map(({ name, aggregate }) => [lowerFirst(name), aggregate.category])),
)
const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** In the order of their words, without the number under which an error was logged. */
const errorsOf = ({ errors = [] }: { errors?: Errors[] }) =>
  errors
    .map((error) => JSON.stringify(error).replaceAll(String(error.extensions['reference']), '…'))
    .sort()
    .map((error) => JSON.parse(error) as Errors)

export class Api {
  private keys = 0
  private readonly counted: { events: number; last?: bigint } = { events: 0 }
  private documents = 0

  private constructor(
    readonly application: Application,
    readonly dataDir: string,
    private readonly temporary: boolean,
  ) {}

  /**
   * Starts on an empty data folder, or on the one given, which then stays when it closes. `log` gets the lines that would be printed.
   * @param ready whether it is waited for until it is
   */
  static async start(given: Partial<Configuration> = {}, log?: string[], ready = true): Promise<Api> {
    const dataDir = given.dataDir ?? mkdtempSync(join(tmpdir(), 'prasan-api-'))
    const { PRASAN_EVENT_STORE, EVENTSTOREDB_URL } = process.env
    const streamPrefix = `${basename(dataDir)}-`
    const configuration = configurationFrom({ PRASAN_EVENT_STORE, EVENTSTOREDB_URL, PRASAN_DEMO: 'false', PRASAN_TODAY: TODAY })
    const application = await createApplication(
      { ...configuration, streamPrefix, ...given, dataDir },
      log && { write: (line) => void log.push(line) },
    )
    await application.nest.listen(0, '127.0.0.1')
    while (ready && (await application.runtime.trouble()) !== null) await new Promise((resolve) => setTimeout(resolve, 5))
    return new Api(application, dataDir, given.dataDir === undefined)
  }

  get http() {
    return request(this.application.nest.getHttpServer() as never)
  }

  /** The raw answer to a document. */
  async post(query: string, variables: Record<string, unknown> = {}, headers: Headers = {}): Promise<{ data: any; errors?: Errors[] }> {
    const { body } = await this.http.post('/graphql').set(headers).send({ query, variables })
    return body as { data: any; errors?: Errors[] }
  }

  /** A query as the executor of graphql-js answers it; fails unless the compiled one answers the same. */
  async ask(query: string, variables: Record<string, unknown> = {}, headers: Headers = {}): Promise<{ data: any; errors?: Errors[] }> {
    const { metrics } = this.application
    const document = `${query}\n# ${++this.documents}: never seen before, so the first answer is not compiled`
    const before = await metrics.answered()
    const first = await this.post(document, variables, headers)
    const again = await this.post(document, variables, headers)
    // Where an error empties the whole answer, graphql-js may report fewer of the others than there are.
    if (first.data === null) expect(errorsOf(again)).toEqual(expect.arrayContaining(errorsOf(first)))
    else expect(errorsOf(again)).toEqual(errorsOf(first))
    expect(again.data).toEqual(first.data)
    if (first.data !== undefined)
      expect(await metrics.answered()).toMatchObject({ normal: before.normal + 1, compiled: before.compiled + 1 })
    return first
  }

  /** How many statements the asking costs, once it is compiled, at the least of three times: what runs beside it asks too. */
  async statements(ask: () => Promise<unknown>): Promise<number> {
    const { views } = this.application.runtime
    const once = async () => {
      const before = views.asked
      await ask()
      return views.asked - before
    }
    await once()
    return Math.min(await once(), await once(), await once())
  }

  /** The data of an operation that must have no errors; every query is answered both ways. */
  async query<R = any>(query: string, variables: Record<string, unknown> = {}, headers: Headers = {}): Promise<R> {
    const { data, errors } = await (query.trimStart().startsWith('mutation')
      ? this.post(query, variables, headers)
      : this.ask(query, variables, headers))
    expect(errors).toBeUndefined()
    return data as R
  }

  /** Sends one mutation by name, as in `tell('assignRole', { post, … })`; without an idempotencyKey in the input a new one. */
  async tell(mutation: string, input: Record<string, unknown>, headers: Headers = {}): Promise<Answer> {
    const category = categories.get(mutation)
    if (category === undefined) throw new Error(`no context has a command for the mutation ${mutation}`)
    const data = await this.query<{ answer: Answer }>(
      `mutation ($input: ${upperFirst(mutation)}Input!) { answer: ${mutation}(input: $input) { is: __typename
        ... on ${upperFirst(category)}Recorded { id revision position repeated events }
        ... on RuleBroken { rule field mayRecordDespite message { th en } }
        ... on RevisionConflict { id expected actual message { th en } }
        ... on InputInvalid { problems { field code message { th en } } } } }`,
      { input: { idempotencyKey: `key ${++this.keys} of ${this.dataDir}`, ...input } },
      headers,
    )
    return { ...data.answer, is: data.answer.is.endsWith('Recorded') ? 'Recorded' : data.answer.is }
  }

  /** The id of what was recorded; fails unless it was. */
  async recorded(mutation: string, input: Record<string, unknown>, headers: Headers = {}): Promise<string> {
    const answer = await this.tell(mutation, input, headers)
    expect(answer).toMatchObject({ is: 'Recorded' })
    return answer.id
  }

  /** How many events the log holds, read from the store itself. */
  async logLength(): Promise<number> {
    const { counted } = this
    for await (const { position } of this.application.runtime.store.readAll(counted.last === undefined ? {} : { from: counted.last })) {
      if (position !== counted.last) counted.events++
      counted.last = position
    }
    return counted.events
  }

  /** Runs what must be refused and asserts that nothing was added to the log. */
  async unrecorded<R>(refused: () => Promise<R>): Promise<R> {
    const before = await this.logLength()
    const answer = await refused()
    expect(await this.logLength()).toBe(before)
    return answer
  }

  async close(): Promise<void> {
    await this.application.close()
    if (this.temporary) rmSync(this.dataDir, { recursive: true, force: true })
  }
}
