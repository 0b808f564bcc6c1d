import { describe, expect, it } from '@jest/globals'
import type { ChaseRules } from '@prasan/committees/contract'
import { type Command, type Day, type Fact, RuleRefused, addDays } from '@prasan/event-sourcing'
import { someId } from '@prasan/event-sourcing/testing'
import fc from 'fast-check'
import { type Ahead, type ChasedBy, aheadOf, stoppedOn } from './chasing.js'
import { AcknowledgeEscalation, EscalateCommitment, RemindOfCommitment } from './decide-chase.js'
import { CorrectCommitmentStep, ReverseCommitmentStep } from './decide-corrections.js'
import { AnswerObstacle, GrantExtension, RaiseObstacle, ReportCompletion, ReportProgress, ReturnCompletion } from './decide-progress.js'
import { CorrectCommitment, MakeCommitment, TransferOwnership, WithdrawCommitment } from './decide-promise.js'
import { type CommitmentState, commitment } from './state.js'
import { standingOn } from './story.js'

const [owner, other, agency] = ['owner', 'other', 'agency'].map((name) => someId('post', name)) as [string, string, string]
const title = { th: 'อบรม' }
const reason = 'มติ'
const word = 'กำลังดำเนินการ'
const MADE = '2026-01-01'
const DUE = '2026-02-01'
const rules: ChaseRules = {
  ...{ beforeDays: [7, 1], onDueDay: true, everyDays: 5, restDays: 14 },
  ...{ secretaryAfterDays: 7, chairAfterDays: 14, parentAfterDays: 30 },
}
const body: ChasedBy = { rules: [{ chase: rules }], parent: someId('committee', 'above'), knownOn: MADE }

/** A promise as it is recorded day by day; and what was known after each event. */
class Told {
  state: CommitmentState = commitment.initial
  today = MADE
  /** The state after each event, with the day on which it was recorded. */
  readonly known: { readonly state: CommitmentState; readonly day: Day; readonly type: string }[] = []

  /** Whether it was taken. */
  tell(command: Command, input: object): boolean {
    let facts: Fact[]
    try {
      facts = command.decide(command.shape.parse(input), this.state, {
        ...{ today: this.today, id: someId('commitment'), actor: 'system:test', evidence: undefined },
        newId: (category) => someId(category, `${this.known.length}`),
        plain: (recorded) => recorded,
        judge: () => {},
      })
    } catch (error) {
      if (error instanceof RuleRefused) return false
      throw error
    }
    for (const { type, data } of facts) {
      const recorded = { revision: BigInt(this.known.length), recordedAt: '', day: this.today, actor: 'system:test' }
      this.state = (commitment.evolve as Record<string, (...all: unknown[]) => CommitmentState>)[type]!(this.state, data, recorded)
      this.known.push({ state: this.state, day: this.today, type })
    }
    return facts.length > 0
  }

  made() {
    if (this.state.is === 'unknown') throw new Error('nothing is promised')
    return this.state
  }

  ahead(by: ChasedBy | null, start: Day): Ahead | null {
    return aheadOf(this.made(), by, start)
  }

  /** Records what is due by today. */
  answer(by: ChasedBy | null, start: Day): void {
    for (let n = 0; n < 20; n++) {
      const ahead = this.ahead(by, start)
      if (!ahead || ahead.day > this.today) return
      for (const what of ahead.steps) {
        const [command, field] = ['beforeDue', 'due', 'overdue', 'waiting'].includes(what)
          ? [RemindOfCommitment, 'kind']
          : [EscalateCommitment, 'step']
        if (!this.tell(command, { on: ahead.day, [field]: what, to: owner })) throw new Error(`${what} was not taken on ${ahead.day}`)
      }
    }
    throw new Error('the chase does not come to an end')
  }

  /** Lets the days pass, each answered as it begins. */
  until(day: Day, by: ChasedBy | null = body, start = MADE): this {
    for (; this.today < day; this.today = addDays(this.today, 1)) this.answer(by, start)
    this.answer(by, start)
    return this
  }

  get steps(): string[] {
    return this.made().chased.map(({ on, what, ...rest }) => `${on} ${what} ${'time' in rest ? rest.time : rest.daysOverdue}`)
  }
}

const promised = (on = MADE) => {
  const told = new Told()
  told.today = on
  told.tell(MakeCommitment, { title, owner, madeOn: MADE, dueOn: DUE })
  return told
}
const since = (told: Told, day: Day) => told.steps.filter((step) => step >= day)

describe('the chase of a promise', () => {
  it('reminds before it is due, when it is and again after, and goes up one step after the other', () => {
    expect(promised().until('2026-03-05').steps).toEqual([
      '2026-01-25 beforeDue 1',
      '2026-01-31 beforeDue 2',
      '2026-02-01 due 1',
      '2026-02-06 overdue 1',
      '2026-02-08 secretary 7',
      '2026-02-11 overdue 2',
      '2026-02-15 chair 14',
      '2026-02-16 overdue 3',
      '2026-02-21 overdue 4',
      '2026-02-26 overdue 5',
      '2026-03-03 overdue 6',
      '2026-03-03 parent 30',
    ])
  })

  it('goes up to the supervisor where no body watches over it, and to no body above where there is none', () => {
    const up = (by: ChasedBy | null) =>
      promised()
        .until('2026-04-05', by)
        .steps.filter((step) => !/beforeDue|due/.test(step))
    expect(up(null)).toEqual(['2026-02-08 supervisor 7'])
    expect(up({ ...body, parent: null })).toEqual(['2026-02-08 secretary 7', '2026-02-15 chair 14'])
  })

  it('rests on an acknowledgment until the day that it names, and counts on from there', () => {
    const told = promised().until('2026-02-08')
    told.today = '2026-02-09'
    told.tell(AcknowledgeEscalation, { on: '2026-02-09', word, dueAgainOn: '2026-02-20' })
    expect(stoppedOn(told.made(), '2026-02-19')).toBe('acknowledged')
    expect(stoppedOn(told.made(), '2026-02-20')).toBe(null)
    // the days 9 to 19 February do not count: the 8th day overdue that does is the 20th, the 14th the 26th
    expect(since(told.until('2026-03-01'), '2026-02-09')).toEqual(['2026-02-22 overdue 2', '2026-02-26 chair 25', '2026-02-27 overdue 3'])
  })

  it('begins anew with an extension, of the new due date, and counts anew', () => {
    const told = promised().until('2026-02-08')
    told.tell(GrantExtension, { dueOn: '2026-03-01', reason })
    expect(since(told.until('2026-03-08'), '2026-02-09')).toEqual([
      '2026-02-22 beforeDue 1',
      '2026-02-28 beforeDue 2',
      '2026-03-01 due 1',
      '2026-03-06 overdue 1',
      '2026-03-08 secretary 7',
    ])
  })

  it('begins anew with a new owner, from the day on which it passes on', () => {
    const told = promised().until('2026-02-09')
    told.tell(TransferOwnership, { owner: other, on: '2026-02-12', reason })
    expect(since(told.until('2026-02-20'), '2026-02-10')).toEqual([
      '2026-02-11 overdue 2',
      '2026-02-16 overdue 1',
      '2026-02-18 secretary 17',
    ])
  })

  it('leaves the owner alone while it waits on another, who is reminded instead, and goes on with grace', () => {
    const told = promised().until('2026-02-03')
    told.tell(RaiseObstacle, { on: '2026-02-03', text: 'รอข้อมูล', waitingOn: agency })
    told.until('2026-02-15')
    const { obstacle } = told.made().steps.find(({ kind }) => kind === 'obstacle')!.fact as { obstacle: string }
    told.tell(AnswerObstacle, { obstacle, on: '2026-02-15', answer: 'ส่งแล้ว' })
    expect(since(told.until('2026-02-21'), '2026-02-04')).toEqual([
      '2026-02-08 waiting 1',
      '2026-02-13 waiting 2',
      '2026-02-18 overdue 1',
      '2026-02-20 secretary 19',
    ])
    expect(since(promised().until('2026-02-03'), '2026-02-04')).toEqual([])
  })

  it('goes on over an obstacle that waits on nobody, and over a word', () => {
    const told = promised().until('2026-02-03')
    told.tell(RaiseObstacle, { on: '2026-02-03', text: 'ฝนตก' })
    told.tell(ReportProgress, { on: '2026-02-03', word })
    expect(since(told.until('2026-02-08'), '2026-02-04')).toEqual(['2026-02-06 overdue 1', '2026-02-08 secretary 7'])
  })

  it.each<[string, Command, object, string]>([
    ['completed', ReportCompletion, { word }, 'completed'],
    ['withdrawn', WithdrawCommitment, { reason }, 'withdrawn'],
  ])('stops when it is %s', (_, command, input, reason) => {
    const told = promised().until('2026-02-03')
    told.tell(command, { ...input, on: '2026-02-03' })
    expect(stoppedOn(told.made(), '2026-02-03')).toBe(reason)
    expect(told.ahead(body, MADE)).toBe(null)
    expect(since(told.until('2026-04-01'), '2026-02-04')).toEqual([])
  })

  it('goes on where the work is returned', () => {
    const told = promised().until('2026-02-03')
    told.tell(ReportCompletion, { word, on: '2026-02-03' })
    told.until('2026-02-20').tell(ReturnCompletion, { reason, on: '2026-02-20' })
    expect(since(told.until('2026-02-25'), '2026-02-04')).toEqual(['2026-02-23 overdue 1', '2026-02-25 secretary 24'])
  })

  it('counts no day before anybody knew, and none before promises were chased at all', () => {
    expect(promised('2026-03-01').until('2026-03-14').steps).toEqual([
      '2026-03-05 overdue 1',
      '2026-03-07 secretary 34',
      '2026-03-10 overdue 2',
      '2026-03-14 chair 41',
    ])
    expect(promised().until('2026-03-08', body, '2026-03-01').steps).toEqual(['2026-03-05 overdue 1', '2026-03-07 secretary 34'])
  })

  it('follows rules that change from their day on, one step a day at the most', () => {
    const strict = { ...rules, secretaryAfterDays: 1, chairAfterDays: 2, parentAfterDays: 3, everyDays: 90 }
    const by = { ...body, rules: [{ chase: rules }, { from: '2026-02-05', chase: strict }], knownOn: '2026-02-05' }
    const told = promised().until('2026-02-04')
    expect(since(told.until('2026-02-10', by), '2026-02-02')).toEqual([
      '2026-02-05 secretary 4',
      '2026-02-06 chair 5',
      '2026-02-07 parent 6',
    ])
  })

  it('does not remind on the day on which it became known', () => {
    expect(promised('2026-01-25').until('2026-02-01').steps).toEqual(['2026-01-31 beforeDue 1', '2026-02-01 due 1'])
  })

  it('rests on no acknowledgment of an earlier due date', () => {
    const told = promised().until('2026-02-08')
    told.tell(AcknowledgeEscalation, { on: '2026-02-08', word, dueAgainOn: '2026-04-01' })
    told.until('2026-02-09').tell(GrantExtension, { dueOn: '2026-02-20', reason })
    expect(stoppedOn(told.made(), '2026-02-08')).toBe('acknowledged')
    expect(since(told.until('2026-02-20'), '2026-02-09')).toEqual(['2026-02-13 beforeDue 1', '2026-02-19 beforeDue 2', '2026-02-20 due 1'])
  })

  it('leaves each step its grace after the one before, however many days turn out to count', () => {
    const told = promised().until('2026-02-01')
    told.tell(RaiseObstacle, { on: '2026-02-01', text: 'รอข้อมูล', waitingOn: agency })
    const step = told.known.length - 1
    told.until('2026-02-25').tell(ReverseCommitmentStep, { step, reason })
    expect(since(told.until('2026-03-04'), '2026-02-25')).toEqual([
      '2026-02-25 overdue 1',
      '2026-02-25 secretary 24',
      '2026-03-02 overdue 2',
      '2026-03-04 chair 31',
    ])
  })

  it('takes no step again, and none back, where what it followed from is reversed', () => {
    const told = promised().until('2026-02-08')
    told.tell(GrantExtension, { dueOn: '2026-03-01', reason })
    const step = told.known.length - 1
    told.until('2026-02-20')
    told.tell(ReverseCommitmentStep, { step, reason })
    expect(since(told.until('2026-02-28'), '2026-02-06')).toEqual([
      '2026-02-06 overdue 1',
      '2026-02-08 secretary 7',
      '2026-02-20 overdue 2',
      '2026-02-20 chair 19',
      '2026-02-25 overdue 3',
    ])
  })
})

// The same, walked day by day by somebody who knows only what stands on each day.

const UPWARDS = ['supervisor', 'secretary', 'chair', 'parent']
/** Each is asked of a state and a day many times. */
function remembered<R>(ask: (state: CommitmentState, day: Day) => R): (state: CommitmentState, day: Day) => R {
  const known = new WeakMap<CommitmentState, Map<Day, R>>()
  return (state, day) => {
    const of = known.get(state) ?? new Map<Day, R>()
    known.set(state, of)
    if (!of.has(day)) of.set(day, ask(state, day))
    return of.get(day)!
  }
}
const isOpen = remembered((state, day) => state.is === 'made' && standingOn(state, day)?.state === 'open')
const keyOn = remembered((state, day) => {
  const standing = state.is === 'made' ? standingOn(state, day) : undefined
  return standing ? `${standing.owner} ${standing.dueOn}` : ''
})
/** The first day from which owner and due date are what they are on the day. */
const beginningOf = remembered((state, day): Day => {
  const before = addDays(day, -1)
  return keyOn(state, before) === keyOn(state, day) ? beginningOf(state, before) : day
})

function walked(told: Told, by: ChasedBy | null, start: Day, through: Day): Ahead | null {
  const state = told.made()
  const moving = told.known.filter(({ type }) => !/Reminded|Escalated|Progress|Accepted|Declined/.test(type))
  const from = [moving.at(-1)!.day, start, by?.knownOn ?? '', state.chased.at(-1)?.on ?? ''].sort().at(-1)!
  for (let day = from; day <= through; day = addDays(day, 1)) {
    const key = keyOn(state, day)
    if (key === '') continue
    const begun = beginningOf(state, day)
    // Since when it was known so: the first of the events after which it was always so.
    let first = told.known.length - 1
    while (first > 0 && keyOn(told.known[first - 1]!.state, day) === key && beginningOf(told.known[first - 1]!.state, day) === begun)
      first--
    const since = [begun, told.known[first]!.day, start].sort().at(-1)!
    const taken = told.known
      .slice(first)
      .flatMap(({ state, type }) => (/Reminded|Escalated/.test(type) && state.is === 'made' ? [state.chased.at(-1)!] : []))
      .filter(({ on }) => on >= begun)
    const dueOn = key.split(' ')[1]!
    const obstacles = state.steps.flatMap((step) => (step.kind === 'obstacle' && step.fact.waitingOn !== undefined ? [step] : []))
    const unanswered = (on: Day) =>
      obstacles
        .filter(({ from, fact }) => from <= on && standingOn(state, on)!.waiting.includes(fact.obstacle))
        .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.number - b.number))[0]
    const rests = (on: Day) =>
      state.steps.some(
        (step) =>
          step.kind === 'acknowledgment' &&
          step.from <= on &&
          step.fact.dueAgainOn! > on &&
          (begun === MADE ? step.from >= begun : step.from > begun),
      )
    const isChased = (on: Day) => isOpen(state, on) && !unanswered(on) && !rests(on)
    const current = (by?.rules ?? []).findLast(({ from = '' }) => from <= day)?.chase ?? DEFAULT
    const steps: string[] = []
    if (day >= since && isOpen(state, day)) {
      const waits = unanswered(day)
      if (waits) {
        const last = [waits.from, since, taken.findLast(({ what }) => what === 'waiting')?.on ?? ''].sort().at(-1)!
        if (day >= addDays(last, current.everyDays)) steps.push('waiting')
      } else if (!rests(day)) {
        const isNew = day === begun || day === told.known[first]!.day
        const before = (what: string) => isNew || taken.some((each) => each.what === what && each.on === day)
        if (current.beforeDays.some((days) => addDays(day, days) === dueOn) && !before('beforeDue')) steps.push('beforeDue')
        if (current.onDueDay && day === dueOn && !before('due')) steps.push('due')
        const count = (upTo: Day) => {
          let days = 0
          for (let each = since > dueOn ? since : addDays(dueOn, 1); each <= upTo; each = addDays(each, 1)) if (isChased(each)) days++
          return days
        }
        if (day > dueOn) {
          const reminded = taken.findLast(({ what }) => what === 'overdue')
          if (count(day) - (reminded ? count(reminded.on) : 0) >= current.everyDays) steps.push('overdue')
          const graces: Record<string, number | undefined> = by
            ? {
                secretary: current.secretaryAfterDays,
                chair: current.chairAfterDays,
                ...(by.parent !== null && { parent: current.parentAfterDays }),
              }
            : { supervisor: current.secretaryAfterDays }
          const gone = taken.findLast(({ what }) => UPWARDS.includes(what))
          const next = UPWARDS.find((step) => graces[step] !== undefined && UPWARDS.indexOf(step) > UPWARDS.indexOf(gone?.what ?? ''))
          const apart = gone ? count(day) - count(gone.on) : Infinity
          if (next && count(day) >= graces[next]! && apart >= Math.max(graces[next]! - (graces[gone?.what ?? ''] ?? 0), 1)) steps.push(next)
        }
      }
    }
    if (steps.length > 0) return { day, steps: steps as Ahead['steps'] }
  }
  return null
}
const DEFAULT: ChaseRules = { ...rules, everyDays: 7 }

const day = (earliest: Day, days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(earliest, n))
const graces = fc.uniqueArray(fc.integer({ min: 1, max: 25 }), { minLength: 3, maxLength: 3 }).map((all) => [...all].sort((a, b) => a - b))
const chases = fc
  .record({
    beforeDays: fc.uniqueArray(fc.integer({ min: 1, max: 15 }), { maxLength: 3 }),
    onDueDay: fc.boolean(),
    everyDays: fc.integer({ min: 1, max: 9 }),
    graces,
    left: fc.integer({ min: 0, max: 5 }),
  }) // prettier-ignore
  .map(({ graces: [first, second, third], left, ...rest }) => ({
    ...rest,
    restDays: 14,
    secretaryAfterDays: left === 0 ? undefined : first,
    chairAfterDays: left === 1 ? undefined : second,
    parentAfterDays: left === 2 ? undefined : third,
  }))
const bodies = fc.option(
  fc.record({ first: chases, second: chases, from: day(MADE, 90), parent: fc.boolean() }).map(({ first, second, from, parent }) => ({
    rules: [{ chase: first }, { from, chase: second }],
    parent: parent ? body.parent : null,
    knownOn: MADE,
  })),
  { freq: 5 },
)
/** What may be recorded after so many days, of a day so many days before. */
const acts = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 12 }), back: fc.integer({ min: 0, max: 6 }), what: fc.nat(9), days: fc.integer({ min: 1, max: 30 }) }), // prettier-ignore
  { maxLength: 12 },
)

describe('what is due next', () => {
  it('is what somebody finds who walks through the days one by one', () => {
    let compared = 0
    fc.assert(
      fc.property(acts, bodies, day(MADE, 50), (acts, by, start) => {
        const told = promised()
        const compare = () => {
          compared++
          const through = addDays(told.today, 60)
          const found = told.ahead(by, start)
          expect(found && found.day > through ? null : found && { ...found, steps: [...found.steps].sort() }).toEqual(
            ((expected) => expected && { ...expected, steps: [...expected.steps].sort() })(walked(told, by, start, through)),
          )
        }
        for (const { after, back, what, days } of acts) {
          told.until(addDays(told.today, after), by, start)
          const on = addDays(told.today, -back)
          const state = told.made()
          const obstacle = state.steps.findLast((step) => step.kind === 'obstacle')?.fact.obstacle ?? someId('obstacle')
          const dueOn = addDays(standingOn(state, told.today)?.dueOn ?? DUE, days)
          const all: [Command, object][] = [
            [GrantExtension, { dueOn, reason, decidedOn: on }],
            [RaiseObstacle, { on, text: `${told.known.length}`, waitingOn: agency }],
            [AnswerObstacle, { obstacle, on, answer: word }],
            [TransferOwnership, { owner: days % 2 === 0 ? owner : other, on: addDays(on, days % 9), reason }],
            [ReportCompletion, { on, word }],
            [ReturnCompletion, { on, reason }],
            [AcknowledgeEscalation, { on, word: `${word} ${told.known.length}`, dueAgainOn: addDays(on, days) }],
            [ReverseCommitmentStep, { step: days % told.known.length, reason }],
            [CorrectCommitment, { title, owner, madeOn: MADE, dueOn: addDays(DUE, (days % 5) - 2), reason }],
            [CorrectCommitmentStep, { step: days % told.known.length, rightly: { acknowledgment: { on, word, dueAgainOn: addDays(on, days) } }, reason }], // prettier-ignore
          ]
          told.tell(...all[what]!)
          compare()
        }
        told.until(addDays(told.today, 20), by, start)
        compare()
        const once = told.made().chased.map(({ on, what }) => `${on} ${what}`)
        expect(new Set(once).size).toBe(once.length)
      }),
      { numRuns: 60, seed: 20261128 },
    )
    expect(compared).toBeGreaterThan(200)
  })
})
