// Serves on a data folder of which one part lies on a small disk; fills the disk, makes room again, and prints what was answered.
import { configurationFrom, createApplication } from '@prasan/api'
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Told {
  readonly recordedBefore: number
  /** Errors of what was refused. */
  readonly refused: readonly { code: string; outcomeUnknown?: boolean }[]
  readonly shownMeanwhile: number
  readonly notReady: string | null
  readonly recorded: number
  readonly shown: number
}

const [folder, disk, part] = process.argv.slice(2) as [string, string, string]
const dataDir = join(folder, 'data')
mkdirSync(dataDir)
if (part.endsWith('.db')) writeFileSync(join(disk, part), '')
else mkdirSync(join(disk, part))
symlinkSync(join(disk, part), join(dataDir, part))

const application = await createApplication(configurationFrom({ PRASAN_DATA_DIR: dataDir, PRASAN_DEMO: 'false' }))
await application.nest.listen(0, '127.0.0.1')
const url = await application.nest.getUrl()
const ask = async (query: string): Promise<any> => {
  const headers = { 'content-type': 'application/json', prefer: 'wait=0' }
  return (await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })).json()
}
const ready = async (): Promise<any> => (await fetch(`${url}/health/ready`)).json()
const isReady = async () => {
  while ((await ready()).status !== 'ok') await sleep(20)
}
let n = 0
let recorded = 0
async function register(): Promise<Told['refused']> {
  const given = `${n++} ${'ก'.repeat(200)}`
  const { data, errors } = await ask(
    `mutation { registerPerson(input: { idempotencyKey: "${n}", name: { th: { given: "${given}" } } }) { __typename } }`,
  )
  if (data?.registerPerson?.__typename === 'PersonRecorded') recorded++
  return (errors ?? []).map(({ extensions }: { extensions: unknown }) => extensions)
}
const shown = async () => (await ask('{ people { totalCount } }')).data.people.totalCount as number

await isReady()
await register()
const ballast = join(disk, 'ballast')
try {
  for (;;) appendFileSync(ballast, Buffer.alloc(4_096))
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
}
const refused: { code: string; outcomeUnknown?: boolean }[] = []
let notReady: string | null = null
while (refused.length < 3 && notReady === null) {
  refused.push(...(await register()))
  if (part === 'views') notReady = ((await ready()).reason as string | undefined) ?? null
}
const recordedBefore = recorded
const shownMeanwhile = await shown()
rmSync(ballast)
await isReady()
await register()
while ((await shown()) < recorded) await sleep(20)
const codes = refused.map(({ code, outcomeUnknown }) => ({ code, ...(outcomeUnknown !== undefined && { outcomeUnknown }) }))
const told: Told = { recordedBefore, refused: codes, shownMeanwhile, notReady, recorded, shown: await shown() }
process.stdout.write(JSON.stringify(told))
await application.close()
