// libs/directory/src/domain/person.ts: people; everything that names or reaches them is encrypted under their own key
import {
  type Aggregate,
  type Context,
  PersonalDataIsErased,
  type Sources,
  Text,
  same,
  command,
  creation,
  described,
  event,
  label,
  personal,
  ref,
  requireThat,
  ruleOfTheRecord,
  z,
} from '@prasan/event-sourcing'

/** Prefix (title or rank), given, middle and family name; a family name may be absent, as of monks and many highland people. */
const NameParts = z
  .strictObject({
    prefix: Text.meta({ description: described('คำนำหน้าหรือยศ', 'Title or rank.') }).optional(),
    given: Text.meta({ description: described('ชื่อ', 'Given name.') }),
    middle: Text.meta({ description: described('ชื่อกลาง', 'Middle name.') }).optional(),
    family: Text.meta({ description: described('นามสกุล', 'Family name; left out where there is none.') }).optional(),
  })
  .meta({ id: 'NameParts' })

export const PersonName = z
  .strictObject({
    th: NameParts.optional().meta({ description: described('ชื่อภาษาไทย', 'The name in Thai.') }),
    en: NameParts.optional().meta({ description: described('ชื่อภาษาอังกฤษ', 'The name in English.') }),
  })
  .refine((name) => name.th ?? name.en, 'Missing')
  .meta({ id: 'PersonName', ...label('ชื่อ', 'Name') })
export type PersonName = z.infer<typeof PersonName>

const Contacts = z
  .strictObject({
    phone: Text.meta({ description: described('โทรศัพท์', 'Telephone.') }).optional(),
    email: Text.meta({ description: described('อีเมล', 'E-mail.') }).optional(),
    line: Text.meta({ description: described('ไลน์', 'LINE.') }).optional(),
  })
  .meta({ id: 'Contacts', ...label('ช่องทางติดต่อ', 'Contacts') })

const reason = Text.meta(label('เหตุผล', 'Reason'))
const merger = {
  into: ref('person').meta(label('รวมเข้ากับ', 'Merged into', 'ระเบียนที่คงไว้', 'The record that stays.')),
  reason,
}
const registration = { name: personal(PersonName), contacts: personal(Contacts).optional() }

export const PersonRegistered = event('PersonRegistered', 1, registration, { th: 'ขึ้นทะเบียนบุคคล', en: 'Person registered' })
export const NameCorrected = event(
  'NameCorrected',
  1,
  { name: personal(PersonName), reason },
  { th: 'แก้ไขชื่อ: {reason}', en: 'Name corrected: {reason}' },
)
export const ContactChanged = event(
  'ContactChanged',
  1,
  { contacts: personal(Contacts) },
  { th: 'เปลี่ยนช่องทางติดต่อ', en: 'Contacts changed' },
)

export const PersonMerged = event('PersonMerged', 1, merger, {
  th: 'เป็นบุคคลเดียวกับ {into}: {reason}',
  en: 'The same person as {into}: {reason}',
})
export const PersonMergeReversed = event(
  'PersonMergeReversed',
  1,
  { reason },
  { th: 'มิใช่บุคคลเดียวกัน: {reason}', en: 'Not the same person after all: {reason}' },
)

export const PersonalDataErased = event(
  'PersonalDataErased',
  1,
  { reason },
  { th: 'ลบข้อมูลส่วนบุคคล: {reason}', en: 'Personal data erased: {reason}' },
)

/** Name and contacts as they were recorded: sealed. */
interface Recorded {
  readonly name: PersonName
  readonly contacts?: z.infer<typeof Contacts> | undefined
  /** Why, where it was erased. */
  readonly erased?: string
}
type State = { is: 'unknown' } | ({ is: 'registered' } & Recorded) | ({ is: 'merged'; into: string; reason: string } & Recorded)
const known = (state: State, change: Partial<Recorded>): State => (state.is === 'unknown' ? state : { ...state, ...change })

const events = [PersonRegistered, NameCorrected, ContactChanged, PersonMerged, PersonMergeReversed, PersonalDataErased] as const

export const person: Aggregate<State, typeof events> = {
  category: 'person',
  events,
  initial: { is: 'unknown' },
  evolve: {
    PersonRegistered: (_, { name, contacts }) => ({ is: 'registered', name, contacts }),
    NameCorrected: (state, { name }) => known(state, { name }),
    ContactChanged: (state, { contacts }) => known(state, { contacts }),
    PersonMerged: (state, { into, reason }) => (state.is === 'unknown' ? state : { ...state, is: 'merged', into, reason }),
    PersonMergeReversed: (state) => (state.is === 'unknown' ? state : { ...state, is: 'registered' }),
    PersonalDataErased: (state, { reason }) => known(state, { erased: reason }),
  },
}

export const MergedRecordChangesNoMore = ruleOfTheRecord('MergedRecordChangesNoMore', {
  th: 'ระเบียนนี้รวมเข้ากับระเบียนอื่นแล้ว: แก้ไขที่ระเบียนที่คงไว้',
  en: 'This record was merged into another: change the one that stays.',
})
export const PersonIsMergedIntoARecordThatStays = ruleOfTheRecord('PersonIsMergedIntoARecordThatStays', {
  th: 'รวมระเบียนเข้ากับระเบียนอื่นที่ยังคงอยู่เท่านั้น',
  en: 'A record is merged into another one, which was not merged away itself.',
})
export const OnlyAMergedRecordIsSeparated = ruleOfTheRecord('OnlyAMergedRecordIsSeparated', {
  th: 'ระเบียนนี้มิได้รวมเข้ากับระเบียนอื่น',
  en: 'This record was not merged into another.',
})

export const RegisterPerson = creation(
  'RegisterPerson',
  person,
  registration,
  { doc: described('ขึ้นทะเบียนบุคคล ชื่อและช่องทางติดต่อจัดเก็บโดยเข้ารหัสลับ', 'Registers a person; name and contacts are stored encrypted.') },
  (input) => [PersonRegistered(input)],
)

export const CorrectName = command(
  'CorrectName',
  person,
  { name: personal(PersonName), reason },
  { doc: described('แก้ไขชื่อบุคคลที่บันทึกไว้ไม่ถูกต้อง', 'The name was recorded wrongly.', 'MergedRecordChangesNoMore, PersonalDataIsErased') },
  (input, state, { plain }) => {
    requireThat(state.is === 'registered', MergedRecordChangesNoMore)
    requireThat(!state.erased, PersonalDataIsErased)
    return same(plain(state.name), input.name) ? [] : [NameCorrected(input)]
  },
)

export const ChangeContact = command(
  'ChangeContact',
  person,
  { contacts: personal(Contacts) },
  {
    doc: described(
      'ช่องทางติดต่อของบุคคลเปลี่ยนแปลง',
      'The ways to reach a person have changed.',
      'MergedRecordChangesNoMore, PersonalDataIsErased',
    ),
  },
  (input, state, { plain }) => {
    requireThat(state.is === 'registered', MergedRecordChangesNoMore)
    requireThat(!state.erased, PersonalDataIsErased)
    return same(plain(state.contacts ?? null), input.contacts) ? [] : [ContactChanged(input)]
  },
)

export const ErasePersonalData = command(
  'ErasePersonalData',
  person,
  { reason },
  {
    doc: described(
      'ทำลายกุญแจของชื่อและช่องทางติดต่อในระเบียนนี้ทุกแห่งเป็นการถาวร การดำรงตำแหน่งและการปฏิบัติหน้าที่คงอยู่ภายใต้รหัสเดิม ' +
        'ระเบียนที่รวมเข้ามาให้ลบด้วยรหัสของระเบียนนั้น สั่งซ้ำเป็นการทำลายกุญแจอีกครั้ง',
      'Destroys the key of the names and contacts of this record, everywhere and for good; what the person held and did stays, under the ' +
        'id. A record merged into it is erased by its own id. Repeated, it destroys the key again.',
    ),
    erases: true,
  },
  (input, state) => (state.is !== 'unknown' && state.erased === input.reason ? [] : [PersonalDataErased(input)]),
)

/** Whether the record to merge into stays; read from its stream. */
export interface MergeEvidence {
  readonly stays: boolean
}

export const MergePerson = command(
  'MergePerson',
  person,
  merger,
  {
    doc: described(
      'ระเบียนสองรายการเป็นบุคคลเดียวกัน นับแต่นี้ระเบียนนี้แสดงเป็นอีกระเบียนหนึ่ง ' + 'สำหรับทุกสิ่งที่บันทึกภายใต้รหัสนี้ทั้งที่ผ่านมาและต่อไป',
      'Two records are of one person: this one from now on answers as the other, for whatever was and will be recorded under its id.',
      'PersonIsMergedIntoARecordThatStays, MergedRecordChangesNoMore',
    ),
  },
  (input, state, { id, evidence }: Context<MergeEvidence>) => {
    if (state.is === 'merged' && same({ into: state.into, reason: state.reason }, input)) return []
    requireThat(state.is === 'registered', MergedRecordChangesNoMore)
    requireThat(input.into !== id && evidence.stays, PersonIsMergedIntoARecordThatStays, 'into')
    return [PersonMerged(input)]
  },
)

export const ReversePersonMerge = command(
  'ReversePersonMerge',
  person,
  { reason },
  {
    doc: described(
      'แท้จริงเป็นบุคคลสองคน ให้แต่ละระเบียนกลับเป็นของตนเอง',
      'They were two persons after all: each record answers for itself again.',
      'OnlyAMergedRecordIsSeparated',
    ),
  },
  (input, state) => {
    requireThat(state.is === 'merged', OnlyAMergedRecordIsSeparated)
    return [PersonMergeReversed(input)]
  },
)

/** The record that answers for a person: the one itself, or the one that it was merged into, read from the streams. */
export async function survivorOf(id: string, sources: Pick<Sources, 'load'>): Promise<string> {
  const passed = new Set<string>() // two merges that crossed each other would lead round and round
  for (let at = id; !passed.has(at);) {
    const { state } = await sources.load(person, at)
    if (state.is !== 'merged') return at
    passed.add(at)
    at = state.into
  }
  return id
}
