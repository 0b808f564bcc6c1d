// Decisions about the body itself: that it exists, by which rules it works, that it ends.
import {
  type Day,
  type Parents,
  type Sources,
  begins,
  canonical,
  command,
  creation,
  ends,
  parentsAbove,
  requireNoCircle,
  requireThat,
  stepAt,
} from '@prasan/event-sourcing'
import { type BodyRules, DEFAULT_RULES, Departures, PRESETS, Preset } from './body-rules.js'
import { committee } from './committee.js'
import {
  CommitteeCorrected,
  CommitteeDissolved,
  CommitteeEstablished,
  DissolutionCorrected,
  DissolutionReversed,
  RulesAdopted,
  RulesCorrected,
  RulesReversed,
} from './events.js'
import {
  AdoptionMustBeRecorded,
  AdoptionsAreOneADay,
  CommitteeCannotEndBeforeItBegins,
  CommitteeMustBeDissolved,
  CommitteeMustNotBeDissolved,
  SuccessorMustBeAnother,
  livingOn,
} from './rules.js'
import { dissolution, establishment, from, reason, recordedFrom } from './shapes.js'
import { type Adoption, type CommitteeState, type Living, lifeOfBody, withoutAdoption } from './state.js'

/** The bodies above the one named as parent, and above those. */
const above = async ({ parent }: { parent?: string | undefined }, { load }: Sources): Promise<Parents> =>
  parentsAbove(parent, async (id) => {
    const { state } = await load(committee, id)
    return state.is === 'unknown' ? undefined : state.facts.parent
  })

export const EstablishCommittee = creation(
  'EstablishCommittee',
  committee,
  establishment,
  { doc: 'Establishes a committee, sub-committee, working group, team, coalition or village group.', evidence: above },
  (input, _, { id, evidence }) => {
    requireNoCircle(id, input.parent, (each) => evidence[each])
    return [CommitteeEstablished(input)]
  },
)

export const CorrectCommittee = command(
  'CorrectCommittee',
  committee,
  { ...establishment, reason },
  { doc: 'The committee was recorded wrongly: gives the whole corrected fact and the reason.', evidence: above },
  (input, state, { id, evidence }) => {
    const { reason: _, ...facts } = input
    requireNoCircle(id, facts.parent, (each) => evidence[each])
    const body = known(state)
    if (canonical(body.facts) === canonical(facts)) return []
    requireThat(begins(facts) < ends(lifeOfBody(body)), CommitteeCannotEndBeforeItBegins, 'from')
    requireThat(
      body.facts.from === facts.from || [...body.seats].every(([, { places }]) => !places[0]!.from || begins(facts) <= places[0]!.from),
      CommitteeCannotEndBeforeItBegins,
      'from',
    )
    return [CommitteeCorrected(input)]
  },
)

/** What the body works by from a day on that was told: the parameters named depart from the preset, or from what it worked by until then. */
function adopted(
  before: readonly Adoption[],
  { preset, rules, from }: { preset?: Preset | undefined; rules?: Partial<BodyRules> | undefined; from?: Day | undefined },
): Adoption {
  const until = stepAt(before, begins({ from }))
  const base: Omit<Adoption, 'from'> = preset ? { preset, rules: PRESETS[preset] } : (until ?? { rules: DEFAULT_RULES })
  return { ...(base.preset && { preset: base.preset }), rules: { ...base.rules, ...rules }, from }
}
const isSo = ({ preset, rules }: Adoption) => canonical([preset ?? null, rules])

export const AdoptRules = command(
  'AdoptRules',
  committee,
  { preset: Preset.optional(), rules: Departures.optional(), from },
  {
    doc:
      'The body works by a preset, with departures where some are named, from the day `from`. Without a preset the parameters named change and all ' +
      'others stay as they are on that day: as the preset and the departures of that day say, or as the Administrative Procedure Act says.',
  },
  (input, state) => {
    const body = livingOn(state, input.from, 'from')
    const adoption = adopted(body.rules, input)
    const present = stepAt(body.rules, begins(input))
    return present && isSo(present) === isSo(adoption) ? [] : [RulesAdopted(adoption)]
  },
)

export const CorrectRules = command(
  'CorrectRules',
  committee,
  { recordedFrom, preset: Preset.optional(), rules: Departures.optional(), from, reason },
  {
    doc:
      'What the body adopted was recorded wrongly: gives the whole corrected fact as AdoptRules does, on what held before it, and the reason. What was ' +
      'adopted later stays as it is.',
  },
  ({ recordedFrom, reason, ...input }, state) => {
    const body = livingOn(state, input.from, 'from')
    const recorded = body.rules.find((each) => each.from === recordedFrom)
    requireThat(recorded, AdoptionMustBeRecorded, 'recordedFrom')
    const others = withoutAdoption(body.rules, recordedFrom)
    requireThat(
      others.every((each) => each.from !== input.from),
      AdoptionsAreOneADay,
      'from',
    )
    const adoption = adopted(others, input)
    return recorded.from === input.from && isSo(recorded) === isSo(adoption) ? [] : [RulesCorrected({ recordedFrom, ...adoption, reason })]
  },
)

export const ReverseRules = command(
  'ReverseRules',
  committee,
  { recordedFrom, reason },
  { doc: 'The body never adopted those rules: what held before holds on.' },
  (input, state) => {
    requireThat(
      known(state).rules.some((each) => each.from === input.recordedFrom),
      AdoptionMustBeRecorded,
      'recordedFrom',
    )
    return [RulesReversed(input)]
  },
)

function known(state: CommitteeState): Living {
  requireThat(state.is === 'established', CommitteeMustNotBeDissolved)
  return state
}

function requireEnding(body: Living, { on, successor }: { on: Day; successor?: string | undefined }, id: string): void {
  requireThat(begins(body.facts) < on, CommitteeCannotEndBeforeItBegins, 'on')
  requireThat(successor !== id, SuccessorMustBeAnother, 'successor')
}

export const DissolveCommittee = command(
  'DissolveCommittee',
  committee,
  dissolution,
  { doc: 'The committee ends; names who takes over what it owes. Until the day `on` it works as before.' },
  (input, state, { id }) => {
    const body = known(state)
    if (canonical(body.dissolved ?? null) === canonical(input)) return []
    requireEnding(body, input, id)
    livingOn(state, input.on, 'on')
    return [CommitteeDissolved(input)]
  },
)

export const CorrectDissolution = command(
  'CorrectDissolution',
  committee,
  { ...dissolution, reason },
  { doc: 'The dissolution was recorded wrongly: gives the whole corrected fact and the reason.' },
  ({ reason, ...input }, state, { id }) => {
    const body = known(state)
    requireThat(body.dissolved, CommitteeMustBeDissolved)
    if (canonical(body.dissolved) === canonical(input)) return []
    requireEnding(body, input, id)
    return [DissolutionCorrected({ ...input, reason })]
  },
)

export const ReverseDissolution = command(
  'ReverseDissolution',
  committee,
  { reason },
  { doc: 'The committee was never dissolved.' },
  (input, state) => {
    requireThat(known(state).dissolved, CommitteeMustBeDissolved)
    return [DissolutionReversed(input)]
  },
)
