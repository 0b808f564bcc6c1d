import {
  Committee,
  type NumberRow,
  Seat,
  committeesByIds,
  numberLabel,
  numbersOfMeetings,
  rulesOfBodies,
  seatsByIds,
  seriesDays,
  seriesYear,
} from '@prasan/committees/contract'
import { peopleByIds, postsByIds, survivorsOf } from '@prasan/directory/contract'
import {
  AS_OF,
  Ask,
  type Asked,
  AsOfInput,
  Bilingual,
  type Connection,
  Day,
  PageArgs,
  RequestContext,
  connectionFrom,
  YearAsked,
  connectionOf,
  inOrderAsked,
  judged,
  pageAsked,
  withMoment,
} from '@prasan/graphql'
import { Day as DayShape, addDays, described } from '@prasan/event-sourcing'
import { QueryBus } from '@nestjs/cqrs'
import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { type Counted, quorumOf } from '../domain/meeting/quorum.js'
import {
  type AttendanceRow,
  type ItemRow,
  type MeetingRow,
  type MeetingsAsked,
  type MinutesRow,
  type RecusalRow,
  type ResolutionRow,
  attendanceOf,
  heldBetween,
  itemsByIds,
  itemsCarriedFrom,
  itemsOf,
  meetingsByIds,
  meetingsCount,
  meetingsPage,
  minutesByIds,
  recusalsOf,
  resolutionsByIds,
  resolutionsOf,
  resolutionsOfItems,
  rostersByIds,
  seatAttendanceCount,
  seatAttendancePage,
} from '../views/meetings/queries.js'
import { entryOf } from '../views/meetings/view.js'
import {
  AgendaItem,
  Attendance,
  Cadence,
  Dissent,
  Meeting,
  MeetingStateEnum,
  Minutes,
  NumberOfBody,
  Quorum,
  Recusal,
  Resolution,
  RosterSeat,
} from './types.js'
import { arithmetic } from './words.js'

const MeetingConnection = connectionOf(Meeting, 'Meeting')
const AttendanceConnection = connectionOf(Attendance, 'Attendance')

const from = { type: () => Day, nullable: true, description: described('เฉพาะที่ประชุมตั้งแต่วันที่นี้', 'Only meetings on this day or later.') }
const until = { type: () => Day, nullable: true, description: described('เฉพาะที่ประชุมก่อนวันที่นี้', 'Only meetings before this day.') }
const committee = {
  type: () => ID,
  nullable: true,
  description: described('เฉพาะการประชุมของคณะนี้ รวมการประชุมร่วม', 'Only meetings of this committee, joint ones included.'),
}
const state = {
  type: () => MeetingStateEnum,
  nullable: true,
  description: described('เฉพาะที่อยู่ในสถานะนี้ ณ วันที่ถามถึง', 'Only meetings in this state on the day asked about.'),
}

const numberOf = (row: NumberRow) => ({ ...row, label: numberLabel(row) })
const present = (counted: Counted, asOf: Asked<object>['asOf']) => ({ ...counted, arithmetic: arithmetic(counted), asOf })

async function meetingsConnection(queries: QueryBus, page: PageArgs, list: string, asked: MeetingsAsked, request: RequestContext) {
  const rows = await queries.execute(new Ask(meetingsPage, { page: pageAsked(page, list), ...asked }))
  return connectionFrom(
    rows,
    (row) => withMoment(row, asked.asOf),
    () => request.ask(meetingsCount, asked),
  )
}
function daysAsked(from: string | null, until: string | null) {
  const days = { from: judged(DayShape, from, 'from'), until: judged(DayShape, until, 'until') }
  inOrderAsked(days.from, days.until, 'until')
  return days
}

@Resolver(() => Meeting)
export class MeetingResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Meeting, { nullable: true })
  meeting(@Args('id', { type: () => ID }) id: string, @Args('asOf', AS_OF) asOf: AsOfInput, @Context() request: RequestContext) {
    return request.thing(meetingsByIds, 'meeting', id, asOf)
  }

  @Query(() => MeetingConnection, {
    description: described('การประชุม', 'Meetings, the latest first; from the day `from`, before the day `until`.'),
  })
  meetings(
    @Args() page: PageArgs,
    @Args('committee', committee) committee: string,
    @Args('from', from) from: string,
    @Args('until', until) until: string,
    @Args('state', state) meetingState: string,
    @Args('asOf', AS_OF) asOf: AsOfInput,
    @Context() request: RequestContext,
  ): Promise<Connection<Asked<MeetingRow>>> {
    const asked = {
      ...{ asOf: request.moment(asOf), committee: request.known(committee, 'committee', 'committee') },
      ...{ ...daysAsked(from, until), state: meetingState ?? undefined },
    }
    return meetingsConnection(this.queries, page, 'meetings', asked, request)
  }

  @ResolveField()
  on(@Parent() meeting: MeetingRow) {
    return meeting.day
  }

  @ResolveField(() => Bilingual, { description: described('ชื่อการประชุม หรือชื่อคณะและครั้งที่', 'The title, or the bodies and the number.') })
  async label(@Parent() meeting: Asked<MeetingRow>, @Context() request: RequestContext) {
    return meeting.title ?? meetingLabel(meeting, request)
  }

  @ResolveField(() => [Committee], { description: described('คณะที่ประชุม', 'The host first.') })
  async bodies(@Parent() meeting: Asked<MeetingRow>, @Context() request: RequestContext) {
    const found = await Promise.all(meeting.bodies.map((body) => request.one(committeesByIds, body, meeting.asOf)))
    return found.filter((body) => body !== null)
  }

  @ResolveField()
  async number(@Parent() meeting: Asked<MeetingRow>, @Context() request: RequestContext) {
    const numbers = await request.many(numbersOfMeetings, 'meeting', meeting.id, meeting.asOf)
    const own = numbers.find(({ committee }) => committee === meeting.host)
    return own ? numberOf(own) : null
  }

  @ResolveField(() => [NumberOfBody], { description: described('ครั้งที่ของแต่ละคณะ', 'The number that each of its bodies gives it.') })
  async numbers(@Parent() meeting: Asked<MeetingRow>, @Context() request: RequestContext) {
    const numbers = await request.many(numbersOfMeetings, 'meeting', meeting.id, meeting.asOf)
    return numbers.map((row) => ({ ...numberOf(row), committee: request.one(committeesByIds, row.committee, meeting.asOf) }))
  }

  @ResolveField(() => [RosterSeat], {
    description: described('องค์ประกอบ', 'The seats of the day with their occupants; empty until the meeting opens.'),
  })
  async roster(@Parent() meeting: Asked<MeetingRow>, @Context() request: RequestContext) {
    const found = await request.one(rostersByIds, meeting.id, meeting.asOf)
    return (found?.roster ?? []).map(({ seat, person, post, ...rest }) => ({
      ...rest,
      seat: request.one(seatsByIds, seat, { ...meeting.asOf, day: meeting.day }),
      person: person === undefined ? null : request.one(peopleByIds, person, meeting.asOf),
      post: post === undefined ? null : request.one(postsByIds, post, meeting.asOf),
    }))
  }

  @ResolveField(() => [Quorum], {
    description: described('องค์ประชุม', 'Everybody who came, counted for each body; empty until the meeting opens.'),
  })
  async quorum(@Parent() meeting: Asked<MeetingRow>, @Context() request: RequestContext) {
    const roster = await request.one(rostersByIds, meeting.id, meeting.asOf)
    if (!roster) return []
    const attendance = await request.many(attendanceOf, 'meeting', meeting.id, meeting.asOf)
    const came = attendance.map((row) => ({ ...entryOf(row), there: row.present ? [{}] : [] }))
    // two records of one person count once
    const known = <E extends { person?: string | undefined }>(entries: readonly E[]) =>
      Promise.all(
        entries.map(async (entry) => ({
          ...entry,
          ...(entry.person && { person: (await request.map(survivorsOf, entry.person, meeting.asOf))! }),
        })),
      )
    return quorumOf({ bodies: roster.bodies, roster: await known(roster.roster) }, await known(came)).map((counted) =>
      present(counted, meeting.asOf),
    )
  }

  @ResolveField(() => [AgendaItem], { description: described('ระเบียบวาระ', 'In the order of the agenda; withdrawn items included.') })
  agenda(@Parent() meeting: Asked<MeetingRow>, @Context() request: RequestContext) {
    return request.many(itemsOf, 'meeting', meeting.id, meeting.asOf)
  }

  @ResolveField(() => [Attendance], {
    description: described('ผู้มาประชุม ผู้ไม่มาประชุม ผู้เข้าร่วมประชุม', 'In the order in which it was recorded.'),
  })
  attendance(@Parent() meeting: Asked<MeetingRow>, @Context() request: RequestContext) {
    return request.many(attendanceOf, 'meeting', meeting.id, meeting.asOf)
  }

  @ResolveField(() => [Recusal], { description: described('ผู้ที่ถอนตัวจากวาระ', 'Who withdrew from an item.') })
  recusals(@Parent() meeting: Asked<MeetingRow>, @Context() request: RequestContext) {
    return request.many(recusalsOf, 'meeting', meeting.id, meeting.asOf)
  }

  @ResolveField(() => [Resolution], { description: described('มติที่ประชุม', 'In the order in which they were passed.') })
  resolutions(@Parent() meeting: Asked<MeetingRow>, @Context() request: RequestContext) {
    return request.many(resolutionsOf, 'meeting', meeting.id, meeting.asOf)
  }

  @ResolveField(() => Minutes, {
    nullable: true,
    description: described('รายงานการประชุม ว่างเมื่อยังไม่มี', 'Its minutes; null while there are none.'),
  })
  minutes(@Parent() meeting: Asked<MeetingRow>, @Context() request: RequestContext) {
    return request.one(minutesByIds, meeting.id, meeting.asOf)
  }

  @ResolveField(() => Meeting, {
    nullable: true,
    description: described('การประชุมที่ไม่ครบองค์ประชุม ซึ่งครั้งนี้นัดใหม่แทน', 'The meeting without quorum that this one repeats.'),
  })
  recallOf(@Parent() meeting: Asked<MeetingRow>, @Context() request: RequestContext) {
    return meeting.recallOf && request.one(meetingsByIds, meeting.recallOf, meeting.asOf)
  }
}

/** `คณะอนุกรรมการ… ครั้งที่ 1/2569`. */
async function meetingLabel(meeting: Asked<MeetingRow>, request: RequestContext): Promise<Bilingual> {
  const host = await request.one(committeesByIds, meeting.host, meeting.asOf)
  const numbers = await request.many(numbersOfMeetings, 'meeting', meeting.id, meeting.asOf)
  const number = numbers.find(({ committee }) => committee === meeting.host)
  const words = number ? numberLabel(number) : { th: meeting.day, en: meeting.day }
  return { th: `${host?.name.th ?? ''} ${words.th}`.trim(), en: `${host?.name.en ?? host?.name.th ?? ''} ${words.en}`.trim() }
}

@Resolver(() => Quorum)
export class QuorumResolver {
  @ResolveField()
  committee(@Parent() { committee, asOf }: Asked<Counted>, @Context() request: RequestContext) {
    return request.one(committeesByIds, committee, asOf)
  }
}

@Resolver(() => AgendaItem)
export class AgendaItemResolver {
  @ResolveField(() => Meeting, { nullable: true })
  meeting(@Parent() item: Asked<ItemRow>, @Context() request: RequestContext) {
    return request.one(meetingsByIds, item.meeting, item.asOf)
  }

  @ResolveField()
  presenter(@Parent() item: Asked<ItemRow>, @Context() request: RequestContext) {
    return item.presenter && request.node(item.presenter, item.asOf)
  }

  @ResolveField(() => Resolution, { nullable: true, description: described('มติที่มา', 'The resolution out of which the matter arises.') })
  origin(@Parent() item: Asked<ItemRow>, @Context() request: RequestContext) {
    return item.origin && request.one(resolutionsByIds, item.origin, item.asOf)
  }

  @ResolveField(() => AgendaItem, {
    nullable: true,
    description: described('ยกมาจาก', 'The item of an earlier meeting that it carries on.'),
  })
  carriedFrom(@Parent() item: Asked<ItemRow>, @Context() request: RequestContext) {
    return item.carriedFrom && request.one(itemsByIds, item.carriedFrom, item.asOf)
  }

  @ResolveField(() => [AgendaItem], { description: described('ยกไปเป็น', 'The items of later meetings that carry it on.') })
  carriedInto(@Parent() item: Asked<ItemRow>, @Context() request: RequestContext) {
    return request.many(itemsCarriedFrom, 'carriedFrom', item.id, item.asOf)
  }

  @ResolveField(() => Meeting, {
    nullable: true,
    description: described('วาระนี้รับรองรายงานของการประชุมใด', 'Whose minutes the item certifies.'),
  })
  minutesOf(@Parent() item: Asked<ItemRow>, @Context() request: RequestContext) {
    return item.minutesOf && request.one(meetingsByIds, item.minutesOf, item.asOf)
  }

  @ResolveField(() => [Resolution], {
    description: described('มติในวาระนี้', 'What was resolved on it, in the order in which it was passed.'),
  })
  resolutions(@Parent() item: Asked<ItemRow>, @Context() request: RequestContext) {
    return request.many(resolutionsOfItems, 'item', item.id, item.asOf)
  }
}

@Resolver(() => Attendance)
export class AttendanceResolver {
  @ResolveField()
  person(@Parent() row: Asked<AttendanceRow>, @Context() request: RequestContext) {
    return row.person && request.one(peopleByIds, row.person, row.asOf)
  }

  @ResolveField()
  seat(@Parent() row: Asked<AttendanceRow>, @Context() request: RequestContext) {
    return row.seat && request.one(seatsByIds, row.seat, { ...row.asOf, day: row.day })
  }

  @ResolveField()
  post(@Parent() row: Asked<AttendanceRow>, @Context() request: RequestContext) {
    return row.post && request.one(postsByIds, row.post, row.asOf)
  }

  @ResolveField()
  meeting(@Parent() row: Asked<AttendanceRow>, @Context() request: RequestContext) {
    return request.one(meetingsByIds, row.meeting, row.asOf)
  }
}

@Resolver(() => Recusal)
export class RecusalResolver {
  @ResolveField()
  person(@Parent() row: Asked<RecusalRow>, @Context() request: RequestContext) {
    return request.one(peopleByIds, row.person, row.asOf)
  }

  @ResolveField()
  item(@Parent() row: Asked<RecusalRow>, @Context() request: RequestContext) {
    return request.one(itemsByIds, row.item, row.asOf)
  }
}

@Resolver(() => Resolution)
export class ResolutionResolver {
  @ResolveField()
  on(@Parent() resolution: ResolutionRow) {
    return resolution.day
  }

  @ResolveField(() => Meeting, { nullable: true })
  meeting(@Parent() resolution: Asked<ResolutionRow>, @Context() request: RequestContext) {
    return request.one(meetingsByIds, resolution.meeting, resolution.asOf)
  }

  @ResolveField(() => Committee, { nullable: true, description: described('คณะเจ้าภาพของการประชุม', 'The host of the meeting.') })
  committee(@Parent() resolution: Asked<ResolutionRow>, @Context() request: RequestContext) {
    return request.one(committeesByIds, resolution.committee, resolution.asOf)
  }

  @ResolveField(() => AgendaItem, { nullable: true })
  item(@Parent() resolution: Asked<ResolutionRow>, @Context() request: RequestContext) {
    return resolution.item && request.one(itemsByIds, resolution.item, resolution.asOf)
  }

  @ResolveField(() => [Quorum])
  quorum(@Parent() resolution: Asked<ResolutionRow>) {
    return resolution.quorum.map((counted) => present(counted, resolution.asOf))
  }

  @ResolveField(() => [Dissent])
  dissents(@Parent() resolution: Asked<ResolutionRow>, @Context() request: RequestContext) {
    return ((resolution.dissents as { person: string; reason: string }[] | null) ?? []).map(({ person, reason }) => ({
      person: request.one(peopleByIds, person, resolution.asOf),
      reason,
    }))
  }

  @ResolveField(() => [String])
  despite(@Parent() { despite }: ResolutionRow) {
    return ((despite as { rule: string; reason: string }[] | null) ?? []).map(({ rule, reason }) => `${rule}: ${reason}`)
  }

  @ResolveField(() => Resolution, { nullable: true, description: described('แทนมติ', 'The resolution in whose place it stands.') })
  supersedes(@Parent() resolution: Asked<ResolutionRow>, @Context() request: RequestContext) {
    return resolution.supersedes && request.one(resolutionsByIds, resolution.supersedes, resolution.asOf)
  }

  @ResolveField(() => Resolution, { nullable: true, description: described('แก้ไขมติ', 'The resolution that it amends.') })
  amends(@Parent() resolution: Asked<ResolutionRow>, @Context() request: RequestContext) {
    return resolution.amends && request.one(resolutionsByIds, resolution.amends, resolution.asOf)
  }

  @ResolveField(() => Resolution, { nullable: true, description: described('ดำเนินการตามมติ', 'The resolution that it carries out.') })
  implements(@Parent() resolution: Asked<ResolutionRow>, @Context() request: RequestContext) {
    return resolution.implements && request.one(resolutionsByIds, resolution.implements, resolution.asOf)
  }
}

@Resolver(() => Minutes)
export class MinutesResolver {
  @ResolveField()
  certifiedBy(@Parent() minutes: Asked<MinutesRow>, @Context() request: RequestContext) {
    return minutes.certifiedBy && request.one(meetingsByIds, minutes.certifiedBy, minutes.asOf)
  }
}

@Resolver(() => Committee)
export class MeetingsOfCommitteeResolver {
  constructor(private readonly queries: QueryBus) {}

  @ResolveField(() => MeetingConnection, { description: described('การประชุม', 'Its meetings, joint ones included, the latest first.') })
  meetings(
    @Parent() committee: Asked<{ id: string }>,
    @Args() page: PageArgs,
    @Args('from', from) from: string,
    @Args('until', until) until: string,
    @Args('state', state) meetingState: string,
    @Context() request: RequestContext,
  ): Promise<Connection<Asked<MeetingRow>>> {
    const asked = { asOf: committee.asOf, committee: committee.id, ...daysAsked(from, until), state: meetingState ?? undefined }
    return meetingsConnection(this.queries, page, `meetings of ${request.identityOf(committee)}`, asked, request)
  }

  @ResolveField(() => Cadence, {
    description: described('จำนวนครั้งที่ประชุมในปี เทียบกับที่กำหนด', 'How often it met in a year, and how often its rules ask for.'),
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

@Resolver(() => Seat)
export class AttendanceOfSeatResolver {
  constructor(private readonly queries: QueryBus) {}

  @ResolveField(() => AttendanceConnection, { description: described('การมาประชุมของที่นั่ง', 'Across its occupants, the latest first.') })
  async attendance(
    @Parent() seat: Asked<{ id: string }>,
    @Args() page: PageArgs,
    @Context() request: RequestContext,
  ): Promise<Connection<Asked<AttendanceRow>>> {
    const asked = { asOf: seat.asOf, seat: seat.id }
    const rows = await this.queries.execute(
      new Ask(seatAttendancePage, { page: pageAsked(page, `attendance of ${request.identityOf(seat)}`), ...asked }),
    )
    return connectionFrom(
      rows,
      (row) => withMoment(row, asked.asOf),
      () => request.ask(seatAttendanceCount, asked),
    )
  }
}
