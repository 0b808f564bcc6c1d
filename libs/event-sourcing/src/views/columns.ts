/** Columns as a view declares them: what they are in TypeScript, what they are in SQLite, and the way there and back. */
import type { Bilingual } from '../declaring/shapes.js'
import type { Cell } from './stretches.js'

type Kind = 'text' | 'day' | 'int' | 'bool' | 'bilingual' | 'json'
export type Column = Kind | `${Kind}?`
export type Columns = Readonly<Record<string, Column>>

type ValueOf<C extends Column> = C extends `${infer K extends Kind}?`
  ? ValueOf<K> | null
  : C extends 'int'
    ? number
    : C extends 'bool'
      ? boolean
      : C extends 'bilingual'
        ? Bilingual
        : C extends 'json'
          ? unknown
          : string
export type Values<C extends Columns> = { [K in keyof C]: ValueOf<C[K]> }
/** What a handler may give: nullable columns may be left out. */
export type Given<C extends Columns> = { [K in keyof C as C[K] extends `${string}?` ? never : K]: ValueOf<C[K]> } & {
  [K in keyof C as C[K] extends `${string}?` ? K : never]?: ValueOf<C[K]> | undefined
}

const SQL_TYPE: Record<Kind, string> = { text: 'text', day: 'text', int: 'integer', bool: 'integer', bilingual: 'text', json: 'text' }
export const optional = (column: Column): boolean => column.endsWith('?')
const kindOf = (column: Column) => column.replace('?', '') as Kind

/** The columns of the table that a declared one becomes, each with its type. */
export const physical = (name: string, column: Column): [string, string][] =>
  kindOf(column) === 'bilingual'
    ? [
        [`${name}Th`, optional(column) ? 'text' : 'text not null'],
        [`${name}En`, 'text'],
      ]
    : [[name, SQL_TYPE[kindOf(column)] + (optional(column) ? '' : ' not null')]]

/** Values to the cells of a row, in the order in which the columns are declared, and back. A value that is left out is null. */
export function encoder(columns: Columns): {
  readonly names: readonly string[]
  cellsOf(values: Record<string, unknown>): Cell[]
  valuesOf(cells: readonly Cell[]): Record<string, unknown>
} {
  const kinds = Object.entries(columns).map(([name, column]) => [name, kindOf(column)] as const)
  return {
    names: Object.entries(columns).flatMap(([name, column]) => physical(name, column).map(([physicalName]) => physicalName)),
    cellsOf(values) {
      const cells: Cell[] = []
      for (const [name, kind] of kinds) {
        const value = values[name] ?? null
        if (kind === 'bilingual') cells.push((value as Bilingual | null)?.th ?? null, (value as Bilingual | null)?.en ?? null)
        else if (value === null) cells.push(null)
        else if (kind === 'bool') cells.push(value ? 1 : 0)
        else if (kind === 'json') cells.push(JSON.stringify(value))
        else cells.push(value as string | number)
      }
      return cells
    },
    valuesOf(cells) {
      const values: Record<string, unknown> = {}
      let at = 0
      for (const [name, kind] of kinds)
        values[name] = kind === 'bilingual' ? bilingual(cells[at++]!, cells[at++]!) : decoded(kind, cells[at++]!)
      return values
    },
  }
}

/** Reads rows of a table in the types of its columns; other columns of a row pass as they are, but for the ones named to be left out. */
export function decoder(columns: Columns, leftOut: readonly string[] = []): (row: Record<string, unknown>) => Record<string, unknown> {
  const of = (...kinds: Kind[]) => Object.entries(columns).flatMap(([name, column]) => (kinds.includes(kindOf(column)) ? name : []))
  const halves = of('bilingual').map((name) => [name, `${name}Th`, `${name}En`] as const)
  const others = of('bool', 'json').map((name) => [name, kindOf(columns[name]!)] as const)
  const absent = new Set([...leftOut, ...halves.flatMap(([, th, en]) => [th, en])])
  // Copied one by one: an object from which properties are deleted is slow from then on.
  return (row) => {
    const out: Record<string, unknown> = {}
    for (const name in row) if (!absent.has(name)) out[name] = row[name]
    for (const [name, th, en] of halves) if (th in row) out[name] = bilingual(row[th], row[en])
    for (const [name, kind] of others) if (name in row) out[name] = decoded(kind, row[name])
    return out
  }
}

const bilingual = (th: unknown, en: unknown) => (th === null ? null : { th, ...(en !== null && { en }) })
const decoded = (kind: Kind, cell: unknown): unknown =>
  cell === null ? null : kind === 'bool' ? cell === 1 : kind === 'json' ? JSON.parse(cell as string) : cell
