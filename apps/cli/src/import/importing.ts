/**
 * Rows become events: all are decided first, against an overlay of the store; then, if none was refused, each stream gets all that was
 * decided for it in one append. Ids derive from the rows' keys and what is recorded is compared with what the row says, so an import that
 * was cut off is completed by running it again, and one that is repeated adds nothing.
 */
import { type EventAppender, MAX_APPEND_BYTES, type NewEvent, WrongExpectedRevision } from '@prasan/event-store'
import { type Breach, type Command, type Handling, canonical, decide, derivedId, problem, judgedBody, refsIn } from '@prasan/event-sourcing'
import type { Bilingual, Outcome } from '@prasan/event-sourcing'
import { setImmediate as nextTick } from 'node:timers/promises'
import { type Known, Overlay, PendingKeys, type StreamState } from './overlay.js'
import { Refused, SOMEBODY_ELSE } from './refused.js'
import { type Facet, type Order, type Part, type RowName, STAGES, type Stage } from './table.js'

export interface ImportRow {
  readonly stage: Stage
  readonly table: string
  /** As the file counts it: the header is line 1. */
  readonly line: number
  readonly key: string
  readonly name: RowName
  /** Id of what the row is. */
  readonly id: string
  /** Ids that the row's cells refer to. */
  readonly needs: readonly string[]
  readonly parts: readonly Part[]
  /** Where the file leaves columns out: which, and the parts when what is recorded stands in for them. */
  readonly leftOut?: { readonly columns: readonly string[]; readonly parts: (recorded: object) => readonly Part[] }
  /** The column that fills a field of a command, and what stands in it. */
  readonly column: (field: string) => { readonly name: string; readonly value: string }
}

export interface Notice {
  /** refused: the row was not taken. kept: it was left as it is in Prasan. */
  readonly is: 'refused' | 'kept'
  readonly table: string
  readonly line: number
  readonly key: string
  readonly column: string
  readonly value: string
  readonly code: string
  readonly reason: Bilingual
}

export interface Count {
  read: number
  added: number
  changed: number
  unchanged: number
  kept: number
  refused: number
}

export interface ImportReport {
  readonly source: string
  readonly counts: ReadonlyMap<string, Count>
  readonly notices: readonly Notice[]
  /** How many rows of each table are notes. */
  readonly passedOver?: ReadonlyMap<string, number>
  /** Events decided; appended unless `stopped` says why not. */
  readonly events: number
  readonly streams: number
  /** Rules of a body that what happened did not keep: recorded with the breach. */
  readonly breaches: number
  readonly stopped: 'dry-run' | 'refused' | null
  /** Streams that somebody else wrote to between the decision and the append: run the import again. */
  readonly conflicts: readonly string[]
  /** Position of the last event appended. */
  readonly position: bigint | null
}

export interface ImportOptions {
  readonly dryRun?: boolean
  readonly skipBad?: boolean
  readonly preferFile?: boolean
  readonly progress?: (phase: 'deciding' | 'recording', done: number, total: number) => void
}

const CHANGED: Bilingual = {
  th: 'ข้อมูลเปลี่ยนจากครั้งก่อน แต่นำเข้าการเปลี่ยนแปลงนี้ไม่ได้: แก้ในระบบโดยตรง',
  en: 'Changed since the last import, and this change cannot be imported: make it in the application.',
}
const KEPT: Bilingual = {
  th: 'แก้ไขในระบบหลังการนำเข้าครั้งก่อน: ไม่เขียนทับ (ใช้ --prefer-file เพื่อเขียนทับ)',
  en: 'Changed in the application since it was last imported: not overwritten (--prefer-file overwrites).',
}
const ERASED: Bilingual = { th: 'ลบข้อมูลส่วนบุคคลแล้ว: ไม่นำกลับมา', en: 'The personal data was erased: it is not brought back.' }
const WAITS: Bilingual = {
  th: 'อ้างถึงแถวที่นำเข้าไม่ได้ หรืออ้างถึงกันเป็นวง',
  en: 'It refers to a row that was not taken, or rows refer to each other in a circle.',
}
const STREAMS_AT_ONCE = 64
const MAX_EVENTS = 1_000

interface Unit {
  readonly row: ImportRow
  readonly parts: readonly Part[]
  readonly begins: boolean
}
type Result = 'added' | 'changed' | 'unchanged' | 'kept'
const WEIGHT: readonly Result[] = ['unchanged', 'kept', 'changed', 'added']

class Refusals extends Error {
  constructor(readonly all: readonly Refused[]) {
    super(all.map(({ message }) => message).join('; '))
  }
}

export async function importRows(
  on: Handling & {
    readonly commands: ReadonlyMap<string, Command>
    readonly facets: readonly Facet[]
    readonly mayHold: (id: string) => boolean
    /** Whether an earlier import recorded what the row is, by the row's id. */
    readonly hasBegun: (row: string) => boolean
  },
  source: string,
  rows: readonly ImportRow[],
  refusedBefore: readonly Notice[],
  options: ImportOptions,
): Promise<ImportReport> {
  const keys = new PendingKeys(on.keys)
  const overlay = new Overlay(on.store, on.registry, keys, on.facets, on.mayHold)
  const deciding = new Deciding(on, overlay, keys, options)
  const taken = await deciding.all(rows)
  const notices = [...refusedBefore, ...deciding.notices]
  const counts = countsOf(taken, notices, deciding.results)
  const changed = overlay.changed()
  const stopped = options.dryRun ? 'dry-run' : !options.skipBad && notices.some(({ is }) => is === 'refused') ? 'refused' : null
  const appended = stopped ? { conflicts: [], position: null } : await appendAll(on, changed, keys, options)
  return {
    source,
    counts,
    notices,
    events: changed.reduce((sum, { pending }) => sum + pending.length, 0),
    streams: changed.length,
    breaches: changed.reduce((sum, { pending }) => sum + pending.filter(({ metadata }) => 'despite' in metadata).length, 0),
    stopped,
    ...appended,
  }
}

class Deciding {
  readonly notices: Notice[] = []
  readonly results = new Map<ImportRow, Result>()
  /** Things inside streams that decided rows have brought. */
  private readonly inside = new Set<string>()
  private readonly exist = new Map<string, boolean>()
  private done = 0

  constructor(
    private readonly on: Handling & { readonly commands: ReadonlyMap<string, Command>; readonly hasBegun: (row: string) => boolean },
    private readonly overlay: Overlay,
    private readonly keys: PendingKeys,
    private readonly options: ImportOptions,
  ) {}

  /** @returns the rows as they were decided, without those refused before */
  async all(given: readonly ImportRow[]): Promise<readonly ImportRow[]> {
    const rows = await this.completed(given)
    const undecided = new Set(rows.map(({ id }) => id))
    const total = rows.length
    for (const stage of STAGES) {
      const staged = rows.filter((row) => row.stage === stage)
      const beginnings = staged.map((row) => ({ row, parts: row.parts.filter(({ ends }) => !ends), begins: true }))
      await this.settle(beginnings, undecided, total)
      const ends = staged.toReversed().map((row) => ({ row, parts: row.parts.filter((part) => part.ends), begins: false }))
      const ending = ends.filter(({ row, parts }) => parts.length > 0 && this.results.has(row))
      await this.settle(ending, new Set(), total)
    }
    this.options.progress?.('deciding', total, total)
    return rows
  }

  /** The rows; those of a file that leaves columns out with what is recorded of them. */
  private async completed(given: readonly ImportRow[]): Promise<ImportRow[]> {
    const rows: ImportRow[] = []
    for (const row of given) {
      const { leftOut, parts } = row
      const recorded =
        leftOut &&
        parts[0] &&
        recordedOf(this.overlay.knownOf(await this.overlay.stream(parts[0].id), parts[0].facet, parts[0].key), parts[0])
      try {
        rows.push(recorded ? { ...row, parts: leftOut.parts(recorded) } : row)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        this.notice('refused', row, error)
      }
    }
    return rows
  }

  /** Takes the units in order; those that must wait for others, or were refused before others changed, again until nothing moves. */
  private async settle(units: readonly Unit[], undecided: Set<string>, total: number): Promise<void> {
    const refusals = new Map<Unit, readonly Refused[]>()
    for (let waiting = units; waiting.length > 0;) {
      const later: Unit[] = []
      for (const unit of waiting) {
        const { row } = unit
        if (row.needs.some((id) => id !== row.id && undecided.has(id))) {
          later.push(unit)
          continue
        }
        const result = await this.decideUnit(unit)
        if (typeof result !== 'string') {
          refusals.set(unit, result)
          const isAnother = result.some(({ code }) => code === SOMEBODY_ELSE)
          if (!isAnother && (await this.exists(row.id))) undecided.delete(row.id) // what it is was recorded before: others may refer to it
          later.push(unit)
          continue
        }
        refusals.delete(unit)
        undecided.delete(row.id)
        this.inside.add(row.id)
        const before = this.results.get(row)
        this.results.set(row, before && WEIGHT.indexOf(before) > WEIGHT.indexOf(result) ? before : result)
        if (++this.done % 500 === 0) {
          this.options.progress?.('deciding', Math.min(this.done, total), total)
          await nextTick()
        }
      }
      if (later.length === waiting.length) {
        for (const unit of later) {
          for (const refused of refusals.get(unit) ?? [new Refused('RefersToARefusedRow', WAITS)]) this.notice('refused', unit.row, refused)
        }
        break
      }
      waiting = later
    }
  }

  /** All parts of the row, or none. */
  private async decideUnit({ row, parts, begins }: Unit): Promise<Result | readonly Refused[]> {
    const marks = new Map<StreamState, number>()
    const kept: Refused[] = []
    const results: Result[] = []
    try {
      for (const [index, part] of parts.entries()) {
        const stream = await this.overlay.stream(part.id)
        if (!marks.has(stream)) marks.set(stream, stream.pending.length)
        results.push(await this.decidePart(stream, part, row, begins && index === 0, kept))
      }
    } catch (error) {
      for (const [stream, count] of marks) this.overlay.rewind(stream, count)
      if (error instanceof Refused) return [error]
      if (error instanceof Refusals) return error.all
      throw error
    }
    for (const refused of kept) this.notice('kept', row, refused)
    return results.toSorted((one, other) => WEIGHT.indexOf(other) - WEIGHT.indexOf(one))[0] ?? 'unchanged'
  }

  private async decidePart(stream: StreamState, part: Part, row: ImportRow, begins: boolean, kept: Refused[]): Promise<Result> {
    const recordedNow = () => {
      const known = this.overlay.knownOf(stream, part.facet, part.key)
      return { known, recorded: recordedOf(known, part) }
    }
    const { known, recorded } = recordedNow()
    const mine = known?.rows.get(row.name.id)
    if (part.fact === undefined) {
      const columnThere = !row.leftOut?.columns.includes(row.column(part.says ?? '').name)
      if (recorded !== undefined && mine && columnThere) throw new Refused('ChangeCannotBeImported', CHANGED) // what it said before cannot be taken back
      return 'unchanged'
    }
    const says = canonical(part.fact)
    const digest = this.keys.digest(canonical([part.facet.name, part.fact, ...(part.also ? [part.also] : [])]))
    if (recorded === undefined) {
      if (begins && this.on.hasBegun(row.name.id)) throw new Refused('ChangeCannotBeImported', CHANGED) // it began elsewhere
    } else {
      const changedHere = known!.here !== null && known!.here > (mine?.revision ?? -1n)
      if (canonical(recorded) === says) {
        if (part.also && mine && mine.digest !== digest && !changedHere) throw new Refused('ChangeCannotBeImported', CHANGED)
        return 'unchanged'
      }
      if (mine?.digest === digest && !changedHere) return 'unchanged' // another row of an import changed it since
      if (Object.values(recorded).includes(null)) {
        kept.push(new Refused('PersonalDataErased', ERASED))
        return 'kept'
      }
      if (changedHere && !this.options.preferFile) {
        kept.push(new Refused('ChangedHere', KEPT))
        return 'kept'
      }
      const another = this.options.preferFile ? undefined : part.another?.(recorded)
      if (another) throw another
    }
    const other = <K>(facet: Facet, key?: string) => this.overlay.knownOf(stream, facet, key)?.fact as K | undefined
    const record = () => (typeof part.record === 'function' ? part.record(other) : part.record)
    const orders = recorded === undefined ? record() : part.change?.(recorded)
    if (!orders) throw new Refused('ChangeCannotBeImported', CHANGED)
    const before = stream.pending.length
    for (const [index, order] of orders.entries()) {
      const begin = begins && recorded === undefined && index === 0
      const commandId = begin ? row.name.id : derivedId(row.name.id, part.facet.name, String(index), digest, String(known?.revision ?? -1n))
      await this.give(stream, order, row, commandId, digest, begin)
    }
    if (stream.pending.length === before && canonical(recordedNow().recorded ?? null) !== says) {
      throw new Refused('ChangeCannotBeImported', CHANGED)
    }
    return recorded === undefined ? 'added' : 'changed'
  }

  private async give(stream: StreamState, order: Order, row: ImportRow, commandId: string, digest: string, begins: boolean): Promise<void> {
    const command = this.on.commands.get(order.command)
    if (!command) throw new Error(`no command is called ${order.command}: mend the table ${row.table}`)
    const judged = judgedBody(command, order.input, this.on.clock)
    if ('problems' in judged) throw refusals(judged.problems)
    const unknown = []
    for (const { id, path } of refsIn(command.shape, judged.data))
      if (!this.overlay.holds(stream, id) && !(await this.exists(id))) unknown.push(problem(path.join('.'), 'UnknownId'))
    if (unknown.length > 0) throw refusals(unknown)
    const recordDespite: Breach[] = []
    for (;;) {
      const revision = stream.stored === null && stream.pending.length === 0 ? null : (stream.stored ?? -1n) + BigInt(stream.pending.length)
      const decision: NewEvent[] | Extract<Outcome, { is: 'RuleBroken' }> = await decide(
        { ...this.on, store: this.overlay as never, keys: this.keys },
        {
          command,
          input: judged.data,
          id: stream.id,
          commandId,
          actor: 'system:import',
          correlationId: row.name.id,
          imported: true,
          ...(begins && { row: row.name.id }),
          recordDespite,
        },
        { state: stream.state, revision },
        digest,
      )
      if (!('is' in decision)) return this.overlay.add(stream, decision)
      const { rule, field } = decision
      if (rule.of === 'record' || recordDespite.some((breach) => breach.rule === rule.code))
        throw new Refused(rule.code, rule.message, field)
      recordDespite.push({ rule: rule.code, reason: `นำเข้าตามที่เกิดขึ้นจริง · imported as it happened (${row.name.source})` })
    }
  }

  private async exists(id: string): Promise<boolean> {
    if (this.overlay.has(id) || this.inside.has(id)) return true
    let known = this.exist.get(id)
    if (known === undefined) this.exist.set(id, (known = await this.on.exists(id)))
    return known
  }

  private notice(is: Notice['is'], row: ImportRow, { code, reason, field }: Refused): void {
    const { name, value } = row.column(field)
    this.notices.push({ is, table: row.table, line: row.line, key: row.key, column: name, value, code, reason })
  }
}

/** What is recorded of what the part says. */
const recordedOf = (known: Known | undefined, { find }: Part) => (known && (find ? find(known.fact) : known.fact)) as object | undefined

const refusals = (problems: readonly { field: string; code: string; message: Bilingual }[]) =>
  new Refusals(problems.map(({ field, code, message }) => new Refused(code, message, field)))

function countsOf(rows: readonly ImportRow[], notices: readonly Notice[], results: ReadonlyMap<ImportRow, Result>): Map<string, Count> {
  const counts = new Map<string, Count>()
  const of = (table: string) => {
    const found = counts.get(table) ?? { read: 0, added: 0, changed: 0, unchanged: 0, kept: 0, refused: 0 }
    counts.set(table, found)
    return found
  }
  const refused = new Set(notices.filter(({ is }) => is === 'refused').map(({ table, line }) => `${table} ${line}`))
  for (const row of rows) {
    if (!refused.has(`${row.table} ${row.line}`)) of(row.table)[results.get(row) ?? 'unchanged']++
  }
  for (const place of refused) of(place.slice(0, place.lastIndexOf(' '))).refused++
  for (const count of counts.values()) count.read = count.added + count.changed + count.unchanged + count.kept + count.refused
  return counts
}

/** Stream by stream in the order decided, few at a time: the store bounds each commit, and a running API gets its turn between them. */
async function appendAll(
  on: Pick<Handling, 'registry' | 'keys'> & { readonly store: EventAppender },
  streams: readonly StreamState[],
  keys: PendingKeys,
  { progress }: ImportOptions,
): Promise<{ conflicts: string[]; position: bigint | null }> {
  const conflicts: string[] = []
  let position: bigint | null = null
  for (let at = 0; at < streams.length; at += STREAMS_AT_ONCE) {
    const some = streams.slice(at, at + STREAMS_AT_ONCE)
    on.keys.prepare(some.filter(({ aggregate }) => aggregate.category === 'person').map(({ id }) => id))
    const appended = await Promise.all(
      some.map(async (stream) => {
        try {
          return await append(on, stream, keys)
        } catch (error) {
          if (!(error instanceof WrongExpectedRevision)) throw error
          conflicts.push(stream.id)
          return null
        }
      }),
    )
    for (const reached of appended) if (reached !== null && (position === null || reached > position)) position = reached
    progress?.('recording', at + some.length, streams.length)
    await nextTick()
  }
  return { conflicts, position }
}

/** All that was decided for a stream in one append; in several, one after the other, where the store takes no more at once. */
async function append(
  on: Pick<Handling, 'registry'> & { readonly store: EventAppender },
  stream: StreamState,
  keys: PendingKeys,
): Promise<bigint> {
  const name = on.registry.streamOf(stream.id)
  const events = stream.pending.map((event) => keys.sealed(event, stream.id, on.registry.events.get(event.type)!.personal))
  let expected = stream.stored
  let position = 0n
  for (const some of bounded(events)) {
    const appended = await on.store.append(name, expected ?? 'no-stream', some)
    expected = appended.revision
    position = appended.position
  }
  return position
}

function* bounded(events: readonly NewEvent[]): Generator<readonly NewEvent[]> {
  let some: NewEvent[] = []
  let bytes = 0
  for (const event of events) {
    const size = events.length === 1 ? 0 : Buffer.byteLength(JSON.stringify(event.data)) + Buffer.byteLength(JSON.stringify(event.metadata))
    if (some.length > 0 && (some.length >= MAX_EVENTS || bytes + size > MAX_APPEND_BYTES)) {
      yield some
      some = []
      bytes = 0
    }
    some.push(event)
    bytes += size
  }
  yield some
}
