/** Input types derived from shapes: the zod schema stays the only judge, these tell a client what to write. */
import { type FieldMeta, described, metaOf, unwrapped, z } from '@prasan/event-sourcing'
import { Field, Float, ID, InputType, Int } from '@nestjs/graphql'
import { describe, enumOf, labels, upperFirst } from './naming.js'
import { DateTime, Day } from './scalars.js'

type Class = abstract new (...args: never[]) => object

const made = new Map<string, { type: Class; fields: string }>()

/** Said of an input inside another where its shape says nothing. */
const A_PART = described('ส่วนหนึ่งของข้อมูล', 'A part of an input.')

/** An input class with a field for each of the shape's; named once, used wherever the name recurs. */
export function inputOf(name: string, shape: Record<string, z.ZodType>, options: { description: string; isOneOf?: boolean }): Class {
  const known = made.get(name)
  const fields = String(Object.keys(shape))
  if (known && known.fields !== fields) throw new Error(`two shapes are called ${name}`)
  if (known) return known.type
  const type = { [name]: class {} }[name] as Class
  made.set(name, { type, fields })
  for (const [key, schema] of Object.entries(shape)) {
    const { inner, optional } = unwrapped(schema)
    const returns = typeOf(inner, `${name.replace(/Input$/, '')}${upperFirst(key)}`)
    const words = wordsOf(schema)
    const description = describe(words)
    if (words.label) labels.set(`${name}.${key}`, words.label)
    Field(() => returns as never, { nullable: optional || (options.isOneOf ?? false), description } as never)(type.prototype as object, key)
  }
  InputType(name, options)(type)
  return type
}

/** What is said of a field, else of what it is or holds. */
function wordsOf(schema: z.ZodType): FieldMeta {
  const { inner } = unwrapped(schema)
  const meta = { ...metaOf(inner), ...metaOf(schema) }
  return meta.label || meta.description || meta.words || !(inner instanceof z.ZodArray) ? meta : wordsOf(inner.element as z.ZodType)
}

function typeOf(schema: z.ZodType, path: string): unknown {
  const { inner } = unwrapped(schema)
  const meta = metaOf(inner)
  const description = describe(meta) || A_PART
  if (meta.oneOf) return inputOf(`${meta.id ?? path}Input`, meta.oneOf, { description, isOneOf: true })
  if (meta.scalar === 'ID') return ID
  if (meta.scalar === 'Day') return Day
  if (meta.scalar === 'DateTime') return DateTime
  if (inner instanceof z.ZodEnum) return enumOf(inner)
  if (inner instanceof z.ZodArray) return [typeOf(inner.element as z.ZodType, path)]
  if (inner instanceof z.ZodObject) return inputOf(`${meta.id ?? path}Input`, inner.shape, { description })
  if (inner instanceof z.ZodBoolean) return Boolean
  if (inner instanceof z.ZodNumber) return inner.format === 'safeint' ? Int : Float
  if (inner instanceof z.ZodString || inner instanceof z.ZodISODate) return String
  throw new Error(`${path}: no GraphQL input is known for this shape`)
}
