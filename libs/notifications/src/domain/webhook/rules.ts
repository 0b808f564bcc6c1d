import { ruleOfTheRecord } from '@prasan/event-sourcing'

export const AWebhookIsReachedInPublic = ruleOfTheRecord('AWebhookIsReachedInPublic', {
  th: 'ที่อยู่ของเว็บฮุกต้องเป็น https ของเครื่องที่เข้าถึงได้จากอินเทอร์เน็ต ไม่ใช่ที่อยู่ภายในเครือข่าย และเป็นพอร์ต 443 หรือตั้งแต่ 1024',
  en: 'A webhook is at a public address, by https, at port 443 or from 1024 on: no address inside a network is taken.',
})
export const AReplayBeginsInTheLog = ruleOfTheRecord('AReplayBeginsInTheLog', {
  th: 'ส่งใหม่ได้ตั้งแต่ลำดับที่บันทึกไว้แล้วเท่านั้น',
  en: 'A replay begins at an event that is recorded: the log does not reach so far.',
})
export const AWebhookIsEnabledOnce = ruleOfTheRecord('AWebhookIsEnabledOnce', {
  th: 'เว็บฮุกนี้ใช้งานอยู่แล้ว',
  en: 'This webhook is active already.',
})
export const ADisabledWebhookIsEnabledFirst = ruleOfTheRecord('ADisabledWebhookIsEnabledFirst', {
  th: 'เว็บฮุกนี้ปิดอยู่ ให้เปิดก่อน (enableWebhook)',
  en: 'This webhook is not active: enable it first.',
})
