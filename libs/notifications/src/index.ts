export { BeginDelivery, GiveUpDelivery, PrepareDigest, deliveryOf } from './domain/delivery/delivery.js'
export { ChooseChannel } from './domain/preference.js'
export { notifications } from './notifications.context.js'
export type { DeliveryReport, DeliverySettings } from './processes/sending.js'
export { Sending } from './processes/sending.js'
export type { Write } from './channels/log.js'
export {
  ChangeWebhook,
  DisableWebhook,
  EnableWebhook,
  RegisterWebhook,
  ReplayWebhook,
  RotateWebhookSecret,
} from './domain/webhook/decide.js'
export { type Trouble, webhookTroubles, webhooksNow } from './views/webhooks/queries.js'
export { type Resolve, isPublic, whyNotPublic } from './webhooks/address.js'
export { RETRIES, TAKE_OVER_MS, type WebhookSettings, Webhooks } from './webhooks/sending.js'
