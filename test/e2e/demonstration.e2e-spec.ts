import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

interface Body {
  readonly id: string
  readonly area: { id: string }
  readonly rules: { preset: string | null }
  readonly occupants: { state: string }[]
  readonly meetings: { totalCount: number }
}

/** What the issue of the demonstration asks for, by its numbers. */
describe('the demonstration province', () => {
  let api: Api
  beforeAll(async () => {
    api = await Api.start({ demo: true })
  })
  afterAll(() => api.close())

  const bodiesUnder = async (parent: string | null): Promise<Body[]> => {
    const { committees } = await api.query<{ committees: { nodes: Body[] } }>(
      `query ($parent: ID) { committees(first: 50, parent: $parent) { nodes {
        id area { id } rules { preset } occupants { state } meetings(state: MINUTED) { totalCount } } } }`,
      { parent },
    )
    return committees.nodes
  }

  it('has a sub-committee of 22 seats, nine districts under it, and a village group under each', async () => {
    const province = (await bodiesUnder(null)).find(({ area }) => area.id === 'area-56')!
    expect(province).toMatchObject({ rules: { preset: 'ANTI_TRAFFICKING_ACT_NATIONAL' }, occupants: { length: 22 } })
    const districts = await bodiesUnder(province.id)
    expect(districts).toHaveLength(9)
    for (const district of districts) {
      const [group, ...others] = await bodiesUnder(district.id)
      expect(others).toEqual([])
      expect(group).toMatchObject({
        rules: { preset: 'VILLAGE_GROUP' },
        occupants: [{ state: 'FILLED' }, { state: 'FILLED' }, { state: 'FILLED' }],
        meetings: { totalCount: 1 },
      })
    }
  })
})
