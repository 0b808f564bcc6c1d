// What an organization is there to do.
import { type Life, begins, command, described, ends, hasEnded, requireThat, same } from '@prasan/event-sourcing'
import { MandateClauseAdded, MandateClauseCorrected, MandateClauseRetired, MandateClauseReversed, shapes } from './events.js'
import { ClauseCannotEndBeforeItBegins, MandateClauseMustBeInForce, OrganizationMustBeActive } from './rules.js'
import { type OrganizationState, type RegisteredOrganization, lifeOfOrganization, organization, requireActive } from './state.js'

/** @throws RuleRefused where a clause ends before it begins, or is not within the days of the organization */
function requireClause(state: OrganizationState, { from, until }: Life): asserts state is RegisteredOrganization {
  requireActive(state, from, 'from')
  requireThat(begins({ from }) < ends({ until }), ClauseCannotEndBeforeItBegins, 'until')
  requireThat(until === undefined || until <= ends(lifeOfOrganization(state)), OrganizationMustBeActive, 'until')
}

export const AddMandateClause = command(
  'AddMandateClause',
  organization,
  shapes.mandate,
  {
    doc: described(
      'เพิ่มอำนาจหน้าที่ของหน่วยงานและกฎหมายที่ให้อำนาจ บันทึกข้อเดิมซ้ำไม่มีผล',
      'What the organization is there to do, and by which law. The same clause again is nothing new.',
      'OrganizationMustBeActive, ClauseCannotEndBeforeItBegins',
    ),
  },
  (input, state, { newId }) => {
    requireClause(state, input)
    const there = Object.values(state.clauses).some(({ until: _, ...mandate }) => same(mandate, input))
    return there ? [] : [MandateClauseAdded({ clause: newId('clause'), ...input })]
  },
)

export const RetireMandateClause = command(
  'RetireMandateClause',
  organization,
  shapes.retirement,
  {
    doc: described(
      'อำนาจหน้าที่ข้อนี้สิ้นผลตั้งแต่วันที่ `on`',
      'The clause no longer holds from the day `on`.',
      'MandateClauseMustBeInForce, ClauseCannotEndBeforeItBegins, OrganizationMustBeActive',
    ),
  },
  (input, state) => {
    const clause = state.is === 'unknown' ? undefined : state.clauses[input.clause]
    requireThat(clause, MandateClauseMustBeInForce, 'clause')
    if (clause.until === input.on) return []
    requireThat(begins(clause) < input.on, ClauseCannotEndBeforeItBegins, 'on')
    requireThat(!hasEnded(clause, input.on), MandateClauseMustBeInForce, 'on')
    requireThat(input.on <= ends(lifeOfOrganization(state)), OrganizationMustBeActive, 'on')
    return [MandateClauseRetired(input)]
  },
)

export const CorrectMandateClause = command(
  'CorrectMandateClause',
  organization,
  { clause: shapes.clause, ...shapes.mandate, until: shapes.until, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขอำนาจหน้าที่หรือวันของข้อนั้นที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'A mandate clause, or one of its days, was recorded wrongly: gives the whole corrected fact and the reason.',
      'MandateClauseMustBeInForce, OrganizationMustBeActive, ClauseCannotEndBeforeItBegins',
    ),
  },
  ({ clause, reason, ...corrected }, state) => {
    const was = state.is === 'unknown' ? undefined : state.clauses[clause]
    requireThat(was, MandateClauseMustBeInForce, 'clause')
    requireClause(state, corrected)
    return same(was, corrected) ? [] : [MandateClauseCorrected({ clause, ...corrected, reason })]
  },
)

export const ReverseMandateClause = command(
  'ReverseMandateClause',
  organization,
  { clause: shapes.clause, reason: shapes.reason },
  { doc: described('หน่วยงานไม่เคยมีอำนาจหน้าที่ข้อนี้', 'The organization never had this clause.', 'MandateClauseMustBeInForce') },
  (input, state) => {
    const clause = state.is === 'unknown' ? undefined : state.clauses[input.clause]
    requireThat(clause, MandateClauseMustBeInForce, 'clause')
    return [MandateClauseReversed({ ...input, text: clause.text })]
  },
)
