/** For what somebody answers on a day: the other way round of `answering`, which says whether each candidate is one. */
import { type SeatRow, seatsThrough } from '@prasan/committees/reading'
import { headedBy, heldBy, recordsOf, survivorsOf } from '@prasan/directory/reading'
import { type AsOf, type Views, categoryOf, query } from '@prasan/event-sourcing'
import { answering } from './answering.js'

/** What each of the posts answers for on the day, by what is answered for, in at most a dozen statements. */
export const answeredByPosts = query('answeredByPosts', (views, { posts, asOf }: { posts: readonly string[]; asOf: AsOf }) => {
  const candidates = [...candidatesOf(views, posts, seatsThrough.run(views, { posts, people: [], asOf }), asOf)]
  const answers = answering.run(views, { ids: candidates, asOf })
  const named = new Set(posts)
  return new Map(
    candidates.map((owner) => [owner, answers.get(owner)!.post] as const).filter(([, post]) => post !== null && named.has(post)),
  )
})

/** The posts, seats, organizations and committees for which a post or a person answers on the day, in at most a dozen statements. */
export const answeredBy = query('answeredBy', (views, { by, asOf }: { by: string; asOf: AsOf }): string[] => {
  const isPerson = categoryOf(by) === 'person'
  const who = isPerson ? (survivorsOf.run(views, { ids: [by], asOf }).get(by) ?? by) : by
  const people = isPerson ? recordsOf.run(views, { ids: [who], asOf }) : []
  const posts = isPerson ? heldBy.run(views, { ids: [who], asOf }).map(({ post }) => post) : [by]
  const seats = seatsThrough.run(views, { posts, people, asOf })
  const candidates = candidatesOf(views, posts, seats, asOf)
  const answers = answering.run(views, { ids: [...candidates], asOf })
  return [...candidates].filter((owner) => {
    const { person, post } = answers.get(owner)!
    return isPerson ? person !== null && people.includes(person) : post === by
  })
})

/** What the posts may answer for: themselves, what they head, their seats, and the bodies of which they hold the secretary's. */
const candidatesOf = (views: Views, posts: readonly string[], seats: readonly SeatRow[], asOf: AsOf): Set<string> =>
  new Set([
    ...posts,
    ...headedBy.run(views, { ids: posts, asOf }),
    ...seats.map(({ id }) => id),
    ...seats.filter(({ office }) => office === 'secretary').map(({ committee }) => committee),
  ])
