// Which posts rotate, and when: in the regional administration whoever holds one is moved on 1 October, seldom after more than two years.
import type { Day } from '@prasan/event-sourcing'
import type { OrganizationKind } from '../organization/events.js'

type Kind = (typeof OrganizationKind)['options'][number]

/** Kinds of organizations whose posts rotate where the post itself does not say. */
export const ROTATING: readonly Kind[] = ['central', 'provincial', 'district', 'police']
/** Whoever has held a rotating post for so long on 1 October is likely to be moved. */
export const YEARS_BEFORE_ROTATION = 2

export const rotates = (said: boolean | null | undefined, kind: Kind | null): boolean => said ?? (kind !== null && ROTATING.includes(kind))

/** The first 1 October after the day. */
export const nextRotation = (day: Day): Day => {
  const october = `${day.slice(0, 4)}-10-01`
  return day < october ? october : `${Number(day.slice(0, 4)) + 1}-10-01`
}
/** Whoever holds a post since this day or longer has held it long enough by the 1 October. */
export const longEnough = (rotation: Day): Day => `${Number(rotation.slice(0, 4)) - YEARS_BEFORE_ROTATION}-10-01`
