/**
 * A year of the demonstration province in which promises are late for every cause: a post that stood empty and was acted for, an obstacle on another
 * office, an extension granted late, a transfer, a completion that was returned, a withdrawal. What the API says of the days of each is what an oracle
 * reckons from the bare log, day by day.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { bangkokDay } from '@prasan/event-sourcing'
import { Api } from '../support/api.js'
import { sums, walk } from '../support/late-days.js'
import { Known, type Logged, daysBetween } from './scripted-year.js'

let api: Api
let today = '2026-09-20'
const posts: Record<string, string> = {}
const promises: Record<string, string> = {}
const at: Record<string, number> = {}
let log: (Logged & { readonly recordedOn: string })[]

const HEAD = {
  labour: 'Provincial Labour Officer',
  culture: 'Provincial Culture Officer',
  welfare: 'Head, Phayao Social Development and Human Security Office',
  chief: 'Chief, Social Development and Welfare Group',
}
const reason = 'มติที่ประชุม'
const word = 'ดำเนินการแล้ว'
async function on(day: string) {
  today = day
  await api.application.runtime.days.begin(day, new AbortController().signal)
}
const plain = (id: string) => id.split('@')[0]!

beforeAll(async () => {
  api = await Api.start({ demo: true, clock: { now: () => new Date(`${today}T10:00:00+07:00`) } })
  const found =
    await api.query(`{ posts(first: 100) { nodes { id title { en } organization { id } holders { person { id } assignment: id } } }
    committees(first: 100) { nodes { id parent { id } area { id } } } }`)
  const assignments: Record<string, string> = {}
  const people: Record<string, string> = {}
  let welfareOffice = ''
  for (const { id, title, holders, organization } of found.posts.nodes) {
    const key = Object.entries(HEAD).find(([, en]) => en === title.en)?.[0]
    if (!key) continue
    posts[key] = id
    assignments[key] = holders[0].assignment
    people[key] = holders[0].person.id
    if (key === 'welfare') welfareOffice = organization.id
  }
  const committee = found.committees.nodes.find((each: any) => !each.parent && each.area.id === 'area-56').id
  const promise = async (name: string, owner: string, dueOn: string) =>
    (promises[name] = await api.recorded('makeCommitment', { title: { th: name }, owner, madeOn: today, dueOn, committee }))
  const ofPromise = (mutation: string, name: string, input: object) => api.recorded(mutation, { commitment: promises[name], ...input })

  await on('2026-09-21')
  for (const name of ['รอหน่วยงานอื่น', 'ขยายเวลา', 'โอนงาน', 'ส่งกลับ', 'ถอน', 'ตำแหน่งว่าง'])
    await promise(name, posts[name === 'ตำแหน่งว่าง' || name === 'โอนงาน' ? 'welfare' : 'labour']!, '2026-10-05')
  await promise('ของสำนักงาน', welfareOffice, '2026-10-10')
  await promise('ของคณะ', committee, '2026-10-10')
  await on('2026-10-01')
  await api.recorded('endRole', { post: posts['welfare'], assignment: assignments['welfare'], on: '2026-10-01' })
  await on('2026-10-20')
  const acting = { person: people['chief'], manner: 'ACTING', from: '2026-10-20', until: '2026-11-10' }
  await api.recorded('assignRole', { post: posts['welfare'], ...acting })
  await ofPromise('raiseObstacle', 'รอหน่วยงานอื่น', { on: '2026-10-12', text: 'รอหนังสือ', waitingOn: posts['culture'] })
  await ofPromise('reportCompletion', 'ส่งกลับ', { on: '2026-10-08', word })
  at['before the extension'] = await api.logLength()
  await ofPromise('grantExtension', 'ขยายเวลา', {
    ...{ dueOn: '2026-11-30', reason, decidedOn: '2026-10-15' },
    recordDespite: [{ rule: 'ExtensionIsDecidedAsTheBodySays', reason: 'ไม่ทราบผู้อนุมัติ' }],
  })
  await on('2026-11-20')
  await ofPromise('returnCompletion', 'ส่งกลับ', { on: '2026-10-28', reason })
  await ofPromise('transferOwnership', 'โอนงาน', { owner: posts['culture'], on: '2026-11-15', reason })
  await ofPromise('withdrawCommitment', 'ถอน', {
    ...{ on: '2026-11-01', reason },
    recordDespite: [{ rule: 'CommitmentIsWithdrawnByResolution', reason: 'ไม่มีมติ' }],
  })
  const asked = 'query ($id: ID!) { commitment(id: $id) { obstacles { id } } }'
  const [{ id: obstacle }] = (await api.query(asked, { id: promises['รอหน่วยงานอื่น'] })).commitment.obstacles
  at['before the answer'] = await api.logLength()
  await ofPromise('answerObstacle', 'รอหน่วยงานอื่น', { obstacle, on: '2026-11-18', answer: word })
  await on('2027-02-01')
  await ofPromise('reportCompletion', 'โอนงาน', { on: '2027-01-05', word })
  await on('2027-03-31')
  at['now'] = await api.logLength()
  const { store, registry } = api.application.runtime
  log = []
  for await (const { type, stream, data, metadata } of store.readAll()) {
    const recordedOn = bangkokDay((metadata as { recordedAt: string }).recordedAt)
    log.push({ type, id: stream.slice(registry.prefix.length), data: data as Record<string, any>, recordedOn })
  }
}, 120_000)
afterAll(() => api.close())

const DAYS = ['2026-10-06', '2026-10-25', '2026-11-14', '2026-12-31', '2027-03-31']
const MOMENTS = ['before the extension', 'before the answer', 'now']
const met = new Set<string>()

describe.each(DAYS.flatMap((day) => MOMENTS.map((moment) => [day, moment] as const)))('on %s, as known %s', (day, moment) => {
  it('the days of every promise have the causes that are reckoned, and those of the overdue sum to the whole', async () => {
    const asOf = { effective: day, logNumber: at[moment] }
    const all: any[] = []
    for (let after: string | null = null; ;) {
      const page: any = (
        await api.query(
          `query ($asOf: AsOfInput, $after: String) { commitments(first: 100, after: $after, asOf: $asOf) { pageInfo { hasNextPage endCursor }
            nodes { id state originalDueOn daysOverdue lateness { days extended vacant waiting owner } } } }`,
          { asOf, after },
        )
      ).commitments
      all.push(...page.nodes)
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    const facts = log.slice(0, at[moment])
    const isOfAPromise = ({ id }: Logged) => id.startsWith('commitment-')
    const known = new Known(facts.filter((each) => !isOfAPromise(each)))
    const answers = (owner: string, day: string) => known.filled(known.placeOf(owner), day).filling !== 'vacant'
    for (const { id, lateness, state, originalDueOn, daysOverdue } of all) {
      const told = facts.filter((each) => each.id === plain(id))
      const walked = sums(walk(told, answers, day).days)
      expect([id, lateness]).toEqual([id, walked.days === 0 ? null : walked])
      for (const cause of ['extended', 'vacant', 'waiting', 'owner'] as const) if (walked[cause] > 0) met.add(cause)
      if (state === 'OPEN' && daysOverdue !== null) {
        expect(lateness.extended + lateness.vacant + lateness.waiting + lateness.owner).toBe(daysBetween(originalDueOn, day))
        met.add('overdue')
      }
    }
  })
})

it('every cause was met', () => {
  expect([...met].sort()).toEqual(['extended', 'overdue', 'owner', 'vacant', 'waiting'])
})
