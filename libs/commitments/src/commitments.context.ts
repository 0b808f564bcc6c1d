import { commandsOf, described, everOf } from '@prasan/event-sourcing'
import { type BoundedContext, partOf } from '@prasan/graphql'
import { AcknowledgeEscalation } from './domain/commitment/decide-chase.js'
import * as corrections from './domain/commitment/decide-corrections.js'
import * as promises from './domain/commitment/decide-promise.js'
import * as sharing from './domain/commitment/decide-sharing.js'
import * as progress from './domain/commitment/decide-progress.js'
import { commitment } from './domain/commitment/state.js'
import * as directing from './domain/directive/decide-directive.js'
import { directive } from './domain/directive/state.js'
import { evidence } from './evidence.js'
import { ChaseOfCommitmentResolver, chaseLists } from './graphql/chase.js'
import { OverdueTrendResolver } from './graphql/trend.js'
import { TimelinessResolver } from './graphql/timeliness.js'
import { Directive } from './graphql/directive-types.js'
import { DirectiveCellsResolver, DirectiveMatrixResolver, directiveLists } from './graphql/directives.js'
import { CommitmentsOfActivityResolver, commitmentLists } from './graphql/resolvers.js'
import { Commitment, Obstacle } from './graphql/types.js'
import { chase } from './processes/chase.js'
import { chasesView } from './views/chases/view.js'
import { type CommitmentRow, commitmentsByIds } from './views/commitments/queries.js'
import { directives } from './processes/directives.js'
import { type DirectiveRow, directivesByIds } from './views/directives/queries.js'
import { commitmentsView } from './views/commitments/view.js'
import { directivesView } from './views/directives/view.js'

/** What was promised, by whom and until when: it outlives whoever promised it. */
export const commitments: BoundedContext = {
  name: 'commitments',
  aggregates: [commitment, directive],
  commands: commandsOf(promises, progress, sharing, { AcknowledgeEscalation }, corrections, directing),
  evidence,
  views: [commitmentsView, chasesView, directivesView],
  processes: [chase, directives],
  nodes: [
    {
      ...{ category: 'commitment', type: Commitment, byIds: commitmentsByIds, label: ({ title }: CommitmentRow) => title },
      belongsTo: [everOf(commitmentsView.tables.commitment, ['owner', 'committee', 'plan'])],
      asked: { description: described('ข้อผูกพันหนึ่งข้อ ว่างเมื่อไม่มีบันทึก', 'A commitment; null where none is recorded.') },
    },
    {
      ...{ category: 'directive', type: Directive, byIds: directivesByIds, label: ({ title }: DirectiveRow) => title },
      belongsTo: [everOf(directivesView.tables.directive, ['committee']), everOf(directivesView.tables.sending, ['body'], 'directive')],
      asked: { description: described('ข้อสั่งการหนึ่งข้อ ว่างเมื่อไม่มีบันทึก', 'A directive; null where none is recorded.') },
    },
    partOf('commitment', 'obstacle', Obstacle, commitmentsView.tables.obstacle, { label: ({ text }) => ({ th: text }) }),
  ],
  resolvers: [
    ...[CommitmentsOfActivityResolver, ChaseOfCommitmentResolver, OverdueTrendResolver, TimelinessResolver],
    ...[DirectiveMatrixResolver, DirectiveCellsResolver],
    ...[...commitmentLists, ...chaseLists, ...directiveLists],
  ],
}
