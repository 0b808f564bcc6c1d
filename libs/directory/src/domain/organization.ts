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
export const OrganizationClosed = event('OrganizationClosed', 1, closing, { th: 'ยุบเลิกตั้งแต่ {on}', en: 'Closed from {on}' })

type State = { is: 'unknown' } | { is: 'active'; headPost?: string } | { is: 'closed' }

const events = [OrganizationRegistered, OrganizationRenamed, OrganizationCorrected, HeadPostNamed, OrganizationClosed] as const

export const organization: Aggregate<State, typeof events> = {
  category: 'organization',
  events,
  initial: { is: 'unknown' },
  evolve: {
    OrganizationRegistered: () => ({ is: 'active' }),
    OrganizationRenamed: (state) => state,
    OrganizationCorrected: (state) => state,
    HeadPostNamed: (state, { post }) => (state.is === 'active' ? { ...state, headPost: post } : state),
    OrganizationClosed: () => ({ is: 'closed' }),
  },
}

export const OrganizationMustBeActive = ruleOfTheRecord('OrganizationMustBeActive', {
  th: 'หน่วยงานนี้ถูกยุบเลิกแล้ว',
  en: 'The organization is closed.',
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
