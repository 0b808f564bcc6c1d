// Records commands beside a running API, as the CLI does, and prints each acknowledgement as one line of JSON. It feeds the same views.
import { configurationFrom, contexts, openRuntime } from '@prasan/api'
import { commandIdOf, handle } from '@prasan/event-sourcing'

const runtime = await openRuntime(configurationFrom(process.env))
runtime.start()
const commands = new Map(contexts.flatMap((context) => context.commands.map((command) => [command.name, command])))
const commitment = process.env['COMMITMENT']!
const actor = 'system:guest'

for (let i = 0; i < Number(process.env['COMMANDS']); i++) {
  const key = `second ${i}`
  const target = i % 2 ? commitment : undefined
  const input = target ? { on: '2026-10-11', word: key } : { name: { th: key }, kind: 'district' }
  for (;;) {
    const outcome = await handle(runtime.handling, {
      command: commands.get(target ? 'ReportProgress' : 'RegisterOrganization')!,
      input,
      commandId: commandIdOf(actor, key, target),
      actor,
      ...(target && { id: target }),
    })
    if (outcome.is === 'RevisionConflict') continue
    if (outcome.is !== 'Recorded') throw new Error(`${key}: ${outcome.is}`)
    const { id, revision, position } = outcome
    process.stdout.write(`${JSON.stringify({ key, target, id, revision: Number(revision), position: String(position) })}\n`)
    break
  }
}
await runtime.close()
