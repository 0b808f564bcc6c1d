/** How much room the briefing has: four pages of A4, reckoned as the widest of the fonts that stand in for the official one sets it. */
import type { Block, Section } from '../paper.js'

/** Points: of four pages without their margins, less what is left empty where a row or a heading does not fit any more. */
const ROOM = 4 * 714 * 0.85
const LINE = { text: 21.5, table: 18.5, heading: 27.5 }
/** Characters on a line, and for every percent of the width of a table. */
export const CHARACTERS = { text: 50, percent: 0.55 }

const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' })
const lines = (text: string, characters: number) => Math.max(1, Math.ceil([...graphemes.segment(text)].length / characters))

function heightOf(block: Block): number {
  if (block.is === 'heading') return LINE.heading
  if (block.is === 'text') return LINE.text * lines(`${' '.repeat(8)}${block.text}`, CHARACTERS.text)
  if (block.is === 'list') return LINE.text * block.items.map((item) => lines(item, CHARACTERS.text)).reduce((all, each) => all + each, 0)
  if (block.is !== 'table') throw new Error(`a dossier has no ${block.is}`)
  const rows = [block.columns.map(({ heading }) => heading), ...block.rows]
  const high = (row: readonly string[]) => Math.max(...row.map((cell, i) => lines(cell, block.columns[i]!.width * CHARACTERS.percent)))
  return LINE.table * rows.map(high).reduce((all, each) => all + each, 0)
}

const height = ({ blocks }: Section) => LINE.heading + blocks.map(heightOf).reduce((all, each) => all + each, 0)

/** Whether the sections fit into the briefing, below a title of so many lines. */
export const fits = (sections: readonly Section[], titles: readonly string[]): boolean =>
  sections.map(height).reduce((all, each) => all + each, titles.length * LINE.heading) <= ROOM
