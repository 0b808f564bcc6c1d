/** A sheet of cells as text, wherever it comes from. */
import { Refused } from './refused.js'

export interface Line {
  /** As the file shows it, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** Cells that show no value, by their place in the line: why. */
  readonly broken?: ReadonlyMap<number, Refused>
}

/** What a reader of the file does not see: lines and columns from 1. */
export interface Hidden {
  readonly rows: readonly number[]
  readonly columns: readonly number[]
}

export interface Sheet {
  /** As the file or the tab is called. */
  readonly name: string
  /** Where it stands, for messages. */
  readonly place: string
  readonly header: readonly string[]
  readonly brokenHeader: ReadonlyMap<number, Refused>
  /** Without those that are empty. */
  readonly rows: readonly Line[]
  readonly hidden?: Hidden & { readonly sheet: boolean }
}

export function sheetOf(name: string, place: string, lines: readonly Line[]): Sheet {
  const [header, ...rows] = lines.map(withErrorTexts).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const none = new Map<number, Refused>()
  return { name, place, header: header?.cells.map((cell) => cell.trim()) ?? [], brokenHeader: header?.broken ?? none, rows }
}

/** Errors that a program wrote as text, as Excel does into CSV, are errors. */
function withErrorTexts(line: Line): Line {
  if (!line.cells.some((cell) => cell.startsWith('#'))) return line
  const broken = new Map(line.broken)
  for (const [at, cell] of line.cells.entries())
    if (cell.startsWith('#') && ERROR.test(cell.trim()) && !broken.has(at)) broken.set(at, errorValue(cell.trim()))
  return broken.size > 0 ? { ...line, broken } : line
}

const ERROR = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|GETTING_DATA)$/

export const errorValue = (shown: string): Refused =>
  new Refused('ErrorValue', {
    th: `ช่องนี้มีค่าผิดพลาด ${shown}: แก้สูตร หรือพิมพ์ค่าแทน`,
    en: `This cell holds the error ${shown}: mend its formula, or type the value.`,
  })
