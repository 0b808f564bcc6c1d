/** A paper as a Word document in the form of Thai official papers; the font is the one of the rules, which the reader's machine has. */
import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Header,
  LevelFormat,
  LineRuleType,
  NumberFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableRow,
  Tab,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import { type Block, type Paper, type Section, linesOf } from '../paper.js'

const FONT = 'TH SarabunPSK'
/** Half points. */
const SIZE = { title: 36, memo: 58, text: 32, table: 28, made: 24 }
/** Line heights in twentieths of a point, so that a page holds the same in every font: at 16 points the one of the official font. */
const LINE = { text: 430, table: 370 }
const cm = (centimetres: number) => Math.round((centimetres / 2.54) * 1440)
/** A4, as the rules of official correspondence have it. */
const PAGE = { width: cm(21), height: cm(29.7), top: cm(2.5), right: cm(2), bottom: cm(2), left: cm(3) }
const WIDTH = PAGE.width - PAGE.left - PAGE.right
const EXACT = { line: LINE.text, lineRule: LineRuleType.EXACT }
const INDENT = cm(2.5)
/** Where the text beside a label begins. */
const BESIDE = cm(3)
const GARUDA = cm(3)

const bold = (text: string, size = SIZE.text) => new TextRun({ text, bold: true, size })

const inLines = (text: string, size: number, bold = false) =>
  linesOf(text).map((line, i) => new TextRun({ text: line, size, bold, ...(i > 0 && { break: 1 }) }))

export async function docx({ language, digits, form = 'plain', title, subtitle, sections, annexes, made }: Paper): Promise<Uint8Array> {
  const alignment = language === 'th' ? AlignmentType.THAI_DISTRIBUTE : AlignmentType.LEFT
  const centred = (text: string) => new Paragraph({ alignment: AlignmentType.CENTER, children: [bold(text, SIZE.title)] })

  function drawn(block: Block): FileChild[] {
    if (block.is === 'text')
      return linesOf(block.text).map((line) => new Paragraph({ alignment, indent: { firstLine: INDENT }, children: [new TextRun(line)] }))
    if (block.is === 'centred') return [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(block.text)] })]
    if (block.is === 'labelled') {
      const left = BESIDE + (block.further ? INDENT : 0)
      const label = new TextRun({ text: block.label, bold: block.further === true })
      const [first = '', ...others] = linesOf(block.text)
      return [
        new Paragraph({
          indent: { left, hanging: BESIDE },
          tabStops: [{ type: TabStopType.LEFT, position: left }],
          children: [label, new TextRun({ children: [new Tab(), first] }), ...others.map((text) => new TextRun({ text, break: 1 }))],
        }),
      ]
    }
    if (block.is === 'heading') return [new Paragraph({ spacing: { ...EXACT, before: 120 }, keepNext: true, children: [bold(block.text)] })]
    if (block.is === 'list')
      return block.items.map((item) => new Paragraph({ numbering: { reference: 'list', level: 0 }, children: [new TextRun(item)] }))
    if (block.is === 'columns') return [withoutLines(block)]
    const cells = (texts: readonly string[], isHead: boolean) =>
      texts.map((text, i) => {
        const width = { size: Math.round((WIDTH * block.columns[i]!.width) / 100), type: WidthType.DXA }
        const alignment = isHead ? AlignmentType.CENTER : AlignmentType.LEFT
        return new TableCell({
          width,
          margins: { left: 80, right: 80 },
          children: [new Paragraph({ alignment, spacing: { ...EXACT, line: LINE.table }, children: inLines(text, SIZE.table, isHead) })],
        })
      })
    const row = (texts: readonly string[], isHead = false) =>
      new TableRow({ tableHeader: isHead, cantSplit: true, children: cells(texts, isHead) })
    return [
      new Table({
        width: { size: WIDTH, type: WidthType.DXA },
        columnWidths: block.columns.map(({ width }) => Math.round((WIDTH * width) / 100)),
        rows: [
          row(
            block.columns.map(({ heading }) => heading),
            true,
          ),
          ...block.rows.map((texts) => row(texts)),
        ],
      }),
    ]
  }
  function withoutLines({ widths, rows, centred }: Block & { is: 'columns' }): Table {
    const wide = widths.map((width) => Math.round((WIDTH * width) / 100))
    const cell = (text: string, i: number) =>
      new TableCell({
        width: { size: wide[i]!, type: WidthType.DXA },
        margins: { left: 0, right: 80 },
        children: [
          new Paragraph({
            alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
            spacing: EXACT,
            children: inLines(text, SIZE.text),
          }),
        ],
      })
    return new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: wide,
      borders: TableBorders.NONE,
      rows: rows.map((texts) => new TableRow({ cantSplit: true, children: texts.map(cell) })),
    })
  }
  const section =
    (pageBreakBefore: boolean) =>
    ({ heading, blocks }: Section) => [
      ...(heading
        ? [
            new Paragraph({
              spacing: { ...EXACT, before: pageBreakBefore ? 0 : 120 },
              keepNext: true,
              pageBreakBefore,
              children: [bold(heading)],
            }),
          ]
        : []),
      ...blocks.flatMap(drawn),
    ]
  const room = new Paragraph({ spacing: { line: GARUDA, lineRule: LineRuleType.EXACT }, children: [] })
  const head = {
    plain: () => [title, ...subtitle].map(centred),
    letter: () => [room],
    order: () => [room, ...[title, ...subtitle].map(centred)],
    memo: () => [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { line: 700, lineRule: LineRuleType.EXACT, after: 120 },
        children: [bold(title, SIZE.memo)],
      }),
    ],
  }[form]()

  const page = new Header({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: ['- ', PageNumber.CURRENT, ' -'] })] })],
  })
  const document = new Document({
    title: [title, ...subtitle].join(' '),
    creator: 'Prasan',
    styles: {
      default: {
        document: {
          run: { font: FONT, size: SIZE.text, language: { value: 'en-GB', bidirectional: 'th-TH' } },
          paragraph: { spacing: EXACT },
        },
      },
    },
    numbering: {
      config: [
        {
          reference: 'list',
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '–',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: cm(1), hanging: cm(0.5) } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: PAGE.top, right: PAGE.right, bottom: PAGE.bottom, left: PAGE.left },
            pageNumbers: { formatType: digits === 'thai' ? NumberFormat.THAI_NUMBERS : NumberFormat.DECIMAL },
          },
        },
        headers: { default: page, first: new Header({ children: [new Paragraph('')] }) },
        ...(made && {
          footers: {
            default: new Footer({
              children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: made, size: SIZE.made })] })],
            }),
          },
        }),
        children: [...head, ...sections.flatMap(section(false)), ...annexes.flatMap(section(true))],
      },
    ],
  })
  return Packer.toBuffer(document)
}
