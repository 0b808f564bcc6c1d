/** The sending of webhooks under a clock that the test moves: real receivers, a real log, and nodes that end where the test lets them. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type Runtime, configurationFrom, openRuntime, requestAs } from '@prasan/api'
import { RegisterOrganization } from '@prasan/directory'
import { type Command, handle } from '@prasan/event-sourcing'
import {
  ChangeWebhook,
  DisableWebhook,
  EnableWebhook,
  RETRIES,
  RegisterWebhook,
  ReplayWebhook,
  type Resolve,
  RotateWebhookSecret,
  TAKE_OVER_MS,
  type WebhookSettings,
  Webhooks,
  webhookTroubles,
  webhooksNow,
} from '@prasan/notifications'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { Receiver } from './support/receiver.js'

const HOUR = 3_600_000

describe('the sending of webhooks', () => {
  let dataDir: string
  let runtime: Runtime
  let receiver: Receiver
  let now: number
  let keys = 0
  const ending: (() => Promise<void>)[] = []

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'prasan-webhooks-'))
    const environment = { PRASAN_DATA_DIR: dataDir, PRASAN_DEMO: 'false', PRASAN_TODAY: '2026-11-02', PRASAN_WEBHOOK_ALLOW_PRIVATE: 'true' }
    runtime = await openRuntime(configurationFrom(environment))
    await runtime.found()
    runtime.start()
    receiver = await Receiver.start()
    now = Date.parse('2026-11-02T09:00:00+07:00')
  })
  afterEach(async () => {
    for (const end of ending.splice(0)) await end()
    await receiver.close()
    await runtime.close()
    rmSync(dataDir, { recursive: true })
  })

  const told = async (command: Command, input: object, id?: string) => {
    const outcome = await handle(runtime.handling, {
      command,
      input,
      ...(id && { id }),
      idempotencyKey: `key ${++keys}`,
      actor: 'system:test',
    })
    if (outcome.is !== 'Recorded')
      throw new Error(JSON.stringify(outcome, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)))
    while (!(await runtime.views.waitFor(outcome.position, 1_000)));
    return outcome
  }
  const office = async () => (await told(RegisterOrganization, { name: { th: `หน่วยงาน ${keys}` }, kind: 'district' })).id
  const registered = async (more: object = {}) => {
    const organization = await office()
    const { id, secret } = await told(RegisterWebhook, { organization, url: receiver.url, topics: ['organizations'], ...more })
    return { id, secret: secret! }
  }
  const nodeAt = (file: string, more: Partial<WebhookSettings> = {}) => {
    const stop = new AbortController()
    const settings = { allowPrivate: true, shared: false, ...more }
    const webhooks = Webhooks.open(
      join(dataDir, file),
      runtime.handling,
      runtime.views,
      (viewer) => requestAs(runtime, viewer),
      settings,
      () => now,
    )
    let left = false
    const node = {
      /** Everything that it would send by now. */
      async send() {
        await webhooks.look(stop.signal)
        await webhooks.settled()
      },
      async leave() {
        if (left) return
        left = true
        stop.abort()
        await webhooks.follow(stop.signal)
      },
    }
    ending.push(() => node.leave())
    return node
  }
  const row = (id: string) => webhooksNow.run(runtime.views, { id })[0]!
  const events = async (id: string) => {
    const types: string[] = []
    for await (const { type } of runtime.store.readStream(runtime.registry.streamOf(id))) types.push(type)
    return types
  }

  it('tells each event once, in the order of the log, and records that once for many', async () => {
    const node = nodeAt('a.db')
    const { id } = await registered()
    const made: string[] = []
    for (let i = 0; i < 60; i++) made.push(await office())
    await node.send()
    await node.send()
    expect(receiver.received.map(({ message }) => message.data.id)).toEqual(made)
    expect(new Set(receiver.received.map((each) => each.id)).size).toBe(60)
    expect(await events(id)).toEqual(['WebhookRegistered', 'DeliveryNoted'])
    now += 5 * 60_000
    await node.send()
    expect(row(id).delivered).toBe(receiver.logNumbers.at(-1))
    expect(await events(id)).toEqual(['WebhookRegistered', 'DeliveryNoted', 'DeliveryNoted'])
    now += 24 * HOUR
    await node.send()
    expect(receiver.received).toHaveLength(60)
    expect(await events(id)).toHaveLength(3)
  })

  it('is sent again after each pause, under the same id, until it is taken; nothing overtakes it', async () => {
    const node = nodeAt('a.db')
    const { id, secret } = await registered()
    const first = await office()
    await office()
    const statuses = [503, 500, 429, 204, 204]
    receiver.answer = (response, n) => response.writeHead(statuses[n]!).end()
    await node.send()
    for (const [attempt, pause] of RETRIES.slice(0, 3).entries()) {
      expect(receiver.received).toHaveLength(attempt + 1)
      expect(row(id).failing).toMatchObject({ attempts: attempt + 1, problem: `HTTP ${statuses[attempt]}` })
      now += pause - 1
      await node.send()
      expect(receiver.received).toHaveLength(attempt + 1)
      expect(webhookTroubles.run(runtime.views, {})).toMatchObject({ troubles: [{ webhook: id, state: 'active' }], counts: { failing: 1 } })
      now += 1 + pause * 0.2
      await node.send()
    }
    expect(receiver.received.map(({ message }) => message.data.id === first)).toEqual([true, true, true, true, false])
    expect(new Set(receiver.received.map((each) => each.id)).size).toBe(2)
    expect(row(id).failing).toBeNull()
    expect(webhookTroubles.run(runtime.views, {})).toMatchObject({ troubles: [], counts: { active: 1, failing: 0 } })
    for (const { id: message, body, headers } of receiver.received)
      expect(headers['webhook-signature']).toBe(
        new Webhook(secret).sign(message, new Date(Number(headers['webhook-timestamp']) * 1_000), body),
      )
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(4)
  })

  it('is given up when nobody took it for days, which everybody sees; enabled, it goes on there and leaves nothing out', async () => {
    const node = nodeAt('a.db')
    const { id } = await registered()
    const made = [await office(), await office()]
    receiver.answer = (response) => response.writeHead(500).end()
    await node.send()
    for (const pause of RETRIES) {
      now += pause * 1.2
      await node.send()
    }
    expect(receiver.received).toHaveLength(RETRIES.length + 1)
    expect(row(id)).toMatchObject({ state: 'givenUp' })
    expect(webhookTroubles.run(runtime.views, {})).toMatchObject({ troubles: [{ webhook: id, state: 'givenUp', problem: 'HTTP 500' }] })
    now += 1_000 * HOUR
    await node.send()
    expect(receiver.received).toHaveLength(RETRIES.length + 1)
    receiver.answer = (response) => response.writeHead(200).end()
    await told(EnableWebhook, { reason: 'ซ่อมแล้ว' }, id)
    await node.send()
    expect(receiver.received.slice(RETRIES.length + 1).map(({ message }) => message.data.id)).toEqual(made)
  })

  it('is given up at once where the program says that it is gone', async () => {
    const node = nodeAt('a.db')
    const { id } = await registered()
    await office()
    receiver.answer = (response) => response.writeHead(410).end()
    await node.send()
    expect([receiver.received.length, row(id).state]).toEqual([1, 'givenUp'])
  })

  it.each([
    [
      'leads elsewhere',
      'HTTP 302',
      (url: string): Receiver['answer'] =>
        (response) =>
          response.writeHead(302, { location: url }).end(),
    ],
    ['says nothing', 'TimedOut', (): Receiver['answer'] => () => {}],
    ['hangs up', 'ConnectionCut', (): Receiver['answer'] => (response) => void response.destroy()],
  ])('takes no answer for one that %s', async (_, problem, answer) => {
    const other = await Receiver.start()
    const node = nodeAt('a.db', { timeoutMs: 100 })
    const { id } = await registered()
    await office()
    receiver.answer = answer(other.url)
    await node.send()
    expect(row(id).failing).toMatchObject({ attempts: 1, problem })
    expect(other.received).toEqual([])
    await other.close()
  })

  it('does not read an answer without end', async () => {
    const node = nodeAt('a.db')
    await registered()
    await office()
    let [cut, poured] = [false, 0]
    receiver.answer = (response) => {
      response.once('close', () => (cut = true))
      response.writeHead(200)
      const pour = () => {
        poured += 65_536
        if (!response.destroyed) response.write('x'.repeat(65_536), pour)
      }
      pour()
    }
    await node.send()
    while (!cut) await new Promise((resolve) => setImmediate(resolve))
    expect(poured).toBeLessThan(50_000_000) // what the machine’s own buffers take
    expect(receiver.received).toHaveLength(1)
  })

  it('is not sent where the name leads inside by then, whatever it led to before', async () => {
    const asked: string[] = []
    const resolve: Resolve = async (name) => [{ address: (asked.push(name), '127.0.0.1'), family: 4 }]
    const node = nodeAt('a.db', { allowPrivate: false, resolve })
    const { id } = await registered({ url: `https://hooks.example.org:${receiver.port}/` })
    await office()
    await node.send()
    expect(asked).toEqual(['hooks.example.org'])
    expect(receiver.received).toEqual([])
    expect(row(id).failing).toMatchObject({ problem: 'AddressNotPublic' })
  })

  it('is not sent to an address inside that was registered while that was allowed', async () => {
    const node = nodeAt('a.db', { allowPrivate: false })
    const { id } = await registered()
    await office()
    await node.send()
    expect([receiver.received.length, row(id).failing?.problem]).toEqual([0, 'AddressNotPublic'])
  })

  it('is told again from an event on, marked as that and under the same ids', async () => {
    const node = nodeAt('a.db')
    const { id } = await registered()
    for (let i = 0; i < 3; i++) await office()
    await node.send()
    const before = receiver.received.slice()
    await told(ReplayWebhook, { from: before[1]!.message.data.logNumber, reason: 'ข้อมูลสูญหาย' }, id)
    await office()
    await node.send()
    const again = receiver.received.slice(3)
    expect(again.map((each) => each.id).slice(0, 2)).toEqual(before.slice(1).map((each) => each.id))
    expect(again.map(({ body }) => body).slice(0, 2)).toEqual(before.slice(1).map(({ body }) => body))
    expect(receiver.received.map(({ headers }) => headers['prasan-replay'])).toEqual([
      undefined,
      undefined,
      undefined,
      'true',
      'true',
      undefined,
    ])
  })

  it('signs with the former secret too for a day after it was rotated', async () => {
    const node = nodeAt('a.db')
    const { id, secret } = await registered()
    const next = (await told(RotateWebhookSecret, { reason: 'ครบปี' }, id)).secret!
    now = Date.parse(row(id).rotatedAt!)
    const signatures = async () => {
      await office()
      await node.send()
      const { id: message, body, headers } = receiver.received.at(-1)!
      const at = new Date(Number(headers['webhook-timestamp']) * 1_000)
      const given = String(headers['webhook-signature']).split(' ')
      return { given, by: [next, secret].map((each) => new Webhook(each).sign(message, at, body)) }
    }
    expect(next).not.toBe(secret)
    const { given, by } = await signatures()
    expect(given).toEqual(by)
    now += 24 * HOUR
    const later = await signatures()
    expect(later.given).toEqual(later.by.slice(0, 1))
  })

  it('goes to the new address what waits; nothing is sent while it is disabled', async () => {
    const node = nodeAt('a.db')
    const { id } = await registered()
    await told(DisableWebhook, { reason: 'ย้ายเครื่อง' }, id)
    const made = [await office(), await office()]
    await node.send()
    expect(receiver.received).toEqual([])
    const other = await Receiver.start()
    await told(ChangeWebhook, { url: other.url, topics: ['organizations'] }, id)
    await told(EnableWebhook, { reason: 'พร้อมแล้ว' }, id)
    await node.send()
    expect(receiver.received).toEqual([])
    expect(other.received.map(({ message }) => message.data.id)).toEqual(made)
    await other.close()
  })

  describe('by several', () => {
    it('processes of one folder, is sent by one, and by the other when that is gone', async () => {
      const [one, other] = [nodeAt('a.db'), nodeAt('a.db')]
      await registered()
      await office()
      await one.send()
      await office()
      await other.send()
      expect(receiver.received).toHaveLength(1)
      await one.send()
      expect(receiver.received).toHaveLength(2)
      await office()
      await one.leave()
      await other.send()
      expect(receiver.received.map((each) => each.id)).toHaveLength(new Set(receiver.received.map((each) => each.id)).size)
      expect(receiver.received).toHaveLength(3)
    })

    it('nodes, is sent by one; one that leaves lets another go on where it was', async () => {
      const [one, other] = [nodeAt('a.db', { shared: true }), nodeAt('b.db', { shared: true })]
      await registered()
      await office()
      await Promise.all([one.send(), other.send()])
      await Promise.all([one.send(), other.send()])
      expect(receiver.received).toHaveLength(1)
      await office()
      await one.leave()
      await other.leave()
      await nodeAt('c.db', { shared: true }).send()
      expect(receiver.received).toHaveLength(2)
    })

    it('nodes, is sent by the second once the first was silent for long, again under the same ids', async () => {
      const [one, other] = [nodeAt('a.db', { shared: true }), nodeAt('b.db', { shared: true })]
      await registered()
      await office()
      await one.send()
      await office()
      await one.send() // kept beside, not recorded yet
      const ids = receiver.received.map((each) => each.id)
      await other.send()
      now += TAKE_OVER_MS
      await other.send()
      expect(receiver.received).toHaveLength(2)
      now += 1
      await other.send()
      expect(receiver.received.slice(2).map((each) => each.id)).toEqual(
        ids.filter((each) => receiver.received.slice(2).some(({ id }) => id === each)),
      )
      expect(receiver.received.length).toBeGreaterThan(2)
      await office()
      await one.send()
      const before = receiver.received.length
      await other.send()
      expect(receiver.received).toHaveLength(before + 1)
    })
  })

  it('goes on after a restart where it was, from what is kept beside, and from the log where that is lost', async () => {
    const first = nodeAt('a.db')
    await registered()
    await office()
    await office()
    await first.send()
    await first.leave()
    await office()
    const second = nodeAt('a.db')
    await second.send()
    expect(receiver.received).toHaveLength(3)
    await office()
    await second.send()
    await second.leave()
    const elsewhere = nodeAt('b.db')
    await elsewhere.send()
    expect(receiver.received).toHaveLength(4)
    now += TAKE_OVER_MS + 1
    await elsewhere.send()
    const ids = receiver.received.map((each) => each.id)
    expect(new Set(ids).size).toBe(4)
    expect(ids.slice(4)).toEqual(ids.slice(3, 4))
  })
})
