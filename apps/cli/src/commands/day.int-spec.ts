import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { openRuntime } from '@prasan/api'
import { MOST_DAYS } from '@prasan/calendar'
import { addDays, clockAt } from '@prasan/event-sourcing'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configurationOf, prasan } from '../testing/prasan.js'

let folder: string
let dataDir: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-day-'))
  dataDir = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The day by the clock of the command line. */
const today = configurationOf('data').clock.now().toISOString().slice(0, 10)

/** A node runs on a day, until it says that it is ready or why it is not. */
async function runs(day: string): Promise<string | null> {
  const runtime = await openRuntime({ ...configurationOf(dataDir), clock: clockAt(day) })
  runtime.start()
  let trouble = await runtime.trouble()
  while (trouble !== null && !trouble.includes('the clock')) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    trouble = await runtime.trouble()
  }
  await runtime.close()
  return trouble
}

it('a store that stood still for more than a month is not ready, and goes on once it is told through which day', async () => {
  const first = addDays(today, -(MOST_DAYS + 4))
  expect(await runs(first)).toBeNull()
  expect(await runs(today)).toContain(`run prasan day --through ${today}`)
  expect((await prasan(dataDir, 'day', '--through', addDays(first, 3))).out).toContain(`3 days began, the last is ${addDays(first, 3)}.`)
  expect((await prasan(dataDir, 'day', '--through', today)).out).toContain(`${MOST_DAYS + 1} days began, the last is ${today}.`)
  expect((await prasan(dataDir, 'day', '--through', today)).out).toContain(`0 days began, the last is ${today}.`)
  expect(await runs(today)).toBeNull()
}, 60_000)

it('no day begins that has not come, and none of a store that is not there', async () => {
  expect(await prasan(dataDir, 'day', '--through', today)).toMatchObject({ code: 1, err: expect.stringContaining('no event store') })
  await runs(today)
  expect(await prasan(dataDir, 'day', '--through', addDays(today, 1))).toMatchObject({
    code: 1,
    err: expect.stringContaining('has not come'),
  })
  expect(await prasan(dataDir, 'day', '--through', '2569-11-02')).toMatchObject({ code: 1, err: expect.stringContaining('YYYY-MM-DD') })
  expect(await runs(addDays(today, -3))).toContain('set the clock')
}, 60_000)
