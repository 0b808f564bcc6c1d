// One entry of the attendance, as it is recorded and as people come and go.
import type { z } from '@prasan/event-sourcing'
import type { entry } from './shapes.js'

export type Entry = z.infer<z.ZodObject<typeof entry>>
export interface Attended extends Entry {
  /** When they were there, first to last; times left out are not known. */
  readonly there: readonly { readonly from?: string | undefined; readonly to?: string | undefined }[]
}

export const attended = (entry: Entry): Attended => ({ ...entry, there: entry.absence ? [] : [{ from: entry.arrived, to: entry.left }] })

/** The entry after its person arrived or came back; who was marked absent no longer is. */
export function arrivedAt({ absence: _, ...entry }: Attended, at: string): Attended {
  const last = entry.there.at(-1)
  const there = last && last.to === undefined ? [...entry.there.slice(0, -1), { from: at }] : [...entry.there, { from: at }]
  return { ...entry, capacity: entry.capacity ?? 'self', there }
}
/** The entry after its person left. */
export const leftAt = (entry: Attended, at: string): Attended => ({
  ...entry,
  there: [...entry.there.slice(0, -1), { ...entry.there.at(-1), to: at }],
})
