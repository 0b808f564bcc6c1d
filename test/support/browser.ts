/** A real browser without a window, driven over pipes (Chrome DevTools Protocol); it reaches this machine only. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

const NAMES = [process.env['CHROMIUM'] ?? 'chromium', 'chromium-browser', 'google-chrome']

/** The first installed; null where there is none. */
export const installed = NAMES.find((name) => spawnSync(name, ['--version']).status === 0) ?? null

export class Browser {
  /** What the page wrote to its console, and errors that nobody caught. */
  readonly complaints: string[] = []
  private readonly waiting = new Map<number, (answer: any) => void>()
  private session: string | undefined
  private last = 0

  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
  ) {
    let rest = ''
    ;(process.stdio[4] as Readable).setEncoding('utf8').on('data', (text: string) => {
      const messages = (rest + text).split('\0')
      rest = messages.pop()!
      for (const message of messages) this.take(JSON.parse(message))
    })
  }

  static async open(url: string): Promise<Browser> {
    const profile = mkdtempSync(join(tmpdir(), 'prasan-browser-'))
    const flags = [
      ...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--remote-debugging-pipe'],
      ...[`--user-data-dir=${profile}`, '--window-size=1400,900', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    ]
    const browser = new Browser(
      spawn(installed!, flags, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] }),
      profile,
    )
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' })
    browser.session = (await browser.send('Target.attachToTarget', { targetId, flatten: true })).sessionId
    for (const domain of ['Runtime', 'Log', 'Page']) await browser.send(`${domain}.enable`)
    await browser.send('Page.navigate', { url })
    return browser
  }

  /** The value of an expression in the page, as soon as it is something; fails after 30 seconds. */
  async until<R>(expression: string): Promise<R> {
    for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
      const { result } = await this.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })
      if (result.value) return result.value as R
    }
    throw new Error(`in 30 seconds the page did not come to: ${expression}\n${this.complaints.join('\n')}`)
  }

  async screenshot(path: string): Promise<void> {
    writeFileSync(path, Buffer.from((await this.send('Page.captureScreenshot')).data, 'base64'))
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve))
    process.kill(-this.process.pid!, 'SIGKILL') // its children too: they would go on writing into its folder
    await ended
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }

  private send(method: string, params: object = {}): Promise<any> {
    const id = ++this.last
    ;(this.process.stdio[3] as Writable).write(
      `${JSON.stringify({ id, method, params, ...(this.session && { sessionId: this.session }) })}\0`,
    )
    return new Promise((resolve) => this.waiting.set(id, resolve))
  }

  private take({ id, result, method, params }: { id?: number; result?: unknown; method?: string; params?: any }): void {
    if (id !== undefined) this.waiting.get(id)?.(result)
    else if (method === 'Log.entryAdded') this.complaints.push(`${params.entry.level}: ${params.entry.text} ${params.entry.url ?? ''}`)
    else if (method === 'Runtime.exceptionThrown') this.complaints.push(`exception: ${params.exceptionDetails.exception?.description}`)
  }
}
