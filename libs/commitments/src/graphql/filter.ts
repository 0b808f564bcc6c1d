/** What a list of commitments is narrowed to, judged. */
import { answeredBy } from '@prasan/answering/reading'
import { type AsOf, Day, z } from '@prasan/event-sourcing'
import { type RequestContext, inOrderAsked, judged } from '@prasan/graphql'
import type { OverdueFilter } from '../views/commitments/queries.js'
import { orphaningOwners } from './orphaned.js'
import type { OverdueFilterInput } from './types.js'

/** What a filter is called in a refusal; the filter of the API by its own path. */
export const calledIn =
  (field: string) =>
  (name: string): string =>
    `${field}.${name}`

const DaysAsked = z.int().min(1).max(36_500)

/** What a filter gives, judged: a wrong id would answer that nothing is late. @throws BAD_USER_INPUT */
export function filterAsked(
  filter: OverdueFilterInput | null | undefined,
  called: (name: keyof OverdueFilterInput) => string,
  request: RequestContext,
  asOf: AsOf,
): OverdueFilter {
  if (!filter) return {}
  const known = (name: 'committee' | 'organization' | 'post' | 'plan' | 'area') => request.known(filter[name], called(name), name)
  const by = request.known(filter.answeredBy, called('answeredBy'), 'post', 'person')
  const dueFrom = judged(Day, filter.dueFrom, called('dueFrom'))
  const dueUntil = judged(Day, filter.dueUntil, called('dueUntil'))
  inOrderAsked(dueFrom, dueUntil, called('dueUntil'))
  return {
    ...{ committee: known('committee'), organization: known('organization'), post: known('post') },
    ...{ plan: known('plan'), area: known('area'), dueFrom, dueUntil },
    owners: by === undefined ? undefined : request.ask(answeredBy, { by, asOf }),
    ...(filter.orphaned != null && { [filter.orphaned ? 'orphanedOf' : 'notOrphanedOf']: request.ask(orphaningOwners, { asOf }) }),
    minDaysOverdue: judged(DaysAsked, filter.minDaysOverdue, called('minDaysOverdue')),
  }
}
