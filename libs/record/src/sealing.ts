import { type Handling, type ReadModel, bangkokDay, derivedId, handle, load, sql } from '@prasan/event-sourcing'
import { setTimeout as sleep } from 'node:timers/promises'
import { RECORD, SealLog, record } from './domain/record.js'

export interface Seal {
  /** The log number through which every event is sealed. */
  readonly through: number
  /** 64 hexadecimal digits. */
  readonly root: string
}

/** How often is looked whether a new day has begun, in milliseconds; and while the views are being built. */
const LOOK_MS = { daily: 60_000, building: 1_000 }

/** The last seal that the log holds; null where there is none. @throws what the store throws */
export async function lastSeal(on: Pick<Handling, 'store' | 'registry'>): Promise<Seal | null> {
  return (await load(on, record, RECORD)).state.sealed
}

/** Seals what the views hold of the log; nothing where only seals are not sealed. @throws what the store throws; Error where it cannot be sealed */
export async function sealLog(on: Handling, views: ReadModel): Promise<Seal | null> {
  if (oldestUnsealed(views, await lastSeal(on)) !== null && !(await seal(on, views))) throw new Error('the log could not be sealed')
  return lastSeal(on)
}

/**
 * Until the signal aborts: as soon as the views hold the whole log and something that was recorded on another day than today is not sealed, all
 * is; another day, since a clock may have been ahead. Of several nodes one seals after each seal. @throws what the store throws
 */
export async function sealDaily(on: Handling, views: ReadModel, signal: AbortSignal): Promise<void> {
  for (let done = ''; !signal.aborted;) {
    const today = bangkokDay(on.clock.now())
    if (views.caughtUp && today !== done) {
      const last = await lastSeal(on)
      const oldest = oldestUnsealed(views, last)
      const due = oldest !== null && bangkokDay(oldest) !== today
      if (!due || (await seal(on, views, derivedId('seal', `after ${last?.through ?? 0}`)))) done = today
    }
    await sleep(views.caughtUp ? LOOK_MS.daily : LOOK_MS.building, undefined, { signal, ref: false }).catch(() => {})
  }
}

/** Whether all that was said to the log in words is sealed. */
export const allSealed = (views: ReadModel, last: Seal | null): boolean => oldestUnsealed(views, last) === null

/** When the oldest event that no seal covers was recorded, seals apart; null where there is none. */
function oldestUnsealed(views: ReadModel, last: Seal | null): string | null {
  const after = last?.through ?? 0
  const found = views.get<{ recordedAt: string }>(
    sql`select recordedAt from log where logNumber > ${after} and type <> 'LogSealed' order by logNumber limit 1`,
  )
  return found?.recordedAt ?? null
}

/** @param commandId of a seal that is made once; whoever comes second finds it made */
async function seal(on: Handling, { logNumber: through, root }: ReadModel, commandId?: string): Promise<boolean> {
  const input = { through, root, algorithm: 'sha256Jcs' }
  const request = { command: SealLog, id: RECORD, input, actor: 'system:record', ...(commandId !== undefined && { commandId }) }
  const outcome = await handle(on, request)
  return outcome.is === 'Recorded' || (outcome.is === 'InputInvalid' && commandId !== undefined)
}
