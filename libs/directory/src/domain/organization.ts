// libs/directory/src/domain/organization.ts: agencies, NGOs, networks and local authorities
import {
  type Aggregate,
  AreaRef,
  Bilingual,
  Day,
  Text,
  choice,
  command,
  creation,
  event,
  label,
  ref,
  requireThat,
  ruleOfTheRecord,
  z,
} from '@prasan/event-sourcing'

export const OrganizationKind = choice(
  'OrganizationKind',
  {
    central: ['ส่วนกลาง', 'central agency'],
    provincial: ['ส่วนราชการจังหวัด', 'provincial agency'],
    district: ['ส่วนราชการอำเภอ', 'district agency'],
    localAuthority: ['องค์กรปกครองส่วนท้องถิ่น', 'local authority'],
    court: ['ศาลและอัยการ', 'court or prosecutor'],
    police: ['ตำรวจ', 'police'],
    school: ['สถานศึกษา', 'education'],
    health: ['สาธารณสุข', 'health'],
    ngo: ['องค์กรพัฒนาเอกชน', 'NGO'],
    network: ['เครือข่าย', 'network'],
    international: ['องค์การระหว่างประเทศ', 'international organisation'],
    private: ['ภาคเอกชน', 'private sector'],
    party: ['พรรคการเมือง', 'party'],
    other: ['อื่น ๆ', 'other'],
  },
  label('ประเภท', 'Kind'),
)

const registration = {
  name: Bilingual.meta(label('ชื่อหน่วยงาน', 'Name')),
  kind: OrganizationKind,
  areas: z.array(AreaRef).max(200).optional().meta(label('พื้นที่', 'Areas')),
  parent: ref('organization').optional().meta(label('สังกัด', 'Part of')),
}
const renaming = { name: Bilingual.meta(label('ชื่อใหม่', 'New name')), from: Day.meta(label('ตั้งแต่', 'From')) }
const naming = { post: ref('post').meta(label('ตำแหน่งหัวหน้า', 'Head post')), from: Day.optional().meta(label('ตั้งแต่', 'From')) }
const clause = ref('clause').meta(label('ข้ออำนาจหน้าที่', 'Mandate clause'))
const mandate = {
  text: Bilingual.meta(label('อำนาจหน้าที่', 'Mandate')),
  source: Text.optional().meta(label('ฐานกฎหมาย', 'Source')),
  from: Day.optional().meta({ ...label('ตั้งแต่', 'From'), description: 'First day; leave out only where nobody knows it.' }),
}
const retirement = { clause, on: Day.meta(label('ตั้งแต่', 'From')) }
const closing = {
  on: Day.meta(label('ตั้งแต่', 'From')),
  successor: ref('organization').optional().meta(label('หน่วยงานที่รับช่วง', 'Taken over by')),
}

export const OrganizationRegistered = event('OrganizationRegistered', 1, registration, {
  th: 'ขึ้นทะเบียนหน่วยงาน {name}',
  en: 'Organization registered: {name}',
})
export const OrganizationRenamed = event('OrganizationRenamed', 1, renaming, {
  th: 'เปลี่ยนชื่อเป็น {name} ตั้งแต่ {from}',
  en: 'Renamed {name} from {from}',
})
export const OrganizationCorrected = event(
  'OrganizationCorrected',
  1,
  { ...registration, reason: Text.meta(label('เหตุผล', 'Reason')) },
  { th: 'แก้ไขทะเบียนหน่วยงาน {name}: {reason}', en: 'Registration corrected: {name}: {reason}' },
)
export const HeadPostNamed = event('HeadPostNamed', 1, naming, { th: 'กำหนดตำแหน่งหัวหน้าหน่วยงาน {post}', en: 'Head post named: {post}' })
export const MandateClauseAdded = event(
  'MandateClauseAdded',
  1,
  { clause, ...mandate },
  { th: 'เพิ่มอำนาจหน้าที่: {text}', en: 'Mandate: {text}' },
)
export const MandateClauseRetired = event('MandateClauseRetired', 1, retirement, {
  th: 'สิ้นสุดอำนาจหน้าที่ตั้งแต่ {on}',
  en: 'Mandate clause retired from {on}',
})
export const OrganizationClosed = event('OrganizationClosed', 1, closing, { th: 'ยุบเลิกตั้งแต่ {on}', en: 'Closed from {on}' })

type State =
  { is: 'unknown' } | { is: 'active'; headPost?: string; clauses: Readonly<Record<string, string>> } | { is: 'closed'; on: string }

const events = [
  OrganizationRegistered,
  OrganizationRenamed,
  OrganizationCorrected,
  HeadPostNamed,
  MandateClauseAdded,
  MandateClauseRetired,
  OrganizationClosed,
] as const

export const organization: Aggregate<State, typeof events> = {
  category: 'organization',
  events,
  initial: { is: 'unknown' },
  evolve: {
    OrganizationRegistered: () => ({ is: 'active', clauses: {} }),
    OrganizationRenamed: (state) => state,
    OrganizationCorrected: (state) => state,
    HeadPostNamed: (state, { post }) => (state.is === 'active' ? { ...state, headPost: post } : state),
    MandateClauseAdded: (state, { clause, from = '' }) =>
      state.is === 'active' ? { ...state, clauses: { ...state.clauses, [clause]: from } } : state,
    MandateClauseRetired: (state, { clause: retired }) =>
      state.is === 'active'
        ? { ...state, clauses: Object.fromEntries(Object.entries(state.clauses).filter(([clause]) => clause !== retired)) }
        : state,
    OrganizationClosed: (_, { on }) => ({ is: 'closed', on }),
  },
}

export const OrganizationMustBeActive = ruleOfTheRecord('OrganizationMustBeActive', {
  th: 'หน่วยงานนี้ถูกยุบเลิกแล้ว',
  en: 'The organization is closed.',
})

export const MandateClauseMustBeInForce = ruleOfTheRecord('MandateClauseMustBeInForce', {
  th: 'หน่วยงานไม่มีอำนาจหน้าที่ข้อนี้ หรือสิ้นสุดไปแล้ว',
  en: 'The organization has no such mandate clause in force.',
})
export const ClauseCannotEndBeforeItBegins = ruleOfTheRecord('ClauseCannotEndBeforeItBegins', {
  th: 'วันสิ้นสุดอำนาจหน้าที่ต้องอยู่หลังวันเริ่ม',
  en: 'A mandate clause must end after the day it begins.',
})

export const RegisterOrganization = creation(
  'RegisterOrganization',
  organization,
  registration,
  { doc: 'Registers an agency, NGO, network or local authority.' },
  (input) => [OrganizationRegistered(input)],
)

export const RenameOrganization = command(
  'RenameOrganization',
  organization,
  renaming,
  { doc: 'The organization has another name from a day on.' },
  (input, state) => {
    requireThat(state.is === 'active', OrganizationMustBeActive)
    return [OrganizationRenamed(input)]
  },
)

export const CorrectOrganization = command(
  'CorrectOrganization',
  organization,
  { ...registration, reason: Text.meta(label('เหตุผล', 'Reason')) },
  { doc: 'The registration was wrong: gives the whole corrected fact and the reason.' },
  (input) => [OrganizationCorrected(input)],
)

export const NameHeadPost = command(
  'NameHeadPost',
  organization,
  naming,
  { doc: 'The post whose holder answers for the organization.' },
  (input, state) => {
    requireThat(state.is === 'active', OrganizationMustBeActive)
    return state.headPost === input.post ? [] : [HeadPostNamed(input)]
  },
)

export const AddMandateClause = command(
  'AddMandateClause',
  organization,
  mandate,
  { doc: 'What the organization is there to do, and by which law.' },
  (input, state, { newId }) => {
    requireThat(state.is === 'active', OrganizationMustBeActive)
    return [MandateClauseAdded({ clause: newId('clause'), ...input })]
  },
)

export const RetireMandateClause = command(
  'RetireMandateClause',
  organization,
  retirement,
  { doc: 'The clause no longer holds from the day `on`.' },
  (input, state) => {
    requireThat(state.is === 'active', OrganizationMustBeActive)
    const from = state.clauses[input.clause]
    requireThat(from !== undefined, MandateClauseMustBeInForce, 'clause')
    requireThat(from < input.on, ClauseCannotEndBeforeItBegins, 'on')
    return [MandateClauseRetired(input)]
  },
)

export const CloseOrganization = command(
  'CloseOrganization',
  organization,
  closing,
  { doc: 'The organization ends; names who takes over its duties.' },
  (input, state) => {
    requireThat(state.is === 'active', OrganizationMustBeActive)
    return [OrganizationClosed(input)]
  },
)
