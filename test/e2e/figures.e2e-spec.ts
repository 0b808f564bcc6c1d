/** What an analyst counts in the demonstration province, against the lists of the same API. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

let api: Api
beforeAll(async () => void (api = await Api.start({ demo: true })))
afterAll(() => api.close())

const COUNTS = `total open overdue completed verified withdrawn ageing { days1to7 days8to30 days31to90 over90Days } daysOverdue { sum median most }`
const AGES = 'days1to7 days8to30 days31to90 over90Days'
const totalOf = async (list: string, filter: object) =>
  (await api.query(`query ($filter: OverdueFilterInput) { ${list}(first: 1, filter: $filter) { totalCount } }`, { filter }))[list]
    .totalCount as number

interface Page {
  readonly nodes: readonly { readonly of: { readonly id: string } | null }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
}

describe('commitmentsBy', () => {
  const by = (groupBy: string, more = '') =>
    api.query(
      `{ commitmentsBy(groupBy: ${groupBy}, first: 100${more}) { totalCount nodes { of { id } pillar label { th en } ${COUNTS} } } }`,
    )

  it.each([
    ['COMMITTEE', 'committee'],
    ['ORGANIZATION', 'organization'],
    ['POST', 'post'],
    ['PLAN', 'plan'],
  ])('%s: each group has a name and counts what its list counts, those with most overdue first', async (groupBy, filter) => {
    const { nodes, totalCount } = (await by(groupBy)).commitmentsBy
    expect(totalCount).toBe(nodes.length)
    expect(nodes.length).toBeGreaterThan(0)
    for (const { of, label, total, overdue } of nodes) {
      if (of === null) continue
      expect(label.th.length).toBeGreaterThan(2)
      expect([total, overdue]).toEqual([
        await totalOf('commitments', { [filter]: of.id }),
        await totalOf('overdueCommitments', { [filter]: of.id }),
      ])
    }
    const overdue = nodes.filter(({ of }: { of: unknown }) => of !== null).map((each: { overdue: number }) => each.overdue)
    expect(overdue).toEqual([...overdue].sort((a, b) => b - a))
    const sum = nodes.reduce((all: number, each: { total: number }) => all + each.total, 0)
    expect(sum).toBe(await totalOf('commitments', {}))
  })

  it('AREA: the nine districts of Phayao stand side by side by their codes, with what is of the province before them', async () => {
    const { nodes } = (await by('AREA', ', filter: { area: "area-56" }')).commitmentsBy
    const ids = nodes.map(({ of }: { of: { id: string } }) => of.id)
    expect(ids).toEqual([...ids].sort())
    expect(ids.filter((id: string) => /^area-56\d{2}$/.test(id))).toHaveLength(9)
    for (const { of, total } of nodes.slice(1)) expect(total).toBe(await totalOf('commitments', { area: of.id }))
    expect(
      (await by('AREA', ', filter: { area: "area-5601" }')).commitmentsBy.nodes.every(({ of }: { of: { id: string } }) =>
        of.id.startsWith('area-5601'),
      ),
    ).toBe(true)
  })

  it('PILLAR: all five have their words', async () => {
    const { nodes } = (await by('PILLAR')).commitmentsBy
    expect(
      nodes.slice(0, 5).map(({ pillar, label, of }: { pillar: string; label: { th: string }; of: unknown }) => [pillar, label.th, of]),
    ).toEqual([
      ['POLICY', 'ด้านนโยบาย', null],
      ['PROSECUTION', 'ด้านการดำเนินคดี', null],
      ['PROTECTION', 'ด้านการคุ้มครองช่วยเหลือ', null],
      ['PREVENTION', 'ด้านการป้องกัน', null],
      ['PARTNERSHIP', 'ด้านความร่วมมือ', null],
    ])
  })

  it('PRIORITY: all three, the most pressing first', async () => {
    const { nodes } = (await api.query('{ commitmentsBy(groupBy: PRIORITY, first: 9) { nodes { priority label { en } total } } }'))
      .commitmentsBy
    expect(nodes.map(({ priority }: { priority: string }) => priority)).toEqual(['URGENT', 'HIGH', 'NORMAL'])
    expect(nodes.reduce((sum: number, { total }: { total: number }) => sum + total, 0)).toBe(await totalOf('commitments', {}))
  })

  it('costs one statement, and another for all names', async () => {
    const counts = `{ commitmentsBy(groupBy: COMMITTEE, first: 100) { nodes { ${COUNTS} } } }`
    expect(await api.statements(() => api.post(counts))).toBe(1)
    expect(await api.statements(() => api.post(counts.replace('{ total', '{ label { th } total')))).toBe(2)
  })

  it('goes on page by page, each group once', async () => {
    const all = (await by('POST')).commitmentsBy.nodes.map(({ of }: { of: { id: string } | null }) => of?.id ?? null)
    const paged: unknown[] = []
    for (let after: string | null = null; ;) {
      const answer: { commitmentsBy: Page } = await api.query(
        `query ($after: String) { commitmentsBy(groupBy: POST, first: 2, after: $after) { nodes { of { id } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      )
      const { nodes, pageInfo } = answer.commitmentsBy
      paged.push(...nodes.map(({ of }) => of?.id ?? null))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    expect(paged).toEqual(all)
  })
})

describe('overdueTrend', () => {
  const FIGURES = `{ open overdue ageing { ${AGES} } daysOverdue made completed }`
  const trend = (args: string) => api.query(`{ overdueTrend(${args}) { on logNumber knownThen ${FIGURES} knownNow ${FIGURES} } }`)
  const listed = async (asOf: object, filter: object) =>
    api.query(
      `query ($asOf: AsOfInput, $filter: OverdueFilterInput) {
        overdueCommitments(first: 1, asOf: $asOf, filter: $filter) { totalCount totals { ${AGES} } }
        commitments(first: 1, asOf: $asOf, filter: $filter, state: OPEN) { totalCount } }`,
      { asOf, filter },
    )

  it.each([{}, { area: 'area-56' }])('has the figures of the lists at the end of each month, known then and now: %j', async (filter) => {
    const given = 'area' in filter ? `, filter: { area: "${filter.area}" }` : ''
    const { overdueTrend } = await trend(`from: "2025-10-01", until: "2026-12-31"${given}`)
    expect(overdueTrend.map(({ on }: { on: string }) => on)).toEqual(
      ['2025-10-31', '2025-11-30', '2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30', '2026-07-31', '2026-08-31', '2026-09-30', '2026-10-31'], // prettier-ignore
    )
    for (const { on, logNumber, knownThen, knownNow } of overdueTrend)
      for (const [figures, asOf] of [
        [knownThen, { effective: on, logNumber }],
        [knownNow, { effective: on }],
      ] as const) {
        const { overdueCommitments, commitments } = await listed(asOf, filter)
        expect([figures.overdue, figures.ageing, figures.open]).toEqual([
          overdueCommitments.totalCount,
          overdueCommitments.totals,
          commitments.totalCount,
        ])
      }
    const then = await listed({ effective: '2026-10-31', known: '2026-10-31T23:59:59.999+07:00' }, filter)
    expect(overdueTrend.at(-1).knownThen.overdue).toBe(then.overdueCommitments.totalCount)
    expect(overdueTrend.some(({ knownNow }: { knownNow: { overdue: number } }) => knownNow.overdue > 0)).toBe(true)
  })

  it('of ten years costs one statement for each of the two series', async () => {
    const of = (series: string) =>
      api.statements(() => api.post(`{ overdueTrend(from: "2016-11-02", until: "2026-11-02") { on ${series} } }`))
    expect([await of(''), await of('knownThen { overdue made }'), await of('knownThen { open } knownNow { open }')]).toEqual([0, 1, 2])
  })

  it('of an earlier moment tells what it told then', async () => {
    const before = await trend('from: "2026-01-01", until: "2026-09-01", asOf: { effective: "2026-06-30", logNumber: 900 }')
    expect(before.overdueTrend.map(({ on }: { on: string }) => on).at(-1)).toBe('2026-06-30')
    expect(before.overdueTrend.every(({ logNumber }: { logNumber: number }) => logNumber <= 900)).toBe(true)
  })

  it.each([
    ['an end before its beginning', 'from: "2026-10-01", until: "2026-09-01"', 'until', 'OutOfRange'],
    ['more than ten years', 'from: "2016-01-01", until: "2026-01-03"', 'until', 'TooManyDays'],
    ['a day that is none', 'from: "2026-02-30", until: "2026-09-01"', 'from', 'DayMalformed'],
    ['a year of the Buddhist Era', 'from: "2569-01-01", until: "2570-01-01"', 'from', 'DayOutOfRange'],
    ['an area that nobody recorded', 'from: "2026-01-01", until: "2026-09-01", filter: { area: "area-99" }', 'filter.area', 'UnknownId'],
    ['an id of something else', 'from: "2026-01-01", until: "2026-09-01", filter: { plan: "area-56" }', 'filter.plan', 'NotAnId'],
  ])('is refused for %s', async (_, args, field, reason) => {
    const { errors } = await api.ask(`{ overdueTrend(${args}) { on } }`)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field, reason } }])
  })
})
