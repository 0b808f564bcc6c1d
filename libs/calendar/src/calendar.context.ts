import type { BoundedContext } from '@prasan/graphql'
import { evidenceFor } from '@prasan/event-sourcing'
import { yearBefore } from './days.js'
import { BeginYear, calendar } from './domain/calendar.js'
import { daysView } from './views/days/view.js'

/** Time as it passes: the days. Nobody is asked to record them: nodes do. */
export const theCalendar: BoundedContext = {
  name: 'calendar',
  aggregates: [calendar],
  commands: [],
  evidence: evidenceFor([BeginYear], yearBefore),
  views: [daysView],
  nodes: [],
  resolvers: [],
}
