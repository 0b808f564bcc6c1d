/** Decides what the rows say, in the order of its days, against the store as it will be. */
import { type Bilingual, type Command, type Handling, canonical, categoryOf, derivedId } from '@prasan/event-sourcing'
import { setImmediate as nextTick } from 'node:timers/promises'
import { atWhatChanged, cannotChange, elsewhere, firstDifference, recordedOf } from './comparing.js'
import { Giving } from './giving.js'
import type { ImportOptions, ImportRow, Notice, Result } from './report.js'
import type { Overlay, PendingKeys, StreamState } from './overlay.js'
import { REFERS_TO_A_REFUSED_ROW, Refusals, Refused, SOMEBODY_ELSE } from './refused.js'
import { type Facet, type Part, STAGES } from './table.js'
import { Queue, type Unit, unitsOf } from './units.js'

const KEPT: Bilingual = {
  th: 'แก้ไขในระบบหลังการนำเข้าครั้งก่อน: ไม่เขียนทับ (ใช้ --prefer-file เพื่อเขียนทับ)',
  en: 'Changed in the application since it was last imported: not overwritten (--prefer-file overwrites).',
}
const ERASED: Bilingual = { th: 'ลบข้อมูลส่วนบุคคลแล้ว: ไม่นำกลับมา', en: 'The personal data was erased: it is not brought back.' }
const WEIGHT: readonly Result[] = ['unchanged', 'kept', 'changed', 'added']
const heaviest = (results: readonly Result[]) => WEIGHT.findLast((weight) => results.includes(weight)) ?? 'unchanged'

/** Why a unit was refused, and how many events the streams it looked at were to get then. */
interface Refusal {
  readonly why: readonly Refused[]
  readonly seen: ReadonlyMap<StreamState, number>
}

export class Deciding {
  readonly notices: Notice[] = []
  readonly results = new Map<ImportRow, Result>()
  /** What rows of the file would be that are not decided yet, by their ids. */
  private readonly undecided = new Set<string>()
  /** Things inside streams that decided rows have brought. */
  private readonly inside = new Set<string>()
  private readonly exist = new Map<string, boolean>()
  private readonly giving: Giving
  /** Rows of which something was taken and the rest refused, by their ids: why. */
  readonly halves = new Map<string, Notice[]>()
  private done = 0

  constructor(
    private readonly on: Handling & { readonly commands: ReadonlyMap<string, Command>; readonly hasBegun: (row: string) => boolean },
    private readonly overlay: Overlay,
    private readonly keys: PendingKeys,
    private readonly options: ImportOptions,
  ) {
    this.giving = new Giving(on, overlay, keys, (id) => this.exists(id))
  }

  /** @returns the rows as they were decided, without those refused before */
  async all(given: readonly ImportRow[], lost: ReadonlySet<string>): Promise<readonly ImportRow[]> {
    const rows = await this.completed(given)
    for (const { id } of rows) this.undecided.add(id)
    for (const id of lost) if (!(await this.exists(id))) this.undecided.add(id)
    for (const stage of STAGES) {
      const units = unitsOf(rows.filter((row) => row.stage === stage))
      await this.settle(units, rows.length)
    }
    this.options.progress?.('deciding', rows.length, rows.length)
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

  /** Takes each unit as soon as what it needs is there; those that were refused before their streams changed again, until nothing moves. */
  private async settle(units: readonly Unit[], total: number): Promise<void> {
    const queue = new Queue()
    const waiting = new Map<string, Unit[]>()
    const refused = new Map<Unit, Refusal>()
    const consider = (unit: Unit) => {
      const need = this.missing(unit)
      if (need === undefined) queue.add(unit)
      else if (!waiting.get(need)?.push(unit)) waiting.set(need, [unit])
    }
    const release = (id: string) => {
      const freed = waiting.get(id) ?? []
      waiting.delete(id)
      for (const unit of freed) consider(unit)
    }
    for (const unit of units) consider(unit)
    for (;;) {
      for (let unit = queue.take(); unit; unit = queue.take()) {
        const { row } = unit
        const result = await this.decideUnit(unit)
        if (typeof result !== 'string') {
          refused.set(unit, result)
          const isAnother = result.why.some(({ code }) => code === SOMEBODY_ELSE)
          if (isAnother || !(await this.exists(row.id))) continue
          this.undecided.delete(row.id) // what it is was recorded before: others may refer to it
          release(row.id)
          continue
        }
        const before = this.results.get(row)
        this.results.set(row, before ? heaviest([before, result]) : result)
        this.inside.add(row.id)
        this.undecided.delete(row.id)
        release(begun(row))
        release(row.id)
        if (++this.done % 500 === 0) {
          this.options.progress?.('deciding', Math.min(this.done, total), total)
          await nextTick()
        }
      }
      const again = [...refused].filter(([, { seen }]) => [...seen].some(([{ pending }, count]) => pending.length !== count))
      if (again.length === 0) break
      for (const [unit] of again) {
        refused.delete(unit)
        queue.add(unit)
      }
    }
    for (const [{ row }, { why }] of refused) {
      const told = this.notices.length
      for (const each of [...why, ...this.giving.otherProblems(row)]) this.notice('refused', row, each)
      if (this.results.has(row)) this.halves.set(row.id, [...(this.halves.get(row.id) ?? []), ...this.notices.slice(told)])
    }
    for (const [need, { row, begins }] of [...waiting].flatMap(([id, all]) => all.map((unit) => [id, unit] as const))) {
      if (begins) for (const each of [REFERS_TO_A_REFUSED_ROW(need), ...this.giving.otherProblems(row)]) this.notice('refused', row, each)
    }
  }

  /** What must be decided before the unit. */
  private missing({ row, begins }: Unit): string | undefined {
    if (!begins) return this.results.has(row) ? undefined : begun(row)
    return row.needs.find((id) => id !== row.id && this.undecided.has(id))
  }

  /** All parts, or none. */
  private async decideUnit({ row, parts, begins }: Unit): Promise<Result | Refusal> {
    const seen = new Map<StreamState, number>()
    const notices: [Notice['is'], Refused][] = []
    const results: Result[] = []
    const looked = async (id: string) => {
      const stream = await this.overlay.stream(id)
      if (!seen.has(stream)) {
        seen.set(stream, stream.pending.length)
        this.overlay.mark(stream)
      }
      return stream
    }
    try {
      for (const [index, part] of parts.entries()) {
        if (part.follows) for (const id of row.needs) if (this.on.registry.aggregates.has(categoryOf(id))) await looked(id)
        results.push(await this.decidePart(await looked(part.id), part, row, begins && index === 0, notices, looked))
      }
    } catch (error) {
      for (const stream of seen.keys()) this.overlay.rewind(stream)
      if (error instanceof Refused) return { why: [error], seen }
      if (error instanceof Refusals) return { why: error.all, seen }
      throw error
    }
    for (const [is, refused] of notices) this.notice(is, row, refused)
    return heaviest(results)
  }

  private async decidePart(
    stream: StreamState,
    part: Part,
    row: ImportRow,
    begins: boolean,
    notices: [Notice['is'], Refused][],
    looked: (id: string) => Promise<StreamState>,
  ): Promise<Result> {
    const recordedNow = () => {
      const known = this.overlay.knownOf(stream, part.facet, part.key)
      return { known, recorded: recordedOf(known, part) }
    }
    const { known, recorded } = recordedNow()
    const mine = known?.rows.get(row.name.id)
    if (part.fact === undefined) {
      const columnThere = !row.leftOut?.columns.includes(row.column(part.says ?? '').name)
      if (recorded === undefined || !mine || !columnThere) return 'unchanged'
      if (!part.change) throw cannotChange(part.says ?? '') // what it said before cannot be taken back
    }
    const says = canonical(part.fact ?? null)
    const digest = this.keys.digest(canonical([part.facet.name, part.fact ?? null, ...(part.also ? [part.also] : [])]))
    const lastHere = known?.here ?? null
    const changedHere = lastHere !== null && lastHere > (mine?.revision ?? -1n)
    if (recorded === undefined) {
      if (!mine && begins && this.on.hasBegun(row.name.id)) throw cannotChange(elsewhere(stream, part, row, known)) // it began elsewhere
      if (known && changedHere && (mine || known.fact === undefined) && !this.options.preferFile) {
        notices.push(['kept', new Refused('ChangedHere', KEPT)]) // it was taken back
        return 'kept'
      }
    } else {
      if (canonical(recorded) === says) {
        if (part.also && mine && mine.digest !== digest && !changedHere) throw cannotChange(part.says ?? Object.keys(part.also)[0]!)
        return 'unchanged'
      }
      if (mine?.digest === digest && !changedHere) return 'unchanged' // another row of an import changed it since
      if (Object.values(recorded).includes(null)) {
        notices.push(['kept', new Refused('PersonalDataErased', ERASED)])
        return 'kept'
      }
      if (changedHere && !this.options.preferFile) {
        notices.push(['kept', new Refused('ChangedHere', KEPT)])
        return 'kept'
      }
      const another = this.options.preferFile ? undefined : part.another?.(recorded)
      if (another) throw another
    }
    const other = <K>(facet: Facet, key?: string) => this.overlay.knownOf(stream, facet, key)?.fact as K | undefined
    const record = () => (typeof part.record === 'function' ? part.record(other) : part.record)
    const orders = recorded === undefined ? record() : part.change?.(recorded, other)
    if (!orders) throw cannotChange(firstDifference(recorded, part.fact))
    const before = stream.pending.length
    for (const [index, order] of orders.entries()) {
      const begin = begins && !mine && recorded === undefined && index === 0
      const commandId = begin ? row.name.id : derivedId(row.name.id, part.facet.name, String(index), digest, String(known?.revision ?? -1n))
      try {
        for (const told of await this.giving.give(stream, order, row, commandId, digest, begin)) notices.push(['told', told])
      } catch (error) {
        throw recorded === undefined ? error : atWhatChanged(error, row, recorded, part.fact)
      }
    }
    for (const event of part.follows ? stream.pending.slice(before) : [])
      for (const { id, ...order } of part.follows!(event, other))
        for (const told of await this.giving.give(await looked(id), order, row, derivedId(event.id, id), digest, false))
          notices.push(['told', told])
    if (stream.pending.length === before && canonical(recordedNow().recorded ?? null) !== says)
      throw cannotChange(firstDifference(recorded, part.fact))
    return recorded === undefined ? 'added' : 'changed'
  }

  private async exists(id: string): Promise<boolean> {
    if (this.overlay.has(id) || this.inside.has(id)) return true
    let known = this.exist.get(id)
    if (known === undefined) this.exist.set(id, (known = await this.on.exists(id)))
    return known
  }

  private notice(is: Notice['is'], row: ImportRow, { code, reason, field }: Refused): void {
    const { name, value, line = row.line, key = row.key } = row.column(field)
    this.notices.push({ is, table: row.table, line, key, column: name, value, code, reason })
  }
}

const begun = (row: ImportRow) => `begun ${row.id}`
