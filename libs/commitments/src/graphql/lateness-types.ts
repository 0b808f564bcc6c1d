import { Answerable, type Asked, Day, From, Node, enumOf, partsOf } from '@prasan/graphql'
import { described } from '@prasan/event-sourcing'
import { Field, Float, Int, ObjectType } from '@nestjs/graphql'
import { type LateStretch as Stretch, LatenessCause } from '../domain/commitment/lateness.js'

const LatenessCauseEnum = enumOf(LatenessCause)
const days = (th: string, en: string) => Field(() => Int, { description: described(th, en) })

@ObjectType({
  description: described(
    'จำนวนวันหลังกำหนดเดิม แยกตามสาเหตุ แต่ละวันมีสาเหตุเดียว คือข้อแรกที่ตรงตามลำดับ: ขยายเวลา ไม่มีผู้ปฏิบัติหน้าที่ รอผู้อื่น อยู่ในมือผู้รับผิดชอบ',
    'Days after the first due date, by cause. Each day has one, the first that holds of: extension granted, vacant, waiting on another, owner held it. So the parts sum to `days`.',
  ),
})
export class LateDays {
  @days('จำนวนวันทั้งหมด', 'All of them.') days!: number
  @days('วันที่อยู่ในกำหนดที่ขยาย ซึ่งอนุมัติแล้วในวันนั้น', 'Covered by an extension granted by that day; one that is granted later does not cover it.')
  extended!: number
  @days(
    'วันที่ไม่มีผู้ปฏิบัติหน้าที่ของผู้รับผิดชอบ หรือผู้รับผิดชอบสิ้นสุดโดยไม่มีผู้รับช่วง',
    'On which nobody answered for the owner: neither holder nor acting nor caretaker; or the owner had ended and nobody had taken over.',
  )
  vacant!: number
  @days(
    'วันที่รอผู้อื่น: มีอุปสรรคที่ยังไม่ได้รับคำตอบ หรือรอการตรวจรับงานที่ส่งกลับในภายหลัง',
    'On which an obstacle waited on somebody else for an answer, or a completion that was returned later waited to be looked at.',
  )
  waiting!: number
  @days('วันที่อยู่ในมือผู้รับผิดชอบ', 'All others: the owner held it.') owner!: number
}

@ObjectType({ description: described('ช่วงของวันที่ล่าช้าซึ่งมีสาเหตุและผู้รับผิดชอบเดียวกัน', 'Late days in a row with one cause and one owner.') })
export class LateStretch {
  @Field(() => Day, { description: described('ตั้งแต่วันที่', 'First day.') }) from!: string
  @Field(() => Day, { description: described('ถึงก่อนวันที่', 'First day after.') }) until!: string
  @Field(() => LatenessCauseEnum, { description: described('สาเหตุ', 'Why it was late on these days.') }) cause!: string
  @Field(() => Answerable, { nullable: true, description: described('ผู้รับผิดชอบในช่วงนั้น', 'Whose it was on these days.') })
  owner?: unknown
}

@ObjectType({
  description: described(
    'ความล่าช้าของข้อผูกพันนับจากกำหนดเดิมถึงวันที่ถามถึง หรือวันที่แล้วเสร็จ หรือก่อนวันที่ถอน',
    'The days of a commitment after its first due date: through the day asked about, the day of its completion, or the day before it was withdrawn.',
  ),
})
export class Lateness extends LateDays {
  @From(({ stretches, asOf }: Asked<{ stretches: readonly Stretch[] }>) => partsOf(stretches, { asOf }))
  @Field(() => [LateStretch], { description: described('เรียงตามวัน', 'Oldest first.') })
  stretches!: LateStretch[]
}

@ObjectType({
  description: described(
    'ความตรงต่อเวลาของข้อผูกพันที่ครบกำหนดครั้งแรกในช่วงเวลาหนึ่ง ของหน่วยงาน คณะ หรือพื้นที่ ไม่มีตัวเลขของบุคคล',
    'How timely an organization, a committee or an area is: what became of the commitments first due in a period. Figures are of bodies, never of a person.',
  ),
})
export class Timeliness {
  @Field(() => Node, { nullable: true, description: described('ถามถึงสิ่งใด', 'What it is about.') }) of?: unknown
  @Field(() => Day, { description: described('ครบกำหนดครั้งแรกตั้งแต่วันที่', 'First due on this day or later.') }) from!: string
  @Field(() => Day, {
    description: described('ครบกำหนดครั้งแรกก่อนวันที่ และไม่เกินวันที่ถามถึง', 'First due before this day, and not after the day asked about.'),
  })
  until!: string
  @days(
    'ที่ครบกำหนด เท่ากับ onTime + late + pending นับแก่ผู้รับผิดชอบในวันครบกำหนดซึ่งรวมการขยายเวลา หรือในวันที่ถามถึงเมื่อยังไม่ครบกำหนด',
    'How many: the sum of `onTime`, `late` and `pending`. Each counts for whoever owned it on its due date, as extended, or owns it on the day asked about while that date is still to come.',
  )
  due!: number
  @days(
    'แล้วเสร็จภายในกำหนดซึ่งรวมการขยายเวลา หรือหลังจากนั้นโดยทุกวันไม่มีผู้ปฏิบัติหน้าที่',
    'Completed by the due date, as extended, or with none but vacant days after it.',
  )
  onTime!: number
  @days(
    'ล่าช้ากว่ากำหนดซึ่งรวมการขยายเวลา โดยไม่นับวันที่ไม่มีผู้ปฏิบัติหน้าที่',
    'Late by a day or more after the due date, as extended, vacant days left out.',
  )
  late!: number
  @days('ที่ล่าช้าและยังไม่แล้วเสร็จ', 'Of the late, how many are open still.') lateOpen!: number
  @days('ยังไม่แล้วเสร็จและยังไม่ล่าช้า', 'Open and not late: by the due date, as extended, or vacant on every day since.') pending!: number
  @days('ที่ถอนแล้ว ไม่นับรวมใน due', 'Withdrawn: counted apart, neither in time nor late.') withdrawn!: number
  @Field(() => Float, {
    nullable: true,
    description: described('onTime ÷ (onTime + late) ว่างเมื่อยังไม่มี', '`onTime` by `onTime + late`, 0 to 1; null where there are none.'),
  })
  onTimeRate?: number | null
  @Field(() => Float, {
    nullable: true,
    description: described(
      'ค่ามัธยฐานของจำนวนวันหลังกำหนดเดิม ไม่นับวันที่ไม่มีผู้ปฏิบัติหน้าที่ ที่ยังไม่แล้วเสร็จนับถึงวันที่ถามถึง',
      'Median over those due of the days after the first due date that were theirs, vacant ones left out; what is open counts through the day asked about.',
    ),
  })
  medianSlippage?: number | null
  @Field(() => Float, { nullable: true, description: described('ค่าเฉลี่ยของจำนวนวันเดียวกัน', 'Mean of the same days.') })
  meanSlippage?: number | null
  @Field(() => LateDays, {
    description: described(
      'จำนวนวันหลังกำหนดเดิมของข้อผูกพันทั้งหมด รวมที่ถอนแล้ว เฉพาะวันที่อยู่ในความรับผิดชอบของตน แยกตามสาเหตุ',
      'The days after the first due date of all of them, withdrawn ones too, by cause: each counts for whoever owned the commitment on that day.',
    ),
  })
  causes!: LateDays
}
