/** A bar that moves on a terminal; a line every few seconds where the output is a file or a pipe. */
export class Progress {
  private readonly started = performance.now()
  private shown = this.started
  private any = false

  constructor(
    private readonly what: string,
    private readonly out: NodeJS.WriteStream = process.stderr,
  ) {}

  /** @param total null while nobody knows it */
  show(done: number, total: number | null): void {
    const now = performance.now()
    if (now - this.shown < (this.out.isTTY ? 100 : 5_000)) return
    this.shown = now
    this.any = true
    this.write(done, total)
  }

  /** The last word: always written, but for what was over before anything was shown. */
  end(done: number): void {
    if (!this.any) return
    this.write(done, done)
    if (this.out.isTTY) this.out.write('\n')
  }

  private write(done: number, total: number | null): void {
    const seconds = (performance.now() - this.started) / 1000
    const rate = seconds > 0 ? done / seconds : 0
    const left = total === null || rate === 0 ? '' : `, ${time((total - done) / rate)} left`
    const of = total === null ? '' : ` of ${total.toLocaleString('en')}`
    const line = `${this.what}: ${done.toLocaleString('en')}${of}, ${Math.round(rate).toLocaleString('en')}/s${done === total ? `, ${time(seconds)}` : left}`
    if (!this.out.isTTY) return void this.out.write(`${line}\n`)
    const filled = total === null || total === 0 ? 0 : Math.round((done / total) * 24)
    this.out.write(`\r\x1b[K${total === null ? '' : `[${'█'.repeat(filled)}${' '.repeat(24 - filled)}] `}${line}`)
  }
}

const time = (seconds: number) => (seconds < 90 ? `${Math.max(0, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`)
