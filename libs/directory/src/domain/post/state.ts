// What the decisions on a post need to remember, and what it is on a day.
import {
  type Aggregate,
  type Bilingual,
  type Charge,
  type DataOf,
  type Day,
  type Life,
  NO_CHARGE,
  aliveOn,
  begins,
  chargeOn,
  charged,
  cut,
  daysOfCharge,
  eventsOf,
  requireThat,
  stepAt,
  withStated,
  withoutStated,
} from '@prasan/event-sourcing'
import { lastCorrected, within } from '../steps.js'
import * as happened from './events.js'
import { PostMustExist } from './rules.js'

export type Held = Omit<DataOf<typeof happened.RoleAssigned>, 'assignment'>
export type Delegated = Omit<DataOf<typeof happened.RoleDelegated>, 'delegation'>

export interface EstablishedPost extends Omit<DataOf<typeof happened.PostEstablished>, 'title'>, Charge {
  readonly is: 'established'
  /** The first without a day: as it was established. */
  readonly titles: readonly { readonly title: Bilingual; readonly from?: Day | undefined }[]
  readonly held: Readonly<Record<string, Held>>
  readonly delegated: Readonly<Record<string, Delegated>>
  readonly abolished?: DataOf<typeof happened.PostAbolished> | undefined
}
export type PostState = { is: 'unknown' } | EstablishedPost

const events = eventsOf(happened)

const known = (state: PostState, change: (state: EstablishedPost) => Partial<EstablishedPost>): PostState =>
  state.is === 'unknown' ? state : { ...state, ...change(state) }
const ended = <T extends Life>(all: Readonly<Record<string, T>>, id: string, until: Day) =>
  all[id] ? { ...all, [id]: { ...all[id], until } } : all

export const post: Aggregate<PostState, typeof events> = {
  category: 'post',
  events,
  initial: { is: 'unknown' },
  onDay(state, day, id) {
    const found = chaptersOf(state).find((chapter) => aliveOn(chapter, day))
    return found ? { [id]: found.values } : {}
  },
  evolve: {
    PostEstablished: (_, { title, ...establishment }) => ({
      is: 'established',
      ...establishment,
      titles: [{ title }],
      ...NO_CHARGE,
      held: {},
      delegated: {},
    }),
    PostRetitled: (state, step) => known(state, ({ titles }) => ({ titles: withStated(titles, step) })),
    PostRetitlingCorrected: (state, { recordedFrom, title, from }) =>
      known(state, ({ titles }) => ({ titles: withStated(withoutStated(titles, recordedFrom), { title, from }) })),
    PostRetitlingReversed: (state, { recordedFrom }) => known(state, ({ titles }) => ({ titles: withoutStated(titles, recordedFrom) })),
    DutiesDescribed: (state, step) => known(state, (was) => charged.described(was, step)),
    DutiesCorrected: (state, { recordedFrom, reason: _, ...step }) => known(state, (was) => charged.corrected(was, recordedFrom, step)),
    DutiesReversed: (state, { recordedFrom }) => known(state, (was) => charged.reversed(was, recordedFrom)),
    DutiesAcknowledged: (state, { assignment: by, ...rest }) => known(state, (was) => charged.acknowledged(was, { by, ...rest })),
    DutiesAcknowledgementCorrected: (state, { assignment: by, recordedOn, reason: _, ...rest }) =>
      known(state, (was) => charged.acknowledgedOtherwise(was, recordedOn, { by, ...rest })),
    DutiesAcknowledgementReversed: (state, { assignment: by, recordedOn: on }) =>
      known(state, (was) => charged.neverAcknowledged(was, { by, on })),
    RoleAssigned: (state, { assignment, ...term }) => known(state, ({ held }) => ({ held: { ...held, [assignment]: term } })),
    RoleEnded: (state, { assignment, on }) => known(state, ({ held }) => ({ held: ended(held, assignment, on) })),
    RoleAssignmentCorrected: (state, { assignment, reason: _, ...term }) =>
      known(state, ({ held }) => ({ held: { ...held, [assignment]: term } })),
    RoleAssignmentReversed: (state, { assignment }) => known(state, ({ held: { [assignment]: _, ...held } }) => ({ held })),
    RoleDelegated: (state, { delegation, ...powers }) =>
      known(state, ({ delegated }) => ({ delegated: { ...delegated, [delegation]: powers } })),
    DelegationEnded: (state, { delegation, on }) => known(state, ({ delegated }) => ({ delegated: ended(delegated, delegation, on) })),
    DelegationCorrected: (state, { delegation, reason: _, ...powers }) =>
      known(state, ({ delegated }) => ({ delegated: { ...delegated, [delegation]: powers } })),
    DelegationReversed: (state, { delegation }) => known(state, ({ delegated: { [delegation]: _, ...delegated } }) => ({ delegated })),
    PostCorrected: (state, { title, organization, area, level, rotates }) =>
      known(state, ({ titles }) => ({
        ...{ organization, area, level, rotates },
        titles: lastCorrected(
          titles,
          ({ title: { th, en = '' } }) => `${th}\n${en}`,
          ({ from }) => ({ title, from }),
        ),
      })),
    PostAbolished: (state, abolished) => known(state, () => ({ abolished })),
    PostAbolitionCorrected: (state, { reason: _, ...abolished }) => known(state, () => ({ abolished })),
    PostAbolitionReversed: (state) => known(state, () => ({ abolished: undefined })),
  },
}

/** The days of the post, as far as an end is recorded. */
export const lifeOfPost = (state: PostState): Life => (state.is === 'unknown' ? {} : { until: state.abolished?.on })

/** @throws RuleRefused where it is abolished by the day; without a day since before the record begins */
export function requireThere(state: PostState, day: Day | undefined, field = ''): asserts state is EstablishedPost {
  requireThat(state.is !== 'unknown' && aliveOn(lifeOfPost(state), day), PostMustExist, field)
}

/** Who holds the post, and what is delegated, with their days as long as the post lasts. */
export const assignmentsOf = (state: PostState) => (state.is === 'unknown' ? [] : within(lifeOfPost(state), state.held))
export const delegationsOf = (state: PostState) => (state.is === 'unknown' ? [] : within(lifeOfPost(state), state.delegated))

/** Everybody who holds the post on the day. */
export const heldOn = (state: PostState, day: Day): Held[] =>
  state.is === 'unknown' || !aliveOn(lifeOfPost(state), day) ? [] : Object.values(state.held).filter((held) => aliveOn(held, day))

/** What the post is under the names of the view's columns from each day on which something changed, oldest first. */
export function chaptersOf(state: PostState) {
  if (state.is === 'unknown') return []
  const { titles, organization, area = null, level = null, rotates = null, held } = state
  return cut(lifeOfPost(state), [...titles.map(begins), ...daysOfCharge(state)]).map(({ day, ...days }) => {
    const charge = chargeOn(state, day)
    const acknowledged = charge?.acknowledged.flatMap(({ by, on }) => (held[by] ? { by, person: held[by].person, on } : [])) ?? []
    return {
      ...days,
      values: {
        title: stepAt(titles, day)!.title,
        ...{ organization, area, level, rotates },
        ...{ duties: charge?.duties ?? null, dutiesFrom: charge?.from ?? null },
        acknowledged: acknowledged.length === 0 ? null : acknowledged,
      },
    }
  })
}
