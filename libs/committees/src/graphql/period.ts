/** The days that a question of figures is about. */
import { type AsOf, Day as DayShape, addDays, described } from '@prasan/event-sourcing'
import { Day, YearAsked, badInput, inOrderAsked, judged } from '@prasan/graphql'
import { ArgsType, Field, Int } from '@nestjs/graphql'
import { seriesDays, seriesYear } from '../domain/committee/decide-numbers.js'

@ArgsType()
export class PeriodArgs {
  @Field(() => Int, {
    nullable: true,
    description: described(
      'ปีงบประมาณ พ.ศ. หากไม่ระบุช่วงเวลาเลย คือปีงบประมาณของวันที่ถามถึง',
      'B.E.; the one of the day asked about where no period is given.',
    ),
  })
  fiscalYear?: number | null
  @Field(() => Day, { nullable: true, description: described('แทนปีงบประมาณ: ตั้งแต่วันที่', 'In place of a fiscal year: the first day.') })
  from?: string | null
  @Field(() => Day, {
    nullable: true,
    description: described(
      'ถึงก่อนวันที่ หากไม่ระบุ คือถึงวันที่ถามถึง',
      'The first day no longer counted; through the day asked about where it is left out.',
    ),
  })
  until?: string | null
}

/** A question may reach so far: ten years are usual, a career is not more. */
const MOST_YEARS = 50

/** The days [from, until) that a question is about: the fiscal year of the day where nothing is said. @throws BAD_USER_INPUT */
export function periodAsked({ fiscalYear, from: first, until: end }: PeriodArgs, { day }: AsOf) {
  const year = judged(YearAsked, fiscalYear, 'fiscalYear')
  const from = judged(DayShape, first, 'from')
  const until = judged(DayShape, end, 'until')
  if (year !== undefined && from !== undefined) throw badInput('from', 'NotTogether')
  if (until !== undefined && from === undefined) throw badInput('from', year === undefined ? 'Missing' : 'NotTogether')
  if (from === undefined) return seriesDays('fiscal', year ?? seriesYear('fiscal', day))
  inOrderAsked(from, until, 'until')
  const period = { from, until: until ?? addDays(day, 1) }
  if (Number(period.until.slice(0, 4)) - Number(from.slice(0, 4)) > MOST_YEARS) throw badInput('until', 'OutOfRange')
  return period
}
