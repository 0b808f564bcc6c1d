/** The occurrences of a body's rhythm, with the meetings that answer to them. */
import { type Rhythm, occurrencesIn } from '@prasan/committees/contract'
import { Committee, MeetingModeEnum, bodiesEver, occurrencesChanged, rhythmsEver } from '@prasan/committees/reading'
import { Day as DayShape, addDays, common, daysBetween, described } from '@prasan/event-sourcing'
import { type Asked, Day, type RequestContext, badInput, enumOf, inOrderAsked, judged, withMoment } from '@prasan/graphql'
import { Args, Context, Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { ANSWERS_WITHIN, OccurrenceState, answered } from '../occurrences.js'
import { calledBetween } from '../views/meetings/queries.js'
import { Meeting } from './types.js'

const OccurrenceStateEnum = enumOf(OccurrenceState)
/** As many as a body that meets daily has in a year, and some. */
const MOST = 400
const MOST_DAYS = 20 * 366

@ObjectType({
  description: described(
    'การประชุมครั้งหนึ่งตามกำหนดประชุมประจำ การประชุมที่กำหนดวันไว้นับเป็นของครั้งที่ใกล้ที่สุด (ใกล้เท่ากันนับครั้งก่อน) ไม่ไกลเกินครึ่งทางถึงครั้งถัดไปหรือครั้งก่อน ' +
      `และไม่เกิน ${ANSWERS_WITHIN} วัน ไม่นับการประชุมก่อนวันแรกของกำหนดนั้น หากครั้งนั้นงดไม่นับเป็นของครั้งใด ` +
      'หากหลายการประชุมเป็นของครั้งเดียวกัน นับการประชุมที่ครบองค์ประชุมก่อน แล้วที่ยังมาไม่ถึง แล้วที่ใกล้ที่สุด',
    'A day on which a body should meet by its rhythm. A meeting answers to the occurrence nearest to its day (the earlier of two as near), no ' +
      `further than half the way from it to its neighbours and at most ${ANSWERS_WITHIN} days, not before the first day of the rhythm, and to none where the ` +
      'occurrence is skipped. Of several that answer to one, that which was held with a quorum counts, then one still to come, then the nearest.',
  ),
})
export class Occurrence {
  @Field(() => Day, { description: described('วันที่กำหนดประชุมประจำระบุไว้', 'The day on which the rhythm puts it.') }) on!: string
  @Field(() => Day, {
    nullable: true,
    description: described('เลื่อนไปวันที่ ว่างเมื่อไม่ได้เลื่อน', 'The day to which it is moved; null: it is not.'),
  })
  movedTo?: string | null
  @Field(() => String, {
    nullable: true,
    description: described('เหตุที่งดหรือเลื่อน ว่างเมื่อเป็นไปตามกำหนด', 'Why it is skipped or moved; null: it is as the rhythm says.'),
  })
  reason?: string | null
  @Field(() => OccurrenceStateEnum, {
    description: described(
      'สถานะในวันที่ถามถึง KEPT: ประชุมครบองค์ประชุมแล้ว SCHEDULED: กำหนดวันประชุมไว้และยังไม่พ้นวันนั้น หรือเปิดประชุมแล้วยังไม่เลิก MISSED: พ้นวันแล้วและไม่มีบันทึกว่าประชุมครบองค์ประชุม',
      'What has become of it by the day asked about. KEPT: a meeting was held, with a quorum. SCHEDULED: one is called and its day is ' +
        'not over, or it was opened and is not closed. MISSED: its day is over, and no such meeting is recorded.',
    ),
  })
  state!: string
  @Field(() => Meeting, {
    nullable: true,
    description: described('การประชุมของครั้งนี้ ว่างเมื่อไม่มี', 'The meeting that answers to it; null: none does.'),
  })
  meeting?: unknown
  @Field(() => String, { nullable: true, description: described('เวลาที่เสนอ', 'The time that the rhythm proposes, `HH:MM`.') }) startsAt?:
    string | null
  @Field(() => String, { nullable: true, description: described('สถานที่ที่เสนอ', 'The place that it proposes.') }) place?: string | null
  @Field(() => MeetingModeEnum, { nullable: true, description: described('รูปแบบที่เสนอ', 'The mode that it proposes.') }) mode?: string | null
}

@Resolver(() => Committee)
export class OccurrencesResolver {
  @ResolveField(() => [Occurrence], {
    description: described(
      `วันที่ควรประชุมตามกำหนดประชุมประจำ ตามลำดับวัน ครั้งที่เลื่อนอยู่ในวันที่เลื่อนไป ครั้งละไม่เกิน ${MOST} ครั้งและ 20 ปี ` +
        'ส่วน `cadence` นับว่าทั้งปีประชุมครบจำนวนที่ระเบียบกำหนดหรือไม่ ไม่ว่าประชุมวันใด',
      `When it should meet by its rhythm, in order; one that was moved stands on the day to which it was. At most ${MOST} of them, and 20 ` +
        'years. Whether it met as often in a year as its rules ask for, on whichever days, says `cadence`.',
    ),
  })
  async occurrences(
    @Parent() { id, asOf }: Asked<{ id: string }>,
    @Args('from', {
      type: () => Day,
      nullable: true,
      description: described('ตั้งแต่วันที่ หากไม่ระบุ คือวันที่ถามถึง', 'On this day or later; the day asked about where it is left out.'),
    })
    first: string | null,
    @Args('until', {
      type: () => Day,
      nullable: true,
      description: described('ก่อนวันที่ หากไม่ระบุ คือ 365 วันต่อมา', 'Before this day; 365 days later where it is left out.'),
    })
    end: string | null,
    @Context() request: RequestContext,
  ) {
    const from = judged(DayShape, first, 'from') ?? asOf.day
    const until = judged(DayShape, end, 'until') ?? addDays(from, 365)
    inOrderAsked(from, until, 'until')
    if (daysBetween(from, until) > MOST_DAYS) throw badInput('until', 'TooManyDays')
    const [rows, changed, lives] = await Promise.all([
      request.many(rhythmsEver, id, asOf),
      request.many(occurrencesChanged, id, asOf),
      request.many(bodiesEver, id, asOf),
    ])
    if (rows.length === 0) return []
    const rhythm: Rhythm = {
      steps: rows.flatMap(({ validFrom, validTo, rrule, startsAt, place, mode }) => [
        { from: validFrom!, rrule, startsAt, place, mode } as Rhythm['steps'][number],
        ...(validTo === null ? [] : [{ from: validTo }]),
      ]),
      changes: Object.fromEntries(changed.map(({ day, movedTo, reason }) => [day, { to: movedTo ?? undefined, reason }])),
    }
    // What may be nearer to a meeting than one of those asked for is looked at too.
    const around = { from: addDays(from, -2 * ANSWERS_WITHIN), until: addDays(until, 2 * ANSWERS_WITHIN) }
    const there = common(around, { from: lives[0]?.validFrom, until: lives.at(-1)?.validTo }) as typeof around
    const all = occurrencesIn(rhythm, there)
    const isAsked = ({ day }: { day: string }) => from <= day && day < until
    if (all.filter(isAsked).length > MOST) throw badInput('until', 'TooManyDays')
    const called = (await request.map(calledBetween(addDays(from, -ANSWERS_WITHIN), addDays(until, ANSWERS_WITHIN)), id, asOf)) ?? []
    return answered(all, called, asOf.day)
      .filter(({ occurrence }) => isAsked(occurrence))
      .map(({ occurrence: { on, day, reason = null, by }, meeting, state }) => {
        const { startsAt = null, place = null, mode = null } = by
        return withMoment({ on, movedTo: day === on ? null : day, reason, state, meeting, startsAt, place, mode }, asOf)
      })
  }
}
