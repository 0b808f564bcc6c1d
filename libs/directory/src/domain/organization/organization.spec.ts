import { describe, it } from '@jest/globals'
import { NothingIsPartOfItself, StepMustBeRecorded, StepsBeginOnDaysOfTheirOwn } from '@prasan/event-sourcing'
import { given, someId } from '@prasan/event-sourcing/testing'
import { AnEndIsRecordedOnce, NothingSucceedsItself, OnlyARecordedEndIsCorrected } from '../steps.js'
import {
  CloseOrganization,
  CorrectHeadPost,
  CorrectOrganization,
  CorrectOrganizationClosing,
  CorrectRenaming,
  NameHeadPost,
  RegisterOrganization,
  RenameOrganization,
  ReverseHeadPost,
  ReverseOrganizationClosing,
  ReverseRenaming,
} from './commands.js'
import { AddMandateClause, CorrectMandateClause, RetireMandateClause, ReverseMandateClause } from './decide-mandate.js'
import {
  HeadPostCorrected,
  HeadPostNamed,
  HeadPostReversed,
  MandateClauseAdded,
  MandateClauseCorrected,
  MandateClauseRetired,
  MandateClauseReversed,
  OrganizationClosed,
  OrganizationClosingCorrected,
  OrganizationClosingReversed,
  OrganizationCorrected,
  OrganizationRegistered,
  OrganizationRenamed,
  OrganizationRenamingCorrected,
  OrganizationRenamingReversed,
} from './events.js'
import {
  ClauseCannotEndBeforeItBegins,
  MandateClauseMustBeInForce,
  OrganizationMustBeActive,
  OrganizationsHaveNamesOfTheirOwn,
} from './rules.js'

const office = { name: { th: 'สำนักงานตัวอย่าง', en: 'Example office' }, kind: 'provincial' as const }
const registered = OrganizationRegistered(office)
const ending = { on: '2026-12-31' }
const closed = [registered, OrganizationClosed(ending)]
const clause = someId('clause', 'new:0')
const mandate = { text: { th: 'คุ้มครองผู้เสียหาย' }, source: 'พ.ร.บ. ตัวอย่าง', from: '2020-01-01' }
const added = MandateClauseAdded({ clause, ...mandate })
const renaming = { name: { th: 'ชื่อใหม่' }, from: '2026-10-01' }
const renamed = OrganizationRenamed(renaming)
const reason = 'สะกดผิด'
const [own, other] = [someId('organization'), someId('organization', 'other')]
const [head, second] = [someId('post'), someId('post', 'second')]

describe('an organization', () => {
  it('is registered, renamed from a day and corrected as a whole, each once', () => {
    given().when(RegisterOrganization, office).then(registered)
    given(registered).when(RenameOrganization, renaming).then(renamed)
    given(registered, renamed)
      .when(RenameOrganization, { ...renaming, from: '2026-11-01' })
      .thenNothing()
    given(registered, renamed)
      .when(RenameOrganization, { ...renaming, from: '2026-09-01' })
      .then(OrganizationRenamed({ ...renaming, from: '2026-09-01' }))
    const correction = { ...office, kind: 'ngo' as const, reason }
    given(registered).when(CorrectOrganization, correction).then(OrganizationCorrected(correction))
    given(registered, OrganizationCorrected(correction)).when(CorrectOrganization, correction).thenNothing()
    given(registered, renamed)
      .when(CorrectOrganization, { ...office, name: renaming.name, reason })
      .thenNothing()
  })
  it('has a renaming, and its day, corrected or reversed', () => {
    const corrected = { recordedFrom: '2026-10-01', ...renaming, from: '2026-09-01', reason }
    given(registered, renamed).when(CorrectRenaming, corrected).then(OrganizationRenamingCorrected(corrected))
    given(registered, renamed, OrganizationRenamingCorrected(corrected)).when(CorrectRenaming, corrected).thenRefused(StepMustBeRecorded)
    given(registered, renamed)
      .when(CorrectRenaming, { ...corrected, from: '2026-10-01' })
      .thenNothing()
    given(registered, renamed, OrganizationRenamed({ name: office.name, from: '2026-09-01' }))
      .when(CorrectRenaming, corrected)
      .thenRefused(StepsBeginOnDaysOfTheirOwn)
    const reversed = { recordedFrom: '2026-10-01', reason }
    given(registered, renamed).when(ReverseRenaming, reversed).then(OrganizationRenamingReversed(reversed))
    given(registered, renamed, OrganizationRenamingReversed(reversed)).when(ReverseRenaming, reversed).thenRefused(StepMustBeRecorded)
    given(registered, renamed, OrganizationRenamingReversed(reversed)).when(RenameOrganization, renaming).then(renamed)
  })
  it('names a head post once, and has it corrected or reversed', () => {
    const named = HeadPostNamed({ post: head })
    given(registered).when(NameHeadPost, { post: head }).then(named)
    given(registered, named).when(NameHeadPost, { post: head }).thenNothing()
    const later = HeadPostNamed({ post: second, from: '2026-10-01' })
    given(registered, named).when(NameHeadPost, later.data).then(later)
    const corrected = { post: second, reason }
    given(registered, named).when(CorrectHeadPost, corrected).then(HeadPostCorrected(corrected))
    given(registered, named).when(CorrectHeadPost, { post: head, reason }).thenNothing()
    given(registered, later).when(CorrectHeadPost, corrected).thenRefused(StepMustBeRecorded)
    given(registered, named).when(ReverseHeadPost, { reason }).then(HeadPostReversed({ reason }))
    given(registered).when(ReverseHeadPost, { reason }).thenRefused(StepMustBeRecorded)
  })
})

describe('OrganizationsHaveNamesOfTheirOwn', () => {
  const evidence = { namesakes: [{ id: other, from: '', until: '2026-12-31' }] }
  const despite = { recordDespite: [{ rule: OrganizationsHaveNamesOfTheirOwn.code, reason }] }
  it('asks about a second of the name, which can be recorded despite', () => {
    given().when(RegisterOrganization, office, { evidence }).thenRefused(OrganizationsHaveNamesOfTheirOwn)
    given()
      .when(RegisterOrganization, office, { evidence, ...despite })
      .then(registered)
    given(registered).when(RenameOrganization, renaming, { evidence }).thenRefused(OrganizationsHaveNamesOfTheirOwn)
    given(registered)
      .when(CorrectOrganization, { ...office, name: renaming.name, reason }, { evidence })
      .thenRefused(OrganizationsHaveNamesOfTheirOwn)
  })
  it('does not ask where the other bears the name no more, or is itself, or the name stays', () => {
    given().when(RegisterOrganization, office, { evidence, today: '2026-12-31' }).then(registered)
    given(registered)
      .when(RenameOrganization, { ...renaming, from: '2026-12-31' }, { evidence })
      .then(OrganizationRenamed({ ...renaming, from: '2026-12-31' }))
    given(registered)
      .when(RenameOrganization, renaming, { evidence: { namesakes: [{ id: own }] } })
      .then(renamed)
    const correction = { ...office, kind: 'ngo' as const, reason }
    given(registered).when(CorrectOrganization, correction, { evidence }).then(OrganizationCorrected(correction))
  })
})

it('NothingIsPartOfItself', () => {
  given()
    .when(RegisterOrganization, { ...office, parent: own })
    .thenRefused(NothingIsPartOfItself)
  given(registered)
    .when(CorrectOrganization, { ...office, parent: other, reason }, { evidence: { above: { [other]: own } } })
    .thenRefused(NothingIsPartOfItself)
  const below = { ...office, parent: other, reason }
  given(registered)
    .when(CorrectOrganization, below, { evidence: { above: { [other]: undefined } } })
    .then(OrganizationCorrected(below))
})

describe('a mandate clause', () => {
  const retirement = { clause, on: '2026-10-01' }
  it('is added and retired, each once', () => {
    given(registered).when(AddMandateClause, mandate).then(added)
    given(registered, added).when(AddMandateClause, mandate).thenNothing()
    given(registered, added).when(RetireMandateClause, retirement).then(MandateClauseRetired(retirement))
    given(registered, added, MandateClauseRetired(retirement)).when(RetireMandateClause, retirement).thenNothing()
  })
  it('MandateClauseMustBeInForce: until its end, also where one is announced', () => {
    given(registered).when(RetireMandateClause, retirement).thenRefused(MandateClauseMustBeInForce)
    const announced = [registered, added, MandateClauseRetired({ clause, on: '2026-12-31' })]
    given(...announced)
      .when(RetireMandateClause, retirement)
      .then(MandateClauseRetired(retirement))
    given(...announced)
      .when(RetireMandateClause, { clause, on: '2027-01-01' })
      .thenRefused(MandateClauseMustBeInForce)
  })
  it('ClauseCannotEndBeforeItBegins', () => {
    given(registered, added).when(RetireMandateClause, { clause, on: '2020-01-01' }).thenRefused(ClauseCannotEndBeforeItBegins)
    given(registered, added)
      .when(CorrectMandateClause, { clause, ...mandate, until: '2019-01-01', reason })
      .thenRefused(ClauseCannotEndBeforeItBegins)
  })
  it('is corrected as a whole, or never was', () => {
    const corrected = { clause, ...mandate, until: '2026-10-01', reason }
    given(registered, added).when(CorrectMandateClause, corrected).then(MandateClauseCorrected(corrected))
    given(registered, added, MandateClauseCorrected(corrected)).when(CorrectMandateClause, corrected).thenNothing()
    const reversed = MandateClauseReversed({ clause, text: mandate.text, reason })
    given(registered, added).when(ReverseMandateClause, { clause, reason }).then(reversed)
    given(registered, added, reversed).when(ReverseMandateClause, { clause, reason }).thenRefused(MandateClauseMustBeInForce)
  })
})

describe('an organization that ends', () => {
  it('OrganizationMustBeActive: it lives until that day, and what is dated before it is taken also afterwards', () => {
    const name = office.name
    given(...closed)
      .when(RenameOrganization, renaming, { today: '2027-02-01' })
      .then(renamed)
    given(...closed)
      .when(RenameOrganization, { name, from: '2026-12-31' })
      .thenRefused(OrganizationMustBeActive)
    given(...closed)
      .when(NameHeadPost, { post: head, from: '2026-12-30' })
      .then(HeadPostNamed({ post: head, from: '2026-12-30' }))
    given(...closed)
      .when(NameHeadPost, { post: head, from: '2026-12-31' })
      .thenRefused(OrganizationMustBeActive)
    given(...closed)
      .when(AddMandateClause, { ...mandate, from: '2026-12-31' })
      .thenRefused(OrganizationMustBeActive)
    given(...closed, added)
      .when(RetireMandateClause, { clause, on: '2027-01-01' })
      .thenRefused(OrganizationMustBeActive)
    given(...closed, added)
      .when(CorrectMandateClause, { clause, ...mandate, until: '2027-01-01', reason })
      .thenRefused(OrganizationMustBeActive)
    const correction = { ...office, kind: 'ngo' as const, reason }
    given(...closed)
      .when(CorrectOrganization, correction)
      .then(OrganizationCorrected(correction))
  })
  it('ends once; the end is corrected or reversed', () => {
    given(registered).when(CloseOrganization, ending).then(OrganizationClosed(ending))
    given(...closed)
      .when(CloseOrganization, ending)
      .thenNothing()
    given(...closed)
      .when(CloseOrganization, { on: '2026-10-01' })
      .thenRefused(AnEndIsRecordedOnce)
    const corrected = { on: '2026-10-01', successor: other, reason }
    given(...closed)
      .when(CorrectOrganizationClosing, corrected)
      .then(OrganizationClosingCorrected(corrected))
    given(...closed, OrganizationClosingCorrected(corrected))
      .when(CorrectOrganizationClosing, corrected)
      .thenNothing()
    const reversed = OrganizationClosingReversed({ reason })
    given(...closed)
      .when(ReverseOrganizationClosing, { reason })
      .then(reversed)
    given(...closed, reversed)
      .when(RenameOrganization, { name: office.name, from: '2027-06-01' })
      .thenNothing()
    given(...closed, reversed)
      .when(ReverseOrganizationClosing, { reason })
      .thenRefused(OnlyARecordedEndIsCorrected)
    given(registered)
      .when(CorrectOrganizationClosing, { ...ending, reason })
      .thenRefused(OnlyARecordedEndIsCorrected)
  })
  it('NothingSucceedsItself', () => {
    given(registered)
      .when(CloseOrganization, { ...ending, successor: own })
      .thenRefused(NothingSucceedsItself)
    given(...closed)
      .when(CorrectOrganizationClosing, { ...ending, successor: own, reason })
      .thenRefused(NothingSucceedsItself)
  })
  it('is not announced beyond the horizon', () =>
    given(registered).when(CloseOrganization, { on: '2096-12-31' }).thenUntimely('on', 'DayTooFarAhead'))
})
