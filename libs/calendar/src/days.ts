import { type Day, type Handling, type ReadModel, type Sources, addDays, bangkokDay, derivedId, handle, load } from '@prasan/event-sourcing'
import { setTimeout as sleep } from 'node:timers/promises'
import { tooManyDays, wrongClock } from './clock.js'
import { type Before, BeginDay, BeginYear, calendar, calendarOf } from './domain/calendar.js'
import { lastDay } from './views/days/view.js'

/** How often is looked whether a new day has come, in milliseconds; and while the views are being built. */
const LOOK_MS = { daily: 60_000, building: 100 }
/** How often a view is asked whether it has reached a day, in milliseconds. */
const VIEW_MS = 1_000

/** What the first day of a year is decided on. */
export const yearBefore = async ({ day }: { day: Day }, { load, lookUp }: Sources): Promise<Before> => {
  const { state } = await load(calendar, calendarOf(`${Number(day.slice(0, 4)) - 1}`.padStart(4, '0')))
  return { last: state.last, any: (await lookUp(lastDay, {})) !== null }
}

/**
 * Lets the days begin as they come: each once whichever nodes are there, in order, never past today by the clock, and a day only when what
 * followed on the one before is recorded. A log without days begins with today.
 */
export class Days {
  private looked = false

  /** @param settled resolves when the process managers have answered the log up to the position, and what they answered it with */
  constructor(
    private readonly on: Handling,
    private readonly views: ReadModel,
    private readonly settled: (position: bigint, signal: AbortSignal) => Promise<void>,
  ) {}

  /** The last day that began; null where none has. */
  get last(): Day | null {
    return lastDay.run(this.views, {})
  }

  /** Null once today has begun here; otherwise what it waits for, or what is wrong with the clock. */
  get trouble(): string | null {
    const now = this.on.clock.now()
    return wrongClock(now, this.views) ?? tooManyDays(now, this.views) ?? (this.looked ? null : `${bangkokDay(now)} has not begun here yet`)
  }

  /** Until the signal aborts; where the clock is wrong, or more days are missing than begin by themselves, none does. @throws what the store throws */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.views.caughtUp) {
        const now = this.on.clock.now()
        if (!this.looked) await this.settled(this.views.position ?? -1n, signal)
        if ((wrongClock(now, this.views) ?? tooManyDays(now, this.views)) === null) await this.begin(bangkokDay(now), signal)
        this.looked = true
      }
      await sleep(this.views.caughtUp ? LOOK_MS.daily : LOOK_MS.building, undefined, { signal, ref: false }).catch(() => {})
    }
  }

  /**
   * Begins each day after the last that began, through the one given; of a log without days only today. Gives how many.
   * @throws Error where the day has not come or the clock is wrong, and what the store throws
   */
  async begin(through: Day, signal: AbortSignal): Promise<number> {
    const now = this.on.clock.now()
    const today = bangkokDay(now)
    const wrong = wrongClock(now, this.views)
    if (wrong !== null) throw new Error(wrong)
    if (through > today) throw new Error(`${through} has not come: today is ${today}`)
    const { last } = this
    let begun = 0
    for (let day = last === null ? today : addDays(last, 1); day <= (last === null ? today : through); day = addDays(day, 1)) {
      const position = await beginDay(this.on, day)
      while (!signal.aborted && !(await this.views.waitFor(position, VIEW_MS)));
      if (signal.aborted) break
      await this.settled(position, signal)
      begun++
    }
    return begun
  }
}

/** Begins a day, or finds it begun; gives where the calendar stands. @throws Error where it may not begin, and what the store throws */
async function beginDay(on: Handling, day: Day): Promise<bigint> {
  const id = calendarOf(day)
  for (;;) {
    const { state, revision, position } = await load(on, calendar, id)
    if (state.last !== null && state.last >= day) return position
    const command = revision === null ? BeginYear : BeginDay
    const outcome = await handle(on, { command, id, input: { day }, commandId: derivedId('day', day), actor: 'system:calendar' })
    if (outcome.is === 'Recorded') return outcome.position
    // Another node may have been first; then it stands in the stream.
    if ((await load(on, calendar, id)).revision === revision)
      throw new Error(`${day} could not begin: ${outcome.is === 'RuleBroken' ? outcome.rule.code : outcome.is}`)
  }
}
