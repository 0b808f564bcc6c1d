/** How a promise is chased as the days begin: over HTTP, with a clock that is moved on. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addDays, clockAt } from '@prasan/event-sourcing'
import { Api } from '../support/api.js'

const CHASE = `query ($id: ID!, $asOf: AsOfInput) { commitment(id: $id, asOf: $asOf) {
  chase { stopped next { on what sentTo { id } } steps { on what time daysOverdue sentTo { id } } } } }`
const both = (th: string) => ({ th })
const word = 'กำลังดำเนินการ'
const bare = (id: string | null | undefined) => id?.split('@')[0] ?? null

describe('a promise is chased', () => {
  let today = '2026-11-02'
  let api: Api
  let [committee, above, office, owner, head, agency, secretary, chair, aboveSecretary] = Array.from({ length: 9 }, () => '')

  beforeAll(async () => {
    api = await Api.start({ clock: { now: () => clockAt(today).now() } })
    office = await api.recorded('registerOrganization', { name: both('สำนักงาน'), kind: 'PROVINCIAL' })
    const elsewhere = await api.recorded('registerOrganization', { name: both('อีกสำนักงาน'), kind: 'PROVINCIAL' })
    const post = async (title: string, organization = office) => {
      const id = await api.recorded('establishPost', { title: both(title), organization })
      const person = await api.recorded('registerPerson', { name: { th: { given: title } } })
      await api.recorded('assignRole', { post: id, person, manner: 'SUBSTANTIVE', from: '2024-10-01' })
      return id
    }
    ;[owner, head, agency] = [await post('นักพัฒนาสังคม'), await post('หัวหน้าสำนักงาน'), await post('ผู้อำนวยการ', elsewhere)]
    await api.recorded('nameHeadPost', { organization: office, post: head })
    const body = async (name: string, parent?: string) =>
      api.recorded('establishCommittee', { name: both(name), type: 'COMMITTEE', ...(parent && { parent }) })
    above = await body('คณะกรรมการจังหวัด')
    committee = await body('คณะอนุกรรมการ', above)
    const seat = async (of: string, office: string, number: number, post: string) => {
      await api.recorded('createSeat', { committee: of, number, office, kind: { exOfficio: { post } } })
      const { committee } = await api.query('query ($id: ID!) { committee(id: $id) { seats { id number } } }', { id: of })
      return committee.seats.find((each: { number: number }) => each.number === number).id as string
    }
    secretary = await seat(committee, 'SECRETARY', 2, await post('เลขานุการ'))
    chair = await seat(committee, 'CHAIR', 1, await post('ประธาน'))
    aboveSecretary = await seat(above, 'SECRETARY', 1, await post('เลขานุการจังหวัด'))
  })
  afterAll(() => api.close())

  const promised = (dueOn: string, more: object = {}) =>
    api.recorded('makeCommitment', { title: both('อบรม'), owner, madeOn: today, dueOn, committee, ...more })
  /** Lets the days pass, and waits for what follows on each. */
  async function until(day: string) {
    today = day
    const { days, views } = api.application.runtime
    const { signal } = new AbortController()
    await days.begin(day, signal)
    const end = api.application.runtime.processes.position ?? -1n
    while (!(await views.waitFor(end, 1_000)));
  }
  interface Shown {
    stopped: string | null
    next: { on: string; what: string; sentTo: string | null } | null
    steps: string[]
  }
  async function chase(id: string, asOf?: object): Promise<Shown> {
    const { commitment } = await api.query(CHASE, { id, ...(asOf && { asOf }) })
    const { stopped, next, steps } = commitment.chase
    return {
      stopped,
      next: next && { ...next, sentTo: bare(next.sentTo?.id) },
      steps: steps.map(({ on, what, time, daysOverdue, sentTo }: Record<string, any>) =>
        [on, what, time ?? daysOverdue, bare(sentTo?.id)].join(' '),
      ),
    }
  }

  it('to its owner first, then to the secretary, the chair and the body above', async () => {
    const dueOn = addDays(today, 8)
    const id = await promised(dueOn)
    const day = (later: number) => addDays(dueOn, later)
    expect(await chase(id)).toEqual({ stopped: null, next: { on: day(-7), what: 'BEFORE_DUE', sentTo: owner }, steps: [] })
    await until(day(30))
    const { steps, next, stopped } = await chase(id)
    expect(steps.filter((step) => !step.includes('OVERDUE'))).toEqual([
      `${day(-7)} BEFORE_DUE 1 ${owner}`,
      `${day(-1)} BEFORE_DUE 2 ${owner}`,
      `${day(0)} DUE 1 ${owner}`,
      `${day(7)} SECRETARY 7 ${secretary}`,
      `${day(14)} CHAIR 14 ${chair}`,
      `${day(30)} PARENT 30 ${aboveSecretary}`,
    ])
    expect(steps.filter((step) => step.includes('OVERDUE'))).toEqual(
      [7, 14, 21, 28].map((later, n) => `${day(later)} OVERDUE ${n + 1} ${owner}`),
    )
    expect({ next, stopped }).toEqual({ next: { on: day(35), what: 'OVERDUE', sentTo: owner }, stopped: null })
    const then = await chase(id, { effective: day(7) })
    expect(then.steps.at(-1)).toBe(`${day(7)} SECRETARY 7 ${secretary}`)
    expect(then.next).toEqual({ on: day(14), what: 'CHAIR', sentTo: chair })
    const { escalations, committee: body } = await api.query(
      `query ($committee: ID!, $organization: ID!) {
        escalations(committee: $committee, organization: $organization) { totalCount nodes { on what commitment { id } owner { id } } }
        committee(id: $committee) { escalations(step: CHAIR, first: 5) { nodes { on what } } } }`,
      { committee, organization: office },
    )
    expect(escalations.totalCount).toBe(3)
    expect(escalations.nodes.map(({ on, what }: Record<string, string>) => [on, what])).toEqual([
      [day(30), 'PARENT'],
      [day(14), 'CHAIR'],
      [day(7), 'SECRETARY'],
    ])
    expect(body.escalations.nodes).toEqual([{ on: day(14), what: 'CHAIR' }])
    const { commitment } = await api.query('query ($id: ID!) { commitment(id: $id) { history { sentence { en } } } }', { id })
    expect(commitment.history.map(({ sentence }: { sentence: { en: string } }) => sentence.en).join('\n')).toContain(
      '7 days overdue, escalated to the secretary of the body',
    )
  })

  it('not while it rests on an acknowledgment, waits on somebody or is done; what cannot be acknowledged is refused', async () => {
    const dueOn = addDays(today, 1)
    const [id, waits] = [await promised(dueOn), await promised(dueOn)]
    const early = await api.tell('acknowledgeEscalation', { commitment: id, on: today, word })
    expect([early.is, early.rule]).toEqual(['RuleBroken', 'EscalationMustHaveBeenRecorded'])
    await api.recorded('raiseObstacle', { commitment: waits, on: today, text: 'รอข้อมูล', waitingOn: agency })
    expect(await chase(waits)).toEqual({ stopped: 'WAITING', next: { on: addDays(today, 7), what: 'WAITING', sentTo: agency }, steps: [] })
    const asked = today
    await until(addDays(dueOn, 7))
    const escalated = (await chase(id)).steps.at(-1)!
    expect(escalated).toContain('SECRETARY 7')
    expect((await chase(waits)).steps).toEqual([`${addDays(asked, 7)} WAITING 1 ${agency}`])

    await api.recorded('acknowledgeEscalation', { commitment: id, on: today, word })
    const rested = await chase(id)
    // so many days as the rules say, then as many as were left until the chair
    expect(rested).toMatchObject({ stopped: 'ACKNOWLEDGED', next: { what: 'OVERDUE' } })
    expect((await chase(id, { effective: addDays(today, 14) })).stopped).toBe(null)
    await until(addDays(today, 13))
    expect((await chase(id)).steps.at(-1)).toBe(escalated)
    await api.recorded('reportCompletion', { commitment: id, on: today, word })
    expect(await chase(id)).toMatchObject({ stopped: 'COMPLETED', next: null })
    await until(addDays(today, 20))
    expect((await chase(id)).steps.at(-1)).toBe(escalated)
  })

  it('at the supervisor where the owner’s post is vacant, and where no body watches over it', async () => {
    const vacant = await api.recorded('establishPost', { title: both('ตำแหน่งว่าง'), organization: office })
    const dueOn = addDays(today, 1)
    const [empty, alone] = [await promised(dueOn, { owner: vacant }), await promised(dueOn, { committee: undefined })]
    await until(addDays(dueOn, 7))
    expect((await chase(empty)).steps).toEqual([
      `${dueOn} DUE 1 ${head}`,
      `${today} OVERDUE 1 ${head}`,
      `${today} SECRETARY 7 ${secretary}`,
    ])
    expect((await chase(alone)).steps.at(-1)).toBe(`${today} SUPERVISOR 7 ${head}`)
  })

  it('at the body above and at the owner itself where nobody answers anywhere above: the chase goes on', async () => {
    const top = await api.recorded('establishCommittee', { name: both('คณะที่ไม่มีผู้ใด'), type: 'COMMITTEE' })
    const body = await api.recorded('establishCommittee', { name: both('คณะใต้คณะนั้น'), type: 'COMMITTEE', parent: top })
    const lonely = await api.recorded('registerOrganization', { name: both('หน่วยงานเดี่ยว'), kind: 'PROVINCIAL' })
    const dueOn = addDays(today, 1)
    const [watched, alone] = [await promised(dueOn, { committee: body }), await promised(dueOn, { owner: lonely, committee: undefined })]
    await until(addDays(dueOn, 35))
    const [up, own] = [(await chase(watched)).steps, (await chase(alone)).steps]
    const escalations = (steps: string[]) => steps.filter((step) => !/DUE/.test(step)).map((step) => step.slice(11))
    expect(escalations(up)).toEqual([`SECRETARY 7 ${body}`, `CHAIR 14 ${body}`, `PARENT 30 ${top}`])
    expect(escalations(own)).toEqual([`SUPERVISOR 7 ${lonely}`])
    for (const steps of [up, own]) expect(steps.at(-1)).toContain(`${addDays(dueOn, 35)} OVERDUE 5`)
  })
})
