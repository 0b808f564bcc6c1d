/** What a key in a cell stands for: a row of the file, one imported before, or a Prasan id. */
import { categoryOf, normalised } from '@prasan/event-sourcing'
import { asHeader } from './found-rows.js'
import { Refused } from './refused.js'
import { RowName, type Table } from './table.js'

/** @throws Refused */
export function findKey(
  tables: readonly Table[],
  names: ReadonlyMap<Table, ReadonlyMap<string, RowName>>,
  source: string,
  among: readonly string[],
  typed: string,
  isRecorded: (id: string) => boolean,
): string {
  const [, prefix, rest] = /^([^:]+):(.+)$/.exec(typed) ?? []
  const named = tables.filter(({ name }) => among.includes(name))
  const chosen = prefix === undefined ? [] : named.filter(({ name, th }) => [name, th].some((each) => asHeader(each) === asHeader(prefix)))
  const key = normalised(chosen.length > 0 ? rest! : typed)
  const looked = chosen.length > 0 ? chosen : named
  const inFile = looked.flatMap((table) => {
    const name = names.get(table)?.get(key)
    return name ? [table.idOf(name)] : []
  })
  const candidates = inFile.length > 0 ? inFile : looked.map((table) => table.idOf(new RowName(source, table.name, key))).filter(isRecorded)
  if (candidates.length === 1) return candidates[0]!
  const which = among.join(', ')
  if (candidates.length > 1) {
    throw new Refused('KeyAmbiguous', {
      th: `รหัสนี้มีในหลายตาราง (${named.map(({ th }) => th).join(', ')}): เขียนชื่อตารางนำหน้า เช่น ${named[0]!.th}:${typed}`,
      en: `Several tables have this key (${which}): write the table before it, as in ${named[0]!.name}:${typed}.`,
    })
  }
  const [, category] = /^([A-Za-z]+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(typed) ?? []
  if (category !== undefined) {
    const kinds = named.map((table) => categoryOf(table.idOf(new RowName(source, table.name, key))))
    if (kinds.includes(category)) return typed
    throw new Refused('NotAnId', {
      th: `รหัสนี้เป็นของ ${category} ช่องนี้ต้องการรหัสของ ${named.map(({ th }, n) => `${th} (${kinds[n]}-…)`).join(', ')}`,
      en: `This is the id of a ${category}; this column takes that of ${named.map(({ name }, n) => `${name} (${kinds[n]}-…)`).join(', ')}.`,
    })
  }
  throw new Refused('UnknownKey', {
    th: `ไม่มีรหัสนี้ในตาราง ${named.map(({ th }) => th).join(', ')} ของไฟล์ และไม่เคยนำเข้ามาก่อน`,
    en: `No row of ${which} has this key, and none was imported from “${source}” before.`,
  })
}
