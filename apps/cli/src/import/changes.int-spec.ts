import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Runtime } from '@prasan/api'
import { isSealed, normalised } from '@prasan/event-sourcing'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withRuntime } from '../opened.js'
import { configurationOf, csvFolder } from '../testing/prasan.js'
import type { Column } from './cells.js'
import { type ImportReport, importAreas, importWorkbook as importFrom } from './index.js'
import { RowName } from './table.js'
import { tables } from './tables/index.js'

/** By table and key, each cell by its column. */
type Office = Record<string, Record<string, Record<string, string>>>

const OFFICE: Office = {
  organizations: {
    O: {
      ...{ name_th: 'หน่วยงาน', name_en: 'Office', name_from: '2026-01-01', kind: 'ngo', areas: '56', parent: 'Q' },
      ...{ closed_on: '2026-10-01', successor: 'Q' },
    },
    Q: { name_th: 'คิว', kind: 'ngo' },
    R: { name_th: 'อาร์', name_en: 'R', name_from: '2026-01-01', kind: 'ngo' },
  },
  people: {
    one: {
      ...{ prefix_th: 'นาย', given_th: 'หนึ่ง', middle_th: 'กลาง', family_th: 'ตัวอย่าง' },
      ...{ prefix_en: 'Mr', given_en: 'One', middle_en: 'Middle', family_en: 'Example' },
      ...{ phone: '081', email: 'one@example.org', line: 'one' },
    },
    two: { given_th: 'สอง' },
    three: { given_th: 'สาม' },
  },
  posts: {
    P: { title_th: 'หัวหน้า', title_en: 'Head', title_from: '2026-01-01', organization: 'Q', head: 'ใช่', area: '56' },
    S: { title_th: 'เสมียน', title_en: 'Clerk', organization: 'Q', area: '56', level: '4', rotates: 'ใช่' },
    X: { title_th: 'เดิม', organization: 'Q', abolished_on: '2026-10-01', successor: 'P' },
    U: { title_th: 'นักวิชาการ', organization: 'Q' },
    V: { title_th: 'นิติกร', organization: 'Q' },
  },
  role_assignments: {
    r: { post: 'P', person: 'one', manner: 'substantive', from: '2025-10-01', until: '2026-10-01', order: '1/2568' },
    u: { post: 'U', person: 'three', manner: 'substantive', from: '2025-10-01' },
  },
  transfers: {
    t: {
      ...{ list: 'L', number: '5/2569', dated: '2026-03-01', issuer: 'กรม', person: 'three', from: 'U', to: 'V' },
      ...{ on: '2026-03-15', until: '2026-09-01', manner: 'caretaker' },
    },
  },
  committees: {
    K: {
      ...{ name_th: 'คณะ', name_en: 'Body', type: 'subcommittee', area: '56', parent: 'L', legal_basis: 'มาตรา 1' },
      ...{ from: '2025-01-01', rules: 'administrative-procedure-act' },
    },
    L: { name_th: 'คณะแม่', type: 'committee' },
    D: { name_th: 'คณะที่ยุบ', type: 'committee', dissolved_on: '2026-10-01', successor: 'L' },
  },
  orders: {
    first: { committee: 'K', number: '1/2568', kind: 'appoints', date: '2025-01-01', effective_from: '2025-01-01' },
    other: { committee: 'K', number: '2/2568', kind: 'appoints', date: '2025-01-02', effective_from: '2025-01-02' },
    second: {
      ...{ committee: 'K', number: '1/2569', kind: 'replaces', date: '2026-01-01', effective_from: '2026-02-01', target: 'first' },
      ...{ subject: 'แต่งตั้งใหม่', carries_on: 'carried' },
    },
  },
  seats: {
    carried: { committee: 'K', number: '1', office: 'chair', post: 'P', from: '2025-01-01', order: 'first' },
    left: { committee: 'K', number: '2', office: 'member', organization: 'Q', from: '2025-01-01', order: 'first' },
    expert: {
      ...{
        committee: 'K',
        number: '3',
        office: 'member',
        title_th: 'ที่ปรึกษา',
        title_en: 'Adviser',
        person: 'one',
        term_until: '2028-01-01',
      },
      ...{
        constituency: 'เหนือ',
        field: 'law',
        sector: 'private',
        votes: 'ใช่',
        counts_for_quorum: 'ใช่',
        from: '2025-01-02',
        order: 'other',
      },
    },
    post: { committee: 'K', number: '4', office: 'member', post: 'S', from: '2025-01-02', changed_from: '2026-01-01' },
    sent: { committee: 'K', number: '5', office: 'member', organization: 'Q', from: '2025-01-02' },
    gone: { committee: 'K', number: '6', office: 'member', post: 'S', from: '2025-01-02', abolished_on: '2026-10-01', successor: 'post' },
  },
  representatives: {
    b: { committee: 'K', seat: 'sent', person: 'two', from: '2025-01-02', until: '2026-10-01' },
    early: { committee: 'K', seat: 'left', person: 'three', from: '2025-01-02' },
  },
  meetings: {
    M: {
      ...{ bodies: 'K', on: '2026-03-02', title_th: 'ประชุม', title_en: 'Meeting', starts_at: '09:30', ends_at: '12:30' },
      ...{ place: 'ห้อง 1', mode: 'onsite', number: '1', year: '2570', running_number: '11', notice_sent_on: '2026-02-20' },
      ...{ held: 'ใช่', opened_at: '09:35', closed_at: '12:35' },
    },
    C: { bodies: 'K', on: '2026-05-04', cancelled_because: 'น้ำท่วม' },
    N: {
      bodies: 'K',
      on: '2026-04-02',
      title_th: 'ประชุมหน้า',
      title_en: 'Next',
      place: 'ห้อง 2',
      mode: 'onsite',
      starts_at: '09:30',
      ends_at: '12:30',
    },
  },
  agenda: {
    before: { meeting: 'M', section: '3', number: '1', kind: 'inform', title_th: 'เรื่องเดิม', carried_over: 'ใช่' },
    item: {
      ...{ meeting: 'N', section: '5', number: '1', kind: 'consider', title_th: 'เรื่อง', title_en: 'Item', text: 'รายละเอียด' },
      ...{ presenter: 'posts:P', carried_from: 'before' },
    },
    spoken: { meeting: 'M', section: '5', number: '2', kind: 'consider', title_th: 'เรื่องที่พูด', discussion: 'เห็นควร' },
    else: { meeting: 'M', section: '5', number: '3', kind: 'consider', title_th: 'เรื่องอื่น', carried_over: 'ใช่' },
  },
  attendance: {
    came: { meeting: 'M', seat: 'sent', person: 'two', capacity: 'substitute', arrived: '09:40', left: '11:00' },
    away: { meeting: 'M', seat: 'expert', absent: 'ใช่', excused: 'ใช่', absence_reason: 'ป่วย' },
  },
  resolutions: {
    old: { meeting: 'M', kind: 'approved', text_th: 'มติเดิม' },
    older: { meeting: 'M', kind: 'approved', text_th: 'มติก่อน' },
    superseding: {
      ...{ meeting: 'M', item: 'spoken', kind: 'approved', text_th: 'มติ', text_en: 'Resolved', supersedes: 'old' },
      ...{ votes_for: '11', votes_against: '12', abstained: '13', implements: 'old' },
    },
    amending: { meeting: 'M', kind: 'approved', text_th: 'มติแก้ไข', amends: 'older' },
  },
  commitments: {
    c: {
      ...{
        title_th: 'ทำทะเบียน',
        title_en: 'Register',
        owner: 'posts:P',
        supporting: 'organizations:Q',
        due_on: '2027-09-30',
        priority: 'urgent',
      },
      ...{ made_on: '2026-03-02', committee: 'K', origin: 'resolutions:old' },
    },
    d: { title_th: 'ทำแผน', owner: 'posts:P', due_on: '2027-09-30', made_on: '2026-03-02' },
  },
  directives: {
    D: {
      ...{ title_th: 'สำรวจ', title_en: 'Survey', text: 'ทุกตำบล', committee: 'L', resolution: 'old', on: '2026-03-10' },
      ...{ due_on: '2026-12-31', priority: 'high', adaptable: 'ใช่', latest_due_on: '2027-01-31' },
    },
    E: { title_th: 'รณรงค์', committee: 'L', on: '2026-03-10', due_on: '2026-12-31' },
  },
  directive_bodies: { toK: { directive: 'D', body: 'K', on: '2026-03-11', due_on: '2026-12-30' } },
  progress: {
    p: { commitment: 'c', on: '2026-04-01', what: 'progress', word: 'เริ่มแล้ว', percent: '41' },
    e: { commitment: 'c', on: '2026-05-01', what: 'extension', word: 'รอข้อมูล', due_on: '2027-12-31' },
    u: { commitment: 'c', on: '2026-05-02', what: 'priority', word: 'ใกล้กำหนด', priority: 'normal' },
    f: { commitment: 'c', on: '2026-06-01', what: 'completion', word: 'เสร็จ', evidence: 'หนังสือ ๑' },
    w: { commitment: 'd', on: '2026-06-01', what: 'withdrawal', word: 'เลิก', resolution: 'old' },
    a: {
      ...{ commitment: 'directive_bodies:toK', on: '2026-04-02', what: 'adaptation', word: 'ฝนตก', due_on: '2027-01-15' },
      ...{ title_th: 'สำรวจสองรอบ', title_en: 'Survey twice' },
    },
    v: { commitment: 'c', on: '2026-07-01', what: 'verification', word: 'ตรวจแล้ว', by: 'committees:K' },
  },
}

/** By table and column: the row in which the cell is changed, and what is typed there. */
const CHANGES: Record<string, Record<string, [key: string, typed: string]>> = {
  organizations: {
    name_th: ['R', 'ชื่อใหม่'],
    name_en: ['R', 'New Office'],
    name_from: ['R', '2026-01-09'],
    kind: ['O', 'network'],
    areas: ['O', '5601'],
    parent: ['O', 'R'],
    closed_on: ['O', '2026-10-09'],
    successor: ['O', 'R'],
  },
  people: {
    prefix_th: ['one', 'ดร.'],
    given_th: ['one', 'เอก'],
    middle_th: ['one', 'มัธยม'],
    family_th: ['one', 'สมมติ'],
    prefix_en: ['one', 'Dr'],
    given_en: ['one', 'First'],
    middle_en: ['one', 'Mid'],
    family_en: ['one', 'Sample'],
    phone: ['one', '089'],
    email: ['one', 'first@example.org'],
    line: ['one', 'first'],
  },
  posts: {
    title_th: ['P', 'ผู้อำนวยการ'],
    title_en: ['S', 'Officer'],
    title_from: ['P', '2026-01-09'],
    organization: ['S', 'R'],
    head: ['P', 'ไม่'],
    area: ['S', '5601'],
    level: ['S', '5'],
    rotates: ['S', 'ไม่'],
    abolished_on: ['X', '2026-10-09'],
    successor: ['X', 'posts:S'],
  },
  role_assignments: {
    post: ['r', 'S'],
    person: ['r', 'two'],
    manner: ['r', 'acting'],
    from: ['r', '2025-10-09'],
    until: ['r', '2026-10-09'],
    order: ['r', '9/2568'],
  },
  transfers: {
    list: ['t', 'M'],
    number: ['t', '6/2569'],
    dated: ['t', '2026-03-02'],
    issuer: ['t', 'กระทรวง'],
    person: ['t', 'two'],
    from: ['t', 'S'],
    to: ['t', 'S'],
    on: ['t', '2026-03-16'],
    until: ['t', '2026-09-02'],
    manner: ['t', 'acting'],
  },
  committees: {
    name_th: ['K', 'คณะใหม่'],
    name_en: ['K', 'New Body'],
    type: ['K', 'workingGroup'],
    area: ['K', '5601'],
    parent: ['K', 'D'],
    legal_basis: ['K', 'มาตรา 9'],
    from: ['K', '2024-12-09'],
    rules: ['K', 'ngo-coalition'],
    dissolved_on: ['D', '2026-10-09'],
    successor: ['D', 'K'],
  },
  orders: {
    committee: ['second', 'L'],
    number: ['second', '9/2569'],
    kind: ['second', 'amends'],
    date: ['second', '2026-01-09'],
    effective_from: ['second', '2026-02-09'],
    target: ['second', 'other'],
    subject: ['second', 'เรื่องใหม่'],
    carries_on: ['second', 'carried;left'],
  },
  seats: {
    committee: ['expert', 'L'],
    number: ['expert', '99'],
    office: ['expert', 'adviser'],
    title_th: ['expert', 'ผู้เชี่ยวชาญ'],
    title_en: ['expert', 'Expert'],
    post: ['post', 'P'],
    organization: ['sent', 'R'],
    person: ['expert', 'two'],
    term_until: ['expert', '2028-01-09'],
    constituency: ['expert', 'ใต้'],
    field: ['expert', 'medicine'],
    sector: ['expert', 'public'],
    votes: ['expert', 'ไม่'],
    counts_for_quorum: ['expert', 'ไม่'],
    from: ['expert', '2025-01-09'],
    order: ['expert', 'second'],
    changed_from: ['post', '2026-01-09'],
    abolished_on: ['gone', '2026-10-09'],
    successor: ['gone', 'sent'],
  },
  representatives: {
    committee: ['b', 'L'],
    seat: ['b', 'left'],
    person: ['b', 'one'],
    from: ['b', '2025-01-09'],
    until: ['b', '2026-10-09'],
  },
  meetings: {
    bodies: ['M', 'L'],
    on: ['N', '2026-04-09'],
    title_th: ['N', 'ประชุมใหม่'],
    title_en: ['N', 'New Meeting'],
    starts_at: ['N', '09:09'],
    ends_at: ['N', '12:09'],
    place: ['N', 'ห้อง 9'],
    mode: ['N', 'online'],
    number: ['M', '9'],
    year: ['M', '2571'],
    running_number: ['M', '99'],
    notice_sent_on: ['M', '2026-02-19'],
    held: ['M', 'ไม่'],
    opened_at: ['M', '09:39'],
    closed_at: ['M', '12:39'],
    cancelled_because: ['C', 'ไฟดับ'],
  },
  agenda: {
    meeting: ['item', 'C'],
    section: ['item', '4'],
    number: ['item', '99'],
    kind: ['item', 'inform'],
    title_th: ['item', 'เรื่องใหม่'],
    title_en: ['item', 'New Item'],
    text: ['item', 'รายละเอียดใหม่'],
    presenter: ['item', 'posts:S'],
    carried_from: ['item', 'else'],
    discussion: ['spoken', 'ไม่เห็นควร'],
    carried_over: ['before', 'ไม่'],
  },
  attendance: {
    meeting: ['came', 'N'],
    seat: ['came', 'post'],
    person: ['came', 'one'],
    capacity: ['came', 'observer'],
    arrived: ['came', '09:49'],
    left: ['came', '11:09'],
    absent: ['away', 'ไม่'],
    excused: ['away', 'ไม่'],
    absence_reason: ['away', 'ติดราชการ'],
  },
  resolutions: {
    meeting: ['amending', 'N'],
    item: ['superseding', 'else'],
    kind: ['superseding', 'noted'],
    text_th: ['superseding', 'มติใหม่'],
    text_en: ['superseding', 'Newly resolved'],
    votes_for: ['superseding', '97'],
    votes_against: ['superseding', '98'],
    abstained: ['superseding', '99'],
    supersedes: ['superseding', 'older'],
    amends: ['amending', 'old'],
    implements: ['superseding', 'older'],
  },
  commitments: {
    title_th: ['c', 'ทำบัญชี'],
    title_en: ['c', 'List'],
    owner: ['c', 'posts:S'],
    supporting: ['c', 'organizations:R'],
    due_on: ['c', '2027-09-09'],
    priority: ['c', 'high'],
    made_on: ['c', '2026-03-09'],
    committee: ['c', 'L'],
    origin: ['c', 'resolutions:older'],
  },
  directives: {
    title_th: ['D', 'สำรวจใหม่'],
    title_en: ['D', 'New survey'],
    text: ['D', 'ทุกหมู่บ้าน'],
    committee: ['D', 'K'],
    resolution: ['D', 'older'],
    on: ['D', '2026-03-09'],
    due_on: ['D', '2026-12-29'],
    priority: ['D', 'urgent'],
    adaptable: ['D', 'ไม่'],
    latest_due_on: ['D', '2027-02-28'],
  },
  directive_bodies: {
    directive: ['toK', 'E'],
    body: ['toK', 'D'],
    on: ['toK', '2026-03-12'],
    due_on: ['toK', '2026-12-29'],
  },
  progress: {
    commitment: ['p', 'd'],
    on: ['p', '2026-04-09'],
    what: ['p', 'completion'],
    word: ['p', 'ยังไม่เริ่ม'],
    percent: ['p', '49'],
    due_on: ['e', '2027-12-30'],
    title_th: ['a', 'สำรวจสามรอบ'],
    title_en: ['a', 'Survey thrice'],
    priority: ['u', 'high'],
    evidence: ['f', 'หนังสือ ๒'],
    resolution: ['w', 'older'],
    by: ['v', 'committees:L'],
  },
}

/** These say from when a change holds: emptied, nothing of what was recorded is said otherwise. */
const ONLY_OF_A_CHANGE = ['organizations name_from', 'posts title_from', 'seats changed_from']

let folder: string
let base: string
let n = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-changes-'))
  base = join(folder, 'base')
  const areas = join(folder, 'areas.csv')
  writeFileSync(areas, 'code,name_th\n56,พะเยา\n5601,เมืองพะเยา\n')
  await withRuntime(configurationOf(base), async (runtime) => {
    const { position } = await importAreas(runtime, areas)
    expect(await runtime.views.waitFor(position!, 10_000)).toBe(true)
    expect(said(await importWorkbook(runtime, written(OFFICE)))).toEqual([])
    expect((await importWorkbook(runtime, written(OFFICE))).events).toBe(0)
  })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const columnsOf = (name: string) => Object.entries(tables.find((table) => table.name === name)!.columns as Record<string, Column>).slice(1)

function written(office: Office): string {
  const sheets = Object.entries(office).map(([name, rows]) => {
    const columns = columnsOf(name).map(([column]) => column)
    const line = (key: string) => [key, ...columns.map((column) => rows[key]![column] ?? '')].join(',')
    return [name, [['key', ...columns].join(','), ...Object.keys(rows).map(line)]] as const
  })
  return csvFolder(join(folder, `office-${++n}`), Object.fromEntries(sheets))
}

const changed = (table: string, key: string, column: string, typed: string): Office => ({
  ...OFFICE,
  [table]: { ...OFFICE[table], [key]: { ...OFFICE[table]![key], [column]: typed } },
})

/** Goes on when the views have seen what was recorded. */
async function importWorkbook(runtime: Runtime, path: string): Promise<ImportReport> {
  const report = await importFrom(runtime, path)
  if (report.position !== null) expect(await runtime.views.waitFor(report.position, 10_000)).toBe(true)
  return report
}

const said = (report: ImportReport) =>
  notTaken(report).map(({ is, table, line, column, code }) => `${is} ${table} ${line} ${column} ${code}`)
const notTaken = ({ notices }: ImportReport) => notices.filter(({ is }) => is !== 'told')
const isNamed = ({ notices }: ImportReport, table: string, key: string) =>
  notices.some((notice) => notice.table === table && notice.line === Object.keys(OFFICE[table]!).indexOf(key) + 2)

/** Not something new beside the old. */
const isAChange = (report: ImportReport, table: string) => {
  const all = [...report.counts.values()]
  return report.counts.get(table)!.changed === 1 && all.every(({ added }) => added === 0) && notTaken(report).length === 0
}

/** What the cell says, as it is recorded: ids for keys, days and choices in their one form. */
function shown(table: string, column: string, typed: string): string[] {
  const [, read] = columnsOf(table).find(([name]) => name === column)!
  const find = (among: readonly string[], given: string) => {
    const [key, prefix] = given.split(':').toReversed()
    const of = tables.find(({ name }) => (prefix ?? among[0]) === name)!
    return of.idOf(new RowName('workbook', of.name, normalised(key!)))
  }
  return [read.read(typed, { find })].flat().map((value) => JSON.stringify(value))
}

async function eventsIn({ store, keys, registry }: Runtime) {
  const events: { data: string; type: string }[] = []
  for await (const { stream, type, data } of store.readAll()) {
    const id = stream.slice(registry.prefix.length)
    events.push({ type, data: JSON.stringify(data, (_, value: unknown) => (isSealed(value) ? JSON.parse(keys.open(id, value)!) : value)) })
  }
  return events
}

/** Imports the office as changed into a copy of the store: what was said, what was recorded, and whether a second import says the same. */
async function imported(office: Office) {
  const dataDir = join(folder, `data-${++n}`)
  cpSync(base, dataDir, { recursive: true })
  const path = written(office)
  return withRuntime(configurationOf(dataDir), async (runtime) => {
    const before = (await eventsIn(runtime)).length
    const report = await importWorkbook(runtime, path)
    const recorded = (await eventsIn(runtime)).slice(before)
    return { report, recorded, again: await importWorkbook(runtime, path) }
  })
}

describe('one cell of an imported row is changed', () => {
  it('every column of every table has its case', () => {
    expect(Object.keys(CHANGES)).toEqual(tables.map(({ name }) => name))
    for (const { name } of tables) expect(Object.keys(CHANGES[name]!)).toEqual(columnsOf(name).map(([column]) => column))
    for (const [table, cases] of Object.entries(CHANGES))
      for (const [column, [key, typed]] of Object.entries(cases)) {
        expect(OFFICE[table]![key]![column]).toBeDefined()
        expect(OFFICE[table]![key]![column]).not.toBe(typed)
      }
  })

  it.each(tables.map(({ name }) => name))('%s: it is recorded, or the row is reported', async (table) => {
    const lost: string[] = []
    for (const [column, [key, typed]] of Object.entries(CHANGES[table]!)) {
      const { report, recorded, again } = await imported(changed(table, key, column, typed))
      const all = recorded.map(({ data }) => data).join('\n')
      const missing = shown(table, column, typed).filter((value) => !all.includes(value))
      const outcome = `${table}.${column}: ${recorded.map(({ type }) => type).join(' ')} ${said(report).join(', ')}`
      if (report.stopped === null ? missing.length > 0 || !isAChange(report, table) : !isNamed(report, table, key)) lost.push(outcome)
      if (report.stopped === null && again.events > 0) lost.push(`again ${outcome}`)
    }
    expect(lost).toEqual([])
  })

  it.each(tables.map(({ name }) => name))('%s: also when the cell is emptied', async (table) => {
    const lost: string[] = []
    for (const [column, { required }] of columnsOf(table)) {
      if (required || ONLY_OF_A_CHANGE.includes(`${table} ${column}`)) continue
      const [key] = CHANGES[table]![column]!
      const { report, recorded, again } = await imported(changed(table, key, column, ''))
      const outcome = `${table}.${column}: ${recorded.map(({ type }) => type).join(' ')} ${said(report).join(', ')}`
      if (report.stopped === null ? !isAChange(report, table) : !isNamed(report, table, key)) lost.push(outcome)
      if (report.stopped === null && again.events > 0) lost.push(`again ${outcome}`)
    }
    expect(lost).toEqual([])
  })
})
