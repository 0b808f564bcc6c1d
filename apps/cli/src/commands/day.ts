import { Day } from '@prasan/event-sourcing'
import { type Command, InvalidArgumentError } from 'commander'
import { configuration, requireStore, withRuntime } from '../opened.js'

export function dayCommand(program: Command): void {
  program
    .command('day')
    .description('begins the days that did not begin because the store stood still for more than a month; what falls due on each follows')
    .requiredOption('--through <day>', 'the last day to begin, at most today', aDay)
    .action(({ through }: { through: string }) => {
      requireStore(configuration())
      return withRuntime(configuration(), async ({ days, processes, store }) => {
        const stop = new AbortController()
        const answering = processes.follow(store, stop.signal)
        try {
          const begun = await Promise.race([days.begin(through, stop.signal), answering])
          console.log(`${begun ?? 0} days began, the last is ${days.last}.`)
        } finally {
          stop.abort()
          await answering.catch(() => {})
        }
      })
    })
}

function aDay(given: string): string {
  if (!Day.safeParse(given).success) throw new InvalidArgumentError('give a day as YYYY-MM-DD, its year C.E., as in 2026-11-02.')
  return given
}
