import { described } from '@prasan/event-sourcing'
import { type Asked, listOf, wordOf } from '@prasan/graphql'
import { Meeting, type MeetingRow } from '@prasan/meetings/reading'
import { ID, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { feeds } from '../views/feeds/queries.js'
import { Feed, FeedStateEnum } from './types.js'

export const feedLists = [
  listOf(feeds, Feed, {
    description: described(
      'ปฏิทินที่เปิดไว้ให้ติดตาม เปิดล่าสุดก่อน',
      'The calendar feeds that were opened, those opened last first: what to revoke when somebody leaves.',
    ),
    args: {
      of: {
        type: () => ID,
        description: described('เฉพาะปฏิทินของคณะ ตำแหน่ง หรือบุคคลนี้', 'Only those of this committee, post or person.'),
        judged: (asked, field, request) => request.known(asked as string | null, field, 'committee', 'post', 'person'),
      },
      state: wordOf(FeedStateEnum, described('เฉพาะที่อยู่ในสถานะนี้', 'Only those in this state.')),
    },
  }),
]

@Resolver(() => Meeting)
export class CalendarFileResolver {
  @ResolveField(() => String, {
    nullable: true,
    description: described(
      'ที่อยู่ของไฟล์เชิญประชุมสำหรับโปรแกรมปฏิทิน (.ics) แนบไปกับหนังสือเชิญได้ ว่างจนกว่าจะแจ้งเชิญ',
      'Where this node gives the invitation as a file that calendars take in (.ics), to go with the notice; null until it is sent.',
    ),
  })
  calendarFile(@Parent() { id, noticeSentOn }: Asked<MeetingRow>) {
    return noticeSentOn === null ? null : `/documents/invitation/${id}.ics`
  }
}
