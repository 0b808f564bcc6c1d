/** The tables that are taken away, against the answers of the same API at the same log number. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import XLSX from '@e965/xlsx'
import { FORMATS } from '@prasan/tables'
import { requestContext, tableFor } from '@prasan/api'
import { MakeCommitment } from '@prasan/commitments'
import { addDays, commandIdOf, handle } from '@prasan/event-sourcing'
import { parse } from 'csv-parse/sync'
import { get } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { Api } from '../support/api.js'

let api: Api
beforeAll(async () => void (api = await Api.start({ demo: true })))
afterAll(() => api.close())

type Row = Readonly<Record<string, string>>

const bytesOf = async (path: string, headers: Record<string, string> = {}) => {
  const {
    body,
    status,
    headers: answered,
  } = await api.http
    .get(`/tables/${path}`)
    .set(headers)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => done(null, Buffer.concat(chunks)))
    })
  return { bytes: body as Buffer, status, headers: answered as Record<string, string> }
}
/** The rows by their hashtags. */
async function rowsOf(path: string): Promise<Row[]> {
  const { bytes, status } = await bytesOf(path)
  expect(status).toBe(200)
  const [, tags, ...rows] = parse(bytes, { bom: true })
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [tags![i]!, cell])))
}

const asked = `id title { th en } dueOn originalDueOn madeOn extensions state daysOverdue percent completedOn verifiedOn
  owner { id label { th } } committee { id name { th } } plan { id title { th } } lastWord { on }`
async function allOf(list: string, filter: object, asOf?: object): Promise<any[]> {
  const nodes: any[] = []
  for (let after: string | null = null; ;) {
    const answer: Record<string, any> = await api.query(
      `query ($filter: OverdueFilterInput, $after: String, $asOf: AsOfInput) { ${list}(first: 50, after: $after, filter: $filter, asOf: $asOf) { nodes { ${asked} } pageInfo { hasNextPage endCursor } } }`,
      { filter, after, asOf },
    )
    nodes.push(...answer[list].nodes)
    if (!answer[list].pageInfo.hasNextPage) return nodes
    after = answer[list].pageInfo.endCursor
  }
}
const cell = (value: string | number | null | undefined) => (value === null || value === undefined ? '' : String(value))
const rowOf = (node: any) => ({
  '#activity+id': node.id.replace(/@.*/, ''),
  '#activity+name+i_th': node.title.th,
  '#activity+name+i_en': cell(node.title.en),
  '#org+impl+id': node.owner.id.replace(/@.*/, ''),
  '#org+impl+name': node.owner.label.th,
  '#org+committee+id': cell(node.committee?.id.replace(/@.*/, '')),
  '#org+committee+name': cell(node.committee?.name.th),
  '#activity+programme+id': cell(node.plan?.id.replace(/@.*/, '')),
  '#activity+programme+name': cell(node.plan?.title.th),
  '#date+start': node.madeOn,
  '#date+due+original': node.originalDueOn,
  '#date+due': node.dueOn,
  '#indicator+extensions+num': cell(node.extensions),
  '#status+code': node.state.toLowerCase(),
  '#indicator+days_overdue+num': cell(node.daysOverdue),
  '#indicator+progress+pct': cell(node.percent),
  '#date+reported': cell(node.lastWord?.on),
  '#date+end': cell(node.completedOn),
  '#date+verified': cell(node.verifiedOn),
})

describe('a row for each commitment', () => {
  it.each([
    ['commitments', 'commitments', '', {}],
    ['overdue', 'overdueCommitments', '', {}],
    ['overdue', 'overdueCommitments', 'area=area-56&min-days-overdue=30', { area: 'area-56', minDaysOverdue: 30 }],
    ['commitments', 'commitments', 'due-from=2026-09-01&due-until=2026-12-01', { dueFrom: '2026-09-01', dueUntil: '2026-12-01' }],
  ])('%s.csv says what %s answers: %s', async (table, list, given, filter) => {
    const rows = await rowsOf(`${table}.csv?${given}`)
    const expected = (await allOf(list, filter)).map(rowOf)
    expect(expected.length).toBeGreaterThan(0)
    expect(rows).toMatchObject(expected)
  })

  it('of an earlier day as it was known then is what the API says of it', async () => {
    const asOf = { effective: '2026-07-31', logNumber: 1500 }
    const rows = await rowsOf('overdue.csv?as-of=2026-07-31&log=1500')
    expect(rows).toMatchObject((await allOf('overdueCommitments', {}, asOf)).map(rowOf))
    expect(rows.length).toBeGreaterThan(0)
    expect(new Set(rows.map((row) => `${row['#date+asof']} ${row['#meta+log']}`))).toEqual(new Set(['2026-07-31 1500']))
  })

  it('names the province and the district of the owner, and no person', async () => {
    const { bytes } = await bytesOf('commitments.csv')
    const rows = await rowsOf('commitments.csv')
    expect(rows.every((row) => row['#adm1+name'] === 'พะเยา' || row['#adm1+code'] === '')).toBe(true)
    expect(rows.some((row) => row['#adm2+code'] === '5601' && row['#adm2+name'] === 'เมืองพะเยา')).toBe(true)
    const people = (await api.query('{ people(first: 100) { nodes { name { th } } } }')).people.nodes.map(
      ({ name }: { name: { th: string } }) => name.th,
    )
    expect(people.length).toBeGreaterThan(10)
    expect(people.filter((name: string) => bytes.includes(name))).toEqual([])
    expect(bytes.includes('person-')).toBe(false)
  })
})

describe('a row for each group or month', () => {
  it.each([
    ['by-committee', 'COMMITTEE', '', ''],
    ['by-organization', 'ORGANIZATION', '', ''],
    ['by-area', 'AREA', 'area=area-56', ', filter: { area: "area-56" }'],
    ['by-pillar', 'PILLAR', '', ''],
    ['by-priority', 'PRIORITY', '', ''],
  ])('%s.csv says what commitmentsBy answers', async (table, groupBy, given, filter) => {
    const rows = await rowsOf(`${table}.csv?${given}`)
    const { nodes } = (
      await api.query(`{ commitmentsBy(first: 100, groupBy: ${groupBy}${filter}) { nodes {
        label { th } total open overdue completed verified withdrawn daysOverdue { sum median most } ageing { days1to7 over90Days } } } }`)
    ).commitmentsBy
    const [code, name] = Object.keys(rows[0]!)
    expect(code).toMatch(/\+(id|code)$/)
    expect(rows.map((row) => [row[name!], ...['total', 'open', 'overdue', 'overdue+days_1_7', 'overdue+days_over_90', 'completed', 'verified', 'withdrawn', 'days_overdue+sum', 'days_overdue+median', 'days_overdue+max'].map((tag) => row[`#indicator+${tag}+num`])])).toEqual(
      nodes.map((node: any) => [node.label?.th ?? 'ไม่อยู่ในกลุ่มใด', ...[node.total, node.open, node.overdue, node.ageing.days1to7, node.ageing.over90Days, node.completed, node.verified, node.withdrawn, node.daysOverdue.sum, node.daysOverdue.median, node.daysOverdue.most].map(cell)]),
    ) // prettier-ignore
  })

  it('trend.csv says what overdueTrend answers', async () => {
    const rows = await rowsOf('trend.csv?from=2026-01-01&until=2026-11-01&area=area-56')
    const { overdueTrend } = await api.query(
      `{ overdueTrend(from: "2026-01-01", until: "2026-11-01", filter: { area: "area-56" }) { on logNumber knownThen { overdue made daysOverdue } knownNow { overdue completed } } }`,
    )
    expect(rows.map((row) => ['#date+end', '#meta+log+known_then', ...['overdue+known_then', 'made+known_then', 'days_overdue+sum+known_then', 'overdue+known_now', 'completed+known_now'].map((tag) => `#indicator+${tag}+num`)].map((tag) => row[tag]))).toEqual(
      overdueTrend.map(({ on, logNumber, knownThen: then, knownNow: now }: any) => [on, ...[logNumber, then.overdue, then.made, then.daysOverdue, now.overdue, now.completed].map(cell)]),
    ) // prettier-ignore
    expect(rows).toHaveLength(10)
  })
})

describe('every table', () => {
  const TABLES = [
    'commitments',
    'overdue',
    'by-committee',
    'by-organization',
    'by-post',
    'by-area',
    'by-plan',
    'by-pillar',
    'by-priority',
    'trend?from=2025-01-01&until=2026-11-01',
  ]
  const path = (table: string, format: string, given = '') => {
    const [name, more = ''] = table.split('?')
    return `${name}.${format}?${[more, given].filter(Boolean).join('&')}`
  }
  /** The hashtags of HXL 1.1; an attribute may be one's own. */
  const HASHTAG = /^#(activity|adm[1-5]|date|indicator|meta|org|sector|status)(\+[a-z][a-z0-9_]*)*$/

  it.each(TABLES)('%s has words over its columns in either language, and hashtags of HXL, each once', async (table) => {
    for (const [lang, script] of [
      ['th', /[ก-๙]/],
      ['en', /^[\x20-\x7e]+$/],
    ] as const) {
      const [header = [], tags = []] = parse((await bytesOf(path(table, 'csv', `lang=${lang}`))).bytes, { bom: true })
      expect(header.filter((word) => !script.test(word))).toEqual([])
      expect(new Set(header).size).toBe(header.length)
      expect(tags.filter((tag) => !HASHTAG.test(tag))).toEqual([])
      expect(new Set(tags).size).toBe(tags.length)
    }
  })

  it.each(TABLES)('%s is the same as XLSX, cell by cell', async (table) => {
    const [header, tags, ...rows] = parse((await bytesOf(path(table, 'csv'))).bytes, { bom: true })
    const book = XLSX.read((await bytesOf(path(table, 'xlsx'))).bytes, { type: 'buffer', cellDates: false, dateNF: 'yyyy-mm-dd' })
    const cells = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1, raw: true, defval: '' })
    const day = (tag: string, value: unknown) =>
      tag.startsWith('#date') && typeof value === 'number'
        ? new Date(Date.parse('1899-12-30') + value * 86_400_000).toISOString().slice(0, 10)
        : String(value)
    expect(cells.slice(0, 2)).toEqual([header, tags])
    expect(cells.slice(2).map((row) => row.map((value, i) => day(tags![i]!, value)))).toEqual(rows)
  })

  it('names its day and log number, and with them is the same later, byte for byte, whatever was recorded since', async () => {
    const before = await Promise.all(TABLES.flatMap((table) => ['csv', 'xlsx'].map((format) => bytesOf(path(table, format)))))
    const { 'prasan-as-of': day, 'prasan-as-known': log } = before[0]!.headers
    expect(before[0]!.headers['content-disposition']).toBe(`attachment; filename="commitments-${day}-log-${log}.csv"`)
    const { nodes } = (await api.query('{ overdueCommitments(first: 2) { nodes { id } } }')).overdueCommitments
    await api.recorded('reportCompletion', { commitment: nodes[0].id, on: '2026-11-01', word: '=1+1' })
    const organization = parse(before[0]!.bytes, { bom: true })
      .slice(2)
      .map((row) => row[6]!)
      .find((id) => id !== '')
    await api.recorded('renameOrganization', { organization, name: { th: 'ชื่อใหม่' }, from: '2026-10-01' })
    const pinned = await Promise.all(
      TABLES.flatMap((table) => ['csv', 'xlsx'].map((format) => bytesOf(path(table, format, `as-of=${day}&log=${log}`)))),
    )
    expect(pinned.map(({ bytes }, i) => bytes.equals(before[i]!.bytes))).toEqual(before.map(() => true))
    const now = await bytesOf('overdue.csv')
    expect((await bytesOf('commitments.csv')).bytes.includes('ชื่อใหม่')).toBe(true)
    expect(now.bytes.equals(before[2]!.bytes)).toBe(false)
    const byHeader = await bytesOf('overdue.csv', { 'Prasan-As-Of': day!, 'Prasan-As-Known': log! })
    expect(byHeader.bytes.equals(before[2]!.bytes)).toBe(true)
  })

  it('is answered 304 to whoever has it, until something is recorded', async () => {
    const { headers } = await bytesOf('by-area.csv?area=area-56')
    const again = await bytesOf('by-area.csv?area=area-56', { 'if-none-match': headers['etag']! })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
    expect((await bytesOf('by-area.csv?area=area-56&lang=en', { 'if-none-match': headers['etag']! })).status).toBe(200)
    await api.recorded('registerOrganization', { name: { th: 'หน่วยงานใหม่' }, kind: 'PROVINCIAL' })
    expect((await bytesOf('by-area.csv?area=area-56', { 'if-none-match': headers['etag']! })).status).toBe(200)
  })

  it('shows the texts that people wrote, and none of them as a formula', async () => {
    const { nodes } = (await api.query('{ commitments(first: 1, state: OPEN) { nodes { id owner { id } } } }')).commitments
    const title = { th: '=HYPERLINK("http://example.org","คลิก")', en: "'+1\nสอง" }
    const id = await api.recorded('makeCommitment', { title, owner: nodes[0].owner.id, dueOn: '2026-11-30' })
    const row = (await rowsOf('commitments.csv')).find((each) => each['#activity+id'] === id)!
    expect([row['#activity+name+i_th'], row['#activity+name+i_en']]).toEqual([`'${title.th}`, `'${title.en}`])
    const book = XLSX.read((await bytesOf('commitments.xlsx')).bytes, { type: 'buffer', cellFormula: true })
    const sheet = book.Sheets[book.SheetNames[0]!]!
    const cells = Object.values(sheet) as { v?: unknown; f?: string; t?: string }[]
    expect(cells.filter(({ f }) => f !== undefined)).toEqual([])
    expect(cells.find(({ v }) => v === title.th)).toMatchObject({ t: 's' })
    expect(cells.find(({ v }) => v === title.en)).toMatchObject({ t: 's' })
  })
})

describe('what is asked for wrongly', () => {
  it.each([
    ['a table that there is not', 'victims.csv', 404, 'TableUnknown', undefined],
    ['a format that there is not', 'overdue.pdf', 404, 'TableFormatUnknown', undefined],
    ['a day that is none', 'overdue.csv?as-of=2026-02-30', 400, 'DayMalformed', 'as-of'],
    ['a log number that has not come', 'overdue.csv?log=99999999', 400, 'OutOfRange', 'log'],
    ['an instant that has not come', 'overdue.csv?known=2027-01-01T00:00:00Z', 400, 'InstantHasNotCome', 'known'],
    ['both at once', 'overdue.csv?known=2026-01-01T00:00:00Z&log=1', 400, 'NotTogether', 'known'],
    ['something twice', 'overdue.csv?log=1&log=2', 400, 'NotTogether', 'log'],
    ['something that it does not know', 'overdue.csv?state=open', 400, 'UnknownField', 'state'],
    ['a language that there is not', 'overdue.csv?lang=lo', 400, 'UnknownWord', 'lang'],
    ['a state that there is not', 'commitments.csv?state=late', 400, 'Malformed', 'state'],
    ['an area that nobody recorded', 'by-area.csv?area=area-99', 400, 'UnknownId', 'area'],
    ['no day late', 'overdue.csv?min-days-overdue=0', 400, 'OutOfRange', 'min-days-overdue'],
    ['days that are no number', 'overdue.csv?min-days-overdue=many', 400, 'Malformed', 'min-days-overdue'],
    ['an end before its beginning', 'overdue.csv?due-from=2026-02-01&due-until=2026-01-01', 400, 'OutOfRange', 'due-until'],
    ['a trend without a beginning', 'trend.csv?until=2026-01-01', 400, 'Missing', 'from'],
    ['a trend that ends before it begins', 'trend.csv?from=2026-02-01&until=2026-01-01', 400, 'OutOfRange', 'until'],
    ['more than ten years', 'trend.csv?from=2010-01-01&until=2026-01-01', 400, 'TooManyDays', 'until'],
  ])('%s', async (_, path, status, reason, field) => {
    const { bytes, status: answered } = await bytesOf(path)
    const [{ extensions }] = JSON.parse(bytes.toString()).errors
    expect([answered, extensions.reason ?? extensions.code, extensions.field]).toEqual([status, reason, field])
    expect(extensions.message.th).toMatch(/[ก-๙]/)
    if (reason === 'TableUnknown') expect(extensions.tables).toContain('overdue')
  })
})

describe('a long table', () => {
  const ROWS = 2_100
  let large: Api
  beforeAll(async () => {
    large = await Api.start()
    const owner = await large.recorded('registerOrganization', { name: { th: 'หน่วยงาน' }, kind: 'PROVINCIAL' })
    const { handling, views } = large.application.runtime
    for (let n = 0; n < ROWS; n++) {
      const input = { title: { th: `ข้อ ${n}` }, owner, dueOn: addDays('2026-11-02', n) }
      const told = { command: MakeCommitment, input, actor: 'system:test', commandId: commandIdOf('system:test', String(n)) }
      const outcome = await handle(handling, told)
      if (n === ROWS - 1 && outcome.is === 'Recorded') await views.waitFor(outcome.position, 30_000)
    }
  }, 120_000)
  afterAll(() => large.close())
  const asked = async () => tableFor('commitments', {}, await requestContext(large.application.runtime, {}))

  it('says of all its rows what was known when it was asked for, though more is recorded before its end', async () => {
    const { table, logNumber } = await asked()
    const parts = FORMATS.csv.written(table, 'th')[Symbol.asyncIterator]()
    const read = [(await parts.next()).value as Buffer]
    const last = (await large.query('{ commitments(last: 1) { nodes { id } } }')).commitments.nodes[0].id
    await large.recorded('reportCompletion', { commitment: last, on: '2026-11-02', word: 'แล้วเสร็จ' })
    for (let part = await parts.next(); !part.done; part = await parts.next()) read.push(part.value as Buffer)
    const [, tags, ...rows] = parse(Buffer.concat(read), { bom: true })
    const state = tags!.indexOf('#status+code')
    expect([rows.length, rows.at(-1)![0], rows.at(-1)![state]]).toEqual([ROWS, last, 'open'])
    expect(new Set(rows.map(([id]) => id)).size).toBe(ROWS)
    const again = tableFor('commitments', { log: String(logNumber) }, await requestContext(large.application.runtime, {}))
    expect((await buffer(FORMATS.csv.written(again.table, 'th'))).equals(Buffer.concat(read))).toBe(true)
  })

  it('lets others be answered while it is written', async () => {
    const { table } = await asked()
    let [written, answered] = [false, 0]
    const file = buffer(FORMATS.xlsx.written(table, 'th')).then(() => (written = true))
    while (!written) {
      await large.post('{ commitments(first: 1) { totalCount } }')
      if (!written) answered++
    }
    await file
    expect(answered).toBeGreaterThan(1)
  })

  it('is asked for no further once whoever takes it breaks off', async () => {
    const { views } = large.application.runtime
    const url = `${(await large.application.nest.getUrl()).replace('[::1]', '127.0.0.1')}/tables/commitments.csv`
    const taking = (until: 'close' | 'data') =>
      new Promise<number>((resolve) => {
        const before = views.asked
        const request = get(url, (response) => {
          response.on('error', () => {}).on('close', () => resolve(views.asked - before))
          response.on('data', () => until === 'data' && request.destroy())
        }).on('error', () => {})
      })
    const whole = await taking('close')
    await taking('data')
    const before = views.asked
    await sleep(100)
    expect(views.asked - before).toBeLessThan(whole / 2)
  })
})
