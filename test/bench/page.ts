import type { ChildProcess } from 'node:child_process'
import { Agent, request } from 'node:http'
import { heard, start } from './child.js'
import { type Figure, type Round, compare } from './figure.js'
import { type Size, settled } from './generated.js'
import type { Asked, Question } from './page-child.js'

const CONNECTIONS = 8
const ROUNDS = 9
/** Both answer so often before they are compared: until then their code is still being compiled. */
const WARM = 5_000

/** What is found in the store: the committee with most seats. */
interface Found {
  readonly committee: string
}
/** What is asked, and the least part of what bare node does in a second that is good enough. */
export interface Compared {
  readonly what: string
  readonly query: string
  readonly variables?: (found: Found) => Record<string, unknown>
  readonly goal: number
}

/** How often each is asked in a round, and before the first. */
interface Often {
  readonly requests: number
  readonly warm: number
}

/** A page that many look at all day. */
export async function page(): Promise<readonly Figure[]> {
  return againstBare('tenth', { requests: 400, warm: WARM }, [
    {
      what: 'page of 20 overdue, owner and holder',
      query: `{ overdueCommitments(first: 20) { edges { cursor node { id title { th en } dueOn daysOverdue ageingBucket owner { label { th en } }
        answeringNow { person { id name { th } } post { id title { th } } since manner } } } pageInfo { hasNextPage endCursor } } }`,
      goal: 0.3,
    },
    {
      what: 'occupants of a committee',
      query: `query ($committee: ID!) { committee(id: $committee) { name { th en } occupants { seat { number office label { th } }
        state vacantDays occupant { person { id name { th } } since manner } } } }`,
      variables: ({ committee }) => ({ committee }),
      goal: 0.3,
    },
  ])
}

/**
 * Requests a second on one core, counted in the servers' own CPU time (the client takes another core's): the API against node:http that
 * runs the very same SQL and serializes the very same answer, over the same read model, by turns.
 */
export async function againstBare(size: Size, { requests, warm }: Often, compared: readonly Compared[]): Promise<readonly Figure[]> {
  await settled(size)
  const ours = start('./page-child.js', ['ours', size])
  const bare = start('./page-child.js', ['bare', size])
  try {
    const [api, plain] = await Promise.all([heard<Found & { url: string; file: string }>(ours), heard<{ url: string }>(bare)])
    const questions: Question[] = []
    for (const { query, variables = () => ({}) } of compared) {
      ours.send({ record: { query, variables: variables(api) } })
      questions.push(await heard<Question>(ours))
    }
    bare.send({ questions, file: api.file })
    await heard(bare)
    const figures: Figure[] = []
    for (const [i, question] of questions.entries()) {
      for (const [server, url] of [
        [bare, plain.url],
        [ours, api.url],
      ] as const)
        await round(server, url, question, warm)
      const rates = await compare(
        ROUNDS,
        () => round(bare, plain.url, question, requests),
        () => round(ours, api.url, question, requests),
      )
      const { what, goal } = compared[i]!
      figures.push({ what: `${what} (${question.statements.length} statements)`, ...rates, goal })
    }
    return figures
  } finally {
    for (const child of [ours, bare]) child.send('end')
  }
}

/** On connections of its own: those of the last round, while the other server answered, may have been closed. */
export async function round(server: ChildProcess, url: string, { query, variables, answer }: Question, requests: number): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const body = JSON.stringify({ query, variables } satisfies Asked)
  const expected = JSON.stringify(answer).length
  const before = await cpu(server)
  let left = requests
  const client = async () => {
    while (left-- > 0) {
      const text = await post(agent, url, body)
      if (text.trimEnd().length !== expected) throw new Error(`${url} answered otherwise: ${text.slice(0, 300)}`)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, client))
  agent.destroy()
  return { operations: requests, ms: (await cpu(server)) - before }
}

async function cpu(server: ChildProcess): Promise<number> {
  server.send('cpu')
  return heard<number>(server)
}

function post(agent: Agent, url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', () => resolve(text))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
