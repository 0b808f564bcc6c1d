/**
 * A province with open commitments on a folder of its own; tells how long a day took on which each of them falls due for a reminder, in milliseconds, from
 * its beginning until all reminders are recorded: `chase-child.js <folder> <how many>`.
 */
import { configurationFrom, contexts, openRuntime } from '@prasan/api'
import { type Command, addDays, clockAt, derivedId, handle } from '@prasan/event-sourcing'

const [dataDir, many] = [process.argv[2]!, Number(process.argv[3])]
const BODIES = 20
const POSTS = 400
/** So many commands under way at once while the province is made. */
const AT_ONCE = 64

let today = '2026-11-02'
const commands = new Map<string, Command>(contexts.flatMap((context) => context.commands.map((each) => [each.name, each] as const)))
const clock = { now: () => clockAt(today).now() }
const runtime = await openRuntime({ ...configurationFrom({ PRASAN_DEMO: 'false', PRASAN_DATA_DIR: dataDir }), clock })
runtime.start()
while ((await runtime.trouble()) !== null) await new Promise((resolve) => setTimeout(resolve, 5))

async function tell(name: string, key: string, input: object, id?: string): Promise<string> {
  const request = {
    command: commands.get(name)!,
    input,
    commandId: derivedId('bench', key),
    actor: 'system:bench',
    ...(id !== undefined && { id }),
  }
  const recordDespite = [{ rule: 'OrganizationsHaveNamesOfTheirOwn', reason: 'a province that is made up' }]
  const outcome = await handle(runtime.handling, { ...request, recordDespite })
  if (outcome.is !== 'Recorded') throw new Error(`${key}: ${JSON.stringify(outcome)}`)
  return outcome.id
}
async function all<R>(count: number, make: (n: number) => Promise<R>): Promise<R[]> {
  const made: R[] = []
  let next = 0
  const work = async () => {
    for (let n = next++; n < count; n = next++) made[n] = await make(n)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return made
}
const both = (en: string) => ({ th: en, en })

const offices = await all(BODIES, (n) => tell('RegisterOrganization', `office ${n}`, { name: both(`Office ${n}`), kind: 'provincial' }))
const posts = await all(POSTS, async (n) => {
  const post = await tell('EstablishPost', `post ${n}`, { title: both(`Post ${n}`), organization: offices[n % BODIES] })
  const person = await tell('RegisterPerson', `person ${n}`, { name: { th: { given: `${n}` } } })
  // Every tenth post is vacant.
  if (n % 10 !== 9) await tell('AssignRole', `role ${n}`, { person, manner: 'substantive', from: '2025-10-01' }, post)
  return post
})
const bodies = await all(BODIES, async (n) => {
  await tell('NameHeadPost', `head ${n}`, { post: posts[n] }, offices[n])
  const body = await tell('EstablishCommittee', `body ${n}`, { name: both(`Body ${n}`), type: 'committee' })
  for (const [i, office] of ['chair', 'secretary'].entries())
    await tell('CreateSeat', `seat ${n} ${office}`, { number: i + 1, office, kind: { exOfficio: { post: posts[n + i] } } }, body)
  return body
})
const promise = { madeOn: today, dueOn: addDays(today, 15) }
await all(many, (n) =>
  tell('MakeCommitment', `promise ${n}`, { title: both(`To do ${n}`), owner: posts[n % POSTS], committee: bodies[n % BODIES], ...promise }),
)
let end = -1n
for await (const { position } of runtime.store.readAll()) end = position
while (!(await runtime.views.waitFor(end, 1_000)));
await runtime.processes.settled(end, new AbortController().signal)

async function day(): Promise<number> {
  today = addDays(today, 1)
  const began = performance.now()
  await runtime.days.begin(today, new AbortController().signal)
  return performance.now() - began
}
/** The first reminder is of a week before; until then the days are quiet. */
const quiet: number[] = []
while (addDays(today, 1) < addDays(promise.dueOn, -7)) quiet.push(await day())
const ms = await day()
let reminded = 0
for await (const { type } of runtime.store.readAll()) if (type === 'Reminded') reminded++
await runtime.close()
process.send!({ ms, reminded, quiet: Math.min(...quiet) })
process.disconnect()
