import { type Configuration, openRuntime } from '@prasan/api'
import { bangkokDay } from '@prasan/event-sourcing'
import { type Command, InvalidArgumentError } from 'commander'
import { writeHistory, yearsBefore } from './generate/history.js'

/** `prasan generate`: fills an empty store with made-up histories. */
export function registerGenerate(program: Command, configuration: () => Configuration): void {
  program
    .command('generate')
    .description('write made-up histories of real provinces into an empty event store; every name in them says that it is made up')
    .option('--provinces <n>', 'how many provinces, at most 77', wholeNumber(77), 1)
    .option('--years <n>', 'whole fiscal years before the present one', wholeNumber(60), 3)
    .option('--seed <n>', 'the same seed gives the same histories', wholeNumber(2 ** 31), 1)
    .option('--events <n>', 'stop after so many events', wholeNumber(100_000_000))
    .action(async (wanted: { provinces: number; years: number; seed: number; events?: number }) => {
      const runtime = await openRuntime(configuration())
      try {
        for await (const event of runtime.store.readAll({ limit: 1 }))
          throw new Error(`the store is not empty (it begins with ${event.stream}): generate into an empty PRASAN_DATA_DIR`)
        const through = bangkokDay(runtime.configuration.clock.now())
        const began = performance.now()
        const written = await writeHistory(
          runtime,
          { ...wanted, from: yearsBefore(through, wanted.years), through },
          progressLine('events written'),
        )
        await runtime.found()
        const seconds = (performance.now() - began) / 1_000
        console.log(
          `${written.events.toLocaleString('en')} events in ${written.streams.toLocaleString('en')} streams, the last of ${written.through}, in ${seconds.toFixed(1)} s`,
        )
      } finally {
        await runtime.close()
      }
    })
}

const wholeNumber = (most: number) => (text: string) => {
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > most)
    throw new InvalidArgumentError(`give a whole number from 1 to ${most}.`)
  return Number(text)
}

/** Rewrites one line on a terminal; elsewhere a line every ten seconds. */
function progressLine(what: string): (done: number) => void {
  let shown = performance.now()
  return (done) => {
    if (performance.now() - shown < (process.stderr.isTTY ? 200 : 10_000)) return
    shown = performance.now()
    process.stderr.write(process.stderr.isTTY ? `\r${done.toLocaleString('en')} ${what}` : `${done.toLocaleString('en')} ${what}\n`)
  }
}
