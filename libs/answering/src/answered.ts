/** For what somebody answers on a day: the other way round of `answering`, which says whether each candidate is one. */
import { seatsThrough } from '@prasan/committees/reading'
import { headedBy, heldBy, recordsOf, survivorsOf } from '@prasan/directory/reading'
import { type AsOf, categoryOf, query } from '@prasan/event-sourcing'
import { answering } from './answering.js'

/** The posts, seats, organizations and committees for which a post or a person answers on the day, in at most a dozen statements. */
export const answeredBy = query('answeredBy', (views, { by, asOf }: { by: string; asOf: AsOf }): string[] => {
  const isPerson = categoryOf(by) === 'person'
  const who = isPerson ? (survivorsOf.run(views, { ids: [by], asOf }).get(by) ?? by) : by
  const people = isPerson ? recordsOf.run(views, { ids: [who], asOf }) : []
  const posts = isPerson ? heldBy.run(views, { ids: [who], asOf }).map(({ post }) => post) : [by]
  const seats = seatsThrough.run(views, { posts, people, asOf })
  const secretaries = seats.filter(({ office }) => office === 'secretary')
  const candidates = new Set([
    ...posts,
    ...headedBy.run(views, { ids: posts, asOf }),
    ...seats.map(({ id }) => id),
    ...secretaries.map(({ committee }) => committee),
  ])
  const answers = answering.run(views, { ids: [...candidates], asOf })
  return [...candidates].filter((owner) => {
    const { person, post } = answers.get(owner)!
    return isPerson ? person !== null && people.includes(person) : post === by
  })
})
