/** The demonstration as a story: what was recorded on which day, told in that order under a simulated clock. */
import { type Command, type Handling, clockAt, derivedId, handle, idWithin } from '@prasan/event-sourcing'

export interface Step {
  /** The day on which somebody recorded it. */
  readonly on: string
  readonly command: Command
  readonly input: object
  /** Names the step; the ids of what it begins derive from it. */
  readonly key: string
  /** Key of the person who recorded it. */
  readonly by?: string
  /** Target, for commands about something that exists. */
  readonly id?: string
}

const commandId = (key: string) => derivedId('demonstration', key)

/** The id of what a step begins, known before it is told. */
export const idOf = (category: string, key: string): string => `${category}-${idWithin(commandId(key), category)}`

/** The id of a part (a seat, an assignment) that a step begins. */
export const partOf = (category: string, key: string, n = 0): string => `${category}-${idWithin(commandId(key), `${category}:${n}`)}`

/** The first of October on which the fiscal year that holds the day began. */
export const fiscalYearStart = (day: string): string => {
  const year = Number(day.slice(0, 4))
  return `${day.slice(5) >= '10-01' ? year : year - 1}-10-01`
}

export const yearsBefore = (day: string, years: number): string => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`

/**
 * Records the steps in the order of their days, those of one day in the order given; what would lie after today is left out.
 * The same command ids each time: told again, nothing is recorded twice. Ids are not looked up: the views run behind the story.
 * @throws Error naming the step that the domain refused
 */
export async function tell(handling: Handling, steps: readonly Step[], today: string): Promise<number> {
  const told = steps
    .filter(({ on }) => on <= today)
    .map((step, i) => ({ step, i }))
    .sort((a, b) => (a.step.on < b.step.on ? -1 : a.step.on > b.step.on ? 1 : a.i - b.i))
  for (const { step } of told) {
    const { on, command, input, key, by, id } = step
    const outcome = await handle(
      { ...handling, clock: clockAt(on), exists: () => true },
      {
        command,
        input,
        commandId: commandId(key),
        actor: by ? idOf('person', by) : 'system:demonstration',
        ...(id !== undefined && { id }),
      },
    )
    if (outcome.is !== 'Recorded')
      throw new Error(
        `the demonstration's step ${key} was refused: ${JSON.stringify(outcome, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))}`,
      )
  }
  return told.length
}
