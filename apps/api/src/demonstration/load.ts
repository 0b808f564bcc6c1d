import { listAreasOfThailand } from '@prasan/directory'
import { StoreUnavailable } from '@prasan/event-store'
import { addDays, bangkokDay, clockAt } from '@prasan/event-sourcing'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Runtime, contexts } from '../runtime.js'
import { chased } from './chase.js'
import { directed } from './directives.js'
import { bodiesAtWork } from './meetings.js'
import { jointPlans } from './plans.js'
import { promises } from './promises.js'
import { province } from './province.js'
import { type Step, fiscalYearStart, tell } from './story.js'
import { telling } from './telling.js'
import { turnover } from './turnover.js'
import { villageGroups } from './villages.js'

const managers = contexts.flatMap(({ processes }) => processes ?? [])

/** Handovers are of the last 1 October alone: as the first of them became known, the office began to keep them. */
const handedOverSince = (today: string): string => addDays(fiscalYearStart(today), -30)

/** The whole story as told on a day. */
export const story = (today: string): Step[] => [
  ...province(today),
  ...promises(today),
  ...chased(today),
  ...bodiesAtWork(today),
  ...directed(today),
  ...jointPlans(today),
  ...villageGroups(today),
  ...turnover(today),
  ...telling(today),
]

/** The views are asked again after so long whether they follow, in milliseconds. */
const WAIT_MS = 1_000

/** Holds the day on which the loading began, until all is told. */
const UNFINISHED = 'demonstration.unfinished'

/**
 * Loads the demonstration province into an empty store, before anything follows the log. One that holds anything but areas is left
 * as it is, but for the areas of Thailand; a loading that was cut off is taken up where it was, as told on the day on which it began.
 * @throws Error saying what to delete, when it cannot be taken up
 */
export async function loadDemonstration({ handling, store, registry, views, configuration }: Runtime): Promise<void> {
  const unfinished = join(configuration.dataDir, UNFINISHED)
  const begun = existsSync(unfinished) ? readFileSync(unfinished, 'utf8') : ''
  const today = begun || bangkokDay(configuration.clock.now())
  if (!begun) {
    for await (const event of store.readAll()) {
      if (!event.stream.startsWith(registry.streamOf('area-'))) return listAreasOfThailand(handling)
    }
    writeFileSync(unfinished, today, { flush: true })
  }
  const end = new AbortController()
  let following: Promise<void> | undefined
  const reached = async (position: bigint) => {
    following ??= views.follow(store, end.signal)
    while (!(await Promise.race([views.waitFor(position, WAIT_MS), following])));
  }
  try {
    await listAreasOfThailand({ ...handling, clock: clockAt('2020-01-01') })
    await tell(handling, { managers, since: handedOverSince(today), reached }, story(today), today)
  } catch (error) {
    if (!begun || error instanceof StoreUnavailable) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(
      `the demonstration begun on ${begun} was cut off and cannot be taken up: delete the data folder ${configuration.dataDir} and start again (${why})`,
      { cause: error },
    )
  } finally {
    end.abort()
    await following
  }
  rmSync(unfinished)
}
