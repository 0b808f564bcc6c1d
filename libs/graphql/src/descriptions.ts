/** What an object type shows under the name that an event gave it needs no words of its own. */
import { type Bilingual, type EventType, described, metaOf, same, unwrapped, type z } from '@prasan/event-sourcing'
import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql'
import type { BoundedContext } from './bounded-context.js'
import { describe, labels, lowerFirst } from './naming.js'

/**
 * Describes every field that says nothing by the label of the events’ field of the same name, where all that could be meant are labelled alike;
 * and what is the same in every context: the roots and the argument `id`.
 */
export function describedByEvents(schema: GraphQLSchema, contexts: readonly BoundedContext[]): GraphQLSchema {
  const all = contexts.flatMap(({ aggregates }) => aggregates)
  const anywhere = labelsOf(all.flatMap(({ events }) => events))
  const own = new Map(all.map(({ category, events }) => [category, labelsOf(events)]))
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    const ofType = own.get(lowerFirst(type.name))
    for (const field of Object.values(type.getFields())) {
      const label = ofType?.get(field.name) ?? (field.description ? undefined : anywhere.get(field.name))
      if (label) {
        labels.set(`${type.name}.${field.name}`, label)
        field.description ??= describe({ label })
      }
      for (const arg of field.args) if (arg.name === 'id') arg.description ??= described('รหัส', 'Its id.')
    }
  }
  schema.getQueryType()!.description ??= described('สิ่งที่ถามได้ โดยไม่มีการบันทึก', 'What can be asked; nothing is recorded.')
  schema.getMutationType()!.description ??= described(
    'สิ่งที่บันทึกได้ การบันทึกไม่มีการลบ มีแต่การแก้ไขที่บันทึกเพิ่ม',
    'What can be recorded. Nothing recorded is deleted: what was wrong is corrected by recording more.',
  )
  schema.getSubscriptionType()!.description ??= described(
    'สิ่งที่ติดตามได้ต่อเนื่อง ที่ /graphql/stream ด้วย server-sent events',
    'What can be followed as it happens, at `/graphql/stream`, by server-sent events.',
  )
  return schema
}

/** By name of the field; nothing where two events call it differently. */
function labelsOf(events: readonly EventType[]): Map<string, Bilingual | undefined> {
  const alike = new Map<string, Bilingual | undefined>()
  for (const [key, schema] of events.flatMap((event) => Object.entries<z.ZodType>(event.schema.shape))) {
    const { label } = { ...metaOf(unwrapped(schema).inner), ...metaOf(schema) }
    if (label) alike.set(key, alike.has(key) && !same(alike.get(key), label) ? undefined : label)
  }
  return alike
}
