import { heard, start } from './child.js'
import { type Figure, compare } from './figure.js'
import { settled } from './generated.js'
import { round } from './page.js'
import type { Question } from './page-child.js'

const COMMITMENTS = 100
const ROUNDS = 9
const asked = (more: string) =>
  `{ commitments(first: ${COMMITMENTS}) { nodes { id title { th en } dueOn state owner { label { th } } ${more} } } }`
const resolved = (more: string) => `{ resolutions(first: ${COMMITMENTS}) { nodes { id number on kind text { th en } ${more} } } }`
const LINKS = 'links { kind level on marks sentence { th en } from { id } to { id } supersededBy { id } }'

/** Why each of a hundred commitments exists, and what became of a hundred resolutions, against the page of these without: of the same API, by turns. */
export async function lineage(): Promise<readonly Figure[]> {
  await settled('tenth')
  const server = start('./page-child.js', ['ours', 'tenth'])
  try {
    const { url } = await heard<{ url: string }>(server)
    const recorded = async (query: string): Promise<Question> => {
      server.send({ record: { query, variables: {} } })
      return heard<Question>(server)
    }
    const figures: Figure[] = []
    for (const [what, page, more] of [
      [`lineage of ${COMMITMENTS} commitments`, asked, `lineage { ${LINKS} }`],
      [`outcomes of ${COMMITMENTS} resolutions`, resolved, `outcomes { ${LINKS} open overdue }`],
    ] as const) {
      const [plain, whole] = [await recorded(page('')), await recorded(page(more))]
      const rates = await compare(
        ROUNDS,
        () => round(server, url, plain, 40),
        () => round(server, url, whole, 10),
      )
      figures.push({ what: `${what}, against the page without (${whole.statements.length} statements)`, ...rates, goal: 0.1 })
    }
    return figures
  } finally {
    server.send('end')
  }
}
