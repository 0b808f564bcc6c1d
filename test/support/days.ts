/** A clock that moves as it is told to, and an API that follows it. */
import { EscalateCommitment } from '@prasan/commitments'
import { expect } from '@jest/globals'
import { addDays, bangkokDay, handle } from '@prasan/event-sourcing'
import { PrepareDigest, deliveryOf } from '@prasan/notifications'
import type { Api } from './api.js'

const never = new AbortController().signal

export class MovingClock {
  constructor(private at: number) {}

  /** Nine in the morning, Bangkok time, of the day. */
  static of = (day: string) => new MovingClock(Date.parse(`${day}T09:00+07:00`))
  readonly now = () => new Date(this.at)

  get today(): string {
    return bangkokDay(this.now())
  }
  minutesLater(minutes: number): void {
    this.at += minutes * 60_000
  }
  daysLater(days: number, time = '09:00'): void {
    this.at = Date.parse(`${addDays(this.today, days)}T${time}+07:00`)
  }
}

/** The process managers have answered the log, what they answered it with too, and the views know it. */
export async function caughtUp({ application: { runtime } }: Api): Promise<void> {
  const { store, processes, views } = runtime
  for (let seen = -1n; ;) {
    let last = seen
    for await (const { position } of store.readAll(seen < 0n ? {} : { from: seen })) last = position
    await processes.settled(last, never)
    await views.waitFor(last, 10_000)
    if (last === seen) return
    seen = last
  }
}

/** All days through the one on which the clock stands have begun. */
export async function daysBegin(api: Api, { today }: MovingClock): Promise<void> {
  await caughtUp(api)
  await api.application.runtime.days.begin(today, never)
  await caughtUp(api)
}

/** What is due to be sent is sent. */
export async function sent(api: Api): Promise<void> {
  await api.application.runtime.sending.sendDue()
  await caughtUp(api)
}

/** What a person is to be told tomorrow, as a process manager prepares it, so that nobody sends it yet; gives the id. */
export async function digestPrepared(api: Api, { person, about, to }: Record<'person' | 'about' | 'to', string>): Promise<string> {
  const { handling } = api.application.runtime
  const day = addDays(bangkokDay(handling.clock.now()), 1)
  const id = deliveryOf(person, day)
  const input = { person, day, channel: 'email', language: 'th', notices: [{ kind: 'assigned', about, to }] }
  expect(await handle(handling, { command: PrepareDigest, id, input, actor: 'system:digests' })).toMatchObject({ is: 'Recorded' })
  await caughtUp(api)
  return id
}

/** Brings a promise that is overdue before its supervisor, as the days do by themselves. */
export async function escalated(api: Api, { commitment, to, on }: Record<'commitment' | 'to' | 'on', string>): Promise<void> {
  const { handling } = api.application.runtime
  const input = { on, step: 'supervisor', to }
  expect(await handle(handling, { command: EscalateCommitment, id: commitment, input, actor: 'system:chase' })).toMatchObject({
    is: 'Recorded',
  })
  await caughtUp(api)
}
