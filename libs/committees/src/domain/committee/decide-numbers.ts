// Decisions about the numbers of a body's meetings: each series counts in its own years, without gaps.
import { type Day, PlannedDay, command, described, label, requireThat, same, z } from '@prasan/event-sourcing'
import { MeetingNumberReleased, MeetingNumbered } from './events.js'
import { MeetingBearsAnotherNumber, MeetingNumbersHaveNoGaps } from './rules.js'
import { type MeetingNumber, numbered } from './shapes.js'
import { type Living, committee, rulesOn } from './state.js'

const given = z
  .strictObject({ number: numbered.number, year: numbered.year, running: numbered.running })
  .meta({ id: 'GivenNumber', ...label('เลขที่ให้ไว้', 'Number as given') })

export const NumberMeeting = command(
  'NumberMeeting',
  committee,
  { meeting: numbered.meeting, day: PlannedDay.meta(label('วันประชุม', 'Day of the meeting')), given: given.optional() },
  {
    doc: described(
      'ให้เลขครั้งที่ประชุมลำดับถัดไปของปีที่ตรงกับวันประชุม การประชุมเดิมคงเลขเดิมเสมอ ' +
        'ระบบดำเนินการเองเมื่อส่งหนังสือเชิญประชุมหรือเปิดประชุม `given` คือเลขครั้งที่มีอยู่ก่อนเริ่มใช้ระบบ และคงไว้ตามนั้น',
      'Gives the meeting the next number of the series in which its day falls; the same meeting always keeps the one it has. Happens by ' +
        'itself when the notice is sent or the meeting opens. `given`: the number that it bore before this record began; it stands as ' +
        'given.',
      'MeetingNumbersHaveNoGaps, MeetingBearsAnotherNumber',
    ),
  },
  ({ meeting, day, given }, state) => {
    if (state.is === 'unknown') return []
    const borne = state.numbers[meeting]
    if (borne) {
      const { number, year, running } = borne
      requireThat(!given || same(given, { number, year, running }), MeetingBearsAnotherNumber, 'given')
      return []
    }
    const number = given ? { numbering: rulesOn(state, day).numbering, ...given } : nextNumber(state, day)
    requireThat(
      Object.values(state.numbers).every((other) => !clash(other, number)),
      MeetingNumbersHaveNoGaps,
      'given',
    )
    return [MeetingNumbered({ meeting, ...number })]
  },
)

export const ReleaseMeetingNumber = command(
  'ReleaseMeetingNumber',
  committee,
  { meeting: numbered.meeting },
  {
    doc: described(
      'การประชุมถูกยกเลิก คืนเลขครั้งที่ประชุมให้การประชุมถัดไปในชุดเดียวกันใช้',
      'The meeting was cancelled: its number is given back, and the next meeting of the series takes it.',
    ),
  },
  ({ meeting }, state) => {
    const number = state.is === 'unknown' ? undefined : state.numbers[meeting]
    return number ? [MeetingNumberReleased({ meeting, ...number })] : []
  },
)

export const RenumberMeeting = command(
  'RenumberMeeting',
  committee,
  { meeting: numbered.meeting, day: PlannedDay.meta(label('วันประชุม', 'Day of the meeting')) },
  {
    doc: described(
      'เลื่อนการประชุมไปวันที่กำหนด หากวันนั้นอยู่ในปีอื่นของชุดเลข ให้คืนเลขเดิมและรับเลขถัดไปของปีนั้น มิฉะนั้นคงเลขเดิม ' + 'ระบบดำเนินการเองเมื่อเลื่อนการประชุม',
      'The meeting was moved to the day: where that lies in another year of its series it gives its number back and takes the next one ' +
        'of that year, else it keeps the one it has. Happens by itself when a meeting is rescheduled.',
    ),
  },
  ({ meeting, day }, state) => {
    const number = state.is === 'unknown' ? undefined : state.numbers[meeting]
    if (state.is === 'unknown' || !number || seriesYear(number.numbering, day) === number.year) return []
    const released = MeetingNumberReleased({ meeting, ...number })
    const { [meeting]: _, ...numbers } = state.numbers
    const next = nextNumber({ ...state, numbers, released: [...state.released, number] }, day)
    return [released, MeetingNumbered({ meeting, ...next })]
  },
)

const clash = (a: MeetingNumber, b: MeetingNumber) =>
  a.numbering === b.numbering && ((a.year === b.year && a.number === b.number) || (a.running !== undefined && a.running === b.running))

/** The Buddhist year of a day; of the fiscal year, which begins on 1 October and is named by the year it ends in. */
export const seriesYear = (numbering: MeetingNumber['numbering'], day: Day): number =>
  Number(day.slice(0, 4)) + 543 + (numbering === 'fiscal' && day.slice(5) >= '10-01' ? 1 : 0)

/** The days [from, until) of a year of the series. */
export const seriesDays = (numbering: MeetingNumber['numbering'], year: number): { from: Day; until: Day } =>
  numbering === 'fiscal'
    ? { from: `${year - 544}-10-01`, until: `${year - 543}-10-01` }
    : { from: `${year - 543}-01-01`, until: `${year - 542}-01-01` }

/** A number given back, the lowest first; else one more than the highest. One that was recorded without its running number counts for none. */
function nextNumber(state: Living, day: Day): MeetingNumber {
  const { numbering } = rulesOn(state, day)
  const year = seriesYear(numbering, day)
  const inSeries = (number: MeetingNumber) => number.numbering === numbering
  const inYear = (number: MeetingNumber) => inSeries(number) && number.year === year
  const numbers = Object.values(state.numbers)
  const next = (of: (number: MeetingNumber) => number | undefined) => {
    const taken = new Set(numbers.flatMap((each) => of(each) ?? []))
    const free = state.released.flatMap((each) => of(each) ?? []).filter((each) => !taken.has(each))
    return free.length > 0 ? Math.min(...free) : Math.max(0, ...taken) + 1
  }
  const number = next((each) => (inYear(each) ? each.number : undefined))
  if (numbering !== 'cumulative') return { numbering, year, number }
  return { numbering, year, number, running: next((each) => (inSeries(each) ? each.running : undefined)) }
}
