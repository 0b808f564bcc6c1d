// Decisions about the body itself: that it exists, of what it is part, what it is to do, that it ends.
import {
  type Context,
  type Dated,
  type Day,
  type Life,
  type Parents,
  StepMustBeRecorded,
  aliveOn,
  anyStep,
  begins,
  command,
  creation,
  described,
  ends,
  requireNoCircle,
  requireStep,
  requireThat,
  same,
  stepAt,
  stepFrom,
} from '@prasan/event-sourcing'
import {
  CommitteeCorrected,
  CommitteeDissolved,
  CommitteeEstablished,
  DissolutionCorrected,
  DissolutionReversed,
  MandateCorrected,
  MandateDescribed,
  MandateReversed,
  mandate,
} from './events.js'
import {
  CommitteeBeginsWithinItsParent,
  CommitteeCannotEndBeforeItBegins,
  CommitteeMustBeDissolved,
  CommitteeMustNotBeDissolved,
  SuccessorMustBeAnother,
  livingOn,
} from './rules.js'
import { dissolution, establishment, reason } from './shapes.js'
import { type CommitteeState, type Living, committee, lifeOfBody } from './state.js'

/** What is known of the bodies above the one named as parent, of that one's days, and of the bodies that are part of this one. */
export interface Relatives {
  readonly above?: Parents
  readonly parent?: Life
  readonly below?: readonly Dated[]
}
type Evident = Context<Relatives | undefined>

/** A body whose beginning is not known, or that is part of none, begins at any time. */
const requireWithinParent = ({ from }: { from?: Day | undefined }, { evidence }: Evident) =>
  requireThat(from === undefined || aliveOn(evidence?.parent ?? {}, from), CommitteeBeginsWithinItsParent, 'from')

/** Requires that what began while the body was there by the record still does. */
const requireRoom = (recorded: Life, rightly: Life, { evidence }: Evident, field: string) =>
  requireThat(
    (evidence?.below ?? []).every(({ from }) => from === undefined || !aliveOn(recorded, from) || aliveOn(rightly, from)),
    CommitteeBeginsWithinItsParent,
    field,
  )

function known(state: CommitteeState): Living {
  requireThat(state.is === 'established', CommitteeMustNotBeDissolved)
  return state
}

export const EstablishCommittee = creation(
  'EstablishCommittee',
  committee,
  establishment,
  {
    doc: described(
      'จัดตั้งคณะกรรมการ คณะอนุกรรมการ คณะทำงาน ทีม เครือข่าย หรือกลุ่มในหมู่บ้าน',
      'Establishes a committee, sub-committee, working group, team, coalition or village group.',
      'NothingIsPartOfItself, CommitteeBeginsWithinItsParent',
    ),
  },
  (input, _, context: Evident) => {
    requireNoCircle(context.id, input.parent, (each) => context.evidence?.above?.[each])
    requireWithinParent(input, context)
    return [CommitteeEstablished(input)]
  },
)

export const CorrectCommittee = command(
  'CorrectCommittee',
  committee,
  { ...establishment, reason },
  {
    doc: described(
      'แก้ไขข้อมูลคณะกรรมการที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'The committee was recorded wrongly: gives the whole corrected fact and the reason.',
      'NothingIsPartOfItself, CommitteeCannotEndBeforeItBegins, CommitteeBeginsWithinItsParent',
    ),
  },
  (input, state, context: Evident) => {
    const { reason: _, ...facts } = input
    requireNoCircle(context.id, facts.parent, (each) => context.evidence?.above?.[each])
    const body = known(state)
    if (same(body.facts, facts)) return []
    if (body.facts.parent !== facts.parent || body.facts.from !== facts.from) requireWithinParent(facts, context)
    requireRoom(lifeOfBody(body), lifeOfBody({ ...body, facts }), context, 'from')
    requireThat(begins(facts) < ends(lifeOfBody(body)), CommitteeCannotEndBeforeItBegins, 'from')
    requireThat(
      body.facts.from === facts.from || [...body.seats].every(([, { places }]) => !places[0]!.from || begins(facts) <= places[0]!.from),
      CommitteeCannotEndBeforeItBegins,
      'from',
    )
    return [CommitteeCorrected(input)]
  },
)

export const DescribeMandate = command(
  'DescribeMandate',
  committee,
  mandate,
  {
    doc: described(
      'กำหนดอำนาจหน้าที่ของคณะตั้งแต่วันที่กำหนด แทนที่กำหนดไว้เดิม',
      'What the committee is to do, and may, in place of what was said before, from a day on.',
      'CommitteeMustNotBeDissolved, CommitteeMustHaveBegun',
    ),
  },
  (input, state) => {
    const { mandates } = livingOn(state, input.from, 'from')
    return same(stepAt(mandates, input.from)?.mandate, input.mandate) ? [] : [MandateDescribed(input)]
  },
)

export const CorrectMandate = command(
  'CorrectMandate',
  committee,
  { ...anyStep, ...mandate, reason },
  {
    doc: described(
      'แก้ไขอำนาจหน้าที่ของคณะหรือวันเริ่มที่บันทึกไว้ไม่ถูกต้อง',
      'The mandate, or the day from which it holds, was recorded wrongly.',
      'StepMustBeRecorded, StepsBeginOnDaysOfTheirOwn, CommitteeMustNotBeDissolved, CommitteeMustHaveBegun',
    ),
  },
  ({ recordedFrom, reason, ...step }, state) => {
    const { mandates } = livingOn(state, step.from, 'from')
    const was = requireStep(mandates, recordedFrom, step.from, 'from')
    return same(was, step) ? [] : [MandateCorrected({ recordedFrom, ...step, reason })]
  },
)

export const ReverseMandate = command(
  'ReverseMandate',
  committee,
  { ...anyStep, reason },
  {
    doc: described(
      'ไม่เคยมีอำนาจหน้าที่ตามบันทึกนี้ ให้เป็นไปตามที่กำหนดไว้เดิม',
      'This mandate never was: what was said before holds on.',
      'StepMustBeRecorded',
    ),
  },
  (input, state) => {
    requireThat(state.is === 'established' && stepFrom(state.mandates, input.recordedFrom), StepMustBeRecorded, 'recordedFrom')
    return [MandateReversed(input)]
  },
)

function requireEnding(body: Living, dissolved: { on: Day; successor?: string | undefined }, context: Evident): void {
  requireThat(begins(body.facts) < dissolved.on, CommitteeCannotEndBeforeItBegins, 'on')
  requireThat(dissolved.successor !== context.id, SuccessorMustBeAnother, 'successor')
  requireRoom(lifeOfBody(body), lifeOfBody({ ...body, dissolved }), context, 'on')
}

export const DissolveCommittee = command(
  'DissolveCommittee',
  committee,
  dissolution,
  {
    doc: described(
      'ยุบเลิกคณะกรรมการ พร้อมระบุผู้รับช่วงงานค้าง จนถึงวันที่ `on` คณะปฏิบัติงานตามเดิม',
      'The committee ends; names who takes over what it owes. Until the day `on` it works as before.',
      'CommitteeCannotEndBeforeItBegins, CommitteeMustNotBeDissolved, SuccessorMustBeAnother, CommitteeMustHaveBegun, ' +
        'CommitteeBeginsWithinItsParent',
    ),
  },
  (input, state, context: Evident) => {
    const body = known(state)
    if (same(body.dissolved ?? null, input)) return []
    requireEnding(body, input, context)
    livingOn(state, input.on, 'on')
    return [CommitteeDissolved(input)]
  },
)

export const CorrectDissolution = command(
  'CorrectDissolution',
  committee,
  { ...dissolution, reason },
  {
    doc: described(
      'แก้ไขการยุบเลิกคณะกรรมการที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'The dissolution was recorded wrongly: gives the whole corrected fact and the reason.',
      'CommitteeMustBeDissolved, CommitteeCannotEndBeforeItBegins, SuccessorMustBeAnother, CommitteeBeginsWithinItsParent',
    ),
  },
  ({ reason, ...input }, state, context: Evident) => {
    const body = known(state)
    requireThat(body.dissolved, CommitteeMustBeDissolved)
    if (same(body.dissolved, input)) return []
    requireEnding(body, input, context)
    return [DissolutionCorrected({ ...input, reason })]
  },
)

export const ReverseDissolution = command(
  'ReverseDissolution',
  committee,
  { reason },
  { doc: described('คณะกรรมการไม่เคยถูกยุบเลิก', 'The committee was never dissolved.', 'CommitteeMustBeDissolved') },
  (input, state) => {
    requireThat(known(state).dissolved, CommitteeMustBeDissolved)
    return [DissolutionReversed(input)]
  },
)
