// What the decisions on an organization need to remember, and what it is on a day.
import {
  type Aggregate,
  type Bilingual,
  type DataOf,
  type Day,
  type Life,
  aliveOn,
  begins,
  cut,
  eventsOf,
  requireThat,
  stepAt,
  withStated,
  withoutStated,
} from '@prasan/event-sourcing'
import { lastCorrected, within } from '../steps.js'
import * as happened from './events.js'
import { OrganizationMustBeActive } from './rules.js'

type Registration = DataOf<typeof happened.OrganizationRegistered>
export type Clause = Omit<DataOf<typeof happened.MandateClauseAdded>, 'clause'> & Life

export interface RegisteredOrganization extends Omit<Registration, 'name'> {
  readonly is: 'registered'
  /** The first without a day: as it was registered. */
  readonly names: readonly { readonly name: Bilingual; readonly from?: Day | undefined }[]
  readonly heads: readonly DataOf<typeof happened.HeadPostNamed>[]
  readonly clauses: Readonly<Record<string, Clause>>
  readonly closed?: DataOf<typeof happened.OrganizationClosed> | undefined
}
export type OrganizationState = { is: 'unknown' } | RegisteredOrganization

const events = eventsOf(happened)

const known = (state: OrganizationState, change: (state: RegisteredOrganization) => Partial<RegisteredOrganization>): OrganizationState =>
  state.is === 'unknown' ? state : { ...state, ...change(state) }

export const organization: Aggregate<OrganizationState, typeof events> = {
  category: 'organization',
  events,
  initial: { is: 'unknown' },
  onDay(state, day, id) {
    const found = chaptersOf(state).find((chapter) => aliveOn(chapter, day))
    return found ? { [id]: found.values } : {}
  },
  evolve: {
    OrganizationRegistered: (_, { name, ...registration }) => ({
      is: 'registered',
      ...registration,
      names: [{ name }],
      heads: [],
      clauses: {},
    }),
    OrganizationRenamed: (state, step) => known(state, ({ names }) => ({ names: withStated(names, step) })),
    OrganizationRenamingCorrected: (state, { recordedFrom, name, from }) =>
      known(state, ({ names }) => ({ names: withStated(withoutStated(names, recordedFrom), { name, from }) })),
    OrganizationRenamingReversed: (state, { recordedFrom }) => known(state, ({ names }) => ({ names: withoutStated(names, recordedFrom) })),
    OrganizationCorrected: (state, { name, kind, areas, parent }) =>
      known(state, ({ names }) => ({
        ...{ kind, areas, parent },
        names: lastCorrected(
          names,
          ({ name: { th, en = '' } }) => `${th}\n${en}`,
          ({ from }) => ({ name, from }),
        ),
      })),
    HeadPostNamed: (state, step) => known(state, ({ heads }) => ({ heads: withStated(heads, step) })),
    HeadPostCorrected: (state, { recordedFrom, post, from }) =>
      known(state, ({ heads }) => ({ heads: withStated(withoutStated(heads, recordedFrom), { post, from }) })),
    HeadPostReversed: (state, { recordedFrom }) => known(state, ({ heads }) => ({ heads: withoutStated(heads, recordedFrom) })),
    MandateClauseAdded: (state, { clause, ...mandate }) => known(state, ({ clauses }) => ({ clauses: { ...clauses, [clause]: mandate } })),
    MandateClauseRetired: (state, { clause, on }) =>
      known(state, ({ clauses }) =>
        clauses[clause] ? { clauses: { ...clauses, [clause]: { ...clauses[clause], until: on } } } : { clauses },
      ),
    MandateClauseCorrected: (state, { clause, reason: _, ...mandate }) =>
      known(state, ({ clauses }) => ({ clauses: { ...clauses, [clause]: mandate } })),
    MandateClauseReversed: (state, { clause }) => known(state, ({ clauses: { [clause]: _, ...clauses } }) => ({ clauses })),
    OrganizationClosed: (state, closed) => known(state, () => ({ closed })),
    OrganizationClosingCorrected: (state, { reason: _, ...closed }) => known(state, () => ({ closed })),
    OrganizationClosingReversed: (state) => known(state, () => ({ closed: undefined })),
  },
}

/** The days of the organization, as far as an end is recorded. */
export const lifeOfOrganization = (state: OrganizationState): Life => (state.is === 'unknown' ? {} : { until: state.closed?.on })

/** @throws RuleRefused where it is closed by the day; without a day since before the record begins */
export function requireActive(state: OrganizationState, day: Day | undefined, field = ''): asserts state is RegisteredOrganization {
  requireThat(state.is !== 'unknown' && aliveOn(lifeOfOrganization(state), day), OrganizationMustBeActive, field)
}

/** What it is under the names of the view's columns from each day on which something changed, oldest first. */
export function chaptersOf(state: OrganizationState) {
  if (state.is === 'unknown') return []
  const { names, heads, kind, parent = null, areas = null } = state
  return cut(lifeOfOrganization(state), [...names, ...heads].map(begins)).map(({ day, ...days }) => ({
    ...days,
    values: { name: stepAt(names, day)!.name, ...{ kind, parent, areas }, headPost: stepAt(heads, day)?.post ?? null },
  }))
}

/** Its mandate clauses with their days, as long as the organization lasts. */
export const clausesOf = (state: OrganizationState) => (state.is === 'unknown' ? [] : within(lifeOfOrganization(state), state.clauses))
