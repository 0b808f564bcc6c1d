/** What client libraries make of the answers: their own caches and compiler, over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client'
import { Client, fetchExchange } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import relay from 'relay-runtime'
import { Api } from '../support/api.js'

const both = (th: string, en: string) => ({ th, en })
const THEN = { effective: '2026-05-01' }
const POST = '__typename id title { en } holders { __typename id until }'
const QUESTION = `query ($id: ID!, $then: AsOfInput) { now: post(id: $id) { ${POST} } then: post(id: $id, asOf: $then) { ${POST} } }`
const PROMISES = `query ($id: ID!) { commitment(id: $id) { __typename id owner { __typename id ... on Post { title { en } } } madeBy { post { __typename id title { en } } } } }`
const PAGES = `query ($after: String) { commitments(first: 2, after: $after) { totalCount nodes { __typename id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`

describe('a real client', () => {
  let api: Api
  let url: string
  let post: string
  let commitment: string
  beforeAll(async () => {
    api = await Api.start()
    url = `${await api.application.nest.getUrl()}/graphql`
    const organization = await api.recorded('registerOrganization', { name: both('สำนักงาน', 'Office'), kind: 'PROVINCIAL' })
    post = await api.recorded('establishPost', { title: both('หัวหน้า', 'Head'), organization })
    await api.recorded('retitlePost', { post, title: both('ผู้อำนวยการ', 'Director'), from: '2026-06-01' })
    for (const [given, from, until] of [
      ['เดิม', '2025-10-01', '2026-06-01'],
      ['ใหม่', '2026-06-01', undefined],
    ])
      await api.recorded('assignRole', {
        ...{ post, person: await api.recorded('registerPerson', { name: { th: { given } } }), manner: 'SUBSTANTIVE', from },
        ...(until && { until }),
      })
    for (const dueOn of ['2026-10-01', '2026-10-02', '2026-10-03'])
      commitment = await api.recorded('makeCommitment', { title: both(dueOn, dueOn), owner: post, madeOn: '2026-05-04', dueOn })
  })
  afterAll(() => api.close())

  const variables = () => ({ id: post, then: THEN })
  /** What was meant, as the API itself answers it. */
  const meant = (query: string, given: Record<string, unknown>) => api.query(query, given)

  it('with a normalised cache would mix the two answers up if they had one id', async () => {
    const { now, then } = await meant(QUESTION, variables())
    expect([now.title.en, then.title.en]).toEqual(['Director', 'Head'])
    const merged = new InMemoryCache()
    const query = gql(QUESTION)
    merged.writeQuery({ query, variables: variables(), data: { now, then: { ...then, id: now.id } } })
    expect(merged.readQuery<{ now: { title: { en: string } } }>({ query, variables: variables() })!.now.title.en).toBe('Head')
  })

  describe('with Apollo’s InMemoryCache', () => {
    let client: ApolloClient
    beforeAll(() => void (client = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: url }) })))
    afterAll(() => client.stop())

    const asked = async (query: string, given: Record<string, unknown>) => {
      await client.query({ query: gql(query), variables: given })
      return client.readQuery({ query: gql(query), variables: given })
    }

    it('keeps what holds now and what held then apart, asked together or one after the other', async () => {
      const answer = await meant(QUESTION, variables())
      expect(await asked(QUESTION, variables())).toMatchObject(answer)
      const one = `query ($id: ID!, $then: AsOfInput) { post(id: $id, asOf: $then) { ${POST} } }`
      expect(await asked(one, { id: post, then: THEN })).toMatchObject({ post: answer.then })
      expect(await asked(one, { id: post })).toMatchObject({ post: answer.now })
      expect(client.readQuery({ query: gql(one), variables: { id: post, then: THEN } })).toMatchObject({ post: answer.then })
    })

    it('keeps who promised, as on that day, apart from who answers now', async () => {
      expect(await asked(PROMISES, { id: commitment })).toMatchObject(await meant(PROMISES, { id: commitment }))
    })

    it('goes through a list', async () => {
      const first = (await asked(PAGES, {})) as any
      expect(first.commitments.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
      const second = (await asked(PAGES, { after: first.commitments.pageInfo.endCursor })) as any
      expect(second.commitments).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false, hasPreviousPage: true } })
      expect(second.commitments.nodes).toHaveLength(1)
    })
  })

  describe('with urql’s graphcache', () => {
    let client: Client
    beforeAll(() => {
      const embedded = () => null
      const keys = { Bilingual: embedded, MadeBy: embedded, PageInfo: embedded, CommitmentConnection: embedded }
      client = new Client({ url, exchanges: [cacheExchange({ keys }), fetchExchange], preferGetMethod: false })
    })

    const asked = async (query: string, given: Record<string, unknown>) => {
      await client.query(query, given).toPromise()
      const { data, error } = await client.query(query, given, { requestPolicy: 'cache-only' }).toPromise()
      expect(error).toBeUndefined()
      return data as unknown
    }

    it('keeps what holds now and what held then apart', async () => {
      expect(await asked(QUESTION, variables())).toMatchObject(await meant(QUESTION, variables()))
      expect(await asked(PROMISES, { id: commitment })).toMatchObject(await meant(PROMISES, { id: commitment }))
      expect(await asked(QUESTION, variables())).toMatchObject(await meant(QUESTION, variables()))
    })
  })

  describe('compiled by relay-compiler', () => {
    const require = createRequire(import.meta.url)
    let folder: string
    let artifact: (name: string) => any
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'prasan-relay-'))
      const source = join(folder, 'src')
      mkdirSync(source)
      cpSync(fileURLToPath(new URL('../../../schema.graphql', import.meta.url)), join(folder, 'schema.graphql'))
      writeFileSync(join(folder, 'package.json'), '{}')
      writeFileSync(
        join(folder, 'relay.config.json'),
        JSON.stringify({ src: './src', schema: './schema.graphql', language: 'javascript', eagerEsModules: false }),
      )
      writeFileSync(
        join(source, 'Page.js'),
        `import { graphql } from 'relay-runtime'
graphql\`query PageQuery($id: ID!, $then: AsOfInput, $count: Int = 2, $cursor: String) {
  now: post(id: $id) { ...Page_post } then: post(id: $id, asOf: $then) { ...Page_post } ...Page_list @arguments(count: $count, cursor: $cursor)
}\`
graphql\`fragment Page_post on Post @refetchable(queryName: "PagePostRefetchQuery") { id title { en } holders { id until } }\`
graphql\`fragment Page_list on Query @refetchable(queryName: "PageListRefetchQuery")
  @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }, last: { type: "Int" }, before: { type: "String" }) {
  commitments(first: $count, after: $cursor, last: $last, before: $before) @connection(key: "Page_commitments") { edges { node { id } } }
}\`
`,
      )
      execFileSync(process.execPath, [require.resolve('relay-compiler/cli.js')], { cwd: folder, stdio: 'pipe' })
      artifact = (name) => require(join(source, '__generated__', `${name}.graphql.js`))
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    it('keeps then and now apart, refetches a fragment by the id of its answer and pages to both sides', async () => {
      const network = relay.Network.create(async ({ text }, given) => {
        const headers = { 'content-type': 'application/json' }
        const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: text, variables: given }) })
        return (await response.json()) as never
      })
      const environment = new relay.Environment({ network, store: new relay.Store(new relay.RecordSource()) })
      const ask = async (name: string, given: Record<string, unknown>): Promise<any> => {
        await relay.fetchQuery(environment, artifact(name), given).toPromise()
        const operation = relay.createOperationDescriptor(relay.getRequest(artifact(name)), given)
        return environment.lookup(operation.fragment).data
      }
      const read = (fragment: string, of: unknown): any =>
        environment.lookup(relay.getSingularSelector(relay.getFragment(artifact(fragment)), of)).data

      const page = await ask('PageQuery', { ...variables(), count: 2 })
      const answer = await meant(QUESTION, variables())
      const [now, then] = [read('Page_post', page.now), read('Page_post', page.then)]
      expect([now, then]).toMatchObject([answer.now, answer.then].map(({ id, title }) => ({ id, title })))
      expect(now.holders).not.toEqual(then.holders)

      const again = await ask('PagePostRefetchQuery', { id: then.id })
      expect(read('Page_post', again.node)).toEqual(then)

      const list = read('Page_list', page).commitments
      expect(list.edges).toHaveLength(2)
      expect(list.pageInfo).toMatchObject({ hasNextPage: true })
      const cursor = list.pageInfo.endCursor as string
      const next = read('Page_list', await ask('PageListRefetchQuery', { count: 2, cursor, last: null, before: null })).commitments
      expect(next.edges.length).toBeGreaterThan(0)
      expect(next.pageInfo).toMatchObject({ hasNextPage: false })
    })
  })
})
