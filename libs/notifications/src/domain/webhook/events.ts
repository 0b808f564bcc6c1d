// What is recorded of a webhook: an address at which a partner’s program is told what is recorded, and how far it was told
import { Count, Instant, Text, choice, distinct, event, label, ref, z } from '@prasan/event-sourcing'

export const WebhookTopic = choice(
  'WebhookTopic',
  {
    meetings: ['การประชุม', 'meetings: their notice, attendance and minutes'],
    decisions: ['มติ', 'decisions: resolutions of meetings'],
    commitments: ['ข้อผูกพัน', 'commitments'],
    plans: ['แผน', 'plans'],
    committees: ['คณะ', 'committees, their orders and seats'],
    handovers: ['การส่งมอบงาน', 'handovers'],
    posts: ['ตำแหน่ง', 'posts, and that somebody holds them'],
    organizations: ['หน่วยงาน', 'organizations'],
  },
  label('เรื่องที่แจ้ง', 'What it tells of'),
)
export type WebhookTopic = z.infer<typeof WebhookTopic>

export const WebhookState = choice(
  'WebhookState',
  {
    active: ['ใช้งาน', 'told of what is recorded'],
    disabled: ['ปิดไว้', 'disabled: told of nothing until it is enabled'],
    givenUp: ['หยุดส่งเพราะไม่มีผู้รับ', 'given up: its program was away for days, or said that it is gone; told of nothing until it is enabled'],
  },
  label('สถานะของเว็บฮุก', 'State of a webhook'),
)

const HTTP = /^https?:$/
/** Whether the address can be one at all; which addresses are taken is judged where the name is looked up. */
function isAddress(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false
  const { protocol, username, password, hash } = new URL(text)
  return HTTP.test(protocol) && username + password + hash === ''
}

export const told = {
  url: z
    .string()
    .max(2_000)
    .refine(isAddress, 'Malformed')
    .meta(
      label(
        'ที่อยู่',
        'Address',
        'ที่อยู่ https ที่โปรแกรมของภาคีรับ แสดงในรายการ จึงต้องไม่มีรหัสลับอยู่ในที่อยู่',
        'Where the partner’s program receives, by https. The lists show it: no secret stands in it.',
      ),
    ),
  topics: distinct(z.array(WebhookTopic).min(1).max(20)).meta(label('เรื่องที่แจ้ง', 'Topics')),
  about: ref('organization', 'committee', 'post', 'plan')
    .optional()
    .meta(
      label(
        'เฉพาะของ',
        'Only of',
        'เฉพาะที่เกี่ยวกับสิ่งนี้และสิ่งที่เป็นของสิ่งนี้ หากไม่ระบุ คือทั้งหมด',
        'Only what concerns this and what is, was or is to be of it, as in `changesSince`; everything where it is left out.',
      ),
    ),
}
export const registered = {
  organization: ref('organization').meta(label('หน่วยงานผู้รับ', 'Organization', 'หน่วยงานเจ้าของโปรแกรม', 'Whose program it is.')),
  ...told,
}
export const reason = Text.meta(label('เหตุผล', 'Reason'))
export const from = Count.min(1).meta(
  label('ตั้งแต่ลำดับ', 'From log number', 'ลำดับในบันทึกที่เริ่มส่งใหม่', 'The event of the log from which on all is sent again.'),
)
const cause = choice('WebhookCause', {
  gone: ['ปลายทางแจ้งว่าเลิกใช้แล้ว (410)', 'its program said that it is gone (410)'],
  unanswered: ['ส่งไม่สำเร็จหลายวัน', 'it was not taken for days'],
}).meta(label('สาเหตุ', 'Cause'))
const failing = z
  .strictObject({
    logNumber: Count.meta(label('ลำดับในบันทึก', 'Log number')),
    attempts: Count.meta(label('ส่งแล้ว (ครั้ง)', 'Attempts')),
    problem: Text.max(200).meta(label('ปัญหา', 'Problem')),
    again: Instant.meta(label('ส่งอีกครั้งเมื่อ', 'Again at')),
  })
  .meta({ id: 'WebhookFailing' })
const noted = {
  node: Text.max(100).meta(label('เครื่องที่ส่ง', 'Node')),
  through: Count.meta(label('ส่งถึงลำดับ', 'Delivered through')),
  released: z.boolean().optional().meta(label('ให้เครื่องอื่นส่งต่อ', 'Left to others')),
  failing: failing.optional().meta(label('ที่ส่งไม่สำเร็จ', 'Failing')),
}

export const WebhookRegistered = event('WebhookRegistered', 1, registered, {
  th: 'ลงทะเบียนเว็บฮุกของ {organization} ที่ {url}',
  en: 'Webhook of {organization} registered at {url}',
})
export const WebhookChanged = event('WebhookChanged', 1, told, { th: 'เปลี่ยนเว็บฮุกเป็น {url}', en: 'Webhook changed: {url}' })
export const WebhookSecretRotated = event(
  'WebhookSecretRotated',
  1,
  { reason },
  { th: 'เปลี่ยนรหัสลับของเว็บฮุก: {reason}', en: 'Secret of the webhook rotated: {reason}' },
)
export const WebhookDisabled = event('WebhookDisabled', 1, { reason }, { th: 'ปิดเว็บฮุก: {reason}', en: 'Webhook disabled: {reason}' })
export const WebhookEnabled = event('WebhookEnabled', 1, { reason }, { th: 'เปิดเว็บฮุก: {reason}', en: 'Webhook enabled: {reason}' })
export const WebhookReplayed = event(
  'WebhookReplayed',
  1,
  { from, reason },
  { th: 'ให้ส่งใหม่ตั้งแต่ลำดับ {from}: {reason}', en: 'All from {from} on is sent again: {reason}' },
)
export const WebhookGivenUp = event(
  'WebhookGivenUp',
  1,
  { cause, at: Count.meta(label('ลำดับในบันทึก', 'Log number')) },
  { th: 'หยุดส่งเว็บฮุกที่ลำดับ {at}: {cause}', en: 'Webhook given up at {at}: {cause}' },
)
export const DeliveryNoted = event('DeliveryNoted', 1, noted, ({ failing: fails }) =>
  fails
    ? { th: 'ส่งเว็บฮุกถึงลำดับ {through} ต่อจากนั้นไม่สำเร็จ: {failing}', en: 'Webhook delivered through {through}; then not: {failing}' }
    : { th: 'ส่งเว็บฮุกถึงลำดับ {through}', en: 'Webhook delivered through {through}' },
)
export const events = [
  ...[WebhookRegistered, WebhookChanged, WebhookSecretRotated, WebhookDisabled, WebhookEnabled],
  ...[WebhookReplayed, WebhookGivenUp, DeliveryNoted],
] as const
