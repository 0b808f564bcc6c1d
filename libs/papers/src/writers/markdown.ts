/** A paper as Markdown, with the tables of GitHub. */
import type { Block, Paper, Section } from '../paper.js'

/** A text of the record on one line, of which nothing is taken for a mark. */
const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/^([-+]|\d+[.)]) /, '\\$&') // prettier-ignore

const row = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`

function block(of: Block): string {
  if (of.is === 'text') return plain(of.text)
  if (of.is === 'centred') return plain(of.text)
  if (of.is === 'labelled') return `**${plain(of.label)}** ${plain(of.text)}`
  if (of.is === 'columns') return of.rows.map((cells) => `- ${cells.map(plain).join(' · ')}`).join('\n')
  if (of.is === 'heading') return `### ${plain(of.text)}`
  if (of.is === 'list') return of.items.map((item) => `- ${plain(item)}`).join('\n')
  return [row(of.columns.map(({ heading }) => heading)), `|${of.columns.map(() => ' --- |').join('')}`, ...of.rows.map(row)].join('\n')
}

const section = ({ heading, blocks }: Section) => [...(heading ? [`## ${plain(heading)}`] : []), ...blocks.map(block)].join('\n\n')

export const markdown = ({ title, subtitle, sections, annexes, made }: Paper): string =>
  `${[`# ${plain(title)}`, subtitle.map((line) => `**${plain(line)}**`).join('  \n'), ...sections.map(section), ...(made ? [`_${plain(made)}_`] : []), ...annexes.map(section)].join('\n\n')}\n`
