import { type PlainRows, history, plain, view } from '@prasan/event-sourcing'
import {
  DeliveryNoted,
  WebhookChanged,
  WebhookDisabled,
  WebhookEnabled,
  WebhookGivenUp,
  WebhookRegistered,
  WebhookReplayed,
  WebhookSecretRotated,
} from '../../domain/webhook/events.js'

const told = { url: 'text', topics: 'json', about: 'text?', state: 'text' } as const
/** As its sender recorded it last: through which event it was told, and since when one is not taken. */
const progress = { delivered: 'int', failingSince: 'text?', failing: 'json?' } as const

const tables = {
  webhook: history(
    'webhook',
    { organization: 'text', ...told, reason: 'text?', registeredOn: 'day', ...progress },
    { today: ['organization'], ever: ['organization'] },
  ),
  /** What the sender goes by: as it was recorded last, whatever day it is. */
  sent: plain(
    'webhookSent',
    {
      ...{ id: 'text', ...told, ...progress },
      /** Who registered it, and for which post: it is told what they may see. */
      ...{ registeredBy: 'text', registeredFor: 'text?' },
      /** The commands that made its secret, and the one before; the instant from which the new one holds. */
      ...{ secretBy: 'text', secretBefore: 'text?', rotatedAt: 'text?' },
      /** How often a replay was asked for, and through which event of the log what is sent is sent again. */
      ...{ replays: 'int', replayThrough: 'int' },
      /** The node that sends it, and the last event about it. */
      ...{ node: 'text?', changed: 'int' },
    },
    { key: ['id'] },
  ),
}

const now = (sent: PlainRows, id: string) => tables.sent.decode(sent.where({ id })[0]!)
const change = (sent: PlainRows, { id, log }: { id: string; log: number }, values: object) =>
  sent.put({ ...now(sent, id), ...values, changed: log })
const NOT_FAILING = { failing: undefined, failingSince: undefined }

/** Webhooks, from the day on which each was registered. */
export const webhooksView = view('webhooks', 1, tables, (on) => [
  on(WebhookRegistered, ({ webhook, sent }, { id, day, log, data: { organization, ...what }, metadata: { actor, forPost, commandId } }) => {
    webhook.begin(id, day, { ...what, organization, state: 'active', registeredOn: day, delivered: log })
    sent.put({
      ...{ ...what, id, state: 'active', delivered: log, registeredBy: actor, registeredFor: forPost },
      ...{ secretBy: commandId, replays: 0, replayThrough: 0, changed: log },
    })
  }),
  on(WebhookChanged, ({ webhook, sent }, event) => {
    const { url, topics, about } = event.data
    webhook.change(event.id, event.day, { url, topics, about })
    change(sent, event, { url, topics, about })
  }),
  on(WebhookSecretRotated, ({ sent }, event) => {
    const { id, recordedAt, metadata } = event
    change(sent, event, { secretBy: metadata.commandId, secretBefore: now(sent, id)['secretBy'] as string, rotatedAt: recordedAt })
  }),
  on(WebhookDisabled, ({ webhook, sent }, event) => {
    webhook.change(event.id, event.day, { state: 'disabled', reason: event.data.reason })
    change(sent, event, { state: 'disabled' })
  }),
  on(WebhookEnabled, ({ webhook, sent }, event) => {
    webhook.change(event.id, event.day, { state: 'active', reason: undefined, ...NOT_FAILING })
    change(sent, event, { state: 'active', ...NOT_FAILING })
  }),
  on(WebhookReplayed, ({ webhook, sent }, event) => {
    const { id, day, log, data } = event
    const { replays } = now(sent, id) as { replays?: number }
    webhook.change(id, day, { delivered: data.from - 1, ...NOT_FAILING })
    change(sent, event, { replays: replays! + 1, replayThrough: log, delivered: data.from - 1, ...NOT_FAILING })
  }),
  on(WebhookGivenUp, ({ webhook, sent }, event) => {
    webhook.change(event.id, event.day, { state: 'givenUp', reason: undefined })
    change(sent, event, { state: 'givenUp' })
  }),
  on(DeliveryNoted, ({ webhook, sent }, event) => {
    const { through, node, released, failing } = event.data
    const before = (now(sent, event.id) as { failingSince?: string | null }).failingSince
    const noted = { delivered: through, failing, failingSince: failing ? (before ?? event.recordedAt) : undefined }
    webhook.change(event.id, event.day, noted)
    change(sent, event, { ...noted, node: released ? undefined : node })
  }),
])
