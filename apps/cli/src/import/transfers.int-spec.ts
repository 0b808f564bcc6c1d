import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type PostState, heldOn, post } from '@prasan/directory'
import { load } from '@prasan/event-sourcing'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withRuntime } from '../opened.js'
import { type Sheets, configurationOf, csvFolder } from '../testing/prasan.js'
import { type FileOptions, importWorkbook } from './index.js'
import { RowName } from './table.js'

let folder: string
let dataDir: string
let n = 0
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-transfers-'))
  dataDir = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const imported = async (sheets: Sheets, options: FileOptions = {}) => {
  const path = csvFolder(join(folder, `office-${++n}`), sheets)
  const { notices, events, counts } = await withRuntime(configurationOf(dataDir), (runtime) => importWorkbook(runtime, path, options))
  const said = notices.map(({ table, line, column, code }) => `${table} ${line} ${column} ${code}`)
  return { events, said, count: counts.get('transfers') }
}
/** Who holds the posts on a day, by the keys of the people. */
const holders = (day: string) =>
  withRuntime(configurationOf(dataDir), async ({ handling }) => {
    const ids = new Map(['1', '2', '3', '4'].map((key) => [new RowName('workbook', 'people', key).stream('person'), key]))
    const all = ['g', 'd', 'w'].map((key) => load<PostState>(handling, post, new RowName('workbook', 'posts', key).stream('post')))
    return (await Promise.all(all)).map(({ state }) =>
      heldOn(state, day)
        .map(({ person }) => ids.get(person))
        .join(),
    )
  })

const OFFICE: Sheets = {
  people: ['key,given_th', '1,หนึ่ง', '2,สอง', '3,สาม', '4,สี่'],
  organizations: ['key,name_th,kind', 'O,จังหวัด,provincial'],
  posts: ['key,title_th,organization', 'G,ผู้ว่าราชการจังหวัด,O', 'D,รองผู้ว่าราชการจังหวัด,O', 'W,หัวหน้าสำนักงาน,O'],
  role_assignments: [
    ...['key,post,person,manner,from', 'g,G,1,substantive,2024-10-01', 'd,D,2,substantive,2024-10-01', 'w,W,3,substantive,2024-10-01'],
  ],
}
const HEADER = 'key,list,number,dated,person,from,to,on'
const rotation = (on: string) => [
  ...[`a,L,1/2569,15/9/2569,2,D,G,${on}`, `b,L,1/2569,15/9/2569,1,G,,${on}`, `c,L,1/2569,15/9/2569,3,W,D,${on}`],
]
const transfers = [HEADER, ...rotation('1/10/2569')]
const before = ['1', '2', '3']
const after = ['2', '3', '']

describe('a transfer list in a workbook', () => {
  it('is recorded as one act beside what stands before it, and once', async () => {
    expect(await imported({ ...OFFICE, transfers })).toMatchObject({ said: [], count: { read: 3, added: 3 } })
    expect([await holders('2026-09-30'), await holders('2026-10-01')]).toEqual([before, after])
    expect(await imported({ ...OFFICE, transfers })).toMatchObject({ events: 0, said: [], count: { unchanged: 3 } })
  })

  it('is corrected with all that it came to where the rows have changed', async () => {
    await imported({ ...OFFICE, transfers })
    const later = { transfers: [HEADER, ...rotation('15/10/2569')] }
    expect(await imported(later)).toMatchObject({ events: 6, said: [], count: { changed: 3 } })
    expect([await holders('2026-10-14'), await holders('2026-10-15')]).toEqual([before, after])
    const less = { transfers: [HEADER, rotation('15/10/2569')[1]!] }
    expect(await imported(less)).toMatchObject({ said: [], count: { changed: 1 } })
    expect(await holders('2026-10-15')).toEqual(['', '2', '3'])
  })

  it('is refused as a whole with the row of the move', async () => {
    const twice = [...transfers, 'd,L,1/2569,15/9/2569,4,,G,1/10/2569']
    expect(await imported({ ...OFFICE, transfers: twice })).toMatchObject({
      said: ['transfers 2 to PostHasAtMostOneSubstantiveHolderAtATime'],
      count: { read: 4, refused: 4 },
    })
    const stranger = [...transfers, 'd,L,1/2569,15/9/2569,4,W,,1/10/2569']
    expect((await imported({ ...OFFICE, transfers: stranger })).said).toEqual(['transfers 5 from WhoLeavesAPostMustHoldIt'])
    const otherOrder = [...transfers, 'd,L,2/2569,15/9/2569,4,W,,1/10/2569']
    expect((await imported({ ...OFFICE, transfers: otherOrder })).said).toEqual(['transfers 5 number NotOneOrder'])
  })

  it('is not taken in part, though other rows are', async () => {
    const broken = [...transfers, 'd,M,2/2569,15/9/2569,4,W,,31/2/2569']
    expect(await imported({ ...OFFICE, transfers: broken }, { skipBad: true })).toMatchObject({
      said: ['transfers 2 key NotWhole', 'transfers 3 key NotWhole', 'transfers 4 key NotWhole', 'transfers 5 on DayMalformed'],
      count: { refused: 4 },
    })
    expect(await holders('2026-10-01')).toEqual(before)
  })
})
