import { described } from '@prasan/event-sourcing'
import { type BoundedContext, partOf } from '@prasan/graphql'
import { AttachedFileResolver, DocumentedResolver } from './graphql/files.js'
import { CommitmentsOfActivityResolver, CommitmentsOfResolutionResolver, OccupantsResolver, commitmentLists } from './graphql/resolvers.js'
import { Commitment, Obstacle } from './graphql/types.js'
import { resolvedCommitments, reversedCommitments } from './processes/resolved-commitments.js'
import { successions } from './processes/successions.js'
import { type CommitmentRow, commitmentsByIds } from './views/commitments/queries.js'
import { commitmentsView } from './views/commitments/view.js'
import { filesView } from './views/files/view.js'

/** What outlives the people: who answers, what is promised, what is late. Views over the contracts of the other contexts. */
export const continuity: BoundedContext = {
  name: 'continuity',
  aggregates: [],
  commands: [],
  views: [commitmentsView, filesView],
  nodes: [
    {
      ...{ category: 'commitment', type: Commitment, byIds: commitmentsByIds, label: ({ title }: CommitmentRow) => title },
      asked: { description: described('ข้อผูกพันหนึ่งข้อ ว่างเมื่อไม่มีบันทึก', 'A commitment; null where none is recorded.') },
    },
    partOf('commitment', 'obstacle', Obstacle, commitmentsView.tables.obstacle),
  ],
  processes: [resolvedCommitments, reversedCommitments, successions],
  resolvers: [
    ...commitmentLists,
    ...[CommitmentsOfResolutionResolver, CommitmentsOfActivityResolver, OccupantsResolver],
    ...[DocumentedResolver, AttachedFileResolver],
  ],
}
