/** What is recorded of what a row says, and where the two differ. */
import { type Bilingual, canonical } from '@prasan/event-sourcing'
import type { ImportRow } from './report.js'
import type { Known, StreamState } from './overlay.js'
import { Refused, Refusals } from './refused.js'
import type { Part } from './table.js'

/** What is recorded of what the part says. */
export const recordedOf = (known: Known | undefined, { find }: Part) =>
  (known && (find ? find(known.fact) : known.fact)) as object | undefined

/** Path of the first field in which two facts differ. */
export function firstDifference(recorded: unknown, says: unknown): string {
  const isFact = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value)
  if (!isFact(says)) return ''
  const before = isFact(recorded) ? recorded : {}
  const field = [...new Set([...Object.keys(says), ...Object.keys(before)])].find(
    (each) => canonical([says[each]]) !== canonical([before[each]]),
  )
  if (field === undefined) return ''
  const below = firstDifference(before[field], says[field] ?? {})
  return below === '' ? field : `${field}.${below}`
}

/** Field that names what the row began as, where it is now about something else: another stream, thing inside it, or fact of several. */
export function elsewhere({ recorded }: StreamState, { id, key, fact }: Part, row: ImportRow, known: Known | undefined): string {
  const isOf = (event: { readonly metadata: Readonly<Record<string, unknown>> }) => event.metadata['correlationId'] === row.name.id
  if (!recorded.some(isOf)) return id
  if (!known?.rows.has(row.name.id)) return key ?? id
  const alike = (one: unknown) =>
    Object.entries(fact as object).filter(([field, value]) => value === (one as Record<string, unknown>)[field]).length
  const [nearest] = [known.fact].flat().toSorted((one, other) => alike(other) - alike(one))
  return firstDifference(nearest, fact)
}

const CHANGED: Bilingual = {
  th: 'ข้อมูลเปลี่ยนจากครั้งก่อน แต่นำเข้าการเปลี่ยนแปลงนี้ไม่ได้: แก้ในระบบโดยตรง',
  en: 'Changed since the last import, and this change cannot be imported: make it in the application.',
}
export const cannotChange = (field: string) => new Refused('ChangeCannotBeImported', CHANGED, field)

/** The refusal of a change, at the column that changed where the field that it names is filled by none. */
export function atWhatChanged(error: unknown, row: ImportRow, recorded: unknown, says: unknown): unknown {
  const ofTheRow = row.column('').name
  const named = (refused: Refused) =>
    row.column(refused.field).name === ofTheRow ? new Refused(refused.code, refused.reason, firstDifference(recorded, says)) : refused
  if (error instanceof Refusals) return new Refusals(error.all.map(named))
  return error instanceof Refused ? named(error) : error
}
