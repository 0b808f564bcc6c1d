import { categoryOf, isSealed } from '@prasan/event-sourcing'
import { allSealed, lastSeal, storeId } from '@prasan/record'
import type { Command } from 'commander'
import { configuration, headOf, requireStore, withRuntime } from '../opened.js'
import { Progress } from '../progress.js'

export function statsCommand(program: Command): void {
  program
    .command('stats')
    .description('counts what the log holds, and shows what the views and the process managers could not take')
    .action(() => {
      requireStore(configuration())
      return withRuntime(configuration(), async ({ store, registry, views, processes, keys, configuration: on }) => {
        const head = headOf(on)
        const progress = new Progress('events')
        const streams = new Map<string, Set<string>>()
        const types = new Map<string, number>()
        let events = 0
        let imported = 0
        for await (const { stream, type, data, metadata } of store.readAll()) {
          const id = stream.slice(registry.prefix.length)
          const category = categoryOf(id)
          if (!streams.has(category)) streams.set(category, new Set())
          streams.get(category)!.add(id)
          types.set(type, (types.get(type) ?? 0) + 1)
          if (metadata['imported'] === true) imported++
          for (const field of registry.events.get(type)?.personal ?? []) if (isSealed(data[field])) keys.open(id, data[field])
          progress.show(++events, head === null ? null : Number(head))
        }
        progress.end(events)
        console.log(`${events} events, ${imported} of them imported, in ${sum([...streams.values()].map(({ size }) => size))} streams.`)
        console.table(Object.fromEntries([...streams].sort().map(([category, { size }]) => [category, { streams: size }])))
        console.table(Object.fromEntries([...types].sort().map(([type, n]) => [type, { events: n }])))
        console.log(`Store: ${(await storeId({ store, registry })) ?? 'not founded yet'}.`)
        const seal = await lastSeal({ store, registry })
        const through = seal === null ? '' : `Sealed through ${seal.through}: ${seal.root}. `
        console.log(
          `${through}${allSealed(views, seal) ? 'Nothing said since.' : `Not sealed yet: ${events - (seal?.through ?? 0)} events.`}`,
        )
        console.log(`Views: ${views.file}, log number ${views.logNumber}.`)
        const poison = views.poison()
        console.log(poison.length === 0 ? 'The views took every event.' : `The views could not take ${poison.length} events:`)
        for (const { logNumber, stream, revision, type, reason } of poison)
          console.log(`  ${logNumber} ${stream} revision ${revision} ${type}: ${reason}`)
        const refused = processes.refused()
        console.log(refused.length === 0 ? 'No reaction was refused.' : `Reactions that were refused: ${refused.length}`)
        for (const { process: name, eventId, step, reason } of refused) console.log(`  ${name} on ${eventId}, ${step}: ${reason}`)
        const notHere = keys.notHere()
        console.log(notHere.length === 0 ? 'Every key that was not erased is here.' : 'Keys that are not here, and were not erased:')
        for (const person of notHere) console.log(`  ${person}`)
      })
    })
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
