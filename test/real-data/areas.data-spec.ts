import { beforeAll, describe, expect, it } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

// Compares the areas that ship with two lists nobody here wrote, read where they lie: thailand-geography-json with its known errors corrected,
// and the P-codes of OCHA's Common Operational Datasets (provinces and districts, English names).
type Area = { code: string; level: string; nameTh: string; nameEn: string }
type Erratum = { code: string; field: 'nameTh' | 'nameEn'; published: string; suggested: string | null }

const folder = process.env.PRASAN_SHARED_DATA ?? join(process.cwd(), '../shared/data')
const present = existsSync(join(folder, 'th-areas.json'))
if (!present) print(`SKIPPED areas of Thailand against published lists: no th-areas.json in ${folder}`)

;(present ? describe : describe.skip)('the areas that ship, against published lists', () => {
  let ours: Map<string, Area>
  let published: Map<string, Area>
  let pcodes: Map<string, string>

  beforeAll(async () => {
    ours = await shipped()
    published = corrected(json<Area[]>('th-areas.json'), json<Erratum[]>('th-areas-errata.json'))
    const lines = readFileSync(join(folder, 'sea-pcodes.csv'), 'utf8').trimEnd().split(/\r?\n/)
    const rows = lines.map((line) => line.split(',')).filter(([country]) => country === 'THA')
    pcodes = new Map(
      rows.map(([, , pcode, name]): [string, string] => [pcode!.slice(2), name!]).sort(([one], [other]) => (one < other ? -1 : 1)),
    )
  })

  const at = (level: string, areas: Map<string, Area>) => [...areas.values()].filter((area) => area.level === level)

  it('holds the 77 provinces: code, Thai name, English name', () => {
    expect(at('province', ours)).toHaveLength(77)
    expect(at('province', ours)).toEqual(at('province', published))
    expect(at('province', ours).map(({ code, nameEn }) => [code, nameEn])).toEqual([...pcodes].filter(([code]) => code.length === 2))
  })

  it('holds the 928 districts: code, Thai name', () => {
    const named = ({ code, nameTh }: Area) => ({ code, nameTh })
    expect(at('district', ours)).toHaveLength(928)
    expect(at('district', ours).map(named)).toEqual(at('district', published).map(named))
    expect(at('district', ours).map(({ code }) => code)).toEqual([...pcodes.keys()].filter((code) => code.length === 4))
  })

  it('spells a district in English as the first list does, or else as OCHA does', () => {
    const differing = at('district', ours).filter(({ code, nameEn }) => nameEn !== published.get(code)!.nameEn)
    print(`${differing.length} districts spelled as in OCHA's P-codes, not as in thailand-geography-json:`)
    for (const { code, nameTh, nameEn } of differing) print(`  ${code} ${nameTh}: ${nameEn}, not ${published.get(code)!.nameEn}`)
    expect(differing.map(({ code, nameEn }) => [code, nameEn])).toEqual(differing.map(({ code }) => [code, pcodes.get(code)]))
  })

  it('holds the 7,436 sub-districts: code, Thai name; the English of at least nine in ten letter for letter', () => {
    const [mine, theirs] = [at('subdistrict', ours), at('subdistrict', published)]
    const missing = theirs.filter(({ code }) => !ours.has(code)).map(({ code }) => code)
    const extra = mine.filter(({ code }) => !published.has(code)).map(({ code }) => code)
    const both = mine.filter(({ code }) => published.has(code))
    const same = (as: (area: Area) => string) => both.filter((area) => as(area) === as(published.get(area.code)!)).length
    const letters = same(({ nameEn }) => nameEn.toLowerCase().replace(/[^a-z]/g, ''))
    const exact = same(({ nameEn }) => nameEn)
    print(
      `sub-districts: ${both.length} of ${theirs.length} codes, ${missing.length} missing, ${extra.length} extra; same Thai name ${same(({ nameTh }) => nameTh)}`,
    )
    print(`  same English name ${exact}, same letters but for blanks, hyphens and capitals ${letters}`)
    expect({ missing, extra }).toEqual({ missing: [], extra: [] })
    expect(same(({ nameTh }) => nameTh)).toBe(7436)
    expect(exact).toBeGreaterThanOrEqual(0.9 * 7436)
    expect(letters).toBeGreaterThanOrEqual(0.975 * 7436)
  })
})

async function shipped() {
  const built = pathToFileURL(join(process.cwd(), 'libs/directory/dist/areas-of-thailand.js')).href
  const { areasOfThailand } = (await import(built)) as typeof import('../../libs/directory/src/areas-of-thailand.js')
  return new Map([...areasOfThailand()].map(({ code, level, name }) => [code, { code, level, nameTh: name.th, nameEn: name.en }]))
}

/** In order of code. An erratum is for what was published: one that follows another on the same name no longer applies. */
function corrected(rows: Area[], errata: Erratum[]) {
  const byCode = rows.sort((one, other) => (one.code < other.code ? -1 : 1))
  const areas = new Map(byCode.map(({ code, level, nameTh, nameEn }) => [code, { code, level, nameTh, nameEn }]))
  for (const { code, field, published, suggested } of errata) {
    const area = areas.get(code)!
    if (suggested !== null && area[field] === published) area[field] = suggested
  }
  return areas
}

function json<T>(name: string) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as T
}

function print(line: string) {
  process.stdout.write(`${line}\n`)
}
