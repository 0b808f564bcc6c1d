// A digest on its way: who may send it when, and what becomes of it.
import {
  type Aggregate,
  type Day,
  Instant,
  Text,
  addDays,
  command,
  creation,
  described,
  derivedId,
  instantAfter,
  instantOn,
  label,
  requireThat,
  ruleOfTheRecord,
} from '@prasan/event-sourcing'
import {
  DeliveryBegun,
  DeliveryDeferred,
  DeliveryTakenUpAgain,
  DigestDelivered,
  DigestPrepared,
  DigestUndeliverable,
  type Notice,
  Through,
  attempt,
  deferral,
  digest,
  failure,
} from './events.js'
import type { Language } from '../preference.js'

/** Nobody is woken: the hour in Bangkok from which the digests of a day are sent. */
const FROM_TIME = '07:00'
/** Whoever began to send has so long to say what became of it; then another sends again. */
export const LEASE_MS = 600_000
/** So long is tried what is put off; by then the digests of seven days have come after it. */
const TRIED_DAYS = 7
/** What is put off waits so long, twice as long each time after, and at most so long; in milliseconds. */
const WAITS_MS = { first: 900_000, most: 43_200_000 }

const events = [DigestPrepared, DeliveryBegun, DigestDelivered, DeliveryDeferred, DigestUndeliverable, DeliveryTakenUpAgain] as const

interface Prepared {
  readonly is: 'waiting' | 'sending' | 'delivered' | 'undeliverable'
  readonly person: string
  readonly day: Day
  readonly channel: string
  readonly language: Language
  readonly notices: readonly Notice[]
  /** How often somebody began to send it. */
  readonly times: number
  /** ISO instant before which nobody sends it. */
  readonly until: string
  /** ISO instant after which nobody tries any more. */
  readonly last: string
  /** It may have arrived at an earlier time, though nobody answered that it did. */
  readonly arrived: boolean
}
export type DeliveryState = { readonly is: 'unknown' } | Prepared

/** When a digest of the day is sent at the earliest, and until when it is tried. */
export const sentFrom = (day: Day) => instantOn(day, FROM_TIME)
const endOfTrying = (day: Day) => sentFrom(addDays(day, TRIED_DAYS))
const after = (state: DeliveryState, change: Partial<Prepared>): DeliveryState => (state.is === 'unknown' ? state : { ...state, ...change })

export const delivery: Aggregate<DeliveryState, typeof events> = {
  category: 'delivery',
  events,
  initial: { is: 'unknown' },
  evolve: {
    DigestPrepared: (_, prepared) => ({
      ...{ is: 'waiting', ...prepared, times: 0, arrived: false },
      ...{ until: sentFrom(prepared.day), last: endOfTrying(prepared.day) },
    }),
    DeliveryBegun: (state, { time }, { recordedAt }) =>
      after(state, { is: 'sending', times: time, until: instantAfter(recordedAt, LEASE_MS) }),
    DigestDelivered: (state) => after(state, { is: 'delivered' }),
    DeliveryDeferred: (state, { until, arrived }) =>
      after(state, { is: 'waiting', until: instantAfter(until), ...(arrived && { arrived }) }),
    DigestUndeliverable: (state) => after(state, { is: 'undeliverable' }),
    DeliveryTakenUpAgain: (state, _, { day, recordedAt }) => after(state, { is: 'waiting', until: recordedAt, last: endOfTrying(day) }),
  },
}

/** The digest of a person and a day: the same whoever prepares it. */
export const deliveryOf = (person: string, day: Day): string => `delivery-${derivedId('delivery', person, day)}`

export const PrepareDigest = creation(
  'PrepareDigest',
  delivery,
  digest,
  { doc: described('เตรียมเรื่องที่ต้องแจ้งบุคคลในวันหนึ่ง', 'Prepares what a person is to be told on a day.') },
  (input) => [DigestPrepared(input)],
)

const at = Instant.meta(label('เวลา', 'At'))

/** What is sent next: the n-th time; whether it may have arrived before; the message, the same at every time through the same channel. */
export const nextTime = (id: string, { times, arrived, is }: Prepared, through: string) => ({
  ...{ time: times + 1, repeat: arrived || is === 'sending', message: derivedId('message', id, through) },
})

/** Nothing where it is not to be sent now, or somebody else sends it. */
export const BeginDelivery = command(
  'BeginDelivery',
  delivery,
  { at, through: Through },
  { doc: described('เริ่มส่ง', 'Begins to send it.') },
  ({ at, through }, state, { id }) => {
    if ((state.is !== 'waiting' && state.is !== 'sending') || instantAfter(at) < state.until) return []
    return [
      DeliveryBegun({
        time: state.times + 1,
        through,
        message: derivedId('message', id, through),
        repeat: state.arrived || state.is === 'sending',
      }),
    ]
  },
)

/** Also of a time that somebody else took for lost meanwhile: it arrived. */
export const RecordDelivery = command(
  'RecordDelivery',
  delivery,
  attempt,
  { doc: described('ส่งถึงปลายทางแล้ว', 'It was delivered.') },
  (input, state) => (state.is === 'delivered' ? [] : [DigestDelivered(input)]),
)

/** It is tried again later, twice as late each time; after a week it is undeliverable. */
export const DeferDelivery = command(
  'DeferDelivery',
  delivery,
  { ...deferral, at },
  { doc: described('ยังส่งไม่ได้ จะส่งใหม่', 'It was not delivered: it is tried again.') },
  ({ at, ...input }, state) => {
    if (state.is !== 'sending' || state.times !== input.time) return []
    const until = instantAfter(at, Math.min(WAITS_MS.first * 2 ** (input.time - 1), WAITS_MS.most))
    if (until > state.last)
      return [DigestUndeliverable({ time: input.time, why: input.why === 'limitReached' ? input.why : 'tooLong', code: input.code })]
    return [DeliveryDeferred({ ...input, until })]
  },
)

export const GiveUpDelivery = command(
  'GiveUpDelivery',
  delivery,
  failure,
  { doc: described('ส่งไม่ได้', 'It cannot be delivered.') },
  (input, state) => (state.is !== 'sending' || state.times !== input.time ? [] : [DigestUndeliverable(input)]),
)

export const OnlyWhatIsUndeliverableIsSentAgain = ruleOfTheRecord('OnlyWhatIsUndeliverableIsSentAgain', {
  th: 'ส่งใหม่ได้เฉพาะเรื่องที่ส่งไม่ได้ เรื่องที่รอส่งระบบส่งเอง เรื่องที่ส่งแล้วไม่ส่งซ้ำ',
  en: 'Only what is undeliverable is sent again: what waits is sent by itself, and what was delivered is not repeated.',
})

export const SendAgain = command(
  'SendAgain',
  delivery,
  { reason: Text.meta(label('เหตุผล', 'Reason')) },
  {
    doc: described(
      'ให้ส่งเรื่องที่ส่งไม่ได้อีกครั้ง เช่น เมื่อแก้ที่อยู่อีเมลของบุคคลแล้ว',
      'Has what was undeliverable sent again, as when the address of the person was put right.',
      'OnlyWhatIsUndeliverableIsSentAgain',
    ),
  },
  ({ reason }, state) => {
    requireThat(state.is === 'undeliverable', OnlyWhatIsUndeliverableIsSentAgain)
    return [DeliveryTakenUpAgain({ reason })]
  },
)
