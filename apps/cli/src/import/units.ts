/** The order in which what the rows say is decided: by days, so that who comes after another is not taken for a second one beside the first. */
import type { ImportRow } from './report.js'
import type { Part } from './table.js'

/** What a row begins, or what it ends on one day: decided whole or not at all. */
export interface Unit {
  readonly row: ImportRow
  readonly parts: readonly Part[]
  readonly begins: boolean
  /** The day from which it holds; empty where that is not said: since before the record begins. */
  readonly on: string
  /** Its place among those of one day. */
  readonly place: number
}

export function unitsOf(rows: readonly ImportRow[]): Unit[] {
  return rows.flatMap((row, n) => {
    const ends = new Map<string, Part[]>()
    for (const part of row.parts) if (part.ends !== undefined) ends.set(part.ends, [...(ends.get(part.ends) ?? []), part])
    return [
      { row, parts: row.parts.filter((part) => part.ends === undefined), begins: true, on: row.order, place: n },
      ...[...ends].map(([on, parts]) => ({ row, parts, begins: false, on, place: rows.length - n })),
    ]
  })
}

/** On one day ends come before beginnings, those of later rows first, since what has ended takes no more. */
const isBefore = (one: Unit, other: Unit): boolean =>
  one.on !== other.on ? one.on < other.on : one.begins !== other.begins ? other.begins : one.place < other.place

/** Units of which the first can be taken, whatever came in between: a heap. */
export class Queue {
  private readonly units: Unit[] = []

  add(unit: Unit): void {
    const { units } = this
    let at = units.push(unit) - 1
    for (let above = (at - 1) >> 1; at > 0 && isBefore(unit, units[above]!); above = (at - 1) >> 1) {
      units[at] = units[above]!
      at = above
    }
    units[at] = unit
  }

  take(): Unit | undefined {
    const { units } = this
    const first = units[0]
    const last = units.pop()
    if (units.length === 0 || last === undefined) return first
    let at = 0
    for (;;) {
      const below = 2 * at + 1
      const least = below + 1 < units.length && isBefore(units[below + 1]!, units[below]!) ? below + 1 : below
      if (least >= units.length || !isBefore(units[least]!, last)) break
      units[at] = units[least]!
      at = least
    }
    units[at] = last
    return first
  }
}
