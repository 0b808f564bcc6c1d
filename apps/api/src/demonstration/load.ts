import { listAreasOfThailand } from '@prasan/directory'
import { bangkokDay, clockAt } from '@prasan/event-sourcing'
import type { Runtime } from '../runtime.js'
import { promises } from './promises.js'
import { province } from './province.js'
import { tell } from './story.js'

/** Loads the demonstration province into an empty store; one that holds anything but areas is left as it is, but for the areas of Thailand. */
export async function loadDemonstration({ handling, store, registry, configuration }: Runtime): Promise<void> {
  for await (const event of store.readAll()) {
    if (!event.stream.startsWith(registry.streamOf('area-'))) return listAreasOfThailand(handling)
  }
  const today = bangkokDay(configuration.clock.now())
  await listAreasOfThailand({ ...handling, clock: clockAt('2020-01-01') })
  await tell(handling, [...province(today), ...promises(today)], today)
}
