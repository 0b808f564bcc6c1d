/** A paper as every writer takes it: what it says and in which order, not how it looks. All texts are ready to print. */
import { thaiDigits } from '@prasan/event-sourcing'

export type Language = 'th' | 'en'
export type Digits = 'thai' | 'arabic'

/**
 * What stands at the head: the title and the lines below it; a letter and an order leave room for the Garuda of the office's own paper, 3 cm high,
 * and a memo for one of 1.5 cm beside its word; the title of a letter is not printed, it names the file.
 */
export type Form = 'plain' | 'letter' | 'order' | 'memo'

export interface Paper {
  readonly language: Language
  readonly digits: Digits
  readonly form?: Form
  readonly title: string
  /** Lines below the title. */
  readonly subtitle: readonly string[]
  readonly sections: readonly Section[]
  /** Each begins on a page of its own. */
  readonly annexes: readonly Section[]
  /** What it was made from, at the foot of each page; empty where it is not said. */
  readonly made: string
}
export interface Section {
  /** Empty where there is none. */
  readonly heading: string
  readonly blocks: readonly Block[]
}
export type Block =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'centred'; readonly text: string }
  /** A label, and a text beside it that stays beside it on every line; further in where it belongs to an item. */
  | { readonly is: 'labelled'; readonly label: string; readonly text: string; readonly further?: boolean }
  /** Columns without lines around them, their widths in percent; a cell may have several lines. */
  | {
      readonly is: 'columns'
      readonly widths: readonly number[]
      readonly centred?: boolean
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly is: 'list'; readonly items: readonly string[] }
  | { readonly is: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
export interface Column {
  readonly heading: string
  /** Its part of the width, in percent; those of a table make 100. */
  readonly width: number
}

/** The paper with every digit that it prints in Thai; a paper in Arabic digits stays as it is. */
export function inItsDigits(paper: Paper): Paper {
  if (paper.digits === 'arabic') return paper
  const all = <T>(part: T): T =>
    (typeof part === 'string'
      ? thaiDigits(part)
      : Array.isArray(part)
        ? part.map(all)
        : part !== null && typeof part === 'object'
          ? Object.fromEntries(Object.entries(part).map(([key, value]) => [key, key === 'is' ? (value as unknown) : all(value as unknown)]))
          : part) as T
  const { title, subtitle, sections, annexes, made } = paper
  return { ...paper, ...all({ title, subtitle, sections, annexes, made }) }
}

const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' })
/** At most so many characters as a reader counts them, the last an ellipsis where it had more. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text
  const kept: string[] = []
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length === most) return `${kept.slice(0, -1).join('').trimEnd()}…`
    kept.push(segment)
  }
  return text
}

/** The lines of a text, those with nothing on them left out. */
export const linesOf = (text: string): string[] => text.split(/\r\n?|\n|\u2028|\u2029/).filter((line) => line.trim() !== '')
