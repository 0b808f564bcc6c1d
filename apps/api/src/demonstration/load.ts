import { ListAreas, areasOfThailand } from '@prasan/directory'
import { bangkokDay } from '@prasan/event-sourcing'
import type { Runtime } from '../runtime.js'
import { promises } from './promises.js'
import { province } from './province.js'
import { type Step, tell } from './story.js'

/** Loads the demonstration province into an empty store; one that holds anything but areas is left as it is. */
export async function loadDemonstration({ handling, store, registry, configuration }: Runtime): Promise<void> {
  for await (const event of store.readAll()) {
    if (!event.stream.startsWith(registry.streamOf('area-'))) return
  }
  const today = bangkokDay(configuration.clock.now())
  await tell(handling, [...areas(), ...province(today), ...promises(today)], today)
}

const areas = (): Step[] => [
  {
    on: '2020-01-01',
    key: 'areas',
    id: 'area-56',
    command: ListAreas,
    input: {
      areas: [...areasOfThailand()]
        .filter(({ code }) => code.startsWith('56'))
        .map(({ code, level, parentCode, name }) => ({ code, level, ...(parentCode && { parent: parentCode }), name })),
    },
  },
]
