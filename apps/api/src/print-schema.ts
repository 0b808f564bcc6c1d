/** `npm run schema` writes schema.graphql; `npm run schema -- --check` fails where it is not what the code declares. */
import 'reflect-metadata'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { declaredSchema, printed } from './schema.js'

const path = fileURLToPath(new URL('../../../schema.graphql', import.meta.url))
const schema = printed(await declaredSchema())

if (!process.argv.includes('--check')) {
  writeFileSync(path, schema)
} else {
  const difference = linesApart(readFileSync(path, 'utf8').split('\n'), schema.split('\n'))
  if (difference.length > 0) {
    console.error(
      ['schema.graphql is not what the code declares:', ...difference, 'Run `npm run schema`, review the change and commit it.'].join('\n'),
    )
    process.exitCode = 1
  }
}

/** The lines that only one of the two has, each under its number there, as `- 12: …` and `+ 12: …` (longest common subsequence). */
function linesApart(before: readonly string[], after: readonly string[]): string[] {
  const common = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1))
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i]![j] = before[i] === after[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const out: string[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) [i, j] = [i + 1, j + 1]
    else if (j === after.length || (i < before.length && common[i + 1]![j]! >= common[i]![j + 1]!)) out.push(`- ${i + 1}: ${before[i++]}`)
    else out.push(`+ ${j + 1}: ${after[j++]}`)
  }
  return out
}
