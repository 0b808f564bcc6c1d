import { commandsOf, described, everOf } from '@prasan/event-sourcing'
import { type BoundedContext, partOf } from '@prasan/graphql'
import * as areas from './domain/area.js'
import * as organizations from './domain/organization/commands.js'
import * as mandates from './domain/organization/decide-mandate.js'
import { organization } from './domain/organization/state.js'
import * as people from './domain/person.js'
import * as posts from './domain/post/commands.js'
import * as duties from './domain/post/decide-duties.js'
import * as holding from './domain/post/decide-holding.js'
import { post } from './domain/post/state.js'
import * as lists from './domain/transfer/commands.js'
import { transfer } from './domain/transfer/state.js'
import { evidence } from './evidence.js'
import { fullName } from './graphql/names.js'
import { AreaResolver, directoryLists } from './graphql/resolvers.js'
import { Area, Delegation, MandateClause, Organization, Person, Post, RoleAssignment, Transfer } from './graphql/types.js'
import { transfers } from './processes/transfers.js'
import {
  type AreaRow,
  type OrganizationRow,
  type PersonRow,
  type PostRow,
  areaExists,
  areasByIds,
  organizationsByIds,
  peopleByIds,
  postsByIds,
  thoseOfAreas,
} from './views/directory/queries.js'
import { directoryView } from './views/directory/view.js'
import { type TransferRow, transfersByIds } from './views/transfers/queries.js'
import { transfersView } from './views/transfers/view.js'

/** Areas, organizations, people, posts, who holds them, and the lists that move them. */
export const directory: BoundedContext = {
  name: 'directory',
  aggregates: [areas.area, organization, people.person, post, transfer],
  commands: commandsOf(areas, organizations, mandates, people, posts, duties, holding, lists),
  evidence,
  views: [directoryView, transfersView],
  processes: [transfers],
  nodes: [
    {
      ...{ category: 'area', type: Area, byIds: areasByIds, label: ({ name }: AreaRow) => name },
      ...{ stream: ({ code }: AreaRow) => `area-${code.slice(0, 2)}`, called: ({ code }: AreaRow) => [code] },
    },
    {
      category: 'organization',
      type: Organization,
      byIds: organizationsByIds,
      table: directoryView.tables.organization,
      asked: { description: described('หน่วยงานหนึ่งแห่ง ว่างเมื่อไม่มีบันทึก', 'An organization; null where none is recorded.') },
      label: ({ name }: OrganizationRow) => name,
    },
    {
      ...{ category: 'person', type: Person, byIds: peopleByIds, label: (row: PersonRow, { keys }) => fullName(keys, row) },
      asked: {
        description: described(
          'บุคคล ตามรหัสของระเบียน หรือของระเบียนที่รวมเข้าด้วยกันแล้ว',
          'By the id of the record, or of one that was merged into it.',
        ),
      },
    },
    {
      ...{ category: 'post', type: Post, byIds: postsByIds, table: directoryView.tables.post, label: ({ title }: PostRow) => title },
      belongsTo: [
        everOf(directoryView.tables.post, ['organization']),
        everOf(directoryView.tables.assignment, ['person'], 'post'),
        thoseOfAreas,
      ],
      asked: { description: described('ตำแหน่งหนึ่งตำแหน่ง ว่างเมื่อไม่มีบันทึก', 'A post; null where none is recorded.') },
    },
    {
      ...{ category: 'transfer', type: Transfer, byIds: transfersByIds, table: transfersView.tables.transfer },
      label: ({ number }: TransferRow) => ({ th: `คำสั่งที่ ${number}`, en: `Order ${number}` }),
      asked: { description: described('คำสั่งโยกย้ายหนึ่งฉบับ ว่างเมื่อไม่มีบันทึก', 'A transfer list; null where none is recorded.') },
    },
    partOf('organization', 'clause', MandateClause, directoryView.tables.clause, { label: ({ text }) => text }),
    partOf('post', 'assignment', RoleAssignment, directoryView.tables.assignment, {
      label: ({ person, asOf }, request) => request.labelOf(person, asOf),
    }),
    partOf('post', 'delegation', Delegation, directoryView.tables.delegation, { label: ({ scope }) => ({ th: scope }) }),
  ],
  resolvers: [AreaResolver, ...directoryLists],
  exists: { area: areaExists },
}
