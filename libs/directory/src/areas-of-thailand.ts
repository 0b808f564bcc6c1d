import { readFileSync } from 'node:fs'

export type AreaLevel = 'province' | 'district' | 'subdistrict'

export type AreaOfThailand = {
  /** The DOPA (TIS 1099) code: 2 digits a province, 4 a district, 6 a sub-district; a parent's code begins its children's. */
  code: string
  level: AreaLevel
  parentCode: string | null
  name: { th: string; en: string }
}

/**
 * The 77 provinces, 928 districts and 7,436 sub-districts of Thailand in the order of their codes, so parents come before their children.
 * Names go without the word for the level (จังหวัด, อำเภอ, เขต, ตำบล, แขวง), and are not unique. Sources and corrections: ../data/README.md
 */
export function* areasOfThailand(): Iterable<AreaOfThailand> {
  const lines = readFileSync(new URL('../data/areas-th.csv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  for (const line of lines.slice(1)) {
    const [code, level, parent, th, en] = line.split(',') as [string, AreaLevel, string, string, string]
    yield { code, level, parentCode: parent || null, name: { th, en } }
  }
}
