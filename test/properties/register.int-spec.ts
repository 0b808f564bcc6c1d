/** How each resolution stands, and the chain of each item, against somebody who reads the whole record each time. */
import { describe, expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import { CommitmentMade, CommitmentWithdrawn, CompletionReported, CompletionReturned, CompletionVerified } from '@prasan/commitments'
import { promisedFrom } from '@prasan/commitments/reading'
import { type Fact, type ReadModel, addDays } from '@prasan/event-sourcing'
import { type Told, someId, viewed } from '@prasan/event-sourcing/testing'
import * as e from '@prasan/meetings'
import { type ResolutionsAsked, chainsOf, resolutions, resolutionsAwaiting, standings } from '@prasan/meetings/reading'
import fc from 'fast-check'

const aggregates = contexts.flatMap((context) => context.aggregates)
const seen = contexts.filter(({ name }) => name === 'meetings' || name === 'commitments').flatMap(({ views }) => views)
const STATES = ['inForce', 'amended', 'superseded', 'deferred', 'carriedOut'] as const

const body = someId('committee')
const owner = someId('post')
const day = (n: number) => addDays('2026-01-05', n)
const LAST = 60
const text = { th: 'เห็นชอบ' }
const reason = 'บันทึกผิด'

async function asking<R>(story: readonly Told[], ask: (views: ReadModel) => R): Promise<R> {
  const views = await viewed(seen, aggregates, story)
  const answer = ask(views)
  views.close()
  return answer
}

// What is drawn: meetings ten days apart, each with items and resolutions that may follow on those before them.

const before = fc.option(fc.nat({ max: 8 }), { nil: undefined, freq: 2 })
const mostly = fc.option(fc.nat({ max: 8 }), { nil: undefined, freq: 6 })
const seldom = fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat({ max: 8 }) })
const links = { supersedes: seldom, amends: before, implements: before }
const drawn = fc.array(
  fc.record({
    items: fc.array(fc.record({ carriedFrom: mostly, left: fc.boolean(), discussed: fc.boolean() }), { maxLength: 2 }),
    resolutions: fc.array(
      fc.record({
        ...{ ...links, item: before },
        kind: fc.constantFrom('approved' as const, 'deferred' as const),
        promises: fc.array(
          fc.record({ end: fc.constantFrom(undefined, 'done', 'verified', 'returned', 'withdrawn'), after: fc.nat({ max: 40 }) }),
          { maxLength: 2 },
        ),
        wrongly: fc.constantFrom(undefined, undefined, undefined, undefined, 'reversed' as const, 'linked' as const),
      }),
      { maxLength: 3 },
    ),
  }),
  { minLength: 2, maxLength: 5 },
)
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

const one = (n: number | undefined, ids: readonly string[]) => (n === undefined || ids.length === 0 ? undefined : ids[n % ids.length])

/** The story as it is recorded: what was wrong is put right at the end. */
function storyOf(drawn: Drawn): Told[] {
  const story: Told[] = []
  const righted: Told[] = []
  const items: string[] = []
  const passed: string[] = []
  for (const [m, sitting] of drawn.entries()) {
    const [id, on] = [someId('meeting', String(m)), day(m * 10)]
    const tell = (of: string, ...facts: Fact[]) => story.push(...facts.map((fact) => ({ id: of, on: day(LAST), fact })))
    tell(id, e.MeetingScheduled({ bodies: [body], on }))
    const own: string[] = []
    for (const [i, { carriedFrom }] of sitting.items.entries()) {
      const item = someId('agendaItem', `${m} ${i}`)
      const from = one(carriedFrom, items)
      tell(id, e.AgendaItemAdded({ item, section: 5, number: i + 1, kind: 'consider', title: text, ...(from && { carriedFrom: from }) }))
      own.push(item)
    }
    tell(id, e.MeetingOpened({ on, bodies: [], roster: [], posts: [] }))
    for (const [i, { left, discussed }] of sitting.items.entries()) {
      if (discussed) tell(id, e.ItemDiscussed({ item: own[i]!, text: 'อภิปราย' }))
      if (left) tell(id, e.AgendaItemCarriedOver({ item: own[i]! }))
    }
    for (const [i, { item, kind, promises, wrongly, ...linked }] of sitting.resolutions.entries()) {
      const resolution = someId('resolution', `${m} ${i}`)
      const named = Object.fromEntries(
        Object.entries(linked).flatMap(([by, n]) => {
          const to = one(n, passed)
          return to === undefined ? [] : [[by, to]]
        }),
      )
      const about = one(item, own)
      const said = { ...(about && { item: about }), kind, text, ...named }
      tell(id, e.ResolutionPassed({ resolution, number: i + 1, on, committee: body, quorum: [], ...said }))
      if (wrongly === 'reversed') righted.push({ id, on: day(LAST), fact: e.ResolutionReversed({ resolution, number: i + 1, reason }) })
      if (wrongly === 'linked')
        righted.push({ id, on: day(LAST), fact: e.ResolutionCorrected({ resolution, kind, text, ...(about && { item: about }), reason }) })
      for (const [p, { end, after }] of promises.entries()) {
        const promise = someId('commitment', `${m} ${i} ${p}`)
        const then = day(m * 10 + after)
        tell(promise, CommitmentMade({ title: text, owner, madeOn: on, dueOn: day(LAST), origin: resolution }))
        if (end === 'withdrawn') tell(promise, CommitmentWithdrawn({ on: then, reason }))
        else if (end !== undefined) tell(promise, CompletionReported({ on: then, word: 'แล้ว' }))
        if (end === 'verified') tell(promise, CompletionVerified({ on: addDays(then, 2), by: someId('post', 'other') }))
        if (end === 'returned') tell(promise, CompletionReturned({ on: addDays(then, 2), reason }))
      }
      passed.push(resolution)
    }
    items.push(...own)
  }
  return [...story, ...righted]
}

// The oracle: the events up to the log number, read one by one, and what they come to on the day.

type Passed = { on: string; item?: string; kind: string; supersedes?: string; amends?: string; implements?: string }
type Listed = { on: string; carriedFrom?: string; left: boolean; discussed: boolean }

function known(story: readonly Told[], log: number) {
  const [days, passed, items, promises] = [
    new Map<string, string>(),
    new Map<string, Passed>(),
    new Map<string, Listed>(),
    new Map<string, { origin: string; steps: [string, 'open' | 'done' | 'gone'][] }>(),
  ]
  for (const { id, fact } of story.slice(0, log)) {
    const data = fact.data as Record<string, any>
    if (fact.type === 'MeetingScheduled') days.set(id, data['on'])
    if (fact.type === 'AgendaItemAdded')
      items.set(data['item'], { on: days.get(id)!, carriedFrom: data['carriedFrom'], left: false, discussed: false })
    if (fact.type === 'AgendaItemCarriedOver') items.get(data['item'])!.left = true
    if (fact.type === 'ItemDiscussed') items.get(data['item'])!.discussed = true
    if (fact.type === 'ResolutionPassed' || fact.type === 'ResolutionCorrected')
      passed.set(data['resolution'], { ...(data as Passed), on: days.get(id)! })
    if (fact.type === 'ResolutionReversed') passed.delete(data['resolution'])
    if (fact.type === 'CommitmentMade') promises.set(id, { origin: data['origin'], steps: [[data['madeOn'], 'open']] })
    const step = {
      CompletionReported: 'done',
      CompletionVerified: 'done',
      CompletionReturned: 'open',
      CommitmentWithdrawn: 'gone',
    } as const
    if (fact.type in step) promises.get(id)!.steps.push([data['on'], step[fact.type as keyof typeof step]])
  }
  return { passed, items, promises }
}

function standingByHand(story: readonly Told[], on: string, log: number) {
  const { passed: all, items, promises } = known(story, log)
  const passed = new Map([...all].filter(([, each]) => each.on <= on))
  const those = (by: 'supersedes' | 'amends' | 'implements', id: string) => [...passed].flatMap(([l, each]) => (each[by] === id ? [l] : []))
  const line = (id: string): string[] => [id, ...[...those('implements', id), ...those('amends', id)].flatMap(line)]
  const states = (id: string) =>
    [...promises.values()]
      .flatMap(({ origin, steps }) => (origin === id ? steps.filter(([since]) => since <= on).slice(-1) : []))
      .map(([, is]) => is)
  const laterItems = (id: string): string[] => [...items].flatMap(([l, each]) => (each.carriedFrom === id ? [l, ...laterItems(l)] : []))
  const resolvedOn = (id: string) => [...passed.values()].some((each) => each.item === id)
  const takenUp = (id: string) => {
    const { left, discussed, on: met } = items.get(id)!
    return met <= on && (resolvedOn(id) || (discussed && !left))
  }
  return [...passed].map(([id, { kind, item }]) => {
    const parts = [...new Set(line(id))]
    const openCommitments = parts.flatMap(states).filter((is) => is === 'open').length
    const done = parts.flatMap(states).includes('done')
    const carried = parts.some((part) => those('implements', part).some((l) => those('supersedes', l).length === 0))
    const considered = item !== undefined && laterItems(item).some(takenUp)
    const state = () => {
      if (those('supersedes', id).length > 0) return 'superseded'
      if (kind === 'deferred' && !considered && !carried) return 'deferred'
      if (openCommitments === 0 && (kind === 'deferred' || carried || done)) return 'carriedOut'
      return those('amends', id).length > 0 ? 'amended' : 'inForce'
    }
    return [id, { state: state(), openCommitments }] as const
  })
}

const moment = fc.record({ on: fc.integer({ min: -1, max: LAST }).map(day), log: fc.double({ min: 0, max: 1, noNaN: true }) })
const runs = { numRuns: 150 }

describe('the state of a resolution', () => {
  it('on any day and as known at any time is what somebody reckons who reads the record, shown and asked for', async () => {
    const came = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(drawn, fc.array(moment, { minLength: 4, maxLength: 6 }), async (drawn, moments) => {
        const story = storyOf(drawn)
        await asking(story, (views) => {
          for (const { on, log: part } of [...moments, { on: day(LAST), log: 1 }]) {
            const log = Math.round(part * story.length)
            const asOf = { day: on, log: log === story.length && part === 1 ? null : log }
            const expected = standingByHand(story, on, log).sort()
            const ids = expected.map(([id]) => id)
            expect([...standings.run(views, { ids, asOf })].sort()).toEqual(expected)
            const promised = promisedFrom.run(views, { asOf })
            const asked = (state?: ResolutionsAsked['state']) =>
              resolutions.page.run(views, { asOf, state, page: { first: 100 } }).rows.map(({ id }) => id)
            expect(asked().sort()).toEqual(ids)
            const putOff = expected.flatMap(([id, { state }]) => (state === 'deferred' ? [id] : []))
            const awaiting = resolutionsAwaiting.run(views, { ids: [body], asOf }).map(({ id }) => id)
            expect(awaiting.sort()).toEqual(putOff)
            for (const is of STATES) {
              const those = expected.flatMap(([id, { state }]) => (state === is ? [id] : []))
              expect(asked({ is, promised }).sort()).toEqual(those)
              came.set(is, (came.get(is) ?? 0) + those.length)
            }
          }
        })
      }),
      runs,
    )
    expect(STATES.filter((state) => (came.get(state) ?? 0) < 10)).toEqual([])
  }, 120_000)
})

describe('the chain of an item', () => {
  it('is the items that carry on what was raised first, by the day and as known, and how often a meeting left it to another', async () => {
    let longest = 0
    await fc.assert(
      fc.asyncProperty(drawn, fc.array(moment, { minLength: 3, maxLength: 5 }), async (drawn, moments) => {
        const story = storyOf(drawn)
        await asking(story, (views) => {
          for (const { on, log: part } of moments) {
            const log = Math.round(part * story.length)
            const { items, passed } = known(story, log)
            const root = (id: string): string => (items.get(id)!.carriedFrom === undefined ? id : root(items.get(id)!.carriedFrom!))
            const found = chainsOf.run(views, { ids: [...items.keys()], asOf: { day: on, log } })
            for (const id of items.keys()) {
              const chain = [...items].filter(([other]) => root(other) === root(id)).map(([other, each]) => ({ id: other, ...each }))
              chain.sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1))
              const deferred = ({ id, left, on: met }: (typeof chain)[number]) =>
                met <= on &&
                (left ||
                  chain.some(({ carriedFrom }) => carriedFrom === id) ||
                  [...passed.values()].some((each) => each.item === id && each.kind === 'deferred' && each.on <= on))
              longest = Math.max(longest, chain.length)
              expect(found.flatMap((each) => (each.asked === id ? [{ id: each.id, deferred: each.deferred }] : []))).toEqual(
                chain.map((each) => ({ id: each.id, deferred: deferred(each) })),
              )
            }
          }
        })
      }),
      runs,
    )
    expect(longest).toBeGreaterThan(2)
  }, 120_000)
})
