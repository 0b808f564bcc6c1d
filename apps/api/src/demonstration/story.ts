/** The demonstration as a story: what was recorded on which day, told in that order under a simulated clock. */
import {
  type Command,
  type Handling,
  type ProcessManager,
  type Request,
  clockAt,
  derivedId,
  handle,
  idWithin,
  requestTo,
  sourcesOf,
} from '@prasan/event-sourcing'

export interface Step {
  /** The day on which somebody recorded it. */
  readonly on: string
  readonly command: Command
  /** What it says; a function where that depends on the state of what it is about. */
  readonly input: object | ((state: any) => object)
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

/** Who answers what is told. */
export interface Answering {
  readonly managers: readonly ProcessManager[]
  /** The day from which those answer that answer nothing of before they began; of it the story is read back as it is told. */
  readonly since: string
  /** Resolves when the views know the log up to the position. */
  readonly reached: (position: bigint) => Promise<unknown>
}

/**
 * Records the steps in the order of their days, those of one day in the order given; what would lie after today is left out.
 * What the process managers answer is recorded on the same day, under the ids that they give it. The same command ids each time:
 * told again, nothing is recorded twice. Before `since` ids are not looked up: the views run behind the story.
 * @throws Error naming the step that the domain refused
 */
export async function tell(handling: Handling, answering: Answering, steps: readonly Step[], today: string): Promise<void> {
  const told = steps
    .filter(({ on }) => on <= today)
    .map((step, i) => ({ step, i }))
    .sort((a, b) => (a.step.on < b.step.on ? -1 : a.step.on > b.step.on ? 1 : a.i - b.i))
  for (const { step } of told) {
    const { on, command, input, key, by, id } = step
    const at: Handling = { ...handling, clock: clockAt(on), exists: () => true }
    await record(at, answering, on, key, {
      command,
      input: typeof input === 'function' ? input(await stateBefore(at, command, id!, commandId(key))) : input,
      commandId: commandId(key),
      actor: by ? idOf('person', by) : 'system:demonstration',
      ...(id !== undefined && { id }),
    })
  }
}

/** The state of what a command is about, without what the command and those after it recorded: told again, a step says the same. */
async function stateBefore({ store, registry }: Handling, { aggregate }: Command, id: string, commandId: string): Promise<unknown> {
  let state: unknown = aggregate.initial
  for await (const recorded of store.readStream(registry.streamOf(id))) {
    const event = registry.read(recorded)
    if (event.metadata.commandId === commandId) break
    state = registry.evolve(aggregate, state, event)
  }
  return state
}

async function record(at: Handling, answering: Answering, on: string, key: string, request: Request): Promise<void> {
  const outcome = await handle(at, request)
  if (outcome.is !== 'Recorded') {
    const why = JSON.stringify(outcome, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))
    throw new Error(`the demonstration's step ${key} was refused: ${why}`)
  }
  const { since, reached } = answering
  if (on >= since) await reached(outcome.position)
  const managers = answering.managers.filter(({ answers }) => answers === 'all' || on >= since)
  if (!managers.some((manager) => manager.on.some((type) => outcome.events.includes(type)))) return
  const from = outcome.revision - BigInt(outcome.events.length - 1)
  for await (const recorded of at.store.readStream(at.registry.streamOf(outcome.id), { from, limit: outcome.events.length })) {
    const event = at.registry.read(recorded)
    for (const manager of managers.filter((each) => each.on.includes(event.type))) {
      for (const reaction of await manager.react(event, sourcesOf(at), manager.answers === 'all' ? null : since))
        await record(at, answering, on, `${key}, ${reaction.step}`, requestTo(manager, event, reaction))
    }
  }
}
