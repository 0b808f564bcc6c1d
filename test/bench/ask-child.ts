/** The whole API over one store, which asks itself what the bench sends and tells what reading the views cost. */
import { createApplication } from '@prasan/api'
import { setTimeout as sleep } from 'node:timers/promises'
import { configurationOf, generated, type Size } from './generated.js'

export interface Asking {
  readonly query: string
  readonly variables: Record<string, unknown>
  readonly times: number
}

export interface Answered {
  readonly data: unknown
  /** Milliseconds spent in SQL over the views, the least of all times. */
  readonly sql: number
  /** Milliseconds from request to answer over HTTP, the least of all times. */
  readonly whole: number
  readonly statements: number
}

export interface Subjects {
  readonly committee: string[]
  readonly post: string[]
  readonly organization: string[]
  readonly district: string[]
}

const EACH = 12

const application = await createApplication(configurationOf(await generated(process.argv[2] as Size)))
await application.nest.listen(0, '127.0.0.1')
const url = `${(await application.nest.getUrl()).replace('[::1]', '127.0.0.1')}/graphql`
const { views, processes, trouble } = application.runtime
while ((await trouble()) !== null || (processes.position ?? 0n) < (views.position ?? 0n)) await sleep(20)

let spent = 0
for (const verb of ['all', 'get'] as const) {
  const plain = views[verb].bind(views) as (statement: never) => never
  views[verb] = (statement: never) => {
    const began = performance.now()
    try {
      return plain(statement)
    } finally {
      spent += performance.now() - began
    }
  }
}

const ids = (text: string) => views.all<{ id: string }>({ text: `${text} limit ${EACH}`, params: [] }).map(({ id }) => id)
const subjects: Subjects = {
  committee: ids('select id from committee where knownTo is null order by id'),
  post: ids("select owner id from commitment where knownTo is null and owner like 'post-%' group by owner order by owner"),
  organization: ids(
    `select o.organization id from commitment c join commitmentOwner o on o.id = c.owner
      where c.knownTo is null and o.knownTo is null and o.organization is not null group by 1 order by 1`,
  ),
  district: ids('select area id from committee where knownTo is null and length(area) = 9 group by area order by area'),
}

process.on('message', (asking: Asking | 'end') => {
  void (asking === 'end' ? application.close().then(() => process.disconnect()) : ask(asking).then((answer) => process.send!(answer)))
})
process.send!(subjects)

async function ask({ query, variables, times }: Asking): Promise<Answered> {
  let best: Answered | undefined
  for (let n = 0; n <= times; n++) {
    spent = 0
    const before = views.asked
    const began = performance.now()
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown }
    const whole = performance.now() - began
    if (errors) throw new Error(`${query} was answered with ${JSON.stringify(errors)}`)
    if (n > 0) {
      const sql = Math.min(best?.sql ?? Infinity, spent)
      best = { data, sql, whole: Math.min(best?.whole ?? Infinity, whole), statements: views.asked - before }
    }
  }
  return best!
}
