/** A row for each group of commitments, or for each month. */
import {
  type GroupBy,
  type GroupRow,
  type TrendFigures,
  type TrendFilterInput,
  type TrendMonth,
  groupsOf,
  overdueIn,
  trend,
  wordOfGroup,
} from '@prasan/commitments/reading'
import type { Bilingual } from '@prasan/event-sourcing'
import { badInput } from '@prasan/graphql'
import { inLanguage } from '@prasan/tables'
import { FILTERS, filterOf } from './commitments.js'
import { type ColumnOf, type TableKind, atOnce, day, number, text } from './kinds.js'

type Named = GroupRow & { readonly name: string | null }

/** What stands over the column of what the groups have in common, and its hashtag; of an area that is of its level. */
const HEADERS: Readonly<Record<GroupBy, readonly [th: string, en: string, tag: string]>> = {
  COMMITTEE: ['คณะที่ติดตาม', 'Committee', '#org+committee'],
  ORGANIZATION: ['หน่วยงาน', 'Organization', '#org'],
  POST: ['ตำแหน่ง', 'Post', '#org+impl'],
  AREA: ['พื้นที่', 'Area', '#adm'],
  PLAN: ['แผน', 'Plan', '#activity+programme'],
  PILLAR: ['ด้าน', 'Pillar', '#sector'],
  PRIORITY: ['ความเร่งด่วน', 'Priority', '#indicator+priority'],
}
const levelOf = (area = 'area-') => (area.length - 'area-'.length) / 2 + 1

const NONE: Bilingual = { th: 'ไม่อยู่ในกลุ่มใด', en: 'Of none' }

const counts: readonly ColumnOf<Named>[] = [
  number('ทั้งหมด', 'All', '#indicator+total+num', ({ total }) => total),
  number('กำลังดำเนินการ', 'Open', '#indicator+open+num', ({ open }) => open),
  number('ล่าช้า', 'Overdue', '#indicator+overdue+num', overdueIn),
  number('ล่าช้า 1–7 วัน', 'Overdue 1 to 7 days', '#indicator+overdue+days_1_7+num', (row) => row.DAYS_1_7),
  number('ล่าช้า 8–30 วัน', 'Overdue 8 to 30 days', '#indicator+overdue+days_8_30+num', (row) => row.DAYS_8_30),
  number('ล่าช้า 31–90 วัน', 'Overdue 31 to 90 days', '#indicator+overdue+days_31_90+num', (row) => row.DAYS_31_90),
  number('ล่าช้าเกิน 90 วัน', 'Overdue more than 90 days', '#indicator+overdue+days_over_90+num', (row) => row.OVER_90),
  number('วันที่ล่าช้ารวม', 'Days overdue, all together', '#indicator+days_overdue+sum+num', ({ daysSum }) => daysSum),
  number('วันที่ล่าช้า (ค่ากลาง)', 'Days overdue, median', '#indicator+days_overdue+median+num', ({ daysMedian }) => daysMedian),
  number('วันที่ล่าช้า (มากที่สุด)', 'Days overdue, most', '#indicator+days_overdue+max+num', ({ daysMost }) => daysMost),
  number('รายงานว่าแล้วเสร็จ', 'Reported complete', '#indicator+completed+num', ({ completed }) => completed),
  number('ตรวจรับแล้ว', 'Verified', '#indicator+verified+num', ({ verified }) => verified),
  number('ถอนแล้ว', 'Withdrawn', '#indicator+withdrawn+num', ({ withdrawn }) => withdrawn),
]

const by = (groupBy: GroupBy): TableKind => ({
  title: { th: `ข้อผูกพันนับตาม${HEADERS[groupBy][0]}`, en: `Commitments by ${HEADERS[groupBy][1].toLowerCase()}` },
  narrowing: FILTERS,
  make(asked) {
    const { given, asOf, language } = asked
    const request = asked.request()
    const filter = filterOf(given, asked)
    const groups = request.ask(groupsOf, { groupBy, asOf, filter })
    const named = async (row: GroupRow): Promise<Named> => {
      const name = row.key === null ? NONE : (wordOfGroup(row.key) ?? (await request.labelOf(row.key, asOf)))
      return { ...row, name: name ? inLanguage(name, language) : row.key }
    }
    const [th, en, hashtag] = HEADERS[groupBy]
    const isArea = groupBy === 'AREA'
    const tag = isArea ? `${hashtag}${levelOf(filter.area)}` : hashtag
    const code = ({ key }: Named) => (isArea ? (key?.slice('area-'.length) ?? null) : key)
    return {
      columns: [
        text(`รหัส${th}`, `${en} (code)`, `${tag}+${isArea ? 'code' : 'id'}`, code),
        text(th, en, `${tag}+name`, ({ name }: Named) => name),
        ...counts,
      ],
      length: groups.length,
      async *parts() {
        if (groups.length > 0) yield await Promise.all(groups.map(named))
      },
    }
  },
})

type Series = 'knownThen' | 'knownNow'
const SERIES: readonly (readonly [Series, th: string, en: string, tag: string])[] = [
  ['knownThen', 'ตามที่ทราบเมื่อสิ้นเดือน', 'as known then', 'known_then'],
  ['knownNow', 'ตามที่ทราบ ณ ลำดับของตาราง', 'as known at the log number of the table', 'known_now'],
]
const FIGURES: readonly (readonly [th: string, en: string, tag: string, of: (figures: TrendFigures) => number])[] = [
  ['กำลังดำเนินการ', 'Open', 'open', ({ open }) => open],
  ['ล่าช้า', 'Overdue', 'overdue', ({ overdue }) => overdue],
  ['ล่าช้า 1–7 วัน', 'Overdue 1 to 7 days', 'overdue+days_1_7', ({ ageing }) => ageing.days1to7],
  ['ล่าช้า 8–30 วัน', 'Overdue 8 to 30 days', 'overdue+days_8_30', ({ ageing }) => ageing.days8to30],
  ['ล่าช้า 31–90 วัน', 'Overdue 31 to 90 days', 'overdue+days_31_90', ({ ageing }) => ageing.days31to90],
  ['ล่าช้าเกิน 90 วัน', 'Overdue more than 90 days', 'overdue+days_over_90', ({ ageing }) => ageing.over90Days],
  ['วันที่ล่าช้ารวม', 'Days overdue, all together', 'days_overdue+sum', ({ daysOverdue }) => daysOverdue],
  ['ให้คำมั่นในเดือน', 'Made in the month', 'made', ({ made }) => made],
  ['แล้วเสร็จในเดือน', 'Completed in the month', 'completed', ({ completed }) => completed],
]

const trendTable: TableKind = {
  title: { th: 'แนวโน้มรายเดือนของข้อผูกพันที่ล่าช้า', en: 'Overdue commitments month by month' },
  narrowing: ['from', 'until', 'committee', 'organization', 'post', 'area', 'plan'],
  make(asked) {
    const { given, asOf } = asked
    const { from, until, committee, organization, post, area, plan } = given
    if (from === undefined) throw badInput('from', 'Missing')
    if (until === undefined) throw badInput('until', 'Missing')
    const filter = { committee, organization, post, area, plan } as TrendFilterInput
    const months = trend({ from, until, filter }, { effective: asOf.day, logNumber: asOf.log }, asked.request(), (name) => name)
    return {
      columns: [
        day('สิ้นเดือน', 'Month end', '#date+end', ({ on }: TrendMonth) => on),
        number('ลำดับในบันทึกเมื่อสิ้นเดือน', 'Log number at the month end', '#meta+log+known_then', ({ logNumber }: TrendMonth) => logNumber),
        ...SERIES.flatMap(([series, seriesTh, seriesEn, seriesTag]) =>
          FIGURES.map(([th, en, tag, of]) =>
            number(`${th} (${seriesTh})`, `${en} (${seriesEn})`, `#indicator+${tag}+${seriesTag}+num`, (month: TrendMonth) =>
              of(month[series]),
            ),
          ),
        ),
      ],
      ...atOnce(months),
    }
  },
}

export const figureTables = {
  'by-committee': by('COMMITTEE'),
  'by-organization': by('ORGANIZATION'),
  'by-post': by('POST'),
  'by-area': by('AREA'),
  'by-plan': by('PLAN'),
  'by-pillar': by('PILLAR'),
  'by-priority': by('PRIORITY'),
  trend: trendTable,
}
