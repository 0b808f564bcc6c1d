/** The groups and the months of the commitments against somebody who goes through the list page by page, once for each group and each month. */
import { describe, expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import {
  CommitmentCorrected,
  CommitmentMade,
  CommitmentWithdrawn,
  CompletionReported,
  CompletionReturned,
  CompletionVerified,
  ExtensionGranted,
  OwnershipTransferred,
} from '@prasan/commitments'
import {
  type CommitmentRow,
  type GroupBy,
  type OverdueFilter,
  bucketOf,
  commitments,
  commitmentsBy,
  monthEnds,
  trendOf,
} from '@prasan/commitments/reading'
import { type AsOf, type Fact, type ReadModel, addDays, daysBetween } from '@prasan/event-sourcing'
import { type Told, someId, viewed } from '@prasan/event-sourcing/testing'
import fc from 'fast-check'

const aggregates = contexts.flatMap((context) => context.aggregates)
const SEEN = ['directory', 'plans', 'commitments']
const seen = contexts.filter(({ name }) => SEEN.includes(name)).flatMap(({ views }) => views)
const fact = (type: string, data: object): Fact => ({ type, data })

const [FIRST, DAYS] = ['2025-11-20', 420]
const day = (n: number) => addDays(FIRST, n)
const reason = 'บันทึกผิด'
const title = { th: 'ข้อ' }
const AREAS = ['56', '5601', '560101', '5602', '57', '5701']
const LEVELS = ['province', 'district', 'subdistrict']
const organizations = ['a', 'b', 'c'].map((name) => someId('organization', name))
const posts = ['a', 'b', 'c', 'd'].map((name) => someId('post', name))
const committees = ['a', 'b'].map((name) => someId('committee', name))
const plans = ['a', 'b'].map((name) => someId('plan', name))
const activities = ['a', 'b', 'c'].map((name) => someId('activity', name))
const PILLARS = ['prevention', 'policy', undefined]
const owners = [...posts, ...organizations, committees[0]!]

// What is drawn: who belongs where, what was wrong about that for a while; promises, what became of them, and how late each was recorded.

const area = fc.constantFrom(undefined, ...AREAS.map((code) => `area-${code}`))
const late = fc.oneof(fc.constant(0), fc.nat({ max: 90 }))
const drawn = fc.record({
  organizations: fc.tuple(area, area, area),
  posts: fc.tuple(area, area, area, area),
  corrected: fc.array(fc.record({ which: fc.nat({ max: 6 }), area, on: fc.nat({ max: DAYS }) }), { maxLength: 3 }),
  promises: fc.array(
    fc.record({
      owner: fc.constantFrom(...owners),
      committee: fc.constantFrom(undefined, ...committees),
      plan: fc.constantFrom(undefined, ...plans),
      origin: fc.constantFrom(undefined, ...activities),
      priority: fc.constantFrom(undefined, 'high' as const, 'urgent' as const),
      madeOn: fc.nat({ max: DAYS - 60 }),
      days: fc.nat({ max: 120 }),
      late,
      steps: fc.array(
        fc.record({
          kind: fc.constantFrom(
            'extended' as const,
            'done' as const,
            'verified' as const,
            'returned' as const,
            'passed' as const,
            'withdrawn' as const,
          ),
          after: fc.nat({ max: 150 }),
          days: fc.nat({ max: 100 }),
          owner: fc.constantFrom(...owners),
          late,
        }),
        { maxLength: 4 },
      ),
      wrongly: fc.option(
        fc.record({ plan: fc.constantFrom(undefined, ...plans), days: fc.nat({ max: 120 }), after: fc.nat({ max: 200 }) }),
        {
          nil: undefined,
          freq: 3,
        },
      ),
    }),
    { minLength: 1, maxLength: 7 },
  ),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

function storyOf({ organizations: whereOrganizations, posts: wherePosts, corrected, promises }: Drawn): Told[] {
  const story: Told[] = []
  const tell = (on: number, id: string, ...facts: Fact[]) =>
    story.push(...facts.map((each) => ({ id, on: day(Math.min(on, DAYS)), fact: each })))
  const organization = (at: string | undefined) => ({ name: title, kind: 'provincial', ...(at && { areas: [at] }) })
  const post = (n: number, at: string | undefined) => ({ title, organization: organizations[n % 3], ...(at && { area: at }) })
  tell(
    0,
    someId('area'),
    fact('AreasListed', {
      areas: AREAS.map((code) => ({
        code,
        level: LEVELS[code.length / 2 - 1],
        name: { th: code },
        ...(code.length > 2 && { parent: code.slice(0, -2) }),
      })),
    }),
  )
  for (const [n, at] of whereOrganizations.entries()) tell(0, organizations[n]!, fact('OrganizationRegistered', organization(at)))
  for (const [n, at] of wherePosts.entries()) tell(0, posts[n]!, fact('PostEstablished', post(n, at)))
  tell(0, committees[0]!, fact('CommitteeEstablished', { name: title, type: 'committee', area: 'area-5602' }))
  tell(0, plans[0]!, fact('PlanDrafted', { committee: committees[0], fiscalYear: 2569, title, on: FIRST }))
  for (const [n, pillar] of PILLARS.entries()) {
    const [objective, output] = [someId('objective', String(n)), someId('output', String(n))]
    tell(
      0,
      plans[0]!,
      fact('ObjectiveSet', { objective, number: n + 1, title, ...(pillar && { pillar }) }),
      fact('OutputSet', { output, objective, number: 1, title }),
      fact('ActivityPlanned', { activity: activities[n], output, number: 1, title, lead: posts[0], from: FIRST, until: day(DAYS) }),
    )
  }
  for (const { which, area: at, on } of corrected)
    if (which < 3) tell(on, organizations[which]!, fact('OrganizationCorrected', { ...organization(at), reason }))
    else tell(on, posts[which - 3]!, fact('PostCorrected', { ...post(which - 3, at), reason }))
  for (const [p, { owner, committee, plan, origin, priority, madeOn, days, late, steps, wrongly }] of promises.entries()) {
    const id = someId('commitment', String(p))
    const promise = { title, owner, committee, plan, origin, priority, madeOn: day(madeOn), dueOn: day(madeOn + days) }
    tell(madeOn + late, id, CommitmentMade(promise))
    for (const { kind, after, days: more, owner: next, late: later } of steps) {
      const on = day(madeOn + after)
      const step = {
        extended: () => ExtensionGranted({ dueOn: day(madeOn + days + more + 1), reason, decidedOn: on }),
        done: () => CompletionReported({ on, word: 'แล้ว' }),
        verified: () => CompletionVerified({ on, by: posts[3]! }),
        returned: () => CompletionReturned({ on, reason }),
        passed: () => OwnershipTransferred({ owner: next, on, reason }),
        withdrawn: () => CommitmentWithdrawn({ on, reason }),
      }[kind]()
      tell(madeOn + Math.max(late, after + later), id, step)
    }
    if (wrongly)
      tell(
        madeOn + late + wrongly.after,
        id,
        CommitmentCorrected({ ...promise, plan: wrongly.plan, dueOn: day(madeOn + wrongly.days), reason }),
      )
  }
  return story
    .map((each, i) => ({ each, i }))
    .sort((a, b) => (a.each.on < b.each.on ? -1 : a.each.on > b.each.on ? 1 : a.i - b.i))
    .map(({ each }) => each)
}

/** Every row of the list, two at a time. */
function listed(views: ReadModel, asOf: AsOf, filter: OverdueFilter = {}): CommitmentRow[] {
  const rows: CommitmentRow[] = []
  for (let after: string | undefined; ;) {
    const page = commitments.page.run(views, { asOf, filter, page: { first: 2, ...(after !== undefined && { after }) } })
    rows.push(...page.rows)
    if (!page.hasNextPage) return rows
    after = page.cursorOf(page.rows.at(-1)!)
  }
}

const daysLate = (row: CommitmentRow, on: string) => (row.state === 'open' ? Math.max(daysBetween(row.dueOn, on), 0) : 0)
const count = (rows: readonly CommitmentRow[], of: (row: CommitmentRow) => boolean) => rows.filter(of).length
const BUCKETS = ['DAYS_1_7', 'DAYS_8_30', 'DAYS_31_90', 'OVER_90'] as const
const ages = (rows: readonly CommitmentRow[], on: string) =>
  Object.fromEntries(BUCKETS.map((bucket) => [bucket, count(rows, (row) => bucketOf(daysLate(row, on)) === bucket)]))

function counted(rows: readonly CommitmentRow[], on: string) {
  const days = rows
    .map((row) => daysLate(row, on))
    .filter((late) => late > 0)
    .sort((a, b) => a - b)
  const middle = days.length >> 1
  return {
    total: rows.length,
    ...Object.fromEntries(
      ['open', 'completed', 'verified', 'withdrawn'].map((state) => [state, count(rows, (row) => row.state === state)]),
    ),
    ...ages(rows, on),
    daysSum: days.reduce((sum, late) => sum + late, 0),
    daysMedian: days.length === 0 ? null : days.length % 2 === 1 ? days[middle]! : (days[middle - 1]! + days[middle]!) / 2,
    daysMost: days.at(-1) ?? null,
  }
}

async function asking(story: Drawn, ask: (views: ReadModel) => void): Promise<void> {
  const views = await viewed(seen, aggregates, storyOf(story))
  try {
    ask(views)
  } finally {
    views.close()
  }
}

const moments = fc.record({ day: fc.nat({ max: DAYS }).map(day), known: fc.nat({ max: 100 }), isPast: fc.boolean() })
const at = (views: ReadModel, { day, known, isPast }: { day: string; known: number; isPast: boolean }): AsOf => ({
  day,
  log: isPast ? Math.round((views.logNumber * known) / 100) : null,
})

describe('commitments by group', () => {
  const groups = (views: ReadModel, groupBy: GroupBy, asOf: AsOf, filter: OverdueFilter = {}) => {
    const { rows } = commitmentsBy.page.run(views, { groupBy, asOf, filter, page: { first: 100 } })
    return new Map(rows.map(({ key, ...counts }) => [key, counts]))
  }
  const narrowing: readonly (readonly [GroupBy, keyof OverdueFilter, readonly string[]])[] = [
    ['COMMITTEE', 'committee', committees],
    ['ORGANIZATION', 'organization', organizations],
    ['POST', 'post', posts],
    ['PLAN', 'plan', plans],
    ['AREA', 'area', ['area-56', 'area-57']],
  ]

  it('are what the list narrowed to each of them counts, and the rest is of none', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, moments, (story, moment) =>
        asking(story, (views) => {
          const asOf = at(views, moment)
          const all = listed(views, asOf)
          for (const [groupBy, by, ids] of narrowing) {
            const found = groups(views, groupBy, asOf)
            const inOne = new Set<string>()
            for (const id of ids) {
              const rows = listed(views, asOf, { [by]: id })
              rows.forEach((row) => inOne.add(row.id))
              if (rows.length > 0) expect(found.get(id)).toEqual(counted(rows, asOf.day))
              else expect(found.get(id)?.total ?? 0).toBe(0)
            }
            const rest = all.filter(({ id }) => !inOne.has(id))
            expect(found.get(null)).toEqual(rest.length > 0 ? counted(rest, asOf.day) : undefined)
          }
        }),
      ),
    )
  })

  it('of the parts of an area stand side by side, those with none too; what is of the whole area stands first', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, moments, (story, moment) =>
        asking(story, (views) => {
          const asOf = at(views, { ...moment, isPast: false })
          const found = groups(views, 'AREA', asOf, { area: 'area-56' })
          const parts = ['area-5601', 'area-5602'].map((id) => [id, listed(views, asOf, { area: id })] as const)
          for (const [id, rows] of parts) expect(found.get(id)).toEqual(counted(rows, asOf.day))
          const within = new Set(parts.flatMap(([, rows]) => rows.map(({ id }) => id)))
          const whole = listed(views, asOf, { area: 'area-56' }).filter(({ id }) => !within.has(id))
          expect([...found.keys()]).toEqual([...(whole.length > 0 ? ['area-56'] : []), 'area-5601', 'area-5602'])
          if (whole.length > 0) expect(found.get('area-56')).toEqual(counted(whole, asOf.day))
        }),
      ),
    )
  })

  it('of all five pillars, as the objectives of the activities say, and of all priorities', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, moments, (story, moment) =>
        asking(story, (views) => {
          const asOf = at(views, { ...moment, isPast: false })
          const all = listed(views, asOf)
          const found = groups(views, 'PILLAR', asOf)
          const served = (row: CommitmentRow) => PILLARS[activities.indexOf(row.origin ?? '')] ?? null
          const pillars = ['policy', 'prosecution', 'protection', 'prevention', 'partnership']
          for (const pillar of [...pillars, null]) {
            const rows = all.filter((row) => served(row) === pillar)
            if (pillar !== null || rows.length > 0) expect(found.get(pillar)).toEqual(counted(rows, asOf.day))
          }
          expect([...found.keys()].filter((key) => key !== null)).toEqual(pillars)
          const pressing = groups(views, 'PRIORITY', asOf)
          expect([...pressing.keys()]).toEqual(['urgent', 'high', 'normal'])
          for (const [priority, counts] of pressing)
            expect(counts).toEqual(
              counted(
                all.filter((row) => row.priority === priority),
                asOf.day,
              ),
            )
        }),
      ),
    )
  })
})

describe('the trend', () => {
  const scopes: readonly OverdueFilter[] = [
    {},
    { area: 'area-56' },
    { area: 'area-5602' },
    { organization: organizations[1]! },
    { organization: organizations[0]!, area: 'area-56' },
    { post: posts[0]!, committee: committees[1]! },
    { plan: plans[1]! },
  ]
  const months = monthEnds(day(20), day(DAYS - 10))

  it('tells of each month what the list told at its end, and what it tells of it now', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, fc.constantFrom(...scopes), (story, scope) =>
        asking(story, (views) => {
          const then = months.map((on) => ({ on, log: views.logNumberAt(`${on}T23:59:59.999+07:00`) }))
          const now = months.map((on) => ({ on, log: views.logNumber }))
          for (const series of [then, now]) {
            const expected = series.map(({ on, log }) => {
              const rows = listed(views, { day: on, log }, scope)
              const inMonth = (day: string | null) => day?.slice(0, 7) === on.slice(0, 7)
              return {
                open: count(rows, ({ state }) => state === 'open'),
                ...ages(rows, on),
                made: count(rows, ({ madeOn }) => inMonth(madeOn)),
                completed: count(rows, ({ state, completedOn }) => ['completed', 'verified'].includes(state) && inMonth(completedOn)),
                daysSum: rows.reduce((sum, row) => sum + daysLate(row, on), 0),
              }
            })
            const before = views.asked
            expect(trendOf.run(views, { months: series, scope })).toEqual(expected)
            expect(views.asked - before).toBe(1)
          }
        }),
      ),
    )
  })

  it('ends each month on its last day, leap years too', () => {
    expect(monthEnds('2028-01-31', '2028-04-30')).toEqual(['2028-01-31', '2028-02-29', '2028-03-31'])
    expect(monthEnds('2026-02-01', '2026-02-28')).toEqual([])
    expect(monthEnds('2026-12-31', '2027-02-01')).toEqual(['2026-12-31', '2027-01-31'])
  })
})
