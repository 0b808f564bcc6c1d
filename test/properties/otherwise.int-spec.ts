/** What a command says is recorded, recorded already, or refused: never lost. The same command with a field said otherwise, over all of them. */
import { same } from '@prasan/event-sourcing'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { History, commands, stories } from './histories.js'

/** What a body says, as `key: value` of its leaves. */
function leavesOf(value: unknown, key = ''): string[] {
  if (value === null || typeof value !== 'object') return [`${key}: ${String(value)}`]
  return Object.entries(value).flatMap(([name, part]) => leavesOf(part, Array.isArray(value) ? key : name))
}
/** Fields in which nothing is lost where the command records nothing: what they say is so on the day named, or tells why something changes that does not. */
const SAYS_NOTHING_NEW: Readonly<Record<string, readonly string[]>> = {
  NumberMeeting: ['day'],
  RenumberMeeting: ['meeting', 'day'],
  RescheduleMeeting: ['reason'],
  ...Object.fromEntries(
    ['RetitlePost', 'DescribeDuties', 'DescribeSeatDuties', 'DescribeMandate', 'RenameOrganization', 'NameHeadPost', 'AdoptRules'].map(
      (name) => [name, ['from']],
    ),
  ),
}
/** Of these what is left out stays as it was, so that what they say may stand in several events. */
const ADDS_UP = ['RescheduleMeeting', 'AdoptRules']
const OF_THE_RECORD = ['step', 'recordedFrom', 'reason']
const unsaid = (command: string): readonly string[] => (/^Correct/.test(command) ? OF_THE_RECORD : (SAYS_NOTHING_NEW[command] ?? []))

describe('every command said otherwise', () => {
  let history: History
  beforeEach(async () => {
    history = await History.open()
  })
  afterEach(() => history.close())

  const categories = [...new Set(commands.map(({ aggregate }) => aggregate.category))]

  it.each(categories)(
    'about a %s is recorded or refused, or stands in the record',
    async (about) => {
      const lost = new Map<string, string>()
      await fc.assert(
        fc.asyncProperty(stories(30), async (told) => {
          await history.tell(
            { ...told, about },
            {
              async after(attempt) {
                const { command, id, input, outcome } = attempt
                if (command.creates || outcome.is !== 'Recorded' || outcome.events.length === 0) return
                for (const other of history.otherwise(attempt, told.steps[0]!.seed)) {
                  const answer = await history.give(other)
                  if (answer.is !== 'Recorded' || answer.events.length > 0) continue
                  const said = Object.entries(other.input).filter(([key]) => !unsaid(command.name).includes(key))
                  const leaves = leavesOf(Object.fromEntries(said))
                  const recorded = history.recordedOf(id!).map((data) => new Set(leavesOf(data)))
                  const changes = ADDS_UP.includes(command.name) ? [new Set(recorded.flatMap((event) => [...event]))] : recorded
                  if (changes.some((event) => leaves.every((leaf) => event.has(leaf)))) continue
                  const changed = Object.keys(other.input).filter((key) => !same(other.input[key], input[key]))
                  lost.set(`${command.name}.${changed.join()}`, JSON.stringify(other.input))
                }
              },
            },
          )
        }),
        { numRuns: 12, seed: 20261004, endOnFailure: true },
      )
      expect(Object.fromEntries([...lost].sort())).toEqual({})
    },
    300_000,
  )
})
