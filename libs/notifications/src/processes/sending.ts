/**
 * Sends the digests that are due. Every node does: whoever writes down first that it begins to send one does so, and says what became of it; where it
 * dies in between, another sends again once its time is up, the same message, marked as a repeat. So a message arrives at least once.
 */
import { contactsIn, peopleByIds } from '@prasan/directory/reading'
import { type Handling, type ReadModel, type Command, bangkokDay, handle, load } from '@prasan/event-sourcing'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel, Message, Sent } from '../channels/channel.js'
import { emailChannel } from '../channels/email.js'
import { lineChannel } from '../channels/line.js'
import { type Write, logChannel } from '../channels/log.js'
import {
  BeginDelivery,
  DeferDelivery,
  type DeliveryState,
  GiveUpDelivery,
  RecordDelivery,
  delivery,
  nextTime,
} from '../domain/delivery/delivery.js'
import { textOf } from '../text.js'
import { deliveriesCounted, deliveriesDue } from '../views/deliveries/queries.js'

/** What the environment says of how people are told. */
export interface DeliverySettings {
  readonly email: { readonly url: string; readonly from: string } | undefined
  readonly line: { readonly token: string; readonly url: string; readonly monthlyLimit: number | undefined } | undefined
  readonly publicUrl: string | undefined
}

/** How often is looked for what is due, in milliseconds, and how much is taken at once. */
const LOOK_MS = 5_000
const AT_ONCE = 100

export interface DeliveryReport {
  readonly waiting: number
  readonly undeliverable: number
  /** What to look at, by channel. */
  readonly troubles: Readonly<Record<string, string>>
}

export class Sending {
  private turn = Promise.resolve()
  private readonly log: Channel
  private readonly channels: ReadonlyMap<string, Channel>

  constructor(
    private readonly on: Handling,
    private readonly views: ReadModel,
    private readonly settings: DeliverySettings,
    write: Write = () => {},
  ) {
    const { email, line } = settings
    this.log = logChannel(write)
    this.channels = new Map([
      ...(email ? [['email', emailChannel(email)] as const] : []),
      ...(line ? [['line', lineChannel(line, on.clock, (month) => deliveriesCounted.run(views, { month }).line)] as const] : []),
    ])
  }

  get report(): DeliveryReport {
    const { waiting, undeliverable } = deliveriesCounted.run(this.views, { month: bangkokDay(this.on.clock.now()).slice(0, 7) })
    const troubles = [...this.channels].flatMap(([name, { trouble }]) => (trouble === null ? [] : [[name, trouble]]))
    return { waiting, undeliverable, troubles: Object.fromEntries(troubles) as Record<string, string> }
  }

  /** Until the signal aborts. @throws what the store throws */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.views.caughtUp) await this.sendDue(signal)
      await sleep(LOOK_MS, undefined, { signal, ref: false }).catch(() => {})
    }
  }

  /** Sends what is due now, one after the other, once what is being sent is sent. @throws what the store throws */
  sendDue(signal?: AbortSignal): Promise<void> {
    const sent = this.turn.then(() => this.sendNow(signal))
    this.turn = sent.catch(() => {})
    return sent
  }

  private async sendNow(signal?: AbortSignal): Promise<void> {
    for (const id of deliveriesDue.run(this.views, { now: this.now(), most: AT_ONCE })) if (!signal?.aborted) await this.send(id)
  }

  private now(): string {
    return this.on.clock.now().toISOString()
  }

  private async send(id: string): Promise<void> {
    const { state, revision } = await load(this.on, delivery, id)
    if (state.is === 'unknown') return
    const channel = this.channels.get(state.channel) ?? this.log
    const begun = await this.tell(BeginDelivery, id, { at: this.now(), through: channel.through }, Number(revision))
    if (!begun) return
    const { time, message, repeat } = nextTime(id, state, channel.through)
    const sent = await this.attempt(channel, state, { id: message, repeat, ...textOf(state, this.settings.publicUrl) })
    const { is, ...became } = sent
    if (is === 'delivered') await this.tell(RecordDelivery, id, { time, ...became })
    else if (is === 'refused') await this.tell(GiveUpDelivery, id, { time, ...became })
    else await this.tell(DeferDelivery, id, { time, ...became, at: this.now() })
  }

  /** Whose address it is, is found out now: it stands nowhere else. */
  private async attempt(channel: Channel, { person }: Exclude<DeliveryState, { is: 'unknown' }>, message: Message): Promise<Sent> {
    const asOf = { day: bangkokDay(this.on.clock.now()), log: null }
    const [row] = peopleByIds.run(this.views, { ids: [person], asOf })
    if (row && row.erased !== null) return { is: 'refused', why: 'erased' }
    const contacts = row && (await contactsIn(this.on.keys, row))
    const address = channel.addressIn(contacts ?? {})
    return address === undefined ? { is: 'refused', why: 'noAddress' } : channel.send(address, message)
  }

  /** Whether it was recorded, and by this call. */
  private async tell(command: Command, id: string, input: object, expectedRevision?: number): Promise<boolean> {
    const expected = expectedRevision === undefined ? {} : { expectedRevision }
    const outcome = await handle(this.on, { command, id, input, commandId: randomUUID(), actor: 'system:delivery', ...expected })
    return outcome.is === 'Recorded' && outcome.events.length > 0
  }
}
