/** Why a commitment exists and what became of a resolution are one relation told from its two ends: against somebody who reads the whole record each time. */
import { expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import { CommitmentCorrected, CommitmentMade, DirectiveIssued } from '@prasan/commitments'
import { lineagesOf, outcomesOf } from '@prasan/continuity/reading'
import { type Fact, addDays } from '@prasan/event-sourcing'
import { type Told, someId, viewed } from '@prasan/event-sourcing/testing'
import * as e from '@prasan/meetings'
import { PlanDrafted, PlanEndorsed, PlanStepReversed } from '@prasan/plans'
import fc from 'fast-check'

const aggregates = contexts.flatMap((context) => context.aggregates)
const seen = contexts.flatMap(({ views }) => views)
const body = someId('committee')
const owner = someId('post')
const day = (n: number) => addDays('2026-01-05', n)
const LAST = 60
const text = { th: 'เห็นชอบ' }
const reason = 'บันทึกผิด'

// What is drawn: meetings ten days apart, of which items and resolutions follow on any others, those put right later also on what came after them.

const some = fc.option(fc.nat({ max: 11 }), { nil: undefined, freq: 2 })
const links = fc.record({ implements: some, amends: some, delegatedBy: some, supersedes: some })
const drawn = fc.array(
  fc.record({
    items: fc.array(fc.record({ carriedFrom: some, origin: some }), { maxLength: 2 }),
    resolutions: fc.array(
      fc.record({
        links,
        item: some,
        kind: fc.constantFrom('approved' as const, 'deferred' as const),
        promises: fc.array(fc.record({ planned: fc.boolean(), directed: fc.boolean(), after: fc.nat({ max: 30 }), moved: some }), {
          maxLength: 2,
        }),
        endorses: fc.constantFrom(undefined, undefined, 'kept' as const, 'reversed' as const),
        wrongly: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, fc.constant('reversed' as const), links),
      }),
      { maxLength: 3 },
    ),
  }),
  { minLength: 2, maxLength: 4 },
)
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

const one = (n: number | undefined, ids: readonly string[]) => (n === undefined || ids.length === 0 ? undefined : ids[n % ids.length])
const named = (drawn: Readonly<Record<string, number | undefined>>, ids: readonly string[]) =>
  Object.fromEntries(
    Object.entries(drawn).flatMap(([by, n]) => {
      const to = one(n, ids)
      return to === undefined ? [] : [[by, to]]
    }),
  )

function storyOf(drawn: Drawn): Told[] {
  const story: Told[] = []
  const later: (() => void)[] = []
  const [items, passed]: [string[], string[]] = [[], []]
  const plan = someId('plan')
  const tell = (id: string, ...facts: Fact[]) => story.push(...facts.map((fact) => ({ id, on: day(LAST), fact })))
  let steps = 0
  tell(plan, PlanDrafted({ committee: body, fiscalYear: 2569, title: text, on: day(0) }))
  for (const [m, sitting] of drawn.entries()) {
    const [meeting, on] = [someId('meeting', String(m)), day(m * 10)]
    tell(meeting, e.MeetingScheduled({ bodies: [body], on }))
    const own: string[] = []
    for (const [i, { carriedFrom, origin }] of sitting.items.entries()) {
      const item = someId('agendaItem', `${m} ${i}`)
      const follows = { ...named({ carriedFrom }, items), ...named({ origin }, passed) }
      tell(meeting, e.AgendaItemAdded({ item, section: 5, number: i + 1, kind: 'consider', title: text, ...follows }))
      own.push(item)
    }
    tell(meeting, e.MeetingOpened({ on, bodies: [], roster: [], posts: [] }))
    for (const [i, { links, item, kind, promises, endorses, wrongly }] of sitting.resolutions.entries()) {
      const resolution = someId('resolution', `${m} ${i}`)
      const about = one(item, own)
      const said = { kind, text, ...(about && { item: about }) }
      tell(meeting, e.ResolutionPassed({ resolution, number: i + 1, on, committee: body, quorum: [], ...said, ...named(links, passed) }))
      if (wrongly === 'reversed') later.push(() => tell(meeting, e.ResolutionReversed({ resolution, number: i + 1, reason })))
      else if (wrongly)
        later.push(() =>
          tell(
            meeting,
            e.ResolutionCorrected({
              resolution,
              ...said,
              ...named(
                wrongly,
                passed.filter((each) => each !== resolution),
              ),
              reason,
            }),
          ),
        )
      if (endorses) {
        const step = ++steps
        tell(plan, PlanEndorsed({ on, resolution }))
        if (endorses === 'reversed') later.push(() => tell(plan, PlanStepReversed({ step, what: 'endorsement', reason })))
      }
      for (const [p, { planned, directed, after, moved }] of promises.entries()) {
        const promise = { title: text, owner, madeOn: day(m * 10 + after), dueOn: day(LAST), ...(planned && { plan }) }
        const id = someId('commitment', `${m} ${i} ${p}`)
        const directive = someId('directive', `${m} ${i} ${p}`)
        const issued = { title: text, committee: body, resolution, on: day(m * 10 + after), dueOn: day(LAST) }
        if (directed) tell(directive, DirectiveIssued({ ...issued, sent: [{ body: someId('committee', 'child'), commitment: id }] }))
        tell(id, CommitmentMade({ ...promise, origin: directed ? directive : resolution }))
        if (moved !== undefined && !directed)
          later.push(() => tell(id, CommitmentCorrected({ ...promise, origin: one(moved, passed)!, reason })))
      }
      passed.push(resolution)
    }
    items.push(...own)
  }
  for (const put of later) put()
  return story
}

// The oracle: the events up to the log number, read one by one, and from where each commitment came on the day.

const LINKS = ['implements', 'amends', 'delegatedBy'] as const
type Passed = { on: string; item?: string; kind: string } & { [by in (typeof LINKS)[number]]?: string }

/** Of each commitment that is there on the day, the resolutions from which it came about. */
function sourcesByHand(story: readonly Told[], on: string, log: number): Map<string, Set<string>> {
  const [days, resolutions, items, promises, endorsed] = [
    new Map<string, string>(),
    new Map<string, Passed>(),
    new Map<string, { carriedFrom?: string; origin?: string }>(),
    new Map<string, { madeOn: string; origin: string; plan?: string }>(),
    new Map<number, { on: string; resolution: string }>(),
  ]
  const directives = new Map<string, { on: string; resolution: string }>()
  let steps = 0
  for (const { id, fact } of story.slice(0, log)) {
    const data = fact.data as Record<string, any>
    if (fact.type === 'MeetingScheduled') days.set(id, data['on'])
    if (fact.type === 'AgendaItemAdded') items.set(data['item'], data)
    if (fact.type === 'ResolutionPassed' || fact.type === 'ResolutionCorrected')
      resolutions.set(data['resolution'], { ...(data as Passed), on: days.get(id)! })
    if (fact.type === 'ResolutionReversed') resolutions.delete(data['resolution'])
    if (fact.type === 'CommitmentMade' || fact.type === 'CommitmentCorrected') promises.set(id, data as never)
    if (fact.type === 'DirectiveIssued') directives.set(id, data as never)
    if (fact.type === 'PlanEndorsed') endorsed.set(++steps, data as never)
    if (fact.type === 'PlanStepReversed') endorsed.delete(data['step'])
  }
  const passed = (id: string | undefined) => {
    const row = id === undefined ? undefined : resolutions.get(id)
    return row && row.on <= on ? row : undefined
  }
  const from = (origin: string, plan?: string) => {
    const found = new Set<string>()
    const comesOf = (id: string | undefined) => {
      const row = passed(id)
      if (!row || found.has(id!)) return
      found.add(id!)
      for (const by of LINKS) comesOf(row[by])
      comesOfItem(row.item, [])
    }
    const comesOfItem = (id: string | undefined, before: readonly string[]) => {
      const item = items.get(id ?? '')
      if (!item || before.includes(id!)) return
      comesOf(item.origin)
      for (const [other, row] of resolutions)
        if (row.kind === 'deferred' && row.item !== undefined && row.item === item.carriedFrom) comesOf(other)
      comesOfItem(item.carriedFrom, [...before, id!])
    }
    const directive = directives.get(origin)
    comesOf(directive ? (directive.on <= on ? directive.resolution : undefined) : origin)
    if (plan) for (const step of endorsed.values()) if (step.on <= on) comesOf(step.resolution)
    return found
  }
  return new Map([...promises].flatMap(([id, { madeOn, origin, plan }]) => (madeOn <= on ? [[id, from(origin, plan)] as const] : [])))
}

const ASIDE = ['supersedes', 'ratifies']
const ofCategory = (links: readonly { kind: string; to: string }[], category: string) =>
  new Set(links.flatMap(({ kind, to }) => (!ASIDE.includes(kind) && to.startsWith(`${category}-`) ? [to] : [])))

it('a commitment leads back to a resolution just where the resolution leads on to it, on any day and as known at every event', async () => {
  const came = { pairs: 0, deepest: 0, known: 0 }
  await fc.assert(
    fc.asyncProperty(drawn, fc.array(fc.integer({ min: -1, max: LAST }).map(day), { minLength: 3, maxLength: 5 }), async (drawn, days) => {
      const story = storyOf(drawn)
      const views = await viewed(seen, aggregates, story)
      const everything = (category: string) =>
        [...new Set(story.flatMap(({ id, fact }) => [id, (fact.data as Record<string, string>)['resolution'] ?? '']))].filter((id) =>
          id.startsWith(`${category}-`),
        )
      const [resolutions, commitments] = [everything('resolution'), everything('commitment')]
      const moments = [
        ...Array.from({ length: story.length }, (_, n) => ({ on: days[n % days.length]!, log: n + 1 })),
        ...[...days, day(LAST)].map((on) => ({ on, log: null })),
      ]
      for (const { on, log } of moments) {
        const asOf = { day: on, log }
        const expected = sourcesByHand(story, on, log ?? story.length)
        const back = lineagesOf.run(views, { ids: commitments, asOf })
        expect([...back.keys()].sort()).toEqual([...expected.keys()].sort())
        const reversed = (id: string) => back.get(id)!.flatMap(({ marks, to }) => (marks.includes('reversed') ? [to] : []))
        for (const [id, sources] of expected) {
          const found = [...ofCategory(back.get(id)!, 'resolution')].filter((each) => !reversed(id).includes(each))
          expect(found.sort()).toEqual([...sources].sort())
          came.pairs += sources.size
          came.deepest = Math.max(came.deepest, ...back.get(id)!.map(({ level }) => level))
        }
        const forth = outcomesOf.run(views, { ids: resolutions, asOf })
        for (const resolution of resolutions) {
          const those = [...expected].flatMap(([id, sources]) => (sources.has(resolution) ? [id] : []))
          const { links, commitments: promised } = forth.get(resolution)!
          expect([...ofCategory(links, 'commitment')].sort()).toEqual(those.sort())
          expect(promised.map(({ id }) => id).sort()).toEqual(those)
        }
        came.known++
      }
      views.close()
    }),
    { numRuns: 60 },
  )
  expect(came.pairs).toBeGreaterThan(1_000)
  expect(came.deepest).toBeGreaterThan(5)
}, 240_000)
