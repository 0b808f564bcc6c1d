import { type Bilingual, type FieldMeta, described, languagesOf, metaOf, unwrapped, z } from '@prasan/event-sourcing'
import { registerEnumType } from '@nestjs/graphql'

export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
export const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
/** `viceChair` and `vice-chair` -> `VICE_CHAIR`. */
const constantCase = (text: string) =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase()

/** Short names of fields and values by `Type.name`, as far as they are declared. */
export const labels = new Map<string, Bilingual>()

const enums = new Map<z.ZodType, object>()

/** The GraphQL enum of a zod enum; outside its values are written CONSTANT_CASE, inside as declared. */
export function enumOf(schema: z.ZodType): object {
  const { inner } = unwrapped(schema)
  const name = metaOf(inner).id
  if (!(inner instanceof z.ZodEnum) || name === undefined) throw new Error('an enum in the API needs a name: .meta({ id })')
  for (const [known, registered] of enums) {
    if (metaOf(known).id !== name) continue
    if (String((known as z.ZodEnum).options) !== String(inner.options)) throw new Error(`two enums are called ${name}`)
    return registered
  }
  const values = Object.fromEntries(inner.options.map((option) => [constantCase(String(option)), option]))
  const { words = {} } = metaOf(inner)
  const valuesMap = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { description: describe({ label: words[String(value)] }) }]),
  )
  for (const [key, value] of Object.entries(values)) if (words[String(value)]) labels.set(`${name}.${key}`, words[String(value)]!)
  registerEnumType(values, { name, description: describe(metaOf(inner)), valuesMap })
  enums.set(inner, values)
  return values
}

/** The words of a field's or a value's meta: its label and what there is to know, else the values that it takes. */
export function describe({ label, description, words }: FieldMeta): string {
  if (!label) return description ?? (words ? oneOf(Object.values(words)) : '')
  const { th, en } = languagesOf(description)
  return described([label.th, th].filter(Boolean).join(': '), [sentenceOf(label.en), en].filter(Boolean).join(' '))
}

const oneOf = (words: readonly Bilingual[]) =>
  described(words.map(({ th }) => th).join(', '), sentenceOf(words.map(({ th, en }) => en ?? th).join(', ')))

const sentenceOf = (words: string | undefined) => (words ? upperFirst(words.replace(/\.?$/, '.')) : '')
