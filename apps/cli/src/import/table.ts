/** How a row of a file becomes commands: what it says is split into parts, each a fact of one stream that can be recorded, compared, changed. */
import { type Bilingual, type LoggedEvent, derivedId, idWithin, reasonOfImport } from '@prasan/event-sourcing'
import type { Column } from './cells.js'
import type { Refused } from './refused.js'

/** A command to give. */
export interface Order {
  /** Its name, as in `RegisterPerson`. */
  readonly command: string
  readonly input: Readonly<Record<string, unknown>>
}

/** What a stream says about one fact, folded from its events by their names; without a key there is one such fact in a stream. */
export interface Facet<F = any> {
  readonly name: string
  readonly evolve: Readonly<Record<string, (recorded: F | undefined, data: any, key: string, event: LoggedEvent) => F | undefined>>
  /** The fact that the event is about, or all of them. */
  readonly keyOf?: (data: any, event: LoggedEvent) => string | readonly string[]
}

export const facet = <F>(name: string, evolve: Facet<F>['evolve'], keyOf?: Facet['keyOf']): Facet<F> => ({
  name,
  evolve,
  ...(keyOf && { keyOf }),
})

/** Id of the row that brought the event; undefined where no import did. */
export const rowOf = ({ metadata }: LoggedEvent): string | undefined => (metadata.imported ? metadata.correlationId : undefined)

export interface Part<F = any> {
  readonly facet: Facet
  /** Id of the stream's aggregate. */
  readonly id: string
  /** Which fact of the stream, where the facet has keys. */
  readonly key?: string
  /** What the row says; undefined where it says nothing of it: then nothing is recorded, and what it said before is taken back by `change`, never in silence. */
  readonly fact: F | undefined
  /** What the row says that shows only in the commands, as the day of a change: it cannot be changed by itself. */
  readonly also?: object
  /** Field that the column which says it fills, where the row says nothing, or says it only in `also`. */
  readonly says?: string
  /** Why the row must be about something else than what is recorded under its key; --prefer-file takes it nevertheless. */
  readonly another?: (recorded: F) => Refused | undefined
  /** The fact that the row is about, where the facet holds several. */
  readonly find?: (recorded: any) => F | undefined
  /** What follows in other streams on an event that records it; `known` as in `record`. */
  readonly follows?: (
    event: { readonly type: string; readonly data: object },
    known: <K>(facet: Facet, key?: string) => K | undefined,
  ) => readonly (Order & { readonly id: string })[]
  /** An end, and its day: decided in the order of days, before what begins on that day; `AT_LAST`: when all else is. */
  readonly ends?: string
  /** The commands that record it where nothing is recorded. `known` gives what is recorded of another fact of the same stream. */
  readonly record: readonly Order[] | ((known: <K>(facet: Facet, key?: string) => K | undefined) => readonly Order[])
  /** The commands that turn what is recorded into what the row says; undefined where there are none. */
  readonly change?: (recorded: F, known: <K>(facet: Facet, key?: string) => K | undefined) => readonly Order[] | undefined
}

/** After every day. */
export const AT_LAST = '~'

export const part = <F>(declared: Part<F>): Part<F> => declared

/** Where the row says nothing of a fact that it may have said before. */
export const unsaid = (facet: Facet, id: string, says: string, more: Pick<Part, 'key' | 'find'> = {}): Part =>
  part({ facet, id, says, ...more, fact: undefined, record: [] })

/** Names that derive from the row's key, so that they are the same in every import. */
export class RowName {
  /** The row's own id, whatever it says: command id of what begins it, correlation id of all its events. */
  readonly id: string
  constructor(
    readonly source: string,
    table: string,
    key: string,
  ) {
    this.id = derivedId('import', source, table, key)
  }
  /** Id of a stream that the row begins. */
  stream = (category: string) => `${category}-${this.id}`
  /** Id of a thing inside a stream that the row's first command creates. */
  inside = (category: string) => `${category}-${idWithin(this.id, `${category}:0`)}`
  /** Why a correction is made, or something recorded despite a rule. */
  get reason() {
    return reasonOfImport(this.source)
  }
}

export type Columns = Readonly<Record<string, Column<any>>>
export type RowOf<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never }

/** What stands, what meets, what is promised. */
export const STAGES = ['register', 'meetings', 'promises'] as const
export type Stage = (typeof STAGES)[number]

export interface Table<C extends Columns = any> {
  /** English name: of the sheet, or of the CSV file. */
  readonly name: string
  readonly th: string
  readonly doc: Bilingual
  /** Tables of one stage are decided together, with their ends, before the next stage begins. */
  readonly stage: Stage
  /** The first is the key. */
  readonly columns: C
  /** Every facet that its parts name. */
  readonly facets: readonly Facet[]
  /** Id of what a row of the table is, by the row's name. */
  readonly idOf: (name: RowName) => string
  /** Rows are taken in this order, mostly that of days, among the ends of others; in that of the file where it is the same or left out. */
  readonly order?: (row: RowOf<C>) => string
  /** Ids of rows of other tables that are decided before the row, besides those that it refers to. */
  readonly after?: (
    row: RowOf<C>,
    rowsOf: (table: string) => readonly { readonly id: string; readonly values: Readonly<Record<string, unknown>> }[],
  ) => readonly string[]
  /**
   * Rows that are one thing together, as the moves of a list: what names the thing, and what it says as a whole; `list` is the field of which
   * each row is an entry. Of columns that are left out they say nothing.
   */
  readonly together?: {
    readonly list: string
    of(row: RowOf<C>): string
    parts(rows: readonly RowOf<C>[], name: RowName): readonly Part[]
  }
  /** What the row says, part by part; of rows that are one thing together, nothing. @throws Refused */
  readonly parts: (row: RowOf<C>, name: RowName) => readonly Part[]
}

export const table = <const C extends Columns>(declared: Table<C>): Table<C> => declared

/** A text in two languages from two columns; the English one may be missing. */
export const bilingual = (th: string, en: string | undefined): Bilingual => (en === undefined ? { th } : { th, en })

/** Without what is undefined, so that it compares as it was stored. */
export const said = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
