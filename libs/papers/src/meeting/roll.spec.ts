import { describe, expect, it } from '@jest/globals'
import type { Meeting } from './asked.js'
import { roll } from './roll.js'
import { wordingIn } from '../wording.js'

const both = (th: string) => ({ th })
const body = (id: string) => ({ id: `committee-${id}@2026-05-08`, name: both(`คณะ ${id}`) })
const seat = (committee: string, number: number) => ({
  ...{ id: `seat-${committee}${number}@2026-05-08~3`, number, role: both(number === 1 ? 'ประธาน' : 'กรรมการ') },
  ...{ committee: { id: `committee-${committee}` }, organization: null },
})
const person = (name: string) => ({ id: `person-${name}`, name: both(name) })
const came = (committee: string, number: number, name: string, more: object = {}) => ({
  ...{ present: true, capacity: 'SELF', excused: null, absenceReason: null, there: [], signsAs: [both(`ตำแหน่งของ${name}`)], post: null },
  ...{ person: person(name), seat: seat(committee, number), ...more },
})
const rostered = (committee: string, number: number, name: string | null) => ({
  ...{
    number,
    person: name === null ? null : person(name),
    post: { title: both(`ตำแหน่ง ${committee}${number}`) },
    seat: seat(committee, number),
  },
})
const meeting = (more: object) =>
  ({ bodies: [body('A'), body('B')], openedAt: '09:30', closedAt: '12:00', roster: [], attendance: [], ...more }) as unknown as Meeting
const wording = wordingIn('th', '2026-05-08', [])

describe('the roll of a meeting', () => {
  it('of several bodies lists each below its name, in the order of its own seats, each numbered anew', () => {
    const [present] = roll(
      meeting({ attendance: [came('B', 2, 'สี่'), came('A', 2, 'สอง'), came('B', 1, 'สาม'), came('A', 1, 'หนึ่ง')] }),
      wording,
    )
    expect(present!.blocks).toEqual([
      { is: 'heading', text: 'คณะ A' },
      {
        ...{ is: 'columns', widths: expect.anything() },
        rows: [
          ['1.', 'หนึ่ง', 'ตำแหน่งของหนึ่ง', 'ประธาน'],
          ['2.', 'สอง', 'ตำแหน่งของสอง', 'กรรมการ'],
        ],
      },
      { is: 'heading', text: 'คณะ B' },
      {
        ...{ is: 'columns', widths: expect.anything() },
        rows: [
          ['1.', 'สาม', 'ตำแหน่งของสาม', 'ประธาน'],
          ['2.', 'สี่', 'ตำแหน่งของสี่', 'กรรมการ'],
        ],
      },
    ])
  })

  it('says when somebody came late, went early or was away; not of who was there all the time', () => {
    const there = (...stays: [string | null, string | null][]) => ({ there: stays.map(([from, to]) => ({ from, to })) })
    const lines = (more: object) =>
      (
        roll(meeting({ bodies: [body('A')], attendance: [came('A', 1, 'ก', more)] }), wording)[0]!.blocks[0] as unknown as {
          rows: string[][]
        }
      ).rows[0]![2]!.replaceAll('\u00a0', ' ')
        .split('\n')
        .slice(1)
    expect(lines(there(['09:30', '12:00']))).toEqual([])
    expect(lines(there([null, null]))).toEqual([])
    expect(lines(there(['10:15', null]))).toEqual(['(มาเวลา 10.15 น.)'])
    expect(lines(there([null, '11:00']))).toEqual(['(กลับเวลา 11.00 น.)'])
    expect(lines(there(['09:20', '10:00'], ['10:30', '12:00']))).toEqual(['(กลับเวลา 10.00 น.)', '(มาเวลา 10.30 น.)'])
  })

  it('lists among the absent who has a seat and did not come, with the reason, or that nothing is recorded; no vacant seat', () => {
    const absent = { present: false, person: person('สอง'), signsAs: [], capacity: null }
    const sections = roll(
      meeting({
        bodies: [body('A')],
        roster: [rostered('A', 1, 'หนึ่ง'), rostered('A', 2, 'สอง'), rostered('A', 3, 'สาม'), rostered('A', 4, null), rostered('A', 5, 'ห้า')],
        attendance: [
          came('A', 1, 'หนึ่ง'),
          { ...came('A', 2, 'สอง'), ...absent, excused: true, absenceReason: null },
          { ...came('A', 3, 'สาม'), ...absent, person: person('สาม'), excused: false, absenceReason: null },
        ],
      }),
      wording,
    )
    expect((sections[1]!.blocks[0] as unknown as { rows: string[][] }).rows).toEqual([
      ['1.', 'สอง', 'ตำแหน่ง A2', 'ลา'],
      ['2.', 'สาม', 'ตำแหน่ง A3', 'ไม่แจ้งเหตุ'],
      ['3.', 'ห้า', 'ตำแหน่ง A5', 'ไม่มีบันทึก'],
    ])
  })
})
