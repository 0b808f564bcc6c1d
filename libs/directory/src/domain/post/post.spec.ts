import { describe, it } from '@jest/globals'
import { given, someId } from '@prasan/event-sourcing/testing'
import {
  AbolishPost,
  AssignRole,
  CorrectPost,
  CorrectRoleAssignment,
  DelegateRole,
  DescribeDuties,
  EndDelegation,
  EndRole,
  EstablishPost,
  RetitlePost,
  ReverseRoleAssignment,
} from './commands.js'
import {
  DelegationEnded,
  DutiesDescribed,
  type Manner,
  PostAbolished,
  PostCorrected,
  PostEstablished,
  PostRetitled,
  RoleAssigned,
  RoleAssignmentCorrected,
  RoleAssignmentReversed,
  RoleDelegated,
  RoleEnded,
} from './events.js'
import {
  AssignmentMustBeKnown,
  DelegationCannotEndBeforeItBegins,
  DelegationMustBeKnown,
  PostHasAtMostOneSubstantiveHolderAtATime,
  PostMustExist,
  RoleCannotEndBeforeItBegins,
} from './rules.js'

const head = { title: { th: 'หัวหน้าสำนักงาน', en: 'Head of office' }, organization: someId('organization') }
const established = PostEstablished(head)
const first = someId('person', 'first')
const second = someId('person', 'second')
const one = someId('assignment', 'one')
const created = someId('assignment', 'new:0')
const holds = (person: string, from?: string, until?: string, manner: Manner = 'substantive') => ({
  person,
  manner,
  ...(from && { from }),
  ...(until && { until }),
})
const assigned = (...term: Parameters<typeof holds>) => RoleAssigned({ assignment: one, ...holds(...term) })
const reason = 'พิมพ์ผิด'

describe('PostHasAtMostOneSubstantiveHolderAtATime', () => {
  const holder = [established, assigned(first, '2024-10-01', '2026-10-01')]
  const refused = (from?: string, until?: string) =>
    given(...holder)
      .when(AssignRole, holds(second, from, until))
      .thenRefused(PostHasAtMostOneSubstantiveHolderAtATime)

  it('refuses a second one on any day of the first', () => {
    refused('2025-01-01')
    refused('2026-09-30')
    refused('2020-01-01', '2024-10-02')
    refused('2025-01-01', '2025-01-02')
    refused()
    refused(undefined, '2024-10-02')
  })
  it('takes a successor from the day the first ends, also ahead of time', () =>
    given(...holder)
      .when(AssignRole, holds(second, '2026-10-01'), { today: '2026-08-01' })
      .then(RoleAssigned({ assignment: created, ...holds(second, '2026-10-01') })))
  it('takes a predecessor by a late order, until the day the first begins', () =>
    given(...holder)
      .when(AssignRole, holds(second, '2020-01-01', '2024-10-01'))
      .then(RoleAssigned({ assignment: created, ...holds(second, '2020-01-01', '2024-10-01') })))
  it('takes one whose beginning nobody knows, where nobody held it before', () =>
    given(...holder)
      .when(AssignRole, holds(second, undefined, '2024-10-01'))
      .then(RoleAssigned({ assignment: created, ...holds(second, undefined, '2024-10-01') })))
  it.each<Manner>(['acting', 'caretaker'])('lets somebody be %s beside the substantive holder', (manner) =>
    given(...holder)
      .when(AssignRole, holds(second, '2025-01-01', undefined, manner))
      .then(RoleAssigned({ assignment: created, ...holds(second, '2025-01-01', undefined, manner) })),
  )
  it('frees the days that an ended, corrected or reversed assignment no longer takes', () => {
    const wanted = holds(second, '2025-01-01', '2026-01-01')
    const taken = RoleAssigned({ assignment: created, ...wanted })
    given(...holder, RoleEnded({ assignment: one, on: '2025-01-01' }))
      .when(AssignRole, wanted)
      .then(taken)
    given(...holder, RoleAssignmentReversed({ assignment: one, reason }))
      .when(AssignRole, wanted)
      .then(taken)
    const corrected = RoleAssignmentCorrected({ assignment: one, ...holds(first, '2026-01-01'), reason })
    given(...holder, corrected)
      .when(AssignRole, wanted)
      .then(taken)
  })
  it('counts when an end moves later and when an assignment is corrected, but not against itself', () => {
    const both = [...holder, RoleAssigned({ assignment: someId('assignment', 'two'), ...holds(second, '2026-10-01') })]
    given(...both)
      .when(EndRole, { assignment: one, on: '2026-10-02' })
      .thenRefused(PostHasAtMostOneSubstantiveHolderAtATime)
    const wider = { assignment: one, ...holds(first, '2024-10-01'), reason }
    given(...both)
      .when(CorrectRoleAssignment, wider)
      .thenRefused(PostHasAtMostOneSubstantiveHolderAtATime)
    given(...holder)
      .when(CorrectRoleAssignment, wider)
      .then(RoleAssignmentCorrected(wider))
  })
})

describe('RoleCannotEndBeforeItBegins', () => {
  it('wants at least one day', () => {
    given(established)
      .when(AssignRole, holds(first, '2026-10-01', '2026-10-01'))
      .thenRefused(RoleCannotEndBeforeItBegins)
    given(established)
      .when(AssignRole, holds(first, '2026-10-02', '2026-10-01', 'acting'))
      .thenRefused(RoleCannotEndBeforeItBegins)
    const held = [established, assigned(first, '2026-10-01')]
    given(...held)
      .when(EndRole, { assignment: one, on: '2026-10-01' })
      .thenRefused(RoleCannotEndBeforeItBegins)
    given(...held)
      .when(EndRole, { assignment: one, on: '2026-10-02' })
      .then(RoleEnded({ assignment: one, on: '2026-10-02' }))
  })
  it('is no matter where the beginning is unknown', () =>
    given(established, assigned(first))
      .when(EndRole, { assignment: one, on: '1950-01-01' })
      .then(RoleEnded({ assignment: one, on: '1950-01-01' })))
})

describe('a post', () => {
  const gone = [established, PostAbolished({ on: '2026-10-01' })]
  it('ends a role once', () =>
    given(established, assigned(first, '2026-01-01', '2026-10-01'))
      .when(EndRole, { assignment: one, on: '2026-10-01' })
      .thenNothing())
  it('AssignmentMustBeKnown', () => {
    given(established).when(EndRole, { assignment: one, on: '2026-10-01' }).thenRefused(AssignmentMustBeKnown)
    given(established)
      .when(CorrectRoleAssignment, { assignment: one, ...holds(first), reason })
      .thenRefused(AssignmentMustBeKnown)
    given(established).when(ReverseRoleAssignment, { assignment: one, reason }).thenRefused(AssignmentMustBeKnown)
  })
  it('PostMustExist: nothing is added to an abolished post, what was recorded can still be corrected', () => {
    given(...gone)
      .when(AssignRole, holds(first))
      .thenRefused(PostMustExist)
    given(...gone)
      .when(AbolishPost, { on: '2026-10-02' })
      .thenRefused(PostMustExist)
    given(...gone)
      .when(RetitlePost, { title: head.title, from: '2026-01-01' })
      .thenRefused(PostMustExist)
    given(...gone)
      .when(CorrectPost, { ...head, reason })
      .thenRefused(PostMustExist)
    const reversed = { assignment: one, reason }
    given(established, assigned(first), gone[1]!).when(ReverseRoleAssignment, reversed).then(RoleAssignmentReversed(reversed))
  })
  it('has its duties described, once as long as they stay the same', () => {
    const duties = { duties: { th: 'เลขานุการคณะ', en: 'Secretary of the body' }, from: '2026-10-01' }
    const described = DutiesDescribed(duties)
    given(established).when(DescribeDuties, duties).then(described)
    given(established, described).when(DescribeDuties, duties).thenNothing()
    given(established, described)
      .when(DescribeDuties, { duties: duties.duties })
      .then(DutiesDescribed({ duties: duties.duties }))
    given(...gone)
      .when(DescribeDuties, duties)
      .thenRefused(PostMustExist)
  })
  it('is established, retitled, corrected and abolished', () => {
    given().when(EstablishPost, head).then(established)
    const title = { title: { th: 'ผู้อำนวยการ' }, from: '2026-10-01' }
    given(established).when(RetitlePost, title).then(PostRetitled(title))
    given(established)
      .when(CorrectPost, { ...head, reason })
      .then(PostCorrected({ ...head, reason }))
    given(established)
      .when(AbolishPost, { on: '2026-10-01' })
      .then(PostAbolished({ on: '2026-10-01' }))
  })
})

describe('a delegation', () => {
  const powers = { to: someId('post', 'deputy'), scope: 'ลงนามหนังสือภายนอก', from: '2026-10-01' }
  const delegation = someId('delegation', 'new:0')
  it('is recorded with its scope and ends once', () => {
    given(established)
      .when(DelegateRole, powers)
      .then(RoleDelegated({ delegation, ...powers }))
    const end = { delegation, on: '2026-12-01' }
    given(established, RoleDelegated({ delegation, ...powers }))
      .when(EndDelegation, end)
      .then(DelegationEnded(end))
    given(established, RoleDelegated({ delegation, ...powers }), DelegationEnded(end))
      .when(EndDelegation, end)
      .thenNothing()
  })
  it('DelegationCannotEndBeforeItBegins', () => {
    given(established)
      .when(DelegateRole, { ...powers, until: '2026-10-01' })
      .thenRefused(DelegationCannotEndBeforeItBegins)
    given(established, RoleDelegated({ delegation, ...powers }))
      .when(EndDelegation, { delegation, on: '2026-10-01' })
      .thenRefused(DelegationCannotEndBeforeItBegins)
  })
  it('DelegationMustBeKnown', () =>
    given(established).when(EndDelegation, { delegation, on: '2026-10-01' }).thenRefused(DelegationMustBeKnown))
})
