import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createHash, randomBytes } from 'node:crypto'
import { Api } from '../support/api.js'

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
  const stored = async (body: Uint8Array) => (await (await put(body)).json()) as { file: string; digest: string; size: number }
  const described = { name: 'ผลการอบรม.pdf', type: 'application/pdf', size: 100_000, disclosure: 'INTERNAL' }

  it('are stored by their content, attached by a mutation, told by the history and given back as they were', async () => {
    const bytes = randomBytes(100_000)
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

  it('cannot be attached before they are stored', async () => {
    const answer = await api.unrecorded(() =>
      api.tell('attachFileToCommitment', { commitment, file: `file-${'0'.repeat(64)}`, ...described }),
    )
    expect(answer).toMatchObject({ is: 'InputInvalid', problems: [{ field: 'file', code: 'UnknownId' }] })
  })

  it.each([
    ['over 20 MB', () => put(new Uint8Array(20 * 1024 * 1024 + 1)), 413, 'FileTooLarge'],
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
