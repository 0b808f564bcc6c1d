/** What a thing is part of, or what it replaces: a line of references upward that never leads back. */
import { requireThat, ruleOfTheRecord } from '../declaring/rules.js'

/** So many levels a line may have. */
export const MOST_LEVELS = 50

export const NothingIsPartOfItself = ruleOfTheRecord('NothingIsPartOfItself', {
  th: 'สิ่งหนึ่งอยู่ใต้ตนเองหรือใต้สิ่งที่อยู่ใต้ตนไม่ได้ และซ้อนกันได้ไม่เกิน ๕๐ ชั้น',
  en: 'A thing lies neither below itself nor below what lies below it, and at most 50 levels deep.',
})

/** Of each thing above the one it lies below. */
export type Parents = Readonly<Record<string, string | undefined>>

/** The evidence for {@link requireNoCircle} where each thing has a stream of its own: `parentOf` reads it there. Ends where two changes that crossed each other made a circle. */
export async function parentsAbove(parent: string | undefined, parentOf: (id: string) => Promise<string | undefined>): Promise<Parents> {
  const found: Record<string, string | undefined> = {}
  for (let at = parent, levels = 0; at !== undefined && !(at in found) && levels < MOST_LEVELS; levels++)
    at = found[at] = await parentOf(at)
  return found
}

/** @throws RuleRefused where the thing would lie below itself, or too deep */
export function requireNoCircle(
  id: string,
  parent: string | undefined,
  parentOf: (id: string) => string | undefined,
  field = 'parent',
): void {
  const passed = new Set([id])
  for (let at = parent; at !== undefined; at = parentOf(at)) {
    requireThat(!passed.has(at) && passed.size <= MOST_LEVELS, NothingIsPartOfItself, field)
    passed.add(at)
  }
}
