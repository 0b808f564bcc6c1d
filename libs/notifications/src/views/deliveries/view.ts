import { history, instantAfter, view } from '@prasan/event-sourcing'
import { LEASE_MS, sentFrom } from '../../domain/delivery/delivery.js'
import * as sent from '../../domain/delivery/events.js'
import { ChannelChosen } from '../../domain/preference.js'

const tables = {
  preference: history('preference', { person: 'text', channel: 'text', language: 'text' }, { today: ['person'] }),
  delivery: history(
    'delivery',
    {
      ...{ person: 'text', day: 'day', channel: 'text', language: 'text', notices: 'json' },
      ...{ state: 'text', since: 'day', times: 'int', repeated: 'bool', through: 'text?', message: 'text?', why: 'text?', code: 'text?' },
      /** ISO instant before which nobody sends it; null once there is nothing more to send. */
      until: 'text?',
    },
    { today: ['until', 'person', ['state', 'day']], ever: ['person', 'state'] },
  ),
}

/** Digests from the day on which each was prepared, and how people chose to be told. */
export const deliveriesView = view('deliveries', 1, tables, (on) => [
  on(ChannelChosen, ({ preference }, { id, day, data }) =>
    preference.of(id).length > 0 ? preference.change(id, day, data) : preference.begin(id, day, data),
  ),
  on(sent.DigestPrepared, ({ delivery }, { id, day: since, data }) =>
    delivery.begin(id, since, {
      ...data,
      ...{ state: 'waiting', since, times: 0, repeated: false, until: sentFrom(data.day) },
    }),
  ),
  on(sent.DeliveryBegun, ({ delivery }, { id, day, recordedAt, data: { time, through, message, repeat } }) =>
    delivery.change(id, day, {
      ...{ state: 'sending', since: day, times: time, through, message, ...(repeat && { repeated: true }) },
      until: instantAfter(recordedAt, LEASE_MS),
    }),
  ),
  on(sent.DigestDelivered, ({ delivery }, { id, day, data: { code } }) =>
    delivery.change(id, day, { state: 'delivered', since: day, code, why: undefined, until: undefined }),
  ),
  on(sent.DeliveryDeferred, ({ delivery }, { id, day, data: { why, code, until } }) =>
    delivery.change(id, day, { state: 'waiting', since: day, why, code, until: instantAfter(until) }),
  ),
  on(sent.DigestUndeliverable, ({ delivery }, { id, day, data: { why, code } }) =>
    delivery.change(id, day, { state: 'undeliverable', since: day, why, code, until: undefined }),
  ),
  on(sent.DeliveryTakenUpAgain, ({ delivery }, { id, day, recordedAt }) =>
    delivery.change(id, day, { state: 'waiting', since: day, until: recordedAt }),
  ),
])
