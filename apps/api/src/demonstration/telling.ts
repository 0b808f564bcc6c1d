/** How people are told, in the demonstration: one whose address was taken down wrongly, so that nothing reaches them. Nothing is ever sent of it. */
import { ChangeContact } from '@prasan/directory'
import { addDays } from '@prasan/event-sourcing'
import { BeginDelivery, ChooseChannel, GiveUpDelivery, PrepareDigest, deliveryOf } from '@prasan/notifications'
import { SECRETARY } from './province.js'
import { type Step, fiscalYearStart, idOf } from './story.js'

export function telling(today: string): Step[] {
  const on = addDays(fiscalYearStart(today), 20)
  const person = idOf('person', 'person:education:1')
  const id = deliveryOf(person, on)
  const about = idOf('commitment', 'promise:hotline')
  const day = addDays(fiscalYearStart(today), -100)
  const notices = [{ kind: 'reminded', about, to: idOf('organization', 'org:education'), day }]
  return [
    {
      on,
      by: SECRETARY,
      key: 'reached:education',
      id: person,
      command: ChangeContact,
      input: { contacts: { email: 'education@prasan.invalid' } },
    },
    { on, by: SECRETARY, key: 'chosen:education', command: ChooseChannel, input: { person, channel: 'email', language: 'th' } },
    { on, key: 'digest:education', id, command: PrepareDigest, input: { person, day: on, channel: 'email', language: 'th', notices } },
    { on, key: 'sent:education', id, command: BeginDelivery, input: { at: `${on}T09:00:00+07:00`, through: 'email' } },
    { on, key: 'refused:education', id, command: GiveUpDelivery, input: { time: 1, why: 'refused', code: '550 5.1.2' } },
  ]
}
