/**
 * What falls due on a day: a table that a context's view keeps, and a process manager that looks into it as days begin. The table is disposable and
 * may be stale, which delays and never doubles: what fell due on a day that began before, and was not answered, is answered when the next begins.
 */
import type { Sources } from '../declaring/command.js'
import type { EventType } from '../declaring/event.js'
import type { Day } from '../declaring/shapes.js'
import { grouped } from '../collections/grouped.js'
import { derivedId } from '../log/ids.js'
import { raw, sql } from '../views/sql.js'
import { type PlainTable, plain, query } from '../views/view.js'
import { type ProcessManager, type Reaction, processManager } from './runner.js'

export interface Due {
  /** Id of the thing that it is about. */
  readonly instance: string
  /** What is to be done, by a name that does not change. */
  readonly step: string
  /** The day on which it is to be done. */
  readonly day: Day
}

const columns = { instance: 'text', step: 'text', day: 'day' } as const

/** Handlers put what falls due, `rows.put({ instance, step, day })`, and remove it once it is answered or has no more reason. */
export const timetable = (name: string): PlainTable<typeof columns> => plain(name, columns, { key: ['instance', 'step'], indexes: ['day'] })

/** What is due, from the first day through the last, in the order of the days. */
const duesIn = ({ name }: PlainTable) =>
  query<{ from: Day; through: Day }, Due[]>(`dues of ${name}`, (views, { from, through }) =>
    views.all(sql`select instance, step, day from ${raw(name)} where day between ${from} and ${through} order by day, instance, step`),
  )

/** So many things are answered for at once: their events share commits of the store, and others have their turns in between. */
const AT_ONCE = 256

type Answer = Pick<Reaction, 'command' | 'input' | 'id'> | undefined

/**
 * As each day begins: what is due by then, and was not due before the process manager first ran, is answered by `react`, with nothing where there is
 * nothing to do any longer. It is recorded once, whichever day answers it; where it is refused, the next day asks again.
 * @param began the event that a day begins
 */
export const answerDues = (
  name: string,
  began: EventType<string, { day: Day }>,
  table: PlainTable,
  react: (due: Due, facts: Sources) => Promise<Answer>,
): ProcessManager => ({
  ...answerDuesTogether(name, began, table, async (_, dues, facts) => {
    const answers: Answer[] = []
    for (const due of dues) answers.push(await react(due, facts))
    return answers
  }),
  atOnce: 1,
})

/** As `answerDues`, where all that is due on one day is answered together, in its order: many are looked up at the cost of one. */
export function answerDuesTogether(
  name: string,
  began: EventType<string, { day: Day }>,
  table: PlainTable,
  react: (day: Day, dues: readonly Due[], facts: Sources) => Promise<readonly Answer[]>,
): ProcessManager {
  const dues = duesIn(table)
  const manager = processManager(name, began, async ({ data: { day } }, facts, start) => {
    const reactions: Reaction[] = []
    const due = await facts.lookUp(dues, { from: start ?? day, through: day })
    for (const [on, ofDay] of grouped(due, (each) => each.day))
      for (const [i, answer] of (await react(on, ofDay, facts)).entries()) {
        const { instance, step } = ofDay[i]!
        const commandId = derivedId('due', name, instance, step, on)
        if (answer) reactions.push({ ...answer, step: `${on} ${instance} ${step}`, commandId })
      }
    return reactions
  })
  return { ...manager, atOnce: AT_ONCE }
}
