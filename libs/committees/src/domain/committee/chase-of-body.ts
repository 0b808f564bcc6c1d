/** How a body chases what it watches over, as its rules say on each day, and the body above it: for views that follow its stream. */
import { type DataOf, type Day, stepAt, withStated, withoutStated } from '@prasan/event-sourcing'
import type { BodyRules } from './body-rules.js'
import type { ChaseRules } from './chase-rules.js'
import type { CommitteeCorrected, CommitteeEstablished, RulesAdopted, RulesCorrected, RulesReversed } from './events.js'
import { DEFAULT_RULES, PRESETS, type Preset } from './presets.js'
import type { CommitteeState } from './state.js'

interface Adopted {
  readonly preset?: string | null | undefined
  readonly rules: Pick<BodyRules, 'chase'>
}

/** What was adopted before there were such rules says nothing of them: then as its preset does, or as they do where nothing is adopted. */
export const chaseOf = (adopted: Adopted | undefined): ChaseRules =>
  adopted?.rules.chase ?? (adopted?.preset ? PRESETS[adopted.preset as Preset].chase : undefined) ?? DEFAULT_RULES.chase!

/** How the body chases on the day. */
export const chaseIn = (state: CommitteeState, day: Day): ChaseRules =>
  chaseOf(state.is === 'unknown' ? undefined : stepAt(state.rules, day))

export interface ChaseOfBody {
  /** The body above; null where there is none. */
  readonly parent: string | null
  readonly rules: readonly { readonly from?: Day | undefined; readonly chase: ChaseRules }[]
}

const unheard: ChaseOfBody = { parent: null, rules: [] }
const adopts = ({ rules }: ChaseOfBody, { from, ...adopted }: DataOf<typeof RulesAdopted>) =>
  withStated(rules, { from, chase: chaseOf(adopted) })

/** After one more event of the body, by the name of the event. */
export const chaseAfter = {
  CommitteeEstablished: (before: ChaseOfBody = unheard, { parent }: DataOf<typeof CommitteeEstablished>) => ({
    ...before,
    parent: parent ?? null,
  }),
  CommitteeCorrected: (before: ChaseOfBody = unheard, { parent }: DataOf<typeof CommitteeCorrected>) => ({
    ...before,
    parent: parent ?? null,
  }),
  RulesAdopted: (before: ChaseOfBody = unheard, data: DataOf<typeof RulesAdopted>) => ({ ...before, rules: adopts(before, data) }),
  RulesCorrected: (before: ChaseOfBody = unheard, { recordedFrom, ...data }: DataOf<typeof RulesCorrected>) => ({
    ...before,
    rules: adopts({ ...before, rules: withoutStated(before.rules, recordedFrom) }, data),
  }),
  RulesReversed: (before: ChaseOfBody = unheard, { recordedFrom }: DataOf<typeof RulesReversed>) => ({
    ...before,
    rules: withoutStated(before.rules, recordedFrom),
  }),
}

export const chaseRulesOn = ({ rules }: Pick<ChaseOfBody, 'rules'>, day: Day): ChaseRules =>
  stepAt(rules, day)?.chase ?? DEFAULT_RULES.chase!
