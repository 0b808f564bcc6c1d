import { type FieldMeta, metaOf, unwrapped, z } from '@prasan/event-sourcing'
import { registerEnumType } from '@nestjs/graphql'

export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
export const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
/** `viceChair` and `vice-chair` -> `VICE_CHAIR`. */
const constantCase = (text: string) =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase()

const enums = new Map<z.ZodType, object>()

/** The GraphQL enum of a zod enum; outside its values are written CONSTANT_CASE, inside as declared. */
export function enumOf(schema: z.ZodType): object {
  const { inner } = unwrapped(schema)
  const name = metaOf(inner).id
  if (!(inner instanceof z.ZodEnum) || name === undefined) throw new Error('an enum in the API needs a name: .meta({ id })')
  for (const [known, registered] of enums) if (metaOf(known).id === name) return registered
  const values = Object.fromEntries(inner.options.map((option) => [constantCase(String(option)), option]))
  registerEnumType(values, { name, description: describe(metaOf(inner)) })
  enums.set(inner, values)
  return values
}

export function describe({ label, description }: FieldMeta): string {
  return [label && `${label.th} · ${label.en}.`, description].filter(Boolean).join(' ')
}
