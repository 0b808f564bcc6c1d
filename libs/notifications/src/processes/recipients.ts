/** Who is to be told on a day: whoever answers for an owner then, and where nobody does whoever answers above it, so that nothing is told to nobody. */
import { answering } from '@prasan/answering/reading'
import { committeesByIds, seatsByIds } from '@prasan/committees/reading'
import { organizationsByIds, postsByIds, survivorsOf } from '@prasan/directory/reading'
import { type AsOf, type Views, categoryOf } from '@prasan/event-sourcing'

/** By owner the person, by the record that answers; those for whom nobody answers, not even above, are left out. A few statements a level. */
export function recipientsOf(views: Views, owners: readonly string[], asOf: AsOf): Map<string, string> {
  const found = new Map<string, string>()
  /** Of each owner what is asked for it at this level: itself, then what it is part of. */
  let asked = new Map([...new Set(owners)].map((owner) => [owner, owner]))
  const passed = new Set<string>()
  while (asked.size > 0) {
    const at = [...new Set(asked.values())]
    const answers = answering.run(views, { ids: at, asOf })
    for (const [owner, each] of asked) {
      const person = answers.get(each)?.person
      if (person) found.set(owner, person)
    }
    const empty = [...asked].filter(([owner]) => !found.has(owner))
    for (const each of at) passed.add(each)
    const above = aboveOf(views, [...new Set(empty.map(([, each]) => each))], asOf)
    asked = new Map(empty.flatMap(([owner, each]) => (above.has(each) && !passed.has(above.get(each)!) ? [[owner, above.get(each)!]] : [])))
  }
  const survivors = survivorsOf.run(views, { ids: [...found.values()], asOf })
  return new Map([...found].map(([owner, person]) => [owner, survivors.get(person) ?? person]))
}

/** What each is part of: a post of its organization, a seat of the post or organization it belongs to or else of its body, an organization and a body of the one above. */
function aboveOf(views: Views, ids: readonly string[], asOf: AsOf): Map<string, string> {
  const of = (category: string) => ({ ids: ids.filter((id) => categoryOf(id) === category), asOf })
  const pairs: (readonly [string, string | null])[] = [
    ...postsByIds.run(views, of('post')).map((row) => [row.id, row.organization] as const),
    ...seatsByIds.run(views, of('seat')).map((row) => [row.id, row.post ?? row.organization ?? row.committee] as const),
    ...organizationsByIds.run(views, of('organization')).map((row) => [row.id, row.parent] as const),
    ...committeesByIds.run(views, of('committee')).map((row) => [row.id, row.parent] as const),
  ]
  return new Map(pairs.filter((pair): pair is [string, string] => pair[1] !== null))
}
