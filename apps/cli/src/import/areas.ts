/** An official list of areas: provinces, districts, sub-districts and villages by code; a name that differs is corrected, the code stays. */
import type { Runtime } from '@prasan/api'
import { areasOfThailand, listAreasOfThailand } from '@prasan/directory'
import type { Handling } from '@prasan/event-sourcing'
import { area, may, must, text } from './cells.js'
import type { Notice } from './report.js'
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

/** The areas of Thailand, for a store that holds none: recorded with the first rows that name one. */
export class OfficialAreas {
  private named = false
  private readonly ids: ReadonlySet<string>
  constructor(ids: Iterable<string>) {
    this.ids = new Set(ids)
  }

  static missingIn({ views }: Runtime): OfficialAreas {
    const ids = Array.from(areasOfThailand(), ({ code }) => `area-${code}`)
    return new OfficialAreas(ids.some((id) => id.length === 'area-00'.length && views.hasSeen(id)) ? [] : ids)
  }

  has(id: string): boolean {
    const found = this.ids.has(id)
    this.named ||= found
    return found
  }

  told = (): Notice[] => (this.named ? [{ is: 'told', table: 'areas', line: 0, key: '', column: '', value: '', ...LISTED }] : [])

  async list(on: Handling): Promise<void> {
    if (this.named) await listAreasOfThailand(on)
  }
}

const LISTED = {
  code: 'AreasListedFirst',
  reason: {
    th: 'ยังไม่มีรายการพื้นที่: บันทึกรายการพื้นที่ของประเทศไทยก่อน',
    en: 'No areas are recorded yet: the official list of Thailand is recorded first.',
  },
}
