/** A log that is cut short or exchanged beneath its views: nothing is recorded in it, and this node says why it is not ready. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configurationFrom, createApplication } from '@prasan/api'
import request from 'supertest'
import { Api, TODAY } from '../support/api.js'

const office = (name: string) => ({ name: { th: `สำนักงาน ${name}` }, kind: 'NGO' })
const AFTER = { idempotencyKey: 'after', ...office('ใหม่') }
const REGISTER = `mutation ($input: RegisterOrganizationInput!) { registerOrganization(input: $input) { __typename ... on OrganizationRecorded { viewsCaughtUp } } }`

describe('a log that is not the one that the views have seen', () => {
  let dataDir: string
  beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'prasan-exchanged-'))))
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

  const change = (...statements: string[]) => {
    const db = new Database(join(dataDir, 'events.db'))
    for (const statement of statements) db.exec(statement)
    db.close()
  }
  const END = '(select max(position) from event)'
  const spoils: [string, string][] = [
    ['cut short', `delete from event where position > ${END} - 2`],
    ['cut short and gone on', `update event set id = 'another' where position = ${END}`],
    ['altered in its last event', `update event set data = replace(data, 'สำนักงาน', 'สมาคม') where position = ${END}`],
  ]

  it.each(spoils)('%s while it runs: no mutation is accepted and it is not ready, until the log is itself again', async (_, spoil) => {
    const api = await Api.start({ dataDir })
    try {
      for (const name of ['ก', 'ข', 'ค']) await api.recorded('registerOrganization', office(name))
      const ready = async () => (await api.http.get('/health/ready')).status
      expect(await ready()).toBe(200)
      change('create table kept as select * from event', spoil)
      const refused = await api.unrecorded(() => api.post(REGISTER, { input: AFTER }))
      expect(refused.errors).toMatchObject([{ extensions: { code: 'LogIsAnother', outcomeUnknown: false } }])
      const { status, body } = await api.http.get('/health/ready')
      expect([status, body.reason]).toEqual([
        503,
        expect.stringContaining('was made from another event log, or from one that went on further'),
      ])
      change('delete from event', 'insert into event select * from kept')
      expect(await ready()).toBe(200)
      expect((await api.post(REGISTER, { input: AFTER })).data).toEqual({
        registerOrganization: { __typename: 'OrganizationRecorded', viewsCaughtUp: true },
      })
    } finally {
      await api.close()
    }
  })

  it('when it starts: it is not ready and accepts no mutation', async () => {
    const before = await Api.start({ dataDir })
    const { streamPrefix } = before.application.runtime.configuration
    for (const name of ['ก', 'ข']) await before.recorded('registerOrganization', office(name))
    await before.close()
    change(`delete from event where position = ${END}`)
    const on = configurationFrom({
      PRASAN_DATA_DIR: dataDir,
      PRASAN_DEMO: 'false',
      PRASAN_TODAY: TODAY,
      PRASAN_STREAM_PREFIX: streamPrefix,
    })
    const { nest, close } = await createApplication(on)
    try {
      await nest.listen(0, '127.0.0.1')
      const http = request(nest.getHttpServer() as never)
      const { status, body } = await http.get('/health/ready')
      expect([status, body.reason]).toEqual([503, expect.stringContaining('another event log')])
      const { body: answer } = await http.post('/graphql').send({ query: REGISTER, variables: { input: AFTER } })
      expect(answer.errors).toMatchObject([{ extensions: { code: 'LogIsAnother' } }])
    } finally {
      await close()
    }
  })
})
