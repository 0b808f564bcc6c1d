/** A message that went out before the node died goes out again, the same and marked as a repeat: once more, and no more. */
import { afterEach, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { cleanUp, newFolder, start, startApi, stop } from '../support/api-process.js'
import { headerOf, mailServer } from '../support/mail.js'
import { post } from './recording.js'

const DYING_SENDER = fileURLToPath(new URL('./dying-sender.js', import.meta.url))

afterEach(cleanUp)

it('a node killed between sending and recording', async () => {
  const mail = await mailServer()
  try {
    const dataDir = newFolder()
    const on = (day: string) => ({ PRASAN_TODAY: day, PRASAN_SMTP_URL: mail.url, PRASAN_MAIL_FROM: 'prasan@example.go.th' })
    const first = await startApi(dataDir, on('2026-11-02'))
    let keys = 0
    const record = async (mutation: string, about: string, input: object) => {
      const name = mutation[0]!.toUpperCase() + mutation.slice(1)
      const query = `mutation ($input: ${name}Input!) { answer: ${mutation}(input: $input) { ... on ${about}Recorded { id } } }`
      return (await post(first.url, query, { input: { idempotencyKey: `key ${++keys}`, ...input } })).answer.id as string
    }
    const organization = await record('registerOrganization', 'Organization', { name: { th: 'จังหวัด' }, kind: 'PROVINCIAL' })
    const contacts = { email: 'somchai@prasan.example' }
    const person = await record('registerPerson', 'Person', { name: { th: { given: 'สมชาย' } }, contacts })
    const owner = await record('establishPost', 'Post', { title: { th: 'นักพัฒนาสังคม' }, organization })
    await record('assignRole', 'Post', { post: owner, person, manner: 'SUBSTANTIVE', from: '2025-01-01' })
    await record('makeCommitment', 'Commitment', { title: { th: 'เรื่อง' }, owner, dueOn: '2026-12-05' })
    await stop(first.child, 'SIGTERM')
    expect(mail.read).toEqual([])

    const dying = start(DYING_SENDER, dataDir, on('2026-11-03'))
    const [, signal] = (await once(dying, 'exit')) as [number | null, string | null]
    expect([signal, mail.read.length]).toEqual(['SIGKILL', 1])

    const shown = async (url: string) =>
      (await post(url, '{ deliveries(first: 5) { nodes { state times repeated history { type } } } }', {})).deliveries.nodes as {
        state: string
        times: number
        repeated: boolean
        history: { type: string }[]
      }[]
    const later = await startApi(dataDir, on('2026-11-04'))
    while ((await shown(later.url))[0]!.state !== 'DELIVERED') await sleep(50)
    await stop(later.child, 'SIGTERM')
    const again = await startApi(dataDir, on('2026-11-05'))
    const [delivery] = await shown(again.url)
    await stop(again.child, 'SIGTERM')
    expect(delivery).toMatchObject({ state: 'DELIVERED', times: 2, repeated: true })
    expect(delivery!.history.map(({ type }) => type)).toEqual(['DigestPrepared', 'DeliveryBegun', 'DeliveryBegun', 'DigestDelivered'])
    expect(mail.read.map((each) => headerOf(each, 'X-Prasan-Repeat'))).toEqual([undefined, 'may have arrived before'])
    const [one, other] = mail.read.map((each) => headerOf(each, 'Message-ID'))
    expect(other).toBe(one)
  } finally {
    await mail.close()
  }
}, 300_000)
