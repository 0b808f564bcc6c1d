import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const both = (th: string) => ({ th })

/**
 * An office of two posts, and a body of four seats: the head of the office in the chair, the deputy as secretary, one sent by the office and an
 * expert. The head left on 1 October 2025; the deputy acted for a month until the next came.
 */
describe('what turnover cost', () => {
  let api: Api
  let office: string
  let body: string
  let head: string
  let deputy: string
  const people: Record<string, string> = {}

  const DAYS = 'all held acting caretaker vacant unknown'
  const OUTCOMES = 'all kept keptInTime dropped open late'
  const FIELDS = `from until places days { ${DAYS} } turnover { changes meanHeld turnover } tenure { median ended censored unknown }
    years { fiscalYear from until turnover { changes } survival { stayed of } } substitution { came substitutes rate }
    inherited { ${OUTCOMES} } notInherited { ${OUTCOMES} } busFactor { people open exact }`
  const asked = async (args: string, fields = FIELDS) => (await api.query(`{ continuity(${args}) { ${fields} } }`)).continuity

  beforeAll(async () => {
    api = await Api.start()
    office = await api.recorded('registerOrganization', { name: both('สำนักงาน'), kind: 'PROVINCIAL', areas: ['area-56'] })
    head = await api.recorded('establishPost', { title: both('หัวหน้า'), organization: office })
    deputy = await api.recorded('establishPost', { title: both('รองหัวหน้า'), organization: office })
    for (const name of ['before', 'after', 'deputy', 'sent', 'sentAfter', 'expert', 'stranger'])
      people[name] = await api.recorded('registerPerson', { name: { th: { given: name } } })
    const assign = (post: string, who: string, manner: string, from: string, until?: string) =>
      api.recorded('assignRole', { post, person: people[who], manner, from, ...(until && { until }) })
    await assign(head, 'before', 'SUBSTANTIVE', '2024-10-01', '2025-10-01')
    await assign(head, 'after', 'SUBSTANTIVE', '2025-11-01')
    await assign(head, 'deputy', 'ACTING', '2025-10-01', '2025-11-01')
    await assign(deputy, 'deputy', 'SUBSTANTIVE', '2024-10-01')
    body = await api.recorded('establishCommittee', { name: both('คณะ'), type: 'SUBCOMMITTEE', area: 'area-5601', from: '2024-10-01' })
    const seat = (number: number, of: string, kind: object) =>
      api.recorded('createSeat', { committee: body, number, office: of, kind, from: '2024-10-01' })
    await seat(1, 'CHAIR', { exOfficio: { post: head } })
    await seat(2, 'SECRETARY', { exOfficio: { post: deputy } })
    await seat(3, 'MEMBER', { representative: { organization: office } })
    await seat(4, 'MEMBER', { expert: { person: people['expert'], until: '2026-08-02' } })
    const seats = (await api.query('query ($id: ID!) { committee(id: $id) { seats { id } } }', { id: body })).committee.seats.map(
      ({ id }: { id: string }) => id,
    )
    await api.recorded('nameRepresentative', { committee: body, seat: seats[2], person: people['sent'], from: '2025-10-01' })
    await api.recorded('withdrawRepresentative', { committee: body, seat: seats[2], person: people['sent'], on: '2026-01-01' })
    await api.recorded('nameRepresentative', { committee: body, seat: seats[2], person: people['sentAfter'], from: '2026-01-11' })

    const meeting = await api.recorded('scheduleMeeting', { bodies: [body], on: '2026-02-10' })
    await api.recorded('openMeeting', { meeting, noticeUnknown: true })
    await api.recorded('recordAttendance', {
      meeting,
      entries: [
        { seat: seats[0], person: people['stranger'], post: deputy },
        { seat: seats[1], person: people['deputy'] },
        { seat: seats[2], person: people['sentAfter'] },
        { seat: seats[3], absence: { excused: true } },
      ],
    })
    const promised = (owner: string, madeOn: string, more: object = {}) =>
      api.recorded('makeCommitment', { title: both('งาน'), owner, madeOn, dueOn: '2026-09-01', ...more })
    await promised(head, '2025-06-01')
    const done = await promised(head, '2026-01-10')
    await api.recorded('reportCompletion', { commitment: done, on: '2026-03-01', word: 'แล้ว' })
    await promised(deputy, '2026-01-10', { dueOn: '2027-01-01' })
    await promised(body, '2026-01-10')
  })
  afterAll(() => api.close())

  it('is answered for an organization over a fiscal year: its posts', async () => {
    const none = { all: 0, kept: 0, keptInTime: 0, dropped: 0, open: 0, late: 0 }
    expect(await asked(`of: "${office}", fiscalYear: 2569`)).toEqual({
      ...{ from: '2025-10-01', until: '2026-10-01', places: 2 },
      // one post was held all year; the other from November, after 31 days of acting
      days: { all: 2 * 365, held: 365 + 334, acting: 31, caretaker: 0, vacant: 0, unknown: 0 },
      turnover: { changes: 1, meanHeld: (365 + 334) / 365, turnover: 365 / (365 + 334) },
      tenure: { median: null, ended: 0, censored: 2, unknown: 0 },
      years: [{ fiscalYear: 2569, from: '2025-10-01', until: '2026-10-01', turnover: { changes: 1 }, survival: { stayed: 1, of: 2 } }],
      // the chair, the secretary and the one sent
      substitution: { came: 3, substitutes: 1, rate: 1 / 3 },
      inherited: { ...none, all: 1, open: 1, late: 1 },
      notInherited: { ...none, all: 2, kept: 1, keptInTime: 1, open: 1 },
      busFactor: { people: 2, open: 2, exact: true },
    })
  })

  it('is answered for a post, for other days than a year and through the day asked about', async () => {
    const { from, until, days, tenure, years, busFactor } = await asked(
      `of: "${head}", from: "2024-10-01", asOf: { effective: "2026-01-01" }`,
    )
    expect({ from, until }).toEqual({ from: '2024-10-01', until: '2026-01-02' })
    expect(days).toMatchObject({ all: 365 + 31 + 62, held: 365 + 62, acting: 31 })
    // of two who held it one stayed 365 days, the other less so far: all who could be seen to stay longer left
    expect(tenure).toEqual({ median: 365, ended: 1, censored: 1, unknown: 0 })
    expect(years.map(({ fiscalYear, survival }: any) => [fiscalYear, survival.stayed, survival.of])).toEqual([
      // nobody is recorded on 30 September 2024
      [2568, 0, 0],
      [2569, 0, 1],
    ])
    expect(busFactor).toEqual({ people: 1, open: 1, exact: true })
  })

  it('is answered for a committee: its seats and what it watches over', async () => {
    const { places, days, turnover, notInherited, busFactor } = await asked(`of: "${body}", fiscalYear: 2569`)
    expect(places).toBe(4)
    // the one sent was missing for ten days; the rules hold the expert over
    expect(days).toEqual({ all: 4 * 365, held: 4 * 365 - 31 - 10, acting: 31, caretaker: 0, vacant: 10, unknown: 0 })
    expect(turnover.changes).toBe(2)
    expect([notInherited.all, busFactor]).toEqual([1, { people: 1, open: 1, exact: true }])
  })

  it('is answered for an area: posts once, and the seats that no post has', async () => {
    const { places, days, inherited, notInherited, busFactor } = await asked(`of: "area-56", fiscalYear: 2569`)
    expect(places).toBe(4)
    expect(days).toMatchObject({ all: 4 * 365, acting: 31, vacant: 10 })
    // the deputy answers for two of the three that are open, as deputy and as secretary
    expect([inherited.all, notInherited.all, busFactor]).toEqual([1, 3, { people: 1, open: 3, exact: true }])
    expect((await asked(`of: "area-5601", fiscalYear: 2569`)).places).toBe(2)
  })

  it('tells the line of each place with its gaps, page by page', async () => {
    const lines = `lines(first: 1, after: $after) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor } nodes { place { id label { th } } days { all vacant }
      line { from until days filling holder { id } answering { id } } } }`
    const found = new Map<string, any>()
    for (let after: string | null = null; ;) {
      const { continuity } = await api.query<any>(`query ($after: String) { continuity(of: "${body}", fiscalYear: 2569) { ${lines} } }`, {
        after,
      })
      const { nodes, totalCount, pageInfo } = continuity.lines
      expect([totalCount, nodes.length, pageInfo.hasPreviousPage]).toEqual([4, 1, found.size > 0])
      found.set(nodes[0].place.id, nodes[0])
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor as string
    }
    expect(found.size).toBe(4)
    const chair = [...found.values()].find(({ line }) => line[0].filling === 'ACTING')
    expect(chair.line).toEqual([
      { from: '2025-10-01', until: '2025-11-01', days: 31, filling: 'ACTING', holder: null, answering: { id: people['deputy'] } },
      {
        from: '2025-11-01',
        until: '2026-10-01',
        days: 334,
        filling: 'HELD',
        holder: { id: people['after'] },
        answering: { id: people['after'] },
      },
    ])
    const [gap] = [...found.values()].flatMap(({ line }) => line.filter(({ filling }: any) => filling === 'VACANT'))
    expect(gap).toEqual({ from: '2026-01-01', until: '2026-01-11', days: 10, filling: 'VACANT', holder: null, answering: null })
    const foreign = await api.post(`{ continuity(of: "${office}", fiscalYear: 2569) { lines(after: "x") { totalCount } } }`)
    expect(foreign.errors?.[0]?.extensions).toMatchObject({ code: 'CursorMalformed', field: 'after' })
  })

  it('is answered as it was known, also after a correction', async () => {
    const { logNumber } = api.application.runtime.views
    const [{ id }] = (await api.query('query ($id: ID!) { post(id: $id) { line { id } } }', { id: head })).post.line
    await api.recorded('correctRoleAssignment', {
      ...{ assignment: id, post: head, person: people['before'], manner: 'SUBSTANTIVE' },
      ...{ from: '2024-10-01', until: '2025-09-21', reason: 'คำสั่งพิมพ์ผิด' },
    })
    const days = async (more: string) => (await asked(`of: "${head}", fiscalYear: 2568${more}`, `days { ${DAYS} }`)).days
    expect(await days('')).toMatchObject({ all: 365, held: 355, vacant: 10 })
    expect(await days(`, asOf: { logNumber: ${logNumber} }`)).toMatchObject({ all: 365, held: 365, vacant: 0 })
  })

  it('costs as many statements for many places as for one', async () => {
    const fields = `${FIELDS} lines(first: 100) { nodes { place { id label { th } } line { holder { name { th } } } } }`
    const cost = () => api.statements(() => api.post(`{ continuity(of: "${office}", from: "2016-10-01") { ${fields} } }`))
    const few = await cost()
    for (let n = 0; n < 12; n++) {
      const post = await api.recorded('establishPost', { title: both(`ตำแหน่ง ${n}`), organization: office })
      const person = await api.recorded('registerPerson', { name: { th: { given: `คนที่ ${n}` } } })
      await api.recorded('assignRole', { post, person, manner: 'SUBSTANTIVE', from: '2024-10-01' })
      await api.recorded('makeCommitment', { title: both('งาน'), owner: post, madeOn: '2026-01-10', dueOn: '2026-09-01' })
    }
    expect((await asked(`of: "${office}", fiscalYear: 2569`)).places).toBe(14)
    expect(await cost()).toBe(few)
  })

  it.each([
    ['of: "commitment-1"', 'of'],
    ['of: "organization-00000000-0000-4000-8000-000000000000"', 'of'],
    ['of: "area-56", fiscalYear: 2025', 'fiscalYear'],
    ['of: "area-56", fiscalYear: 2569, from: "2025-10-01"', 'from'],
    ['of: "area-56", until: "2025-10-01"', 'from'],
    ['of: "area-56", from: "2025-10-01", until: "2025-10-01"', 'until'],
    ['of: "area-56", from: "1950-10-01"', 'until'],
  ])('refuses %s, naming the place', async (args, field) => {
    const { errors } = await api.unrecorded(() => api.post(`{ continuity(${args}) { places } }`))
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field })
  })

  it('has no days in a year that has not come', async () => {
    const { places, days, turnover, years, tenure } = await asked(`of: "${office}", fiscalYear: 2575`)
    expect({ places, days, years, tenure }).toEqual({
      ...{ places: 0, years: [] },
      days: { all: 0, held: 0, acting: 0, caretaker: 0, vacant: 0, unknown: 0 },
      tenure: { median: null, ended: 0, censored: 0, unknown: 0 },
    })
    expect(turnover).toEqual({ changes: 0, meanHeld: 0, turnover: null })
  })
})

/**
 * A head of level 9 has the chair of a body of which an expert and a post of no level are members, too. The head came to the first meeting, and then sent
 * an 8 and twice a 6. On 1 March another took the post over: of two promises one was accepted after ten days, and the other lapsed.
 */
describe('by whom seats are represented, and how posts are handed over', () => {
  let api: Api
  let body: string
  let head: string
  let seats: string[]
  const figures = 'meetings came substitutes compared lower below'
  const asked = async (of: string, more: string, fields: string) =>
    (await api.query(`{ continuity(of: "${of}", from: "2026-01-01"${more}) { ${fields} } }`)).continuity

  beforeAll(async () => {
    api = await Api.start()
    const person = (given: string) => api.recorded('registerPerson', { name: { th: { given } } })
    const office = await api.recorded('registerOrganization', { name: both('สำนักงาน'), kind: 'PROVINCIAL' })
    const post = (th: string, level?: number) => api.recorded('establishPost', { title: both(th), organization: office, level })
    head = await post('หัวหน้า', 9)
    const [eight, six, silent] = [await post('รอง', 8), await post('เจ้าหน้าที่', 6), await post('ผู้ไม่มา')]
    const [first, second, deputy, clerk, expert] = await Promise.all(['หนึ่ง', 'สอง', 'รอง', 'เจ้าหน้าที่', 'ผู้รู้'].map(person))
    await api.recorded('assignRole', { post: head, person: first, manner: 'SUBSTANTIVE', from: '2025-01-01', until: '2026-03-01' })
    body = await api.recorded('establishCommittee', { name: both('คณะ'), type: 'WORKING_GROUP', from: '2025-01-01' })
    for (const [office, kind] of [
      ['CHAIR', { exOfficio: { post: head } }],
      ['MEMBER', { exOfficio: { post: silent } }],
      ['MEMBER', { expert: { person: expert } }],
    ] as const)
      await api.recorded('createSeat', { committee: body, number: 1, office, kind, from: '2025-01-01' })
    const committee = await api.query('query ($id: ID!) { committee(id: $id) { seats { id office } } }', { id: body })
    seats = committee.committee.seats.map(({ id }: { id: string }) => id)
    const chair = committee.committee.seats.find(({ office }: { office: string }) => office === 'CHAIR').id
    for (const [on, who] of [
      ['2026-01-10', { person: first }],
      ['2026-02-10', { person: deputy, post: eight }],
      ['2026-03-10', { person: clerk, post: six }],
      ['2026-04-10', { person: clerk, post: six }],
    ] as const) {
      const meeting = await api.recorded('scheduleMeeting', { bodies: [body], on })
      await api.recorded('openMeeting', { meeting, noticeUnknown: true })
      await api.recorded('recordAttendance', { meeting, entries: [{ seat: chair, ...who }] })
      await api.recorded('closeMeeting', { meeting })
    }
    const unwritten = await api.recorded('scheduleMeeting', { bodies: [body], on: '2026-05-10' })
    await api.recorded('openMeeting', { meeting: unwritten, noticeUnknown: true, attendanceUnknown: true })
    await api.recorded('closeMeeting', { meeting: unwritten })

    const promise = () => api.recorded('makeCommitment', { title: both('งาน'), owner: head, madeOn: '2026-01-10', dueOn: '2026-12-01' })
    const [kept] = [await promise(), await promise()]
    await api.recorded('assignRole', { post: head, person: second, manner: 'SUBSTANTIVE', from: '2026-03-01' })
    const { handovers } = (await api.query('query ($id: ID!) { post(id: $id) { handovers { nodes { id on } } } }', { id: head })).post
    const own = handovers.nodes.find((each: any) => each.on === '2026-03-01')
    await api.recorded('acceptHandoverItem', { handover: own.id, item: kept, by: second, on: '2026-03-11' })
  })
  afterAll(() => api.close())

  it('a seat is compared with the level of its post, meeting by meeting, and with itself', async () => {
    const { representation, seats: told } = await asked(
      body,
      '',
      `representation { seats silent ${figures} } seats { totalCount nodes { seat { id } ${figures} streak drift silent } }`,
    )
    const chair = { meetings: 4, came: 4, substitutes: 3, compared: 4, lower: 3, below: (0 + 1 + 3 + 3) / 4 }
    expect(representation).toEqual({ seats: 2, silent: 1, ...chair, meetings: 8 })
    expect(told.totalCount).toBe(2)
    const [first, second] = told.nodes
    expect(first).toMatchObject({ ...chair, streak: 3, drift: (6 + 6 - 9 - 8) / 2, silent: false })
    expect(second).toMatchObject({ meetings: 4, came: 0, silent: true, below: null, drift: null })
    expect(seats).toEqual(expect.arrayContaining([first.seat.id, second.seat.id]))
    expect((await asked(head, ', until: "2026-03-01"', `representation { ${figures} }`)).representation).toEqual({
      ...{ meetings: 2, came: 2, substitutes: 1, compared: 2, lower: 1, below: 1 / 2 },
    })
  })

  it('a level that is corrected is compared anew, and as it was known then', async () => {
    const { logNumber } = api.application.runtime.views
    const before = (await api.query('query ($id: ID!) { post(id: $id) { level organization { id } } }', { id: head })).post
    expect(before.level).toBe(9)
    const right = { title: both('หัวหน้า'), organization: before.organization.id, level: 8 }
    await api.recorded('correctPost', { post: head, ...right, reason: 'ระดับผิด' })
    const below = async (more: string) => (await asked(head, more, 'representation { below }')).representation.below
    expect(await below('')).toBe((0 + 0 + 2 + 2) / 4)
    expect(await below(`, asOf: { logNumber: ${logNumber} }`)).toBe((0 + 1 + 3 + 3) / 4)
  })

  it('what was accepted of what was handed over is told with its days, and what waited lapses', async () => {
    const handing = async (more: string) =>
      (await asked(head, more, 'handing { handovers duties accepted contested waiting lapsed completeness latency }')).handing
    const both = { handovers: 1, duties: 2, contested: 0 }
    expect(await handing(', until: "2026-03-05"')).toEqual({ ...both, accepted: 0, waiting: 2, lapsed: 0, completeness: 0, latency: null })
    expect(await handing(', until: "2026-04-01"')).toEqual({
      ...both,
      accepted: 1,
      waiting: 1,
      lapsed: 0,
      completeness: 1 / 2,
      latency: 10,
    })
    expect(await handing(', until: "2026-02-01"')).toMatchObject({ handovers: 0, completeness: null })
  })
})
