import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type AddressInfo } from 'node:net'
import { type Server, createServer } from 'node:http'
import { Api } from '../support/api.js'

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly attributes: readonly { key: string; value: Record<string, unknown> }[]
}

/** What a collector of OpenTelemetry is sent. */
async function collector(): Promise<{ server: Server; url: string; spans: Span[] }> {
  const spans: Span[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += String(part)))
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)))
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans }
}

const NAME = 'สมฤทัยไม่มีในบันทึก'
const register = (key: string) => ({ idempotencyKey: key, name: { th: { given: NAME, family: 'อย่างยิ่ง' } } })
const REGISTER =
  'mutation Register($input: RegisterPersonInput!) { registerPerson(input: $input) { __typename ... on PersonRecorded { id } } }'

describe('what a node tells of its work', () => {
  const log: string[] = []
  let api: Api
  const lines = () => log.map((line) => JSON.parse(line) as Record<string, unknown>)
  beforeAll(async () => {
    api = await Api.start({ logLevel: 'debug' }, log)
  })
  afterAll(() => api.close())

  const metric = async (name: string) => {
    const { text } = await api.http.get('/metrics')
    const line = text.split('\n').find((each) => each.startsWith(`${name} `))
    return Number(line?.slice(name.length + 1))
  }

  it('is a line for the operation and one for its command, both of one request, and no name of anybody', async () => {
    log.length = 0
    const { headers, body } = await api.http
      .post('/graphql')
      .set('x-request-id', 'of-the-test')
      .send({ query: REGISTER, variables: { input: register('a') } })
    expect(headers['x-request-id']).toBe('of-the-test')
    expect(lines()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          level: 'info',
          request: 'of-the-test',
          command: 'RegisterPerson',
          outcome: 'Recorded',
          id: body.data.registerPerson.id,
        }),
        expect.objectContaining({
          level: 'info',
          request: 'of-the-test',
          operation: 'mutation',
          name: 'Register',
          fields: ['registerPerson'],
        }),
        expect.objectContaining({ level: 'debug', request: 'of-the-test', method: 'POST', path: '/graphql', status: 200 }),
      ]),
    )
    await api.post(REGISTER, { input: { ...register('a'), name: { th: { given: `${NAME} ` } } } }) // another body under the same key
    await api.ask(`{ people(search: "${NAME}") { nodes { name { th } } } }`)
    await api.http.get(`/graphql?query=${encodeURIComponent(`{ people(search: "${NAME}") { totalCount } }`)}`)
    await api.post(`{ people(search: "${NAME}`, {})
    expect(log.length).toBeGreaterThan(8)
    expect(log.join('')).not.toContain(NAME)
    expect(decodeURIComponent(log.join(''))).not.toContain(NAME)
  })

  it('is no secret address of a calendar', async () => {
    log.length = 0
    for (const path of ['/calendars/secret.ics', '/CALENDARS/secret.ics?lang=en', '/calendars/a/secret']) await api.http.get(path)
    expect(lines().map(({ path }) => path)).toEqual(['/calendars/…', '/CALENDARS/…', '/calendars/…'])
    expect(log.join('')).not.toContain('secret')
  })

  it('gives a request a number of its own where it has none, or none that can be written', async () => {
    const ids = [{}, { 'x-request-id': 'a line\tof its own' }, { 'x-request-id': 'x'.repeat(65) }].map(
      async (headers) => (await api.http.get('/health').set(headers)).headers['x-request-id'] as string,
    )
    for (const id of await Promise.all(ids)) expect(id).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('counts commands by outcome, conflicts, steps and fields', async () => {
    const names = {
      recorded: 'prasan_commands_total{command="RegisterOrganization",outcome="Recorded"}',
      invalid: 'prasan_commands_total{command="RegisterOrganization",outcome="InputInvalid"}',
      appends: 'prasan_command_step_seconds_count{step="append"}',
      loads: 'prasan_command_step_seconds_count{step="load"}',
      views: 'prasan_command_step_seconds_count{step="views"}',
      field: 'prasan_graphql_field_total{field="organizations"}',
    }
    const all = async () =>
      Object.fromEntries(await Promise.all(Object.entries(names).map(async ([key, name]) => [key, (await metric(name)) || 0] as const)))
    const before = await all()
    await api.recorded('registerOrganization', { name: { th: 'หน่วยงาน' }, kind: 'DISTRICT' })
    await api.tell('registerOrganization', { name: { th: '' }, kind: 'DISTRICT' })
    await api.query('{ organizations { totalCount } }') // asked twice, to compare both ways of execution
    const grown = Object.fromEntries(Object.entries(await all()).map(([key, value]) => [key, value - before[key]!]))
    expect(grown).toEqual({ recorded: 1, invalid: 1, appends: 1, loads: 1, views: 1, field: 2 })
    expect(await metric('prasan_commands_in_flight')).toBe(0)
    expect(await metric('prasan_events_behind{by="processes"}')).toBe(0)
  })

  it('is ready by /health too', async () => {
    const { body, status } = await api.http.get('/health')
    expect({ status, body }).toMatchObject({ status: 200, body: { status: 'ok' } })
  })
})

describe('traces', () => {
  it('lead from the request through command and append to the views, below the client’s own; none is sent unless asked for', async () => {
    const { server, url, spans } = await collector()
    const api = await Api.start({ tracesTo: url })
    const traceId = '0af7651916cd43dd8448eb211c80319c'
    await api.http
      .post('/graphql')
      .set('traceparent', `00-${traceId}-b7ad6b7169203331-01`)
      .send({ query: REGISTER, variables: { input: register('b') } })
    await api.close()
    await new Promise((resolve) => server.close(resolve))
    const ours = spans.filter((span) => span.traceId === traceId)
    const parentOf = ({ parentSpanId }: Span) => ours.find(({ spanId }) => spanId === parentSpanId)?.name ?? parentSpanId
    const tree = Object.fromEntries(ours.map((span) => [span.name, parentOf(span)]))
    expect(tree).toEqual({
      'POST /graphql': 'b7ad6b7169203331',
      command: 'POST /graphql',
      load: 'command',
      decide: 'command',
      append: 'command',
      views: 'POST /graphql',
    })
    const command = ours.find(({ name }) => name === 'command')!
    expect(command.attributes).toEqual(
      expect.arrayContaining([
        { key: 'prasan.command', value: { stringValue: 'RegisterPerson' } },
        { key: 'prasan.outcome', value: { stringValue: 'Recorded' } },
      ]),
    )
    expect(JSON.stringify(spans)).not.toContain(NAME)
  })
})
