import type { ChildProcess } from 'node:child_process'
import { Agent, request } from 'node:http'
import { heard, start } from './child.js'
import { type Figure, type Round, compare } from './figure.js'
import { type Size, settled } from './generated.js'
import type { Asked, Question } from './page-child.js'

const SIZE: Size = 'tenth'
const CONNECTIONS = 8
const REQUESTS = 400
const ROUNDS = 9
/** Both answer so often before they are compared: until then their code is still being compiled. */
const WARM = 5_000

const QUESTIONS: readonly (readonly [what: string, query: string])[] = [
  [
    'page of 20 overdue, owner and holder',
    `{ overdueCommitments(first: 20) { edges { cursor node { id title { th en } dueOn daysOverdue ageingBucket owner { label { th en } }
      answeringNow { person { id name { th } } post { id title { th } } since manner } } } pageInfo { hasNextPage endCursor } } }`,
  ],
  [
    'occupants of a committee',
    `query ($committee: ID!) { committee(id: $committee) { name { th en } occupants { seat { number office label { th } }
      state vacantDays occupant { person { id name { th } } since manner } } } }`,
  ],
]

/**
 * Requests a second on one core, counted in the servers' own CPU time (the client takes another core's): the API against node:http that
 * runs the very same SQL and serializes the very same answer, over the same read model, by turns.
 */
export async function page(): Promise<readonly Figure[]> {
  await settled(SIZE)
  const ours = start('./page-child.js', ['ours', SIZE])
  const bare = start('./page-child.js', ['bare', SIZE])
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  try {
    const [api, plain] = await Promise.all([heard<{ url: string; file: string; committee: string }>(ours), heard<{ url: string }>(bare)])
    const questions: Question[] = []
    for (const [, query] of QUESTIONS) {
      ours.send({ record: { query, variables: query.startsWith('{') ? {} : { committee: api.committee } } })
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
        await round(agent, server, url, question, WARM)
      const compared = await compare(
        ROUNDS,
        () => round(agent, bare, plain.url, question),
        () => round(agent, ours, api.url, question),
      )
      figures.push({ what: `${QUESTIONS[i]![0]} (${question.statements.length} statements)`, ...compared, goal: 0.3 })
    }
    return figures
  } finally {
    agent.destroy()
    for (const child of [ours, bare]) child.send('end')
  }
}

async function round(
  agent: Agent,
  server: ChildProcess,
  url: string,
  { query, variables, answer }: Question,
  requests = REQUESTS,
): Promise<Round> {
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
