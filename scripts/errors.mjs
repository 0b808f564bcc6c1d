/** `node scripts/errors.mjs` writes docs/errors.md from what the code declares; with `--check` it fails where that is not what stands there. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'

const ROOT = new URL('../', import.meta.url)
const read = (path) => readFileSync(new URL(path, ROOT), 'utf8')
const sources = (folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name) && !/spec\.ts$|(^|\/)testing\//.test(name))
    .sort()
    .map((name) => read(`${folder}/${name}`))

const QUOTED = `(?:'(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*"|\`[^\`]*\`)`
const TEXT = `(${QUOTED}(?:\\s*\\+\\s*${QUOTED})*)`
const WORDS = `\\{\\s*th:\\s*${TEXT},\\s*en:\\s*${TEXT},?\\s*\\}`
const RULE = new RegExp(`ruleOfThe(Record|Body)\\(\\s*'(\\w+)',\\s*${WORDS}`, 'g')
const CODE = new RegExp(`^  (\\w+): ${WORDS}`, 'gm')
const REFUSAL = new RegExp(`(?:refusal|refuse)\\([^'()]*(?:\\d+, )?'(\\w+)',\\s*${WORDS}`, 'g')
const plain = (source) =>
  [...source.matchAll(new RegExp(QUOTED, 'g'))].map(([quoted]) => quoted.slice(1, -1).replace(/\\(.)/g, '$1')).join('')
const words = ([th, en]) => ({ th: plain(th), en: plain(en) })
const cell = (text) => text.replaceAll('|', '\\|').replace(/\$\{[^}]*\}/g, '…')
const table = (rows) =>
  [
    '| code | English | ไทย |',
    '| --- | --- | --- |',
    ...rows.map(({ code, th, en }) => `| \`${code}\` | ${cell(en)} | ${cell(th)} |`),
  ].join('\n')
const byCode = (rows) => [...new Map(rows.map((row) => [row.code, row])).values()].sort((a, b) => (a.code < b.code ? -1 : 1))

function rules() {
  const contexts = readdirSync(new URL('libs', ROOT)).filter((name) => name !== 'event-store' && name !== 'graphql')
  return contexts.flatMap((context) => {
    const all = sources(`libs/${context}/src`)
    const found = all.flatMap((text) => [...text.matchAll(RULE)].map(([, of, code, ...rest]) => ({ of, code, ...words(rest) })))
    const declared = all.flatMap((text) => [...text.matchAll(/(?<!const )\bruleOfThe(?:Record|Body)\(\s*'/g)]).length
    if (found.length !== declared) throw new Error(`libs/${context}: ${declared} rules are declared, ${found.length} could be read`)
    return found.length === 0 ? [] : [{ context, found }]
  })
}

const within = (path, name) => {
  const text = read(path)
  const from = text.indexOf(`const ${name}`)
  if (from < 0) throw new Error(`${path} has no ${name}`)
  return [...text.slice(from, text.indexOf('\n}', from)).matchAll(CODE)].map(([, code, ...rest]) => ({ code, ...words(rest) }))
}

const refusals = sources('apps/api/src').flatMap((text) =>
  [...text.matchAll(REFUSAL)].map(([, code, ...rest]) => ({ code, ...words(rest) })),
)
const GIVEN = [
  { code: 'GRAPHQL_PARSE_FAILED', en: 'The document is not GraphQL, or too long.', th: 'ข้อความไม่ใช่ GraphQL หรือยาวเกินไป' },
  { code: 'GRAPHQL_VALIDATION_FAILED', en: 'The document asks for what the schema does not have.', th: 'ข้อความถามสิ่งที่ไม่มีใน schema' },
  {
    code: 'BAD_USER_INPUT',
    en: 'An argument, variable or header is not of the right form: `field` or `header` names it, `reason` is a code of the input below.',
    th: 'ค่าที่ส่งมาไม่ถูกรูปแบบ field หรือ header บอกช่อง reason เป็นรหัสในตารางข้อมูลด้านล่าง',
  },
  { code: 'BAD_REQUEST', en: 'The HTTP request is not one of GraphQL over HTTP.', th: 'คำขอ HTTP ไม่ถูกรูปแบบ' },
  { code: 'OPERATION_RESOLUTION_FAILURE', en: 'The document has no operation of that name.', th: 'ไม่มีคำสั่งชื่อนั้นในข้อความ' },
  {
    code: 'PERSISTED_QUERY_NOT_FOUND',
    en: 'The text of this hash is not known here: send it with the hash.',
    th: 'ไม่รู้จักข้อความของรหัสนี้ โปรดส่งข้อความมาพร้อมกัน',
  },
  {
    code: 'TableTooLong',
    en: 'The table has more rows than a sheet can hold: narrow it, or ask for .csv.',
    th: 'ตารางยาวเกินกว่าที่แผ่นงานเดียวรับได้ โปรดกรองให้แคบลง หรือขอเป็น .csv',
  },
  { code: 'QueryTooDeep', en: 'The query nests too many levels: `asked`, at most `limit`.', th: 'คำถามซ้อนลึกเกินไป asked คือที่ขอ limit คือที่ให้' },
  {
    code: 'QueryTooCostly',
    en: 'The query may answer too many objects: `asked`, at most `limit`; ask for fewer with `first`.',
    th: 'คำถามขอข้อมูลมากเกินไป โปรดลด first',
  },
  { code: 'TooManyAliases', en: 'The query has too many aliases: `asked`, at most `limit`.', th: 'คำถามมีชื่อแทนมากเกินไป' },
  { code: 'HostNotServed', en: 'The request was sent to a name that is not served here (421).', th: 'ไม่ให้บริการในชื่อเครื่องนี้' },
  { code: 'OriginNotAllowed', en: 'A page of this origin may not ask here (403).', th: 'ไม่รับคำขอจากหน้าเว็บของที่นี้' },
  {
    code: 'INTERNAL_SERVER_ERROR',
    en: 'Something went wrong here; `reference` is the number under which it was logged.',
    th: 'เกิดข้อผิดพลาดภายในระบบ reference คือหมายเลขที่บันทึกไว้',
  },
]

const document = `# Error codes

Written by \`node scripts/errors.mjs\` from what the code declares. Codes are stable; words may be bettered. Every message comes in both languages.

## Of a request

\`errors[].extensions.code\`, with \`message { th en }\` beside it; of files and of whatever is refused before GraphQL likewise.

${table(byCode([...refusals, ...within('apps/api/src/errors.ts', 'ACTIONABLE'), ...GIVEN]))}

## Of an input

\`InputInvalid.problems[].code\`, and \`extensions.reason\` of a \`BAD_USER_INPUT\`.

${table(byCode(within('libs/event-sourcing/src/declaring/outcome.ts', 'PROBLEMS')))}

## Warnings

\`warnings[].code\` of what was recorded all the same.

${table(byCode(within('libs/event-sourcing/src/personal-data/sensitive.ts', 'WORDS')))}

## Rules

\`RuleBroken.rule\`. A rule of the record refuses. A rule of the body can be recorded despite.
${rules()
  .map(({ context, found }) =>
    ['Record', 'Body']
      .map((of) => ({ of, rows: byCode(found.filter((rule) => rule.of === of)) }))
      .filter(({ rows }) => rows.length > 0)
      .map(({ of, rows }) => `\n### ${context}: of the ${of.toLowerCase()}\n\n${table(rows)}\n`)
      .join(''),
  )
  .join('')}`

for (const [, code] of sources('apps/api/src').flatMap((text) => [
  ...text.matchAll(/\b(?:refusal|refuse|over)\((?:[^'()]*, )?\s*'(\w+)'/g),
]))
  if (!document.includes(`\`${code}\``)) throw new Error(`${code} is answered and stands nowhere: name it in scripts/errors.mjs`)

const path = new URL('docs/errors.md', ROOT)
if (!process.argv.includes('--check')) writeFileSync(path, document)
else if (readFileSync(path, 'utf8') !== document) {
  console.error('docs/errors.md is not what the code declares: run `npm run docs`, review the change and commit it.')
  process.exitCode = 1
}
