/** A row as it stands becomes what it says: every cell read, every key resolved. */
import { problem } from '@prasan/event-sourcing'
import type { Column, Keys } from './cells.js'
import { type Found, refusedCell } from './found-rows.js'
import type { ImportRow, Notice } from './report.js'
import { Refused } from './refused.js'

export function readRow(
  { table, line, typedKey: key, leftOut, cells, broken, name }: Found,
  keys: Keys,
  notices: Notice[],
  isRecorded: (id: string) => boolean,
): { row: ImportRow; values: Readonly<Record<string, unknown>> } | null {
  const columns = Object.entries(table.columns as Record<string, Column>)
  const [keyColumn] = columns[0]!
  const values: Record<string, unknown> = {}
  const needs: string[] = []
  let refused = false
  const refuse = (column: string, error: unknown) => {
    if (!(error instanceof Refused)) throw error
    refused = true
    notices.push(refusedCell(table.name, line, key, column, cells.get(column) ?? '', error))
  }
  for (const [column, { required, read, tables, areas }] of columns) {
    const typed = cells.get(column)
    const why = broken.get(column)
    if (why) {
      refuse(column, why)
      continue
    }
    if (typed === undefined) {
      if (required) refuse(column, new Refused('Missing', { th: 'ต้องกรอกช่องนี้', en: 'This column is required.' }))
      continue
    }
    try {
      values[column] = read(typed, keys)
      const ids = tables || areas ? [values[column] as string | string[]].flat() : []
      if (tables) needs.push(...ids)
      else if (column !== keyColumn && !ids.every(isRecorded)) throw new Refused('UnknownId', problem(column, 'UnknownId').message)
    } catch (error) {
      refuse(column, error)
    }
  }
  if (refused) return null
  const columnOf = (field: string) => {
    const naming = columns.find(([name]) => field !== '' && [values[name]].flat().includes(field))?.[0]
    const column = naming ?? columnFor(columns, field) ?? keyColumn
    return { name: column, value: cells.get(column) ?? '' }
  }
  try {
    const partsOf = (all: object) => table.parts(all as never, name)
    const parts = partsOf(values)
    const left = { columns: leftOut, parts: (recorded: object) => partsOf({ ...asRecorded(columns, leftOut, recorded), ...values }) }
    const row = {
      stage: table.stage,
      table: table.name,
      line,
      key,
      name,
      id: table.idOf(name),
      needs,
      parts,
      column: columnOf,
      order: table.order?.(values as never) ?? '',
      ...(leftOut.length > 0 && { leftOut: left }),
    }
    return { row, values }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    refuse(columnOf(error.field).name, error)
    return null
  }
}

/** What is recorded of the columns: at the path of the field that each fills, from its second step on, or by the column's name. */
function asRecorded(columns: readonly [string, Column][], wanted: readonly string[], recorded: object): Record<string, unknown> {
  const at = (path: readonly string[]) =>
    path.reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | null | undefined)?.[step],
      path.length > 0 ? recorded : undefined,
    )
  return Object.fromEntries(
    columns.flatMap(([name, { field = name }]) => {
      if (!wanted.includes(name)) return []
      const path = field.split('.')
      return [[name, at(path) ?? at(path.slice(1)) ?? at([name])]]
    }),
  )
}

/** The column that fills a field of a command's input: by its path, that of what it is part of, or the path within what is part of a list. */
function columnFor(columns: readonly [string, Column][], field: string): string | undefined {
  const path = field.split('.').filter((step) => !/^\d+$/.test(step))
  const by = (wanted: string) => columns.find(([name, { field: of }]) => (of ?? name) === wanted)?.[0]
  for (let from = 0; from < path.length; from++)
    for (let until = path.length; until > from; until--) {
      const found = by(path.slice(from, until).join('.'))
      if (found) return found
    }
  const named = columns.find(([name]) => name === path.at(-1))?.[0]
  return path.length > 0 ? (named ?? columns.find(([, { field: of }]) => of?.startsWith(`${path[0]}.`))?.[0]) : undefined
}
