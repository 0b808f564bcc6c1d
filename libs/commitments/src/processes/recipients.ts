/** To whom each step of a chase goes: to whoever is to act or answers for it; and where nobody does, to the next above for whom somebody does. */
import { type Above, firstAnswered, linesAbove } from '@prasan/answering/reading'
import { committeesByIds } from '@prasan/committees/reading'
import { type AsOf, query } from '@prasan/event-sourcing'
import type { Chased } from '../domain/commitment/story.js'
import { commitmentsByIds, obstaclesOf } from '../views/commitments/queries.js'

type What = Chased['what']
/** A step of the chase of a commitment, by the names of both. */
export const stepOf = (commitment: string, what: What): string => `${commitment} ${what}`

/** Of each step; null where there is no such commitment on the day. */
export const recipients = query(
  'recipientsOfChase',
  (views, { ids, asOf }: { ids: readonly string[]; asOf: AsOf }): Map<string, string | null> => {
    const steps = ids.map((id) => ({ id, commitment: id.split(' ')[0]!, what: id.split(' ')[1] as What }))
    const asked = [...new Set(steps.map(({ commitment }) => commitment))]
    const rows = new Map(commitmentsByIds.run(views, { ids: asked, asOf }).map((row) => [row.id, row]))
    const waiting = steps.filter(({ what }) => what === 'waiting').map(({ commitment }) => commitment)
    const obstacles = some(waiting, (asked) => obstaclesOf.run(views, { ids: asked, asOf }))
    const waitsOn = (id: string) =>
      obstacles.find((each) => each.commitment === id && each.waitingOn !== null && each.answeredOn === null)?.waitingOn ?? null

    const meant = steps.map(({ id, commitment, what }): Meant => {
      const row = rows.get(commitment)
      if (!row) return { id, what, self: null, line: null }
      if (what === 'secretary' || what === 'chair' || what === 'parent') return { id, what, self: null, line: row.committee }
      const self = what === 'waiting' ? waitsOn(commitment) : row.owner
      return { id, what, self: what === 'supervisor' ? null : self, line: self }
    })
    const above = linesAbove.run(views, { ids: [...new Set(meant.flatMap(({ line }) => line ?? []))], asOf })
    const candidates = new Map(
      meant.map(({ id, what, self, line }) => {
        const up = (above.get(line ?? '') ?? []).filter((each) => isMeant(each, what, line))
        return [id, [...(self === null ? [] : [self]), ...up.map((each) => each.id)]]
      }),
    )
    const found = firstAnswered(views, candidates, asOf)
    const bodies = [...new Set(meant.flatMap(({ what, line }) => (what === 'parent' && line !== null ? line : [])))]
    const parents = new Map(some(bodies, (asked) => committeesByIds.run(views, { ids: asked, asOf })).map(({ id, parent }) => [id, parent]))
    // Nobody answers anywhere above: it stays with the body that it goes to, or with whoever it is.
    return new Map(meant.map(({ id, self, line }) => [id, found.get(id) ?? self ?? parents.get(line ?? '') ?? line]))
  },
)

const some = <R>(ids: readonly string[], ask: (ids: readonly string[]) => readonly R[]): readonly R[] => (ids.length === 0 ? [] : ask(ids))

interface Meant {
  readonly id: string
  readonly what: What
  /** Whom it is to go to first of all. */
  readonly self: string | null
  /** Whose line it goes up. */
  readonly line: string | null
}

const isMeant = ({ of, office }: Above, what: What, line: string | null): boolean =>
  what === 'parent' ? of !== line : what !== 'chair' || of !== line || office === 'chair'
