/** Whoever promised something is reminded of it, and what is overdue goes up, as the days begin: as the rules of the body that watches over it say. */
import { DayBegan } from '@prasan/calendar/contract'
import { type ProcessManager, answerDuesTogether } from '@prasan/event-sourcing'
import { CHASE, UPWARDS } from '../domain/commitment/chasing.js'
import { EscalateCommitment, RemindOfCommitment } from '../domain/commitment/decide-chase.js'
import type { Chased } from '../domain/commitment/story.js'
import { chasesView } from '../views/chases/view.js'
import { recipients, stepOf } from './recipients.js'

export const chase: ProcessManager = answerDuesTogether(CHASE, DayBegan, chasesView.tables.dues, async (day, dues, { lookUp }) => {
  const steps = dues.map(({ instance: id, step }) => ({ id, what: step as Chased['what'] }))
  const found = await lookUp(recipients, { ids: steps.map(({ id, what }) => stepOf(id, what)), asOf: { day, log: null } })
  return steps.map(({ id, what }) => {
    const to = found.get(stepOf(id, what)) ?? null
    if (to === null) return undefined
    return UPWARDS.includes(what)
      ? { command: EscalateCommitment, id, input: { on: day, step: what, to } }
      : { command: RemindOfCommitment, id, input: { on: day, kind: what, to } }
  })
})
