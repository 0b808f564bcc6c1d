/** Every command again records nothing: the same body under another key, over all commands that change something. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { History, commands, stories } from './histories.js'

describe('every command again', () => {
  let history: History
  beforeEach(async () => {
    history = await History.open()
  })
  afterEach(() => history.close())

  /** Deliveries begin by themselves, and in these stories nothing is sent: libs/notifications asks the same of them. */
  const BY_ITSELF = ['delivery']
  const categories = [...new Set(commands.map(({ aggregate }) => aggregate.category))].filter((each) => !BY_ITSELF.includes(each))

  it.each(categories)(
    'about a %s records nothing',
    async (about) => {
      const own = commands.filter(({ aggregate }) => aggregate.category === about).map(({ name }) => name)
      const decided = new Set<string>()
      const twice = new Set<string>()
      // Where the stories of one seed never came to a command, those of the next do.
      const missing = () => own.filter((name) => !decided.has(name))
      const property = fc.asyncProperty(stories(40), async (told) => {
        await history.tell(
          { ...told, about, sought: missing() },
          {
            async after(attempt) {
              const { command, outcome } = attempt
              if (outcome.is === 'InputInvalid') return
              decided.add(command.name)
              if (command.creates || outcome.is !== 'Recorded' || outcome.events.length === 0) return
              const again = await history.give(attempt)
              if (again.is === 'Recorded' ? again.events.length > 0 : again.is !== 'RuleBroken') twice.add(command.name)
            },
          },
        )
      })
      for (let round = 0; round === 0 || (round < 24 && missing().length > 0); round++)
        await fc.assert(property, { numRuns: 6 + own.length, seed: 20261003 + round, endOnFailure: true })
      expect([...twice].sort()).toEqual([])
      expect(missing()).toEqual([])
    },
    300_000,
  )
})
