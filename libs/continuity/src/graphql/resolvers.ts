import { commitmentsWatched, ownersWithin } from '@prasan/commitments/reading'
import { Post } from '@prasan/directory/reading'
import { type AsOf, described } from '@prasan/event-sourcing'
import { type RequestContext, listOf, wordOf } from '@prasan/graphql'
import { type HandoverFilter, handovers } from '../views/handovers/queries.js'
import { Handover, HandoverFilterInput, HandoverStateEnum } from './types.js'

/** What a filter gives, judged: a wrong id would answer that nothing is handed over. @throws BAD_USER_INPUT */
function filterAsked(filter: HandoverFilterInput | null | undefined, field: string, request: RequestContext, asOf: AsOf): HandoverFilter {
  if (!filter) return {}
  const known = (name: 'post' | 'organization' | 'area' | 'committee') => request.known(filter[name], `${field}.${name}`, name)
  const [post, organization, area, committee] = [known('post'), known('organization'), known('area'), known('committee')]
  const within = organization !== undefined || area !== undefined ? request.ask(ownersWithin, { organization, area, asOf }) : undefined
  return {
    posts: post === undefined ? within : within && !within.includes(post) ? [] : [post],
    items: committee === undefined ? undefined : request.ask(commitmentsWatched, { committee, asOf }),
    ...{ state: filter.state ?? undefined, open: filter.open ?? undefined, contested: filter.contested ?? undefined },
  }
}

export const handoverLists = [
  listOf(handovers, Handover, {
    description: described('การส่งมอบงาน วันล่าสุดก่อน', 'Handovers, those of the latest day first.'),
    args: {
      filter: {
        type: () => HandoverFilterInput,
        description: described('เฉพาะที่ตรงตามเงื่อนไข', 'Only those for which these conditions hold.'),
        judged: (asked, field, request, asOf) => filterAsked(asked as HandoverFilterInput | null, field, request, asOf),
      },
    },
  }),
  listOf(handovers, Handover, {
    on: { type: Post, by: 'post' },
    description: described('การส่งมอบงานของตำแหน่ง วันล่าสุดก่อน', 'Its handovers, those of the latest day first.'),
    args: {
      state: wordOf(HandoverStateEnum, described('เฉพาะที่อยู่ในสถานะนี้ ณ วันที่ถามถึง', 'Only those in this state on the day asked about.')),
    },
  }),
]
