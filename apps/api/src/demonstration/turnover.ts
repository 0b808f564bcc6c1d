/** What those who left the secretariat's post wrote for whoever comes, and what the record says of the post by then. */
import { OpenHandover, WriteHandoverNote } from '@prasan/continuity'
import { AddMandateClause, ChangeContact, DescribeDuties } from '@prasan/directory'
import { addDays } from '@prasan/event-sourcing'
import { PSDHS_POST, SECRETARY, postOf } from './province.js'
import { type Step, fiscalYearStart, idOf } from './story.js'

const both = (th: string, en: string) => ({ th, en })

/** All is recorded in the October after the transfer. */
export function turnover(today: string): Step[] {
  const last = fiscalYearStart(today)
  const on = addDays(last, 26)
  const handover = idOf('handover', 'handover:psdhs')
  const reached = (person: string, phone: string): Step => ({
    ...{ on, key: `reached:${person}`, id: idOf('person', person), command: ChangeContact, input: { contacts: { phone } } },
  })
  const note = (key: string, by: string, more: object): Step => ({
    ...{ on, key: `note:psdhs:${key}`, id: handover, command: WriteHandoverNote, by, input: { on, ...more } },
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
    { on, key: 'handover:psdhs', command: OpenHandover, input: { post: PSDHS_POST, on: last, leaver: idOf('person', SECRETARY) } },
    note('training', SECRETARY, {
      state: 'การอบรมอาสาสมัครรุ่นที่ ๔ มีวิทยากรและสถานที่แล้ว แต่ยังไม่ได้รับยืนยันงบประมาณ',
      nextStep: 'ขอคำยืนยันจากสำนักงานจังหวัด แล้วขอขยายเวลาต่อคณะอนุกรรมการ',
      people: [postOf('governor')],
      risks: 'หากเลยเดือนพฤศจิกายน วิทยากรจะติดภารกิจอื่น',
    }),
    note('budget', 'person:psdhs:acting', {
      state: 'แผนบูรณาการของปีใหม่ร่างเสร็จแล้ว เหลือการเสนองบประมาณ',
      nextStep: 'เสนอในการประชุมคณะอนุกรรมการครั้งถัดไป',
      people: [postOf('deputy')],
    }),
  ]
}
