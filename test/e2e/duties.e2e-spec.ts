import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const both = (th: string) => ({ th })

/**
 * The head of an office sits in a body whose secretary is the deputy. The deputy also acts for the head from October on, and a third post has been
 * delegated a matter of the deputy's.
 */
describe('what somebody must do before the next meeting, and why', () => {
  let api: Api
  const ids: Record<string, string> = {}

  interface Told {
    kind: string
    what: string
    by: string | null
    because: string[]
  }
  const plain = (id: string) => id.split('@')[0]!
  const duties = async (of: string, on?: string): Promise<Told[]> => {
    const { duties } = await api.query(
      `query ($of: ID!, $asOf: AsOfInput) { duties(of: $of, first: 100, asOf: $asOf) { totalCount nodes { kind what { id } by because { how of { id } since scope } } } }`,
      { of, asOf: on && { effective: on } },
    )
    expect(duties.totalCount).toBe(duties.nodes.length)
    return duties.nodes.map(({ kind, what, by, because }: any) => ({
      ...{ kind, what: plain(what.id), by },
      because: because.map(({ how, of, since, scope }: any) => [how, plain(of.id), since ?? '', scope ?? ''].join(' ').trim()),
    }))
  }
  const names = (told: Told[]) => told.map(({ kind, what }) => `${kind} ${Object.keys(ids).find((name) => ids[name] === what)}`)

  beforeAll(async () => {
    api = await Api.start()
    const told = async (name: string, mutation: string, input: object) => (ids[name] = await api.recorded(mutation, { ...input }))
    await told('office', 'registerOrganization', { name: both('สำนักงาน'), kind: 'PROVINCIAL' })
    for (const post of ['head', 'deputy', 'clerk']) await told(post, 'establishPost', { title: both(post), organization: ids['office'] })
    await api.recorded('nameHeadPost', { organization: ids['office'], post: ids['head'] })
    for (const [post, person] of Object.entries({ head: 'leaving', deputy: 'acting', clerk: 'delegate' })) {
      await told(person, 'registerPerson', { name: { th: { given: person } } })
      const until = post === 'head' ? { until: '2026-10-01' } : {}
      await api.recorded('assignRole', { post: ids[post], person: ids[person], manner: 'SUBSTANTIVE', from: '2024-10-01', ...until })
    }
    await api.recorded('assignRole', { post: ids['head'], person: ids['acting'], manner: 'ACTING', from: '2026-10-01' })
    await api.recorded('delegateRole', { post: ids['deputy'], to: ids['clerk'], scope: 'งานทะเบียน', from: '2026-10-01' })
    await told('body', 'establishCommittee', { name: both('คณะ'), type: 'SUBCOMMITTEE' })
    const seats = async () =>
      (await api.query('query ($id: ID!) { committee(id: $id) { seats { id } } }', { id: ids['body'] })).committee.seats
    await api.recorded('createSeat', { committee: ids['body'], number: 1, office: 'CHAIR', kind: { exOfficio: { post: ids['head'] } } })
    await api.recorded('createSeat', {
      committee: ids['body'],
      number: 2,
      office: 'SECRETARY',
      kind: { exOfficio: { post: ids['deputy'] } },
    })
    ;[ids['chair'], ids['secretary']] = (await seats()).map(({ id }: { id: string }) => id)

    const met = await told('held', 'scheduleMeeting', { bodies: [ids['body']], on: '2026-09-02' })
    await api.recorded('openMeeting', { meeting: met, noticeUnknown: true })
    const entries = [
      { seat: ids['chair'], person: ids['leaving'] },
      { seat: ids['secretary'], person: ids['acting'] },
    ]
    await api.recorded('recordAttendance', { meeting: met, entries })
    const resolve = (kind: string, more: object) => api.recorded('passResolution', { meeting: met, kind, text: both('มติ'), ...more })
    await resolve('ASSIGNED', { assignments: [{ owner: ids['office'], title: both('อบรม'), dueOn: '2026-12-31' }] })
    await resolve('REFERRED', {})
    await resolve('NOTED', {})
    await api.recorded('closeMeeting', { meeting: met })
    const { resolutions } = (
      await api.query('query ($id: ID!) { meeting(id: $id) { resolutions { id commitments { id } } } }', { id: met })
    ).meeting
    ;[ids['assigned'], ids['referred']] = resolutions.map(({ id }: { id: string }) => id)
    ids['training'] = resolutions[0].commitments[0].id
    await told('next', 'scheduleMeeting', { bodies: [ids['body']], on: '2026-11-20' })
    await told('afterThat', 'scheduleMeeting', { bodies: [ids['body']], on: '2026-12-20' })
    const promised = (name: string, owner: string, dueOn: string) =>
      told(name, 'makeCommitment', { title: both(name), owner: ids[owner], madeOn: '2026-09-03', dueOn })
    await promised('registers', 'deputy', '2026-12-01')
    await promised('done', 'head', '2026-12-01')
    await api.recorded('reportCompletion', { commitment: ids['done'], on: '2026-09-10', word: 'แล้ว' })
    await promised('survey', 'clerk', '2027-01-10')
    await api.recorded('raiseObstacle', { commitment: ids['survey'], on: '2026-09-20', text: 'รอข้อมูล', waitingOn: ids['head'] })
    const { obstacles } = (await api.query('query ($id: ID!) { commitment(id: $id) { obstacles { id } } }', { id: ids['survey'] }))
      .commitment
    ids['obstacle'] = obstacles[0].id
  })
  afterAll(() => api.close())

  const OF_THE_HEAD = ['MEETING next', 'COMMITMENT training', 'OBSTACLE obstacle']
  const OF_THE_SECRETARY = ['DRAFT_MINUTES held', 'MEETING next', 'RESOLUTION referred']
  const OF_THE_DEPUTY = ['COMMITMENT registers']

  it('is told of a post by what it answers for itself, as head, in its seat and as secretary', async () => {
    expect(names(await duties(ids['head']!)).sort()).toEqual([...OF_THE_HEAD].sort())
    expect(names(await duties(ids['deputy']!)).sort()).toEqual([...OF_THE_SECRETARY, ...OF_THE_DEPUTY].sort())
  })

  it('has the chain of reasons, through the acting role to what it comes from, the earliest first', async () => {
    const told = await duties(ids['acting']!)
    expect(told.map(({ by }) => by)).toEqual(told.map(({ by }) => by).sort())
    const acting = `ACTING ${ids['head']} 2026-10-01`
    const deputy = `SUBSTANTIVE ${ids['deputy']} 2024-10-01`
    const secretary = [deputy, `SEAT ${ids['secretary']}`, `SECRETARY ${ids['body']}`]
    const because = (name: string) => told.find(({ what, kind }) => what === ids[name] && kind !== 'MEETING')?.because
    expect(because('training')).toEqual([acting, `HEADS ${ids['office']}`, `FROM ${ids['assigned']}`, `FROM ${ids['held']}`])
    expect(because('obstacle')).toEqual([acting, `WAITED_FOR ${ids['survey']}`])
    expect(because('registers')).toEqual([deputy])
    expect(because('held')).toEqual(secretary)
    expect(because('referred')).toEqual([...secretary, `FROM ${ids['held']}`])
    expect(told.find(({ what }) => what === ids['next'])).toMatchObject({ kind: 'MEETING', by: '2026-11-20' })
  })

  it('a delegation brings what the post that delegated promised, and no more', async () => {
    const told = await duties(ids['delegate']!)
    expect(names(told)).toEqual(['COMMITMENT registers', 'COMMITMENT survey'])
    expect(told[0]!.because).toEqual([`SUBSTANTIVE ${ids['clerk']} 2024-10-01`, `DELEGATED ${ids['deputy']} 2026-10-01 งานทะเบียน`])
    expect(names(await duties(ids['delegate']!, '2026-09-30'))).toEqual(['COMMITMENT survey'])
  })

  it('whoever left has nothing any more, and had it before', async () => {
    expect(await duties(ids['leaving']!)).toEqual([])
    expect(names(await duties(ids['leaving']!, '2026-09-30')).sort()).toEqual([...OF_THE_HEAD].sort())
  })

  it('the minutes go on from draft to circulation to certification, and what a commitment follows on is done', async () => {
    const minutes = async () => names(await duties(ids['deputy']!)).filter((name) => name.endsWith('held'))
    await api.recorded('draftMinutes', { meeting: ids['held'], text: 'รายงาน' })
    expect(await minutes()).toEqual(['CIRCULATE_MINUTES held'])
    await api.recorded('circulateMinutes', { meeting: ids['held'], on: '2026-10-05' })
    expect(await minutes()).toEqual(['CERTIFY_MINUTES held'])
    await api.recorded('makeCommitment', {
      title: both('ตามมติ'),
      owner: ids['clerk'],
      madeOn: '2026-09-03',
      dueOn: '2027-02-01',
      origin: ids['referred'],
    })
    expect(names(await duties(ids['deputy']!))).not.toContain('RESOLUTION referred')
  })

  it('is paged, and costs no more statements for more duties', async () => {
    const asked = `query ($of: ID!, $after: String) { duties(of: $of, first: 2, after: $after) { pageInfo { hasNextPage endCursor } nodes { kind what { id } because { how of { id } } } } }`
    const pages = async () => {
      const found: string[] = []
      for (let after: string | null = null; ;) {
        const { duties } = await api.query<any>(asked, { of: ids['acting'], after })
        found.push(...duties.nodes.map(({ kind, what }: any) => `${kind} ${what.id}`))
        if (!duties.pageInfo.hasNextPage) return found
        after = duties.pageInfo.endCursor as string
      }
    }
    const whole = (await duties(ids['acting']!)).map(({ kind, what }) => `${kind} ${what}`)
    expect(await pages()).toEqual(whole)
    const cost = () => api.statements(() => api.post(`{ duties(of: "${ids['acting']}", first: 100) { nodes { kind because { how } } } }`))
    const few = await cost()
    for (let n = 0; n < 20; n++)
      await api.recorded('makeCommitment', { title: both(`งาน ${n}`), owner: ids['head'], madeOn: '2026-10-03', dueOn: '2026-12-01' })
    expect(await duties(ids['acting']!)).toHaveLength(whole.length + 20)
    expect(await cost()).toBe(few)
  })

  it('when an acting role ends, exactly its items go', async () => {
    const before = await duties(ids['acting']!)
    const ofTheRole = before.filter(({ because }) => because[0]!.startsWith('ACTING'))
    const { line } = (await api.query('query ($id: ID!) { post(id: $id) { line { id manner } } }', { id: ids['head'] })).post
    await api.recorded('endRole', {
      post: ids['head'],
      assignment: line.find(({ manner }: any) => manner === 'ACTING').id,
      on: '2026-10-30',
    })
    const after = await duties(ids['acting']!)
    expect(ofTheRole.length).toBeGreaterThan(20)
    // the next meeting is theirs as secretary too
    const still = ofTheRole.filter(({ what }) => what === ids['next'])
    const rest = [...before.filter((each) => !ofTheRole.includes(each)), ...still]
    expect(after.map(({ what }) => what).sort()).toEqual(rest.map(({ what }) => what).sort())
    // they wait with the post for whoever comes; the meeting may have been told by the other seat
    const waiting = new Set([...ofTheRole.map(({ what }) => what), ids['next']!])
    expect((await duties(ids['head']!)).map(({ what }) => what).sort()).toEqual([...waiting].sort())
  })

  it.each([
    [`of: "commitment-1"`, 'of'],
    [`of: "person-00000000-0000-4000-8000-000000000000"`, 'of'],
  ])('refuses %s, naming the place', async (args, field) => {
    const { errors } = await api.unrecorded(() => api.post(`{ duties(${args}) { totalCount } }`))
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field })
  })
})
