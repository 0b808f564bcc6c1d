import { listAreasOfThailand } from '@prasan/directory'
import { bangkokDay, clockAt } from '@prasan/event-sourcing'
import { type Runtime, contexts } from '../runtime.js'
import { bodiesAtWork } from './meetings.js'
import { jointPlans } from './plans.js'
import { promises } from './promises.js'
import { province } from './province.js'
import { type Step, tell } from './story.js'
import { villageGroups } from './villages.js'

const managers = contexts.flatMap(({ processes }) => processes ?? [])

/** The whole story as told on a day. */
export const story = (today: string): Step[] => [
  ...province(today),
  ...promises(today),
  ...bodiesAtWork(today),
  ...jointPlans(today),
  ...villageGroups(today),
]

/**
 * Loads the demonstration province into an empty store, before anything follows the log. One that holds anything but areas is left
 * as it is, but for the areas of Thailand.
 */
export async function loadDemonstration({ handling, store, registry, configuration }: Runtime): Promise<void> {
  for await (const event of store.readAll()) {
    if (!event.stream.startsWith(registry.streamOf('area-'))) return listAreasOfThailand(handling)
  }
  const today = bangkokDay(configuration.clock.now())
  await listAreasOfThailand({ ...handling, clock: clockAt('2020-01-01') })
  await tell(handling, managers, story(today), today)
}
