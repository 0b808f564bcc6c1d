import { ThreeConsecutiveUnexcusedAbsencesVacate, rulesOfSeat, seriesDays, seriesYear } from '@prasan/committees/contract'
import { Committee, Seat, rulesOfBodies } from '@prasan/committees/reading'
import { type Occupied, Occupancy, RuleOfTheBody } from '@prasan/answering/reading'
import { addDays, described } from '@prasan/event-sourcing'
import { type Asked, RequestContext, YearAsked, dayAsked, idOf, inOrderAsked, judged, listOf, wordOf } from '@prasan/graphql'
import { Args, Context, ID, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { type MeetingRow, type MeetingsAsked, attendanceOfSeat, heldBetween, meetings } from '../views/meetings/queries.js'
import { resolutions } from '../views/meetings/register.js'
import { absencesOfExpert } from './absences.js'
import { QuorumChange, quorumLogOf } from './quorum.js'
import { narrowedRegister, registerInOrder } from './register.js'
import { Attendance, Cadence, Meeting, MeetingStateEnum, Resolution } from './types.js'

const narrowed = {
  from: dayAsked(described('เฉพาะที่ประชุมตั้งแต่วันที่นี้', 'Only meetings on this day or later.')),
  until: dayAsked(described('เฉพาะที่ประชุมก่อนวันที่นี้', 'Only meetings before this day.')),
  state: wordOf(MeetingStateEnum, described('เฉพาะที่อยู่ในสถานะนี้ ณ วันที่ถามถึง', 'Only meetings in this state on the day asked about.')),
}
const inOrder = ({ from, until }: MeetingsAsked) => inOrderAsked(from, until, 'until')

export const meetingLists = [
  listOf(meetings, Meeting, {
    description: described('การประชุม', 'Meetings, the latest first; from the day `from`, before the day `until`.'),
    args: {
      committee: idOf(
        'committee',
        described('เฉพาะการประชุมของคณะนี้ รวมการประชุมร่วม', 'Only meetings of this committee, joint ones included.'),
      ),
      ...narrowed,
    },
    judged: inOrder,
  }),
  listOf(meetings, Meeting, {
    on: { type: Committee, by: 'committee' },
    description: described('การประชุม', 'Its meetings, joint ones included, the latest first.'),
    args: narrowed,
    judged: inOrder,
  }),
  listOf(resolutions, Resolution, {
    description: described(
      'ทะเบียนมติของการประชุมทุกคณะ ล่าสุดก่อน ตั้งแต่วันที่ `from` ก่อนวันที่ `until`',
      'The register of resolutions across meetings and bodies, the latest first; from the day `from`, before the day `until`.',
    ),
    args: narrowedRegister,
    judged: registerInOrder,
  }),
  listOf(attendanceOfSeat, Attendance, {
    on: { type: Seat, by: 'seat' },
    description: described('การมาประชุมของที่นั่ง', 'Across its occupants, the latest first.'),
  }),
]

@Resolver(() => Committee)
export class CadenceResolver {
  @ResolveField(() => Cadence, {
    description: described(
      'จำนวนครั้งที่ประชุมในปี เทียบกับที่ระเบียบกำหนด ไม่ว่าประชุมวันใด ส่วนวันใดบ้างที่ควรประชุมดูที่ `occurrences`',
      'How often it met in a year, and how often its rules ask for, on whichever days; on which it should, says `occurrences`.',
    ),
  })
  async cadence(
    @Parent() { id, asOf }: Asked<{ id: string }>,
    @Args('year', {
      type: () => Int,
      nullable: true,
      description: described('ปี พ.ศ. หากไม่ระบุ คือปีของวันที่ถามถึง', 'B.E.; the year of the day asked about where it is left out.'),
    })
    asked: number | null,
    @Context() request: RequestContext,
  ) {
    const { numbering } = (await request.map(rulesOfBodies, id, asOf))!
    const year = judged(YearAsked, asked, 'year') ?? seriesYear(numbering, asOf.day)
    const { from, until } = seriesDays(numbering, year)
    const over = until <= asOf.day
    const { meetingsPerYear: needed = null } = (await request.map(rulesOfBodies, id, over ? { ...asOf, day: addDays(until, -1) } : asOf))!
    const held = (await request.map(heldBetween(from, until), id, asOf)) ?? 0
    return { numbering, year, held, needed, kept: needed === null ? null : held >= needed || (over ? false : null) }
  }
}

@Resolver(() => Meeting)
export class QuorumLogResolver {
  @ResolveField(() => [QuorumChange], {
    description: described(
      'องค์ประชุมเมื่อเริ่มประชุม และเมื่อมีผู้มาถึงหรือออกแต่ละครั้ง จนเลิกประชุม ว่างจนกว่าเริ่มประชุม',
      'The quorum as the meeting begins and at each time at which somebody came or went, until it ends; empty until it opens.',
    ),
  })
  quorumLog(
    @Parent() meeting: Asked<MeetingRow>,
    @Args('item', {
      type: () => ID,
      nullable: true,
      description: described('สำหรับเรื่องนี้ ไม่นับผู้ที่ถอนตัวจากเรื่อง', 'For this item: without those who are recused from it.'),
    })
    item: string | null,
    @Context() request: RequestContext,
  ) {
    return quorumLogOf(meeting, request.known(item, 'item', 'agendaItem') ?? null, request)
  }
}

/** What the rules of the body say of a seat by themselves, with what the meetings know of whoever sits there. */
@Resolver(() => Occupancy)
export class OccupancyRulesResolver {
  @ResolveField(() => [RuleOfTheBody], {
    description: described('ระเบียบที่มีผลต่อที่นั่งในวันนั้น', 'What the rules of the body say of the seat by themselves on the day asked about.'),
  })
  async rules(@Parent() { seat, occupant }: Occupied, @Context() request: RequestContext) {
    const rules = (await request.map(rulesOfBodies, seat.committee, seat.asOf))!
    const vacates = occupant !== null && (await absencesOfExpert(seat, request)).reached
    return [...rulesOfSeat(seat, seat.asOf.day, rules), ...(vacates ? [ThreeConsecutiveUnexcusedAbsencesVacate] : [])]
  }

  @ResolveField(() => [Meeting], {
    description: described(
      'ขาดประชุมติดต่อกันโดยไม่มีเหตุ',
      'The latest meetings from which the expert who sits there was absent in a row without excuse, latest first; at most as many as vacate the seat, none where the rules do not count them.',
    ),
  })
  async unexcusedAbsences(@Parent() { seat, occupant }: Occupied, @Context() request: RequestContext) {
    const { absences } = occupant === null ? { absences: [] } : await absencesOfExpert(seat, request)
    const meetings = await Promise.all(absences.map(({ meeting }) => request.node(meeting, seat.asOf)))
    return meetings.filter((meeting) => meeting !== null)
  }
}
