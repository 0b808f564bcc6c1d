/**
 * How posts were handed over on the last 1 October, the secretariat with notes and over an acting holder, the schools in one go; and what the record
 * says of the secretariat's post by then.
 */
import { AcceptHandover, AcceptHandoverItem, ContestHandoverItem, WriteHandoverNote, handoverId } from '@prasan/continuity'
import { AddMandateClause, ChangeContact, DescribeDuties } from '@prasan/directory'
import { addDays } from '@prasan/event-sourcing'
import { PSDHS_POST, SECRETARY, postOf } from './province.js'
import { type Step, fiscalYearStart, idOf, partOf } from './story.js'

const both = (th: string, en: string) => ({ th, en })

const person = (key: string) => idOf('person', `person:${key}`)

export function turnover(today: string): Step[] {
  const last = fiscalYearStart(today)
  const on = addDays(last, 26)
  const day = (days: number) => addDays(last, days)
  const ofSecretariat = (key: string, occasion: 'end' | 'vacancy') => handoverId(PSDHS_POST, partOf('assignment', key), occasion)
  const secretariat = ofSecretariat('role:psdhs:0', 'end')
  const toActing = ofSecretariat('role:psdhs:acting', 'vacancy')
  const toSuccessor = ofSecretariat('role:psdhs:acting', 'end')
  const schools = handoverId(postOf('education'), partOf('assignment', 'role:education:0'), 'end')
  const training = idOf('commitment', 'promise:training')
  const reached = (who: string, phone: string): Step => ({
    ...{ on, key: `reached:${who}`, id: idOf('person', who), command: ChangeContact, input: { contacts: { phone } } },
  })
  return [
    {
      ...{ on, key: 'duties:psdhs', id: PSDHS_POST, command: DescribeDuties },
      input: {
        duties: both(
          'เป็นเลขานุการคณะอนุกรรมการศูนย์ปฏิบัติการป้องกันและปราบปรามการค้ามนุษย์จังหวัด จัดประชุมและติดตามมติ ประสานการช่วยเหลือกับทุกหน่วยงาน และรายงานผลต่อผู้ว่าราชการจังหวัดทุกไตรมาส',
          'Secretary of the provincial sub-committee: calls its meetings and follows up what it resolved, joins up the agencies’ help, and reports to the governor every quarter.',
        ),
        from: last,
      },
    },
    {
      ...{ on, key: 'mandate:psdhs', id: idOf('organization', 'org:psdhs'), command: AddMandateClause },
      input: {
        text: both(
          'เป็นศูนย์ปฏิบัติการป้องกันและปราบปรามการค้ามนุษย์ระดับจังหวัด ประสานงานและติดตามผลของทุกหน่วยงาน',
          'The province’s operation centre against human trafficking: joins up all agencies and follows what comes of it.',
        ),
      },
    },
    reached(SECRETARY, '08 0000 0001'),
    reached('person:psdhs:acting', '08 0000 0002'),
    {
      ...{ on: day(-5), by: SECRETARY, key: 'note:psdhs', id: secretariat, command: WriteHandoverNote },
      input: {
        on: day(-5),
        state: 'การประชุมและแผนเป็นไปตามกำหนด เหลือการอบรมอาสาสมัครรุ่นที่ ๔ ที่ล่าช้า เอกสารทั้งหมดอยู่ในระบบนี้',
        nextStep: 'เชิญประชุมคณะอนุกรรมการไตรมาสแรกของปีงบประมาณ และเสนองบประมาณแผนบูรณาการ',
        people: [postOf('deputy'), postOf('police')],
        risks: 'ระหว่างรอคำสั่งแต่งตั้งจะมีผู้รักษาราชการแทนเพียงคนเดียว',
      },
    },
    {
      ...{ on: day(-5), by: SECRETARY, key: 'note:psdhs:training', id: secretariat, command: WriteHandoverNote },
      input: {
        item: training,
        on: day(-5),
        state: 'ได้วิทยากรและสถานที่แล้ว งบประมาณยังไม่ได้รับการยืนยัน',
        nextStep: 'ขอหนังสือยืนยันงบประมาณ แล้วนัดวันอบรมกับทุกอำเภอ',
        people: [postOf('deputy')],
        risks: 'อาสาสมัครที่สมัครไว้อาจถอนตัวหากเลื่อนอีก',
      },
    },
    {
      ...{ on: day(9), by: 'person:psdhs:acting', key: 'contested:psdhs:training', id: toActing, command: ContestHandoverItem },
      input: { item: training, on: day(9), by: person('psdhs:acting'), word: 'ยังไม่ได้รับหนังสือยืนยันงบประมาณ จึงยังนัดวันอบรมไม่ได้' },
    },
    {
      ...{ on: day(17), by: 'person:psdhs:acting', key: 'note:psdhs:budget', id: toSuccessor, command: WriteHandoverNote },
      input: {
        item: idOf('commitment', 'promise:budget'),
        on: day(17),
        state: 'แผนบูรณาการของปีใหม่ร่างเสร็จแล้ว เหลือการเสนองบประมาณ',
        nextStep: 'เสนอในการประชุมคณะอนุกรรมการครั้งถัดไป',
        people: [postOf('deputy')],
      },
    },
    {
      ...{ on: day(31), by: 'person:psdhs:1', key: 'accepted:psdhs:training', id: toSuccessor, command: AcceptHandoverItem },
      input: { item: training, on: day(31), by: person('psdhs:1'), word: 'ได้รับการยืนยันงบประมาณแล้ว จะอบรมภายในไตรมาสนี้' },
    },
    {
      ...{ on: day(14), by: 'person:education:1', key: 'accepted:schools', id: schools, command: AcceptHandover },
      input: { on: day(14), by: person('education:1') },
    },
  ]
}
