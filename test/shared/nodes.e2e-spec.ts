/** Nodes with data folders of their own, on one log and one PostgreSQL. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Api } from '../support/api.js'
import { EventStoreDbDouble } from '../support/eventstoredb-double/server.js'
import { PostgresServer, withoutPostgres } from '../support/postgres.js'

// openly fictional
const NAME = { th: { given: 'สมมุติ', family: 'ไม่มีจริง' }, en: { given: 'Fictitiana' } }

if (withoutPostgres !== null) it.skip(withoutPostgres, () => {})
else {
  let log: EventStoreDbDouble
  let server: PostgresServer
  let sharedUrl: string
  const masterKey = 'ab'.repeat(32)
  const nodes: Api[] = []
  const node = (given: Parameters<typeof Api.start>[0] = {}) =>
    Api.start({ eventStore: 'eventstoredb', eventStoreUrl: log.url, streamPrefix: 'prasan-', sharedUrl, masterKey, ...given })
  beforeAll(async () => {
    log = await new EventStoreDbDouble().start()
    server = await PostgresServer.start()
    sharedUrl = await server.fresh('shared')
    nodes.push(await node(), await node())
  })
  afterAll(async () => {
    for (const each of nodes) await each.close()
    await server.stop()
    log.kill()
  })

  const asked = 'query ($id: ID!) { person(id: $id) { name { th en } contacts { phone } } }'
  const found = 'query ($name: String) { people(name: $name) { nodes { id } } }'
  /** As it is asked right after it was told elsewhere. */
  const on = (at: number, position: string) => ({
    person: async (id: string) => (await nodes[at]!.query(asked, { id }, { 'Prasan-At-Least': position })).person,
    found: async (name: string) =>
      (await nodes[at]!.query(found, { name }, { 'Prasan-At-Least': position })).people.nodes.map(({ id }: { id: string }) => id),
  })
  const urlOf = async (at: number) => nodes[at]!.application.nest.getUrl()
  const put = async (at: number, bytes: Uint8Array) =>
    fetch(`${await urlOf(at)}/files`, {
      method: 'POST',
      body: bytes as Uint8Array<ArrayBuffer>,
      headers: { 'content-type': 'application/octet-stream' },
    })

  it('a name that is registered on one is read, found, corrected and erased on the other', async () => {
    const registered = await nodes[0]!.tell('registerPerson', { name: NAME, contacts: { phone: '099-000-7770' } })
    const { id } = registered
    expect(await on(1, registered.position).person(id)).toEqual({
      name: { th: 'สมมุติ ไม่มีจริง', en: 'Fictitiana' },
      contacts: { phone: '099-000-7770' },
    })
    expect(await on(1, registered.position).found('ไม่มีจริง')).toEqual([id])
    const corrected = await nodes[1]!.tell('correctName', { person: id, name: { th: { given: 'แก้แล้ว' } }, reason: 'สะกดผิด' })
    expect((await on(0, corrected.position).person(id)).name.th).toBe('แก้แล้ว')
    const erased = await nodes[0]!.tell('erasePersonalData', { person: id, reason: 'เจ้าของข้อมูลขอ' })
    expect(erased.is).toBe('Recorded')
    // at once, with no wait for the log
    const { person } = await nodes[1]!.query(asked, { id })
    expect(person).toEqual({ name: { th: expect.stringContaining('ลบข้อมูลส่วนบุคคลแล้ว'), en: expect.any(String) }, contacts: null })
    expect(await on(1, erased.position).found('แก้แล้ว')).toEqual([])
  })

  it('two that register the same person at once end with one key', async () => {
    const input = { name: NAME, idempotencyKey: 'twice' }
    const told = await Promise.all(nodes.flatMap((each) => [1, 2].map(() => each.tell('registerPerson', input))))
    const { id } = told[0]!
    expect(new Set(told.map((answer) => answer.id))).toEqual(new Set([id]))
    for (const at of [0, 1]) expect((await on(at, told[0]!.position).person(id)).name.th).toBe('สมมุติ ไม่มีจริง')
  })

  it('a file that is put to one is attached and read on the other', async () => {
    const bytes = randomBytes(700_000)
    const { file, digest } = (await (await put(0, bytes)).json()) as { file: string; digest: string }
    const answer = await fetch(`${await urlOf(1)}/files/${digest}`)
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    const owner = await nodes[1]!.recorded('registerOrganization', { name: { th: 'หน่วยงาน ก' }, kind: 'NGO' })
    const commitment = await nodes[1]!.recorded('makeCommitment', { title: { th: 'อบรม' }, owner, dueOn: '2026-12-01' })
    const described = { name: 'scan.bin', type: 'application/octet-stream', size: bytes.length, disclosure: 'INTERNAL' }
    await nodes[1]!.recorded('attachFileToCommitment', { commitment, file, ...described })
  })

  it('with another master key a node does not start', async () => {
    await expect(node({ masterKey: 'cd'.repeat(32) })).rejects.toThrow(/another master key/)
  })

  it('with PostgreSQL away, names are read, what is new is refused with the reason, and all goes on once it is back', async () => {
    const registered = await nodes[0]!.tell('registerPerson', { name: NAME })
    const { digest } = (await (await put(0, Buffer.from('คำสั่ง'))).json()) as { digest: string }
    await on(1, registered.position).person(registered.id)
    await server.kill()
    for (const each of nodes) while ((await each.http.get('/health/ready')).status === 200) await sleep(10)
    expect((await nodes[1]!.http.get('/health/ready')).body.reason).toContain('the keys in PostgreSQL are not at hand')
    expect((await on(1, registered.position).person(registered.id)).name.th).toBe('สมมุติ ไม่มีจริง')
    const refused = await nodes[1]!.unrecorded(() =>
      nodes[1]!.post('mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { is: __typename } }', {
        input: { name: NAME, idempotencyKey: 'while away' },
      }),
    )
    expect(refused.errors).toMatchObject([{ extensions: { code: 'KeysUnavailable', message: { th: expect.any(String) } } }])
    for (const answer of [await put(1, Buffer.from('x')), await fetch(`${await urlOf(1)}/files/${digest}`)]) {
      expect(answer.status).toBe(503)
      expect(await answer.json()).toMatchObject({
        errors: [{ extensions: { code: 'FilesUnavailable', message: { th: expect.any(String) } } }],
      })
    }
    await server.resume()
    for (const each of nodes) while ((await each.http.get('/health/ready')).status !== 200) await sleep(10)
    const after = await nodes[1]!.tell('registerPerson', { name: NAME, idempotencyKey: 'while away' })
    expect((await on(0, after.position).person(after.id)).name.th).toBe('สมมุติ ไม่มีจริง')
  })
}
