import { Seat } from '@prasan/committees/reading'
import { Person } from '@prasan/directory/reading'
import { described } from '@prasan/event-sourcing'
import { Answerable, Day, Node, enumOf } from '@prasan/graphql'
import { Field, Float, Int, ObjectType } from '@nestjs/graphql'
import { Filling } from '@prasan/answering/contract'

const FillingEnum = enumOf(Filling)
const days = (th: string, en: string) => Field(() => Int, { description: described(th, en) })

@ObjectType({
  description: described(
    'จำนวนวันของทุกตำแหน่งและที่นั่งรวมกัน แยกตามการดำรงตำแหน่ง',
    'Days of places, each day of each place once: `all` is the sum of the others.',
  ),
})
export class DaysFilled {
  @days('ทั้งหมด', 'All days of the places.') all!: number
  @days('มีผู้ดำรงตำแหน่งปฏิบัติหน้าที่', 'On which the holder answered.') held!: number
  @days('มีผู้รักษาราชการแทน', 'On which somebody acted, whether or not there was a holder.') acting!: number
  @days('มีผู้รักษาการในตำแหน่ง', 'On which a caretaker answered.') caretaker!: number
  @days('ว่าง', 'On which nobody answered.') vacant!: number
  @days('ไม่ทราบ เพราะก่อนผู้แรกที่มีบันทึก', 'Before the first who is recorded there: not known.') unknown!: number
}

@ObjectType({
  description: described(
    'การเปลี่ยนผู้ดำรงตำแหน่ง ต่อจำนวนตำแหน่งที่มีผู้ดำรงโดยเฉลี่ย',
    'Changes of holder by the mean number of places that had one. Standing in is no change.',
  ),
})
export class Turnover {
  @days(
    'เปลี่ยนผู้ดำรงตำแหน่งกี่ครั้ง',
    'On how many days somebody came to hold a place that somebody else had held before, straight away or after it stood empty; the first who is recorded is no change.',
  )
  changes!: number
  @Field(() => Float, { description: described('จำนวนตำแหน่งที่มีผู้ดำรงโดยเฉลี่ย', 'Days of places with a holder, by the days of the period.') })
  meanHeld!: number
  @Field(() => Float, {
    nullable: true,
    description: described(
      'อัตรา 0.5 คือครึ่งหนึ่ง ว่างเมื่อไม่มีผู้ดำรงเลย',
      '`changes` by `meanHeld`: 0.5 is a half; null where no place had a holder.',
    ),
  })
  turnover?: number | null
}

@ObjectType({
  description: described(
    'ดำรงตำแหน่งนานเท่าใด ผู้ที่ยังดำรงอยู่เมื่อสิ้นช่วงเวลานับเป็นข้อมูลที่ยังไม่สิ้นสุด',
    'How long holders stay: the times of those who held a place on a day of the period, each from its own first day. One that goes on after the period is censored: it counts as having lasted so long at least.',
  ),
})
export class Tenure {
  @Field(() => Int, {
    nullable: true,
    description: described(
      'มัธยฐานเป็นวัน ตามวิธีของ Kaplan และ Meier ว่างเมื่อครึ่งหนึ่งยังไม่พ้น',
      'Days: the Kaplan-Meier median, the fewest days after which at most half stay; null where so few have ended that more than half stay. A short period meets long times more often than a long one does.',
    ),
  })
  median?: number | null
  @days('สิ้นสุดแล้ว', 'How many ended by the end of the period.') ended!: number
  @days('ยังดำรงอยู่เมื่อสิ้นช่วงเวลา', 'How many went on after it: censored.') censored!: number
  @days('ไม่ทราบวันเริ่ม ไม่นับในมัธยฐาน', 'How many began on a day that nobody knows: not in the median.') unknown!: number
}

@ObjectType({
  description: described(
    'ผู้ดำรงตำแหน่งเดิมผ่านวันที่ 1 ตุลาคม',
    'Whether places keep their holder over 1 October, the day of transfers: the holder of 30 September is that of 31 October.',
  ),
})
export class OctoberSurvival {
  @Field(() => Int, {
    nullable: true,
    description: described(
      'ยังเป็นผู้เดิม ว่างเมื่อช่วงเวลาไม่มีวันที่ 1 ตุลาคมหรือยังไม่ถึงวันที่ 31 ตุลาคม',
      'How many had the same one; null where 1 October is not in the period or 31 October has not come.',
    ),
  })
  stayed?: number | null
  @Field(() => Int, {
    nullable: true,
    description: described(
      'จากตำแหน่งที่มีผู้ดำรงในวันที่ 30 กันยายน และยังมีอยู่ในวันที่ 31 ตุลาคม',
      'Of how many places that had a holder on 30 September and are still there on 31 October.',
    ),
  })
  of?: number | null
}

@ObjectType({ description: described('ปีงบประมาณหนึ่ง', 'One fiscal year, or the part of it that lies in the period.') })
export class TurnoverOfYear {
  @days('ปีงบประมาณ พ.ศ.', 'B.E. year in which it ends.') fiscalYear!: number
  @Field(() => Day, { description: described('ตั้งแต่วันที่', 'First day counted.') }) from!: string
  @Field(() => Day, { description: described('ถึงก่อนวันที่', 'First day no longer counted.') }) until!: string
  @Field(() => DaysFilled, { description: described('วันที่มีผู้ปฏิบัติหน้าที่และวันที่ว่าง', 'How its days were filled.') }) days!: DaysFilled
  @Field(() => Turnover, { description: described('การเปลี่ยนผู้ดำรงตำแหน่ง', 'Changes of holder in it.') }) turnover!: Turnover
  @Field(() => OctoberSurvival, { description: described('ผ่านวันที่ 1 ตุลาคมที่เริ่มปี', 'Over the 1 October on which it begins.') })
  survival!: OctoberSurvival
}

@ObjectType({ description: described('การมาประชุมแทน', 'How often somebody else came to meetings for a seat.') })
export class Substitution {
  @days('มาประชุมทั้งหมดกี่ครั้ง', 'How often somebody came for a seat.') came!: number
  @days('มาประชุมแทนกี่ครั้ง', 'Of these, how often it was a substitute.') substitutes!: number
  @Field(() => Float, {
    nullable: true,
    description: described('อัตรา 0.5 คือครึ่งหนึ่ง ว่างเมื่อไม่มีผู้มา', '`substitutes` by `came`: 0.5 is a half; null where nobody came.'),
  })
  rate?: number | null
}

const below = Field(() => Float, {
  nullable: true,
  description: described(
    'โดยเฉลี่ยต่ำกว่าระดับของที่นั่งกี่ระดับ น้อยกว่า 0 คือสูงกว่า ว่างเมื่อเทียบไม่ได้',
    'By how many levels, on the mean of `compared`, who came was below the post that has the seat; less than 0: above; null: none can be compared.',
  ),
})
const compared = () => days('ครั้งที่ทราบระดับของทั้งผู้มาประชุมและที่นั่ง', 'At how many meetings the level of who came and that of the seat are known.')
const lower = () => days('ผู้มาประชุมมีระดับต่ำกว่าที่นั่งกี่ครั้ง', 'Of these, at how many who came was below.')
const meetingsOf = () =>
  days('การประชุมของคณะในวันที่มีที่นั่ง', 'Meetings of its body in the period while the seat was there, of which it is known who came.')
const cameTo = () => days('มีผู้มาประชุมกี่ครั้ง', 'To how many of these somebody came for it.')
const substitutes = () => days('เป็นผู้มาประชุมแทนกี่ครั้ง', 'Of these, to how many only a substitute.')

@ObjectType({
  description: described(
    'ที่นั่งของตำแหน่งและหน่วยงานมีผู้มาประชุมในระดับใด ไม่รวมที่นั่งของผู้ทรงคุณวุฒิ',
    'By whom the seats of posts and organizations were represented at the meetings of their bodies; those of experts, whose figures would be of persons, are left out. Sums over seats: one meeting counts for each of them.',
  ),
})
export class Representation {
  @days('ที่นั่งที่มีการประชุม', 'How many seats had a meeting.') seats!: number
  @days('ไม่มีผู้มาประชุมเลย', 'Of these, to how many nobody ever came for it.') silent!: number
  @meetingsOf() meetings!: number
  @cameTo() came!: number
  @substitutes() substitutes!: number
  @compared() compared!: number
  @lower() lower!: number
  @below below?: number | null
}

@ObjectType({ description: described('ที่นั่งหนึ่งมีผู้มาประชุมในระดับใด', 'By whom one seat was represented at the meetings of its body.') })
export class SeatRepresentation {
  @Field(() => Seat, { nullable: true, description: described('ที่นั่ง', 'The seat.') }) seat?: unknown
  @meetingsOf() meetings!: number
  @cameTo() came!: number
  @substitutes() substitutes!: number
  @days('มาประชุมแทนติดต่อกันมากที่สุดกี่ครั้ง', 'The most meetings one after the other to which only a substitute came.') streak!: number
  @compared() compared!: number
  @lower() lower!: number
  @below below?: number | null
  @Field(() => Float, {
    nullable: true,
    description: described(
      'ระดับเฉลี่ยของผู้มาประชุมครึ่งหลังลบด้วยครึ่งแรก น้อยกว่า 0 คือลดลง ว่างเมื่อทราบระดับน้อยกว่าสี่ครั้ง',
      'The mean level of those who came to the later half of the meetings, less that of the earlier half: below 0 it sank; null: fewer than four levels are known.',
    ),
  })
  drift?: number | null
  @Field(() => Boolean, { description: described('ไม่มีผู้มาประชุมเลย', 'Nobody came for it to any of them.') }) silent!: boolean
}

@ObjectType({
  description: described(
    'การส่งมอบงานของตำแหน่งที่มีผู้พ้นไปในช่วงเวลา',
    'How quickly and how fully posts were handed over: of the handovers whose day lies in the period, as they stood at its end.',
  ),
})
export class Handing {
  @days('จำนวนการส่งมอบงาน', 'How many handovers.') handovers!: number
  @days('จำนวนเรื่อง', 'How many duties they hold: the sum of the next four, and of those that were done, moved or handed on first.')
  duties!: number
  @days('รับแล้ว', 'Accepted.') accepted!: number
  @days('โต้แย้ง', 'Contested.') contested!: number
  @days('รอรับ', 'Waiting.') waiting!: number
  @days('ครบกำหนดโดยไม่มีผู้รับ', 'Lapsed: nobody answered in time.') lapsed!: number
  @Field(() => Float, {
    nullable: true,
    description: described(
      'ความครบถ้วน: รับแล้วต่อเรื่องที่ต้องรับ ว่างเมื่อไม่มี',
      'Completeness: `accepted` by the sum of accepted, contested, waiting and lapsed; null: none of these.',
    ),
  })
  completeness?: number | null
  @Field(() => Int, {
    nullable: true,
    description: described(
      'มัธยฐานจำนวนวันจากวันที่พ้นจนรับ เรื่องที่ยังไม่รับนับว่านานอย่างน้อยเท่าที่ผ่านมา ว่างเมื่อรับไม่ถึงครึ่ง',
      'The median days from leaving to acceptance (Kaplan-Meier): what nobody accepted counts as having waited so long at least; null: so few were accepted that it cannot be told.',
    ),
  })
  latency?: number | null
}

@ObjectType({
  description: described(
    'ข้อผูกพันที่ดำเนินการอยู่ในช่วงเวลา และผล ณ สิ้นช่วงเวลา',
    'Commitments that were open in the period, and what they had come to at its end.',
  ),
})
export class PromiseOutcomes {
  @days('ทั้งหมด', 'The sum of `kept`, `dropped` and `open`.') all!: number
  @days('รายงานว่าแล้วเสร็จ', 'Reported complete, verified or not.') kept!: number
  @days('แล้วเสร็จภายในกำหนด', 'Of these, by their due date, as extended.') keptInTime!: number
  @days('ถอน หรือไม่มีผู้รับช่วง', 'Withdrawn, or open with an owner that has ended and that nobody succeeded.') dropped!: number
  @days('กำลังดำเนินการ', 'Open.') open!: number
  @days('ล่าช้า', 'Of these, past their due date.') late!: number
}

@ObjectType({
  description: described(
    'จำนวนคนน้อยที่สุดซึ่งหากพ้นไปพร้อมกัน ข้อผูกพันเกินครึ่งจะไม่มีผู้รับผิดชอบ',
    'The fewest people whose leaving, all at once, leaves more than half of the open commitments without anybody. It says how many, never who.',
  ),
})
export class BusFactor {
  @days(
    'จำนวนคน 0 เมื่อเกินครึ่งไม่มีผู้รับผิดชอบอยู่แล้ว',
    'How many; 0 where more than half have nobody already. All who hold the owning post leave, in whichever manner; of an organization its head post, of a committee its secretary’s seat.',
  )
  people!: number
  @days('จากข้อผูกพันที่กำลังดำเนินการทั้งหมด', 'Of how many open commitments, on the last day counted.') open!: number
  @Field(() => Boolean, {
    description: described(
      'เป็นจำนวนที่แน่นอนหรือไม่ หากไม่ เป็นจำนวนมากที่สุดที่เป็นไปได้',
      'Whether it is exact; else it is the most that it can be: more than 12 people share posts with others.',
    ),
  })
  exact!: boolean
}

@ObjectType({
  description: described('ช่วงวันที่ผู้เดียวกันดำรงตำแหน่งและปฏิบัติหน้าที่', 'Days on which the same person held a place and the same one answered.'),
})
export class LineStretch {
  @Field(() => Day, { description: described('ตั้งแต่วันที่ ไม่ก่อนช่วงเวลาที่ถาม', 'First day, not before the period.') }) from!: string
  @Field(() => Day, { description: described('ถึงก่อนวันที่', 'First day no longer, not after the period.') }) until!: string
  @days('จำนวนวัน', 'How many days.') days!: number
  @Field(() => FillingEnum, { description: described('การดำรงตำแหน่งในวันเหล่านี้', 'How it was filled on these days.') }) filling!: string
  @Field(() => Person, { nullable: true, description: described('ผู้ดำรงตำแหน่ง ว่างเมื่อไม่มี', 'Who held it; null: nobody.') }) holder?: unknown
  @Field(() => Person, { nullable: true, description: described('ผู้ปฏิบัติหน้าที่ ว่างเมื่อไม่มี', 'Who answered; null: nobody.') })
  answering?: unknown
}

@ObjectType({
  description: described('ลำดับผู้ดำรงตำแหน่งของตำแหน่งหรือที่นั่งหนึ่ง', 'The line of holders of one post or seat in the period, with its gaps.'),
})
export class LineOfPlace {
  @Field(() => Answerable, { nullable: true, description: described('ตำแหน่งหรือที่นั่ง', 'The post or seat.') }) place?: unknown
  @Field(() => DaysFilled, { description: described('วันที่มีผู้ปฏิบัติหน้าที่และวันที่ว่าง', 'How its days were filled.') }) days!: DaysFilled
  @Field(() => [LineStretch], { description: described('ตามลำดับ', 'Oldest first.') }) line!: LineStretch[]
}

@ObjectType({
  description: described(
    'ความต่อเนื่องของคณะ หน่วยงาน พื้นที่ หรือตำแหน่ง ในช่วงเวลาหนึ่ง ไม่มีตัวเลขของบุคคล',
    'What a committee, an organization, an area or a post has kept and lost of its people over some days. Figures are of posts and bodies, never of a person.',
  ),
})
export class Continuity {
  @Field(() => Node, { nullable: true, description: described('ถามถึงสิ่งใด', 'What it is about.') }) of?: unknown
  @Field(() => Day, { description: described('ตั้งแต่วันที่', 'First day counted.') }) from!: string
  @Field(() => Day, {
    description: described('ถึงก่อนวันที่ ไม่เกินวันที่ถามถึง', 'First day no longer counted; days after the one asked about are not.'),
  })
  until!: string
  @days(
    'จำนวนตำแหน่งและที่นั่ง',
    'How many posts and seats had a day in the period. Of an area: its posts, those of the organizations that work in it, and the seats of its bodies that belong to no post.',
  )
  places!: number
  @Field(() => DaysFilled, { description: described('วันที่มีผู้ปฏิบัติหน้าที่และวันที่ว่าง', 'How the days of its posts and seats were filled.') })
  days!: DaysFilled
  @Field(() => Turnover, { description: described('การเปลี่ยนผู้ดำรงตำแหน่ง', 'Changes of holder in the period.') }) turnover!: Turnover
  @Field(() => Tenure, { description: described('ดำรงตำแหน่งนานเท่าใด', 'How long holders stay.') }) tenure!: Tenure
  @Field(() => [TurnoverOfYear], { description: described('แยกตามปีงบประมาณ', 'Year by year, oldest first.') }) years!: TurnoverOfYear[]
  @Field(() => Substitution, { description: described('การมาประชุมแทน', 'How often substitutes came for its seats.') })
  substitution!: Substitution
  @Field(() => Representation, { description: described('ระดับของผู้มาประชุม', 'At which level its seats were represented.') })
  representation!: Representation
  @Field(() => Handing, { description: described('การส่งมอบงาน', 'How quickly and how fully its posts were handed over.') })
  handing!: Handing
  @Field(() => PromiseOutcomes, {
    description: described(
      'ข้อผูกพันที่ผู้ดำรงตำแหน่งคนใหม่รับช่วงต่อ',
      'Commitments that somebody inherited: while they were open another came to hold the post, seat, headship or secretariat that owned them. Of a committee and an area also those that their bodies watch over.',
    ),
  })
  inherited!: PromiseOutcomes
  @Field(() => PromiseOutcomes, { description: described('ข้อผูกพันที่ไม่เปลี่ยนผู้ดำรงตำแหน่ง', 'Commitments that met no change of holder.') })
  notInherited!: PromiseOutcomes
  @Field(() => BusFactor, {
    nullable: true,
    description: described('ว่างเมื่อไม่มีข้อผูกพันที่กำลังดำเนินการ', 'On how few people it rests; null where no commitment is open.'),
  })
  busFactor?: BusFactor | null
}
