import { describe, expect, it } from '@jest/globals'
import type { Command } from '@prasan/event-sourcing'
import { TODAY, fold, given, someId } from '@prasan/event-sourcing/testing'
import {
  BeginDelivery,
  DeferDelivery,
  type DeliveryState,
  GiveUpDelivery,
  OnlyWhatIsUndeliverableIsSentAgain,
  RecordDelivery,
  SendAgain,
  delivery,
} from './delivery.js'
import { DeliveryBegun, DeliveryDeferred, DeliveryTakenUpAgain, DigestDelivered, DigestPrepared, DigestUndeliverable } from './events.js'

const id = someId('delivery')
const notices = [{ kind: 'assigned' as const, about: someId('commitment'), to: someId('post') }]
const prepared = DigestPrepared({ person: someId('person'), day: TODAY, channel: 'email', language: 'th', notices })
const SEVEN = Date.parse(`${TODAY}T07:00:00+07:00`)
/** So many minutes after seven in the morning. */
const at = (minutes: number) => new Date(SEVEN + minutes * 60_000).toISOString()
const through = 'email'
/** Recorded at nine, as everything told of today is. */
const begun = (time: number, repeat = false) => {
  const [fact] = given(prepared)
    .when(BeginDelivery, { at: at(0), through }, { id })
    .facts() as ReturnType<typeof DeliveryBegun>[]
  return DeliveryBegun({ ...fact!.data, time, repeat })
}
const deferred = (time: number, minutes: number, more: { arrived?: boolean } = {}) =>
  DeliveryDeferred({ time, why: 'putOff', code: '451', until: at(minutes), ...more })

describe('a digest on its way', () => {
  it('goes out from seven in the morning', () => {
    given(prepared)
      .when(BeginDelivery, { at: at(-1), through }, { id })
      .thenNothing()
    given(prepared)
      .when(BeginDelivery, { at: at(0), through }, { id })
      .then(begun(1))
  })

  it('is sent by one: whoever comes next waits until the time of the first is up, and then repeats the same message', () => {
    const nine = 120
    given(prepared, begun(1))
      .when(BeginDelivery, { at: at(nine + 9), through }, { id })
      .thenNothing()
    given(prepared, begun(1))
      .when(BeginDelivery, { at: at(nine + 10), through }, { id })
      .then(begun(2, true))
  })

  it('has the same message through one channel, and another through another', () => {
    const messageThrough = (channel: string) => {
      const [fact] = given(prepared)
        .when(BeginDelivery, { at: at(0), through: channel }, { id })
        .facts() as ReturnType<typeof DeliveryBegun>[]
      return fact!.data.message
    }
    expect(messageThrough('email')).toBe(begun(2).data.message)
    expect(messageThrough('line')).not.toBe(messageThrough('email'))
  })

  it('waits twice as long each time that it is put off, half a day at most, and is a repeat only where it may have arrived', () => {
    const put = (time: number, more: object = {}) => {
      const story = given(prepared, begun(time)).when(DeferDelivery, { at: at(0), time, why: 'putOff', ...more })
      const [fact] = story.facts() as ReturnType<typeof DeliveryDeferred>[]
      return (Date.parse(fact!.data.until) - SEVEN) / 60_000
    }
    expect([1, 2, 3, 6, 7, 12].map((time) => put(time))).toEqual([15, 30, 60, 480, 720, 720])
    given(prepared, begun(1), deferred(1, 15))
      .when(BeginDelivery, { at: at(14), through }, { id })
      .thenNothing()
    given(prepared, begun(1), deferred(1, 15))
      .when(BeginDelivery, { at: at(15), through }, { id })
      .then(begun(2))
    given(prepared, begun(1), deferred(1, 15, { arrived: true }), begun(2, true), deferred(2, 45))
      .when(BeginDelivery, { at: at(45), through }, { id })
      .then(begun(3, true))
  })

  it('is undeliverable after a week, for the month’s limit where that was why', () => {
    const week = 7 * 24 * 60
    const asked = (minutes: number, why: string) =>
      given(prepared, begun(9)).when(DeferDelivery, { at: at(minutes), time: 9, why, code: '451' })
    asked(week - 720, 'putOff').then(DeliveryDeferred({ time: 9, why: 'putOff', code: '451', until: at(week) }))
    asked(week - 719, 'putOff').then(DigestUndeliverable({ time: 9, why: 'tooLong', code: '451' }))
    asked(week - 719, 'limitReached').then(DigestUndeliverable({ time: 9, why: 'limitReached', code: '451' }))
  })

  it('what became of a time that is over changes nothing, unless it arrived', () => {
    const over = given(prepared, begun(1), begun(2, true))
    over.when(DeferDelivery, { at: at(0), time: 1, why: 'putOff' }).thenNothing()
    over.when(GiveUpDelivery, { time: 1, why: 'refused' }).thenNothing()
    over.when(RecordDelivery, { time: 1, code: '250' }).then(DigestDelivered({ time: 1, code: '250' }))
    given(prepared, begun(1), DigestDelivered({ time: 1 }))
      .when(RecordDelivery, { time: 1 })
      .thenNothing()
  })

  it('is sent again only once it is undeliverable, and then has another week', () => {
    const gone = [prepared, begun(1), DigestUndeliverable({ time: 1, why: 'refused', code: '550 5.1.1' })] as const
    const reason = 'แก้ที่อยู่แล้ว'
    given(prepared).when(SendAgain, { reason }).thenRefused(OnlyWhatIsUndeliverableIsSentAgain)
    given(prepared, begun(1), DigestDelivered({ time: 1 }))
      .when(SendAgain, { reason })
      .thenRefused(OnlyWhatIsUndeliverableIsSentAgain)
    given(...gone)
      .when(BeginDelivery, { at: at(9_999), through }, { id })
      .thenNothing()
    given(...gone)
      .when(SendAgain, { reason })
      .then(DeliveryTakenUpAgain({ reason }))
    given(...gone, DeliveryTakenUpAgain({ reason }))
      .when(BeginDelivery, { at: at(121), through }, { id })
      .then(begun(2))
    const again = fold<DeliveryState>(delivery, [...gone, DeliveryTakenUpAgain({ reason })])
    expect(again).toMatchObject({ is: 'waiting', last: at(7 * 24 * 60) })
  })

  it('nothing becomes of what is over', () => {
    const commands: [Command, object][] = [
      [BeginDelivery, { at: at(9_999), through }],
      [DeferDelivery, { at: at(0), time: 1, why: 'away' }],
      [GiveUpDelivery, { time: 1, why: 'refused' }],
    ]
    for (const end of [DigestDelivered({ time: 1 }), DigestUndeliverable({ time: 1, why: 'refused' })])
      for (const [command, input] of commands) given(prepared, begun(1), end).when(command, input, { id }).thenNothing()
  })
})
