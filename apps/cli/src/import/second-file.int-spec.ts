import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { isSealed } from '@prasan/event-sourcing'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withRuntime } from '../opened.js'
import { type Sheets, configurationOf, csvFolder, prasan } from '../testing/prasan.js'
import { type FileOptions, importWorkbook } from './index.js'

let folder: string
let dataDir: string
let n = 0
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-second-'))
  dataDir = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const office = (sheets: Sheets) => csvFolder(join(folder, `office-${++n}`), sheets)
const imported = async (sheets: Sheets, options: FileOptions = {}) => {
  const path = office(sheets)
  const { notices, events } = await withRuntime(configurationOf(dataDir), (runtime) => importWorkbook(runtime, path, options))
  return { events, said: notices.map(({ is, table, line, column, code }) => [is, table, line, column, code]) }
}
/** The events after the first `from`, with what is personal in them open. */
const recorded = (from = 0) =>
  withRuntime(configurationOf(dataDir), async ({ store, keys, registry }) => {
    const events = []
    for await (const { stream, type, data } of store.readAll()) {
      if (type === 'StoreFounded') continue
      const open = (value: unknown) => {
        return isSealed(value) ? (JSON.parse(keys.open(stream.slice(registry.prefix.length), value)!) as unknown) : value
      }
      events.push([type, Object.fromEntries(Object.entries(data).map(([field, value]) => [field, open(value)]))])
    }
    return events.slice(from)
  })

describe('a second file with the keys of a first', () => {
  const PEOPLE = ['key,prefix_th,given_th,family_th,phone,email', '1,นาย,สมชาย,ตัวอย่าง,081,one@example.org']

  it('keeps what its columns leave out, and empties what its cells leave empty', async () => {
    await imported({
      people: PEOPLE,
      organizations: ['key,name_th,name_en,kind,closed_on', 'A,หน่วยงาน ก,A,ngo,1/10/2568', 'B,หน่วยงาน ข,B,ngo,'],
      posts: ['key,title_th,title_en,organization,head', 'P,หัวหน้า,Head,B,ใช่'],
    })
    const before = (await recorded()).length
    const less: Sheets = {
      people: ['key,given_th,family_th,email', '1,สมชัย,ตัวอย่าง,'],
      organizations: ['key,name_th,kind', 'A,หน่วยงาน ก,ngo', 'B,หน่วยงาน ข,network'],
      posts: ['key,title_th,organization', 'P,หัวหน้า,B'],
    }
    expect(await imported(less)).toEqual({ events: 3, said: [] })
    expect(await recorded(before)).toMatchObject([
      ['OrganizationCorrected', { name: { th: 'หน่วยงาน ข', en: 'B' }, kind: 'network' }],
      ['NameCorrected', { name: { th: { prefix: 'นาย', given: 'สมชัย', family: 'ตัวอย่าง' } } }],
      ['ContactChanged', { contacts: { phone: '081' } }],
    ])
    expect(await imported(less)).toEqual({ events: 0, said: [] })
  })

  it('makes nobody another: given and family name do not both change, unless the file is preferred', async () => {
    await imported({
      people: PEOPLE,
      organizations: ['key,name_th,kind', 'A,หน่วยงาน ก,ngo'],
      posts: ['key,title_th,organization', 'P,หัวหน้า,A'],
    })
    const before = (await recorded()).length
    const other: Sheets = {
      people: ['key,given_th,family_th', '1,สมหญิง,คนละคน'],
      role_assignments: ['key,post,person,manner,from', 'r,P,1,substantive,1/10/2568'],
    }
    expect(await imported(other, { skipBad: true })).toEqual({
      events: 0,
      said: [
        ['refused', 'people', 2, 'given_th', 'SomebodyElse'],
        ['refused', 'role_assignments', 2, 'person', 'RefersToARefusedRow'],
      ],
    })
    const told = await prasan(dataDir, 'import', 'workbook', office(other))
    expect(told.out).toMatch(/SomebodyElse: .*--source.*--prefer-file/)
    expect(await imported({ people: other['people']! }, { source: 'another office' })).toEqual({ events: 1, said: [] })
    expect(await imported(other, { preferFile: true })).toEqual({ events: 2, said: [] })
    expect((await recorded(before)).map(([type]) => type)).toEqual(['PersonRegistered', 'NameCorrected', 'RoleAssigned'])
  })
})

describe('what a row began is corrected by the row', () => {
  const BODY: Sheets = {
    people: ['key,given_th', '1,หนึ่ง', '2,สอง', '3,สาม'],
    organizations: ['key,name_th,kind', 'A,หน่วยงาน ก,ngo'],
    committees: ['key,name_th,type', 'K,คณะ,committee'],
    seats: ['key,committee,number,office,organization', 's,K,1,member,A'],
  }
  const SENT = 'key,committee,seat,person,from,until'
  const typesOf = async (from: number) => (await recorded(from)).map(([type]) => type)

  it('whom an organization sent, and from which day; who came after stays', async () => {
    await imported({ ...BODY, representatives: [SENT, 'a,K,s,1,2020-01-01,', 'b,K,s,2,2021-01-01,'] })
    const before = (await recorded()).length
    const other: Sheets = { representatives: [SENT, 'a,K,s,3,2020-02-01,', 'b,K,s,2,2021-01-01,'] }
    expect(await imported(other)).toEqual({ events: 1, said: [] })
    expect(await recorded(before)).toMatchObject([
      ['RepresentativeCorrected', { recorded: { from: '2020-01-01' }, from: '2020-02-01', until: '2021-01-01' }],
    ])
    expect(await imported(other)).toEqual({ events: 0, said: [] })
    const later: Sheets = { representatives: [SENT, 'a,K,s,3,2020-02-01,', 'b,K,s,2,2022-01-01,'] }
    expect(await imported(later)).toEqual({ events: 0, said: [['refused', 'representatives', 3, 'from', 'ChangeCannotBeImported']] })
    expect(await typesOf(before)).toEqual(['RepresentativeCorrected'])
  })

  it('a seat that sends nobody any more: whoever is still said to be sent to it is told', async () => {
    const SEATS = 'key,committee,number,office,organization,person,changed_from'
    const sent = { representatives: [SENT, 'a,K,s,1,2020-01-01,'] }
    await imported({ ...BODY, ...sent })
    const told = [['told', 'representatives', 2, 'person', 'SeatSendsNobody']]
    const expert = { seats: [SEATS, 's,K,1,member,,2,'] }
    expect(await imported({ ...expert, ...sent })).toEqual({ events: 1, said: told })
    expect(await imported({ ...expert, ...sent })).toEqual({ events: 0, said: told })
  })

  it('a seat that sends nobody from a day on: whom it sent has left on that day', async () => {
    const SEATS = 'key,committee,number,office,organization,person,changed_from'
    const sent = { representatives: [SENT, 'a,K,s,1,2020-01-01,'] }
    await imported({ ...BODY, ...sent })
    const before = (await recorded()).length
    const expert = { seats: [SEATS, 's,K,1,member,,2,2022-01-01'] }
    expect(await imported({ ...expert, ...sent })).toEqual({ events: 2, said: [] })
    expect(await typesOf(before)).toEqual(['RepresentativeWithdrawn', 'SeatChanged'])
  })

  it('an item that was carried over, with its title and what was said of it', async () => {
    const held = (title: string, said: string): Sheets => ({
      ...BODY,
      meetings: ['key,bodies,on,held', 'M,K,2026-03-02,ใช่'],
      agenda: ['key,meeting,section,number,kind,title_th,discussion,carried_over', `i,M,5,1,consider,${title},${said},ใช่`],
    })
    await imported(held('แผน', 'เห็นควร'))
    const before = (await recorded()).length
    expect(await imported(held('แผนงาน', 'เห็นควรแก้ไข'))).toEqual({ events: 2, said: [] })
    expect(await recorded(before)).toMatchObject([
      ['AgendaItemChanged', { title: { th: 'แผนงาน' } }],
      ['ItemDiscussed', { text: 'เห็นควรแก้ไข' }],
    ])
    expect(await imported(held('แผนงาน', 'เห็นควรแก้ไข'))).toEqual({ events: 0, said: [] })
  })

  it('two who are sent to one seat from one day contradict each other', async () => {
    const { said } = await imported({ ...BODY, representatives: [SENT, 'a,K,s,1,2020-01-01,', 'b,K,s,2,2020-01-01,'] })
    expect(said).toEqual([['refused', 'representatives', 3, 'from', 'AnotherIsSentThatDay']])
  })

  it('the rules of a body, with the day from which it is', async () => {
    const committees = (from: string) => ({ committees: ['key,name_th,type,from,rules', `K,คณะ,committee,${from},ngo-coalition`] })
    await imported(committees('2020-01-01'))
    const before = (await recorded()).length
    expect(await imported(committees('2019-01-01'))).toEqual({ events: 2, said: [] })
    expect(await recorded(before)).toMatchObject([
      ['CommitteeCorrected', { from: '2019-01-01' }],
      ['RulesCorrected', { recordedFrom: '2020-01-01', from: '2019-01-01', preset: 'ngo-coalition' }],
    ])
    expect(await imported(committees('2019-01-01'))).toEqual({ events: 0, said: [] })
  })
})

describe('rows that say two things of one', () => {
  it('are told: the one that is not recorded as it says', async () => {
    const office: Sheets = {
      organizations: ['key,name_th,kind', 'A,หน่วยงาน ก,ngo'],
      posts: ['key,title_th,organization,head', 'P,หัวหน้า,A,ใช่', 'Q,หัวหน้าอีกคน,A,ใช่'],
      people: ['key,given_th', '1,หนึ่ง', '2,สอง'],
      committees: ['key,name_th,type', 'K,คณะ,committee'],
      seats: ['key,committee,number,office,organization', 's,K,1,member,A'],
      representatives: ['key,committee,seat,person,from,until', 'a,K,s,1,2020-01-01,2023-01-01', 'b,K,s,2,2021-01-01,'],
    }
    expect((await imported(office)).said).toEqual([
      ['told', 'posts', 2, 'head', 'AnotherRowDiffers'],
      ['told', 'representatives', 2, 'until', 'AnotherRowDiffers'],
    ])
    expect(await imported(office)).toEqual({ events: 0, said: [] })
  })
})

describe('what the command says', () => {
  it('names tables and columns in Thai first, the key as typed, every wrong cell of a row, and what a dry run found', async () => {
    const path = office({
      organizations: ['key,name_th,kind,areas', 'R1,หน่วยงาน ก,ministry,99', 'R2,หน่วยงาน ข,ngo,', '#R3,ตัวอย่าง,ngo,'],
    })
    const { code, out } = await prasan(dataDir, 'import', 'workbook', path, '--dry-run')
    expect(code).toBe(1)
    const [kind, area, ...rest] = out.trimEnd().split('\n')
    expect(kind).toMatch(/^✗ หน่วยงาน · organizations, แถว 2 · row 2 \(R1\), ประเภท · kind = “ministry”: NotInTheList: /)
    expect(area).toMatch(/^✗ หน่วยงาน · organizations, แถว 2 · row 2 \(R1\), พื้นที่ · areas = “99”: UnknownId: /)
    expect(rest.map((line) => line.split(/ {2,}/))).toEqual([
      ['ตาราง', 'อ่าน', 'เพิ่ม', 'เปลี่ยน', 'คงเดิม', 'ไม่เขียนทับ', 'ผิด', 'ข้าม (#)'],
      ['table', 'read', 'added', 'changed', 'unchanged', 'kept', 'refused', 'passed over (#)'],
      ['หน่วยงาน · organizations', '2', '1', '0', '0', '0', '1', '1'],
      ['นำเข้าได้ 1 แถว ผิด 1 แถว ยังไม่บันทึก · 1 rows can be imported, 1 are wrong, nothing is recorded'],
    ])
  })

  const typesIn = () =>
    withRuntime(configurationOf(dataDir), async ({ store }) => {
      const types: string[] = []
      for await (const { type } of store.readAll()) types.push(type)
      return types
    })

  it('of a file that cannot be read, or of which nothing is taken, leaves nothing in the log; the first row founds the store', async () => {
    await prasan(dataDir, 'import', 'workbook', join(folder, 'nowhere'))
    await prasan(dataDir, 'import', 'popolo', office({ people: ['key,given_th', '1,ก'] }))
    await prasan(dataDir, 'import', 'areas', join(folder, 'nowhere'))
    const path = office({ people: ['key,given_th', '1,ก', '2,'] })
    expect((await prasan(dataDir, 'import', 'workbook', path)).code).toBe(1)
    expect(await typesIn()).toEqual([])
    await prasan(dataDir, 'import', 'workbook', path, '--skip-bad')
    expect(await typesIn()).toEqual(['StoreFounded', 'PersonRegistered'])
  })

  it('names the file that cannot be read, among several', async () => {
    const path = office({ people: ['key,given_th', '1,ก'], organizations: ['key,name_th,kind'] })
    writeFileSync(join(path, 'people.csv'), Buffer.from([0x6b, 0x65, 0x79, 0x0a, 0xca]))
    const { code, err } = await prasan(dataDir, 'import', 'workbook', path)
    expect(code).toBe(1)
    expect(err).toMatch(`${join(path, 'people.csv')}: EncodingInvalid: `)
  })
})
