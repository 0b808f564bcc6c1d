/** An official list of areas: provinces, districts, sub-districts and villages by code; a name that differs is corrected, the code stays. */
import { area, may, must, text } from './cells.js'
import { bilingual, facet, part, said, table } from './table.js'

interface Listed {
  code: string
  level: string
  parent?: string
  name: { th: string; en?: string }
}
const listed = facet<Listed>(
  'area',
  {
    AreasListed: (_, { areas }: { areas: Listed[] }, code) => areas.find((each) => each.code === code),
    AreaNameCorrected: (recorded, { name }: Listed) => recorded && { ...recorded, name },
  },
  ({ areas, code }: { areas?: Listed[]; code: string }) => areas?.map((each) => each.code) ?? code,
)

const LEVELS = ['province', 'district', 'subdistrict', 'village']

export const areas = table({
  name: 'areas',
  stage: 'register',
  th: 'พื้นที่',
  doc: { th: 'รายการพื้นที่ของทางราชการ', en: 'An official list of areas.' },
  columns: {
    code: must('รหัส', area, '56'),
    name_th: must('ชื่อ', text, 'พะเยา', 'name.th'),
    name_en: may('ชื่ออังกฤษ', text, 'Phayao', 'name.en'),
  },
  facets: [listed],
  idOf: () => '',
  order: ({ code }) => code,
  parts({ code: id, name_th, name_en }, { reason }) {
    const code = id.replace('area-', '')
    const fact: Listed = said({
      code,
      level: LEVELS[code.length / 2 - 1]!,
      parent: code.length > 2 ? code.slice(0, -2) : undefined,
      name: bilingual(name_th, name_en),
    })
    return [
      part<Listed>({
        facet: listed,
        id: `area-${code.slice(0, 2)}`,
        key: code,
        fact,
        record: [{ command: code.length > 2 ? 'AddAreas' : 'ListAreas', input: { areas: [fact] } }],
        change: () => [{ command: 'CorrectAreaName', input: { code, name: fact.name, reason } }],
      }),
    ]
  },
})
