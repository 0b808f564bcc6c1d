import { describe, expect, it } from '@jest/globals'
import { languagesOf } from '@prasan/event-sourcing'
import { readFileSync } from 'node:fs'
import { contexts } from './runtime.js'

describe('what a command says of itself', () => {
  const commands = contexts.flatMap((context) => context.commands)
  const documented = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')
  const refusedBy = (text: string, heading: string) => text.split(heading)[1]?.match(/\w+/g) ?? []

  it.each(commands.map(({ name, doc }) => [name, languagesOf(doc)] as const))(
    '%s: the same in English and in Thai',
    (_, { en = '', th }) => {
      expect(en).toMatch(/^[^\u0e00-\u0e7f]+\.$/)
      expect(th).toMatch(/[\u0e00-\u0e7f]{4}/)
      expect(refusedBy(th, 'ข้อผิดพลาด: ')).toEqual(refusedBy(en, 'Errors: '))
      for (const rule of refusedBy(en, 'Errors: ')) expect(documented).toContain(`| \`${rule}\` |`)
    },
  )
})
