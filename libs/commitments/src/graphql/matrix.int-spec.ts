/** The matrix of a directive, against somebody who counts the commitments one by one and walks the tree by hand. */
import { describe, expect, it } from '@jest/globals'
import { CommitteeDissolved, CommitteeEstablished, committee } from '@prasan/committees/contract'
import { bodiesBelow, committeesView } from '@prasan/committees/reading'
import { organization, post } from '@prasan/directory/contract'
import { type Fact, type ReadModel, addDays } from '@prasan/event-sourcing'
import { type Told, someId, viewed } from '@prasan/event-sourcing/testing'
import fc from 'fast-check'
import * as e from '../domain/commitment/events.js'
import { commitment } from '../domain/commitment/state.js'
import { DirectiveIssued, DirectiveSent, DirectiveWithdrawn, SendingReversed } from '../domain/directive/events.js'
import { directive, promiseOf } from '../domain/directive/state.js'
import { commitmentsView } from '../views/commitments/view.js'
import { standsOf } from '../views/directives/queries.js'
import { directivesView } from '../views/directives/view.js'
import { type Asked, type MatrixRow, rowsOf, tallyOf } from './matrix.js'

const id = someId('directive')
const day = (n: number) => addDays('2026-03-01', n)
const [LAST, ISSUED, DUE] = [100, 10, 60]
const reason = 'บันทึกผิด'
const words = { th: 'สำรวจ' }

// What is drawn: a tree of bodies with areas, of which some get the directive at once, some later and some never; and what became of each.

const KINDS = [
  'accept',
  'decline',
  'adapt',
  'report',
  'reportPercent',
  'extend',
  'complete',
  'verify',
  'return',
  'withdraw',
  'pass',
] as const
const drawn = fc.record({
  bodies: fc.array(
    fc.record({
      parent: fc.nat({ max: 20 }),
      area: fc.constantFrom(undefined, '56', '5601', '5602', '560101', '560102', '560201', '57'),
      dissolved: fc.option(fc.integer({ min: 20, max: LAST }), { nil: undefined, freq: 4 }),
      sent: fc.constantFrom('issue' as const, 'issue' as const, 'later' as const, 'never' as const, 'reversed' as const),
      later: fc.integer({ min: ISSUED, max: 50 }),
      steps: fc.array(fc.record({ kind: fc.constantFrom(...KINDS), on: fc.integer({ min: 50, max: LAST }), n: fc.nat({ max: 100 }) }), {
        maxLength: 5,
      }),
    }),
    { minLength: 1, maxLength: 9 },
  ),
  withdrawn: fc.option(fc.integer({ min: 50, max: LAST }), { nil: undefined, freq: 4 }),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never
type StepDrawn = Drawn['bodies'][number]['steps'][number]

const bodyOf = (n: number) => someId('committee', String(n))
const ROOT = bodyOf(0)
const commitmentOf = (n: number) => someId('commitment', String(n))
/** The parent of the n-th body, counted from 1, is the issuing one or one drawn before it. */
const parentOf = ({ bodies }: Drawn, n: number) => bodies[n - 1]!.parent % n

function factOf({ kind, on: at, n }: StepDrawn): Fact {
  const on = day(at)
  switch (kind) {
    case 'accept':
      return e.CommitmentAccepted({ on })
    case 'decline':
      return e.CommitmentDeclined({ on, reason })
    case 'adapt':
      return e.CommitmentAdapted({ on, reason, ...(n % 2 ? { dueOn: day(at + n) } : { title: { th: 'อื่น' } }) })
    case 'report':
      return e.ProgressReported({ on, word: 'กำลังทำ' })
    case 'reportPercent':
      return e.ProgressReported({ on, word: 'กำลังทำ', percent: n })
    case 'extend':
      return e.ExtensionGranted({ dueOn: day(LAST + n), reason, decidedOn: on })
    case 'complete':
      return e.CompletionReported({ on, word: 'แล้ว' })
    case 'verify':
      return e.CompletionVerified({ on, by: ROOT })
    case 'return':
      return e.CompletionReturned({ on, reason })
    case 'withdraw':
      return e.CommitmentWithdrawn({ on, reason })
    case 'pass':
      return e.OwnershipTransferred({ on, owner: someId('post'), reason })
  }
}

const facts = { title: words, committee: ROOT, on: day(ISSUED), dueOn: day(DUE) }

function storyOf(drawn: Drawn): Told[] {
  const story: Told[] = []
  const tell = (of: string, ...all: Fact[]) => story.push(...all.map((fact) => ({ id: of, on: day(LAST), fact })))
  tell(ROOT, CommitteeEstablished({ name: words, type: 'committee', area: 'area-56', from: day(0) }))
  for (const [i, { area, dissolved }] of drawn.bodies.entries()) {
    const parent = bodyOf(parentOf(drawn, i + 1))
    const body = { name: words, type: 'workingGroup' as const, parent, ...(area && { area: `area-${area}` }), from: day(0) }
    tell(bodyOf(i + 1), CommitteeEstablished(body))
    if (dissolved !== undefined) tell(bodyOf(i + 1), CommitteeDissolved({ on: day(dissolved) }))
  }
  const all = drawn.bodies.map((body, i) => ({ ...body, body: bodyOf(i + 1), commitment: commitmentOf(i + 1) }))
  const named = ({ body, commitment }: { body: string; commitment: string }) => ({ body, commitment })
  tell(id, DirectiveIssued({ ...facts, sent: all.filter(({ sent }) => sent === 'issue' || sent === 'reversed').map(named) }))
  for (const each of all) if (each.sent === 'later') tell(id, DirectiveSent({ on: day(each.later), sent: [named(each)] }))
  for (const each of all) {
    if (each.sent === 'never') continue
    const { body, commitment, later } = each
    tell(commitment, e.CommitmentMade(promiseOf(id, { facts }, { body, commitment, ...(each.sent === 'later' && { on: day(later) }) })))
    tell(commitment, ...each.steps.map(factOf))
  }
  for (const { body, commitment, sent } of all) if (sent === 'reversed') tell(id, SendingReversed({ body, commitment, reason }))
  if (drawn.withdrawn !== undefined) tell(id, DirectiveWithdrawn({ on: day(drawn.withdrawn), reason }))
  return story
}

// The oracle: what is said last of each matter by the day, body by body; and sums over the tree, branch by branch.

interface Counted {
  readonly n: number
  readonly column: string
  readonly adapted: boolean
  readonly late: number
  readonly silent: number | null
  readonly percent: number | null
}

function countedOn(drawn: Drawn, n: number, at: number): Counted | undefined {
  const { sent, later, steps, dissolved } = drawn.bodies[n - 1]!
  const from = sent === 'later' ? later : ISSUED
  const none = { n, adapted: false, late: 0, silent: null, percent: null }
  if (sent === 'never' || sent === 'reversed' || at < from) {
    const there = dissolved === undefined || at < dissolved
    const inForce = at >= ISSUED && (drawn.withdrawn === undefined || at < drawn.withdrawn)
    return parentOf(drawn, n) === 0 && there && inForce ? { ...none, column: 'NOT_SENT' } : undefined
  }
  const past = steps.map((step, i) => ({ ...step, i })).filter(({ on }) => on <= at)
  past.sort((one, other) => one.on - other.on || one.i - other.i)
  const last = (...kinds: string[]) => past.filter(({ kind }) => kinds.includes(kind)).at(-1)
  const end = last('complete', 'verify', 'return', 'withdraw')?.kind
  const said = last('accept', 'adapt', 'decline', 'pass')
  const percent = last('reportPercent')?.n
  const word = last('decline', 'adapt', 'report', 'reportPercent', 'complete', 'return')?.kind ?? ''
  const dates = past.flatMap(({ kind, on, n }) => (kind === 'extend' ? [LAST + n] : kind === 'adapt' && n % 2 ? [on + n] : []))
  const due = dates.at(-1) ?? DUE
  const ended = new Map([
    ['complete', 'COMPLETED'],
    ['verify', 'VERIFIED'],
    ['withdraw', 'WITHDRAWN'],
  ]).get(end ?? '')
  const reported = percent !== undefined || ['report', 'reportPercent', 'return'].includes(word)
  const column =
    ended ?? (said?.kind === 'decline' ? 'DECLINED' : reported ? 'IN_PROGRESS' : said && said.kind !== 'pass' ? 'ACCEPTED' : 'SILENT')
  return {
    ...{ n, column, adapted: past.some(({ kind }) => kind === 'adapt'), late: ended ? 0 : Math.max(at - due, 0) },
    silent: column === 'SILENT' ? at - (last('pass')?.on ?? from) : null,
    percent: column === 'WITHDRAWN' ? null : ended ? 100 : (percent ?? 0),
  }
}

function sumOf(counted: readonly Counted[]) {
  const many = (column: string) => counted.filter((each) => each.column === column).length
  const most = (all: readonly number[]) => (all.length > 0 ? Math.max(...all) : null)
  const percents = counted.map(({ percent }) => percent).filter((each) => each !== null)
  return {
    bodies: counted.length,
    ...{ notSent: many('NOT_SENT'), silent: many('SILENT'), accepted: many('ACCEPTED'), declined: many('DECLINED') },
    ...{ inProgress: many('IN_PROGRESS'), completed: many('COMPLETED'), verified: many('VERIFIED'), withdrawn: many('WITHDRAWN') },
    ...{ adapted: counted.filter(({ adapted }) => adapted).length, overdue: counted.filter(({ late }) => late > 0).length },
    percent: percents.length > 0 ? Math.floor(percents.reduce((sum, each) => sum + each, 0) / percents.length) : null,
    longestSilence: most(counted.map(({ silent }) => silent).filter((each) => each !== null)),
    longestOverdue: most(counted.map(({ late }) => late).filter((late) => late > 0)),
  }
}

/** A body and all below it. */
const branch = (drawn: Drawn, n: number): number[] => [
  n,
  ...drawn.bodies.flatMap((_, i) => (parentOf(drawn, i + 1) === n ? branch(drawn, i + 1) : [])),
]

async function asking<R>(story: readonly Told[], ask: (views: ReadModel) => R): Promise<R> {
  const views = await viewed(
    [committeesView, commitmentsView, directivesView],
    [organization, post, committee, commitment, directive],
    story,
  )
  const answer = ask(views)
  views.close()
  return answer
}

describe('the matrix on any day', () => {
  it('counts each body once, as its commitment stands, in the branch and the area where it lies', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(drawn, fc.array(fc.integer({ min: ISSUED, max: LAST }), { minLength: 2, maxLength: 4 }), async (drawn, days) => {
        await asking(storyOf(drawn), (views) => {
          for (const at of days) {
            const asOf = { day: day(at), log: null }
            const inForce = drawn.withdrawn === undefined || at < drawn.withdrawn
            const [stands, bodies] = [standsOf.run(views, { directive: id, asOf }), bodiesBelow.run(views, { id: ROOT, asOf })]
            const rows = (asked: Omit<Asked, 'day'>) =>
              rowsOf({ committee: ROOT, inForce, stands, bodies, organizations: new Map() }, { ...asked, day: day(at) })
            const told = (row: MatrixRow) => [row.key, tallyOf(row.cells)] as const
            const of = (numbers: readonly number[]) => numbers.flatMap((n) => (n === 0 ? [] : (countedOn(drawn, n, at) ?? [])))
            const all = drawn.bodies.map((_, i) => i + 1)
            for (const { column } of of(all)) seen.add(column)
            expect({ at, total: tallyOf(rows({ by: 'BODY' }).flatMap(({ cells }) => cells)) }).toEqual({ at, total: sumOf(of(all)) })

            // By body: every branch that has something, at every level.
            for (const n of [0, ...all]) {
              const children = all.filter((each) => parentOf(drawn, each) === n)
              const expected = [[n, of([n])] as const, ...children.map((child) => [child, of(branch(drawn, child))] as const)]
              const shown = rows({ by: 'BODY', ...(n > 0 && { under: bodyOf(n) }) })
              expect({ at, n, rows: new Map(shown.map(told)) }).toEqual({
                ...{ at, n },
                rows: new Map(expected.filter(([, counted]) => counted.length > 0).map(([key, counted]) => [bodyOf(key), sumOf(counted)])),
              })
              for (const { key, drillable, own } of shown) {
                const below =
                  of(
                    branch(
                      drawn,
                      [0, ...all].find((each) => bodyOf(each) === key)!,
                    ),
                  ).length > of([[0, ...all].find((each) => bodyOf(each) === key)!]).length
                expect({ key, drillable }).toEqual({ key, drillable: !own && below })
              }
            }

            // By area: what lies in each, one level at a time, and what lies elsewhere.
            for (const under of ['56', '5601', '560101']) {
              const within = (code: string) => of(all.filter((n) => drawn.bodies[n - 1]!.area?.startsWith(code)))
              const own = of(all.filter((n) => drawn.bodies[n - 1]!.area === under))
              const parts = ['5601', '5602', '560101', '560102', '560201'].filter(
                (code) => code.startsWith(under) && code.length === under.length + 2,
              )
              const expected = [[under, own] as const, ...parts.map((code) => [code, within(code)] as const)].filter(
                ([, counted]) => counted.length > 0,
              )
              const areas = expected.map(([code, counted]) => [`area-${code}`, sumOf(counted)] as const)
              expect({ at, under, rows: rows({ by: 'AREA', under: `area-${under}` }).map(told) }).toEqual({ at, under, rows: areas })
              if (under !== '56') continue
              const elsewhere = of(all.filter((n) => !drawn.bodies[n - 1]!.area?.startsWith('56')))
              expect(rows({ by: 'AREA' }).map(told)).toEqual([...areas, ...(elsewhere.length > 0 ? [[null, sumOf(elsewhere)]] : [])])
            }
          }
        })
      }),
      { numRuns: 60, seed: 20261128 },
    )
    expect([...seen].sort()).toEqual(['ACCEPTED', 'COMPLETED', 'DECLINED', 'IN_PROGRESS', 'NOT_SENT', 'SILENT', 'VERIFIED', 'WITHDRAWN'])
  }, 120_000)

  it('is as known at an earlier log number', async () => {
    const only = { parent: 0, area: '5601' as const, dissolved: undefined, sent: 'issue' as const, later: 0 }
    const story = storyOf({ bodies: [{ ...only, steps: [{ kind: 'complete', on: 55, n: 0 }] }], withdrawn: undefined })
    await asking(story, (views) => {
      const at = (log: number) => standsOf.run(views, { directive: id, asOf: { day: day(60), log } }).map(({ state }) => state)
      expect([2, 3, 4, 5].map(at)).toEqual([[], [null], ['open'], ['completed']])
    })
  })
})
