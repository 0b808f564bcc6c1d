import { afterEach, describe, expect, it } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { cleanUp, newFolder, startApi, stop } from '../support/api-process.js'
import { Receiver, verified } from '../support/receiver.js'

afterEach(cleanUp)

const KILLS = process.env['PRASAN_FAULTS'] === 'long' ? 30 : 2

describe('a node that is killed while a webhook is sent', () => {
  it(
    'sends it again under the same id, and leaves nothing out',
    async () => {
      const receiver = await Receiver.start()
      const folder = newFolder()
      const environment = { PRASAN_WEBHOOK_ALLOW_PRIVATE: 'true' }
      let node = await startApi(folder, environment)
      let killed: Promise<void> | null = null
      let keys = 0
      const alive = async () => {
        if (!killed) return
        await killed
        killed = null
        node = await startApi(folder, environment)
      }
      const tell = async (mutation: string, input: object, answer = '') => {
        const [name, kind] = mutation.split(' ') as [string, string]
        const query = `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { answer: ${name}(input: $input) { ... on ${kind}Recorded { id ${answer} } } }`
        const body = JSON.stringify({ query, variables: { input: { idempotencyKey: `key ${++keys}`, ...input } } })
        for (;;) {
          try {
            const sent = await fetch(`${node.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
            const { data } = (await sent.json()) as { data?: { answer?: { id?: string; secret?: string } } }
            if (data?.answer?.id) return data.answer
            await sleep(50)
          } catch {
            await alive()
          }
        }
      }
      const office = (name: string) => tell('registerOrganization Organization', { name: { th: name }, kind: 'DISTRICT' })
      const { id: organization } = await office('เจ้าของ')
      const { secret } = await tell('registerWebhook Webhook', { organization, url: receiver.url, topics: ['ORGANIZATIONS'] }, 'secret')
      const made: string[] = []
      /** What becomes of the next message: the node is killed before it is answered, or as it is. */
      let next: 'unanswered' | 'answered' | null = null
      receiver.answer = (response) => {
        if (next !== 'unanswered') response.writeHead(204).end()
        if (next !== null) killed = stop(node.child, 'SIGKILL')
        next = null
      }
      for (let i = 0; i < KILLS; i++) {
        next = i % 2 === 0 ? 'unanswered' : 'answered'
        made.push((await office(`หน่วยงาน ${i}`)).id!)
        while (next !== null) await sleep(5)
        await alive()
      }
      made.push((await office('สุดท้าย')).id!)
      while (receiver.received.at(-1)?.message.data.id !== made.at(-1)) await sleep(5)
      const ids = receiver.received.map((each) => each.id)
      const first = receiver.received.filter((each, i) => ids.indexOf(each.id) === i)
      expect(first.map(({ message }) => message.data.id)).toEqual(made)
      expect(receiver.received.length).toBeGreaterThanOrEqual(made.length + KILLS / 2)
      expect(new Set(receiver.received.map(({ id, body }) => `${id} ${body}`)).size).toBe(made.length)
      for (const each of receiver.received) verified(secret!, each)
      await stop(node.child, 'SIGTERM')
      await receiver.close()
    },
    KILLS * 300_000,
  )
})
