/** Three fiscal years of meetings: of the sub-committee each quarter, of the districts' working groups twice a year. */
import {
  AddAgendaItem,
  CertifyMinutes,
  CirculateMinutes,
  CloseMeeting,
  DraftMinutes,
  OpenMeeting,
  PassResolution,
  RecordAttendance,
  ScheduleMeeting,
  SendNotice,
} from '@prasan/meetings'
import { AdoptRhythm } from '@prasan/committees'
import { addDays, dayInWords } from '@prasan/event-sourcing'
import { ReportCompletion, ReportProgress } from '@prasan/commitments'
import { DISTRICTS, PSDHS_POST, SECRETARY, SUBCOMMITTEE, districtBody, postOf } from './province.js'
import { type Step, fiscalYearStart, idOf, partOf, yearsBefore } from './story.js'

interface Assigned {
  readonly title: readonly [string, string]
  readonly owner: string
  /** Days from the meeting until it is due, and until it was done, where it was. */
  readonly due: number
  readonly done?: number
}

/** What the sub-committee resolved at its meetings, in turn. */
const PROVINCIAL: readonly Assigned[] = [
  { title: ['จัดทำทำเนียบผู้ประสานงานทุกหน่วยงาน', 'List the contact persons of all agencies'], owner: PSDHS_POST, due: 60, done: 55 },
  { title: ['อบรมอาสาสมัครเฝ้าระวัง รุ่นที่ ๑', 'Train the first group of watch volunteers'], owner: PSDHS_POST, due: 90, done: 85 },
  { title: ['ตรวจสถานประกอบการกลุ่มเสี่ยงร่วมกัน', 'Inspect workplaces at risk together'], owner: postOf('protection'), due: 80, done: 101 },
  { title: ['จัดทำสื่อความรู้ภาษาไทยและภาษาเมียนมา', 'Produce materials in Thai and Burmese'], owner: postOf('culture'), due: 100, done: 90 },
  { title: ['ขยายเครือข่ายเฝ้าระวังให้ครบทุกอำเภอ', 'Extend the watch network to every district'], owner: postOf('local'), due: 120, done: 118 },
  { title: ['อบรมอาสาสมัครเฝ้าระวัง รุ่นที่ ๒', 'Train the second group of watch volunteers'], owner: PSDHS_POST, due: 90, done: 88 },
  {
    title: ['ซ้อมแผนรับแจ้งเหตุร่วมระหว่างตำรวจและบ้านพักเด็กฯ', 'Rehearse the joint response of police and shelter'],
    owner: postOf('police'),
    due: 70,
    done: 96,
  },
  {
    title: ['ติดตามเด็กนอกระบบการศึกษา (จำนวน)', 'Follow up children out of school (numbers)'],
    owner: postOf('education'),
    due: 120,
    done: 115,
  },
  { title: ['อบรมอาสาสมัครเฝ้าระวัง รุ่นที่ ๓', 'Train the third group of watch volunteers'], owner: PSDHS_POST, due: 90, done: 86 },
  {
    title: ['ทบทวนคำสั่งแต่งตั้งให้ตรงกับโครงสร้างใหม่', 'Bring the appointment order in line with the new structure'],
    owner: postOf('governor'),
    due: 60,
  },
  { title: ['จัดทำข้อตกลงการส่งต่อระหว่างอำเภอ', 'Agree on referral between the districts'], owner: postOf('deputy'), due: 150 },
  { title: ['สรุปผลการดำเนินงานประจำปีเสนอส่วนกลาง', 'Report the year’s results to the national body'], owner: PSDHS_POST, due: 60 },
]

/** Published results of the whole, as counts: no names, no lists. */
const RESULTS = 'รวมผลถึงปัจจุบัน: อบรมอาสาสมัครแล้ว ๓๐๖ คน ใน ๑๒๔ หมู่บ้าน เด็กได้รับการช่วยเหลือ ๕๕ คน (นับจำนวนเท่านั้น)'

const both = ([th, en]: readonly [string, string]) => ({ th, en })

interface Held {
  readonly key: string
  readonly body: string
  readonly on: string
  readonly place: string
  readonly previous?: string
  readonly assigned?: Assigned
  /** Varies who is absent and who came in somebody's place. */
  readonly n: number
}

/** One meeting from its schedule to the certification of its minutes by the next one. */
export function meeting({ key, body, on, place, previous, assigned, n }: Held): Step[] {
  const id = idOf('meeting', key)
  const by = SECRETARY
  const before = (days: number) => addDays(on, -days)
  const item = (what: string) => partOf('agendaItem', `${key}:item:${what}`)
  const about = (on: string, part: string, command: Step['command'], input: Step['input']): Step => ({
    on,
    by,
    key: `${key}:${part}`,
    id,
    command,
    input,
  })
  const agenda = (what: string, section: number, kind: string, title: readonly [string, string], more: object = {}) =>
    about(before(10), `item:${what}`, AddAgendaItem, { section, kind, title: both(title), ...more })
  const resolve = (what: string, kind: string, text: readonly [string, string], more: object = {}) =>
    about(on, `resolution:${what}`, PassResolution, { item: item(what), kind, text: both(text), at: '11:30', ...more })
  return [
    { on: before(30), by, key, command: ScheduleMeeting, input: { bodies: [body], on, startsAt: '09:30', place, mode: 'onsite' } },
    agenda('chair', 1, 'inform', ['ประธานแจ้งเพื่อทราบ', 'Announcements of the chair']),
    ...(previous
      ? [
          agenda('minutes', 2, 'certify', ['รับรองรายงานการประชุมครั้งที่แล้ว', 'Minutes of the last meeting'], {
            minutesOf: idOf('meeting', previous),
          }),
        ]
      : []),
    ...(assigned ? [agenda('consider', 5, 'consider', assigned.title)] : []),
    about(before(7), 'notice', SendNotice, { sentOn: before(7), method: 'หนังสือและกลุ่มไลน์' }),
    about(on, 'open', OpenMeeting, { at: '09:35' }),
    about(on, 'attendance', RecordAttendance, ({ opened }: { opened: { roster: { seat: string; person?: string }[] } }) => ({
      entries: opened.roster.flatMap(({ seat, person }, i): object[] => {
        if (person === undefined) return []
        if (i > 0 && (i * 7 + n * 3) % 11 === 0) return [{ seat, absence: { excused: n % 2 === 0, reason: 'ติดราชการ' } }]
        if (i > 0 && (i * 5 + n) % 13 === 0)
          return [{ seat, person: idOf('person', 'person:psdhs:chief'), capacity: 'substitute' }].filter(() => i === 4)
        return [{ seat, person }]
      }),
    })),
    resolve('chair', 'noted', ['รับทราบ', 'Noted']),
    ...(previous
      ? [
          resolve('minutes', 'approved', ['รับรองรายงานการประชุมโดยไม่มีการแก้ไข', 'Minutes certified without change']),
          {
            on: addDays(on, 1),
            by,
            key: `${previous}:certify`,
            id: idOf('meeting', previous),
            command: CertifyMinutes,
            input: { method: 'laterMeeting', certifiedBy: id },
          },
        ]
      : []),
    ...(assigned
      ? [
          resolve('consider', 'assigned', [`มอบหมายให้ดำเนินการ: ${assigned.title[0]}`, `Assigned: ${assigned.title[1]}`], {
            assignments: [{ title: both(assigned.title), owner: assigned.owner, dueOn: addDays(on, assigned.due) }],
          }),
        ]
      : []),
    about(on, 'close', CloseMeeting, { at: '12:00' }),
    about(addDays(on, 5), 'minutes', DraftMinutes, {
      text: `รายงานการประชุม\nเมื่อวันที่ ${dayInWords(on).th}\nณ ${place}\n\nเลิกประชุมเวลา ๑๒.๐๐ น.`,
    }),
    about(addDays(on, 6), 'circulate', CirculateMinutes, { on: addDays(on, 6) }),
    ...followUp(key, on, assigned),
  ]
}

/** What became of what a meeting assigned. */
function followUp(key: string, on: string, assigned?: Assigned): Step[] {
  if (!assigned) return []
  const id = partOf('commitment', `${key}:resolution:consider`)
  const half = addDays(on, Math.floor(assigned.due / 2))
  const step = (day: string, part: string, command: Step['command'], input: object): Step => ({
    on: day,
    by: SECRETARY,
    key: `${key}:${part}`,
    id,
    command,
    input,
  })
  const done = assigned.done === undefined ? undefined : addDays(on, assigned.done)
  return [
    step(half, 'progress', ReportProgress, { on: half, percent: 50, word: 'อยู่ระหว่างดำเนินการ' }),
    ...(done === undefined
      ? []
      : [step(done, 'done', ReportCompletion, { on: done, word: assigned.title[0].includes('รุ่นที่ ๒') ? RESULTS : 'ดำเนินการแล้วเสร็จ' })]),
  ]
}

const HALL = 'ห้องประชุมภูกามยาว ศาลากลางจังหวัดพะเยา'

export function bodiesAtWork(today: string): Step[] {
  const last = fiscalYearStart(today)
  const quarters = [2, 1, 0].flatMap((years) => [50, 140, 230, 320].map((day) => addDays(yearsBefore(last, years), day)))
  const provincial = quarters.flatMap((on, n) =>
    meeting({
      key: `meeting:province:${n}`,
      body: SUBCOMMITTEE,
      on,
      place: HALL,
      n,
      ...(n > 0 && { previous: `meeting:province:${n - 1}` }),
      ...(PROVINCIAL[n] && { assigned: PROVINCIAL[n] }),
    }),
  )
  const halves = [2, 1, 0].flatMap((years) => [75, 260].map((day) => addDays(yearsBefore(last, years), day)))
  const districts = DISTRICTS.flatMap(([code, th], d) =>
    halves.flatMap((on, n) =>
      meeting({
        key: `meeting:${code}:${n}`,
        body: districtBody(code),
        on: addDays(on, d),
        place: `ที่ว่าการอำเภอ${th}`,
        n,
        ...(n > 0 && { previous: `meeting:${code}:${n - 1}` }),
        assigned: {
          title: [`สำรวจและเฝ้าระวังกลุ่มเสี่ยงในตำบล รอบที่ ${n + 1}`, `Survey and watch groups at risk, round ${n + 1}`],
          owner: postOf(`district:${code}`),
          due: 120,
          ...((n < 4 || d % 3 === 0) && { done: 100 + ((d * 13 + n * 7) % 40) }),
        },
      }),
    ),
  )
  const rhythm: Step = {
    on: addDays(last, 27),
    by: SECRETARY,
    key: 'rhythm:province',
    id: SUBCOMMITTEE,
    command: AdoptRhythm,
    input: { rrule: 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20', from: quarters[0], startsAt: '09:30', place: HALL, mode: 'onsite' },
  }
  return [...provincial, ...districts, rhythm]
}
