/** On any day the decision and the view agree: over all aggregates, for histories made of all commands. */
import { contexts } from '@prasan/api'
import { type AnyAggregate, type Day, addDays, categoryOf, load } from '@prasan/event-sourcing'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { ASKED, type Attempt, History, nodes, stories } from './histories.js'

/** Aggregates that hold nothing of a day: an area is listed for good, a person is a person on every day, the rest are of all days. */
const DAYLESS = ['area', 'person', 'record', 'process', 'calendar', 'preference', 'dispatch', 'delivery']
const aggregates: readonly AnyAggregate[] = contexts.flatMap((context) => context.aggregates)

/** The fields in which a command names the day that it is about, the first given counts; a number is none, but one of the log. */
const dayOf = (input: Record<string, unknown>): Day | undefined =>
  [input['on'], input['from'], input['decidedOn']].find((given) => typeof given === 'string')
/** What ends may end with the whole: the day named is the first on which it no longer is. */
const ends = (name: string) => /^(EndRole|EndDelegation|Retire)/.test(name)
/** What an activity says in `from` is when it is carried out, which may be before anybody planned it. */
const CARRIED_OUT = ['PlanActivity', 'ReviseActivity']
/** Corrections speak of what was recorded, files go with what is over too. */
const ofRecord = (name: string) => /^(Correct|Reverse|AttachFile)/.test(name)

describe('on any day', () => {
  let history: History
  beforeAll(async () => {
    history = await History.open()
  })
  afterAll(() => history.close())

  const shown = (ids: readonly string[], day: Day): Map<string, Record<string, unknown>> => {
    const { views } = history.runtime
    const byCategory = new Map<string, string[]>()
    for (const id of ids) byCategory.set(categoryOf(id), [...(byCategory.get(categoryOf(id)) ?? []), id])
    const rows = [...byCategory].flatMap(
      ([category, ids]) => nodes.get(category)?.byIds.run(views, { ids, asOf: { day, log: null } }) ?? [],
    ) as { id: string }[]
    return new Map(rows.map((row) => [row.id, row as Record<string, unknown>]))
  }

  it('every aggregate says what it holds to be so', () => {
    expect(aggregates.filter(({ category, onDay }) => !onDay && !DAYLESS.includes(category)).map(({ category }) => category)).toEqual([])
  })

  it.each(aggregates.filter(({ category }) => !DAYLESS.includes(category)).map(({ category }) => category))(
    '%s: the decisions and the views agree',
    async (category) => {
      const aggregate = aggregates.find((each) => each.category === category)!
      let compared = 0
      // Where the stories of one seed begin too few of them, those of the next do.
      for (let round = 0; round < 6 && compared <= 12; round++)
        await fc.assert(
          fc.asyncProperty(stories(40), async (told) => {
            await history.tell({ ...told, about: category })
            const told_ = new Set<string>()
            for (const id of history.known.get(category) ?? []) {
              compared++
              const { state } = await load(history.runtime.handling, aggregate, id)
              const held = new Map(ASKED.map((day) => [day, aggregate.onDay!(state, day, id)]))
              for (const facts of held.values()) for (const part of Object.keys(facts)) told_.add(categoryOf(part))
              const ids = [...history.streamOf]
                .filter(([part, stream]) => stream === id && told_.has(categoryOf(part)))
                .map(([part]) => part)
              for (const [day, facts] of held) {
                const rows = shown(ids, day)
                expect({ id, day, there: [...rows.keys()].sort() }).toEqual({ id, day, there: Object.keys(facts).sort() })
                for (const [part, each] of Object.entries(facts)) {
                  const row = rows.get(part)!
                  expect({ day, part, ...Object.fromEntries(Object.keys(each).map((key) => [key, row[key] ?? null])) }).toEqual({
                    day,
                    part,
                    ...Object.fromEntries(Object.entries(each).map(([key, value]) => [key, value ?? null])),
                  })
                }
              }
            }
          }),
          { numRuns: 12, seed: 20261001 + round, endOnFailure: true },
        )
      expect(compared).toBeGreaterThan(12)
    },
  )

  it('a command is taken only for a day on which the view shows what it is about', async () => {
    const about = ({ command, id, input }: Omit<Attempt, 'outcome'>) => {
      const named = dayOf(input)
      const day = named !== undefined && ends(command.name) ? addDays(named, -1) : named
      const asked =
        id !== undefined && day !== undefined && command.aggregate.onDay && !ofRecord(command.name) && !CARRIED_OUT.includes(command.name)
      return asked ? { id, day, there: shown([id], day).has(id) } : undefined
    }
    await fc.assert(
      fc.asyncProperty(stories(40), async (told) => {
        await history.tell(told, {
          before: about,
          after({ command, input, outcome }, before) {
            if (!before || outcome.is !== 'Recorded' || outcome.events.length === 0) return
            expect({ command: command.name, input, ...before }).toMatchObject({ there: true })
          },
        })
      }),
      { numRuns: 40, seed: 20261002, endOnFailure: true },
    )
  })
})
