/** What the views of a node kept of the log as they counted it: a line for every event, with the root of the chain through it. */
import type { RecordedEvent } from '@prasan/event-store'
import Database from 'better-sqlite3'
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

interface Line {
  readonly logNumber: number
  readonly id: string
  readonly revision: number
  readonly type: string
  readonly root: string
}

const LINES = 'select logNumber, id, revision, type, lower(hex(root)) root from log'
/** Lines that are read at once. */
const PAGE = 10_000

/** A generation of the views, asked what it has seen: tells the first event that stands otherwise in the log now. */
export class Witness {
  /** Every generation in the folder that is whole and kept the chain, the older one too: it saw the log before a new version read it anew. */
  static all(folder: string, prefix: string, damaged: readonly string[]): Witness[] {
    const names = (existsSync(folder) ? readdirSync(folder) : []).filter(
      (name) => /^views-[0-9a-f]+\.db$/.test(name) && !damaged.includes(join(basename(folder), name)),
    )
    return names.map((name) => new Witness(join(folder, name), prefix)).filter(({ keepsChain }) => keepsChain)
  }

  private readonly db: Database.Database
  private readonly keepsChain: boolean
  private lines: Line[] = []
  private line = 0
  private first: { readonly line: Line; readonly now: RecordedEvent } | undefined
  /** Where in the log the event stands that the first line is about. */
  private movedTo: number | undefined

  private constructor(
    private readonly file: string,
    private readonly prefix: string,
  ) {
    this.db = new Database(file, { readonly: true, timeout: 10_000 })
    this.keepsChain = this.db.prepare("select 1 from pragma_table_info('log') where name = 'root'").get() !== undefined
    if (!this.keepsChain) this.db.close()
  }

  /** Is told of every event of the log in its order. */
  hear(logNumber: number, event: RecordedEvent, root: string): void {
    if (this.first) {
      if (this.movedTo === undefined && this.isAbout(this.first.line, event)) this.movedTo = logNumber
      return
    }
    const line = this.next(logNumber)
    if (line && line.root !== root) this.first = { line, now: event }
  }

  /** The first event that is not as it was seen; null where all are, as far as this has seen the log. */
  difference(events: number): string | null {
    try {
      if (this.first) return this.toldOf(this.first)
      const line = this.next(events + 1)
      if (!line) return null
      return `the log ends with number ${events}: ${this.placeOf(line)} which ${basename(this.file)} has seen, is missing: its end was cut off`
    } finally {
      this.db.close()
    }
  }

  private toldOf({ line, now }: { line: Line; now: RecordedEvent }): string {
    const place = this.placeOf(line)
    if (this.isAbout(line, now) && line.type === now.type) return `${place} was altered`
    const there = `there stands ${now.stream} revision ${now.revision} (${now.type})`
    if (this.isAbout(line, now)) return `${place} was altered: ${there}`
    if (this.movedTo !== undefined) return `${place} stands in another order, as number ${this.movedTo}: ${there}`
    const seen = this.db
      .prepare('select 1 from log where id = ? and revision = ?')
      .get(now.stream.slice(this.prefix.length), Number(now.revision))
    return seen ? `${place} is missing: ${there}` : `${place} was altered or replaced: ${there}`
  }

  private isAbout(line: Line, { stream, revision }: RecordedEvent): boolean {
    return stream === this.prefix + line.id && Number(revision) === line.revision
  }

  private placeOf({ logNumber, id, revision, type }: Line): string {
    return `number ${logNumber}, ${this.prefix}${id} revision ${revision} (${type}),`
  }

  private next(logNumber: number): Line | undefined {
    if (this.line === this.lines.length) {
      this.lines = this.db.prepare<[number, number], Line>(`${LINES} where logNumber >= ? order by logNumber limit ?`).all(logNumber, PAGE)
      this.line = 0
    }
    return this.lines[this.line++]
  }
}
