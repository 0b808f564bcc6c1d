import { describe, it } from '@jest/globals'
import { given, someId } from '@prasan/event-sourcing/testing'
import {
  AddMandateClause,
  ClauseCannotEndBeforeItBegins,
  CloseOrganization,
  CorrectOrganization,
  HeadPostNamed,
  MandateClauseAdded,
  MandateClauseMustBeInForce,
  MandateClauseRetired,
  NameHeadPost,
  OrganizationClosed,
  OrganizationCorrected,
  OrganizationMustBeActive,
  OrganizationRegistered,
  OrganizationRenamed,
  RegisterOrganization,
  RenameOrganization,
  RetireMandateClause,
} from './organization.js'

const office = { name: { th: 'สำนักงานตัวอย่าง', en: 'Example office' }, kind: 'provincial' as const }
const registered = OrganizationRegistered(office)
const closed = [registered, OrganizationClosed({ on: '2026-10-01' })]
const clause = someId('clause', 'new:0')
const mandate = { text: { th: 'คุ้มครองผู้เสียหาย' }, source: 'พ.ร.บ. ตัวอย่าง', from: '2020-01-01' }

describe('an organization', () => {
  it('is registered, renamed from a day and corrected as a whole', () => {
    given().when(RegisterOrganization, office).then(registered)
    const renaming = { name: { th: 'ชื่อใหม่' }, from: '2026-10-01' }
    given(registered).when(RenameOrganization, renaming).then(OrganizationRenamed(renaming))
    const correction = { ...office, kind: 'ngo' as const, reason: 'เลือกประเภทผิด' }
    given(registered).when(CorrectOrganization, correction).then(OrganizationCorrected(correction))
  })
  it('names a head post once', () => {
    const post = someId('post')
    given(registered).when(NameHeadPost, { post }).then(HeadPostNamed({ post }))
    given(registered, HeadPostNamed({ post })).when(NameHeadPost, { post }).thenNothing()
  })
  it('gains and loses mandate clauses', () => {
    given(registered)
      .when(AddMandateClause, mandate)
      .then(MandateClauseAdded({ clause, ...mandate }))
    const retirement = { clause, on: '2026-10-01' }
    given(registered, MandateClauseAdded({ clause, ...mandate }))
      .when(RetireMandateClause, retirement)
      .then(MandateClauseRetired(retirement))
  })
  it('MandateClauseMustBeInForce', () => {
    const retirement = { clause, on: '2026-10-01' }
    given(registered).when(RetireMandateClause, retirement).thenRefused(MandateClauseMustBeInForce)
    given(registered, MandateClauseAdded({ clause, ...mandate }), MandateClauseRetired(retirement))
      .when(RetireMandateClause, retirement)
      .thenRefused(MandateClauseMustBeInForce)
  })
  it('ClauseCannotEndBeforeItBegins', () =>
    given(registered, MandateClauseAdded({ clause, ...mandate }))
      .when(RetireMandateClause, { clause, on: '2020-01-01' })
      .thenRefused(ClauseCannotEndBeforeItBegins))
  it('OrganizationMustBeActive: a closed one changes no more, but its record can be corrected', () => {
    given(...closed)
      .when(RenameOrganization, { name: office.name, from: '2026-01-01' })
      .thenRefused(OrganizationMustBeActive)
    given(...closed)
      .when(NameHeadPost, { post: someId('post') })
      .thenRefused(OrganizationMustBeActive)
    given(...closed)
      .when(AddMandateClause, mandate)
      .thenRefused(OrganizationMustBeActive)
    given(...closed)
      .when(RetireMandateClause, { clause, on: '2026-01-01' })
      .thenRefused(OrganizationMustBeActive)
    given(...closed)
      .when(CloseOrganization, { on: '2026-12-01' })
      .thenRefused(OrganizationMustBeActive)
    const correction = { ...office, reason: 'สะกดผิด' }
    given(...closed)
      .when(CorrectOrganization, correction)
      .then(OrganizationCorrected(correction))
  })
})
