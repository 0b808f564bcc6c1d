/** A command refuses by the rules that its description names, and by those of every command: over all commands. */
import { AlreadyRecorded, NotRecordedYet, PersonalDataIsErased, languagesOf } from '@prasan/event-sourcing'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { History, commands, stories } from './histories.js'

const OF_EVERY_COMMAND = [AlreadyRecorded, NotRecordedYet, PersonalDataIsErased].map(({ code }) => code)

let history: History
beforeAll(async () => {
  history = await History.open()
})
afterAll(() => history.close())

it('every rule that refuses a command is named in what is said of the command', async () => {
  const unnamed = new Set<string>()
  const refused = new Set<string>()
  const categories = [...new Set(commands.map(({ aggregate }) => aggregate.category))]
  for (const [n, about] of categories.entries())
    await fc.assert(
      fc.asyncProperty(stories(40), (told) =>
        history.tell(
          { ...told, about },
          {
            after({ command, outcome }) {
              if (outcome.is !== 'RuleBroken' || OF_EVERY_COMMAND.includes(outcome.rule.code)) return
              const [, named = ''] = languagesOf(command.doc).en!.split(' Errors: ')
              const { code } = outcome.rule
              refused.add(code)
              if (!named.replace(/\.$/, '').split(', ').includes(code)) unnamed.add(`${command.name}: ${code}`)
            },
          },
        ),
      ),
      { numRuns: 12, seed: 20261004 + n, endOnFailure: true },
    )
  expect([...unnamed].sort()).toEqual([])
  expect(refused.size).toBeGreaterThan(0)
}, 300_000)
