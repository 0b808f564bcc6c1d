/** What a table declares of itself: what it may be narrowed to, its columns, and where its rows come from. */
import type { AsOf, Bilingual } from '@prasan/event-sourcing'
import type { RequestContext } from '@prasan/graphql'
import type { Cell, Column, Language } from '@prasan/tables'

export interface ColumnOf<R> extends Column {
  readonly of: (row: R) => Cell
}

/** What is said of a table, all as texts. */
export type Given = Readonly<Partial<Record<string, string>>>

export interface Asked {
  readonly given: Given
  /** A day and a log number: what is recorded while the table is written changes nothing of it. */
  readonly asOf: AsOf & { readonly log: number }
  readonly language: Language
  /** As whoever asks, of that moment. What it has read is forgotten with it. */
  request(): RequestContext
}

export interface Made<R> {
  readonly columns: readonly ColumnOf<R>[]
  readonly length: number
  parts(): AsyncIterable<readonly R[]>
}

export interface TableKind {
  readonly title: Bilingual
  /** What it may be narrowed to, besides the moment and the language. */
  readonly narrowing: readonly string[]
  /** @throws GraphQLError BAD_USER_INPUT that names what was given */
  make(asked: Asked): Made<any>
}

const column =
  (kind: Column['kind']) =>
  <R>(th: string, en: string, tag: string, of: (row: R) => Cell): ColumnOf<R> => ({ header: { th, en }, tag, kind, of })
export const text = column('text')
export const number = column('number')
export const day = column('day')

/** What was all asked for by one statement. */
export const atOnce = <R>(rows: readonly R[]): Pick<Made<R>, 'length' | 'parts'> => ({
  length: rows.length,
  async *parts() {
    if (rows.length > 0) yield rows
  },
})
