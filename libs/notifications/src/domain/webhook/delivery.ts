// What the sending of webhooks records of itself; nobody else does, so the API has no mutation of it
import { Count, command, described, z } from '@prasan/event-sourcing'
import { DeliveryNoted, WebhookGivenUp } from './events.js'
import { type State, now, webhook } from './state.js'

/** The state that the sender knew: where another node, a replay or a person came first, nothing is recorded. */
const known = { was: z.string().nullable(), replays: Count }

const isStill = (state: State, { was, replays }: { was: string | null; replays: number }) =>
  state.is === 'registered' && state.node === was && state.replays.length === replays && now(state).is === 'active'

export const NoteDelivery = command(
  'NoteDelivery',
  webhook,
  { ...known, noted: DeliveryNoted.schema },
  { doc: described('บันทึกว่าส่งถึงลำดับใด และเครื่องใดส่ง', 'Records how far it was delivered, and by which node.') },
  (input, state) => (isStill(state, input) ? [DeliveryNoted(input.noted as never)] : []),
)
export const GiveUpWebhook = command(
  'GiveUpWebhook',
  webhook,
  { ...known, gaveUp: WebhookGivenUp.schema },
  { doc: described('หยุดส่ง', 'Gives up.') },
  (input, state) => (isStill(state, input) ? [WebhookGivenUp(input.gaveUp as never)] : []),
)
