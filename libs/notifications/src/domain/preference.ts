// libs/notifications/src/domain/preference.ts: how a person wants to be told, if at all
import { type Aggregate, choice, creation, described, event, label, ref, same } from '@prasan/event-sourcing'

/** What a person may choose; the address itself is among the contacts of the person, and nowhere else. */
export const Channel = choice(
  'NotificationChannel',
  {
    email: ['อีเมล', 'e-mail'],
    line: ['ไลน์', 'LINE'],
    none: ['ไม่รับแจ้ง', 'is told nothing'],
  },
  label('ช่องทาง', 'Channel'),
)

export const Language = choice('NotificationLanguage', { th: ['ภาษาไทย', 'Thai'], en: ['ภาษาอังกฤษ', 'English'] }, label('ภาษา', 'Language'))
export type Language = 'th' | 'en'

const chosen = { person: ref('person').meta(label('บุคคล', 'Person')), channel: Channel, language: Language }

export const ChannelChosen = event('ChannelChosen', 1, chosen, {
  th: '{person} เลือกรับแจ้งทาง{channel} เป็น{language}',
  en: '{person} is to be told by {channel}, in {language}',
})
const events = [ChannelChosen] as const

type State =
  { readonly is: 'unknown' } | { readonly is: 'chosen'; readonly person: string; readonly channel: string; readonly language: Language }

/** One stream a person, with the same number: `preference-…` of `person-…`. */
export const preference: Aggregate<State, typeof events> = {
  category: 'preference',
  events,
  initial: { is: 'unknown' },
  evolve: { ChannelChosen: (_, chosen) => ({ is: 'chosen', ...chosen }) },
}

export const preferenceOf = (person: string): string => person.replace('person', 'preference')

/** Of whoever chose nothing. */
export const UNCHOSEN = { channel: 'email', language: 'th' } as const

export const ChooseChannel = creation(
  'ChooseChannel',
  preference,
  chosen,
  {
    doc: described(
      'เลือกช่องทางและภาษาที่บุคคลรับแจ้ง หรือไม่รับแจ้ง ผู้ที่ไม่ได้เลือกรับแจ้งทางอีเมลเป็นภาษาไทย เลือกใหม่ได้ทุกเมื่อ และแก้ที่เลือกผิดด้วยการเลือกใหม่',
      'How a person wants to be told, and in which language, or that they want to be told nothing. Whoever chose nothing is told by e-mail in Thai. ' +
        'It may be chosen anew at any time: that corrects it too.',
    ),
    oneFor: ({ person }: { person: string }) => preferenceOf(person),
  },
  (input, { is, ...before }) => (is === 'chosen' && same(before, input) ? [] : [ChannelChosen(input)]),
)
