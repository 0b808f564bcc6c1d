/** A table as a spreadsheet shows it: two rows over the columns, words for people and HXL hashtags for programs, then its rows as they come. */
import type { Bilingual } from '@prasan/event-sourcing'

export type Language = 'th' | 'en'

/** Days are `YYYY-MM-DD`; null is an empty cell. */
export type Cell = string | number | null

export interface Column {
  readonly header: Bilingual
  /** As HXL 1.1 writes it, `#hashtag+attribute`. */
  readonly tag: string
  readonly kind: 'text' | 'number' | 'day'
}

export interface Table {
  readonly title: Bilingual
  readonly columns: readonly Column[]
  /** What it was asked for, and of which moment. */
  readonly about: readonly (readonly [label: Bilingual, value: Cell])[]
  /** How many rows there are. */
  readonly length: number
  /** The rows, some at a time; whoever stops asking ends them. */
  parts(): AsyncIterable<readonly (readonly Cell[])[]>
}

export const inLanguage = ({ th, en }: Bilingual, language: Language): string => (language === 'en' ? (en ?? th) : th)
