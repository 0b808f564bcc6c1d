/** How many may not leave. */

/** Persons that may be in groups together: so many that every choice among them is tried. */
const MOST_TOGETHER = 12

/**
 * The fewest people whose leaving, all at once, leaves more than half of the duties without anybody. `duties`: of each duty everybody who
 * holds what answers for it, in whichever manner; a duty with nobody is without anybody already. Null where there is no duty. Nought where
 * more than half have nobody to begin with.
 *
 * Exact: people who answer alone count each for what they answer for, so the most laden go first; among those who share a duty with
 * others, of whom all must leave, every choice is tried. Where more than 12 share duties, they are taken one by one, always the one who
 * leaves the most, and `exact` is false: it is then the most that it can be.
 */
export function busFactorOf(duties: readonly (readonly string[])[]): { people: number; exact: boolean } | null {
  if (duties.length === 0) return null
  const groups = duties.map((people) => [...new Set(people)])
  const together = [...new Set(groups.flatMap((group) => (group.length > 1 ? group : [])))]
  const left = (leavers: ReadonlySet<string>) => groups.filter((group) => group.every((person) => leavers.has(person))).length
  const loads = new Map<string, number>()
  for (const [person, ...others] of groups)
    if (person !== undefined && others.length === 0 && !together.includes(person)) loads.set(person, (loads.get(person) ?? 0) + 1)
  const alone = [...loads.values()].sort((a, b) => b - a)
  /** Of those who answer alone, how many must leave besides these; null where all of them are too few. */
  const besides = (leavers: ReadonlySet<string>): number | null => {
    let gone = left(leavers)
    let more = 0
    while (gone * 2 <= duties.length) {
      if (more === alone.length) return null
      gone += alone[more++]!
    }
    return more
  }
  const exact = together.length <= MOST_TOGETHER
  const choices = exact ? subsetsOf(together) : growing(together, left)
  let people = Infinity
  for (const leavers of choices) {
    const more = besides(leavers)
    if (more !== null) people = Math.min(people, leavers.size + more)
  }
  return { people, exact }
}

function* subsetsOf(people: readonly string[]): Generator<ReadonlySet<string>> {
  for (let choice = 0; choice < 2 ** people.length; choice++) yield new Set(people.filter((_, i) => choice & (1 << i)))
}

/** From nobody to everybody, one by one, always one whose leaving leaves the most. */
function* growing(people: readonly string[], left: (leavers: ReadonlySet<string>) => number): Generator<ReadonlySet<string>> {
  const leavers = new Set<string>()
  yield leavers
  while (leavers.size < people.length) {
    const rest = people.filter((person) => !leavers.has(person)).map((person) => ({ person, gone: left(new Set([...leavers, person])) }))
    leavers.add(rest.reduce((most, each) => (each.gone > most.gone ? each : most)).person)
    yield leavers
  }
}
