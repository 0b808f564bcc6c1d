import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import fc from 'fast-check'
import { parse, validate } from 'graphql'
import { Api } from '../support/api.js'
import { someDocument } from '../support/documents.js'

const ROOTS = ['commitments', 'overdueCommitments', 'committees', 'meetings', 'organizations', 'actionPlans', 'posts']
/** `PRASAN_DOCUMENTS=5000` looks further. */
const DOCUMENTS = Number(process.env['PRASAN_DOCUMENTS'] ?? 60)

describe('a document asked again and again, under other conditions each time', () => {
  let api: Api
  beforeAll(async () => void (api = await Api.start({ demo: true })), 60_000)
  afterAll(() => api.close())

  const answer = async (query: string, variables: Record<string, unknown>) => {
    const { data, errors } = await api.post(query, variables)
    return { data, errors: errors?.map(({ message }) => message).sort() }
  }
  const conditions = [true, false].flatMap((a) => [true, false].map((b) => ({ a, b })))

  it('is answered compiled as it is the normal way', async () => {
    const { schema } = api.application.nest.get(GraphQLSchemaHost)
    const { metrics } = api.application
    const before = await metrics.answered()
    let n = 0
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        const query = someDocument(schema, ROOTS, (below) => g(fc.nat, below - 1))
        fc.pre(query.length < 4_000 && validate(schema, parse(query)).length === 0)
        n++
        // A comment of its own makes each the first sighting of a document, which is not compiled.
        const normal = new Map<object, unknown>()

        for (const [i, each] of conditions.entries()) normal.set(each, await answer(`${query} # ${n} ${i}`, each))
        for (const each of [...conditions, ...conditions, ...conditions])
          expect(await answer(`${query} # ${n}`, each)).toEqual(normal.get(each))
      }),
      { numRuns: DOCUMENTS, endOnFailure: true },
    )
    expect((await metrics.answered()).compiled - before.compiled).toBeGreaterThan(4 * DOCUMENTS)
  }, 3_600_000)
})
