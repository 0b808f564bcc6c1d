import { describe, expect, it } from '@jest/globals'
import { type Fact, type Rule, RuleRefused } from '@prasan/event-sourcing'
import { fold, given, someId } from '@prasan/event-sourcing/testing'
import { carriedOut } from '../../processes/transfers.js'
import { CarryOutTransfers } from '../post/carry-out.js'
import { AssignRole, EndRole, ReverseRoleAssignment } from '../post/decide-holding.js'
import { PostAbolished, PostEstablished, RoleAssigned } from '../post/events.js'
import {
  ActingDoesNotComeBackToThePost,
  PostHasAtMostOneSubstantiveHolderAtATime,
  PostMustExist,
  RoleCannotEndBeforeItBegins,
} from '../post/rules.js'
import { type Held, type PostState, heldOn, post } from '../post/state.js'
import { CancelTransfers, CorrectTransfers, RecordTransfers, type TransferEvidence } from './commands.js'
import {
  AListIsCancelledOnce,
  AMoveLeavesAPostOrTakesOne,
  AnOrderMovesByOneList,
  LaterRecordsRestOnTheMove,
  OnePersonMovesOnceADay,
  ThisListIsRecordedAlready,
  WhoLeavesAPostMustHoldIt,
} from './rules.js'
import { type RecordedTransfers, type TransferState, transfer } from './state.js'

const [governor, deputy, welfare] = ['governor', 'deputy', 'welfare'].map((name) => someId('post', name)) as [string, string, string]
const [ann, bee, cha, dao] = ['ann', 'bee', 'cha', 'dao'].map((name) => someId('person', name)) as [string, string, string, string]
const october = '2026-10-01'
const reason = 'คำสั่งแก้ไข'
const order = { number: '1/2569', dated: '2026-09-15' }
const listOf = (...moves: object[]) => ({ ...order, moves })
const id = someId('transfer')

/** Three posts with their holders and one list, as their streams tell. */
class Office {
  readonly posts = new Map<string, Fact[]>()
  readonly told: Fact[] = []
  private times = 0

  constructor(ends: Partial<Record<string, string>> = {}) {
    for (const [post, person] of [
      [governor, ann],
      [deputy, bee],
      [welfare, cha],
    ] as const) {
      const until = ends[post] === undefined ? {} : { until: ends[post] }
      this.posts.set(post, [
        PostEstablished({ title: { th: post }, organization: someId('organization') }),
        RoleAssigned({ assignment: this.first(post), person, manner: 'substantive', from: '2024-10-01', ...until }),
      ])
    }
  }
  first = (post: string) => someId('assignment', post)

  evidence(more: Partial<TransferEvidence> = {}): TransferEvidence {
    const posts = Object.fromEntries([...this.posts].map(([each, facts]) => [each, fold<PostState>(post, facts)]))
    return { posts, survivors: new Map(), namesakes: [], ...more }
  }
  private decide(command: typeof RecordTransfers, input: object, more?: Partial<TransferEvidence>) {
    return given(...this.told).when(command, input, { id, named: `${++this.times}`, evidence: this.evidence(more) })
  }
  private tell(command: typeof RecordTransfers, input: object, more?: Partial<TransferEvidence>): this {
    for (const fact of this.decide(command, input, more).facts()) {
      this.told.push(fact)
      for (const { command, id, input } of carriedOut(someId('transfer'), fact.data as never)) this.at(id!, command, input as object)
    }
    return this
  }
  /** What is recorded of a post besides. */
  at(of: string, command: typeof CarryOutTransfers, input: object): this {
    const facts = this.posts.get(of)!
    facts.push(
      ...given(...facts)
        .when(command, input, { id: of, named: `at ${++this.times}` })
        .facts(),
    )
    return this
  }
  record = (...moves: object[]) => this.tell(RecordTransfers, listOf(...moves))
  correct = (...moves: object[]) => this.tell(CorrectTransfers, { ...listOf(...moves), reason })
  cancel = () => this.tell(CancelTransfers, { reason })
  refused(command: typeof RecordTransfers, input: object, rule: Rule, field: string, more?: Partial<TransferEvidence>): void {
    let refused: unknown
    try {
      this.decide(command, input, more).facts()
    } catch (error) {
      refused = error
    }
    expect(refused).toBeInstanceOf(RuleRefused)
    expect(refused).toMatchObject({ rule, field })
  }
  get list() {
    return fold<TransferState>(transfer, this.told) as RecordedTransfers
  }
  /** Governor, deputy and head of welfare on a day. */
  on = (day: string) =>
    [governor, deputy, welfare].map((each) =>
      heldOn(fold<PostState>(post, this.posts.get(each)!), day)
        .map(({ person }: Held) => person)
        .join(),
    )
}

const rotation = [
  { person: ann, from: governor, on: october },
  { person: bee, from: deputy, to: governor, on: october },
  { person: cha, from: welfare, to: deputy, on: october },
]
const before = [ann, bee, cha]
const after = [bee, cha, '']

describe('a transfer list', () => {
  it('moves all at once, one into the post of the other', () => {
    const office = new Office().record(...rotation)
    expect([office.on('2026-09-30'), office.on(october)]).toEqual([before, after])
  })

  it('says on whose assignments it was decided, and with which order each new one is held', () => {
    const { doings } = new Office().record(...rotation).list
    expect(doings.map(({ ended }) => ended)).toEqual([governor, deputy, welfare].map((each) => someId('assignment', each)))
    const office = new Office().record(...rotation)
    expect(heldOn(fold<PostState>(post, office.posts.get(governor)!), october)).toMatchObject([
      { order: order.number, manner: 'substantive' },
    ])
  })

  it('exchanges two persons', () => {
    const office = new Office().record(
      { person: ann, from: governor, to: deputy, on: october },
      { person: bee, from: deputy, to: governor, on: october },
    )
    expect([office.on('2026-09-30'), office.on(october)]).toEqual([before, [bee, ann, cha]])
  })

  it.each(['2025-10-01', '2027-01-04'])('of any day: %s', (on) => {
    const office = new Office().record(...rotation.map((move) => ({ ...move, on })))
    expect([office.on('2025-09-30'), office.on('2027-01-04')]).toEqual([before, after])
  })

  it('has somebody hold a post for one day, in whatever order the moves stand', () => {
    const moves = [
      { person: cha, from: welfare, to: governor, on: '2026-10-02' },
      { person: bee, from: governor, on: '2026-10-02' },
      { person: bee, from: deputy, to: governor, on: october },
      { person: ann, from: governor, on: october },
    ]
    for (const told of [moves, [...moves].reverse()]) {
      const office = new Office().record(...told)
      expect(['2026-09-30', october, '2026-10-02'].map(office.on)).toEqual([before, [bee, '', cha], [cha, '', '']])
    }
  })

  it('may say until when, and in which manner', () => {
    const office = new Office().record({ person: bee, to: governor, on: october, until: '2026-11-01', manner: 'acting' })
    expect(['2026-09-30', october, '2026-10-31', '2026-11-01'].map((day) => office.on(day)[0])).toEqual([
      ann,
      `${ann},${bee}`,
      `${ann},${bee}`,
      ann,
    ])
  })

  it('ends how the post was held substantively, and what began before that day', () => {
    const office = new Office()
    const acting = (from: string, until?: string) =>
      RoleAssigned({ assignment: someId('assignment', from), person: ann, manner: 'acting', from, ...(until && { until }) })
    office.posts.get(governor)!.splice(1, 0, acting('2024-01-01'))
    office.posts.get(governor)!.push(acting(october, '2026-10-05'))
    expect(office.record(rotation[0]!).list.doings).toEqual([{ ended: office.first(governor) }])
  })

  it('moves who holds the post under a record that was merged', () => {
    const office = new Office()
    const move = { person: dao, from: governor, on: october }
    office.refused(RecordTransfers, listOf(move), WhoLeavesAPostMustHoldIt, 'moves.0.from')
    const evidence = office.evidence({ survivors: new Map([[ann, dao]]) })
    expect(given().when(RecordTransfers, listOf(move), { evidence }).facts()).toMatchObject([
      { data: { doings: [{ ended: office.first(governor) }] } },
    ])
  })
})

describe('refused is a list', () => {
  const cases: [string, object[], Rule, string][] = [
    ['whose move leaves no post and takes none', [{ person: ann, on: october }], AMoveLeavesAPostOrTakesOne, 'moves.0'],
    [
      'that says how long no post is held',
      [{ person: ann, from: governor, on: october, until: '2027-10-01' }],
      AMoveLeavesAPostOrTakesOne,
      'moves.0.to',
    ],
    [
      'that moves somebody from another’s post',
      [rotation[0]!, { ...rotation[1], from: welfare }],
      WhoLeavesAPostMustHoldIt,
      'moves.1.from',
    ],
    ['that moves somebody before the post was held', [{ ...rotation[0], on: '2024-09-30' }], WhoLeavesAPostMustHoldIt, 'moves.0.from'],
    ['that ends what begins that day', [{ ...rotation[0], on: '2024-10-01' }], RoleCannotEndBeforeItBegins, 'moves.0.from'],
    [
      'whose new assignment ends before it begins',
      [rotation[0]!, { ...rotation[1], until: october }],
      RoleCannotEndBeforeItBegins,
      'moves.1.until',
    ],
    [
      'that gives a post to two',
      [...rotation, { person: dao, to: governor, on: october }],
      PostHasAtMostOneSubstantiveHolderAtATime,
      'moves.1.to',
    ],
    [
      'that gives a post which is held',
      [{ person: dao, to: governor, on: october }],
      PostHasAtMostOneSubstantiveHolderAtATime,
      'moves.0.to',
    ],
    [
      'that moves a person twice on a day',
      [...rotation, { person: ann, to: welfare, on: october }],
      OnePersonMovesOnceADay,
      'moves.3.person',
    ],
    [
      'that has two act for each other',
      [
        { person: ann, to: deputy, on: october, manner: 'acting' },
        { person: bee, to: governor, on: october, manner: 'acting' },
      ],
      ActingDoesNotComeBackToThePost,
      'moves.0.person',
    ],
  ]
  it.each(cases)('%s', (_, moves, rule, field) => new Office().refused(RecordTransfers, listOf(...moves), rule, field))

  it('whose acting comes back over a post that it does not name', () => {
    const office = new Office()
    const acting = (person: string, from: string) =>
      RoleAssigned({ assignment: someId('assignment', 'acting'), person, manner: 'acting', from })
    office.posts.get(governor)!.push(acting(dao, '2026-09-01'))
    const held = RoleAssigned({ assignment: someId('assignment', 'dao'), person: dao, manner: 'substantive', from: '2024-10-01' })
    const other = [PostEstablished({ title: { th: 'other' }, organization: someId('organization') }), held]
    const elsewhere = (...more: Fact[]) => ({ elsewhere: { [someId('post', 'other')]: fold<PostState>(post, [...other, ...more]) } })
    const acts = { person: ann, to: welfare, on: october, manner: 'acting' }
    const refused = (list: object, evidence: Partial<TransferEvidence>) =>
      office.refused(RecordTransfers, list, ActingDoesNotComeBackToThePost, 'moves.0.person', evidence)
    refused(listOf(acts), elsewhere(acting(cha, october)))
  })

  it('that names a post which is abolished', () => {
    const office = new Office()
    office.posts.get(welfare)!.push(PostAbolished({ on: '2026-08-01' }))
    office.refused(RecordTransfers, listOf({ person: dao, to: welfare, on: october }), PostMustExist, 'moves.0.to')
  })

  it('that is recorded already; another under the same order is asked about', () => {
    const office = new Office()
    const namesakes = [new Office().record(...rotation).list]
    office.refused(RecordTransfers, listOf(...rotation), ThisListIsRecordedAlready, '', { namesakes })
    office.refused(RecordTransfers, listOf(rotation[0]!), AnOrderMovesByOneList, 'number', { namesakes })
    const recordDespite = [{ rule: AnOrderMovesByOneList.code, reason }]
    const evidence = office.evidence({ namesakes })
    expect(given().when(RecordTransfers, listOf(rotation[0]!), { evidence, recordDespite }).facts()).toHaveLength(1)
  })
})

describe('a list that is corrected', () => {
  it('has other days: what it began and ended is corrected, and no more recorded', () => {
    const office = new Office().record(...rotation)
    const events = [...office.posts.values()].flat().length
    office.correct(...rotation.map((move) => ({ ...move, on: '2026-10-15' })))
    expect([office.on(october), office.on('2026-10-14'), office.on('2026-10-15')]).toEqual([before, before, after])
    expect([...office.posts.values()].flat()).toHaveLength(events + 5) // three ends and two beginnings corrected
  })

  it('records nothing where the correction changes nothing, and an end only as one that was recorded wrongly', () => {
    const office = new Office().record(...rotation)
    const types = (of: string) => office.posts.get(of)!.map(({ type }) => type)
    office.correct(rotation[0]!, rotation[1]!, { ...rotation[2]!, on: '2026-10-15' })
    expect([governor, deputy, welfare].map((each) => types(each).slice(2))).toEqual([
      ['RoleEnded', 'RoleAssigned'],
      ['RoleEnded', 'RoleAssigned', 'RoleAssignmentCorrected'],
      ['RoleEnded', 'RoleAssignmentCorrected'],
    ])
  })

  it('leaves each of two who take one post after the other the assignment that is theirs', () => {
    const first = { person: dao, to: governor, on: october, until: '2026-10-02' }
    const second = { person: bee, from: deputy, to: governor, on: '2026-10-02' }
    const office = new Office().record(rotation[0]!, first, second)
    const [, , { begun }] = office.list.doings as [object, object, { begun: string }]
    office.correct(rotation[0]!, second)
    expect(office.list.doings[1]).toMatchObject({ begun })
    expect([office.on(october)[0], office.on('2026-10-02')[0]]).toEqual(['', bee])
  })

  it('names others: the assignment becomes theirs', () => {
    const office = new Office().record(...rotation)
    const { begun } = office.list.doings[1]!
    office.correct(rotation[0]!, { person: dao, to: governor, on: october })
    expect(office.on(october)).toEqual([dao, bee, cha])
    expect(office.list.doings[1]).toEqual({ begun })
  })

  it('leaves moves out, or has more: what is left out never was', () => {
    const office = new Office().record(...rotation).correct(rotation[0]!)
    expect(office.on(october)).toEqual(['', bee, cha])
    expect(office.correct(...rotation).on(october)).toEqual(after)
  })

  it('keeps ends that others recorded since', () => {
    const office = new Office().record(...rotation)
    const begun = office.list.doings[1]!.begun!
    office.at(governor, EndRole, { assignment: begun, on: '2027-10-01' })
    office.correct(...rotation.map((move) => ({ ...move, on: '2026-10-15' })))
    expect(['2026-10-15', '2027-09-30', '2027-10-01'].map((day) => office.on(day)[0])).toEqual([bee, bee, ''])
  })

  it('says the same: nothing', () => {
    const office = new Office().record(...rotation)
    expect(
      given(...office.told)
        .when(CorrectTransfers, { ...listOf(...rotation), reason }, { evidence: office.evidence() })
        .facts(),
    ).toEqual([])
  })

  it('is refused where what it came to was recorded otherwise since', () => {
    const office = new Office().record(...rotation)
    office.at(governor, EndRole, { assignment: office.list.doings[1]!.begun!, on: '2027-10-01' })
    office.refused(CorrectTransfers, { ...listOf(rotation[0]!, rotation[2]!), reason }, LaterRecordsRestOnTheMove, 'moves.1.to')
    const other = new Office().record(...rotation)
    other.at(welfare, EndRole, { assignment: other.first(welfare), on: '2026-12-01' })
    const later = rotation.map((move) => ({ ...move, on: '2026-10-15' }))
    other.refused(CorrectTransfers, { ...listOf(...later), reason }, LaterRecordsRestOnTheMove, 'moves.2.from')
  })
})

describe('a list that is cancelled', () => {
  it('never took effect: ends are as they were before it', () => {
    const office = new Office({ [governor]: '2028-10-01' }).record(...rotation).cancel()
    expect([october, '2028-09-30', '2028-10-01'].map(office.on)).toEqual([before, before, ['', bee, cha]])
  })

  it('is cancelled once, and stands again when it is corrected', () => {
    const office = new Office().record(...rotation).cancel()
    office.refused(CancelTransfers, { reason: 'อีกครั้ง' }, AListIsCancelledOnce, '')
    given(...office.told)
      .when(CancelTransfers, { reason }, { evidence: office.evidence() })
      .thenNothing()
    expect(office.correct(...rotation).on(october)).toEqual(after)
  })

  it('leaves alone an end that people corrected before', () => {
    const office = new Office().record(...rotation)
    office.at(welfare, EndRole, { assignment: office.first(welfare), on: '2026-12-01' })
    office.at(welfare, AssignRole, { person: dao, manner: 'substantive', from: '2026-12-01' })
    office.cancel()
    expect([october, '2026-11-30', '2026-12-01'].map((day) => office.on(day)[2])).toEqual([cha, cha, dao])
  })

  it('leaves alone what people took back of it before', () => {
    const office = new Office().record(...rotation)
    office.at(governor, ReverseRoleAssignment, { assignment: office.list.doings[1]!.begun!, reason })
    expect(office.cancel().on(october)).toEqual(before)
  })

  it('is refused where somebody else holds the post by now', () => {
    const office = new Office().record(...rotation)
    const facts = office.posts.get(welfare)!
    facts.push(RoleAssigned({ assignment: someId('assignment', 'dao'), person: dao, manner: 'substantive', from: '2027-01-01' }))
    office.refused(CancelTransfers, { reason }, PostHasAtMostOneSubstantiveHolderAtATime, 'moves.2.from')
  })
})
