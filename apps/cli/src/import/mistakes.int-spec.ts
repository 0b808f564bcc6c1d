import XLSX from '@e965/xlsx'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { areasOfThailand } from '@prasan/directory'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withRuntime } from '../opened.js'
import { type Sheets, configurationOf, csvFolder } from '../testing/prasan.js'
import { row, xlsxOf } from '../testing/xlsx.js'
import { type FileOptions, importWorkbook } from './index.js'

let folder: string
let dataDir: string
let n = 0
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-mistakes-'))
  dataDir = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const importing = async (path: string, options: FileOptions = {}) => {
  const { notices, events, breaches } = await withRuntime(configurationOf(dataDir), (runtime) => importWorkbook(runtime, path, options))
  const of = (which: string) => notices.filter(({ is }) => is === which).map(({ table, line, column, code }) => [table, line, column, code])
  return { events, breaches, refused: of('refused'), told: of('told'), notices }
}
const csv = (sheets: Sheets, options: FileOptions = {}) => importing(csvFolder(join(folder, `office-${++n}`), sheets), options)
const xlsx = (bytes: Buffer) => {
  const path = join(folder, 'office.xlsx')
  writeFileSync(path, bytes)
  return importing(path)
}

describe('a cell that shows no value', () => {
  const HEADER = row(1, 'key', 'name_th', 'kind', 'name_en')
  const error = (ref: string, shown: string) => `<c r="${ref}" t="e"><f>X!A1</f><v>${shown}</v></c>`
  const formula = (ref: string, type = '', value = '') => `<c r="${ref}"${type}><f>A1</f>${value}</c>`

  it('refuses its row, and is named', async () => {
    const rows = [
      row(2, 'a', error('B2', '#N/A'), 'ngo'),
      row(3, 'b', 'ข', 'ngo', error('D3', '#REF!')),
      row(4, error('A4', '#VALUE!'), 'ค', 'ngo'),
      row(5, 'd', formula('B5'), 'ngo'),
      row(6, 'e', formula('B6', '', '<v></v>'), 'ngo'),
      row(7, 'f', formula('B7', ' t="b"'), 'ngo'),
      row(8, 'g', formula('B8', ' t="str"', '<v>ง</v>'), 'ngo', formula('D8', ' t="str"', '<v></v>')),
    ]
    const { refused, events } = await xlsx(xlsxOf('organizations', HEADER + rows.join('')))
    expect(refused).toEqual([
      ['organizations', 2, 'name_th', 'ErrorValue'],
      ['organizations', 3, 'name_en', 'ErrorValue'],
      ['organizations', 4, 'key', 'ErrorValue'],
      ['organizations', 5, 'name_th', 'FormulaWithoutValue'],
      ['organizations', 6, 'name_th', 'FormulaWithoutValue'],
      ['organizations', 7, 'name_th', 'FormulaWithoutValue'],
    ])
    expect(events).toBe(1)
  })

  it('is no note where it stands among the headers', async () => {
    const { refused } = await xlsx(
      xlsxOf('organizations', row(1, 'key', 'name_th', 'kind', error('D1', '#NAME?')) + row(2, 'a', 'ก', 'ngo')),
    )
    expect(refused.map(([table, line, , code]) => [table, line, code])).toEqual([['organizations', 1, 'ErrorValue']])
  })

  it('is none in a CSV file either, where Excel wrote the error as text', async () => {
    const { refused } = await csv({ organizations: ['key,name_th,kind', '#N/A,ก,ngo', 'b,#REF!,ngo', '#note,ค,ngo'] })
    expect(refused).toEqual([
      ['organizations', 2, 'key', 'ErrorValue'],
      ['organizations', 3, 'name_th', 'ErrorValue'],
    ])
  })
})

it('what is hidden is imported, and told', async () => {
  const visible = XLSX.utils.aoa_to_sheet([
    ['key', 'name_th', 'kind'],
    ['a', 'ก', 'ngo'],
    ['b', 'ข', 'ngo'],
  ])
  visible['!rows'] = [{}, {}, { hidden: true }, { hidden: true }]
  visible['!cols'] = [{}, {}, { hidden: true }, { hidden: true }]
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, visible, 'organizations')
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['key', 'given_th'], ['1', 'ซ่อน']]), 'people') // prettier-ignore
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
  const { told, refused, events, notices } = await xlsx(XLSX.write(book, { type: 'buffer', bookType: 'xlsx', cellStyles: true }) as Buffer)
  expect([events, refused]).toEqual([3, []])
  expect(told).toEqual([
    ['organizations', 0, '', 'HiddenRows'],
    ['organizations', 0, '', 'HiddenColumns'],
    ['people', 0, '', 'HiddenSheet'],
  ])
  expect(notices.slice(0, 2).map(({ reason }) => /\((.*)\)\.$/.exec(reason.en!)?.[1])).toEqual(['3', 'kind'])
})

it.each([';', '\t'])('columns may be separated by %j', async (separator) => {
  const lines = ['key,name_th,kind', '1,หนึ่ง,ngo', '2,"สอง, และ; สาม",ngo']
  const { refused, events } = await csv({ organizations: [lines[0]!, lines[1]!].map((line) => line.replaceAll(',', separator)) })
  expect([refused, events]).toEqual([[], 1])
  expect(await csv({ organizations: lines })).toMatchObject({ refused: [], events: 1 })
})

it('a list that names a thing twice is refused', async () => {
  const office: Sheets = {
    committees: ['key,name_th,type', 'C1,คณะ,committee'],
    meetings: ['key,bodies,on,held', 'M1,C1;C1,2026-10-01,yes', 'M2,c1; C1,2026-10-02,yes', 'M3,C1;,2026-10-03,yes'],
  }
  expect((await csv(office)).refused).toEqual([
    ['meetings', 2, 'bodies', 'TwiceInTheList'],
    ['meetings', 3, 'bodies', 'TwiceInTheList'],
  ])
})

it('sheets and columns that every object inherits are none of ours', async () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    const book = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['key'], ['1']]), name)
    const { refused } = await xlsx(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
    expect(refused).toEqual([[name, 1, '', 'UnknownTable']])
    const columns = await csv({ people: [`key,given_th,${name}`, '1,ก,x'] })
    expect(columns.refused).toEqual([['people', 1, name, 'UnknownColumn']])
  }
})

it('a text that should be worded otherwise is told as it is recorded, and so is what was left out of one', async () => {
  const office: Sheets = {
    organizations: ['key,name_th,name_en,kind', 'o,โทร ๐๘๑-๒๓๔-๕๖๗๘,\u200eOffice,ngo'],
    people: ['key,given_th,family_th,phone', 'p,ด.ช.สมชาย,ใจดี,081-234-5678'],
    commitments: ['key,title_th,owner,due_on', 'c,ช่วยเหลือ ด.ญ.สมศรี,o,2027-01-01'],
  }
  const worded = [
    ['organizations', 2, 'name_th', 'PhoneNumber'],
    ['organizations', 2, 'name_en', 'InvisibleCharactersLeftOut'],
    ['commitments', 2, 'title_th', 'NameOfAChild'],
  ]
  expect(await csv(office, { dryRun: true })).toMatchObject({ refused: [], told: worded })
  expect(await csv(office)).toMatchObject({ refused: [], told: worded, events: 3 })
  expect(await csv(office)).toMatchObject({ refused: [], told: [], events: 0 })
})

describe('by days', () => {
  const PEOPLE = ['key,given_en,family_en', ...['Ada,One', 'Bo,Two', 'Cy,Three', 'Di,Four'].map((name, i) => `p${i + 1},${name}`)]
  const BODY = ['key,name_th,type,from', 'c,คณะ,committee,2010-01-01']
  const SEATS = 'key,committee,number,office,person,from,abolished_on'

  it('a chair after another is no second one, and the seats after it keep the rule', async () => {
    const seats = [SEATS, 's1,c,1,chair,p1,2010-01-01,2012-01-01', 's2,c,2,chair,p2,2012-01-01,', 's3,c,3,member,p3,2013-01-01,', 's4,c,4,member,p4,2014-01-01,2015-01-01'] // prettier-ignore
    expect(await csv({ people: PEOPLE, committees: BODY, seats })).toMatchObject({ breaches: 0, told: [], refused: [] })
    const reversed = [SEATS, ...seats.slice(1).toReversed()]
    dataDir = join(folder, 'other')
    expect(await csv({ people: PEOPLE, committees: BODY, seats: reversed })).toMatchObject({ breaches: 0, told: [], refused: [] })
  })

  it('a second chair beside the first is told with its row, and so is whoever sits twice', async () => {
    const seats = [SEATS, 's1,c,1,chair,p1,2010-01-01,', 's2,c,2,chair,p2,2012-01-01,', 's3,c,3,member,p2,2013-01-01,', 's4,c,4,member,p3,2013-01-01,'] // prettier-ignore
    const { told, refused, breaches } = await csv({ people: PEOPLE, committees: BODY, seats })
    expect(refused).toEqual([])
    expect(told).toContainEqual(['seats', 3, 'office', 'SeatOfficeOfChairIsUnique'])
    expect(told.filter(([, , , code]) => code === 'SitsTwice')).toEqual([['seats', 4, 'person', 'SitsTwice']])
    expect(breaches).toBe(told.length - 1)
  })

  it('what ends takes all that lies before its end, wherever its row stands', async () => {
    const office: Sheets = {
      people: PEOPLE,
      committees: [
        'key,name_th,type,from,dissolved_on,successor',
        'c,คณะ,committee,2010-01-01,2016-01-01,d',
        'd,คณะใหม่,committee,2016-01-01,,',
      ],
      seats: [SEATS, 's1,c,1,member,p1,2010-01-01,2012-01-01', 's2,c,2,member,p2,2015-01-01,', 's3,d,1,member,p2,2016-01-01,'],
    }
    expect(await csv(office)).toMatchObject({ refused: [], told: [], events: 11 })
  })
})

describe('a refused row', () => {
  it('is told once for each mistake, and hides none', async () => {
    const long = 'ก'.repeat(100_000)
    const office: Sheets = {
      organizations: ['key,name_th,kind', `A,${long},ngo`],
      people: ['key,given_th', '1,หนึ่ง'],
      committees: ['key,name_th,type', 'K,คณะ,committee'],
      seats: ['key,committee,number,office,organization,title_th,from,abolished_on', `s,K,1,member,A,${long},1/1/2569,1/1/2568`],
    }
    const { refused } = await csv(office)
    expect(refused).toEqual([
      ['organizations', 2, 'name_th', 'TooLong'],
      ['seats', 2, 'organization', 'RefersToARefusedRow'],
      ['seats', 2, 'title_th', 'TooLong'],
    ])
  })

  it('names what it changes where no change can be imported', async () => {
    const office = (on: string, order: string): Sheets => ({
      people: ['key,given_th', '1,หนึ่ง'],
      committees: ['key,name_th,type,from,rules', `K,คณะ,committee,2010-01-01,${order}`, 'L,คณะสอง,committee,2010-01-01,'],
      seats: ['key,committee,number,office,person,from', `s,${on},1,member,1,1/1/2568`],
    })
    await csv(office('K', 'ngo-coalition'))
    expect((await csv(office('L', 'village-group'))).refused).toEqual([
      ['committees', 2, 'rules', 'ChangeCannotBeImported'],
      ['seats', 2, 'committee', 'ChangeCannotBeImported'],
    ])
  })

  it('names what changed where a rule refuses the change, and no column is what the rule is about', async () => {
    const office = (number: string): Sheets => ({
      committees: ['key,name_th,type', 'K,คณะ,committee'],
      meetings: ['key,bodies,on', 'M,K,2026-12-01'],
      agenda: ['key,meeting,section,number,kind,title_th', 'a,M,5,1,consider,แผน', `b,M,5,${number},consider,แผน`],
    })
    await csv(office('2'))
    expect((await csv(office('1'))).refused).toEqual([['agenda', 3, 'number', 'AgendaItemIsListedOnce']])
  })
})

describe('a row of which a part is refused', () => {
  const SEATS = 'key,committee,number,office,person,from,abolished_on'
  const office = (...seats: string[]): Sheets => ({
    people: ['key,given_th', '1,หนึ่ง', '2,สอง'],
    committees: ['key,name_th,type', 'K,คณะ,committee'],
    seats: [SEATS, ...seats],
  })
  const promised = { commitments: ['key,title_th,owner,due_on,made_on', 'c,ทำแผน,seats:s,30/9/2569,1/2/2569'] }
  const skipping = async (sheets: Sheets) => {
    const path = csvFolder(join(folder, `office-${++n}`), sheets)
    const { counts, notices, events } = await withRuntime(configurationOf(dataDir), (runtime) =>
      importWorkbook(runtime, path, { skipBad: true }),
    )
    const countOf = (table: string) => {
      const { read, added, changed, unchanged, refused } = counts.get(table)!
      return { read, added, changed, unchanged, refused }
    }
    return { countOf, events, said: notices.map(({ table, line, column, code }) => [table, line, column, code]) }
  }
  const ENDS_TOO_EARLY = ['seats', 2, 'abolished_on', 'SeatCannotEndBeforeItBegins']

  it('is not taken at all where refused rows are left out, nor is what refers to it, and is counted once', async () => {
    const { countOf, events, said } = await skipping({
      ...office('s,K,1,member,1,1/1/2569,1/1/2568', 't,K,2,member,2,1/1/2569,'),
      ...promised,
    })
    expect(said).toEqual([ENDS_TOO_EARLY, ['commitments', 2, 'owner', 'RefersToARefusedRow']])
    expect(countOf('seats')).toEqual({ read: 2, added: 1, changed: 0, unchanged: 0, refused: 1 })
    expect(events).toBe(4)
    const mended = await skipping({ ...office('s,K,1,member,1,1/1/2569,1/1/2570', 't,K,2,member,2,1/1/2569,'), ...promised })
    expect(mended.said).toEqual([])
    expect(mended.countOf('seats')).toEqual({ read: 2, added: 1, changed: 0, unchanged: 1, refused: 0 })
  })

  it('stays as it was recorded before, and what refers to it is taken', async () => {
    await skipping(office('s,K,1,member,1,1/1/2569,'))
    const { countOf, events, said } = await skipping({ ...office('s,K,9,member,1,1/1/2569,1/1/2568'), ...promised })
    expect(said).toEqual([ENDS_TOO_EARLY])
    expect(countOf('seats')).toEqual({ read: 1, added: 0, changed: 0, unchanged: 0, refused: 1 })
    expect(events).toBe(1)
  })
})

describe('areas', () => {
  const office: Sheets = { organizations: ['key,name_th,kind,areas', 'A,หน่วยงาน,ngo,56', 'B,หน่วยงานสอง,ngo,5601;99'] }
  const listed = () =>
    withRuntime(configurationOf(dataDir), async ({ store }) => {
      const areas: unknown[] = []
      for await (const { type, data } of store.readAll()) if (type === 'AreasListed') areas.push(...(data['areas'] as unknown[]))
      return areas.length
    })

  it('of a store that has none are recorded with the first rows that name one, and not where the file is refused', async () => {
    const refused = [['organizations', 3, 'areas', 'UnknownId']]
    expect(await csv(office, { dryRun: true })).toMatchObject({ refused, told: [['areas', 0, '', 'AreasListedFirst']] })
    expect(await csv(office)).toMatchObject({ refused, told: [['areas', 0, '', 'AreasListedFirst']] })
    expect(await listed()).toBe(0)
    expect(await csv(office, { skipBad: true })).toMatchObject({ refused, events: 1 })
    expect(await listed()).toBe([...areasOfThailand()].length)
    expect(await csv(office, { skipBad: true })).toMatchObject({ refused, told: [], events: 0 })
  })

  it('are not recorded where no row names one', async () => {
    await csv({ people: ['key,given_th', '1,หนึ่ง'] })
    expect(await listed()).toBe(0)
  })
})

it('an id of another kind than the column takes is named, with the kind', async () => {
  const id = `organization-${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`
  const { notices } = await csv({ role_assignments: ['key,post,person,manner', `r,${id},${id.replace('organization', 'person')},acting`] })
  expect(notices.map(({ column, code }) => [column, code])).toEqual([['post', 'NotAnId']])
  expect(notices[0]!.reason.en).toMatch(/organization.*posts \(post-…\)/)
})
