import { afterAll, beforeAll, expect, it } from '@jest/globals'
import Database from 'better-sqlite3'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Api } from '../support/api.js'

// openly fictional
const NAMES = [
  { th: { prefix: 'นาง', given: 'สมมุติหนึ่ง', family: 'ไม่มีจริงหนึ่ง' }, en: { given: 'Fictitiana', family: 'Nonexistorn' } },
  { th: { given: 'สมมุติสอง', family: 'ไม่มีจริงสอง' }, en: { given: 'Inventika', family: 'Neverwasakul' } },
]
const contactsOf = (n: number) => ({ phone: `099-000-777${n}`, email: `nobody${n}@fictional.example`, line: `fictional-line-${n}` })

const folder = mkdtempSync(join(tmpdir(), 'prasan-personal-'))
let api: Api
const registered: string[] = []
beforeAll(async () => {
  api = await Api.start({ dataDir: folder })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('no name or contact of a registered person stands in any file but keys.db, while the API runs and after', async () => {
  for (const [n, name] of NAMES.entries()) {
    const id = await api.recorded('registerPerson', { name, contacts: contactsOf(n) })
    await api.recorded('correctName', { person: id, name, reason: 'อ่านลายมือผิด' })
    await api.recorded('changeContact', { person: id, contacts: contactsOf(n) })
    registered.push(id)
  }
  // the API itself can read them
  const { person } = await api.query('query ($id: ID!) { person(id: $id) { name { th en } } }', { id: registered[0] })
  expect(person.name.th).toContain('สมมุติหนึ่ง')

  const secrets = NAMES.flatMap((name, n) => [
    ...Object.values({ ...name.th, prefix: name.th.given }),
    ...Object.values(name.en),
    ...Object.values(contactsOf(n)),
  ])
  const searched: string[] = []
  const searchIn = (place: string, bytes: Buffer) => {
    searched.push(place)
    for (const secret of secrets) {
      for (const written of [
        secret,
        JSON.stringify(secret)
          .slice(1, -1)
          .replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
      ]) {
        for (const encoding of ['utf8', 'utf16le'] as const)
          expect([place, secret, bytes.includes(Buffer.from(written, encoding))]).toEqual([place, secret, false])
        const base64 = Buffer.from(written).toString('base64url')
        expect([place, base64, bytes.includes(base64.slice(0, -2))]).toEqual([place, base64, false])
      }
    }
  }
  const searchFiles = () => {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && !/^keys\.db/.test(entry.name)) searchIn(entry.name, readFileSync(join(entry.parentPath, entry.name)))
    }
  }
  const logged: string[] = []
  for await (const { data, metadata } of api.application.runtime.store.readAll()) logged.push(JSON.stringify([data, metadata]))
  expect(logged.length).toBeGreaterThanOrEqual(6)
  searchIn('the log', Buffer.from(logged.join('\n')))
  searchFiles()
  await api.close()
  searchFiles()
  expect(searched).toEqual(expect.arrayContaining(['the log', 'processes.db', expect.stringMatching(/^views-.*\.db$/)]))
  if (process.env['PRASAN_EVENT_STORE'] === 'eventstoredb') console.log('not searched: the files of EventStoreDB’s server')
  else {
    expect(searched).toEqual(expect.arrayContaining(['events.db', 'events.db-wal']))
    expect(readFileSync(join(folder, 'events.db')).includes(registered[0]!)).toBe(true)
  }
})

it('what was recorded is there, and is read, when the API starts again on its folder', async () => {
  api = await Api.start({ dataDir: folder })
  const asked = 'query ($id: ID!) { person(id: $id) { name { th } contacts { phone email line } } }'
  const { person } = await api.query(asked, { id: registered[0] })
  expect(person.name.th).toContain('สมมุติหนึ่ง')
  expect(person.contacts).toEqual(contactsOf(0))
  await api.recorded('erasePersonalData', { person: registered[0], reason: 'เจ้าของข้อมูลขอ' })
  const { person: erased } = await api.query(asked, { id: registered[0] })
  expect(erased.contacts).toBeNull()
  const { person: other } = await api.query(asked, { id: registered[1] })
  expect(other.contacts).toEqual(contactsOf(1))
  await api.close()
})

it('a key that is not here is told from one that was erased, and no second one is made beside it', async () => {
  api = await Api.start({ dataDir: folder })
  const [erased, lost] = registered as [string, string]
  const ring = new Database(join(folder, 'keys.db'))
  ring.prepare('delete from person_key where person = ?').run(lost)
  ring.close()
  const told = async (id: string) => {
    const { person } = await api.query(
      'query ($id: ID!) { person(id: $id) { name { th en } contacts { phone } history { type sentence { en } facts { value { th en } } } } }',
      { id },
    )
    const { facts } = person.history.find(({ type }: { type: string }) => type === 'PersonRegistered')
    return { ...person, history: undefined, words: facts[0].value }
  }
  const NOT_HERE = { th: expect.stringContaining('ไม่พบกุญแจ'), en: expect.stringContaining('is not here') }
  const ERASED = { th: expect.stringContaining('ลบข้อมูลส่วนบุคคลแล้ว'), en: expect.stringContaining('erased') }
  expect(await told(lost)).toEqual({ name: NOT_HERE, contacts: null, words: NOT_HERE })
  expect(await told(erased)).toEqual({ name: ERASED, contacts: null, words: ERASED })
  const { body } = await api.http.get('/health/ready')
  expect(body).toMatchObject({ status: 'ok', keysNotHere: [lost] })
  const { people } = await api.query('{ people(name: "สมมุติสอง") { totalCount } }')
  expect(people.totalCount).toBe(0)
  const correction = 'mutation ($input: CorrectNameInput!) { correctName(input: $input) { is: __typename } }'
  const input = { idempotencyKey: 'k', person: lost, name: { th: { given: 'ใหม่' } }, reason: 'สะกดผิด' }
  const { errors } = await api.unrecorded(() => api.post(correction, { input }))
  expect(errors).toMatchObject([{ extensions: { code: 'KeyNotHere', message: { th: expect.any(String), en: expect.any(String) } } }])
  await api.close()
})
