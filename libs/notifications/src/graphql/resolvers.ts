import { seatsOf } from '@prasan/committees/reading'
import { described } from '@prasan/event-sourcing'
import { idOf, listOf, wordOf } from '@prasan/graphql'
import { ID } from '@nestjs/graphql'
import { deliveries } from '../views/deliveries/queries.js'
import { Delivery, DeliveryStateEnum } from './types.js'

export const deliveryLists = [
  listOf(deliveries, Delivery, {
    description: described(
      'เรื่องที่แจ้งบุคคลต่าง ๆ วันล่าสุดก่อน ใช้ state: UNDELIVERABLE เพื่อดูว่าใครไม่ได้รับแจ้งและเพราะเหตุใด',
      'What people were told, those of the latest day first. With `state: UNDELIVERABLE`: whom nothing reaches, and why.',
    ),
    args: {
      state: wordOf(DeliveryStateEnum, described('เฉพาะที่อยู่ในสถานะนี้', 'Only those in this state.')),
      person: idOf('person', described('เฉพาะที่แจ้งบุคคลนี้', 'Only those to this person.')),
      to: {
        type: () => ID,
        description: described(
          'เฉพาะที่แจ้งในฐานะตำแหน่ง ที่นั่ง หน่วยงาน หรือคณะนี้ ของคณะรวมทุกที่นั่ง',
          'Only those with something for this post, seat, organization or committee; of a committee, for any of its seats too.',
        ),
        judged(asked, field, request, asOf) {
          const owner = request.known(asked as string | null, field, 'post', 'seat', 'organization', 'committee')
          return owner === undefined ? undefined : [owner, ...request.ask(seatsOf, { ids: [owner], asOf }).map(({ id }) => id)]
        },
      },
    },
  }),
]
