// What may be done with an organization.
import {
  type Context,
  type Day,
  type Life,
  type Owners,
  type Parents,
  StepMustBeRecorded,
  aliveOn,
  anyStep,
  command,
  creation,
  datedStep,
  described,
  requireLiving,
  requireNoCircle,
  requireStep,
  requireThat,
  same,
  stepAt,
  stepFrom,
} from '@prasan/event-sourcing'
import { AnEndIsRecordedOnce, NothingSucceedsItself, OnlyARecordedEndIsCorrected } from '../steps.js'
import {
  HeadPostCorrected,
  HeadPostNamed,
  HeadPostReversed,
  OrganizationClosed,
  OrganizationClosingCorrected,
  OrganizationClosingReversed,
  OrganizationCorrected,
  OrganizationRegistered,
  OrganizationRenamed,
  OrganizationRenamingCorrected,
  OrganizationRenamingReversed,
  shapes,
} from './events.js'
import { OrganizationsHaveNamesOfTheirOwn } from './rules.js'
import { organization, requireActive } from './state.js'

/** What is known of other organizations: those above the one it is part of, and those that bear its name on some days. */
export interface OrganizationEvidence {
  readonly above?: Parents
  readonly namesakes?: readonly (Life & { readonly id: string })[]
}
type Evident = Context<OrganizationEvidence | undefined>
type OfHead = Context<Owners | undefined>

function judgeName({ id, evidence, judge }: Evident, day: Day): void {
  const others = (evidence?.namesakes ?? []).filter((each) => each.id !== id && aliveOn(each, day))
  judge(others.length === 0, OrganizationsHaveNamesOfTheirOwn, 'name')
}

const requirePlace = ({ id, evidence }: Evident, parent: string | undefined) =>
  requireNoCircle(id, parent, (each) => evidence?.above?.[each])

export const RegisterOrganization = creation(
  'RegisterOrganization',
  organization,
  shapes.registration,
  {
    doc: described(
      'ขึ้นทะเบียนส่วนราชการ องค์กรพัฒนาเอกชน เครือข่าย หรือองค์กรปกครองส่วนท้องถิ่น',
      'Registers an agency, NGO, network or local authority.',
      'OrganizationsHaveNamesOfTheirOwn, NothingIsPartOfItself',
    ),
  },
  (input, _, context: Evident) => {
    requirePlace(context, input.parent)
    judgeName(context, context.today)
    return [OrganizationRegistered(input)]
  },
)

export const RenameOrganization = command(
  'RenameOrganization',
  organization,
  shapes.renaming,
  {
    doc: described(
      'หน่วยงานใช้ชื่อใหม่ตั้งแต่วันที่กำหนด',
      'The organization has another name from a day on.',
      'OrganizationMustBeActive, OrganizationsHaveNamesOfTheirOwn',
    ),
  },
  (input, state, context: Evident) => {
    requireActive(state, input.from, 'from')
    if (same(stepAt(state.names, input.from)?.name, input.name)) return []
    judgeName(context, input.from)
    return [OrganizationRenamed(input)]
  },
)

export const CorrectRenaming = command(
  'CorrectRenaming',
  organization,
  { ...datedStep, ...shapes.renaming, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขการเปลี่ยนชื่อหน่วยงานหรือวันที่ซึ่งบันทึกไว้ไม่ถูกต้อง',
      'A renaming, or its day, was recorded wrongly.',
      'StepMustBeRecorded, StepsBeginOnDaysOfTheirOwn, OrganizationMustBeActive, OrganizationsHaveNamesOfTheirOwn',
    ),
  },
  (input, state, context: Evident) => {
    requireActive(state, input.from, 'from')
    const was = requireStep(state.names, input.recordedFrom, input.from, 'from')
    if (same(was, { name: input.name, from: input.from })) return []
    if (!same(was.name, input.name)) judgeName(context, input.from)
    return [OrganizationRenamingCorrected(input)]
  },
)

export const ReverseRenaming = command(
  'ReverseRenaming',
  organization,
  { ...datedStep, reason: shapes.reason },
  {
    doc: described(
      'หน่วยงานมิได้เปลี่ยนชื่อตั้งแต่วันนั้น ให้ใช้ชื่อเดิมต่อไป',
      'The organization was not renamed from that day: it bears the name from before.',
      'StepMustBeRecorded',
    ),
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && stepFrom(state.names, input.recordedFrom), StepMustBeRecorded, 'recordedFrom')
    return [OrganizationRenamingReversed(input)]
  },
)

export const CorrectOrganization = command(
  'CorrectOrganization',
  organization,
  { ...shapes.registration, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขการขึ้นทะเบียนที่ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'The registration was wrong: gives the whole corrected fact and the reason.',
      'OrganizationsHaveNamesOfTheirOwn, NothingIsPartOfItself',
    ),
  },
  (input, state, context: Evident) => {
    if (state.is === 'unknown') return []
    const { kind, areas, parent } = state
    const { reason: _, ...corrected } = input
    if (same({ name: state.names.at(-1)!.name, kind, areas, parent }, corrected)) return []
    requirePlace(context, input.parent)
    if (!same(state.names.at(-1)!.name, input.name)) judgeName(context, context.today)
    return [OrganizationCorrected(input)]
  },
)

export const NameHeadPost = command(
  'NameHeadPost',
  organization,
  shapes.naming,
  {
    doc: described(
      'กำหนดตำแหน่งซึ่งผู้ดำรงตำแหน่งนั้นเป็นผู้รับผิดชอบหน่วยงาน',
      'The post whose holder answers for the organization.',
      'OrganizationMustBeActive, OwnerMustNotHaveEnded',
    ),
  },
  (input, state, { evidence }: OfHead) => {
    requireActive(state, input.from, 'from')
    if (stepAt(state.heads, input.from)?.post === input.post) return []
    requireLiving(evidence, input.post, input.from, 'post')
    return [HeadPostNamed(input)]
  },
)

export const CorrectHeadPost = command(
  'CorrectHeadPost',
  organization,
  { ...anyStep, ...shapes.naming, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขตำแหน่งหัวหน้าหน่วยงาน หรือวันเริ่ม ที่บันทึกไว้ไม่ถูกต้อง',
      'The head post, or the day from which it is, was recorded wrongly.',
      'StepMustBeRecorded, StepsBeginOnDaysOfTheirOwn, OrganizationMustBeActive, OwnerMustNotHaveEnded',
    ),
  },
  (input, state, { evidence }: OfHead) => {
    requireActive(state, input.from, 'from')
    const was = requireStep(state.heads, input.recordedFrom, input.from, 'from')
    if (same(was, { post: input.post, from: input.from })) return []
    requireLiving(evidence, input.post, input.from, 'post')
    return [HeadPostCorrected(input)]
  },
)

export const ReverseHeadPost = command(
  'ReverseHeadPost',
  organization,
  { ...anyStep, reason: shapes.reason },
  {
    doc: described(
      'ตำแหน่งนั้นมิได้เป็นหัวหน้าหน่วยงานตั้งแต่วันนั้น ให้เป็นไปตามที่บันทึกไว้ก่อนหน้า',
      'The post was not made its head then: what was so before holds on.',
      'StepMustBeRecorded',
    ),
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && stepFrom(state.heads, input.recordedFrom), StepMustBeRecorded, 'recordedFrom')
    return [HeadPostReversed(input)]
  },
)

export const CloseOrganization = command(
  'CloseOrganization',
  organization,
  shapes.closing,
  {
    doc: described(
      'ยุบเลิกหน่วยงาน พร้อมระบุผู้รับช่วงภารกิจ',
      'The organization ends; names who takes over its duties.',
      'AnEndIsRecordedOnce, NothingSucceedsItself',
    ),
  },
  (input, state, { id }) => {
    if (state.is === 'unknown' || same(state.closed, input)) return []
    requireThat(!state.closed, AnEndIsRecordedOnce)
    requireThat(input.successor !== id, NothingSucceedsItself, 'successor')
    return [OrganizationClosed(input)]
  },
)

export const CorrectOrganizationClosing = command(
  'CorrectOrganizationClosing',
  organization,
  { ...shapes.closing, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขการยุบเลิกหน่วยงาน วันที่ หรือผู้รับช่วงภารกิจที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'The closing, its day or who takes over was recorded wrongly: gives the whole corrected fact and the reason.',
      'OnlyARecordedEndIsCorrected, NothingSucceedsItself',
    ),
  },
  ({ reason, ...closing }, state, { id }) => {
    requireThat(state.is !== 'unknown' && state.closed, OnlyARecordedEndIsCorrected)
    requireThat(closing.successor !== id, NothingSucceedsItself, 'successor')
    return same(state.closed, closing) ? [] : [OrganizationClosingCorrected({ ...closing, reason })]
  },
)

export const ReverseOrganizationClosing = command(
  'ReverseOrganizationClosing',
  organization,
  { reason: shapes.reason },
  {
    doc: described(
      'หน่วยงานมิได้ยุบเลิก ให้คงอยู่ต่อไปพร้อมสิ่งที่บันทึกไว้ของวันหลังจากนั้น',
      'The organization was not closed: it is there on, with what was recorded of later days.',
      'OnlyARecordedEndIsCorrected',
    ),
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.closed, OnlyARecordedEndIsCorrected)
    return [OrganizationClosingReversed(input)]
  },
)
