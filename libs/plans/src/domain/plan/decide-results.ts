// Decisions on what comes of a plan's activities, and on the money pledged for it.
import { type Context, command, requireThat } from '@prasan/event-sourcing'
import { type EndedOwners, requireLiving } from '../owner.js'
import { changeable, livingActivity, open, same } from './commands.js'
import { IndicatorMeasured, IndicatorSet, PledgeCorrected, PledgeMade, PledgeWithdrawn, shapes } from './events.js'
import { BudgetLineMustBeOfThePlan, IndicatorMustBeOfThePlan, PledgeCannotEndBeforeItBegins, PledgeMustBeOfThePlan } from './rules.js'
import { type PlanState, plan } from './state.js'

type Ended = Context<EndedOwners | undefined>
const { ids, reason } = shapes

export const SetIndicator = command(
  'SetIndicator',
  plan,
  { indicator: ids.indicator.optional(), ...shapes.indicator },
  { doc: 'Sets by what number an activity is judged, and its target; the given indicator anew where one is given.' },
  ({ indicator, ...input }, state, context) => {
    const { indicators } = changeable(state, context)
    requireThat(indicator === undefined || indicators[indicator], IndicatorMustBeOfThePlan, 'indicator')
    livingActivity(open(state), input.activity)
    const set = { indicator: indicator ?? context.newId('indicator'), ...input }
    const { measured: _, ...before } = indicators[set.indicator] ?? { measured: {} }
    return same(before, set) ? [] : [IndicatorSet(set)]
  },
)

export const MeasureIndicator = command(
  'MeasureIndicator',
  plan,
  shapes.measured,
  {
    doc: 'What an indicator has come to by a day, also once the plan is closed; the value of a day given again replaces it. Numbers only.',
  },
  (input, state) => {
    const found = state.is === 'unknown' ? undefined : state.indicators[input.indicator]
    requireThat(found, IndicatorMustBeOfThePlan, 'indicator')
    return found.measured[input.on] === input.value ? [] : [IndicatorMeasured(input)]
  },
)

interface Pledged {
  by: string
  line?: string | undefined
  on: string
}
function requireSound(state: PlanState, { by, line, on }: Pledged, { evidence }: Pick<Ended, 'evidence'>): void {
  requireThat(line === undefined || open(state).lines[line], BudgetLineMustBeOfThePlan, 'line')
  requireLiving(evidence, by, on, 'by')
}
const standing = (state: PlanState, pledge: string): string => {
  const made = open(state).pledges[pledge]
  requireThat(made, PledgeMustBeOfThePlan, 'pledge')
  return made
}

export const MakePledge = command(
  'MakePledge',
  plan,
  shapes.pledged,
  { doc: 'An agency or body pledges money, in THB, for a line of the budget or for the plan as a whole. Errors: OwnerMustNotHaveEnded.' },
  (input, state, context: Ended) => {
    open(state)
    requireSound(state, input, context)
    return [PledgeMade({ pledge: context.newId('pledge'), ...input })]
  },
)

export const CorrectPledge = command(
  'CorrectPledge',
  plan,
  { pledge: ids.pledge, ...shapes.pledged, reason },
  { doc: 'The pledge was recorded wrongly: gives the whole corrected fact and the reason.' },
  (input, state, context: Ended) => {
    standing(state, input.pledge)
    requireSound(state, input, context)
    return [PledgeCorrected(input)]
  },
)

export const WithdrawPledge = command(
  'WithdrawPledge',
  plan,
  { pledge: ids.pledge, on: shapes.pledged.on, reason },
  { doc: 'Whoever pledged the money takes it back from a day on.' },
  (input, state) => {
    requireThat(standing(state, input.pledge) <= input.on, PledgeCannotEndBeforeItBegins, 'on')
    return [PledgeWithdrawn(input)]
  },
)
