import { describe, expect, it } from '@jest/globals'
import { type Fact } from '@prasan/event-sourcing'
import { type Told, someId, told, viewed } from '@prasan/event-sourcing/testing'
import { AreaNameCorrected, AreasListed, area } from '../../domain/area.js'
import {
  HeadPostCorrected,
  HeadPostNamed,
  HeadPostReversed,
  MandateClauseAdded,
  MandateClauseCorrected,
  MandateClauseRetired,
  MandateClauseReversed,
  OrganizationClosed,
  OrganizationClosingCorrected,
  OrganizationClosingReversed,
  OrganizationCorrected,
  OrganizationRegistered,
  OrganizationRenamed,
  OrganizationRenamingCorrected,
  OrganizationRenamingReversed,
} from '../../domain/organization/events.js'
import { organization } from '../../domain/organization/state.js'
import {
  ContactChanged,
  NameCorrected,
  PersonMergeReversed,
  PersonMerged,
  PersonRegistered,
  PersonalDataErased,
  person,
} from '../../domain/person.js'
import {
  DelegationCorrected,
  DelegationEnded,
  DelegationReversed,
  DutiesAcknowledged,
  DutiesAcknowledgementCorrected,
  DutiesCorrected,
  DutiesDescribed,
  DutiesReversed,
  type Manner,
  PostAbolished,
  PostAbolitionCorrected,
  PostAbolitionReversed,
  PostCorrected,
  PostEstablished,
  PostRetitled,
  PostRetitlingCorrected,
  PostRetitlingReversed,
  RoleAssigned,
  RoleAssignmentCorrected,
  RoleAssignmentReversed,
  RoleDelegated,
  RoleEnded,
} from '../../domain/post/events.js'
import { post } from '../../domain/post/state.js'
import {
  areasByIds,
  delegationsOf,
  erasedSince,
  heldBy,
  holdersOf,
  lineOf,
  mandateOf,
  organizationsByIds,
  organizationsNamed,
  namedSince,
  organizations,
  peopleByIds,
  people,
  postsByIds,
  survivorsOf,
  vacantSince,
} from './queries.js'
import { directoryView } from './view.js'

const seen = (...story: Told[][]) => viewed([directoryView], [area, organization, person, post], story.flat())
const office = someId('organization')
const head = someId('post')
const deputy = someId('post', 'deputy')
const one = someId('assignment', 'one')
const two = someId('assignment', 'two')
const first = someId('person', 'first')
const second = someId('person', 'second')
const established = PostEstablished({ title: { th: 'หัวหน้า', en: 'Head' }, organization: office })
const holds = (assignment: string, person: string, from: string, until?: string, manner: Manner = 'substantive') =>
  RoleAssigned({ assignment, person, manner, from, ...(until && { until }) })
const reason = 'คำสั่งมาช้า'

describe('who holds a post', () => {
  const story = [
    told(head, '2024-10-01', established, holds(one, first, '2024-10-01')),
    told(head, '2026-11-10', RoleEnded({ assignment: one, on: '2026-10-01' })), // a late order
    told(head, '2026-11-12', holds(two, second, '2026-11-01')),
  ]
  const on = async (day: string, log: number | null = null) => {
    const views = await seen(...story)
    const holders = holdersOf.run(views, { ids: [head], asOf: { day, log } }).map((held) => held.person)
    views.close()
    return holders
  }

  it('changes on the day it changed in the world', async () => {
    expect(await on('2024-09-30')).toEqual([])
    expect(await on('2024-10-01')).toEqual([first])
    expect(await on('2026-09-30')).toEqual([first])
    expect(await on('2026-10-01')).toEqual([])
    expect(await on('2026-11-01')).toEqual([second])
  })

  it('is remembered as it was known before the late order', async () => {
    expect(await on('2026-10-15', 2)).toEqual([first])
    expect(await on('2026-10-15', 3)).toEqual([])
    expect(await on('2026-11-01', 3)).toEqual([])
    expect(await on('2026-11-01', 4)).toEqual([second])
  })

  it('leaves the post vacant in between, since the day the last one ended', async () => {
    const views = await seen(...story)
    expect([...vacantSince.run(views, { ids: [head], asOf: { day: '2026-10-20', log: null } })]).toEqual([[head, '2026-10-01']])
    expect([...vacantSince.run(views, { ids: [head], asOf: { day: '2024-01-01', log: null } })]).toEqual([])
    views.close()
  })

  it('is corrected as if it had never been otherwise, and forgotten when reversed; both stay known as they were', async () => {
    const views = await seen(
      ...story,
      told(head, '2026-11-13', RoleAssignmentCorrected({ assignment: two, person: second, manner: 'acting', from: '2026-10-01', reason })),
      told(head, '2026-11-14', RoleAssignmentReversed({ assignment: one, reason })),
    )
    const line = (log: number | null) =>
      lineOf
        .run(views, { ids: [head], asOf: { day: '2026-11-20', log } })
        .map(({ person, manner, validFrom, validTo }) => [person, manner, validFrom, validTo])
    expect(line(null)).toEqual([[second, 'acting', '2026-10-01', null]])
    expect(line(5)).toEqual([
      [first, 'substantive', '2024-10-01', '2026-10-01'],
      [second, 'acting', '2026-10-01', null],
    ])
    expect(line(4)).toEqual([
      [first, 'substantive', '2024-10-01', '2026-10-01'],
      [second, 'substantive', '2026-11-01', null],
    ])
    views.close()
  })
})

describe('what is known of posts and organizations on a day', () => {
  const registered = OrganizationRegistered({
    name: { th: 'สำนักงานน้ำใส', en: 'Clear Water Office' },
    kind: 'provincial',
    areas: ['area-56'],
  })
  const at = (day: string, log: number | null = null) => ({ ids: [office, head], asOf: { day, log } })

  it('follows names from their day, and corrections on all days', async () => {
    const views = await seen(
      told(office, '2026-01-01', registered, OrganizationRenamed({ name: { th: 'ชื่อใหม่' }, from: '2026-10-01' })),
      told(head, '2026-01-01', established, PostRetitled({ title: { th: 'ผู้อำนวยการ' }, from: '2026-10-01' })),
    )
    expect(organizationsByIds.run(views, at('2026-09-30'))[0]!.name).toEqual({ th: 'สำนักงานน้ำใส', en: 'Clear Water Office' })
    expect(organizationsByIds.run(views, at('2026-10-01'))[0]!.name).toEqual({ th: 'ชื่อใหม่' })
    expect(postsByIds.run(views, at('2026-09-30'))[0]!.title.th).toBe('หัวหน้า')
    expect(postsByIds.run(views, at('2026-10-01'))[0]!.title.th).toBe('ผู้อำนวยการ')
    views.close()
    const corrected = await seen(
      told(office, '2026-01-01', registered, OrganizationCorrected({ name: { th: 'สะกดถูก' }, kind: 'ngo', reason })),
      told(head, '2026-01-01', established, PostCorrected({ title: { th: 'ถูก' }, organization: office, area: 'area-5601', reason })),
    )
    expect(organizationsByIds.run(corrected, at('2020-01-01'))).toMatchObject([{ name: { th: 'สะกดถูก' }, kind: 'ngo', areas: null }])
    expect(organizationsByIds.run(corrected, at('2020-01-01', 1))).toMatchObject([{ kind: 'provincial', areas: ['area-56'] }])
    expect(postsByIds.run(corrected, at('2020-01-01'))).toMatchObject([{ title: { th: 'ถูก' }, area: 'area-5601' }])
    corrected.close()
  })

  it('corrects what was said last, and what was so before stays', async () => {
    const renamed = { th: 'ชื่อใหม่' }
    const views = await seen(
      told(office, '2026-01-01', registered, OrganizationRenamed({ name: renamed, from: '2026-10-01' })),
      told(office, '2026-11-01', OrganizationCorrected({ name: renamed, kind: 'ngo', reason })),
      told(head, '2026-01-01', established, PostRetitled({ title: { th: 'ผู้อำนวยการ' }, from: '2026-10-01' })),
      told(head, '2026-11-01', PostCorrected({ title: { th: 'ผู้อำนวยการกอง' }, organization: office, area: 'area-5601', reason })),
    )
    const on = (day: string, log: number | null = null) => [
      organizationsByIds.run(views, at(day, log)).map(({ name, kind, areas }) => [name.th, kind, areas]),
      postsByIds.run(views, at(day, log)).map(({ title, area }) => [title.th, area]),
    ]
    expect(on('2026-06-01')).toEqual([[['สำนักงานน้ำใส', 'ngo', null]], [['หัวหน้า', 'area-5601']]])
    expect(on('2026-10-01')).toEqual([[['ชื่อใหม่', 'ngo', null]], [['ผู้อำนวยการกอง', 'area-5601']]])
    expect(on('2026-10-01', 2)).toEqual([[['ชื่อใหม่', 'provincial', ['area-56']]], []])
    const found = (nameContains: string) =>
      organizations.page.run(views, { page: { first: 10 }, asOf: { day: '2026-06-01', log: null }, nameContains }).rows.length
    expect([found('น้ำใส'), found('ใหม่')]).toEqual([1, 0])
    views.close()
  })

  it('knows no organization after it closed', async () => {
    const views = await seen(told(office, '2026-01-01', registered, OrganizationClosed({ on: '2026-10-01' })))
    expect(organizationsByIds.run(views, at('2026-09-30'))).toHaveLength(1)
    expect(organizationsByIds.run(views, at('2026-10-01'))).toEqual([])
    views.close()
  })

  it('holds mandate clauses and delegations from their first day until their last', async () => {
    const clause = someId('clause')
    const delegation = someId('delegation')
    const views = await seen(
      told(office, '2026-01-01', registered, MandateClauseAdded({ clause, text: { th: 'คุ้มครอง' }, from: '2020-01-01' })),
      told(office, '2026-01-01', MandateClauseRetired({ clause, on: '2026-10-01' })),
      told(head, '2026-01-01', established, RoleDelegated({ delegation, to: deputy, scope: 'ลงนาม', from: '2026-02-01' })),
      told(head, '2026-01-01', DelegationEnded({ delegation, on: '2026-03-01' })),
    )
    const mandate = (day: string) => mandateOf.run(views, at(day)).map(({ text }) => text.th)
    const delegated = (day: string) => delegationsOf.run(views, at(day)).map(({ receiver, scope }) => [receiver, scope])
    expect([mandate('2019-12-31'), mandate('2020-01-01'), mandate('2026-09-30'), mandate('2026-10-01')]).toEqual([
      [],
      ['คุ้มครอง'],
      ['คุ้มครอง'],
      [],
    ])
    expect([delegated('2026-01-31'), delegated('2026-02-28'), delegated('2026-03-01')]).toEqual([[], [[deputy, 'ลงนาม']], []])
    views.close()
  })

  it('finds organizations by kind, by area and what lies in it, and by a part of a name however it was typed', async () => {
    const ngo = someId('organization', 'ngo')
    const listed: [string, Fact][] = [
      [office, registered],
      [ngo, OrganizationRegistered({ name: { th: 'มูลนิธิกำลังใจ' }, kind: 'ngo', areas: ['area-5601', 'area-57'] })],
    ]
    const views = await seen(...listed.map(([id, fact]) => told(id, '2026-01-01', fact)))
    const find = (asked: object) =>
      organizations.page.run(views, { page: { first: 10 }, asOf: { day: '2026-11-02', log: null }, ...asked }).rows.map(({ id }) => id)
    expect(find({ kind: 'ngo' })).toEqual([ngo])
    expect(find({ area: 'area-56' }).sort()).toEqual([office, ngo].sort())
    expect(find({ area: 'area-5601' })).toEqual([ngo])
    expect(find({ area: 'area-58' })).toEqual([])
    expect(find({ nameContains: 'clear w' })).toEqual([office])
    // sara am as one character; decomposed; and with nikhahit typed before the tone mark
    for (const typed of ['น้ำใส', 'น้\u0e4d\u0e32ใส', 'น\u0e4d้\u0e32ใส']) expect(find({ nameContains: typed })).toEqual([office])
    expect(find({ kind: 'ngo', nameContains: 'น้ำใส' })).toEqual([])
    views.close()
  })
})

describe('two records of one person', () => {
  const third = someId('person', 'third')
  const registered = (name: string) => PersonRegistered({ name: name as never })
  const merged = (id: string, into: string) => told(id, '2026-11-10', PersonMerged({ into, reason }))
  const story = [
    told(first, '2024-10-01', registered('one')), // log number 1
    told(second, '2024-10-01', registered('two')),
    told(third, '2024-10-01', registered('three')),
    told(head, '2024-10-01', established, holds(one, first, '2024-10-01')), // 4, 5
    told(deputy, '2024-10-01', established, holds(two, second, '2024-10-01')), // 6, 7
  ]
  const seenBy = async (...more: Told[][]) => {
    const views = await seen(...story, ...more)
    const asked = (ids: string[], log: number | null) => ({ ids, asOf: { day: '2026-11-20', log } })
    return {
      close: () => views.close(),
      answering: (log: number | null = null) => {
        const rows = new Map(peopleByIds.run(views, asked([first, second, third], log)).map(({ asked, id }) => [asked, id]))
        expect(survivorsOf.run(views, asked([first, second, third], log))).toEqual(rows)
        return [first, second, third].map((id) => rows.get(id))
      },
      posts: (id: string, log: number | null = null) =>
        heldBy.run(views, asked([id], log)).map(({ person, post }) => {
          expect(person).toBe(id)
          return post
        }),
      listed: (name?: string[], log: number | null = null) => {
        const asked = { asOf: { day: '2026-11-20', log }, name }
        const { rows } = people.page.run(views, { page: { first: 10 }, ...asked })
        expect(people.count.run(views, asked)).toBe(rows.length)
        return rows.map(({ id }) => id).sort()
      },
    }
  }

  it('answer as the one that stays, with what both hold, but not before the merge was known', async () => {
    const views = await seenBy(merged(first, second)) // 8
    expect(views.answering()).toEqual([second, second, third])
    expect(views.answering(7)).toEqual([first, second, third])
    expect(views.posts(second)).toEqual([head, deputy])
    expect(views.posts(second, 7)).toEqual([deputy])
    expect(views.listed()).toEqual([second, third].sort())
    expect(views.listed([first, second])).toEqual([second])
    expect(views.listed(undefined, 7)).toEqual([first, second, third].sort())
    views.close()
  })
  it('are followed along a line of merges', async () => {
    const views = await seenBy(merged(first, second), merged(second, third))
    expect(views.answering()).toEqual([third, third, third])
    expect(views.posts(third)).toEqual([head, deputy])
    expect(views.listed()).toEqual([third])
    views.close()
  })
  it('answer for themselves again when the merge was reversed', async () => {
    const views = await seenBy(merged(first, second), told(first, '2026-11-12', PersonMergeReversed({ reason })))
    expect(views.answering()).toEqual([first, second, third])
    expect(views.answering(8)).toEqual([second, second, third])
    expect(views.posts(second)).toEqual([deputy])
    views.close()
  })
  it('are merged by the first of two merges that crossed each other', async () => {
    const views = await seenBy(merged(first, second), merged(second, first))
    expect(views.answering()).toEqual([second, second, third])
    views.close()
  })
})

it('names are read on from the last one seen', async () => {
  const views = await seen(
    told(first, '2024-10-01', PersonRegistered({ name: 'a' as never })),
    told(second, '2024-10-01', PersonRegistered({ name: 'b' as never })),
    told(first, '2024-10-02', NameCorrected({ name: 'c' as never, reason })),
  )
  const read = (log: number, most: number) => namedSince.run(views, { log, most }).map(({ name, named }) => [name, named])
  expect([read(0, 1), read(1, 9), read(3, 9)]).toEqual([
    [['a', 1]],
    [
      ['b', 2],
      ['c', 3],
    ],
    [],
  ])
  views.close()
})

it('somebody is known since they were registered, by the name and the contacts that were known then', async () => {
  const views = await seen(
    told(second, '2024-10-01', PersonRegistered({ name: 'b' as never })),
    told(first, '2024-10-01', PersonRegistered({ name: 'a' as never, contacts: 'x' as never })),
    told(first, '2024-10-02', NameCorrected({ name: 'c' as never, reason })),
    told(first, '2024-10-03', ContactChanged({ contacts: 'y' as never })),
    told(first, '2024-10-04', PersonalDataErased({ reason })),
  )
  const at = (log: number | null) =>
    peopleByIds.run(views, { ids: [first], asOf: { day: '2020-01-01', log } }).map(({ name, contacts }) => [name, contacts])
  expect([1, 2, 3, 4, null].map(at)).toEqual([[], [['a', 'x']], [['c', 'x']], [['c', 'y']], [['', null]]])
  expect(namedSince.run(views, { log: 0, most: 9 }).map(({ named }) => named)).toEqual([1, 2, 3, 5])
  expect(erasedSince.run(views, { log: 0 })).toEqual([{ id: first, erased: 5 }])
  views.close()
})

it('duties hold from their day, or since the post exists', async () => {
  const describedAs = (th: string, from?: string) => DutiesDescribed({ duties: { th }, ...(from && { from }) })
  const views = await seen(told(head, '2026-01-01', established, describedAs('เดิม'), describedAs('ใหม่', '2026-10-01')))
  const on = (day: string) => postsByIds.run(views, { ids: [head], asOf: { day, log: null } })[0]!.duties?.th
  expect([on('2020-01-01'), on('2026-09-30'), on('2026-10-01')]).toEqual(['เดิม', 'เดิม', 'ใหม่'])
  views.close()
})

it('organizations of one name are found in either language, however it is typed, with the days on which they bear it', async () => {
  const [own, renamed] = [someId('organization', 'own'), someId('organization', 'renamed')]
  const views = await seen(
    told(own, '2026-01-01', OrganizationRegistered({ name: { th: 'บ้านพักเด็ก', en: 'Shelter Home' }, kind: 'provincial' })),
    told(renamed, '2026-01-01', OrganizationRegistered({ name: { th: 'สถานสงเคราะห์' }, kind: 'ngo' })),
    told(renamed, '2026-01-01', OrganizationRenamed({ name: { th: 'บ้านพักเด็ก' }, from: '2026-10-01' })),
  )
  const named = (th: string, en?: string) =>
    organizationsNamed.run(views, { name: { th, ...(en && { en }) } }).map(({ id, from }) => [id, from])
  expect(named(' บ้านพักเด็ก').sort()).toEqual(
    [
      [own, ''],
      [renamed, '2026-10-01'],
    ].sort(),
  )
  expect(named('อื่น', 'shelter  home')).toEqual([[own, '']])
  expect(named('บ้านพัก')).toEqual([])
  views.close()
})

it('an area lies where its code says, whatever was recorded of it', async () => {
  const itself = { code: '5601', level: 'district' as const, parent: '5601', name: { th: 'เมืองพะเยา' } }
  const views = await seen(told('area-56', '2026-01-01', AreasListed({ areas: [itself] })))
  expect(areasByIds.run(views, { ids: ['area-5601'], asOf: { day: '2026-01-01', log: null } })).toMatchObject([{ parent: 'area-56' }])
  views.close()
})

it('an area keeps its code when its name is corrected', async () => {
  const views = await seen(
    told('area-56', '2026-01-01', AreasListed({ areas: [{ code: '56', level: 'province', name: { th: 'พะเยา', en: 'Payao' } }] })),
    told('area-56', '2026-01-02', AreaNameCorrected({ code: '56', name: { th: 'พะเยา', en: 'Phayao' }, reason })),
  )
  const named = (log: number | null) => areasByIds.run(views, { ids: ['area-56'], asOf: { day: '2026-01-01', log } })
  expect(named(null)).toMatchObject([{ id: 'area-56', code: '56', level: 'province', parent: null, name: { th: 'พะเยา', en: 'Phayao' } }])
  expect([named(0), named(1)]).toMatchObject([[], [{ name: { en: 'Payao' } }]])
  views.close()
})

describe('a correction holds for all days, and what was known before stays known as it was', () => {
  const registered = OrganizationRegistered({ name: { th: 'เดิม' }, kind: 'provincial' })
  const clause = someId('clause')
  const delegation = someId('delegation')
  const mandate = { text: { th: 'คุ้มครอง' }, from: '2020-01-01' }
  const powers = { to: deputy, scope: 'ลงนาม', from: '2026-02-01' }
  const retitled = { title: { th: 'ผู้อำนวยการ' }, from: '2026-10-01' }
  const renamed = { name: { th: 'ใหม่' }, from: '2026-10-01' }
  const recordedFrom = '2026-10-01'
  type Views = Awaited<ReturnType<typeof seen>>
  type Ask = (views: Views, day: string, log: number | null) => unknown
  const asked = (id: string, day: string, log: number | null) => ({ ids: [id], asOf: { day, log } })
  const name: Ask = (views, day, log) => organizationsByIds.run(views, asked(office, day, log))[0]?.name.th ?? null
  const headPost: Ask = (views, day, log) => organizationsByIds.run(views, asked(office, day, log))[0]?.headPost ?? null
  const clauses: Ask = (views, day, log) => mandateOf.run(views, asked(office, day, log)).length
  const title: Ask = (views, day, log) => postsByIds.run(views, asked(head, day, log))[0]?.title.th ?? null
  const duties: Ask = (views, day, log) => postsByIds.run(views, asked(head, day, log))[0]?.duties?.th ?? null
  const holders: Ask = (views, day, log) => holdersOf.run(views, asked(head, day, log)).length
  const delegations: Ask = (views, day, log) => delegationsOf.run(views, asked(head, day, log)).length

  /** Of a thing: what was recorded (log numbers 1 and 2), its correction (3) and its reversal (4); on the days asked about what each leaves. */
  const CASES: [string, string, [Fact, Fact, Fact, Fact], Ask, string[], [unknown[], unknown[], unknown[]]][] = [
    [
      'a renaming',
      office,
      [
        registered,
        OrganizationRenamed(renamed),
        OrganizationRenamingCorrected({ recordedFrom, ...renamed, from: '2026-09-01', reason }),
        OrganizationRenamingReversed({ recordedFrom: '2026-09-01', reason }),
      ],
      name,
      ['2026-08-31', '2026-09-01', '2026-10-01'],
      [
        ['เดิม', 'เดิม', 'ใหม่'],
        ['เดิม', 'ใหม่', 'ใหม่'],
        ['เดิม', 'เดิม', 'เดิม'],
      ],
    ],
    [
      'a head post',
      office,
      [
        registered,
        HeadPostNamed({ post: head }),
        HeadPostCorrected({ post: deputy, from: '2026-09-01', reason }),
        HeadPostReversed({ recordedFrom: '2026-09-01', reason }),
      ],
      headPost,
      ['2026-08-31', '2026-09-01'],
      [
        [head, head],
        [null, deputy],
        [null, null],
      ],
    ],
    [
      'a mandate clause',
      office,
      [
        registered,
        MandateClauseAdded({ clause, ...mandate }),
        MandateClauseCorrected({ clause, ...mandate, from: '2021-01-01', until: '2022-01-01', reason }),
        MandateClauseReversed({ clause, reason }),
      ],
      clauses,
      ['2020-06-01', '2021-06-01', '2022-01-01'],
      [
        [1, 1, 1],
        [0, 1, 0],
        [0, 0, 0],
      ],
    ],
    [
      'the end of an organization',
      office,
      [
        registered,
        OrganizationClosed({ on: '2026-10-01' }),
        OrganizationClosingCorrected({ on: '2026-12-01', reason }),
        OrganizationClosingReversed({ reason }),
      ],
      name,
      ['2026-09-30', '2026-10-01', '2026-12-01'],
      [
        ['เดิม', null, null],
        ['เดิม', 'เดิม', null],
        ['เดิม', 'เดิม', 'เดิม'],
      ],
    ],
    [
      'a change of title',
      head,
      [
        established,
        PostRetitled(retitled),
        PostRetitlingCorrected({ recordedFrom, ...retitled, from: '2026-09-01', reason }),
        PostRetitlingReversed({ recordedFrom: '2026-09-01', reason }),
      ],
      title,
      ['2026-08-31', '2026-09-01', '2026-10-01'],
      [
        ['หัวหน้า', 'หัวหน้า', 'ผู้อำนวยการ'],
        ['หัวหน้า', 'ผู้อำนวยการ', 'ผู้อำนวยการ'],
        ['หัวหน้า', 'หัวหน้า', 'หัวหน้า'],
      ],
    ],
    [
      'duties',
      head,
      [
        established,
        DutiesDescribed({ duties: { th: 'เลขานุการ' } }),
        DutiesCorrected({ duties: { th: 'ประธาน' }, from: '2026-09-01', reason }),
        DutiesReversed({ recordedFrom: '2026-09-01', reason }),
      ],
      duties,
      ['2026-08-31', '2026-09-01'],
      [
        ['เลขานุการ', 'เลขานุการ'],
        [null, 'ประธาน'],
        [null, null],
      ],
    ],
    [
      'a delegation',
      head,
      [
        established,
        RoleDelegated({ delegation, ...powers }),
        DelegationCorrected({ delegation, ...powers, from: '2026-03-01', until: '2026-04-01', reason }),
        DelegationReversed({ delegation, reason }),
      ],
      delegations,
      ['2026-02-01', '2026-03-01', '2026-04-01'],
      [
        [1, 1, 1],
        [0, 1, 0],
        [0, 0, 0],
      ],
    ],
    [
      'the end of a post',
      head,
      [
        established,
        PostAbolished({ on: '2026-10-01' }),
        PostAbolitionCorrected({ on: '2026-12-01', reason }),
        PostAbolitionReversed({ reason }),
      ],
      title,
      ['2026-09-30', '2026-10-01', '2026-12-01'],
      [
        ['หัวหน้า', null, null],
        ['หัวหน้า', 'หัวหน้า', null],
        ['หัวหน้า', 'หัวหน้า', 'หัวหน้า'],
      ],
    ],
  ]
  it.each(CASES)('%s', async (_, id, facts, ask, days, expected) => {
    const views = await seen(told(id, '2026-01-01', ...facts))
    const on = (log: number | null) => days.map((day) => ask(views, day, log))
    expect([on(2), on(3), on(null)]).toEqual(expected)
    views.close()
  })

  it('duties are acknowledged from the day said, by whoever is recorded as the holder, until they are described anew', async () => {
    const views = await seen(
      told(
        head,
        '2026-01-01',
        established,
        holds(one, first, '2024-10-01'),
        DutiesDescribed({ duties: { th: 'เลขานุการ' } }),
        DutiesAcknowledged({ assignment: one, on: '2026-02-01' }),
        DutiesAcknowledgementCorrected({ assignment: one, recordedOn: '2026-02-01', on: '2026-03-01', reason }),
        RoleAssignmentCorrected({ assignment: one, person: second, manner: 'substantive', from: '2024-10-01', reason }),
        DutiesDescribed({ duties: { th: 'ประธาน' }, from: '2026-06-01' }),
      ),
    )
    const [of, to] = [
      { by: one, person: first },
      { by: one, person: second },
    ]
    const on = (day: string, log: number | null) => postsByIds.run(views, asked(head, day, log))[0]!.acknowledged
    expect([4, 5, 6, null].map((log) => ['2026-02-01', '2026-03-01', '2026-06-01'].map((day) => on(day, log)))).toEqual([
      [[{ ...of, on: '2026-02-01' }], [{ ...of, on: '2026-02-01' }], [{ ...of, on: '2026-02-01' }]],
      [null, [{ ...of, on: '2026-03-01' }], [{ ...of, on: '2026-03-01' }]],
      [null, [{ ...to, on: '2026-03-01' }], [{ ...to, on: '2026-03-01' }]],
      [null, [{ ...to, on: '2026-03-01' }], null],
    ])
    views.close()
  })

  it('who holds a post, and what is delegated, ends with the post, and goes on where that is reversed', async () => {
    const views = await seen(
      told(
        head,
        '2026-01-01',
        established,
        holds(one, first, '2024-10-01'),
        RoleDelegated({ delegation, ...powers }),
        PostAbolished({ on: '2026-10-01' }),
        PostAbolitionReversed({ reason }),
      ),
    )
    for (const ask of [holders, delegations])
      expect([4, null].map((log) => ['2026-09-30', '2026-10-01'].map((day) => ask(views, day, log)))).toEqual([
        [1, 0],
        [1, 1],
      ])
    views.close()
  })
})
