// libs/directory/src/domain/person.ts: people; everything that names or reaches them is encrypted under their own key
import { type Aggregate, Text, command, creation, event, label, personal, requireThat, ruleOfTheRecord, z } from '@prasan/event-sourcing'

/** Prefix (title or rank), given, middle and family name; a family name may be absent, as of monks and many highland people. */
const NameParts = z
  .strictObject({ prefix: Text.optional(), given: Text, middle: Text.optional(), family: Text.optional() })
  .meta({ id: 'NameParts' })

export const PersonName = z
  .strictObject({ th: NameParts.optional(), en: NameParts.optional() })
  .refine((name) => name.th ?? name.en, 'Missing')
  .meta({ id: 'PersonName', ...label('ชื่อ', 'Name') })
export type PersonName = z.infer<typeof PersonName>

const Contacts = z
  .strictObject({ phone: Text.optional(), email: Text.optional(), line: Text.optional() })
  .meta({ id: 'Contacts', ...label('ช่องทางติดต่อ', 'Contacts') })

const reason = Text.meta(label('เหตุผล', 'Reason'))
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

type State = { is: 'unknown' } | { is: 'registered' }

const events = [PersonRegistered, NameCorrected, ContactChanged] as const

export const person: Aggregate<State, typeof events> = {
  category: 'person',
  events,
  initial: { is: 'unknown' },
  evolve: {
    PersonRegistered: () => ({ is: 'registered' }),
    NameCorrected: (state) => state,
    ContactChanged: (state) => state,
  },
}

export const PersonMustBeRegistered = ruleOfTheRecord('PersonMustBeRegistered', {
  th: 'ยังไม่ได้ขึ้นทะเบียนบุคคลนี้',
  en: 'The person is not registered.',
})

export const RegisterPerson = creation(
  'RegisterPerson',
  person,
  registration,
  { doc: 'Registers a person; name and contacts are stored encrypted.' },
  (input) => [PersonRegistered(input)],
)

export const CorrectName = command(
  'CorrectName',
  person,
  { name: personal(PersonName), reason },
  { doc: 'The name was recorded wrongly.' },
  (input, state) => {
    requireThat(state.is === 'registered', PersonMustBeRegistered)
    return [NameCorrected(input)]
  },
)

export const ChangeContact = command(
  'ChangeContact',
  person,
  { contacts: personal(Contacts) },
  { doc: 'The ways to reach a person have changed.' },
  (input, state) => {
    requireThat(state.is === 'registered', PersonMustBeRegistered)
    return [ContactChanged(input)]
  },
)
