import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import { Streams } from '@prasan/api'
import { createClient } from 'graphql-sse'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Api } from '../support/api.js'
import { EventStream } from '../support/event-stream.js'

const RECORDED = 'subscription ($after: Int, $about: [ID!], $category: String)'
const TELL = `${RECORDED} { recorded(after: $after, about: $about, category: $category) { logNumber type aboutId position } }`

describe('what is recorded, for those who stay connected', () => {
  let api: Api
  let url: string
  const open: EventStream[] = []
  const id: Record<string, string> = {}
  const head = () => api.application.runtime.views.logNumber
  const named = (th: string) => ({ name: { th }, kind: 'DISTRICT' })
  const follow = async (variables: object = {}, headers: Record<string, string> = {}, query = TELL) => {
    const stream = await EventStream.of(url, query, headers, variables)
    open.push(stream)
    return stream
  }
  const logNumbers = (stream: EventStream) => stream.events.map(({ data }) => data.data.recorded.logNumber as number)

  beforeAll(async () => {
    api = await Api.start()
    url = `http://127.0.0.1:${((api.application.nest.getHttpServer() as Server).address() as AddressInfo).port}`
    id['office'] = await api.recorded('registerOrganization', named('อำเภอเมือง'))
    id['other'] = await api.recorded('registerOrganization', named('อำเภออื่น'))
  })
  afterEach(() => open.splice(0).forEach((stream) => stream.leave()))
  afterAll(() => api.close())

  it('is told to the client of graphql-sse in order, each once the API shows it', async () => {
    const client = createClient({ url: `${url}/graphql/stream` })
    const told = client.iterate<{ recorded: { type: string; aboutId: string; sentence: { th: string }; about: { name: { th: string } } } }>(
      {
        query: 'subscription { recorded { type aboutId sentence { th } about { id ... on Organization { name { th } } } } }',
      },
    )
    const first = told.next()
    while ((await metric('prasan_streams')) === 0);
    const made = [await api.recorded('registerOrganization', named('ก')), await api.recorded('registerOrganization', named('ข'))]
    const seen = [await first, await told.next()].map(({ value }) => value.data.recorded)
    expect(seen.map(({ aboutId }) => aboutId)).toEqual(made)
    expect(seen.map(({ about }) => about.name.th)).toEqual(['ก', 'ข'])
    expect(seen[0]!.sentence.th).toContain('ก')
    await told.return!()
    client.dispose()
    while ((await metric('prasan_streams')) > 0);
  })

  const metric = async (name: string) => {
    const { text } = await api.http.get('/metrics')
    return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)![1])
  }

  it('goes on behind what was told last, by `after` and by Last-Event-ID, with nothing twice and nothing left out', async () => {
    const whole = await follow({ after: 0 })
    const all = await whole.first(head())
    expect(logNumbers(whole)).toEqual(Array.from({ length: head() }, (_, i) => i + 1))
    expect(all.map(({ id }) => Number(id))).toEqual(logNumbers(whole))
    const later = await follow({ after: 2 })
    await later.first(head() - 2)
    expect(later.events).toEqual(all.slice(2))
    const back = await follow({ after: 0 }, { 'last-event-id': '3' })
    await back.first(head() - 3)
    expect(back.events).toEqual(all.slice(3))
  })

  it('is narrowed to what concerns some things, as changesSince is, also by what comes to be theirs', async () => {
    const stream = await follow({ after: 0, about: [id['office']] })
    const post = await api.recorded('establishPost', { title: { th: 'นายอำเภอ' }, organization: id['office'] })
    await api.recorded('establishPost', { title: { th: 'ของที่อื่น' }, organization: id['other'] })
    await api.recorded('retitlePost', { post, title: { th: 'ปลัดอำเภอ' }, from: '2026-11-01' })
    const { changesSince } = await api.query<{ changesSince: { nodes: { logNumber: number }[] } }>(
      '($about: [ID!]!) { changesSince(logNumber: 0, about: $about, first: 100) { nodes { logNumber } } }'.replace(/^/, 'query '),
      { about: [id['office']] },
    )
    const concerning = changesSince.nodes.map(({ logNumber }) => logNumber).reverse()
    await stream.first(concerning.length)
    expect(concerning.length).toBeGreaterThan(2)
    expect(logNumbers(stream)).toEqual(concerning)
    const posts = await follow({ after: 0, category: 'post' })
    await posts.first(3)
    expect(posts.events.map(({ data }) => data.data.recorded.aboutId.split('-')[0])).toEqual(['post', 'post', 'post'])
  })

  it('tells a position that any node can be asked to have seen', async () => {
    const stream = await follow({ after: head() })
    const { position } = await api.tell('registerOrganization', named('ค'))
    const [event] = await stream.first(1)
    expect(event!.data.data.recorded.position).toBe(position)
  })

  it.each([
    ['a query', '{ organizations { totalCount } }', {}, {}, 400, 'OperationNotSupported'],
    ['no GraphQL', 'subscription {', {}, {}, 400, 'GRAPHQL_PARSE_FAILED'],
    ['what is not there', 'subscription { forgotten }', {}, {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['two at once', 'subscription { a: recorded { type } b: recorded { type } }', {}, {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'too much of each event',
      `subscription { recorded { about { ... on Committee { meetings(first: 100) { nodes { bodies { id } agenda { id } } } } } } }`,
      {},
      {},
      400,
      'QueryTooCostly',
    ],
    ['a text for a number', TELL, { after: 'all' }, {}, 400, 'BAD_USER_INPUT'],
    ['what is not recorded yet', TELL, { after: 1_000_000 }, {}, 400, 'BAD_USER_INPUT'],
    ['before the beginning', TELL, { after: -1 }, {}, 400, 'BAD_USER_INPUT'],
    ['of nothing', TELL, { about: [] }, {}, 400, 'BAD_USER_INPUT'],
    ['of what there is not', TELL, { about: ['post-00000000-0000-4000-8000-000000000000'] }, {}, 400, 'BAD_USER_INPUT'],
    ['of no kind', TELL, { category: 'gossip' }, {}, 400, 'BAD_USER_INPUT'],
    ['behind no event', TELL, {}, { 'last-event-id': 'x' }, 400, 'BAD_USER_INPUT'],
    ['behind what no node has seen', TELL, {}, { 'last-event-id': '99999999' }, 503, 'ViewNotCaughtUp'],
    ['of another present', TELL, {}, { 'prasan-as-known': '1' }, 400, 'BAD_USER_INPUT'],
    ['by nobody', TELL, {}, { 'prasan-person': 'person-x' }, 400, 'ActorUnknown'],
    ['from a page of another site', TELL, {}, { origin: 'https://elsewhere.example' }, 403, 'OriginNotAllowed'],
  ])('asked for %s: refused, before anything is told', async (_, query, variables, headers, status, code) => {
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) })
    const { status: answered, body } = await api.http.get(`/graphql/stream?${search.toString()}`).set(headers)
    expect({ answered, code: body.errors[0].extensions.code }).toEqual({ answered: status, code })
    if (code !== 'GRAPHQL_PARSE_FAILED' && code !== 'GRAPHQL_VALIDATION_FAILED')
      expect(body.errors[0].extensions.message?.th).toMatch(/[ก-๙]/)
  })

  it('takes GET and POST alone', async () => {
    await api.http.put('/graphql/stream').expect(405)
    await api.http.post('/graphql/stream').send({ query: 7 }).expect(400)
    await api.http.post('/graphql/stream').set('content-type', 'text/plain').send(TELL).expect(400)
  })

  it('is followed by so many of one caller at most, and by another when one of them leaves', async () => {
    const limit = 20
    const mine = await Promise.all(Array.from({ length: limit }, () => follow()))
    expect(mine.every(({ response }) => response.statusCode === 200)).toBe(true)
    const refused = await api.http.get(`/graphql/stream?query=${encodeURIComponent(TELL)}`)
    expect(refused.status).toBe(429)
    expect(refused.headers['retry-after']).toBe('5')
    expect(refused.body.errors[0].extensions).toMatchObject({ code: 'TooManyStreams', limit })
    const person = await api.recorded('registerPerson', { name: { th: { given: 'คนอื่น' } } })
    expect((await follow({}, { 'prasan-person': person })).response.statusCode).toBe(200)
    mine[0]!.leave()
    while ((await metric('prasan_streams')) > limit);
    expect((await follow()).response.statusCode).toBe(200)
  })

  it('reaches two hundred who follow, each with every event in order', async () => {
    const people = await Promise.all(
      Array.from({ length: 10 }, (_, i) => api.recorded('registerPerson', { name: { th: { given: `ผู้ติดตาม ${i}` } } })),
    )
    const after = head()
    const all = await Promise.all(
      people.flatMap((person) => Array.from({ length: 20 }, () => follow({ after }, { 'prasan-person': person }))),
    )
    for (let i = 0; i < 5; i++) await api.recorded('registerOrganization', named(`หน่วยที่ ${i}`))
    for (const stream of all) await stream.first(5)
    expect(all.map(logNumbers)).toEqual(all.map(() => [1, 2, 3, 4, 5].map((i) => after + i)))
  })

  describe('with other times', () => {
    const servers: Server[] = []
    const streamsWith = async (times: { beat: number; slow: number }) => {
      const { runtime, nest, metrics } = api.application
      const log = { info() {} } as never
      const streams = new Streams(
        runtime,
        () => nest.get(GraphQLSchemaHost).schema,
        (error) => error,
        metrics,
        log,
        { again: 1, ...times },
      )
      const server = createServer(
        (request, response) => void streams.answer(Object.assign(request, { url: request.url!.slice('/graphql/stream'.length) }), response),
      )
      servers.push(server)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return { streams, at: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
    }
    afterEach(() => servers.splice(0).forEach((server) => void (server.closeAllConnections(), server.close())))

    it('shows on an idle stream that it lives', async () => {
      const { at, streams } = await streamsWith({ beat: 5, slow: 1_000 })
      const stream = await EventStream.of(at, TELL)
      while (stream.beats < 5) await new Promise((resolve) => setImmediate(resolve))
      expect(stream.events).toEqual([])
      await streams.end()
      await stream.untilEnded()
    })

    it('cuts off who takes nothing, and keeps nothing for them but what was under way', async () => {
      const { at } = await streamsWith({ beat: 60_000, slow: 50 })
      const long = 'ก'.repeat(9_000)
      for (let i = 0; i < 40; i++) await api.recorded('registerOrganization', named(`${long} ${i}`))
      const many = Array.from({ length: 25 }, (_, i) => `f${i}: facts { value { th } } s${i}: sentence { th }`).join(' ')
      const before = { slow: await metric('prasan_streams_too_slow_total'), told: await metric('prasan_stream_events_total') }
      const stream = await EventStream.of(at, `subscription { recorded(after: ${head() - 40}) { ${many} } }`)
      expect(stream.response.statusCode).toBe(200)
      stream.response.pause()
      while ((await metric('prasan_streams_too_slow_total')) === before.slow);
      expect((await metric('prasan_stream_events_total')) - before.told).toBeLessThan(40)
      stream.leave()
    })

    it('ends behind a whole event where the node leaves, and takes nobody more', async () => {
      const { at, streams } = await streamsWith({ beat: 60_000, slow: 1_000 })
      const stream = await EventStream.of(at, TELL, {}, { after: 0 })
      await stream.first(3)
      await streams.end()
      await stream.untilEnded()
      expect(stream.response.complete).toBe(true)
      expect(logNumbers(stream)).toEqual(Array.from({ length: stream.events.length }, (_, i) => i + 1))
      const { response } = await EventStream.of(at, TELL)
      expect(response.statusCode).toBe(503)
    })
  })
})
