import { type Handling, derivedId, grouped, handle, load } from '@prasan/event-sourcing'
import { type AreaOfThailand, areasOfThailand } from './areas-of-thailand.js'
import { ListAreas, area } from './domain/area.js'

/**
 * Records the areas of Thailand, one stream a province (`area-56`), unless the log holds them. The last province is recorded after all others
 * and so tells that nothing is missing; a run that was cut off goes on where it was.
 */
export async function listAreasOfThailand(on: Handling): Promise<void> {
  const provinces = [...grouped(areasOfThailand(), ({ code }) => code.slice(0, 2))]
  const last = provinces.pop()!
  if ((await load(on, area, `area-${last[0]}`)).revision !== null) return
  await Promise.all(provinces.map((province) => list(on, ...province)))
  await list(on, ...last)
}

async function list(on: Handling, province: string, areas: readonly AreaOfThailand[]): Promise<void> {
  const outcome = await handle(on, {
    command: ListAreas,
    id: `area-${province}`,
    input: {
      areas: areas.map(({ code, level, parentCode, name }) => ({ code, level, ...(parentCode !== null && { parent: parentCode }), name })),
    },
    commandId: derivedId('areas', province),
    actor: 'system:areas',
    imported: true,
  })
  if (outcome.is === 'InputInvalid')
    throw new Error(`the areas of province ${province} cannot be listed: ${JSON.stringify(outcome.problems)}`)
}
