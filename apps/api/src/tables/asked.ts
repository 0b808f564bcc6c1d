/** The tables that are taken away, by name; each is asked for as whoever wants it, of one moment. */
import { Day, z } from '@prasan/event-sourcing'
import { type RequestContext, badInput, judged } from '@prasan/graphql'
import { type Language, type Table } from '@prasan/tables'
import { commitmentTables } from './commitments.js'
import { figureTables } from './figures.js'
import { type Given, type Made, type TableKind, day, number } from './kinds.js'

const KINDS: Readonly<Record<string, TableKind>> = { ...commitmentTables, ...figureTables }
export const tableNames = Object.keys(KINDS)
export const isTable = (name: string): boolean => Object.hasOwn(KINDS, name)

/** Besides what the table is narrowed to: `as-of` a day, `known` an instant or `log` a log number, `lang` th or en. */
const OF_ALL = ['as-of', 'known', 'log', 'lang'] as const
/** What some table may be narrowed to. */
export const narrowings = [...new Set(Object.values(KINDS).flatMap(({ narrowing }) => narrowing))]

export interface TableMade {
  readonly table: Table
  readonly language: Language
  readonly effective: string
  readonly logNumber: number
}

/** All that is given is a text, as an address or the command line has it. @throws GraphQLError BAD_USER_INPUT that names the place */
export function tableFor(name: string, given: Readonly<Record<string, unknown>>, request: RequestContext): TableMade {
  const kind = KINDS[name]!
  requireKnown(given, [...OF_ALL, ...kind.narrowing])
  const language = languageOf(given['lang'])
  const asOf = momentOf(given, request)
  const asked = { given, asOf, language, request: () => request.issued({ day: asOf.day, logNumber: asOf.log }) }
  const made = kind.make(asked)
  return { table: tableOf(made, kind, asked), language, effective: asOf.day, logNumber: asOf.log }
}

function tableOf(
  made: Made<unknown>,
  { title, narrowing }: TableKind,
  { given, asOf }: { given: Given; asOf: { day: string; log: number } },
): Table {
  const columns = [
    ...made.columns,
    day('ณ วันที่', 'As of', '#date+asof', () => asOf.day),
    number('ลำดับในบันทึก', 'Log number', '#meta+log', () => asOf.log),
  ]
  return {
    title,
    columns,
    length: made.length,
    about: [
      [{ th: 'ณ วันที่', en: 'As of' }, asOf.day],
      [{ th: 'ลำดับในบันทึก', en: 'Log number' }, asOf.log],
      ...narrowing.flatMap((name): Table['about'] => (given[name] === undefined ? [] : [[{ th: name }, given[name]]])),
      [{ th: 'จำนวนแถว', en: 'Rows' }, made.length],
    ],
    async *parts() {
      for await (const rows of made.parts()) yield rows.map((row) => columns.map(({ of }) => of(row)))
    },
  }
}

function requireKnown(given: Readonly<Record<string, unknown>>, known: readonly string[]): asserts given is Given {
  for (const [name, value] of Object.entries(given)) {
    if (!known.includes(name)) throw badInput(name, 'UnknownField')
    if (typeof value !== 'string') throw badInput(name, 'NotTogether')
  }
}

function languageOf(asked: string | undefined): Language {
  if (asked === undefined || asked === 'th') return 'th'
  if (asked === 'en') return 'en'
  throw badInput('lang', 'UnknownWord')
}

/** The day and the log number of the whole table: of what was asked for, else the present of the request. */
function momentOf({ 'as-of': on, known: knownAt, log: at }: Given, request: RequestContext) {
  const day = judged(Day, on, 'as-of') ?? request.today
  const known = request.logNumberAt(knownAt, 'known')
  const log = judged(z.int().min(0).max(request.logNumber), at !== undefined && /^\d{1,15}$/.test(at) ? Number(at) : at, 'log')
  if (known !== undefined && log !== undefined) throw badInput('known', 'NotTogether')
  return { day, log: known ?? log ?? request.logNumber }
}
