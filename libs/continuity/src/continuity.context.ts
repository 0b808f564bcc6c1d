import { commandsOf, described, everOf } from '@prasan/event-sourcing'
import type { Asked, BoundedContext } from '@prasan/graphql'
import * as corrections from './domain/handover/decide-corrections.js'
import { AddHandoverItem, CorrectHandover, DropHandoverItem, OpenHandover, ReverseHandover } from './domain/handover/decide-opening.js'
import * as receiving from './domain/handover/decide-receiving.js'
import { handover } from './domain/handover/state.js'
import { evidence } from './evidence.js'
import { GapsResolver } from './graphql/gaps/resolvers.js'
import { handoverLists } from './graphql/resolvers.js'
import { DossierResolver, HandoverDossierResolver } from './graphql/dossier/resolvers.js'
import { LineageResolver, OutcomesResolver } from './graphql/lineage/types.js'
import { RiskResolver } from './graphql/risk/resolvers.js'
import { Handover, labelOfHandover } from './graphql/types.js'
import { dutyLists } from './graphql/duties/types.js'
import { ContinuityResolver } from './graphql/turnover/resolvers.js'
import { handovers, lapses } from './processes/handovers.js'
import { successions } from './processes/successions.js'
import { type HandoverRow, handoversByIds } from './views/handovers/queries.js'
import { handoversView } from './views/handovers/view.js'

/** What must not be lost when people, posts and bodies change: duties pass on to whoever takes over, and a post is handed over. */
export const continuity: BoundedContext = {
  name: 'continuity',
  aggregates: [handover],
  commands: commandsOf({ OpenHandover, CorrectHandover, ReverseHandover, AddHandoverItem, DropHandoverItem }, receiving, corrections),
  evidence,
  views: [handoversView],
  processes: [successions, handovers, lapses],
  nodes: [
    {
      ...{ category: 'handover', type: Handover, byIds: handoversByIds, belongsTo: [everOf(handoversView.tables.handover, ['post'])] },
      asked: { description: described('การส่งมอบงานหนึ่งครั้ง ว่างเมื่อไม่มีบันทึก', 'A handover; null where none is recorded.') },
      async label({ post, asOf }: Asked<HandoverRow>, request) {
        const title = await request.labelOf(post, asOf)
        return title && labelOfHandover(title)
      },
    },
  ],
  resolvers: [
    ...handoverLists,
    ...dutyLists,
    DossierResolver,
    HandoverDossierResolver,
    ContinuityResolver,
    RiskResolver,
    GapsResolver,
    LineageResolver,
    OutcomesResolver,
  ],
}
