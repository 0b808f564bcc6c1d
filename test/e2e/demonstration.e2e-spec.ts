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

  it('appoints its seats by an order, has promises that serve a plan, and tells its results as counts', async () => {
    const { committees } = await api.query(
      '{ committees(first: 100) { nodes { id parent { id } orders { number } seats { appointedBy { number } } } } }',
    )
    const [body] = committees.nodes.filter((each: any) => each.parent === null)
    expect(body.orders).toHaveLength(1)
    expect(new Set(body.seats.map((seat: any) => seat.appointedBy.number))).toEqual(new Set([body.orders[0].number]))
    const { commitments } = await api.query('{ commitments(first: 100) { nodes { plan { id } lastWord { text } } } }')
    expect(commitments.nodes.filter((each: any) => each.plan !== null)).toHaveLength(2)
    const words = commitments.nodes.map((each: any) => each.lastWord?.text ?? '')
    expect(words.filter((text: string) => text.includes('๓๐๖') && text.includes('๑๒๔') && text.includes('๕๕'))).toHaveLength(1)
  })

  it('has a promise that went up and came back, acknowledged, and one whose owner waits on another agency', async () => {
    const { commitments } = await api.query(
      `{ commitments(first: 100) { nodes { state lastWord { kind } obstacles { waitingOn { id } answeredOn }
        chase { stopped steps { what sentTo { id } } next { what sentTo { id } } } } } }`,
    )
    const open = commitments.nodes.filter(({ state }: any) => state === 'OPEN')
    const steps = ({ chase }: any) => chase.steps.map(({ what }: any) => what)
    const wentUp = open.filter((each: any) => steps(each).includes('CHAIR'))
    expect(wentUp.map(({ lastWord, chase }: any) => [lastWord.kind, chase.stopped])).toEqual([['ACKNOWLEDGED', null]])
    expect(steps(wentUp[0])).toEqual(expect.arrayContaining(['BEFORE_DUE', 'DUE', 'OVERDUE', 'SECRETARY']))
    const [waits, ...others] = open.filter(({ chase }: any) => chase.stopped === 'WAITING')
    expect([others, steps(waits)]).toEqual([[], []])
    expect(waits.chase.next).toMatchObject({ what: 'WAITING', sentTo: waits.obstacles[0].waitingOn })
  })
})
