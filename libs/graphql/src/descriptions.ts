/** What an object type shows under the name that an event gave it needs no words of its own. */
import { type EventType, described, metaOf, unwrapped, type z } from '@prasan/event-sourcing'
import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql'
import type { BoundedContext } from './bounded-context.js'
import { describe, lowerFirst } from './naming.js'

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
      field.description ??= ofType?.get(field.name) ?? anywhere.get(field.name)
      for (const arg of field.args) if (arg.name === 'id') arg.description ??= described('รหัส', 'Its id.')
    }
  }
  schema.getQueryType()!.description ??= described('สิ่งที่ถามได้ โดยไม่มีการบันทึก', 'What can be asked; nothing is recorded.')
  schema.getMutationType()!.description ??= described(
    'สิ่งที่บันทึกได้ การบันทึกไม่มีการลบ มีแต่การแก้ไขที่บันทึกเพิ่ม',
    'What can be recorded. Nothing recorded is deleted: what was wrong is corrected by recording more.',
  )
  return schema
}

/** By name of the field; nothing where two events call it differently. */
function labelsOf(events: readonly EventType[]): Map<string, string | undefined> {
  const labels = new Map<string, string | undefined>()
  for (const [key, schema] of events.flatMap((event) => Object.entries<z.ZodType>(event.schema.shape))) {
    const label = describe({ label: { ...metaOf(unwrapped(schema).inner), ...metaOf(schema) }.label! })
    if (label) labels.set(key, labels.has(key) && labels.get(key) !== label ? undefined : label)
  }
  return labels
}
