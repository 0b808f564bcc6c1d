/** A paper as one page of HTML that needs nothing else, and prints as the rules for Thai official papers say. */
import { type Block, type Paper, type Section, linesOf } from '../paper.js'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const plain = (text: string) => text.replace(/[&<>"']/g, (mark) => ESCAPES[mark]!)

/** Margins, size and indent as in the rules of official correspondence: A4, left 3 cm, right 2 cm, 16 points, first line 2.5 cm in. */
const style = (digits: string) => `
@page { size: A4; margin: 2.5cm 2cm 2cm 3cm; @top-center { content: "- " counter(page, ${digits}) " -"; font: 16pt ${FONTS} } }
@page :first { @top-center { content: none } }
html { font: 16pt/1.3 ${FONTS}; color: #000; background: #fff }
body { max-width: 16cm; margin: 0 auto; overflow-wrap: break-word }
header { text-align: center; margin-bottom: 1em }
h1, header p { font-size: 18pt; font-weight: bold; margin: 0 }
h2 { font-size: 16pt; margin: .7em 0 .1em; break-after: avoid }
h3 { font-size: 16pt; margin: .5em 0 0; break-after: avoid }
p { text-indent: 2.5cm; margin: 0; text-align: justify }
header p, footer, .centred { text-indent: 0; text-align: center }
.garuda { height: 3cm }
.memo { font-size: 29pt }
.labelled { display: grid; grid-template-columns: 3cm 1fr; text-indent: 0; text-align: left }
.labelled.further { margin-left: 2.5cm }
.labelled.further b { font-weight: bold }
.labelled b { font-weight: normal }
ul { margin: 0; padding-left: 1.2cm }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: 14pt; line-height: 1.25; margin: .2em 0 }
th, td { border: .5pt solid #000; padding: 1pt 4pt; vertical-align: top; text-align: left; white-space: pre-line }
th { text-align: center }
table.columns { font-size: 16pt; line-height: 1.3 }
.columns td { border: 0; padding: 0 4pt 0 0 }
.columns.centred td { text-align: center }
thead { display: table-header-group }
tr { break-inside: avoid }
.annex { break-before: page }
footer { font-size: 12pt; margin-top: 1em }
@media screen { body { padding: 1.5cm } }
`
const FONTS = '"TH SarabunPSK", "TH Sarabun New", Sarabun, Laksaman, sans-serif'

function block(of: Block): string {
  if (of.is === 'text')
    return linesOf(of.text)
      .map((line) => `<p>${plain(line)}</p>`)
      .join('\n')
  if (of.is === 'centred') return `<p class="centred">${plain(of.text)}</p>`
  if (of.is === 'labelled') {
    const lines = linesOf(of.text).map(plain).join('<br>')
    return `<p class="labelled${of.further ? ' further' : ''}"><b>${plain(of.label)}</b><span>${lines}</span></p>`
  }
  if (of.is === 'heading') return `<h3>${plain(of.text)}</h3>`
  if (of.is === 'list') return `<ul>${of.items.map((item) => `<li>${plain(item)}</li>`).join('')}</ul>`
  const columns = (widths: readonly number[]) => `<colgroup>${widths.map((width) => `<col style="width:${width}%">`).join('')}</colgroup>`
  if (of.is === 'columns')
    return `<table class="columns${of.centred ? ' centred' : ''}" role="presentation">${columns(of.widths)}<tbody>${rowsOf(of.rows)}</tbody></table>`
  const heads = of.columns.map(({ heading }) => `<th scope="col">${plain(heading)}</th>`).join('')
  return `<table>${columns(of.columns.map(({ width }) => width))}<thead><tr>${heads}</tr></thead><tbody>${rowsOf(of.rows)}</tbody></table>`
}

const rowsOf = (rows: readonly (readonly string[])[]) =>
  rows.map((cells) => `<tr>${cells.map((cell) => `<td>${plain(cell)}</td>`).join('')}</tr>`).join('\n')

const section =
  (kind: string) =>
  ({ heading, blocks }: Section) =>
    `<section${kind}>${heading && `<h2>${plain(heading)}</h2>\n`}${blocks.map(block).join('\n')}</section>`

function head({ form = 'plain', title, subtitle }: Paper): string {
  const garuda = form === 'letter' || form === 'order' ? '<div class="garuda"></div>' : ''
  if (form === 'letter') return garuda
  const lines = subtitle.map((line) => `<p>${plain(line)}</p>`).join('')
  return `<header>${garuda}<h1${form === 'memo' ? ' class="memo"' : ''}>${plain(title)}</h1>${lines}</header>`
}

export function html(paper: Paper): string {
  const { language, digits, title, subtitle, sections, annexes, made } = paper
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${plain([title, ...subtitle].join(' '))}</title><style>${style(digits === 'thai' ? 'thai' : 'decimal')}</style></head><body>
${head(paper)}
${sections.map(section('')).join('\n')}
${made && `<footer>${plain(made)}</footer>`}
${annexes.map(section(' class="annex"')).join('\n')}
</body></html>
`
}
