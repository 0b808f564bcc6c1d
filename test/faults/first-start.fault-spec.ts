import { afterAll, expect, it } from '@jest/globals'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const CHILD = fileURLToPath(new URL('./first-start.js', import.meta.url))
const ROUNDS = 6
const folder = mkdtempSync(join(tmpdir(), 'prasan-first-'))
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

it('first starts at once on one folder all serve, with one master key and one log', async () => {
  const started = ['ก', 'ข', 'ค'].map((given) => {
    const child = spawn(process.execPath, [CHILD, folder, String(ROUNDS), given], { env: { ...process.env, NODE_OPTIONS: '' } })
    children.push(child)
    return { given, child, error: text(child.stderr) }
  })
  await Promise.all(started.map(({ child }) => once(child.stdout, 'data')))
  const answers = started.map(({ child }) => text(child.stdout))
  for (const { child } of started) child.stdin.write(String(Date.now() + 200))
  for (const [i, { given, error }] of started.entries()) {
    expect(await error).toBe('')
    expect(await answers[i]).toBe(`${JSON.stringify({ th: { given } })}\n`.repeat(ROUNDS))
  }
})
