import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { startApi } from './coldstart.js'
import { quantile, type Measure } from './figure.js'
import { environmentOf, settled } from './generated.js'

const CONNECTIONS = 32
const ROUNDS = 8
const REPORTS = 9

const MAKE = `mutation ($input: MakeCommitmentInput!) { makeCommitment(input: $input) { ... on CommitmentRecorded { id position viewsCaughtUp } } }`
const REPORT = `mutation ($input: ReportProgressInput!) { reportProgress(input: $input) { ... on CommitmentRecorded { position viewsCaughtUp } } }`

/**
 * Over HTTP from 32 connections, each making a commitment and then reporting on it, to the answer, which is given once the event is on
 * disk: by turns with waiting for this node's views, as a client gets it unasked, and without (`Prefer: wait=0`). The client runs in this
 * process and takes its part of the machine.
 */
export async function mutation(): Promise<readonly Measure[]> {
  const api = await startApi(environmentOf(await settled('whole')))
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  try {
    const ask = (query: string, input: object, headers: Record<string, string>) => post(agent, `${api.url}/graphql`, query, input, headers)
    const { posts } = (await ask('{ posts(first: 100) { edges { node { id } } } }', {}, {})) as {
      posts: { edges: { node: { id: string } }[] }
    }
    const owners = posts.edges.map(({ node }) => node.id)
    const kinds = [
      { what: 'waiting for the views', headers: {} as Record<string, string>, rates: [] as number[], latencies: [] as number[] },
      {
        what: 'without waiting',
        headers: { prefer: 'wait=0' } as Record<string, string>,
        rates: [] as number[],
        latencies: [] as number[],
      },
    ]
    for (let round = 0; round <= ROUNDS; round++) {
      for (const { headers, rates, latencies } of kinds) {
        const taken: number[] = []
        const began = performance.now()
        await Promise.all(
          Array.from({ length: CONNECTIONS }, (_, n) => talk(owners[n % owners.length]!, (...sent) => ask(...sent, headers), taken)),
        )
        if (round === 0) continue
        rates.push((taken.length * 1_000) / (performance.now() - began))
        latencies.push(...taken)
      }
    }
    return kinds.map(({ what, rates, latencies }) => ({
      what: `mutations over ${CONNECTIONS} connections, ${what}`,
      value: quantile(rates, 0.5),
      unit: '/s',
      latencies,
    }))
  } finally {
    agent.destroy()
    await api.end()
  }
}

async function talk(
  owner: string,
  send: (query: string, input: object) => Promise<Record<string, unknown>>,
  taken: number[],
): Promise<void> {
  const tell = async (query: string, input: object) => {
    const began = performance.now()
    const data = await send(query, { ...input, idempotencyKey: randomUUID() })
    taken.push(performance.now() - began)
    const outcome = Object.values(data)[0] as { id: string; position?: string }
    if (outcome.position === undefined) throw new Error(`a mutation was not recorded: ${JSON.stringify(data)}`)
    return outcome
  }
  const { id } = await tell(MAKE, { title: { th: 'จัดอบรมอาสาสมัคร', en: 'Train volunteers' }, owner, dueOn: '2027-03-31' })
  for (let n = 1; n <= REPORTS; n++) {
    await tell(REPORT, { commitment: id, on: '2026-11-02', percent: n * 10, word: 'ดำเนินการแล้วบางส่วน อยู่ระหว่างประสานหน่วยงานที่เกี่ยวข้อง' })
  }
}

function post(agent: Agent, url: string, query: string, input: object, headers: Record<string, string>): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', ...headers } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (text += part))
      response.on('end', () => {
        const { data, errors } = JSON.parse(text) as { data: Record<string, unknown>; errors?: unknown }
        if (errors) reject(new Error(JSON.stringify(errors)))
        else resolve(data)
      })
    })
    sent.on('error', reject)
    sent.end(JSON.stringify({ query, variables: { input } }))
  })
}
