import type { Runtime } from '@prasan/api'
import { type RefusedReaction, sql } from '@prasan/event-sourcing'
import { historyEntry } from '@prasan/graphql'
import { type Command, InvalidArgumentError } from 'commander'
import { configuration, requireStore, withRuntime } from '../opened.js'

export function reactionsCommand(program: Command): void {
  program
    .command('reactions')
    .description('shows what should have followed by itself and was refused; sends it again once the cause is mended')
    .option('--again [reaction...]', 'all of them, or one: process, event and step as they are shown')
    .action(async ({ again }: { again?: true | string[] }) => {
      if (Array.isArray(again) && again.length !== 2 && again.length !== 3)
        throw new InvalidArgumentError('give process, event and step, as they are shown, or nothing for all.')
      requireStore(configuration())
      await withRuntime(configuration(), async (runtime) => {
        const before = runtime.processes.refused()
        if (again !== undefined) {
          const asked = again === true ? before : before.filter((each) => isThat(each, again))
          if (again !== true && asked.length === 0)
            throw new Error('no such reaction was refused: run `prasan reactions` and copy what it shows')
          for (const each of asked) await runtime.processes.again(each, runtime.store, new AbortController().signal)
          const left = runtime.processes.refused().filter((each) => asked.some((other) => isSame(each, other)))
          console.log(`${asked.length} sent again, ${left.length} of them refused again.`)
        }
        await show(runtime)
      })
    })
}

const isThat = ({ process, eventId, step }: RefusedReaction, [name, event, of = '']: string[]) =>
  process === name && eventId === event && step === of
const isSame = (one: RefusedReaction, other: RefusedReaction) => isThat(one, [other.process, other.eventId, other.step])

async function show({ processes, store, registry, views, keys }: Runtime): Promise<void> {
  const refused = processes.refused()
  console.log(refused.length === 0 ? 'No reaction was refused.' : `Reactions that were refused: ${refused.length}`)
  for (const reaction of refused) {
    const { process, eventId, step, reason } = reaction
    const event = await processes.answeredBy(reaction, store)
    const line = views.get<{ logNumber: number }>(sql`select logNumber from log where position = ${event.position}`)
    const { sentence } = await historyEntry(registry, event, line?.logNumber ?? null, async () => null, keys)
    console.log(`\n${process} on number ${line?.logNumber ?? '?'}, ${event.id} revision ${event.revision}, ${event.type}`)
    console.log(`  ${sentence.th}\n  ${sentence.en}`)
    console.log(`  refused: ${reason}${step === '' ? ' (it could not be said what should follow)' : ''}`)
    console.log(`  --again ${[process, eventId, ...(step === '' ? [] : [JSON.stringify(step)])].join(' ')}`)
  }
}
