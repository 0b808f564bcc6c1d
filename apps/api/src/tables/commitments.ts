/** A row for each commitment, or for each that is overdue. */
import {
  AgeingBucketWord,
  CommitmentState,
  type OverdueFilterInput,
  type RowWhereabouts,
  bucketOf,
  filterAsked,
  rowsListed,
  rowsTold,
} from '@prasan/commitments/reading'
import { Priority } from '@prasan/committees/contract'
import { type Bilingual, daysBetween, metaOf } from '@prasan/event-sourcing'
import { type RequestContext, judged } from '@prasan/graphql'
import { Pillar } from '@prasan/plans/reading'
import { type Language, inLanguage } from '@prasan/tables'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Asked, type ColumnOf, type Given, type TableKind, day, number, text } from './kinds.js'

export const FILTERS = [
  'committee',
  'organization',
  'post',
  'area',
  'plan',
  'answered-by',
  'min-days-overdue',
  'due-from',
  'due-until',
] as const
type FilterName = (typeof FILTERS)[number]
const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** @throws GraphQLError BAD_USER_INPUT */
export function filterOf(given: Given, { asOf, request }: Asked) {
  const of = (name: FilterName) => given[name]
  const days = of('min-days-overdue')
  const filter = {
    ...{ committee: of('committee'), organization: of('organization'), post: of('post'), area: of('area'), plan: of('plan') },
    ...{ answeredBy: of('answered-by'), dueFrom: of('due-from'), dueUntil: of('due-until') },
    minDaysOverdue: days !== undefined && /^\d{1,9}$/.test(days) ? Number(days) : days,
  }
  return filterAsked(filter as OverdueFilterInput, kebab, request(), asOf)
}

/** So many rows are asked for at a time; others are answered between. */
const PART = 500

/** A row with the names of what it names. */
interface Told extends RowWhereabouts {
  readonly late: number | null
  readonly names: Readonly<Record<'owner' | 'organization' | 'province' | 'district' | 'committee' | 'plan', string | null>>
}

const province = (area: string | null) => area?.slice(0, 'area-00'.length) ?? null
const district = (area: string | null) => (area !== null && area.length >= 'area-0000'.length ? area.slice(0, 'area-0000'.length) : null)
const code = (area: string | null) => area?.slice('area-'.length) ?? null

async function told(row: RowWhereabouts, { asOf, language }: Asked, request: RequestContext): Promise<Told> {
  const nameOf = async (id: string | null) => {
    const name: Bilingual | null = id === null ? null : await request.labelOf(id, asOf)
    return name && inLanguage(name, language)
  }
  const named = { owner: row.owner, organization: row.organization, committee: row.committee, plan: row.plan }
  const ids = { ...named, province: province(row.area), district: district(row.area) }
  const names = await Promise.all(Object.entries(ids).map(async ([what, id]) => [what, await nameOf(id)] as const))
  const late = daysBetween(row.dueOn, asOf.day)
  return { ...row, late: row.state === 'open' && late > 0 ? late : null, names: Object.fromEntries(names) as Told['names'] }
}

const wordIn = (language: Language, words: Readonly<Record<string, Bilingual>> | undefined, word: string | null) =>
  word === null ? null : inLanguage(words?.[word] ?? { th: word }, language)

const columnsIn = (language: Language): readonly ColumnOf<Told>[] => [
  text('รหัสข้อผูกพัน', 'Commitment', '#activity+id', ({ id }) => id),
  text('ข้อผูกพัน (ไทย)', 'Title in Thai', '#activity+name+i_th', ({ title }) => title.th),
  text('ข้อผูกพัน (อังกฤษ)', 'Title in English', '#activity+name+i_en', ({ title }) => title.en ?? null),
  text('ผู้รับผิดชอบ', 'Owner', '#org+impl+name', ({ names }) => names.owner),
  text('รหัสผู้รับผิดชอบ', 'Id of the owner', '#org+impl+id', ({ owner }) => owner),
  text('หน่วยงาน', 'Organization', '#org+name', ({ names }) => names.organization),
  text('รหัสหน่วยงาน', 'Id of the organization', '#org+id', ({ organization }) => organization),
  text('รหัสจังหวัด', 'Code of the province', '#adm1+code', ({ area }) => code(province(area))),
  text('จังหวัด', 'Province', '#adm1+name', ({ names }) => names.province),
  text('รหัสอำเภอ', 'Code of the district', '#adm2+code', ({ area }) => code(district(area))),
  text('อำเภอ', 'District', '#adm2+name', ({ names }) => names.district),
  text('คณะที่ติดตาม', 'Committee', '#org+committee+name', ({ names }) => names.committee),
  text('รหัสคณะ', 'Id of the committee', '#org+committee+id', ({ committee }) => committee),
  text('แผน', 'Plan', '#activity+programme+name', ({ names }) => names.plan),
  text('รหัสแผน', 'Id of the plan', '#activity+programme+id', ({ plan }) => plan),
  text('ด้าน', 'Pillar', '#sector+name', ({ pillar }) => wordIn(language, metaOf(Pillar).words, pillar)),
  text('ความเร่งด่วน', 'Priority', '#indicator+priority+name', ({ priority }) => wordIn(language, metaOf(Priority).words, priority)),
  day('ให้คำมั่นเมื่อ', 'Made on', '#date+start', ({ madeOn }) => madeOn),
  day('กำหนดเดิม', 'First due on', '#date+due+original', ({ originalDueOn }) => originalDueOn),
  day('กำหนดแล้วเสร็จ', 'Due on', '#date+due', ({ dueOn }) => dueOn),
  number('ขยายเวลา (ครั้ง)', 'Extensions', '#indicator+extensions+num', ({ extensions }) => extensions),
  text('สถานะ', 'State', '#status+name', ({ state }) => wordIn(language, metaOf(CommitmentState).words, state)),
  text('รหัสสถานะ', 'Code of the state', '#status+code', ({ state }) => state),
  number('ล่าช้า (วัน)', 'Days overdue', '#indicator+days_overdue+num', ({ late }) => late),
  text('ช่วงของความล่าช้า', 'Ageing', '#indicator+ageing+name', ({ late }) =>
    wordIn(language, metaOf(AgeingBucketWord).words, bucketOf(late ?? 0)),
  ),
  number('ความคืบหน้า (ร้อยละ)', 'Progress (percent)', '#indicator+progress+pct', ({ percent }) => percent),
  day('ถ้อยคำล่าสุดเมื่อ', 'Last word on', '#date+reported', ({ wordOn }) => wordOn),
  day('แล้วเสร็จเมื่อ', 'Completed on', '#date+end', ({ completedOn }) => completedOn),
  day('ตรวจรับเมื่อ', 'Verified on', '#date+verified', ({ verifiedOn }) => verifiedOn),
]

const kind = (title: Bilingual, overdue: boolean): TableKind => ({
  title,
  narrowing: overdue ? FILTERS : [...FILTERS, 'state'],
  make(asked) {
    const { given, asOf, language } = asked
    const filter = filterOf(given, asked)
    const state = judged(CommitmentState, given['state'], 'state')
    const minDaysOverdue = overdue ? (filter.minDaysOverdue ?? 1) : filter.minDaysOverdue
    const rows = asked.request().ask(rowsListed, { asOf, state, filter: { ...filter, minDaysOverdue } })
    return {
      columns: columnsIn(language),
      length: rows.length,
      async *parts() {
        for (let from = 0; from < rows.length; from += PART) {
          const request = asked.request()
          const part = request.ask(rowsTold, { rows: rows.slice(from, from + PART), asOf })
          yield await Promise.all(part.map((row) => told(row, asked, request)))
          await nextTurn()
        }
      },
    }
  },
})

export const commitmentTables = {
  commitments: kind({ th: 'ข้อผูกพันทั้งหมด', en: 'All commitments' }, false),
  overdue: kind({ th: 'ข้อผูกพันที่ล่าช้ากว่ากำหนด', en: 'Overdue commitments' }, true),
}
