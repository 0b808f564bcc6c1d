/** What decisions must know of those who answer for something: on which days they are there, and what they are part of. */
import { committee, lifeOfBody, lifeOfSeat, occupantsOn } from '@prasan/committees/contract'
import { committeeOfSeat } from '@prasan/committees/reading'
import { lifeInDirectory, organization, post } from '@prasan/directory/contract'
import { heldBy } from '@prasan/directory/reading'
import { type AnyAggregate, type Life, type Owners, type Sources, categoryOf, ownersNamed, parentsAbove } from '@prasan/event-sourcing'

/** The lives of the owners that are named, as evidence. */
export function ownersOf(named: readonly (string | undefined)[], sources: Sources): Promise<Owners> {
  return ownersNamed(named, (owner) => lifeOfOwner(owner, sources))
}

/** The days of a post, organization, committee or seat, as far as they are recorded. */
async function lifeOfOwner(owner: string, sources: Sources): Promise<Life> {
  const { load, lookUp } = sources
  switch (categoryOf(owner)) {
    case 'post':
    case 'organization':
      return lifeInDirectory(owner, sources)
    case 'committee':
      return lifeOfBody((await load(committee, owner)).state)
    default: {
      const of = await lookUp(committeeOfSeat, { id: owner })
      return of ? lifeOfSeat((await load(committee, of)).state, owner) : {}
    }
  }
}

interface Facts {
  readonly organization?: string | null
  readonly post?: string | null
  readonly parent?: string | null
}
async function factsOf(aggregate: AnyAggregate, stream: string, id: string, day: string, sources: Sources): Promise<Facts> {
  const loaded: { readonly state: unknown } = await sources.load(aggregate, stream)
  return (aggregate.onDay?.(loaded.state, day, stream)[id] as Facts | undefined) ?? {}
}

/** What a post or seat is of on the day: a post of its organization; a seat of its committee, its organization and post, and the posts of who sits there. */
export async function wholesOf(id: string, day: string, sources: Sources): Promise<string[]> {
  switch (categoryOf(id)) {
    case 'post': {
      const { organization } = await factsOf(post, id, id, day, sources)
      return organization ? [organization] : []
    }
    case 'seat': {
      const of = await sources.lookUp(committeeOfSeat, { id })
      if (!of) return []
      const [{ organization, post: seated }, { state }] = await Promise.all([
        factsOf(committee, of, id, day, sources),
        sources.load(committee, of),
      ])
      const person = occupantsOn(state, new Map(), day).find(({ seat }) => seat === id)?.person
      const held = person ? await sources.lookUp(heldBy, { ids: [person], asOf: { day, log: null } }) : []
      const posts = [seated, ...held.map(({ post }) => post)].filter((each) => typeof each === 'string')
      const theirs = await Promise.all(posts.map((each) => wholesOf(each, day, sources)))
      return [of, ...(organization ? [organization] : []), ...posts, ...theirs.flat()]
    }
    default:
      return []
  }
}

/** The organizations or committees above one on the day; what lies below another is under its direction. */
export async function lineAbove(id: string, day: string, sources: Sources): Promise<string[]> {
  const aggregate = { organization, committee }[categoryOf(id)]
  if (!aggregate) return []
  const parentOf = async (each: string) => (await factsOf(aggregate, each, each, day, sources)).parent ?? undefined
  return Object.values(await parentsAbove(id, parentOf)).filter((each) => each !== undefined)
}
