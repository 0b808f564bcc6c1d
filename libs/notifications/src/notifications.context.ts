import { commandsOf, described, evidenceFor } from '@prasan/event-sourcing'
import type { BoundedContext } from '@prasan/graphql'
import { SendAgain, delivery } from './domain/delivery/delivery.js'
import { dispatch } from './domain/dispatch.js'
import { ChooseChannel, preference } from './domain/preference.js'
import { deliveryLists } from './graphql/resolvers.js'
import { Delivery, Preference } from './graphql/types.js'
import { digests } from './processes/digests.js'
import { deliveriesByIds, preferencesByIds } from './views/deliveries/queries.js'
import { deliveriesView } from './views/deliveries/view.js'
import { noticesView } from './views/notices/view.js'
import * as webhookCommands from './domain/webhook/decide.js'
import { webhook } from './domain/webhook/state.js'
import { Webhook, webhookLists } from './graphql/webhooks.js'
import { lastLogNumber, webhooksByIds } from './views/webhooks/queries.js'
import { webhooksView } from './views/webhooks/view.js'

/** What is told to people and programs outside of the API. */
export const notifications: BoundedContext = {
  name: 'notifications',
  aggregates: [preference, dispatch, delivery, webhook],
  commands: [ChooseChannel, SendAgain, ...commandsOf(webhookCommands)],
  evidence: evidenceFor([webhookCommands.ReplayWebhook], async (_, { lookUp }) => ({ last: await lookUp(lastLogNumber, {}) })),
  views: [noticesView, deliveriesView, webhooksView],
  processes: [digests],
  nodes: [
    {
      ...{ category: 'delivery', type: Delivery, byIds: deliveriesByIds },
      asked: {
        description: described('เรื่องที่แจ้งบุคคลในวันหนึ่ง ว่างเมื่อไม่มีบันทึก', 'What a person was told on a day; null where none is recorded.'),
      },
    },
    {
      ...{ category: 'preference', type: Preference, byIds: preferencesByIds },
      asked: {
        description: described(
          'ช่องทางที่บุคคลเลือก รหัสคือรหัสของบุคคลที่เปลี่ยน person เป็น preference ว่างเมื่อไม่ได้เลือก',
          'How a person chose to be told, by the id of the person with `preference` for `person`; null where nothing was chosen.',
        ),
      },
    },
    {
      ...{ category: 'webhook', type: Webhook, byIds: webhooksByIds, table: webhooksView.tables.webhook },
      asked: { description: described('เว็บฮุกหนึ่งรายการ ว่างเมื่อไม่มีบันทึก', 'A webhook; null where none is recorded.') },
    },
  ],
  resolvers: [...deliveryLists, ...webhookLists],
}
