/** By which ways something comes to a person or a post: through which posts, seats, bodies and delegations. */
import { answeredBy, answering } from '@prasan/answering/reading'
import { seatsByIds, secretarySeatsOf } from '@prasan/committees/reading'
import { delegationsTo, recordsOf, survivorsOf } from '@prasan/directory/reading'
import { type AsOf, categoryOf, choice, label, query, type z } from '@prasan/event-sourcing'

export const Because = choice(
  'Because',
  {
    substantive: ['ดำรงตำแหน่ง', 'the person holds the post'],
    acting: ['รักษาราชการแทนในตำแหน่ง', 'the person acts in the post'],
    caretaker: ['รักษาการในตำแหน่ง', 'the person is caretaker of the post'],
    delegated: ['ได้รับมอบอำนาจจากตำแหน่ง', 'the holder of the post has delegated a matter'],
    heads: ['ตำแหน่งเป็นหัวหน้าหน่วยงาน', 'the post heads the organization'],
    seat: ['ตำแหน่งมีที่นั่งในคณะ', 'the seat belongs to the post'],
    representative: ['เป็นผู้แทนในที่นั่ง', 'the person was sent to the seat'],
    expert: ['เป็นผู้ทรงคุณวุฒิในที่นั่ง', 'the person sits there as expert'],
    holdOver: ['ครบวาระแล้วยังปฏิบัติหน้าที่ในที่นั่ง', 'the person still sits there after the term'],
    secretary: ['เป็นเลขานุการของคณะ', 'the seat is the one of the secretary of the body'],
    member: ['ที่นั่งอยู่ในคณะ', 'the seat is of the body'],
    subDelegated: ['ได้รับมอบหมายงานต่อจาก', 'work was given on to it by this'],
    waitedFor: ['ข้อผูกพันรอผู้นี้', 'the commitment waits for it'],
    from: ['มาจาก', 'it comes from this'],
  },
  label('เหตุที่เป็นหน้าที่', 'Why something is a duty'),
)
/** One step of the chain; `since`: from which day on it is so, where that is known; `scope`: what was delegated. */
export interface Reason {
  readonly how: z.infer<typeof Because>
  readonly of: string
  readonly since: string | null
  readonly scope: string | null
}
export const reason = (how: Reason['how'], of: string, since: string | null = null, scope: string | null = null): Reason => ({
  ...{ how, of, since, scope },
})

/** Of every post, seat, organization and committee that comes to a person or a post on the day, the chain of reasons; in some 25 statements. */
export const waysOf = query('waysOf', (views, { of, asOf }: { of: string; asOf: AsOf }): Map<string, readonly Reason[]> => {
  const isPerson = categoryOf(of) === 'person'
  const owners = answeredBy.run(views, { by: of, asOf })
  const answers = answering.run(views, { ids: owners, asOf })
  const own = (category: string) => owners.filter((owner) => categoryOf(owner) === category)
  const ways = new Map<string, readonly Reason[]>()
  for (const post of own('post')) {
    const { manner, since } = answers.get(post)!
    ways.set(post, isPerson ? [reason(manner as Reason['how'], post, since)] : [])
  }
  const through = (post: string | null) => (post === null ? [] : (ways.get(post) ?? []))
  for (const organization of own('organization'))
    ways.set(organization, [...through(answers.get(organization)!.post), reason('heads', organization)])
  for (const { id, post } of seatsByIds.run(views, { ids: own('seat'), asOf })) {
    const { manner, since } = answers.get(id)!
    ways.set(id, [...through(post), post === null ? reason(manner as Reason['how'], id, since) : reason('seat', id)])
  }
  for (const { id, committee } of secretarySeatsOf.run(views, { ids: own('committee'), asOf }))
    if (ways.has(id)) ways.set(committee, [...ways.get(id)!, reason('secretary', committee)])

  const who = isPerson ? (survivorsOf.run(views, { ids: [of], asOf }).get(of) ?? of) : of
  const receivers = isPerson ? [...recordsOf.run(views, { ids: [who], asOf }), ...own('post')] : own('post')
  for (const { post, receiver, scope, validFrom } of delegationsTo.run(views, { ids: receivers, asOf }))
    if (!ways.has(post)) ways.set(post, [...through(receiver), reason('delegated', post, validFrom, scope)])
  return ways
})
