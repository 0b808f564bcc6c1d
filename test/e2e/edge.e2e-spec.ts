import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { type IncomingHttpHeaders, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Api } from '../support/api.js'

interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly body: any
}

const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return bytes.toString()
  }
}

/** As any program may send it: `fetch` lets nobody name the Host. */
const send = (url: string, method: string, headers: Record<string, string> = {}, body = ''): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        resolve({ status: response.statusCode!, headers: response.headers, bytes, body: parsed(bytes) })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })

const JSON_BODY = { 'content-type': 'application/json' }
const CONSOLE = 'https://console.example.go.th'

describe('the edge', () => {
  let api: Api
  let url: string
  let port: string
  beforeAll(async () => {
    api = await Api.start({ hosts: ['prasan.example.go.th'], corsOrigins: [CONSOLE] })
    url = await api.application.nest.getUrl()
    port = new URL(url).port
  })
  afterAll(() => api.close())

  const ask = (headers: Record<string, string>, query = '{ __typename }') =>
    send(`${url}/graphql`, 'POST', { ...JSON_BODY, ...headers }, JSON.stringify({ query }))
  const register = (key: string) =>
    `mutation { registerOrganization(input: { idempotencyKey: "${key}", name: { th: "หน่วยงาน" }, kind: PROVINCIAL }) { __typename } }`

  describe('serves under its own names only', () => {
    it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.0.0.2', '[::1]', 'prasan.example.go.th'])('%s', async (name) => {
      expect(await ask({ host: `${name}:${port}` })).toMatchObject({ status: 200, body: { data: { __typename: 'Query' } } })
    })

    it.each([
      'attacker.example',
      'localhost.attacker.example',
      '127.0.0.1.attacker.example',
      '192.168.1.5',
      'localhost@attacker.example',
      'x/localhost',
      'localhost?x',
      'localhost#x',
      'localhost.',
      'prasan.example.go.th.',
      'evil.localhost',
      'localhost,attacker.example',
      '[::ffff:127.0.0.1]',
    ])('not %p', async (name) => {
      for (const path of ['/graphql', '/files', '/health/ready', '/metrics']) {
        const refused = await api.unrecorded(() =>
          send(url + path, 'POST', { ...JSON_BODY, host: `${name}:${port}` }, JSON.stringify({ query: register(path) })),
        )
        expect(refused).toMatchObject({
          status: 421,
          body: { errors: [{ extensions: { code: 'HostNotServed', message: { th: expect.any(String) } } }] },
        })
      }
    })

    it('is alive under any', async () => {
      expect(await send(`${url}/health/live`, 'GET', { host: 'attacker.example' })).toMatchObject({ status: 200, body: { status: 'ok' } })
    })

    it('by address too where it listens on more than this machine', async () => {
      const open = await Api.start({ listen: '0.0.0.0' })
      try {
        const path = `${await open.application.nest.getUrl()}/graphql`
        const status = async (host: string) => (await send(path, 'POST', { ...JSON_BODY, host }, '{"query":"{ __typename }"}')).status
        expect([await status('192.168.1.5:3000'), await status('[fd00::5]'), await status('attacker.example')]).toEqual([200, 200, 421])
        const from = async (origin: string, host: string) =>
          (await send(path, 'POST', { ...JSON_BODY, host, origin }, '{"query":"{ __typename }"}')).status
        expect(await from('http://192.168.1.5:3000', '192.168.1.5:3000')).toBe(200)
        expect([await from('http://203.0.113.9', '192.168.1.5:3000'), await from('http://[2001:db8::9]', '[fd00::5]')]).toEqual([403, 403])
      } finally {
        await open.close()
      }
    })
  })

  describe('lets pages ask of its own and of the listed origins only', () => {
    it.each([`http://localhost:5173`, 'http://127.0.0.1', CONSOLE])('%s', async (origin) => {
      expect((await ask({ origin })).status).toBe(200)
    })

    it.each([
      'https://attacker.example',
      'null',
      'https://console.example.go.th.attacker.example',
      'http://console.example.go.th',
      `${CONSOLE}:8443`,
    ])('not %s', async (origin) => {
      const refused = await api.unrecorded(() => ask({ origin }, register(origin)))
      expect(refused).toMatchObject({ status: 403, body: { errors: [{ extensions: { code: 'OriginNotAllowed' } }] } })
      expect(refused.headers['access-control-allow-origin']).toBeUndefined()
    })

    it('answers the preflight of a listed origin, and says that it may read', async () => {
      const preflight = {
        origin: CONSOLE,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,prasan-person',
      }
      const { status, headers } = await send(`${url}/graphql`, 'OPTIONS', preflight)
      expect([status, headers['access-control-allow-origin']]).toEqual([204, CONSOLE])
      expect(headers['access-control-allow-headers']).toContain('prasan-person')
      expect((await ask({ origin: CONSOLE })).headers['access-control-allow-origin']).toBe(CONSOLE)
      expect((await send(`${url}/graphql`, 'OPTIONS', { ...preflight, origin: 'https://attacker.example' })).status).toBe(403)
    })

    it('whatever they ask by: a form, an event stream, a WebSocket or a file', async () => {
      const origin = 'https://attacker.example'
      const form = { 'content-type': 'multipart/form-data; boundary=x', origin }
      for (const path of ['/graphql', '/files']) expect((await send(url + path, 'POST', form, '--x--')).status).toBe(403)
      expect((await ask({ origin, accept: 'text/event-stream' })).status).toBe(403)
      const upgrade = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZQ==',
      }
      expect((await send(`${url}/graphql`, 'GET', { ...upgrade, origin })).status).toBe(403)
      expect((await send(`${url}/graphql`, 'GET', { ...upgrade, host: 'attacker.example' })).status).toBe(421)
    })

    it('not a picture or a script of another site, but a link to the page', async () => {
      const path = `${url}/graphql?query=%7B__typename%7D`
      expect((await send(path, 'GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).status).toBe(403)
      const link = await send(`${url}/graphql`, 'GET', {
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        accept: 'text/html',
      })
      expect(link.status).toBe(200)
    })
  })

  it('knows no asset by a name that every object inherits', async () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      const answer = await send(`${url}/graphql/assets/${name}`, 'GET')
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(JSON.stringify(answer.body)).not.toContain('INTERNAL_SERVER_ERROR')
    }
  })

  it('gives a file to be saved, never as a page', async () => {
    const page = '<!doctype html><script>fetch("/graphql")</script>'
    const { body } = await send(`${url}/files`, 'POST', { 'content-type': 'text/html' }, page)
    const { headers, bytes } = await send(`${url}/files/${body.digest}`, 'GET', { accept: 'text/html' })
    expect(bytes.toString()).toBe(page)
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
  })

  it('compresses an answer of more than a kilobyte for whoever takes it', async () => {
    const introspection = '{ __schema { types { name description } } }'
    const plain = await ask({}, introspection)
    const unpack = { gzip: gunzipSync, br: brotliDecompressSync }
    for (const [encoding, unpacked] of Object.entries(unpack)) {
      const answer = await ask({ 'accept-encoding': encoding }, introspection)
      expect(answer.headers['content-encoding']).toBe(encoding)
      expect(answer.bytes.length).toBeLessThan(plain.bytes.length / 3)
      expect(JSON.parse(unpacked(answer.bytes).toString())).toEqual(plain.body)
    }
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect((await ask({ 'accept-encoding': 'gzip, br' })).headers['content-encoding']).toBeUndefined()
  })

  describe('GET', () => {
    const get = (params: Record<string, string>, headers: Record<string, string> = {}) =>
      send(`${url}/graphql?${new URLSearchParams(params).toString()}`, 'GET', { accept: 'application/json', ...headers })
    const names = '{ organizations(first: 100) { nodes { name { th } } } }'

    it('answers a query with its variables', async () => {
      const query = 'query ($n: Int!) { organizations(first: $n) { totalCount } }'
      expect((await get({ query, variables: '{"n":1}' })).body).toMatchObject({
        data: { organizations: { totalCount: expect.any(Number) } },
      })
    })

    it('never records anything', async () => {
      const refused = await api.unrecorded(() => get({ query: register('by GET') }))
      expect(refused.status).toBe(405)
      expect(refused.body.errors[0].message).toMatch(/GET/)
    })

    it('is answered 304 while nothing changed, for the same actor, without being asked again', async () => {
      const { metrics } = api.application
      const first = await get({ query: names })
      expect(first.headers).toMatchObject({ etag: expect.stringMatching(/^W\/"/), 'cache-control': 'private, no-cache' })
      const again = { 'if-none-match': first.headers.etag! }
      const asked = await metrics.answered()
      for (const tags of [again['if-none-match'], `"other", ${again['if-none-match']}`])
        expect(await get({ query: names }, { 'if-none-match': tags })).toMatchObject({
          ...{ status: 304, body: '' },
          headers: { etag: first.headers.etag, 'cache-control': 'private, no-cache', vary: first.headers.vary },
        })
      expect(await metrics.answered()).toEqual(asked)
      expect((await get({ query: '{ organizations { totalCount } }' }, again)).status).toBe(200)
      const person = await api.recorded('registerPerson', { name: { th: { given: 'ผู้ถาม' } } })
      const changed = await get({ query: names }, again)
      expect([changed.status, changed.headers.etag === first.headers.etag]).toEqual([200, false])
      expect((await get({ query: names }, { 'if-none-match': changed.headers.etag!, 'prasan-person': person })).status).toBe(200)
    })

    it('of something wrong is not to be kept', async () => {
      const { headers } = await get({ query: '{ organizations(first: 0) { totalCount } }' })
      expect([headers.etag, headers['cache-control']]).toEqual([undefined, 'no-store'])
    })

    it('takes a query by the SHA-256 of its text once it was told the text', async () => {
      const query = '{ organizations { totalCount } } # persisted'
      const sha256Hash = createHash('sha256').update(query).digest('hex')
      const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash } })
      expect((await get({ extensions })).body.errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND')
      expect((await get({ extensions, query })).body.errors).toBeUndefined()
      expect((await get({ extensions })).body.data).toEqual((await get({ query })).body.data)
      const other = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } })
      expect((await get({ extensions: other, query })).body.errors[0].extensions.code).toBe('BAD_REQUEST')
    })
  })
})
