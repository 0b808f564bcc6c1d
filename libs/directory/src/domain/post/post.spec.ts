import {
  AcknowledgementMustBeRecorded,
  DutiesAreAcknowledgedByWhoHoldsThem,
  DutiesAreAcknowledgedOnce,
  DutiesMustBeDescribed,
  StepMustBeRecorded,
} from '@prasan/event-sourcing'
import { describe, it } from '@jest/globals'
import { given, someId } from '@prasan/event-sourcing/testing'
import { AnEndIsRecordedOnce, NothingSucceedsItself, OnlyARecordedEndIsCorrected } from '../steps.js'
import {
  AbolishPost,
  CorrectPost,
  CorrectPostAbolition,
  CorrectRetitling,
  EstablishPost,
  RetitlePost,
  ReversePostAbolition,
  ReverseRetitling,
} from './commands.js'
import {
  AcknowledgeDuties,
  CorrectDuties,
  CorrectDutiesAcknowledgement,
  DescribeDuties,
  ReverseDuties,
  ReverseDutiesAcknowledgement,
} from './decide-duties.js'
import {
  AssignRole,
  CorrectDelegation,
  CorrectRoleAssignment,
  DelegateRole,
  EndDelegation,
  EndRole,
  ReverseDelegation,
  ReverseRoleAssignment,
} from './decide-holding.js'
import {
  DelegationCorrected,
  DelegationEnded,
  DelegationReversed,
  DutiesAcknowledged,
  DutiesAcknowledgementCorrected,
  DutiesAcknowledgementReversed,
  DutiesCorrected,
  DutiesDescribed,
  DutiesReversed,
  type Manner,
  PostAbolished,
  PostAbolitionCorrected,
  PostAbolitionReversed,
  PostCorrected,
  PostEstablished,
  PostRetitled,
  PostRetitlingCorrected,
  PostRetitlingReversed,
  RoleAssigned,
  RoleAssignmentCorrected,
  RoleAssignmentReversed,
  RoleDelegated,
  RoleEnded,
} from './events.js'
import {
  ActingDoesNotComeBackToThePost,
  AssignmentMustBeKnown,
  DelegationCannotEndBeforeItBegins,
  DelegationMustBeKnown,
  NobodyDelegatesToThemselves,
  OnlyWhoeverHoldsThePostDelegates,
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
  it('PostMustExist: it lives until its last day, and what is dated before it is taken also afterwards', () => {
    const late = { today: '2027-02-01' }
    given(...gone)
      .when(AssignRole, holds(first, '2026-09-30'), late)
      .then(RoleAssigned({ assignment: created, ...holds(first, '2026-09-30') }))
    given(...gone)
      .when(AssignRole, holds(first, '2026-10-01'))
      .thenRefused(PostMustExist)
    given(...gone)
      .when(AssignRole, holds(first, '2026-01-01', '2026-10-02'))
      .thenRefused(PostMustExist)
    const held = [...gone, assigned(first, '2026-01-01')]
    given(...held)
      .when(EndRole, { assignment: one, on: '2026-10-02' })
      .thenRefused(PostMustExist)
    given(...held)
      .when(EndRole, { assignment: one, on: '2026-09-01' }, late)
      .then(RoleEnded({ assignment: one, on: '2026-09-01' }))
    given(...held)
      .when(CorrectRoleAssignment, { assignment: one, ...holds(first, '2026-10-01'), reason })
      .thenRefused(PostMustExist)
    given(...gone)
      .when(RetitlePost, { title: head.title, from: '2026-10-01' })
      .thenRefused(PostMustExist)
    given(...gone)
      .when(CorrectPost, { ...head, area: 'area-56', reason })
      .then(PostCorrected({ ...head, area: 'area-56', reason }))
    const reversed = { assignment: one, reason }
    given(...held)
      .when(ReverseRoleAssignment, reversed)
      .then(RoleAssignmentReversed({ ...reversed, person: first }))
  })
  it('ends once; the end is corrected or reversed, and names somebody else', () => {
    const ending = { on: '2026-10-01' }
    given(...gone)
      .when(AbolishPost, ending)
      .thenNothing()
    given(...gone)
      .when(AbolishPost, { on: '2026-09-01' })
      .thenRefused(AnEndIsRecordedOnce)
    const corrected = { on: '2027-01-01', successor: someId('post', 'deputy'), reason }
    given(...gone)
      .when(CorrectPostAbolition, corrected)
      .then(PostAbolitionCorrected(corrected))
    given(...gone, PostAbolitionCorrected(corrected))
      .when(CorrectPostAbolition, corrected)
      .thenNothing()
    given(established).when(CorrectPostAbolition, corrected).thenRefused(OnlyARecordedEndIsCorrected)
    given(...gone)
      .when(ReversePostAbolition, { reason })
      .then(PostAbolitionReversed({ reason }))
    given(...gone, PostAbolitionReversed({ reason }))
      .when(AssignRole, holds(first, '2026-10-01'))
      .then(RoleAssigned({ assignment: created, ...holds(first, '2026-10-01') }))
    given(established).when(ReversePostAbolition, { reason }).thenRefused(OnlyARecordedEndIsCorrected)
    given(established)
      .when(AbolishPost, { ...ending, successor: someId('post') })
      .thenRefused(NothingSucceedsItself)
    given(...gone)
      .when(CorrectPostAbolition, { ...ending, successor: someId('post'), reason })
      .thenRefused(NothingSucceedsItself)
  })
  it('records the same assignment once', () => {
    const term = holds(first, '2026-01-01', undefined, 'acting')
    given(established, RoleAssigned({ assignment: one, ...term }))
      .when(AssignRole, term)
      .thenNothing()
    given(established, RoleAssigned({ assignment: one, ...term }))
      .when(CorrectRoleAssignment, { assignment: one, ...term, reason })
      .thenNothing()
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
    const corrected = { recordedFrom: duties.from, ...duties, from: '2026-09-01', reason }
    given(established, described).when(CorrectDuties, corrected).then(DutiesCorrected(corrected))
    given(established, described)
      .when(CorrectDuties, { ...corrected, from: duties.from })
      .thenNothing()
    given(established, described).when(ReverseDuties, { reason }).thenRefused(StepMustBeRecorded)
    const reversed = { recordedFrom: duties.from, reason }
    given(established, described).when(ReverseDuties, reversed).then(DutiesReversed(reversed))
    given(established, described, DutiesReversed(reversed)).when(DescribeDuties, duties).then(described)
  })
  it('is established, retitled, corrected and abolished', () => {
    given().when(EstablishPost, head).then(established)
    const title = { title: { th: 'ผู้อำนวยการ' }, from: '2026-10-01' }
    given(established).when(RetitlePost, title).then(PostRetitled(title))
    given(established, PostRetitled(title)).when(RetitlePost, title).thenNothing()
    given(established, PostRetitled(title))
      .when(CorrectPost, { ...head, title: title.title, reason })
      .thenNothing()
    const retitling = { recordedFrom: title.from, ...title, from: '2026-09-01', reason }
    given(established, PostRetitled(title)).when(CorrectRetitling, retitling).then(PostRetitlingCorrected(retitling))
    given(established, PostRetitled(title), PostRetitlingCorrected(retitling))
      .when(CorrectRetitling, retitling)
      .thenRefused(StepMustBeRecorded)
    const untitled = { recordedFrom: title.from, reason }
    given(established, PostRetitled(title)).when(ReverseRetitling, untitled).then(PostRetitlingReversed(untitled))
    given(established).when(ReverseRetitling, untitled).thenRefused(StepMustBeRecorded)
    const moved = { ...head, area: 'area-5601', reason }
    given(established).when(CorrectPost, moved).then(PostCorrected(moved))
    given(established, PostCorrected(moved)).when(CorrectPost, moved).thenNothing()
    given(established)
      .when(AbolishPost, { on: '2026-10-01' })
      .then(PostAbolished({ on: '2026-10-01' }))
  })
})

describe('duties are acknowledged', () => {
  const held = [established, assigned(first, '2026-01-01', '2026-10-01'), DutiesDescribed({ duties: { th: 'เลขานุการ' } })]
  const anew = DutiesDescribed({ duties: { th: 'เลขานุการและผู้ประสานงาน' }, from: '2026-06-01' })
  const acknowledges = (on: string) => ({ assignment: one, on })
  const acknowledged = (on: string, dutiesFrom?: string) => DutiesAcknowledged({ assignment: one, on, dutiesFrom })

  it('in the version of the day, once', () => {
    given(...held)
      .when(AcknowledgeDuties, acknowledges('2026-02-01'))
      .then(acknowledged('2026-02-01'))
    given(...held, anew)
      .when(AcknowledgeDuties, acknowledges('2026-06-01'))
      .then(acknowledged('2026-06-01', '2026-06-01'))
    const once = given(...held, acknowledged('2026-02-01'))
    once.when(AcknowledgeDuties, acknowledges('2026-02-01')).thenNothing()
    once.when(AcknowledgeDuties, acknowledges('2026-03-01')).thenRefused(DutiesAreAcknowledgedOnce)
  })
  it('again where they are described anew, also of days before and of the same day', () => {
    given(...held, acknowledged('2026-07-01'), anew)
      .when(AcknowledgeDuties, acknowledges('2026-07-01'))
      .then(acknowledged('2026-07-01', '2026-06-01'))
    given(...held, anew, acknowledged('2026-07-01', '2026-06-01'), DutiesDescribed({ duties: { th: 'อื่น' }, from: '2026-06-01' }))
      .when(AcknowledgeDuties, acknowledges('2026-07-02'))
      .then(acknowledged('2026-07-02', '2026-06-01'))
  })
  it('not again where they are only corrected', () => {
    const corrected = DutiesCorrected({ recordedFrom: '2026-06-01', duties: { th: 'ผู้ประสานงาน' }, from: '2026-05-01', reason })
    given(...held, anew, acknowledged('2026-07-01', '2026-06-01'), corrected)
      .when(AcknowledgeDuties, acknowledges('2026-08-01'))
      .thenRefused(DutiesAreAcknowledgedOnce)
  })
  it('by whoever holds the post on the day, where something is described', () => {
    for (const on of ['2025-12-31', '2026-10-01'])
      given(...held)
        .when(AcknowledgeDuties, acknowledges(on))
        .thenRefused(DutiesAreAcknowledgedByWhoHoldsThem)
    given(...held)
      .when(AcknowledgeDuties, { assignment: someId('assignment', 'other'), on: '2026-02-01' })
      .thenRefused(AssignmentMustBeKnown)
    given(established, assigned(first, '2026-01-01'), anew)
      .when(AcknowledgeDuties, acknowledges('2026-05-31'))
      .thenRefused(DutiesMustBeDescribed)
    given(...held, PostAbolished({ on: '2026-05-01' }))
      .when(AcknowledgeDuties, acknowledges('2026-05-01'))
      .thenRefused(PostMustExist)
    given(...held)
      .when(AcknowledgeDuties, acknowledges('2026-12-01'))
      .thenUntimely('on', 'DayHasNotCome')
  })
  it('is corrected and reversed', () => {
    const both = given(...held, anew, acknowledged('2026-02-01'), acknowledged('2026-07-01', '2026-06-01'))
    const correction = { assignment: one, recordedOn: '2026-07-01', on: '2026-07-15', reason }
    both.when(CorrectDutiesAcknowledgement, correction).then(DutiesAcknowledgementCorrected({ ...correction, dutiesFrom: '2026-06-01' }))
    both.when(CorrectDutiesAcknowledgement, { ...correction, on: '2026-07-01' }).thenNothing()
    both.when(CorrectDutiesAcknowledgement, { ...correction, on: '2026-02-01' }).thenRefused(DutiesAreAcknowledgedOnce)
    both.when(CorrectDutiesAcknowledgement, { ...correction, recordedOn: '2026-07-02' }).thenRefused(AcknowledgementMustBeRecorded)
    both.when(CorrectDutiesAcknowledgement, { ...correction, on: '2026-10-01' }).thenRefused(DutiesAreAcknowledgedByWhoHoldsThem)
    const reversal = { assignment: one, recordedOn: '2026-07-01', reason }
    both.when(ReverseDutiesAcknowledgement, reversal).then(DutiesAcknowledgementReversed(reversal))
    const reversed = [...held, anew, acknowledged('2026-07-01', '2026-06-01'), DutiesAcknowledgementReversed(reversal)]
    given(...reversed)
      .when(ReverseDutiesAcknowledgement, reversal)
      .thenRefused(AcknowledgementMustBeRecorded)
    given(...reversed)
      .when(AcknowledgeDuties, acknowledges('2026-07-01'))
      .then(acknowledged('2026-07-01', '2026-06-01'))
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
  it('is recorded once, within the days of the post, and to somebody else', () => {
    const delegated = RoleDelegated({ delegation, ...powers })
    given(established, delegated).when(DelegateRole, powers).thenNothing()
    const gone = [established, PostAbolished({ on: '2026-12-31' })]
    given(...gone)
      .when(DelegateRole, { ...powers, from: '2026-12-31' })
      .thenRefused(PostMustExist)
    given(...gone, delegated)
      .when(EndDelegation, { delegation, on: '2027-01-01' })
      .thenRefused(PostMustExist)
    given(...gone)
      .when(DelegateRole, { ...powers, from: '2026-12-30' })
      .then(RoleDelegated({ delegation, ...powers, from: '2026-12-30' }))
    given(established)
      .when(DelegateRole, { ...powers, to: someId('post') })
      .thenRefused(NobodyDelegatesToThemselves)
  })
  it('ActingDoesNotComeBackToThePost', () => {
    const acting = { person: someId('person', 'who acts'), manner: 'acting' as const, from: '2026-10-01' }
    const evidence = { stoodInFor: [someId('post', 'of their own'), someId('post')] }
    given(established).when(AssignRole, acting, { evidence }).thenRefused(ActingDoesNotComeBackToThePost)
    given(established)
      .when(AssignRole, acting, { evidence: { stoodInFor: [someId('post', 'of their own')] } })
      .then(RoleAssigned({ assignment: created, ...acting }))
    given(established, RoleAssigned({ assignment: one, ...acting, manner: 'caretaker' }))
      .when(CorrectRoleAssignment, { assignment: one, ...acting, reason }, { evidence })
      .thenRefused(ActingDoesNotComeBackToThePost)
  })
  it('OnlyWhoeverHoldsThePostDelegates', () => {
    const held = (from: string, until?: string, manner: 'substantive' | 'acting' = 'substantive') =>
      RoleAssigned({ assignment: someId('assignment', `${manner} from ${from}`), person: someId('person', from), manner, from, until })
    const empty = [established, held('2024-10-01', '2026-09-30')]
    const on = (from: string) => ({ ...powers, from, until: '2027-03-01' })
    given(...empty)
      .when(DelegateRole, on('2026-09-30'))
      .thenRefused(OnlyWhoeverHoldsThePostDelegates)
    for (const from of ['2026-09-29', '2024-09-30'])
      given(...empty)
        .when(DelegateRole, on(from))
        .then(RoleDelegated({ delegation, ...on(from) }))
    given(...empty, held('2026-10-15', undefined, 'acting'))
      .when(DelegateRole, on('2026-10-14'))
      .thenRefused(OnlyWhoeverHoldsThePostDelegates)
    given(...empty, held('2026-10-15', undefined, 'acting'))
      .when(DelegateRole, on('2026-10-15'))
      .then(RoleDelegated({ delegation, ...on('2026-10-15') }))
    const delegated = RoleDelegated({ delegation, ...on('2026-09-29') })
    const corrected = { delegation, ...on('2026-10-01'), reason }
    given(...empty, delegated)
      .when(CorrectDelegation, corrected)
      .thenRefused(OnlyWhoeverHoldsThePostDelegates)
    // what was recorded before the holder was known otherwise can still be ended, and corrected on its day
    const rests = [established, RoleDelegated({ delegation, ...on('2026-10-01') }), held('2024-10-01', '2026-09-30')]
    given(...rests)
      .when(EndDelegation, { delegation, on: '2026-12-01' })
      .then(DelegationEnded({ delegation, on: '2026-12-01' }))
    given(...rests)
      .when(CorrectDelegation, { ...corrected, scope: 'another' })
      .then(DelegationCorrected({ ...corrected, scope: 'another' }))
  })
  it('is to somebody else than whoever answers for the post', () => {
    const [holder, acts] = [someId('person', 'holder'), someId('person', 'who acts')]
    const held = [
      established,
      RoleAssigned({ assignment: someId('assignment', 'holder'), person: holder, manner: 'substantive', from: '2024-10-01' }),
    ]
    const stoodInFor = RoleAssigned({ assignment: someId('assignment', 'acts'), person: acts, manner: 'acting', from: '2026-10-15' })
    const to = (person: string, from: string) => ({ ...powers, to: person, from })
    given(...held)
      .when(DelegateRole, to(holder, '2026-10-14'))
      .thenRefused(NobodyDelegatesToThemselves)
    given(...held, stoodInFor)
      .when(DelegateRole, to(acts, '2026-10-15'))
      .thenRefused(NobodyDelegatesToThemselves)
    for (const powers of [to(holder, '2026-10-15'), to(acts, '2026-10-14')])
      given(...held, stoodInFor)
        .when(DelegateRole, powers)
        .then(RoleDelegated({ delegation, ...powers }))
    given(...held, RoleDelegated({ delegation, ...powers }))
      .when(CorrectDelegation, { delegation, ...powers, to: holder, reason })
      .thenRefused(NobodyDelegatesToThemselves)
  })
  it('is corrected as a whole, or never was', () => {
    const delegated = RoleDelegated({ delegation, ...powers })
    const corrected = { delegation, ...powers, from: '2026-09-01', until: '2026-12-01', reason }
    given(established, delegated).when(CorrectDelegation, corrected).then(DelegationCorrected(corrected))
    given(established, delegated, DelegationCorrected(corrected)).when(CorrectDelegation, corrected).thenNothing()
    const reversed = DelegationReversed({ delegation, scope: powers.scope, reason })
    given(established, delegated).when(ReverseDelegation, { delegation, reason }).then(reversed)
    given(established, delegated, reversed).when(ReverseDelegation, { delegation, reason }).thenRefused(DelegationMustBeKnown)
  })
  it('DelegationMustBeKnown', () =>
    given(established).when(EndDelegation, { delegation, on: '2026-10-01' }).thenRefused(DelegationMustBeKnown))
})
