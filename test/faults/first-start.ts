// Opens one data folder after the other at the moment that other processes do, records a name in each, and prints the name as read back.
import { configurationFrom, openRuntime } from '@prasan/api'
import { RegisterPerson } from '@prasan/directory'
import { handle } from '@prasan/event-sourcing'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const [folder, rounds, given] = process.argv.slice(2) as [string, string, string]
process.stdout.write('ready\n')
const first = Number(await new Promise<Buffer>((resolve) => process.stdin.once('data', resolve)))
process.stdin.unref()
for (let round = 0; round < Number(rounds); round++) {
  await sleep(first + round * 500 - Date.now())
  const runtime = await openRuntime(configurationFrom({ PRASAN_DATA_DIR: join(folder, String(round)), PRASAN_DEMO: 'false' }))
  const input = { name: { th: { given } } }
  const outcome = await handle(runtime.handling, { command: RegisterPerson, input, idempotencyKey: given, actor: 'system:test' })
  if (outcome.is !== 'Recorded') throw new Error(outcome.is)
  for await (const { data } of runtime.store.readStream(runtime.registry.streamOf(outcome.id)))
    process.stdout.write(`${runtime.keys.open(outcome.id, data['name'] as string)}\n`)
  await runtime.close()
}
