import { afterEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { cleanUp, newFolder, startApi } from '../support/api-process.js'
import { EventStream } from '../support/event-stream.js'

afterEach(cleanUp)

const CONNECTIONS = 32

/** Answered; refused: there was nobody to ask; cut: it was asked on a connection that had been answered on, and not answered. */
type End = 'answered' | 'refused' | 'cut'

/** One request: how it ended, and whether the answer said that it is the last on its connection. */
function ask(url: string, agent: Agent, query: string) {
  return new Promise<{ end: End; last: boolean }>((resolve) => {
    const headers = { 'content-type': 'application/json' }
    const asked = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let body = ''
      response.on('data', (part: Buffer) => (body += String(part)))
      response.on('error', () => resolve({ end: 'cut', last: true }))
      response.on('end', () => {
        const whole = response.complete && (JSON.parse(body) as { data?: unknown }).data !== undefined
        resolve({ end: whole ? 'answered' : 'cut', last: response.headers.connection === 'close' })
      })
    })
    asked.on('error', () => resolve({ end: asked.reusedSocket ? 'cut' : 'refused', last: true }))
    asked.end(JSON.stringify({ query }))
  })
}

describe('a node that is told to end', () => {
  it('answers what it was asked on every connection, and says on each that it is the last; then it is gone', async () => {
    const { child, url } = await startApi(newFolder())
    const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
    const ends: End[] = []
    let leaving = false
    let saidLast = 0
    const mutation = (key: string) =>
      `mutation { registerOrganization(input: { idempotencyKey: "${key}", name: { th: "หน่วยงาน ${key}" }, kind: DISTRICT }) { __typename } }`
    const connections = Array.from({ length: CONNECTIONS }, async (_, n) => {
      for (let i = 0; ; i++) {
        const { end, last } = await ask(
          url,
          agent,
          i % 2 ? mutation(`${n}-${i}`) : '{ organizations(first: 100) { nodes { name { th } } } }',
        )
        ends.push(end)
        if (leaving && end === 'answered' && last) saidLast++
        if (end !== 'answered') return
      }
    })
    while (ends.length < 10 * CONNECTIONS) await sleep(5)
    const exited = once(child, 'exit')
    leaving = true
    child.kill('SIGTERM')
    const [code] = await exited
    await Promise.all(connections)
    agent.destroy()
    expect(code).toBe(0)
    expect(saidLast).toBe(CONNECTIONS)
    expect(ends.filter((end) => end === 'cut')).toEqual([])
    expect(ends.filter((end) => end === 'refused')).toHaveLength(CONNECTIONS)
  })

  it('answers what was asked while it stood still itself', async () => {
    const { child, url } = await startApi(newFolder())
    const agent = new Agent({ keepAlive: true })
    const askOnEach = () => Promise.all(Array.from({ length: 8 }, () => ask(url, agent, '{ __typename }')))
    await askOnEach()
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await sleep(100)
    child.kill('SIGSTOP')
    const asked = askOnEach()
    await sleep(600)
    child.kill('SIGCONT')
    expect(await asked).toEqual(Array.from({ length: 8 }, () => ({ end: 'answered', last: true })))
    expect((await exited)[0]).toBe(0)
    agent.destroy()
  })

  it('does not wait for a connection on which nothing is asked', async () => {
    const { child, url } = await startApi(newFolder())
    const agent = new Agent({ keepAlive: true })
    expect(await ask(url, agent, '{ __typename }')).toMatchObject({ end: 'answered' })
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    expect((await exited)[0]).toBe(0)
    agent.destroy()
  })

  it('lets those go who follow what is recorded, behind a whole event, and they go on at the next node', async () => {
    const folder = newFolder()
    const { child, url } = await startApi(folder)
    const agent = new Agent({ keepAlive: true })
    const register = (at: string, key: string) =>
      ask(
        at,
        agent,
        `mutation { registerOrganization(input: { idempotencyKey: "${key}", name: { th: "${key}" }, kind: DISTRICT }) { __typename } }`,
      )
    /** As an EventSource does, again until the node is ready. */
    const follow = async (at: string, headers = {}) => {
      for (;;) {
        const stream = await EventStream.of(at, 'subscription { recorded { logNumber } }', headers)
        if (stream.response.statusCode === 200) return stream
      }
    }
    const stream = await follow(url)
    await register(url, 'before')
    const [told] = await stream.first(1)
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    expect((await exited)[0]).toBe(0)
    await stream.untilEnded()
    expect(stream.response.complete).toBe(true)
    const next = await startApi(folder)
    await register(next.url, 'after')
    const back = await follow(next.url, { 'last-event-id': told!.id })
    expect((await back.first(1)).map(({ id }) => Number(id))).toEqual([Number(told!.id) + 1])
    back.leave()
    agent.destroy()
  })
})
