import { Committee } from '@prasan/committees/reading'
import { choice, described, label, metaOf } from '@prasan/event-sourcing'
import { Answerable, type Asked, Day, From, type RequestContext, enumOf, idOf, listOf, wordOf } from '@prasan/graphql'
import { Field, ID, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { StopReason } from '../domain/commitment/chasing.js'
import { EscalationStep, ReminderKind } from '../domain/commitment/events-of-chase.js'
import type { Chased } from '../domain/commitment/story.js'
import { recipients, stepOf } from '../processes/recipients.js'
import { type ChaseAheadRow, type ChaseStepRow, chaseAheadOf, chaseStepsOf, escalations } from '../views/chases/queries.js'
import { type CommitmentRow, ownersWithin } from '../views/commitments/queries.js'
import { Commitment } from './types.js'

const wordsOf = (schema: typeof ReminderKind | typeof EscalationStep, before: { th: string; en: string }) =>
  Object.fromEntries(
    Object.entries(metaOf(schema).words!).map(([value, { th, en }]) => [value, [`${before.th}${th}`, `${before.en}${en!}`]] as const),
  )

export const ChaseWhat = enumOf(
  choice(
    'ChaseWhat',
    {
      ...wordsOf(ReminderKind, { th: 'เตือน', en: 'reminder ' }),
      ...wordsOf(EscalationStep, { th: 'ยกระดับถึง', en: 'escalated to ' }),
    } as Record<Chased['what'], readonly [string, string]>,
    label('การเตือนหรือการยกระดับ', 'Reminder or escalation'),
  ),
)
const StopEnum = enumOf(
  choice(
    'ChaseStop',
    {
      completed: ['รายงานว่าแล้วเสร็จ', 'it is reported complete'],
      withdrawn: ['ถอนแล้ว', 'it is withdrawn'],
      waiting: ['รอผู้อื่นดำเนินการก่อน', 'it waits on somebody else'],
      acknowledged: ['รับทราบการยกระดับแล้ว', 'an escalation was acknowledged'],
    } satisfies Record<StopReason, [string, string]>,
    label('เหตุที่หยุดติดตาม', 'Why the chase is stopped'),
  ),
)
const EscalationStepEnum = enumOf(EscalationStep)

@ObjectType({ description: described('การเตือนหรือการยกระดับที่เกิดขึ้นแล้ว', 'A reminder that was given, or a step by which it went up.') })
export class ChaseStep {
  @From<ChaseStepRow>('validFrom')
  @Field(() => Day, { description: described('วันที่', 'The day of it.') })
  on!: string
  @Field(() => ChaseWhat, { description: described('การเตือนหรือการยกระดับ', 'Which reminder or escalation it is.') }) what!: string
  @Field(() => Int, {
    nullable: true,
    description: described(
      'เตือนครั้งที่เท่าใดของประเภทนั้น นับใหม่เมื่อกำหนดหรือผู้รับผิดชอบเปลี่ยน ว่างเมื่อเป็นการยกระดับ',
      'Which reminder of its kind it is, anew where the due date or the owner changes; null of an escalation.',
    ),
  })
  time?: number | null
  @Field(() => Int, {
    nullable: true,
    description: described('เกินกำหนดกี่วันในวันนั้น ว่างเมื่อเป็นการเตือน', 'Days overdue on that day, of an escalation; null of a reminder.'),
  })
  daysOverdue?: number | null
  @Field(() => Answerable, { nullable: true, description: described('ถึง', 'To whom it went.') }) sentTo?: unknown
  @Field(() => Answerable, { nullable: true, description: described('ผู้รับผิดชอบในวันนั้น', 'Who owned the commitment then.') }) owner?: unknown
  @Field(() => Commitment, { nullable: true, description: described('ข้อผูกพัน', 'The commitment that is chased.') }) commitment?: unknown
}

async function recipient({ id, what, asOf }: Asked<ChaseAheadRow>, request: RequestContext) {
  const to = await request.map(recipients, stepOf(id, what as Chased['what']), asOf)
  return to === null ? null : request.node(to, asOf)
}

@ObjectType({ description: described('การเตือนหรือการยกระดับครั้งถัดไป', 'The reminder or escalation that comes next.') })
export class ChaseAhead {
  @From<ChaseAheadRow>('day')
  @Field(() => Day, { description: described('วันที่จะเกิดขึ้น', 'The day on which it falls, as things stand.') })
  on!: string
  @Field(() => ChaseWhat, { description: described('การเตือนหรือการยกระดับ', 'Which reminder or escalation it is.') }) what!: string
  @From(recipient)
  @Field(() => Answerable, {
    nullable: true,
    description: described('ถึงผู้ใดหากเกิดขึ้นในวันที่ถามถึง', 'To whom it would go on the day asked about; null: nobody stands above.'),
  })
  sentTo?: unknown
}

@ObjectType({
  description: described(
    'การติดตามข้อผูกพัน: สิ่งที่เกิดขึ้นแล้ว สิ่งที่จะเกิดถัดไป และเหตุที่หยุด',
    'How a commitment is chased: what was done by the day asked about, what comes next, and why nothing does.',
  ),
})
export class Chase {
  @From(chaseStepsOf)
  @Field(() => [ChaseStep], {
    description: described('การเตือนและการยกระดับที่เกิดขึ้นแล้ว', 'The reminders and escalations so far, the oldest first.'),
  })
  steps!: unknown[]
  @From(async ({ id, asOf }: Asked<CommitmentRow>, request) => {
    const ahead = await request.one(chaseAheadOf, id, asOf)
    return ahead?.what ? ahead : null
  })
  @Field(() => ChaseAhead, {
    nullable: true,
    description: described(
      'สิ่งที่จะเกิดถัดไป ขณะที่รอผู้อื่นคือการเตือนผู้นั้น ว่างเมื่อสิ้นสุดแล้ว',
      'What comes next; while it waits on somebody, the reminder to those; null where nothing is to come.',
    ),
  })
  next?: unknown
  @From(async ({ id, asOf }: Asked<CommitmentRow>, request) => (await request.one(chaseAheadOf, id, asOf))?.stopped ?? null)
  @Field(() => StopEnum, {
    nullable: true,
    description: described(
      'เหตุที่หยุดติดตามผู้รับผิดชอบในวันที่ถามถึง ว่างเมื่อไม่ได้หยุด',
      'Why the owner is not chased on the day asked about; null: it is.',
    ),
  })
  stopped?: string | null
}

@Resolver(() => Commitment)
export class ChaseOfCommitmentResolver {
  @ResolveField(() => Chase, { description: described('การติดตามข้อผูกพันนี้', 'How it is chased.') })
  chase(@Parent() row: Asked<CommitmentRow>) {
    return row
  }
}

const step = wordOf(EscalationStepEnum, described('เฉพาะขั้นนี้', 'Only those of this step.'))
export const chaseLists = [
  listOf(escalations, ChaseStep, {
    description: described('การยกระดับ ครั้งล่าสุดก่อน', 'What went up by the day asked about, the newest first.'),
    args: {
      committee: idOf('committee', described('คณะที่ติดตาม', 'The committee that watched over it.')),
      organization: {
        type: () => ID,
        description: described('หน่วยงานของผู้รับผิดชอบ', 'The organization of the owner, itself or by a post or seat of it.'),
        judged(asked, field, request, asOf) {
          const organization = request.known(asked as string | null | undefined, field, 'organization')
          return organization === undefined ? undefined : request.ask(ownersWithin, { organization, asOf })
        },
      },
      sentTo: {
        type: () => ID,
        description: described('ถึงตำแหน่งหรือที่นั่งนี้', 'To this post, seat, organization or committee.'),
        judged: (asked, field, request) =>
          request.known(asked as string | null | undefined, field, 'post', 'seat', 'organization', 'committee'),
      },
      step,
    },
  }),
  listOf(escalations, ChaseStep, {
    on: { type: Committee, by: 'committee' },
    description: described('การยกระดับข้อผูกพันที่คณะติดตาม ครั้งล่าสุดก่อน', 'What went up of all that it watches over, the newest first.'),
    args: { step },
  }),
]
