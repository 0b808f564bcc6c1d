import { expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import { metaOf, unwrapped, z } from '@prasan/event-sourcing'

/** Whatever a command takes as text, by its place. */
function textsOf(schema: z.ZodType, place: string): { place: string; text: z.ZodType }[] {
  const { inner } = unwrapped(schema)
  const { oneOf } = metaOf(inner)
  const parts = Object.entries(oneOf ?? (inner instanceof z.ZodObject ? (inner.shape as Record<string, z.ZodType>) : {}))
  if (parts.length > 0) return parts.flatMap(([key, part]) => textsOf(part, `${place}.${key}`))
  if (inner instanceof z.ZodArray) return textsOf(inner.element as z.ZodType, `${place}[]`)
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => textsOf(option as z.ZodType, place))
  return inner.safeParse(0).success || inner.safeParse(true).success ? [] : [{ place, text: inner }]
}

const texts = contexts.flatMap(({ commands }) => commands.flatMap(({ name, shape }) => textsOf(shape, name)))

it.each(['\u200b\u200b', '\u00ad', ' ', 'ก\u202eข'])(
  'no text of a command is %j, which shows nothing or turns the direction of writing',
  (typed) => {
    expect(texts.map(({ place }) => place)).toEqual(expect.arrayContaining(['RegisterOrganization.name.th', 'IssueOrder.seats[].title.en']))
    expect(texts.filter(({ text }) => text.safeParse(typed).success).map(({ place }) => place)).toEqual([])
  },
)
