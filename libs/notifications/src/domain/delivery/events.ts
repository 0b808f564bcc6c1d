// What is recorded of a digest on its way to a person: what it tells of, and each attempt. No address, no name and no text of anybody's.
import { Count, Day, Instant, Owner, Text, choice, event, label, ref, z } from '@prasan/event-sourcing'
import { Channel, Language } from '../preference.js'

/** What somebody is told of; the words are what the message says. */
export const NoticeKind = choice(
  'NoticeKind',
  {
    assigned: ['ได้รับมอบหมายเรื่องใหม่', 'Something was assigned to you'],
    reminded: ['เตือนกำหนด', 'A reminder of what is due'],
    escalated: ['เรื่องเกินกำหนดที่เสนอถึงท่าน', 'Something overdue was brought before you'],
    extensionAsked: ['มีคำขอขยายเวลา', 'An extension was asked for'],
    extensionAnswered: ['คำขอขยายเวลาได้รับคำตอบ', 'An extension was decided on'],
    obstacleRaised: ['มีเรื่องที่รอท่าน', 'Something waits on you'],
    obstacleAnswered: ['อุปสรรคที่แจ้งได้รับคำตอบ', 'An obstacle was answered'],
    meetingNotice: ['เชิญประชุม', 'You are invited to a meeting'],
    meetingMoved: ['เลื่อนการประชุม', 'A meeting was moved'],
    meetingCancelled: ['ยกเลิกการประชุม', 'A meeting was cancelled'],
    handover: ['มีการส่งมอบงาน', 'A post is handed over'],
  },
  label('เรื่องที่แจ้ง', 'What of'),
)
export type NoticeKind = z.infer<typeof NoticeKind>

/** How a digest went out; the log, where the channel is not set up. */
export const Through = choice(
  'DeliveryThrough',
  { email: ['อีเมล', 'e-mail'], line: ['ไลน์', 'LINE'], log: ['บันทึกของเครื่อง', 'the log of the node'] },
  label('ส่งทาง', 'Through'),
)
export type Through = z.infer<typeof Through>

export const Trouble = choice(
  'DeliveryTrouble',
  {
    noAddress: ['ไม่มีที่อยู่สำหรับช่องทางนี้', 'there is no address for the channel'],
    notAnAddress: ['ที่อยู่ไม่ถูกรูปแบบ', 'the address is none'],
    erased: ['ข้อมูลส่วนบุคคลถูกลบแล้ว', 'the personal data were erased'],
    refused: ['ปลายทางปฏิเสธ', 'refused by the other side'],
    putOff: ['ปลายทางขอให้ส่งใหม่', 'put off by the other side'],
    away: ['ติดต่อปลายทางไม่ได้', 'the other side is not reached'],
    limitReached: ['ครบจำนวนข้อความของเดือนแล้ว', 'the messages of the month are used up'],
    tooLong: ['ส่งไม่สำเร็จภายในหนึ่งสัปดาห์', 'a week went by without success'],
  },
  label('เหตุ', 'Why'),
)
export type Trouble = z.infer<typeof Trouble>

export const notice = z.strictObject({
  kind: NoticeKind,
  about: ref('commitment', 'meeting', 'handover').meta(label('เรื่อง', 'About')),
  to: Owner.meta(label('แจ้งในฐานะ', 'Told as')),
  day: Day.optional().meta(label('กำหนดหรือวันประชุม', 'Due, or held, on')),
})
export type Notice = z.infer<typeof notice>

const code = Text.max(20)
  .optional()
  .meta(label('รหัสที่ปลายทางตอบ', 'Code', 'เช่น 550 หรือ 4.2.0', 'As 550 or 4.2.0; never the words beside it, which may hold the address.'))
const time = Count.min(1).meta(label('ครั้งที่', 'Time'))
const repeat = z.boolean().meta(label('อาจส่งซ้ำ', 'May repeat what arrived'))
export const attempt = { time, code }
export const failure = { time, why: Trouble, code }
export const deferral = { ...failure, arrived: z.boolean().optional().meta(label('อาจถึงแล้ว', 'May have arrived')) }

export const digest = {
  person: ref('person').meta(label('บุคคล', 'Person')),
  day: Day.meta(label('วันที่', 'Day')),
  channel: Channel,
  language: Language,
  notices: z.array(notice).min(1).max(1_000).meta(label('เรื่องที่แจ้ง', 'Notices')),
}

export const DigestPrepared = event('DigestPrepared', 1, digest, {
  th: 'เตรียมเรื่องที่ต้องแจ้ง {person} วันที่ {day} ทาง{channel}',
  en: 'What {person} is to be told on {day} prepared, for {channel}',
})
export const DeliveryBegun = event(
  'DeliveryBegun',
  1,
  {
    time,
    through: Through,
    /** The same at every time through the same channel: a message that arrives twice has one Message-ID. */
    message: z.uuid().meta(label('รหัสข้อความ', 'Message')),
    repeat,
  },
  {
    th: 'เริ่มส่งครั้งที่ {time} ทาง{through} (อาจส่งซ้ำ: {repeat})',
    en: 'Sending begun, time {time}, through {through} (may be a repeat: {repeat})',
  },
)
export const DigestDelivered = event('DigestDelivered', 1, attempt, { th: 'ส่งถึงปลายทางแล้วในครั้งที่ {time}', en: 'Delivered at time {time}' })
export const DeliveryDeferred = event(
  'DeliveryDeferred',
  1,
  { ...deferral, until: Instant.meta(label('ส่งใหม่ตั้งแต่', 'Again from')) },
  { th: 'ยังส่งไม่ได้ในครั้งที่ {time}: {why} จะส่งใหม่', en: 'Not delivered at time {time}: {why}; it is tried again' },
)
export const DigestUndeliverable = event('DigestUndeliverable', 1, failure, {
  th: 'ส่งไม่ได้ในครั้งที่ {time}: {why}',
  en: 'Undeliverable at time {time}: {why}',
})
export const DeliveryTakenUpAgain = event(
  'DeliveryTakenUpAgain',
  1,
  { reason: Text.meta(label('เหตุผล', 'Reason')) },
  { th: 'ให้ส่งใหม่: {reason}', en: 'To be sent again: {reason}' },
)
