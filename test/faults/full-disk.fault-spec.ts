import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Told } from './full-disk.js'

const CHILD = fileURLToPath(new URL('./full-disk.js', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-full-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What the process told that served with this part of its data folder on a disk that was full; null where none can be mounted. */
function told(part: string): Told | null {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const mount = `mount -t tmpfs -o size=32m tmpfs '${disk}'`
  const mounted = (...command: string[]) =>
    spawnSync('unshare', ['-rm', 'sh', '-c', `${mount} && NODE_OPTIONS= exec "$0" "$@"`, ...command], { encoding: 'utf8' })
  const possible = mounted('true')
  if (possible.status !== 0) {
    console.log(`not run, no small disk can be mounted here: ${possible.error?.message ?? possible.stderr}`)
    return null
  }
  const { stdout, stderr } = mounted(process.execPath, CHILD, folder, disk, part)
  expect(stderr).toBe('')
  const answered = JSON.parse(stdout) as Told
  const { recordedBefore, refused, shownMeanwhile, recorded, shown } = answered
  console.log(
    `${part} on a full disk: ${recordedBefore} recorded and ${refused.length} refused, ${shownMeanwhile} shown meanwhile; ` +
      `with room again ${recorded} recorded, ${shown} shown`,
  )
  return answered
}

it.each(['events.db', 'keys.db'])('with %s on a full disk says so, shows what it has, and goes on once there is room', (part) => {
  const answered = told(part)
  if (!answered) return
  expect(answered.refused.map(({ code }) => code)).toEqual(['StorageFull', 'StorageFull', 'StorageFull'])
  expect(answered.refused.filter(({ outcomeUnknown }) => outcomeUnknown)).toEqual([])
  expect(answered.shownMeanwhile).toBeLessThanOrEqual(answered.recordedBefore)
  expect([answered.recorded, answered.shown]).toEqual([answered.recordedBefore + 1, answered.recordedBefore + 1])
})

it('with the views on a full disk records all the same, says what they wait for, and shows it once there is room', () => {
  const answered = told('views')
  if (!answered) return
  expect([answered.refused, answered.notReady]).toEqual([[], expect.stringMatching(/views.*full/)])
  expect(answered.shownMeanwhile).toBeLessThanOrEqual(answered.recordedBefore)
  expect([answered.recorded, answered.shown]).toEqual([answered.recordedBefore + 1, answered.recordedBefore + 1])
})
