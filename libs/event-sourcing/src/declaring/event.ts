import { z } from 'zod'
import type { JsonObject } from '@prasan/event-store'
import { type Bilingual, metaOf, unwrapped } from './shapes.js'

/** An event as a decider returns it. */
export interface Fact<N extends string = string, D = unknown> {
  readonly type: N
  readonly data: D
}

/** Turns the data of version n into that of version n + 1. */
export type Upcaster = (old: JsonObject) => JsonObject

export interface EventType<N extends string = string, D = any> {
  (data: D): Fact<N, D>
  readonly type: N
  readonly version: number
  readonly schema: z.ZodObject
  /** Top-level fields that are encrypted under the person's key. */
  readonly personal: readonly string[]
  /** The sentence of the history for such data; `{field}` stands for the field's value. */
  says(data: D): Bilingual
  readonly upcasters: Readonly<Record<number, Upcaster>>
}

export type DataOf<E> = E extends EventType<string, infer D> ? D : never
export type TypeOf<E> = E extends EventType<infer N, any> ? N : never

/**
 * Declares an event: its name in the log, its version, its shape and the sentence a reader sees, which may depend on what happened.
 * A new version takes `upcasters: { 1: (old) => … }`; frozen JSON of the old one goes into the context's `upcasting.spec.ts`.
 */
export function event<const N extends string, const S extends z.ZodRawShape>(
  type: N,
  version: number,
  shape: S,
  says: Bilingual | ((data: z.infer<z.ZodObject<S>>) => Bilingual),
  upcasters: Record<number, Upcaster> = {},
): EventType<N, z.infer<z.ZodObject<S>>> {
  const create = (data: unknown) => ({ type, data })
  const personal = Object.entries(shape)
    .filter(([, schema]) => metaOf(unwrapped(schema as unknown as z.ZodType).inner).personal)
    .map(([key]) => key)
  for (const schema of Object.values(shape)) {
    if (hidesPersonal(unwrapped(schema as unknown as z.ZodType).inner))
      throw new Error(`${type} has a personal field inside another: only a field of the event itself is encrypted`)
  }
  Object.defineProperty(create, 'name', { value: type })
  const sentence = typeof says === 'function' ? says : () => says
  return Object.assign(create, { type, version, schema: z.strictObject(shape), personal, says: sentence, upcasters }) as never
}

/** The events that a module declares, by their names: a new one is there once it is declared. */
export function eventsOf<M extends object>(module: M): readonly Extract<M[keyof M], EventType>[] {
  return Object.values(module).filter((each: unknown) => typeof each === 'function' && 'upcasters' in each) as never
}

/** Whether a part of the value, at any depth, is marked as personal. */
function hidesPersonal(schema: z.ZodType): boolean {
  const parts =
    schema instanceof z.ZodObject
      ? Object.values(schema.shape)
      : schema instanceof z.ZodArray
        ? [schema.element]
        : schema instanceof z.ZodUnion
          ? schema.options
          : []
  return parts.map((part) => unwrapped(part as z.ZodType).inner).some((part) => metaOf(part).personal || hidesPersonal(part))
}
