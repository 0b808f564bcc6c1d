// What is recorded of the chase of a promise: the reminders that were given and the steps by which it went up. They happened: nothing takes them back.
import { Count, Owner, PastDay, choice, event, label, metaOf } from '@prasan/event-sourcing'

export const ReminderKind = choice(
  'ReminderKind',
  {
    beforeDue: ['ก่อนครบกำหนด', 'before it is due'],
    due: ['ในวันครบกำหนด', 'on the day it is due'],
    overdue: ['เมื่อเกินกำหนด', 'of what is overdue'],
    waiting: ['ผู้ที่ต้องดำเนินการก่อน', 'of what waits on somebody else'],
  },
  label('ประเภทของการเตือน', 'Kind of reminder'),
)

/** To whom a promise goes up, one after the other; `supervisor` is for one that no body watches over. */
export const EscalationStep = choice(
  'EscalationStep',
  {
    secretary: ['เลขานุการของคณะ', 'the secretary of the body'],
    chair: ['ประธานของคณะ', 'the chair of the body'],
    parent: ['คณะที่อยู่เหนือขึ้นไป', 'the body above'],
    supervisor: ['ผู้บังคับบัญชาของผู้รับผิดชอบ', 'the supervisor of the owner'],
  },
  label('ขั้นของการยกระดับ', 'Step of the escalation'),
)

const on = PastDay.meta(label('วันที่', 'On'))
const to = Owner.meta(label('ถึง', 'To'))

const reminder = {
  on,
  kind: ReminderKind,
  time: Count.min(1).meta(
    label(
      'ครั้งที่',
      'Time',
      'ครั้งที่เท่าใดของประเภทนั้น นับใหม่เมื่อกำหนดหรือผู้รับผิดชอบเปลี่ยน',
      'Which reminder of its kind it is, from 1; anew where the due date or the owner changes.',
    ),
  ),
  to,
}
const escalation = {
  on,
  step: EscalationStep,
  to,
  daysOverdue: Count.min(1).meta(label('เกินกำหนด (วัน)', 'Days overdue')),
}

const wordsOf = { kind: metaOf(ReminderKind).words!, step: metaOf(EscalationStep).words! }

export const Reminded = event('Reminded', 1, reminder, ({ kind }) => {
  if (kind === 'waiting') return { th: 'เตือนผู้ที่ต้องดำเนินการก่อน ครั้งที่ {time} {on}: {to}', en: 'Reminder {time} of what waits on {to}, on {on}' }
  const { th, en } = wordsOf.kind[kind]!
  return { th: `เตือน${th} ครั้งที่ {time} {on} ถึง {to}`, en: `Reminder {time} ${en}, on {on}, to {to}` }
})
export const Escalated = event('Escalated', 1, escalation, ({ step }) => {
  const { th, en } = wordsOf.step[step]!
  return {
    th: `เกินกำหนด {daysOverdue} วัน ยกระดับถึง${th} {on}: {to}`,
    en: `{daysOverdue} days overdue, escalated to ${en} on {on}: {to}`,
  }
})

/** The fields of commands, by what they do. */
export const shapes = { reminder: { on, kind: ReminderKind, to }, escalation: { on, step: EscalationStep, to } }
