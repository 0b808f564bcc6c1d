/** The clock of the machine jumps while the API records. */
import { afterEach, expect, it } from '@jest/globals'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanUp, newFolder, startApi, stop } from '../support/api-process.js'
import { Writers, caughtUp, expectNothingLost, post } from './recording.js'

const LONG = process.env['PRASAN_FAULTS'] === 'long'
const ROUNDS = LONG ? 20 : 1
const AHEAD = '+400d'
const JUMPS = [AHEAD, '-400d', '+0', '+90m', '-90m', '+2d', '+0']
const CONNECTIONS = 8

/** Debian's libfaketime, which tells a process another time; its timers go on as they did. */
const faketime = readdirSync('/usr/lib')
  .map((folder) => `/usr/lib/${folder}/faketime/libfaketimeMT.so.1`)
  .find((file) => existsSync(file))

afterEach(cleanUp)

async function health(url: string) {
  const answer = await fetch(`${url}/health/ready`)
  return { status: answer.status, reason: ((await answer.json()) as { reason?: string }).reason }
}

const run = faketime === undefined ? it.skip : it
if (faketime === undefined) console.log('the clock jumps: not run, libfaketime is not installed here')
run(
  'nothing acknowledged is lost or doubled, the node serves throughout, and what was known is known again once the clock is right',
  async () => {
    const dataDir = newFolder()
    const clock = join(newFolder(), 'clock')
    const set = (offset: string) => writeFileSync(clock, `${offset}\n`)
    set('+0')
    const { child, url } = await startApi(dataDir, {
      LD_PRELOAD: faketime!,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    })
    const known = async (asOf: object): Promise<number> => {
      const { organizations } = await post(url, 'query ($asOf: AsOfInput) { organizations(first: 1, asOf: $asOf) { totalCount } }', {
        asOf,
      })
      return organizations.totalCount as number
    }
    await caughtUp(url)
    const writers = new Writers(() => url, CONNECTIONS)
    await writers.more(50)
    const { logNumber } = (await (await fetch(`${url}/health/ready`)).json()) as { logNumber: number }
    const before = await known({ logNumber })
    const recordedBefore = writers.acknowledged.size
    for (let round = 0; round < ROUNDS; round++)
      for (const offset of JUMPS) {
        set(offset)
        await writers.more(20)
        // more days are missing than begin by themselves (docs/adr/0070): that is told, and all is served nonetheless
        const [status, reason] = offset === AHEAD ? [503, expect.stringContaining('the clock of this machine says')] : [200, undefined]
        let ready = await health(url)
        while (ready.status !== status) ready = await health(url)
        expect(ready).toEqual({ status, reason })
        expect(await known({ logNumber })).toBe(before)
      }
    // as many by a right clock as by wrong ones, then the right one is believed (docs/adr/0062)
    await writers.more(writers.acknowledged.size - recordedBefore)
    await writers.stop()
    await caughtUp(url)
    expect(await known({ known: new Date().toISOString() })).toBe(writers.acknowledged.size)
    expect(await known({ logNumber })).toBe(before)
    expect(writers.refused).toEqual(new Map())
    await stop(child, 'SIGTERM')
    await expectNothingLost(dataDir, writers.acknowledged, writers.targets)
    console.log(
      `${ROUNDS * JUMPS.length} jumps of the clock (${JUMPS.join(' ')}) under ${CONNECTIONS} connections: ` +
        `${writers.acknowledged.size} acknowledged, each recorded once, none refused; the slowest answer took ${Math.round(writers.slowestMs)} ms`,
    )
  },
  LONG ? 1_800_000 : 240_000,
)
