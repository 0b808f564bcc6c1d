import XLSX from '@e965/xlsx'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type Runtime, configurationFrom, contexts } from '@prasan/api'
import { handle } from '@prasan/event-sourcing'
import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withRuntime } from '../opened.js'
import { documentation, templateWorkbook } from './documentation.js'
import { type FileOptions, type ImportReport, importAreas, importWorkbook } from './index.js'
import { tables } from './tables/index.js'

const MAIN = new URL('../main.js', import.meta.url).pathname

type Sheets = Record<string, string[]>
const OFFICE: Sheets = {
  หน่วยงาน: ['รหัส,ชื่อ,ประเภท,พื้นที่', 'A,หน่วยงาน ก,ส่วนราชการจังหวัด,๕๖', 'B,หน่วยงาน ข,ngo,'],
  people: ['key,given_th,family_th,phone', '1,หนึ่ง,ตัวอย่าง,081', '2,สอง,ตัวอย่าง,', '3,สาม,ตัวอย่าง,'],
  posts: ['key,title_th,organization,head', 'HEAD,หัวหน้า,A,ใช่'],
  role_assignments: ['key,post,person,manner,from,until', 'r2,HEAD,2,ดำรงตำแหน่ง,1/10/2568,', 'r1,HEAD,1,substantive,2024-10-01,๑/๑๐/๒๕๖๘'],
  committees: ['key,name_th,type,from', 'K,คณะตัวอย่าง,คณะอนุกรรมการ,1/1/2568'],
  orders: ['key,committee,number,kind,date,effective_from', 'o1,K,1/2568,appoints,25/12/2567,1/1/2568'],
  seats: [
    'key,committee,number,office,post,organization,person,from,order',
    's1,K,1,ประธาน,HEAD,,,1/1/2568,o1',
    's2,K,2,member,,B,,1/1/2568,o1',
    's3,K,3,chair,,,3,1/1/2568,',
  ],
  representatives: ['key,committee,seat,person,from,until', 'b,K,s2,1,1/6/2568,', 'a,K,s2,3,1/1/2568,1/6/2568'],
  commitments: ['key,title_th,owner,due_on,made_on,committee', 'c1,ทำทะเบียน,HEAD,30/9/2569,1/2/2568,K'],
  progress: [
    'key,commitment,on,what,word,percent,due_on',
    'p2,c1,1/9/2569,ขยายเวลา,รอข้อมูล,,31/12/2569',
    'p1,c1,1/3/2569,progress,ครึ่งทาง,50,',
  ],
}

let folder: string
let dataDir: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-import-'))
  dataDir = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const on = (dir = dataDir) => ({ ...configurationFrom({ PRASAN_DATA_DIR: dir, PRASAN_TODAY: '2026-11-02' }), demo: false })
const inRuntime = <R>(work: (runtime: Runtime) => Promise<R>, dir = dataDir) => withRuntime(on(dir), work)

function csv(sheets: Sheets, name = 'office'): string {
  const path = join(folder, name)
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path)
  for (const [sheet, lines] of Object.entries(sheets)) writeFileSync(join(path, `${sheet}.csv`), lines.join('\r\n'))
  return path
}

async function areas(): Promise<ImportReport> {
  const path = join(folder, 'areas.csv')
  writeFileSync(path, 'code,name_th,name_en\n56,พะเยา,Phayao\n5601,เมืองพะเยา,Mueang Phayao\n')
  return inRuntime((runtime) => importAreas(runtime, path))
}

const imported = (sheets: Sheets, options: FileOptions = {}) => inRuntime((runtime) => importWorkbook(runtime, csv(sheets), options))

const log = (dir = dataDir) =>
  inRuntime(async ({ store }) => {
    const events = []
    for await (const { stream, revision, id, type, data, metadata } of store.readAll())
      events.push({ stream, revision, id, type, data, metadata })
    return events
  }, dir)

const said = ({ notices }: ImportReport) =>
  notices.filter(({ is }) => is !== 'told').map(({ is, table, line, column, value, code }) => [is, table, line, column, value, code])
const without = (sheets: Sheets, sheet: string, ...lines: string[]): Sheets => ({ ...sheets, [sheet]: [sheets[sheet]![0]!, ...lines] })

/** How many events a reader of the file sees: none before there is a file with the table. */
function committed(file: string): number {
  if (!existsSync(file)) return 0
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare<[], number>('select count(*) from event').pluck().get()!
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === 'SQLITE_BUSY' || message === 'no such table: event') return 0
    throw error
  } finally {
    db.close()
  }
}

describe('a workbook of an office', () => {
  it('is recorded whole, each stream in one append, marked as imported; a second import adds nothing', async () => {
    await areas()
    const report = await imported(OFFICE)
    expect(said(report)).toEqual([])
    expect(report.stopped).toBeNull()
    const events = await log()
    expect(events.filter(({ type }) => type !== 'AreasListed').every(({ metadata }) => metadata['imported'] === true)).toBe(true)
    expect(events.length).toBe(report.events + 2)
    const types = (category: string) => events.filter(({ stream }) => stream.startsWith(`prasan-${category}-`)).map(({ type }) => type)
    expect(types('post')).toEqual(['PostEstablished', 'RoleAssigned', 'RoleAssigned'])
    expect(types('committee')).toEqual([
      ...['CommitteeEstablished', 'OrderIssued', 'SeatCreated', 'SeatCreated', 'SeatCreated'],
      ...['RepresentativeNamed', 'RepresentativeWithdrawn', 'RepresentativeNamed'],
    ])
    expect(types('commitment')).toEqual(['CommitmentMade', 'ProgressReported', 'ExtensionGranted'])
    const again = await imported(OFFICE)
    expect({ events: again.events, said: said(again) }).toEqual({ events: 0, said: [] })
    expect(await log()).toEqual(events)
  })

  it('records what a rule of the body forbids, with the breach', async () => {
    await areas()
    const { breaches } = await imported(OFFICE)
    expect(breaches).toBe(1)
    const broken = (await log()).filter(({ metadata }) => metadata['despite'])
    expect(broken.map(({ type, metadata }) => [type, (metadata['despite'] as { rule: string }[])[0]!.rule])).toEqual([
      ['SeatCreated', 'SeatOfficeOfChairIsUnique'],
    ])
  })

  it('knows nothing of a notice that the sheet does not name: that is no breach, a late one is', async () => {
    await areas()
    const meetings = ['key,bodies,on,held,notice_sent_on', 'm1,K,1/2/2568,ใช่,', 'm2,K,1/3/2568,ใช่,28/2/2568']
    await imported({ ...OFFICE, meetings })
    const happened = (await log()).filter(({ stream }) => stream.startsWith('prasan-meeting-'))
    expect(happened.filter(({ type }) => type === 'MeetingOpened').map(({ data }) => [data['on'], data['noticeUnknown']])).toEqual([
      ['2025-02-01', true],
      ['2025-03-01', undefined],
    ])
    expect(
      happened.flatMap(({ metadata, type }) => ((metadata['despite'] ?? []) as { rule: string }[]).map(({ rule }) => [type, rule])),
    ).toEqual([['NoticeSent', 'NoticeMustPrecedeMeetingByRule']])
  })

  it('is not recorded at all while one row is refused; every bad row is listed in one pass', async () => {
    const bad: Sheets = {
      organizations: ['key,name_th,kind,size', 'A,หน่วยงาน ก,ministry,9', 'B,หน่วยงาน ข,ngo,9', 'B,อีกครั้ง,ngo,9', ',ไม่มีรหัส,ngo,9'],
      posts: ['key,title_th,organization', 'P,หัวหน้า,A', 'Q,หัวหน้า,Z', 'R,หัวหน้า,B'],
      people: ['key,given_th,email', '1,,x@example.org', '2,สอง,'],
      role_assignments: [
        'key,post,person,manner,from,until',
        'r1,R,2,ดำรงตำแหน่ง,1/10/68,',
        'r2,R,2,ดำรงตำแหน่ง,1/10/2568,1/10/2567',
        'r3,R,2,ดำรงตำแหน่ง,1/1/2569,',
        'r4,R,2,ดำรงตำแหน่ง,1/1/2560,',
      ],
      rooms: ['key', '1'],
    }
    const report = await imported(bad)
    expect(report.stopped).toBe('refused')
    expect(said(report).sort()).toEqual(
      [
        ['refused', 'organizations', 1, 'size', 'size', 'UnknownColumn'],
        ['refused', 'rooms', 1, '', join(folder, 'office', 'rooms.csv'), 'UnknownTable'],
        ['refused', 'organizations', 2, 'kind', 'ministry', 'NotInTheList'],
        ['refused', 'organizations', 4, 'key', 'B', 'KeyTwice'],
        ['refused', 'organizations', 5, 'key', '', 'Missing'],
        ['refused', 'posts', 2, 'organization', 'A', 'RefersToARefusedRow'],
        ['refused', 'posts', 3, 'organization', 'Z', 'UnknownKey'],
        ['refused', 'people', 2, 'given_th', '', 'Missing'],
        ['refused', 'role_assignments', 2, 'from', '1/10/68', 'DayMalformed'],
        ['refused', 'role_assignments', 3, 'until', '1/10/2567', 'RoleCannotEndBeforeItBegins'],
        ['refused', 'role_assignments', 4, 'from', '1/1/2569', 'PostHasAtMostOneSubstantiveHolderAtATime'],
      ].sort(),
    )
    expect(report.notices.every(({ reason }) => reason.th !== '' && reason.en !== '')).toBe(true)
    expect(await log()).toEqual([])
    const skipping = await imported(bad, { skipBad: true })
    expect(skipping.stopped).toBeNull()
    expect((await log()).map(({ type }) => type).sort()).toEqual([
      'OrganizationRegistered',
      'PersonRegistered',
      'PostEstablished',
      'RoleAssigned',
    ])
  })

  it('a dry run records nothing and leaves no keys', async () => {
    await areas()
    const before = await log()
    const report = await imported(OFFICE, { dryRun: true })
    expect([report.stopped, said(report)]).toEqual(['dry-run', []])
    expect(await log()).toEqual(before)
    expect(await inRuntime(async ({ keys }) => keys.open('person-x', 'sealed:1:x'))).toBeUndefined()
    expect(readFileSync(join(dataDir, 'keys.db')).includes('person-')).toBe(false)
  })

  it('a changed row becomes the matching change or correction, or is refused where there is none', async () => {
    await areas()
    await imported(OFFICE)
    const before = (await log()).length
    const changed = without(
      without(
        without(
          without(OFFICE, 'people', '1,หนึ่ง,เปลี่ยนสกุล,082', '2,สอง,ตัวอย่าง,', '3,สาม,ตัวอย่าง,'),
          'role_assignments',
          'r2,HEAD,2,ดำรงตำแหน่ง,1/10/2568,1/10/2569',
          'r3,HEAD,3,ดำรงตำแหน่ง,1/10/2569,',
          'r1,HEAD,1,substantive,2024-10-02,๑/๑๐/๒๕๖๘',
        ),
        'commitments',
        'c1,ทำทะเบียนใหม่,HEAD,30/9/2569,1/2/2568,K',
      ),
      'posts',
      'HEAD,ผู้อำนวยการ,A,ใช่',
    )
    changed['posts'] = ['key,title_th,organization,head,title_from', 'HEAD,ผู้อำนวยการ,A,ใช่,1/10/2569']
    changed['representatives'] = [OFFICE['representatives']![0]!, 'b,K,s1,1,1/6/2568,', 'a,K,s2,3,1/1/2568,1/6/2568']
    const report = await imported(changed)
    expect(said(report)).toEqual([['refused', 'representatives', 2, 'seat', 's1', 'ChangeCannotBeImported']])
    expect((await log()).length).toBe(before)
    changed['representatives'] = OFFICE['representatives']!
    expect(said(await imported(changed))).toEqual([])
    expect((await log()).slice(before).map(({ type }) => type)).toEqual([
      ...['NameCorrected', 'ContactChanged', 'PostRetitled', 'RoleAssignmentCorrected', 'RoleEnded', 'RoleAssigned', 'CommitmentCorrected'],
    ])
    expect((await imported(changed)).events).toBe(0)
  })

  it('takes in a later file whom an organization sent before the one who is recorded', async () => {
    await areas()
    const [header, later] = OFFICE['representatives']!
    await imported({ ...OFFICE, representatives: [header!, later!] })
    const before = (await log()).length
    expect(said(await imported(OFFICE))).toEqual([])
    expect((await log()).slice(before).map(({ type }) => type)).toEqual(['RepresentativeNamed'])
    const again = await imported(OFFICE)
    expect([said(again), again.events]).toEqual([[], 0])
  })

  it('what was changed in the application since is listed and not overwritten, unless the file is preferred: an old file imported again', async () => {
    await areas()
    await imported(OFFICE)
    const person = (await log()).find(({ type }) => type === 'PersonRegistered')!.stream.replace('prasan-', '')
    const CorrectName = contexts.flatMap(({ commands }) => commands).find(({ name }) => name === 'CorrectName')!
    await inRuntime(({ handling }) =>
      handle(handling, {
        command: CorrectName,
        input: { name: { th: { given: 'หนึ่งเดียว', family: 'ตัวอย่าง' } }, reason: 'สะกดผิด' },
        id: person,
        commandId: '0190c6a1-7b5e-7c3a-8000-000000000001',
        actor: person,
      }),
    )
    const edited = await log()
    for (let n = 1; n <= 2; n++) {
      const report = await imported(OFFICE)
      expect(said(report)).toEqual([['kept', 'people', 2, 'key', '1', 'ChangedHere']])
      expect([report.events, report.counts.get('people')]).toEqual([
        0,
        { read: 3, added: 0, changed: 0, unchanged: 2, kept: 1, refused: 0 },
      ])
    }
    expect(await log()).toEqual(edited)
    const preferring = await imported(OFFICE, { preferFile: true })
    expect([preferring.events, said(preferring)]).toEqual([1, []])
    expect((await log()).at(-1)).toMatchObject({ type: 'NameCorrected', stream: `prasan-${person}`, revision: 2n })
    expect((await imported(OFFICE, { preferFile: true })).events).toBe(0)
    expect((await imported(OFFICE)).events).toBe(0)
  })

  it('rules that a body never adopted are known to be none, and the file is preferred where that is said', async () => {
    await areas()
    const [header, body] = OFFICE['committees']!
    const office = { ...OFFICE, committees: [`${header},rules`, `${body},ngo-coalition`] }
    await imported(office)
    const id = (await log()).find(({ type }) => type === 'CommitteeEstablished')!.stream.replace('prasan-', '')
    const ReverseRules = contexts.flatMap(({ commands }) => commands).find(({ name }) => name === 'ReverseRules')!
    await inRuntime(({ handling }) =>
      handle(handling, {
        ...{ command: ReverseRules, input: { recordedFrom: '2025-01-01', reason: 'บันทึกผิดคณะ' }, id, actor: 'system:test' },
        commandId: '0190c6a1-7b5e-7c3a-8000-000000000002',
      }),
    )
    const kept = await imported(office)
    expect([kept.events, said(kept)]).toEqual([0, [['kept', 'committees', 2, 'key', 'K', 'ChangedHere']]])
    expect((await imported(office, { preferFile: true })).events).toBe(1)
    expect((await log()).at(-1)).toMatchObject({ type: 'RulesAdopted', data: { preset: 'ngo-coalition', from: '2025-01-01' } })
    expect((await imported(office)).events).toBe(0)
  })

  it('whom an organization never sent, as the application says, is not sent again, unless the file is preferred', async () => {
    // given
    await areas()
    await imported(OFFICE)
    const { stream, data } = (await log()).findLast(({ type }) => type === 'RepresentativeNamed')!
    const command = contexts.flatMap(({ commands }) => commands).find(({ name }) => name === 'ReverseRepresentative')!
    const input = { seat: data['seat'], recorded: { person: data['person'], from: data['from'] }, reason: 'บันทึกผิดคน' }
    await inRuntime(({ handling }) =>
      handle(handling, {
        ...{ command, input, id: stream.replace('prasan-', ''), actor: 'system:test' },
        commandId: '0190c6a1-7b5e-7c3a-8000-000000000004',
      }),
    )
    // when
    const kept = await imported(OFFICE)
    const preferring = await imported(OFFICE, { preferFile: true })
    // then
    expect([kept.events, said(kept)]).toEqual([0, [['kept', 'representatives', 2, 'key', 'b', 'ChangedHere']]])
    expect([preferring.events, said(preferring)]).toEqual([1, []])
    expect((await log()).at(-1)).toMatchObject({ type: 'RepresentativeNamed', stream, data })
  })

  it.each([
    ['organizations', 3, 'B', 'closed_on', 'organization', 'ReverseOrganizationClosing'],
    ['posts', 2, 'HEAD', 'abolished_on', 'post', 'ReversePostAbolition'],
    ['committees', 2, 'K', 'dissolved_on', 'committee', 'ReverseDissolution'],
  ] as const)('an end in %s that was taken back in the application is not recorded again, unless the file is preferred', async (...of) => {
    const [table, line, key, column, category, reversal] = of
    // given
    await areas()
    const { หน่วยงาน: organizations, ...others } = OFFICE
    const whole: Sheets = { organizations: organizations!, ...others }
    const [header, ...rows] = whole[table]!
    const ended = rows.map((row) => `${row},${row.startsWith(`${key},`) ? '2027-01-01' : ''}`)
    const office = { ...whole, [table]: [`${header},${column}`, ...ended] }
    await imported(office)
    const end = (await log()).find(({ stream, data }) => stream.includes(`-${category}-`) && data['on'] === '2027-01-01')!
    const command = contexts.flatMap(({ commands }) => commands).find(({ name }) => name === reversal)!
    await inRuntime(({ handling }) =>
      handle(handling, {
        ...{ command, input: { reason: 'บันทึกผิด' }, id: end.stream.replace('prasan-', ''), actor: 'system:test' },
        commandId: '0190c6a1-7b5e-7c3a-8000-000000000003',
      }),
    )
    // when
    const kept = await imported(office)
    const preferring = await imported(office, { preferFile: true })
    // then
    expect([kept.events, said(kept)]).toEqual([0, [['kept', table, line, 'key', key, 'ChangedHere']]])
    expect([preferring.events, said(preferring)]).toEqual([1, []])
    expect((await log()).at(-1)).toMatchObject({ type: end.type, stream: end.stream, data: end.data })
    expect((await imported(office)).events).toBe(0)
  })

  it('an order that replaces another carries on the seats that it names, ends the others with those who sat there, and brings new ones', async () => {
    await areas()
    const office: Sheets = {
      ...OFFICE,
      orders: [...OFFICE['orders']!, 'o2,K,1/2569,replaces,25/12/2568,1/1/2569'].map((line, i) =>
        [line, ['target,carries_on', ',', 'o1,s1'][i]].join(','),
      ),
      seats: [...OFFICE['seats']!, 's4,K,4,member,,A,,1/1/2569,o2'],
    }
    expect(said(await imported(office))).toEqual([])
    const committee = async (): Promise<Told[]> =>
      (await log()).filter(({ stream }) => stream.startsWith('prasan-committee-')).map(({ type, data }) => ({ type, ...data }))
    type Told = { type: string; seat?: string; order?: string; number?: unknown; from?: string; on?: string }
    const told = await committee()
    const [first, second] = told.flatMap(({ type, order }) => (type === 'OrderIssued' ? order! : []))
    const seats = new Map(told.flatMap(({ type, seat, number }) => (type === 'SeatCreated' ? [[number, seat]] : [])))
    expect(told.filter(({ seat, type }) => seat === seats.get(1) && type.startsWith('Seat'))).toMatchObject([
      { type: 'SeatCreated', from: '2025-01-01', order: first },
      { type: 'SeatChanged', from: '2026-01-01', order: second, number: 1 },
    ])
    expect(told.filter(({ seat }) => seat === seats.get(2)).map(({ type, on }) => [type, on])).toEqual([
      ['SeatCreated', undefined],
      ['RepresentativeNamed', undefined],
      ['RepresentativeWithdrawn', '2025-06-01'],
      ['RepresentativeNamed', undefined],
      ['SeatAbolished', '2026-01-01'],
    ])
    expect(told.filter(({ seat }) => seat === seats.get(3)).map(({ type }) => type)).toEqual(['SeatCreated'])
    expect(told.filter(({ seat }) => seat === seats.get(4))).toMatchObject([{ type: 'SeatCreated', from: '2026-01-01', order: second }])
    expect((await imported(office)).events).toBe(0)

    const corrected = { ...office, seats: office['seats']!.map((line) => line.replace('s1,K,1,', 's1,K,11,')) }
    expect(said(await imported(corrected))).toEqual([])
    expect((await committee()).slice(told.length)).toMatchObject([
      { type: 'SeatCorrected', seat: seats.get(1), number: 11, from: '2026-01-01' },
    ])
    expect((await imported(corrected)).events).toBe(0)
  })

  it('keys meet whatever form they are typed in', async () => {
    const report = await imported({
      organizations: ['key,name_th,kind', 'สํานัก ๑,หน่วยงาน,ngo'],
      posts: ['key,title_th,organization', 'P,หัวหน้า,สำนัก  1'],
    })
    expect(said(report)).toEqual([])
  })

  it('two processes, one killed in the middle: importing again completes what was cut off, to the same log', async () => {
    const many = 1_500
    const sheets: Sheets = {
      organizations: ['key,name_th,kind', ...Array.from({ length: many }, (_, n) => `${n},หน่วยงานที่ ${n},ngo`)],
      people: ['key,given_th', ...Array.from({ length: many }, (_, n) => `${n},คนที่ ${n}`)],
    }
    const path = csv(sheets)
    const whole = join(folder, 'whole')
    await inRuntime((runtime) => importWorkbook(runtime, path), whole)
    const child = spawn(process.execPath, [MAIN, 'import', 'workbook', path], {
      env: { ...process.env, PRASAN_DATA_DIR: dataDir, PRASAN_TODAY: '2026-11-02' },
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    while (committed(join(dataDir, 'events.db')) <= 1) await sleep(2)
    child.kill('SIGKILL')
    await ended
    const ofTheFile = async (dir = dataDir) => (await log(dir)).filter(({ type }) => type !== 'StoreFounded')
    const cut = (await ofTheFile()).length
    expect(cut).toBeGreaterThan(0)
    expect(cut).toBeLessThan(2 * many)
    const rest = await inRuntime((runtime) => importWorkbook(runtime, path))
    expect(rest.events).toBe(2 * many - cut)
    const told = (events: Awaited<ReturnType<typeof log>>) => events.map(({ stream, revision, type }) => [stream, revision, type]).sort()
    expect(told(await ofTheFile())).toEqual(told(await ofTheFile(whole)))
  })
})

describe('files that cannot be read', () => {
  const bytes = (name: string, content: Uint8Array) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const refusal = (path: string, options: FileOptions = {}) =>
    inRuntime((runtime) => importWorkbook(runtime, path, options)).then(
      () => 'imported',
      (error: { code?: string }) => error.code,
    )
  const thai874 = Buffer.from([...Buffer.from('key,given_th\n1,'), 0xca, 0xc1, 0xb5, 0xd4])

  it('are refused with a code, and nothing is recorded', async () => {
    const workbook = templateWorkbook()
    expect(await refusal(join(folder, 'nowhere'))).toBe('FileMissing')
    expect(await refusal(bytes('people.csv', thai874))).toBe('EncodingInvalid')
    expect(await refusal(bytes('people.csv', Buffer.from('key,given_th\n1,ก\0ข\n')))).toBe('NulByte')
    expect(await refusal(bytes('people.csv', Buffer.from('key,given_th\n1,"ก\n')))).toBe('CsvMalformed')
    expect(await refusal(bytes('a.xlsx', workbook.subarray(0, 2_000)))).toBe('XlsxMalformed')
    expect(await refusal(bytes('a.xlsx', workbook.subarray(0, workbook.length - 30)))).toBe('XlsxMalformed')
    expect(await refusal(bytes('a.xlsx', Buffer.from('key,given_th\n1,ก')))).toBe('XlsxMalformed')
    expect(await refusal(bytes('a.xlsx', Buffer.alloc(0)))).toBe('XlsxMalformed')
    expect(await refusal(csv({ people: ['key,given_th'] }))).toBe('NotAWorkbook')
    expect(await log()).toEqual([])
  })

  it('a file of an older Thai Excel is read when its encoding is named', async () => {
    expect(await refusal(bytes('people.csv', thai874), { encoding: 'windows-874' })).toBe('imported')
    const [registered] = await log()
    const name = await inRuntime(async ({ keys }) =>
      keys.open(registered!.stream.replace('prasan-', ''), registered!.data['name'] as string),
    )
    expect(JSON.parse(name!)).toEqual({ th: { given: 'สมติ' } })
  })
})

describe('the workbook that is given out', () => {
  it('is passed over as it is, so that no example is ever recorded; without the marks every example can be imported', async () => {
    await areas()
    const path = join(folder, 'template.xlsx')
    writeFileSync(path, templateWorkbook())
    const examples = await inRuntime((runtime) => importWorkbook(runtime, path))
    expect([examples.events, said(examples)]).toEqual([0, []])
    expect(examples.passedOver).toEqual(new Map(tables.map(({ name }) => [name, 1])))
    const book = XLSX.read(templateWorkbook(), { type: 'buffer' })
    for (const name of book.SheetNames.filter((each) => !each.startsWith('#'))) {
      const [header, ...rows] = XLSX.utils.sheet_to_json<string[]>(book.Sheets[name]!, { header: 1, defval: '' })
      const unmarked = rows.map((cells) => cells.map((cell) => cell.replace(/^#/, '')))
      // A directive goes from one body to another: of the one example there are two.
      const another: Readonly<Record<string, string>> = { รหัส: 'COM-02', คณะแม่: 'COM-01' }
      const below = name === 'คณะกรรมการ' ? [header!.map((column, i) => another[column] ?? unmarked[0]![i]!)] : []
      book.Sheets[name] = XLSX.utils.aoa_to_sheet([header!, ...below, ...unmarked])
    }
    writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
    const report = await inRuntime((runtime) => importWorkbook(runtime, path))
    expect(said(report)).toEqual([])
    expect(new Map([...report.counts].map(([name, { added }]) => [name, added]))).toEqual(
      new Map(tables.map(({ name }) => [name, name === 'committees' ? 2 : 1])),
    )
  })

  it('takes dates as Excel keeps them, in either era', async () => {
    const sheet = XLSX.utils.aoa_to_sheet([['key', 'name_th', 'type', 'from']])
    const days = [
      [Date.UTC(2026, 9, 1), 'yyyy-mm-dd'],
      [Date.UTC(2569, 9, 1), 'd/m/yyyy'],
    ] as const
    days.forEach(([day, z], n) => {
      XLSX.utils.sheet_add_aoa(sheet, [[`k${n}`, 'คณะ', 'committee', { t: 'n', v: (day - Date.UTC(1899, 11, 30)) / 86_400_000, z }]], {
        origin: -1,
      })
    })
    const book = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(book, sheet, 'committees')
    const path = join(folder, 'dates.xlsx')
    writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
    const report = await inRuntime((runtime) => importWorkbook(runtime, path))
    expect(said(report)).toEqual([])
    expect((await log()).map(({ data }) => data['from'])).toEqual(['2026-10-01', '2026-10-01'])
  })

  it('is described by docs/import.md', () => {
    expect(readFileSync('docs/import.md', 'utf8')).toBe(documentation())
  })
})
