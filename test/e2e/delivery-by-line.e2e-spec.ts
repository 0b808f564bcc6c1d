/** What people are told by LINE: its Messaging API is played by a server on this machine, which answers as LINE documents it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type IncomingMessage, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Api, TODAY } from '../support/api.js'
import { MovingClock, daysBegin, sent } from '../support/days.js'

const USER = `U${'0123456789abcdef'.repeat(2)}`
const TOKEN = 'a-token-that-nobody-may-see'
const TITLE = 'เด็กหญิง ก. ย้ายที่พัก'
const both = (th: string) => ({ th })

interface Pushed {
  readonly key: string | undefined
  readonly authorization: string | undefined
  readonly body: { to: string; messages: { type: string; text: string }[] }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += String(part)
  return text
}

/** Takes each retry key once, as LINE does; `status` and `body` are answered instead, `cut`: after it took the message nothing is. */
class Line {
  readonly pushed: Pushed[] = []
  readonly taken = new Set<string>()
  status = 200
  body = '{}'
  cut = false
  limit: number | undefined = 200
  used = 0
  private constructor(private readonly server: Server) {}

  static async start(): Promise<Line> {
    const server = createServer()
    const line = new Line(server)
    server.on(
      'request',
      (request, response) =>
        void line.answer(request).then(([status, body]) => {
          if (line.cut && request.url === '/v2/bot/message/push') return response.destroy()
          response.writeHead(status, { 'content-type': 'application/json' }).end(body)
        }),
    )
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    return line
  }
  get url() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }
  private async answer(request: IncomingMessage): Promise<[number, string]> {
    if (request.url === '/v2/bot/message/quota')
      return [200, JSON.stringify(this.limit === undefined ? { type: 'none' } : { type: 'limited', value: this.limit })]
    if (request.url === '/v2/bot/message/quota/consumption') return [200, JSON.stringify({ totalUsage: this.used })]
    if (request.url !== '/v2/bot/message/push') return [404, '{"message":"Not found"}']
    const key = request.headers['x-line-retry-key'] as string | undefined
    this.pushed.push({ key, authorization: request.headers.authorization, body: JSON.parse(await read(request)) as Pushed['body'] })
    if (this.status !== 200) return [this.status, this.body]
    if (this.taken.has(key!)) return [409, '{"message":"The retry key is already accepted"}']
    this.taken.add(key!)
    this.used++
    return [200, '{"sentMessages":[{"id":"461230966842064897"}]}']
  }
  close(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((resolve) => void this.server.close(() => resolve()))
  }
}

describe('what people are told by LINE', () => {
  let api: Api
  let line: Line
  const clock = MovingClock.of(TODAY)
  const log: string[] = []
  const id: Record<string, string> = {}

  const send = (minutes = 0) => {
    clock.minutesLater(minutes)
    return sent(api)
  }
  async function news(): Promise<void> {
    await api.recorded('makeCommitment', { title: both(TITLE), owner: id['desk'], dueOn: '2027-12-05' })
    clock.daysLater(1)
    await daysBegin(api, clock)
    await send()
  }
  const latest = async () =>
    (await api.query('{ deliveries(first: 1) { nodes { id state why code times repeated through } } }')).deliveries.nodes[0] as Record<
      string,
      any
    >
  const troubles = async () => (await api.http.get('/health/ready').expect(200)).body.deliveries.troubles as Record<string, string>

  beforeAll(async () => {
    line = await Line.start()
    const delivery = { email: undefined, line: { token: TOKEN, url: line.url, monthlyLimit: 20 }, publicUrl: 'https://p.example' }
    api = await Api.start({ clock, delivery, logLevel: 'debug' }, log)
    const office = await api.recorded('registerOrganization', { name: both('จังหวัด'), kind: 'PROVINCIAL' })
    const person = (id['somchai'] = await api.recorded('registerPerson', { name: { th: { given: 'สมชาย' } }, contacts: { line: USER } }))
    id['desk'] = await api.recorded('establishPost', { title: both('นักพัฒนาสังคม'), organization: office })
    await api.recorded('assignRole', { post: id['desk'], person, manner: 'SUBSTANTIVE', from: '2025-01-01' })
    await api.recorded('chooseChannel', { person, channel: 'LINE', language: 'TH' })
  }, 60_000)
  beforeEach(() => {
    line.pushed.length = 0
    Object.assign(line, { status: 200, body: '{}', cut: false })
  })
  afterAll(async () => {
    await api.close()
    await line.close()
  })

  it('one message a digest, to the user of the account, with a retry key', async () => {
    await news()
    expect(await latest()).toMatchObject({ state: 'DELIVERED', through: 'LINE', times: 1 })
    const [{ key, authorization, body }] = line.pushed as [Pushed]
    expect([authorization, body.to, body.messages.length]).toEqual([`Bearer ${TOKEN}`, USER, 1])
    expect(key).toMatch(/^[0-9a-f-]{36}$/)
    expect(body.messages[0]!.text).toContain('ได้รับมอบหมายเรื่องใหม่ · กำหนด 5 ธันวาคม 2570')
    expect(body.messages[0]!.text).not.toContain(TITLE)
  })

  it('taken without an answer: sent again with the same key, which LINE takes once', async () => {
    line.cut = true
    await news()
    expect(await latest()).toMatchObject({ state: 'WAITING', why: 'AWAY', times: 1 })
    line.cut = false
    await send(15)
    expect(await latest()).toMatchObject({ state: 'DELIVERED', code: '409', times: 2, repeated: true })
    expect(new Set(line.pushed.map(({ key }) => key)).size).toBe(1)
    expect(line.pushed[1]!.body.messages[0]!.text).toMatch(/^\(ส่งซ้ำ · sent again\)/)
  })

  it.each([
    [500, '{}', { state: 'WAITING', why: 'PUT_OFF', code: '500' }],
    [429, '{"message":"The API rate limit has been exceeded. Try again later."}', { state: 'WAITING', why: 'PUT_OFF', code: '429' }],
    [401, '{"message":"Authentication failed"}', { state: 'WAITING', why: 'PUT_OFF', code: '401' }],
    [400, '{"message":"The property, \'to\', in the request body is invalid"}', { state: 'UNDELIVERABLE', why: 'REFUSED', code: '400' }],
  ])('an answer of %i', async (status, body, shown) => {
    Object.assign(line, { status, body })
    await news()
    expect(await latest()).toMatchObject(shown)
    line.status = 200
    await send(15)
    expect((await latest()).state).toBe(shown.state === 'WAITING' ? 'DELIVERED' : 'UNDELIVERABLE')
  })

  it('what people call their LINE id is no address of it', async () => {
    await api.recorded('changeContact', { person: id['somchai'], contacts: { line: '@somchai' } })
    await news()
    expect(await latest()).toMatchObject({ state: 'UNDELIVERABLE', why: 'NOT_AN_ADDRESS' })
    expect(line.pushed).toEqual([])
    await api.recorded('changeContact', { person: id['somchai'], contacts: { line: USER } })
  })

  it('the month’s messages used up: none is sent, health says so, and it goes out once there are some again', async () => {
    line.used = line.limit!
    await news()
    expect(await latest()).toMatchObject({ state: 'WAITING', why: 'LIMIT_REACHED', code: null })
    expect(line.pushed).toEqual([])
    expect(await troubles()).toEqual({ line: '200 of 20 LINE messages of this month are used: none is sent until the next' })
    line.used = 0
    await send(15)
    expect(await latest()).toMatchObject({ state: 'DELIVERED', times: 2, repeated: false })
    expect(await troubles()).toEqual({})
  })

  it('LINE itself says that they are used up', async () => {
    Object.assign(line, { status: 429, body: '{"message":"You have reached your monthly limit."}' })
    await news()
    expect(await latest()).toMatchObject({ state: 'WAITING', why: 'LIMIT_REACHED', code: '429' })
    expect(Object.keys(await troubles())).toEqual(['line'])
    line.status = 200
    await send(15)
  })

  it('no more than we allow ourselves, by what was sent from here, though the account has no limit', async () => {
    Object.assign(line, { limit: undefined, used: 0 })
    await send(11)
    const before = line.taken.size
    for (let sent = before; sent < 20; sent++) {
      await news()
      line.used = 0
    }
    expect(line.taken.size).toBe(20)
    await news()
    expect(await latest()).toMatchObject({ state: 'WAITING', why: 'LIMIT_REACHED' })
    expect(line.taken.size).toBe(20)
  })

  it('neither token nor user nor title stands in the log of the node, in health or in the events', async () => {
    const told: string[] = []
    for await (const { data } of api.application.runtime.store.readAll()) told.push(JSON.stringify(data))
    const health = JSON.stringify((await api.http.get('/health/ready')).body)
    for (const secret of [TOKEN, USER])
      expect([log, told, [health]].map((lines) => lines.join('\n').includes(secret))).toEqual([false, false, false])
    expect([log.join('\n').includes(TITLE), health.includes(TITLE)]).toEqual([false, false])
  })
})
