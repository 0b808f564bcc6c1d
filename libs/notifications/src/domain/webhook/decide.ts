import { command, creation, described, requireThat } from '@prasan/event-sourcing'
import {
  WebhookChanged,
  WebhookDisabled,
  WebhookEnabled,
  WebhookRegistered,
  WebhookReplayed,
  WebhookSecretRotated,
  from,
  reason,
  registered,
  told,
} from './events.js'
import { ADisabledWebhookIsEnabledFirst, AReplayBeginsInTheLog, AWebhookIsEnabledOnce, AWebhookIsReachedInPublic } from './rules.js'
import { isAlready, now, webhook } from './state.js'

/** Of an address: why it is not one that a webhook may have, null where it is. */
interface Looked {
  readonly notPublic: string | null
}

export const signingSecret = (digest: (text: string) => string, webhook: string, commandId: string): string =>
  `whsec_${Buffer.from(digest(`the secret of ${webhook} by ${commandId}`), 'base64url').toString('base64')}`

export const RegisterWebhook = creation(
  'RegisterWebhook',
  webhook,
  registered,
  {
    doc: described(
      'ลงทะเบียนที่อยู่ที่ระบบแจ้งโปรแกรมของภาคีเมื่อมีการบันทึก ตามมาตรฐาน Standard Webhooks ระบบสร้างรหัสลับสำหรับตรวจลายมือชื่อและแสดงครั้งเดียวใน secret',
      'Registers an address at which a partner’s program is told what is recorded from now on, by Standard Webhooks. The secret by which it tells that a message is from here is made here and told once, as `secret`.',
      'AWebhookIsReachedInPublic',
    ),
    tellsSecret: ({ keys, id, commandId }) => signingSecret((text) => keys.digest(text), id, commandId),
  },
  (input, _, { evidence }: { evidence: Looked | undefined }) => {
    requireThat(evidence?.notPublic == null, AWebhookIsReachedInPublic, 'url')
    return [WebhookRegistered(input)]
  },
)
export const ChangeWebhook = command(
  'ChangeWebhook',
  webhook,
  told,
  {
    doc: described(
      'เปลี่ยนที่อยู่และเรื่องที่แจ้งตั้งแต่บัดนี้ ระบุใหม่ทั้งหมด ที่ค้างส่งไปที่ที่อยู่ใหม่',
      'From now on it is at this address and told of this: all of it is stated anew. What waits to be sent goes to the new address.',
      'AWebhookIsReachedInPublic',
    ),
  },
  (input, state, { evidence }: { evidence: Looked | undefined }) => {
    if (state.is === 'unknown') return []
    const { on: _, ...last } = state.told.at(-1)!
    if (JSON.stringify([input.url, input.topics, input.about]) === JSON.stringify([last.url, last.topics, last.about])) return []
    requireThat(evidence?.notPublic == null, AWebhookIsReachedInPublic, 'url')
    return [WebhookChanged(input)]
  },
)
export const RotateWebhookSecret = command(
  'RotateWebhookSecret',
  webhook,
  { reason },
  {
    doc: described(
      'เปลี่ยนรหัสลับ รหัสใหม่แสดงครั้งเดียวใน secret ระบบลงลายมือชื่อด้วยรหัสเดิมควบคู่ไปอีก 24 ชั่วโมง',
      'Makes a new secret and tells it once, as `secret`. For 24 hours messages are signed with the former one too.',
    ),
    tellsSecret: ({ keys, id, commandId }) => signingSecret((text) => keys.digest(text), id, commandId),
  },
  (input, state) => (state.is === 'unknown' || state.rotatedFor === input.reason ? [] : [WebhookSecretRotated(input)]),
)
export const DisableWebhook = command(
  'DisableWebhook',
  webhook,
  { reason },
  { doc: described('หยุดแจ้งตั้งแต่บัดนี้จนกว่าจะเปิด', 'Nothing is sent from now on, until it is enabled.') },
  (input, state) => (state.is === 'unknown' || isAlready(state, 'disabled', input.reason) ? [] : [WebhookDisabled(input)]),
)
export const EnableWebhook = command(
  'EnableWebhook',
  webhook,
  { reason },
  {
    doc: described(
      'แจ้งต่อจากที่ค้างไว้ ไม่มีรายการใดหายไป',
      'Goes on where it stopped, when it was disabled or given up: nothing of the meantime is left out.',
      'AWebhookIsEnabledOnce',
    ),
  },
  (input, state) => {
    if (state.is === 'unknown' || isAlready(state, 'active', input.reason)) return []
    requireThat(now(state).is !== 'active', AWebhookIsEnabledOnce)
    return [WebhookEnabled(input)]
  },
)
export const ReplayWebhook = command(
  'ReplayWebhook',
  webhook,
  { from, reason },
  {
    doc: described(
      'ส่งใหม่ทั้งหมดตั้งแต่ลำดับนี้ในบันทึก ด้วย webhook-id เดิมและหัวเรื่อง prasan-replay',
      'Sends again all from that event of the log on, with the same `webhook-id` as before and the header `prasan-replay: true`; also of before it was registered.',
      'AReplayBeginsInTheLog, ADisabledWebhookIsEnabledFirst',
    ),
  },
  (input, state, { evidence }: { evidence: { readonly last: number } | undefined }) => {
    if (state.is === 'unknown') return []
    const last = state.replays.at(-1)
    if (last?.from === input.from && last.reason === input.reason) return []
    requireThat(now(state).is === 'active', ADisabledWebhookIsEnabledFirst)
    requireThat(input.from <= (evidence?.last ?? Infinity), AReplayBeginsInTheLog, 'from')
    return [WebhookReplayed(input)]
  },
)
