import { described } from '@prasan/event-sourcing'
import { type Asked, Day, From, Node, badInput, enumOf, listOf, partsOf } from '@prasan/graphql'
import { Field, ID, ObjectType } from '@nestjs/graphql'
import { type Duty as DutyRow, DutyKind, duties } from './duties.js'
import { Because } from './ways.js'

const BecauseEnum = enumOf(Because)
const DutyKindEnum = enumOf(DutyKind)

@ObjectType({ description: described('เหตุหนึ่งขั้นที่เป็นหน้าที่', 'One step of the chain by which something is a duty.') })
export class DutyReason {
  @Field(() => BecauseEnum, { description: described('อย่างไร', 'How it comes by this.') }) how!: string
  @Field(() => Node, {
    nullable: true,
    description: described('ผ่านสิ่งใด', 'The post, seat, body, resolution, plan or meeting that it comes by.'),
  })
  of?: unknown
  @Field(() => Day, { nullable: true, description: described('ตั้งแต่วันที่ ว่างเมื่อไม่ทราบ', 'Since which day; null where that is not told.') })
  since?: string | null
  @Field(() => String, {
    nullable: true,
    description: described('เรื่องที่มอบอำนาจ', 'The matter that was delegated; null for other reasons.'),
  })
  scope?: string | null
}

@ObjectType({ description: described('สิ่งที่ต้องทำ และเหตุที่เป็นหน้าที่', 'Something to be done, and why it falls to whoever was asked about.') })
export class Duty {
  @Field(() => DutyKindEnum, { description: described('ต้องทำอะไร', 'What is to be done.') }) kind!: string
  @Field(() => Node, { nullable: true, description: described('กับสิ่งใด', 'With which commitment, obstacle, meeting or resolution.') })
  what?: unknown
  @Field(() => Day, {
    nullable: true,
    description: described(
      'ภายในวันที่ ของรายงานและมติคือวันประชุมครั้งถัดไป ว่างเมื่อยังไม่นัด',
      'By which day: of a commitment and its obstacles the due date, of minutes and resolutions the next meeting; null while none is scheduled.',
    ),
  })
  by?: string | null
  @From((row: Asked<DutyRow>) => partsOf(row.because, row))
  @Field(() => [DutyReason], {
    description: described('เหตุ ตามลำดับ', 'Why, step by step: through which posts, seats and delegations, and what it comes from.'),
  })
  because!: DutyReason[]
}

export const dutyLists = [
  listOf(duties, Duty, {
    description: described(
      'สิ่งที่บุคคลหรือตำแหน่งต้องทำ และเหตุที่เป็นหน้าที่ ที่ครบกำหนดก่อนมาก่อน',
      'What a person or a post must do, and why it is theirs: across posts, acting roles, delegations and bodies, those due first.',
    ),
    args: {
      of: {
        type: () => ID,
        required: true,
        description: described('บุคคลหรือตำแหน่ง', 'A person or a post.'),
        judged: (asked, field, request) => {
          if (typeof asked !== 'string') throw badInput(field, 'Missing')
          return request.known(asked, field, 'person', 'post')
        },
      },
    },
  }),
]
