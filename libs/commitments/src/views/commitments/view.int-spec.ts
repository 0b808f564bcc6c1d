import { describe, expect, it } from '@jest/globals'
import {
  CommitteeCorrected,
  CommitteeEstablished,
  SeatChangeReversed,
  SeatChanged,
  SeatCreated,
  committee,
} from '@prasan/committees/contract'
import {
  OrganizationCorrected,
  OrganizationRegistered,
  PostCorrected,
  PostEstablished,
  organization,
  post,
} from '@prasan/directory/contract'
import type { Fact, ReadModel } from '@prasan/event-sourcing'
import { type Told, someId, told, viewed } from '@prasan/event-sourcing/testing'
import {
  CommitmentAccepted,
  CommitmentCorrected,
  CommitmentDeclined,
  CommitmentMade,
  CommitmentStepCorrected,
  CommitmentStepReversed,
  CommitmentWithdrawn,
  CompletionReported,
  CompletionReturned,
  CompletionVerified,
  ExtensionCorrected,
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  ObstacleAnswered,
  ObstacleRaised,
  OwnershipTransferred,
  PriorityChanged,
  ProgressReported,
  type StepKind,
} from '../../domain/commitment/events.js'
import { commitment } from '../../domain/commitment/state.js'
import {
  type CommitmentOrder,
  type OverdueFilter,
  bucketOf,
  commitmentsByIds,
  commitmentsFrom,
  commitments,
  obstaclesOf,
  overdueCommitments,
  overdueTotals,
} from './queries.js'
import { commitmentsView } from './view.js'

const office = someId('organization')
const owner = someId('post')
const other = someId('post', 'other')
const body = someId('committee')
const seat = someId('seat')
const id = someId('commitment')
const plan = someId('plan')
const reason = 'มติ'
const promise = {
  title: { th: 'อบรม' },
  owner,
  madeOn: '2026-05-04',
  dueOn: '2026-09-30',
  committee: body,
  plan,
  origin: someId('activity'),
}
const made = CommitmentMade(promise)

const before = [
  ...told(office, '2026-01-01', OrganizationRegistered({ name: { th: 'สำนักงาน' }, kind: 'provincial', areas: ['area-56'] })),
  ...told(owner, '2026-01-01', PostEstablished({ title: { th: 'หัวหน้า' }, organization: office, area: 'area-5601' })),
  ...told(other, '2026-01-01', PostEstablished({ title: { th: 'อื่น' }, organization: office })),
  ...told(body, '2026-01-01', CommitteeEstablished({ name: { th: 'คณะ' }, type: 'committee', area: 'area-57' })),
  ...told(body, '2026-01-01', SeatCreated({ seat, number: 1, office: 'member', kind: { representative: { organization: office } } })),
]
async function asking<R>(story: Told[], ask: (views: ReadModel) => R): Promise<R> {
  const views = await viewed([commitmentsView], [organization, post, committee, commitment], [...before, ...story])
  const answer = ask(views)
  views.close()
  return answer
}
const rowOn = (story: Told[], day: string, log: number | null = null) =>
  asking(story, (views) => commitmentsByIds.run(views, { ids: [id], asOf: { day, log } })[0])
const overdue = (story: Told[], day: string, filter: OverdueFilter = {}) =>
  asking(story, (views) =>
    overdueCommitments.page.run(views, { page: { first: 10 }, asOf: { day, log: null }, filter }).rows.map((row) => row.id),
  )

describe('a commitment on a day', () => {
  it('is there from the day it was made, though it was recorded later', async () => {
    const story = told(id, '2026-06-01', made)
    expect(await rowOn(story, '2026-05-03')).toBeUndefined()
    expect(await rowOn(story, '2026-05-04')).toMatchObject({
      ...promise,
      originalDueOn: '2026-09-30',
      extensions: 0,
      state: 'open',
      owned: null,
    })
    expect(await rowOn(story, '2026-05-04', before.length)).toBeUndefined()
  })

  it('carries the last word of its day', async () => {
    const story = [
      ...told(id, '2026-05-04', made),
      ...told(id, '2026-07-01', ProgressReported({ on: '2026-06-20', percent: 40, word: 'เริ่มแล้ว' })),
      ...told(id, '2026-08-01', CommitmentDeclined({ on: '2026-08-01', reason: 'คนไม่พอ' })),
    ]
    expect(await rowOn(story, '2026-06-19')).toMatchObject({ wordOn: null, percent: null })
    expect(await rowOn(story, '2026-06-20')).toMatchObject({ wordOn: '2026-06-20', wordKind: 'progress', word: 'เริ่มแล้ว', percent: 40 })
    expect(await rowOn(story, '2026-08-01')).toMatchObject({ wordKind: 'declined', word: 'คนไม่พอ', percent: 40, owned: 'declined' })
    expect(await rowOn(story, '2026-08-01', before.length + 1)).toMatchObject({ wordOn: null })
  })

  it('keeps its original date through extensions (ExtensionKeepsTheOriginalDate), and moves it only by correction', async () => {
    const story = [
      ...told(id, '2026-05-04', made, ExtensionRequested({ on: '2026-09-01', dueOn: '2026-10-31', reason })),
      ...told(id, '2026-09-05', ExtensionRefused({ on: '2026-09-05', reason })),
      ...told(id, '2026-09-20', ExtensionRequested({ on: '2026-09-18', dueOn: '2026-10-31', reason })),
      ...told(id, '2026-09-25', ExtensionGranted({ dueOn: '2026-10-31', reason, decidedOn: '2026-09-24' })),
    ]
    const dates = async (day: string, log: number | null = null) => {
      const row = (await rowOn(story, day, log))!
      return [row.dueOn, row.originalDueOn, row.extensions, row.requestedDueOn]
    }
    expect(await dates('2026-09-04')).toEqual(['2026-09-30', '2026-09-30', 0, '2026-10-31'])
    expect(await dates('2026-09-05')).toEqual(['2026-09-30', '2026-09-30', 0, null])
    expect(await dates('2026-09-23')).toEqual(['2026-09-30', '2026-09-30', 0, '2026-10-31'])
    expect(await dates('2026-09-24')).toEqual(['2026-10-31', '2026-09-30', 1, null])
    story.push(...told(id, '2026-10-01', CommitmentCorrected({ ...promise, dueOn: '2026-09-15', reason })))
    expect(await dates('2026-09-10')).toEqual(['2026-09-15', '2026-09-15', 0, null])
    expect(await dates('2026-09-24')).toEqual(['2026-10-31', '2026-09-15', 1, null])
    story.push(...told(id, '2026-10-02', ExtensionCorrected({ dueOn: '2026-10-15', reason })))
    expect(await dates('2026-09-23')).toEqual(['2026-09-15', '2026-09-15', 0, '2026-10-31'])
    expect(await dates('2026-09-24')).toEqual(['2026-10-15', '2026-09-15', 1, null])
  })

  it('is corrected as it was promised: a later transfer stands, and the first day moves', async () => {
    const story = [
      ...told(id, '2026-05-04', made, OwnershipTransferred({ owner: other, on: '2026-07-01', reason })),
      ...told(id, '2026-08-01', CommitmentCorrected({ ...promise, owner: seat, madeOn: '2026-05-01', reason })),
    ]
    expect(await rowOn(story, '2026-04-30')).toBeUndefined()
    expect(await rowOn(story, '2026-05-01')).toMatchObject({ owner: seat, madeOn: '2026-05-01' })
    expect(await rowOn(story, '2026-07-01')).toMatchObject({ owner: other, madeOn: '2026-05-01' })
    expect(await rowOn(story, '2026-05-03', before.length + 2)).toBeUndefined()
    story.push(...told(id, '2026-08-02', CommitmentCorrected({ ...promise, madeOn: '2026-05-10', reason })))
    expect(await rowOn(story, '2026-05-09')).toBeUndefined()
    expect(await rowOn(story, '2026-05-10')).toMatchObject({ owner, madeOn: '2026-05-10' })
  })

  it('keeps a transfer made on the day of the promise through a correction', async () => {
    const story = told(
      id,
      '2026-05-04',
      made,
      OwnershipTransferred({ owner: other, on: '2026-05-04', reason }),
      CommitmentCorrected({ ...promise, title: { th: 'อบรมใหม่' }, reason }),
    )
    expect(await rowOn(story, '2026-05-04')).toMatchObject({ owner: other, madeFor: owner, title: { th: 'อบรมใหม่' } })
  })

  it('keeps the last percentage through a word that gives none', async () => {
    const story = told(
      id,
      '2026-07-01',
      made,
      ProgressReported({ on: '2026-06-01', percent: 40, word: 'เริ่มแล้ว' }),
      ProgressReported({ on: '2026-06-20', word: 'รอวิทยากร' }),
    )
    expect(await rowOn(story, '2026-06-20')).toMatchObject({ percent: 40, word: 'รอวิทยากร' })
  })

  it('counts what is done, which gives the percent where the report says none, rounded down and never over 100', async () => {
    const villages = (done: number) => ({ done, of: 72, unit: 'หมู่บ้าน' })
    const story = told(
      id,
      '2026-07-20',
      made,
      ProgressReported({ on: '2026-06-01', count: villages(41), word: 'สำรวจ' }),
      ProgressReported({ on: '2026-06-10', percent: 60, count: villages(42), word: 'สำรวจ' }),
      ProgressReported({ on: '2026-06-20', word: 'พัก' }),
      ProgressReported({ on: '2026-06-30', count: villages(80), word: 'เกินเป้า' }),
    )
    const shown = async (day: string) => {
      const { percent, count } = (await rowOn(story, day))!
      return { percent, count }
    }
    expect(await shown('2026-05-31')).toEqual({ percent: null, count: null })
    expect(await shown('2026-06-01')).toEqual({ percent: 56, count: villages(41) })
    expect(await shown('2026-06-20')).toEqual({ percent: 60, count: villages(42) })
    expect(await shown('2026-06-30')).toEqual({ percent: 100, count: villages(80) })
  })

  it('is its owner’s since it was made or came to it, and was of its first priority until that changed', async () => {
    const story = told(
      id,
      '2026-07-20',
      made,
      OwnershipTransferred({ owner: other, on: '2026-06-01', reason }),
      PriorityChanged({ priority: 'high', on: '2026-06-15', reason }),
    )
    expect(await rowOn(story, '2026-05-31')).toMatchObject({ assignedOn: '2026-05-04', priority: 'normal' })
    expect(await rowOn(story, '2026-06-14')).toMatchObject({ assignedOn: '2026-06-01', priority: 'normal' })
    expect(await rowOn(story, '2026-06-15')).toMatchObject({ assignedOn: '2026-06-01', priority: 'high' })
  })

  it('is completed, returned, completed and verified', async () => {
    const story = told(
      id,
      '2026-09-30',
      made,
      CommitmentAccepted({ on: '2026-05-05' }),
      CompletionReported({ on: '2026-08-01', word: 'แล้ว' }),
      CompletionReturned({ on: '2026-08-10', reason: 'ขาดเอกสาร' }),
      CompletionReported({ on: '2026-08-20', word: 'ครบ' }),
      CompletionVerified({ on: '2026-08-25', by: other }),
    )
    const states = await Promise.all(
      ['2026-07-31', '2026-08-01', '2026-08-10', '2026-08-20', '2026-08-25'].map(async (day) => (await rowOn(story, day))!.state),
    )
    expect(states).toEqual(['open', 'completed', 'open', 'completed', 'verified'])
    expect(await rowOn(story, '2026-08-10')).toMatchObject({ wordKind: 'returned', word: 'ขาดเอกสาร', owned: 'accepted' })
  })

  it('says by whom it was completed and verified, and is done wholly while it is', async () => {
    const story = told(
      id,
      '2026-09-30',
      made,
      ProgressReported({ on: '2026-07-01', percent: 50, word: 'ครึ่งทาง' }),
      CompletionReported({ on: '2026-08-01', word: 'แล้ว' }),
      CompletionReturned({ on: '2026-08-10', reason: 'ขาดเอกสาร' }),
      CompletionReported({ on: '2026-08-20', word: 'ครบ' }),
      CompletionVerified({ on: '2026-08-25', by: other }),
    )
    const none = { completedOn: null, completedBy: null, verifiedOn: null, verifiedBy: null }
    const completed = { completedOn: '2026-08-20', completedBy: 'system:test' }
    expect(await rowOn(story, '2026-07-31')).toMatchObject({ percent: 50, ...none })
    expect(await rowOn(story, '2026-08-01')).toMatchObject({ percent: 100, ...none, completedOn: '2026-08-01', completedBy: 'system:test' })
    expect(await rowOn(story, '2026-08-10')).toMatchObject({ percent: 50, ...none })
    expect(await rowOn(story, '2026-08-20')).toMatchObject({ percent: 100, ...none, ...completed })
    expect(await rowOn(story, '2026-08-25')).toMatchObject({ percent: 100, ...completed, verifiedOn: '2026-08-25', verifiedBy: other })
  })

  it('is not supported by who took it over', async () => {
    const story = told(
      id,
      '2026-09-30',
      CommitmentMade({ ...promise, supporting: [other, body] }),
      OwnershipTransferred({ owner: other, on: '2026-07-01', reason }),
    )
    expect(await rowOn(story, '2026-06-30')).toMatchObject({ owner, supporting: [other, body] })
    expect(await rowOn(story, '2026-07-01')).toMatchObject({ owner: other, supporting: [body] })
  })

  const obstacle = someId('obstacle')
  const raised = ObstacleRaised({ obstacle, on: '2026-07-01', text: 'รอข้อมูล', waitingOn: other })
  const obstacles = (story: Told[], day: string, log: number | null = null) =>
    asking(story, (views) => obstaclesOf.run(views, { ids: [id], asOf: { day, log } }))
  it('shows what stood in the way, and how it was answered', async () => {
    const story = told(id, '2026-09-30', made, raised, ObstacleAnswered({ obstacle, on: '2026-08-01', answer: 'ได้แล้ว' }))
    const on = (day: string) => obstacles(story, day)
    const waiting = { id: obstacle, text: 'รอข้อมูล', waitingOn: other, raisedOn: '2026-07-01', answeredOn: null, answer: null }
    expect(await on('2026-06-30')).toEqual([])
    expect(await on('2026-07-31')).toMatchObject([waiting])
    expect(await on('2026-08-01')).toMatchObject([{ ...waiting, answeredOn: '2026-08-01', answer: 'ได้แล้ว', answeredBy: 'system:test' }])
    expect(await rowOn(story, '2026-08-01')).toMatchObject({ wordKind: 'answer', word: 'ได้แล้ว' })
  })

  /** Step 1 of a commitment, the step rightly, and what the day shows of each. */
  const steps: [StepKind, Fact, object, string, object, object][] = [
    ['acceptance', CommitmentAccepted({ on: '2026-06-01' }), { on: '2026-06-03' }, '2026-06-02', { owned: 'accepted' }, { owned: null }],
    [
      'refusal',
      CommitmentDeclined({ on: '2026-06-01', reason: 'คนไม่พอ' }),
      { on: '2026-06-01', reason: 'งบไม่พอ' },
      '2026-06-01',
      { owned: 'declined', word: 'คนไม่พอ' },
      { owned: 'declined', word: 'งบไม่พอ' },
    ],
    [
      'progress',
      ProgressReported({ on: '2026-06-01', percent: 40, word: 'เริ่ม' }),
      { on: '2026-06-01', percent: 4, word: 'เริ่ม' },
      '2026-06-01',
      { percent: 40 },
      { percent: 4, wordKind: 'progress' },
    ],
    [
      'request',
      ExtensionRequested({ on: '2026-06-01', dueOn: '2026-12-31', reason }),
      { on: '2026-06-01', dueOn: '2026-10-31', reason },
      '2026-06-01',
      { requestedDueOn: '2026-12-31' },
      { requestedDueOn: '2026-10-31' },
    ],
    [
      'extension',
      ExtensionGranted({ dueOn: '2026-12-31', reason, decidedOn: '2026-06-01' }),
      { dueOn: '2026-10-31', reason, decidedOn: '2026-06-01' },
      '2026-06-01',
      { dueOn: '2026-12-31', extensions: 1 },
      { dueOn: '2026-10-31', extensions: 1 },
    ],
    [
      'transfer',
      OwnershipTransferred({ owner: other, on: '2026-06-01', reason }),
      { owner: seat, on: '2026-06-01', reason },
      '2026-06-01',
      { owner: other },
      { owner: seat },
    ],
    [
      'prioritizing',
      PriorityChanged({ priority: 'urgent', on: '2026-06-01', reason }),
      { priority: 'high', on: '2026-06-20', reason },
      '2026-06-10',
      { priority: 'urgent' },
      { priority: 'normal' },
    ],
    [
      'completion',
      CompletionReported({ on: '2026-06-01', word: 'แล้ว' }),
      { on: '2026-06-20', word: 'แล้ว' },
      '2026-06-10',
      { state: 'completed' },
      { state: 'open', completedOn: null },
    ],
    [
      'withdrawal',
      CommitmentWithdrawn({ on: '2026-06-01', reason }),
      { on: '2026-06-20', reason },
      '2026-06-10',
      { state: 'withdrawn' },
      { state: 'open' },
    ],
  ]
  it.each(steps)(
    'shows the %s as it was recorded, as it was corrected and without it once it never was',
    async (kind, step, rightly, day, wrong, right) => {
      const story = told(id, '2026-06-25', made, step)
      const recorded = before.length + 2
      const corrected = [
        ...story,
        ...told(id, '2026-06-26', CommitmentStepCorrected({ step: 1, rightly: { [kind]: rightly }, reason } as never)),
      ]
      const reversed = [...corrected, ...told(id, '2026-06-27', CommitmentStepReversed({ step: 1, what: kind, reason }))]
      expect(await rowOn(corrected, day)).toMatchObject(right)
      expect(await rowOn(reversed, day)).toEqual({ ...(await rowOn(story, day, recorded - 1)), knownFrom: expect.any(Number) })
      for (const [log, shown] of [
        [recorded, wrong],
        [recorded + 1, right],
      ] as const)
        expect(await rowOn(reversed, day, log)).toMatchObject(shown)
    },
  )

  it('shows an obstacle and its answer as they were corrected, and not once they never were', async () => {
    const answered = ObstacleAnswered({ obstacle, on: '2026-08-01', answer: 'ได้แล้ว' })
    const late = { obstacle, on: '2026-08-05', answer: 'ได้ครบ' }
    const story = [
      ...told(id, '2026-08-10', made, raised, answered),
      ...told(id, '2026-08-11', CommitmentStepCorrected({ step: 2, rightly: { answer: late }, reason })),
      ...told(id, '2026-08-12', CommitmentStepCorrected({ step: 1, rightly: { obstacle: { on: '2026-07-02', text: 'รอคน' } }, reason })),
      ...told(id, '2026-08-13', CommitmentStepReversed({ step: 2, what: 'answer', reason })),
      ...told(id, '2026-08-14', CommitmentStepReversed({ step: 1, what: 'obstacle', reason })),
    ]
    const known = async (events: number, day: string) =>
      (await obstacles(story, day, before.length + events)).map(({ text, raisedOn, waitingOn, answeredOn }) => [
        text,
        raisedOn,
        waitingOn,
        answeredOn,
      ])
    expect(await known(3, '2026-08-02')).toEqual([['รอข้อมูล', '2026-07-01', other, '2026-08-01']])
    expect(await known(4, '2026-08-02')).toEqual([['รอข้อมูล', '2026-07-01', other, null]])
    expect(await known(5, '2026-07-01')).toEqual([])
    expect(await known(5, '2026-08-05')).toEqual([['รอคน', '2026-07-02', null, '2026-08-05']])
    expect(await known(6, '2026-08-05')).toEqual([['รอคน', '2026-07-02', null, null]])
    expect(await obstacles(story, '2026-08-05')).toEqual([])
  })

  it('is read by days where the log of earlier days holds one to come', async () => {
    const story = told(id, '2026-06-01', made, CommitmentWithdrawn({ on: '2027-06-01', reason }))
    expect(await rowOn(story, '2027-05-31')).toMatchObject({ state: 'open' })
    expect(await rowOn(story, '2027-06-01')).toMatchObject({ state: 'withdrawn' })
  })

  it('is found from where it comes', async () => {
    const story = told(id, '2026-05-04', made)
    const from = (origin: string) =>
      asking(story, (views) => commitmentsFrom.run(views, { ids: [origin], asOf: { day: '2026-06-01', log: null } }))
    expect(await from(promise.origin)).toMatchObject([{ id }])
    expect(await from(plan)).toEqual([])
  })
})

describe('what is overdue', () => {
  const story = told(id, '2026-05-04', made)

  it('begins the day after it was due, and ends with completion or withdrawal', async () => {
    expect(await overdue(story, '2026-09-30')).toEqual([])
    expect(await overdue(story, '2026-10-01')).toEqual([id])
    expect(
      await overdue([...story, ...told(id, '2026-10-05', CompletionReported({ on: '2026-10-03', word: 'แล้ว' }))], '2026-10-03'),
    ).toEqual([])
    const withdrawn = [...story, ...told(id, '2026-10-05', CommitmentWithdrawn({ on: '2026-10-03', reason }))]
    expect([await overdue(withdrawn, '2026-10-02'), await overdue(withdrawn, '2026-10-03')]).toEqual([[id], []])
  })

  it.each<[string, OverdueFilter, boolean]>([
    ['its committee', { committee: body }, true],
    ['another committee', { committee: someId('committee', 'x') }, false],
    ['its plan', { plan }, true],
    ['another plan', { plan: someId('plan', 'x') }, false],
    ['its owner', { post: owner }, true],
    ['the organization of its owner', { organization: office }, true],
    ['the district of its owner', { area: 'area-5601' }, true],
    ['the province', { area: 'area-56' }, true],
    ['the next district', { area: 'area-5602' }, false],
    ['all at once', { committee: body, plan, post: owner, organization: office, area: 'area-56', minDaysOverdue: 5 }, true],
    ['more days than it is late', { minDaysOverdue: 6 }, false],
  ])('is found by %s', async (_, filter, found) => {
    expect(await overdue(story, '2026-10-05', filter)).toEqual(found ? [id] : [])
  })

  it('moves to where the new owner belongs from the day of a transfer, and to where a corrected post belongs on all days', async () => {
    const passed = [...story, ...told(id, '2026-10-02', OwnershipTransferred({ owner: seat, on: '2026-10-02', reason }))]
    expect(await overdue(passed, '2026-10-02', { area: 'area-5601' })).toEqual([])
    expect(await overdue(passed, '2026-10-02', { organization: office })).toEqual([id])
    expect(await overdue(passed, '2026-10-01', { post: owner })).toEqual([id])
    const corrected = [
      ...story,
      ...told(owner, '2026-10-02', PostCorrected({ title: { th: 'หัวหน้า' }, organization: office, area: 'area-5701', reason })),
    ]
    expect(await overdue(corrected, '2026-10-02', { area: 'area-56' })).toEqual([])
    expect(await overdue(corrected, '2026-10-02', { area: 'area-57' })).toEqual([id])
  })

  it('belongs where a corrected organization, committee or seat belongs, on all days; to where a changed seat belongs from its day', async () => {
    const district = { name: { th: 'สำนักงาน' }, kind: 'provincial' as const, areas: ['area-57'] }
    const inherited = told(id, '2026-05-04', CommitmentMade({ ...promise, owner: other }))
    expect(await overdue(inherited, '2026-10-02', { area: 'area-56' })).toEqual([id])
    const corrected = [...inherited, ...told(office, '2026-10-01', OrganizationCorrected({ ...district, reason }))]
    expect(await overdue(corrected, '2026-10-02', { area: 'area-56' })).toEqual([])
    expect(await overdue(corrected, '2026-10-02', { area: 'area-57' })).toEqual([id])

    const ofBody = told(id, '2026-05-04', CommitmentMade({ ...promise, owner: body }))
    const establishment = { name: { th: 'คณะ' }, type: 'committee', area: 'area-58', reason } as const
    expect(
      await overdue([...ofBody, ...told(body, '2026-06-01', CommitteeCorrected(establishment))], '2026-10-02', { area: 'area-58' }),
    ).toEqual([id])

    const elsewhere = someId('organization', 'elsewhere')
    const moved = [
      ...told(elsewhere, '2026-01-01', OrganizationRegistered({ ...district, areas: ['area-57'] })),
      ...told(id, '2026-05-04', CommitmentMade({ ...promise, owner: seat })),
      ...told(
        body,
        '2026-10-03',
        SeatChanged({ seat, number: 1, office: 'member', kind: { representative: { organization: elsewhere } }, from: '2026-10-03' }),
      ),
    ]
    expect(await overdue(moved, '2026-10-02', { organization: office })).toEqual([id])
    expect(await overdue(moved, '2026-10-03', { organization: office })).toEqual([])
    expect(await overdue(moved, '2026-10-03', { organization: elsewhere, area: 'area-57' })).toEqual([id])
    const back = [...moved, ...told(body, '2026-10-04', SeatChangeReversed({ seat, from: '2026-10-03', reason }))]
    expect(await overdue(back, '2026-10-03', { organization: office })).toEqual([id])
    expect(await overdue(back, '2026-10-03', { organization: elsewhere })).toEqual([])
  })

  it('is counted by ageing bucket, first and last day of each included', async () => {
    const due = ['2026-09-30', '2026-09-24', '2026-09-23', '2026-09-01', '2026-08-31', '2026-07-03', '2026-07-02']
    const late = due.flatMap((dueOn, i) => told(someId('commitment', String(i)), '2026-05-04', CommitmentMade({ ...promise, dueOn })))
    const totals = await asking(late, (views) => overdueTotals.run(views, { asOf: { day: '2026-10-01', log: null } }))
    expect(totals).toEqual({ DAYS_1_7: 2, DAYS_8_30: 2, DAYS_31_90: 2, OVER_90: 1 })
    expect([0, 1, 7, 8, 30, 31, 90, 91].map(bucketOf)).toEqual([
      null,
      'DAYS_1_7',
      'DAYS_1_7',
      'DAYS_8_30',
      'DAYS_8_30',
      'DAYS_31_90',
      'DAYS_31_90',
      'OVER_90',
    ])
  })

  describe('in a list', () => {
    const two = (n: number) => String(n).padStart(2, '0')
    const all = Array.from({ length: 25 }, (_, i) => ({
      id: someId('commitment', String(i)),
      dueOn: `2026-09-${two(1 + (i % 9))}`,
      madeOn: `2026-05-${two(1 + (i % 4))}`,
    }))
    const many = all.flatMap(({ id, dueOn, madeOn }) => told(id, '2026-05-10', CommitmentMade({ ...promise, dueOn, madeOn })))
    const asOf = { day: '2026-10-01', log: null }
    const lists = { commitments, overdueCommitments }

    it.each(Object.entries(lists))('%s gives pages that neither lose nor repeat, in every order', async (_, list) => {
      const walk = (order: CommitmentOrder) =>
        asking(many, (views) => {
          const seen: string[] = []
          for (let after: string | undefined; ;) {
            const page = list.page.run(views, { page: { first: 7, after }, asOf, orderBy: order })
            seen.push(...page.rows.map((row) => row.id))
            if (!page.hasNextPage) return seen
            after = page.cursorOf(page.rows.at(-1)!)
          }
        })
      const by = (day: 'dueOn' | 'madeOn') => [...all].sort((a, b) => (a[day] + a.id < b[day] + b.id ? -1 : 1)).map(({ id }) => id)
      expect(await walk('OLDEST_DUE_FIRST')).toEqual(by('dueOn'))
      expect(await walk('NEWEST_DUE_FIRST')).toEqual(by('dueOn').reverse())
      expect(await walk('OLDEST_MADE_FIRST')).toEqual(by('madeOn'))
      expect(await walk('NEWEST_MADE_FIRST')).toEqual(by('madeOn').reverse())
    })

    it.each(Object.entries(lists))('%s are those due from one day until the day before another', async (_, list) => {
      const due = (filter: OverdueFilter) =>
        asking(many, (views) =>
          [...new Set(list.page.run(views, { page: { first: 100 }, asOf, filter }).rows.map(({ dueOn }) => dueOn))].sort(),
        )
      expect(await due({ dueFrom: '2026-09-08' })).toEqual(['2026-09-08', '2026-09-09'])
      expect(await due({ dueUntil: '2026-09-03' })).toEqual(['2026-09-01', '2026-09-02'])
      expect(await due({ dueFrom: '2026-09-04', dueUntil: '2026-09-06' })).toEqual(['2026-09-04', '2026-09-05'])
    })
  })
})
