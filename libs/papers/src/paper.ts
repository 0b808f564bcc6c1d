/** A paper as every writer takes it: what it says and in which order, not how it looks. All texts are ready to print. */
import { thaiDigits } from '@prasan/event-sourcing'

export type Language = 'th' | 'en'
export type Digits = 'thai' | 'arabic'

export interface Paper {
  readonly language: Language
  readonly digits: Digits
  readonly title: string
  /** Lines below the title. */
  readonly subtitle: readonly string[]
  readonly sections: readonly Section[]
  /** Each begins on a page of its own. */
  readonly annexes: readonly Section[]
  /** What it was made from. */
  readonly made: string
}
export interface Section {
  readonly heading: string
  readonly blocks: readonly Block[]
}
export type Block =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'heading'; readonly text: string }
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
