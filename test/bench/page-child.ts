/** One of the two servers that the page bench compares, over the same read model: the API, or node:http with the same SQL and no more. */
import { createApplication } from '@prasan/api'
import Database from 'better-sqlite3'
import { type IncomingMessage, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Size, configurationOf, generated } from './generated.js'

export interface Statement {
  readonly text: string
  readonly params: readonly (string | number | null)[]
}

/** A question with the SQL that answering it took and the whole answer. */
export interface Question {
  readonly query: string
  readonly variables: Record<string, unknown>
  readonly statements: readonly Statement[]
  readonly answer: unknown
}

export type Asked = Pick<Question, 'query' | 'variables'>
/** `questions`: what bare node is to answer, and out of which file. */
export type Order = 'cpu' | 'end' | { readonly record: Asked } | { readonly questions: readonly Question[]; readonly file: string }

const tell = (message: unknown) => process.send!(message)
const [role, size] = process.argv.slice(2) as [role: 'ours' | 'bare', size: Size]

/** Milliseconds of this process on a core so far. */
function spent(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

async function ours() {
  const application = await createApplication(configurationOf(await generated(size)))
  await application.nest.listen(0, '127.0.0.1')
  ;(application.nest.getHttpServer() as Server).keepAliveTimeout = 0
  const { views, trouble } = application.runtime
  while ((await trouble()) !== null) await sleep(20)
  const url = `${await application.nest.getUrl()}/graphql`
  const committee = views.get<{ committee: string }>({
    text: 'select committee from seat where knownTo is null group by committee order by count(*) desc, committee limit 1',
    params: [],
  })!.committee

  async function record({ query, variables }: Asked): Promise<Question> {
    const statements: Statement[] = []
    const plain = { all: views.all, get: views.get }
    for (const verb of ['all', 'get'] as const)
      views[verb] = (statement: never) => (statements.push(statement), plain[verb].call(views, statement) as never)
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    Object.assign(views, plain)
    return { query, variables, statements, answer: await response.json() }
  }

  process.on('message', (order: Order) => {
    if (order === 'cpu') tell(spent())
    else if (order === 'end') void application.close().then(() => process.disconnect())
    else if ('record' in order) void record(order.record).then(tell)
  })
  tell({ url, file: views.file, committee })
}

function bare() {
  const prepared = new Map<string, { answer: unknown; run: (() => unknown)[] }>()
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { answer, run } = prepared.get((JSON.parse(body) as Asked).query)!
      for (const statement of run) statement()
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer))
    })
  })
  process.on('message', (order: Order) => {
    if (order === 'cpu') tell(spent())
    else if (order === 'end') process.exit()
    else if ('questions' in order) {
      const db = new Database(order.file, { readonly: true })
      db.pragma('cache_size = -65536')
      for (const { query, answer, statements } of order.questions) {
        const run = statements.map(({ text, params }) => {
          const statement = db.prepare(text)
          return () => statement.all(...params)
        })
        prepared.set(query, { answer, run })
      }
      tell('ready')
    }
  })
  server.keepAliveTimeout = 0 // none is taken for idle while the answers before take long
  server.listen(0, '127.0.0.1', () => tell({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

if (role === 'ours') await ours()
else bare()
