/** The table under the drawing of the two axes is asked of a record made as the drawing says. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { Api, TODAY } from '../support/api.js'

const text = readFileSync(new URL('../../../docs/two-axes.md', import.meta.url), 'utf8')
const rows = [...text.matchAll(/^\| `\{ effective: "([\d-]+)"(?:, logNumber: (\d+))? \}` \| ([AB]) \|/gm)].map(
  ([, effective, event, holder]) => ({
    effective: effective!,
    event: event ?? 'now',
    holder: holder!,
  }),
)

describe('the drawn example of the two axes', () => {
  let api: Api
  let post: string
  /** Log numbers of this record by those of the drawing. */
  const at = new Map<string, number | undefined>([['now', undefined]])
  beforeAll(async () => {
    api = await Api.start()
    const organization = await api.recorded('registerOrganization', { name: { th: 'สำนักงาน' }, kind: 'PROVINCIAL' })
    post = await api.recorded('establishPost', { title: { th: 'หัวหน้า' }, organization })
    const [a, b] = [
      await api.recorded('registerPerson', { name: { th: { given: 'A' } } }),
      await api.recorded('registerPerson', { name: { th: { given: 'B' } } }),
    ]
    const held = async (person: string, from: string) => {
      await api.recorded('assignRole', { post, person, manner: 'SUBSTANTIVE', from })
      const { line } = (await api.query('query ($post: ID!) { post(id: $post) { line { id person { id } } } }', { post })).post
      return line.find((one: { person: { id: string } }) => one.person.id === person).id as string
    }
    const first = await held(a, '2026-01-01')
    at.set('10', await api.logLength())
    await api.recorded('endRole', { post, assignment: first, on: '2026-10-01' })
    const second = await held(b, '2026-10-01')
    at.set('20', await api.logLength())
    const corrected = (assignment: string, person: string, days: object) =>
      api.recorded('correctRoleAssignment', { post, assignment, person, manner: 'SUBSTANTIVE', ...days, reason: 'ตามคำสั่ง' })
    await corrected(second, b, { from: '2026-10-15' })
    await corrected(first, a, { from: '2026-01-01', until: '2026-10-15' })
    at.set('30', await api.logLength())
  })
  afterAll(() => api.close())

  it('has six answers', () => expect(rows).toHaveLength(6))

  it.each(rows)('on $effective, as known at $event: $holder', async ({ effective, event, holder }) => {
    const { post: answered } = await api.query(
      'query ($post: ID!, $asOf: AsOfInput) { post(id: $post, asOf: $asOf) { holders { person { name { th } } } } }',
      { post, asOf: { effective, ...(at.get(event) !== undefined && { logNumber: at.get(event) }) } },
    )
    expect(answered.holders).toEqual([{ person: { name: { th: holder } } }])
  })

  it('nobody asks what is known at an instant that has not come', async () => {
    const known = (instant: string) =>
      api.ask('query ($post: ID!, $asOf: AsOfInput) { post(id: $post, asOf: $asOf) { holders { person { name { th } } } } }', {
        post,
        asOf: { known: instant },
      })
    const now = `${TODAY}T09:00:00+07:00`
    expect((await known(now)).data.post.holders).toEqual([{ person: { name: { th: 'B' } } }])
    const { data, errors } = await known(`${TODAY}T09:00:00.001+07:00`)
    expect(data.post).toBeNull()
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'asOf.known', reason: 'InstantHasNotCome' } }])
  })
})
