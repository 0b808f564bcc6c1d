import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createHash, randomBytes } from 'node:crypto'
import { utimesSync, writeFileSync } from 'node:fs'
import { type ClientRequest, request } from 'node:http'
import { join } from 'node:path'
import { Api } from '../support/api.js'

const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)])

describe('files', () => {
  let api: Api
  let url: string
  let commitment: string
  beforeAll(async () => {
    api = await Api.start()
    url = `${await api.application.nest.getUrl()}/files`
    const owner = await api.recorded('registerOrganization', { name: { th: 'สำนักงาน' }, kind: 'PROVINCIAL' })
    commitment = await api.recorded('makeCommitment', { title: { th: 'อบรมอาสาสมัคร' }, owner, dueOn: '2026-12-31' })
  })
  afterAll(() => api.close())

  const put = (body: Uint8Array, type = 'application/pdf') =>
    fetch(url, { method: 'POST', headers: { 'content-type': type }, body: body as never })
  const streamed = (megabytes: number) => {
    async function* chunks() {
      for (let n = 0; n < megabytes; n++) yield new Uint8Array(1024 * 1024)
    }
    const headers = { 'content-type': 'application/pdf' }
    return fetch(url, { method: 'POST', headers, body: chunks() as never, duplex: 'half' })
  }
  const stored = async (body: Uint8Array) => (await (await put(body)).json()) as { file: string; digest: string; size: number }
  const described = { name: 'ผลการอบรม.pdf', type: 'application/pdf', size: 100_000, disclosure: 'INTERNAL' }

  it('are stored by their content, attached by a mutation, told by the history and given back as they were', async () => {
    const bytes = pdf(100_000)
    const digest = createHash('sha256').update(bytes).digest('hex')
    expect(await stored(bytes)).toEqual({ file: `file-${digest}`, digest, size: 100_000 })
    await api.recorded('attachFileToCommitment', { commitment, file: `file-${digest}`, ...described })
    const data = await api.query('query ($id: ID!) { commitment(id: $id) { history { type facts { value { en } } } } }', { id: commitment })
    expect(data.commitment.history.at(-1)).toEqual({
      type: 'FileAttachedToCommitment',
      facts: [`file-${digest}`, described.name, described.type, '100000', 'internal'].map((en) => ({ value: { en } })),
    })
    const back = await fetch(`${url}/${digest}`)
    expect(Buffer.compare(Buffer.from(await back.arrayBuffer()), bytes)).toBe(0)
    expect(back.headers.get('content-disposition')).toBe('attachment')
  })

  describe('of everything that has some', () => {
    const asked = 'files { name mediaType size digest link disclosure attachedAt }'
    const attached = (name: string, digest: string) => ({
      ...{ name, mediaType: 'application/pdf', size: 100, digest, link: `/files/${digest}`, disclosure: 'INTERNAL' },
      attachedAt: expect.stringMatching(/^2026-11-02T/),
    })
    let digests: string[]
    let committee: string
    let order: string
    let meeting: string
    let item: string

    beforeAll(async () => {
      digests = []
      for (let i = 0; i < 2; i++) digests.push((await stored(pdf(100))).digest)
      committee = await api.recorded('establishCommittee', { name: { th: 'คณะทำงาน' }, type: 'WORKING_GROUP' })
      const issued = { number: '1/2569', kind: 'APPOINTS', date: '2026-01-05', effectiveFrom: '2026-01-05' }
      await api.recorded('issueOrder', { committee, ...issued })
      await api.recorded('adoptRules', { committee, preset: 'VILLAGE_GROUP' })
      meeting = await api.recorded('scheduleMeeting', { bodies: [committee], on: '2026-05-08' })
      await api.recorded('addAgendaItem', { meeting, section: 5, kind: 'CONSIDER', title: { th: 'อบรม' } })
      const parts = await api.query(
        'query ($committee: ID!, $meeting: ID!) { committee(id: $committee) { orders { id } } meeting(id: $meeting) { agenda { id } } }',
        { committee, meeting },
      )
      order = parts.committee.orders[0].id
      item = parts.meeting.agenda[0].id
    })

    /** Two files, and the first once more under another key; under another name it is refused. */
    const attach = async (mutation: string, to: object) => {
      for (const [i, name] of ['ก.pdf', 'ข.pdf', 'ก.pdf'].entries()) {
        const file = { ...described, file: `file-${digests[i % 2]}`, name, size: 100 }
        const answer = await api.tell(mutation, { ...to, ...file })
        expect(answer).toMatchObject({ is: 'Recorded', events: i < 2 ? [expect.stringMatching(/^FileAttached/)] : [] })
      }
      const renamed = { ...to, ...described, file: `file-${digests[0]}`, name: 'again.pdf', size: 100 }
      expect(await api.unrecorded(() => api.tell(mutation, renamed))).toMatchObject({ rule: 'FileIsAttachedOtherwise', field: 'file' })
    }
    const both = () => [attached('ก.pdf', digests[0]!), attached('ข.pdf', digests[1]!)]

    /** The second is disclosed otherwise, said rightly once, and then again nothing new. */
    const correct = async (mutation: string, to: object) => {
      const rightly = {
        ...to,
        ...described,
        name: 'ข.pdf',
        size: 100,
        file: `file-${digests[1]}`,
        disclosure: 'RESTRICTED',
        reason: 'ผิดชั้น',
      }
      const answer = await api.tell(mutation, rightly)
      expect(answer).toMatchObject({ is: 'Recorded', events: [expect.stringMatching(/^FileOf.*Corrected$/)] })
      expect(await api.unrecorded(() => api.tell(mutation, rightly))).toMatchObject({ is: 'Recorded', events: [] })
      expect(await api.unrecorded(() => api.tell(mutation, { ...rightly, size: 99 }))).toMatchObject({
        problems: [{ field: 'size', code: 'NotAsStored' }],
      })
      const { file } = await stored(pdf(100))
      expect(await api.unrecorded(() => api.tell(mutation, { ...rightly, file }))).toMatchObject({
        rule: 'FileMustBeAttached',
        field: 'file',
      })
    }
    const corrected = () => [attached('ก.pdf', digests[0]!), { ...attached('ข.pdf', digests[1]!), disclosure: 'RESTRICTED' }]

    it('are listed with a commitment, each once', async () => {
      const owner = await api.recorded('registerOrganization', { name: { th: 'มูลนิธิ' }, kind: 'NGO' })
      const promised = await api.recorded('makeCommitment', { title: { th: 'สำรวจ' }, owner, dueOn: '2026-12-31' })
      await attach('attachFileToCommitment', { commitment: promised })
      const data = await api.query(`query ($id: ID!) { commitment(id: $id) { ${asked} } }`, { id: promised })
      expect(data.commitment.files).toEqual(both())
      const { logNumber } = api.application.runtime.views
      await correct('correctFileOfCommitment', { commitment: promised })
      const after = await api.query(
        `query ($id: ID!, $before: Int!) { commitment(id: $id) { ${asked} history(first: 100) { sentence { th en } } }
          before: commitment(id: $id, asOf: { logNumber: $before }) { ${asked} } }`,
        { id: promised, before: logNumber },
      )
      expect(after.commitment.files).toEqual(corrected())
      expect(after.before.files).toEqual(both())
      expect(after.commitment.history.at(-1).sentence).toEqual({
        th: 'แก้ไขบันทึกไฟล์แนบของข้อผูกพัน: ข.pdf (เฉพาะผู้เกี่ยวข้อง): ผิดชั้น',
        en: 'Record of a file attached to the commitment corrected, ข.pdf (restricted): ผิดชั้น',
      })
    })

    it('are listed with an order, whatever day is asked about, but not before they were known', async () => {
      const { logNumber } = api.application.runtime.views
      await attach('attachFileToOrder', { committee, order })
      const data = await api.query(
        `query ($id: ID!, $before: Int!) {
          now: committee(id: $id) { orders { ${asked} } }
          earlier: committee(id: $id, asOf: { effective: "2026-02-01" }) { orders { ${asked} } }
          unknown: committee(id: $id, asOf: { logNumber: $before }) { orders { ${asked} } } }`,
        { id: committee, before: logNumber },
      )
      expect(data.now.orders).toEqual([{ files: both() }])
      expect(data.earlier.orders).toEqual([{ files: both() }])
      expect(data.unknown.orders).toEqual([{ files: [] }])
      await correct('correctFileOfOrder', { committee, order })
      const after = await api.query(`query ($id: ID!) { committee(id: $id) { orders { ${asked} } } }`, { id: committee })
      expect(after.committee.orders).toEqual([{ files: corrected() }])
    })

    it('are listed with an item of the agenda until the minutes are certified, and with the minutes also after', async () => {
      await attach('attachFileToAgendaItem', { meeting, item })
      await api.recorded('openMeeting', { meeting })
      await api.recorded('closeMeeting', { meeting })
      await api.recorded('draftMinutes', { meeting, text: 'รายงานการประชุม' })
      await api.recorded('circulateMinutes', { meeting, on: '2026-06-01' })
      await api.recorded('certifyMinutes', { meeting, method: 'CIRCULATION', on: '2026-08-07' })
      const late = { ...described, size: 100, file: `file-${(await stored(pdf(100))).digest}` }
      expect(await api.unrecorded(() => api.tell('attachFileToAgendaItem', { meeting, item, ...late }))).toMatchObject({
        is: 'RuleBroken',
        rule: 'CertifiedMinutesChangeOnlyByCorrection',
      })
      await attach('attachFileToMinutes', { meeting })
      const data = await api.query(`query ($id: ID!) { meeting(id: $id) { agenda { ${asked} } minutes { state ${asked} } } }`, {
        id: meeting,
      })
      expect(data.meeting).toEqual({ agenda: [{ files: both() }], minutes: { state: 'CERTIFIED', files: both() } })
      await correct('correctFileOfAgendaItem', { meeting, item })
      await correct('correctFileOfMinutes', { meeting })
      const after = await api.query(`query ($id: ID!) { meeting(id: $id) { agenda { ${asked} } minutes { ${asked} } } }`, { id: meeting })
      expect(after.meeting).toEqual({ agenda: [{ files: corrected() }], minutes: { files: corrected() } })
    })
  })

  it('are not believed to be other than they are', async () => {
    const { file } = await stored(randomBytes(64))
    const told = { ...described, file, size: 65 }
    expect(await api.unrecorded(() => api.tell('attachFileToCommitment', { commitment, ...told }))).toMatchObject({
      is: 'InputInvalid',
      problems: ['size', 'type', 'name'].map((field) => ({ field, code: 'NotAsStored' })),
    })
  })

  it('are refused with what is the matter where the disk does not take them', async () => {
    const { files } = api.application.runtime
    const digest = createHash('sha256').update('x').digest('hex')
    writeFileSync(join(api.dataDir, 'files', digest.slice(0, 2)), 'in the way')
    expect(await files.has(digest)).toBe(false)
    const response = await put(Buffer.from('x'))
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'StorageReadOnly', message: { th: expect.any(String) } } }],
    })
  })

  it('that nobody attached are cleared after a day; what is attached stays', async () => {
    const [attached, idle, fresh] = await Promise.all([pdf(100), pdf(100), pdf(100)].map(stored))
    await api.recorded('attachFileToCommitment', { commitment, ...described, file: attached!.file, size: 100 })
    const dayBefore = new Date(Date.now() - 86_400_001)
    for (const { digest } of [attached!, idle!]) utimesSync(join(api.dataDir, 'files', digest.slice(0, 2), digest), dayBefore, dayBefore)
    const again = await Api.start({ ...api.application.runtime.configuration })
    try {
      const { files } = again.application.runtime
      while (await files.has(idle!.digest)) await new Promise((resolve) => setTimeout(resolve, 5))
      expect([await files.has(attached!.digest), await files.has(fresh!.digest)]).toEqual([true, true])
    } finally {
      await again.close()
    }
  })

  it('that many half send at once are held within bounds; what is too much is refused and can be sent later', async () => {
    const half = Buffer.alloc(19 * 1024 * 1024)
    const sending: ClientRequest[] = []
    const statuses = Array.from({ length: 12 }, () => {
      const headers = { 'content-type': 'application/pdf', 'content-length': 20 * 1024 * 1024 }
      const sent = request(url, { method: 'POST', headers })
      sending.push(sent)
      sent.write(half)
      return new Promise<number>((resolve) => {
        sent.once('response', ({ statusCode }) => resolve(statusCode!))
        sent.once('error', () => resolve(0))
      })
    })
    const first = await Promise.race(statuses)
    expect(first).toBe(503)
    for (const sent of sending) sent.destroy()
    let answer = await put(pdf(100))
    for (; answer.status === 503; answer = await put(pdf(100))) {
      expect(await answer.json()).toMatchObject({
        errors: [{ extensions: { code: 'TooManyUploads', message: { th: expect.any(String) } } }],
      })
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(answer.status).toBe(201)
  })

  it('cannot be attached before they are stored', async () => {
    const answer = await api.unrecorded(() =>
      api.tell('attachFileToCommitment', { commitment, file: `file-${'0'.repeat(64)}`, ...described }),
    )
    expect(answer).toMatchObject({ is: 'InputInvalid', problems: [{ field: 'file', code: 'UnknownId' }] })
  })

  it.each([
    ['over 20 MB', () => put(new Uint8Array(20 * 1024 * 1024 + 1)), 413, 'FileTooLarge'],
    ['over 20 MB in chunks of no said length', () => streamed(21), 413, 'FileTooLarge'],
    ['empty', () => put(new Uint8Array()), 400, 'FileEmpty'],
    ['sent as any page may send it', () => put(randomBytes(10), 'text/plain'), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['unknown', () => fetch(`${url}/${'0'.repeat(64)}`), 404, 'FileUnknown'],
    ['asked for by a path', () => fetch(`${url}/..%2Fkeys.db`), 404, 'FileUnknown'],
  ])('are refused: %s', async (_, send, status, code) => {
    const response = await send()
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code, message: { th: expect.any(String) } } }] })
  })
})
