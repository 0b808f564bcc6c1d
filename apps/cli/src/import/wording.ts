/** What is told of the texts that an import records. */
import { type Bilingual, type Command, holdsPasted, warningsOf } from '@prasan/event-sourcing'
import { Refused } from './refused.js'

const LEFT_OUT: Bilingual = {
  th: 'มีอักขระที่มองไม่เห็นติดมากับข้อความ บันทึกโดยตัดออก',
  en: 'Invisible characters came with this text: it is recorded without them.',
}

/** Texts that should be worded otherwise, and those of which something was left out. */
export const wordingOf = (command: Command, input: unknown, data: unknown): readonly Refused[] => [
  ...warningsOf(command.shape, data).map(({ code, message, field }) => new Refused(code, message, field)),
  ...pastedIn(input).map((field) => new Refused('InvisibleCharactersLeftOut', LEFT_OUT, field)),
]

/** Paths of the texts in which something stands that was pasted with them. */
function pastedIn(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'string') return holdsPasted(value) ? [path.join('.')] : []
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, part]) => pastedIn(part, [...path, key]))
}
