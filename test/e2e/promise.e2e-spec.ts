import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

describe('a promise outlives whoever made it', () => {
  let api: Api
  let post: string
  let first: string
  let second: string
  let commitment: string

  beforeAll(async () => {
    api = await Api.start()
    const organization = await api.recorded('registerOrganization', {
      name: { th: 'สำนักงานตัวอย่าง', en: 'Example office' },
      kind: 'PROVINCIAL',
    })
    post = await api.recorded('establishPost', { title: { th: 'หัวหน้าสำนักงาน', en: 'Head of office' }, organization })
    first = await api.recorded('registerPerson', { name: { th: { given: 'เดิม' }, en: { given: 'First' } } })
    second = await api.recorded('registerPerson', { name: { th: { given: 'ใหม่' }, en: { given: 'Second' } } })
    await api.recorded('assignRole', { post, person: first, manner: 'SUBSTANTIVE', from: '2024-10-01', until: '2026-10-01' })
    commitment = await api.recorded('makeCommitment', {
      title: { th: 'อบรมอาสาสมัคร', en: 'Train volunteers' },
      owner: post,
      madeOn: '2026-05-04',
      dueOn: '2026-09-30',
    })
    await api.recorded('assignRole', { post, person: second, manner: 'SUBSTANTIVE', from: '2026-10-01' })
  })
  afterAll(() => api.close())

  const question = `query ($asOf: AsOfInput) { overdueCommitments(asOf: $asOf) { totalCount nodes { id daysOverdue ageingBucket
    answeringNow { person { id } since manner } madeBy { person { id } on } } } }`

  it('is the successor’s on the day after the transfer, overdue since the day after it was due', async () => {
    const { overdueCommitments } = await api.query(question, { asOf: { effective: '2026-10-02' } })
    expect(overdueCommitments).toEqual({
      totalCount: 1,
      nodes: [
        {
          id: commitment,
          daysOverdue: 2,
          ageingBucket: 'DAYS_1_7',
          answeringNow: { person: { id: second }, since: '2026-10-01', manner: 'SUBSTANTIVE' },
          madeBy: { person: { id: first }, on: '2026-05-04' },
        },
      ],
    })
  })

  it('is not overdue on the day it is due', async () => {
    const { overdueCommitments } = await api.query(question, { asOf: { effective: '2026-09-30' } })
    expect(overdueCommitments).toEqual({ totalCount: 0, nodes: [] })
  })
})
