import { addDays } from '@prasan/event-sourcing'
import { heard, start } from './child.js'
import { type Figure, compare } from './figure.js'
import { generated, settled } from './generated.js'
import { round } from './page.js'
import type { Question } from './page-child.js'

const COMMITMENTS = 100
const YEARS = 10
const ROUNDS = 9
const overdue = (more: string) =>
  `{ overdueCommitments(first: ${COMMITMENTS}) { nodes { id title { th en } dueOn daysOverdue owner { label { th } } ${more} } } }`
const LATENESS = 'lateness { days extended vacant waiting owner }'
const TIMELINESS = `due onTime late lateOpen pending withdrawn onTimeRate medianSlippage meanSlippage causes { days extended vacant waiting owner }`

/**
 * Why each of a hundred overdue commitments is late, and how timely an organization was over ten years, against the page of these without: of the same
 * API, by turns.
 */
export async function lateness(): Promise<readonly Figure[]> {
  await settled('tenth')
  const { through } = await generated('tenth')
  const server = start('./page-child.js', ['ours', 'tenth'])
  try {
    const { url } = await heard<{ url: string }>(server)
    const recorded = async (query: string): Promise<Question> => {
      server.send({ record: { query, variables: {} } })
      return heard<Question>(server)
    }
    const page = await recorded(overdue(''))
    const { answer } = await recorded('{ organizations(first: 1) { nodes { id } } }')
    const [organization] = (answer as { data: { organizations: { nodes: { id: string }[] } } }).data.organizations.nodes
    const from = addDays(through, -365 * YEARS)
    const timely = (about: readonly string[]) =>
      recorded(`{ timeliness(about: ${JSON.stringify(about)}, from: "${from}") { ${TIMELINESS} } }`)
    const figures: Figure[] = []
    for (const [what, question, requests] of [
      [`lateness of ${COMMITMENTS} overdue commitments`, await recorded(overdue(LATENESS)), 10],
      [`timeliness of an organization over ${YEARS} years`, await timely([organization!.id]), 10],
      [`timeliness of a province over ${YEARS} years`, await timely(['area-56']), 4],
    ] as const) {
      const rates = await compare(
        ROUNDS,
        () => round(server, url, page, 40),
        () => round(server, url, question, requests),
      )
      const { statements } = question
      figures.push({ what: `${what}, against the page of ${COMMITMENTS} without (${statements.length} statements)`, ...rates, goal: 0.1 })
    }
    return figures
  } finally {
    server.send('end')
  }
}
