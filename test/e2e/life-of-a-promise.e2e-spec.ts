import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const both = (th: string) => ({ th })

describe('the whole life of a promise', () => {
  let api: Api
  const id: Record<string, string> = {}
  const reason = 'ตามหนังสือ'
  const shown = async (fields: string, effective?: string) => {
    const { commitment } = await api.query(`query ($id: ID!, $asOf: AsOfInput) { commitment(id: $id, asOf: $asOf) { ${fields} } }`, {
      id: id['promise'],
      ...(effective !== undefined && { asOf: { effective } }),
    })
    return commitment
  }
  const bare = (ids: string) => ids.split('@')[0]
  const tell = (mutation: string, input: Record<string, unknown>) => api.tell(mutation, { commitment: id['promise'], ...input })
  const done = async (mutation: string, input: Record<string, unknown>) =>
    expect(await tell(mutation, input)).toMatchObject({ is: 'Recorded' })
  const refused = async (mutation: string, input: Record<string, unknown>) => {
    const answer = await api.unrecorded(() => tell(mutation, input))
    return [(answer as any).rule, (answer as any).field]
  }

  beforeAll(async () => {
    api = await Api.start()
    const office = await api.recorded('registerOrganization', { name: both('จังหวัดตัวอย่าง'), kind: 'PROVINCIAL' })
    for (const name of ['chair', 'secretary', 'owner', 'deputy', 'officer', 'police']) {
      id[name] = await api.recorded('establishPost', { title: both(name), organization: office })
      id[`${name} holder`] = await api.recorded('registerPerson', { name: { th: { given: name } } })
      await api.recorded('assignRole', { post: id[name], person: id[`${name} holder`], manner: 'SUBSTANTIVE', from: '2024-10-01' })
    }
    id['body'] = await api.recorded('establishCommittee', { name: both('คณะกรรมการ'), type: 'COMMITTEE', from: '2025-01-01' })
    const seat = (office: string, number: number) => ({ number, office: office.toUpperCase(), kind: { exOfficio: { post: id[office] } } })
    await api.recorded('issueOrder', {
      committee: id['body'],
      ...{ number: '1/2568', kind: 'APPOINTS', date: '2025-01-01', effectiveFrom: '2025-01-01' },
      seats: [seat('chair', 1), seat('secretary', 2)],
    })
    await api.recorded('adoptRules', { committee: id['body'], preset: 'CHILD_PROTECTION_PROVINCE' })
    id['promise'] = await api.recorded('makeCommitment', {
      title: both('สำรวจหมู่บ้าน'),
      owner: id['owner'],
      supporting: [id['police']],
      committee: id['body'],
      priority: 'HIGH',
      madeOn: '2026-06-01',
      dueOn: '2026-07-31',
    })
  })
  afterAll(() => api.close())

  it('shows for how many days its owner has said nothing, until it accepts', async () => {
    expect(await shown('silentDays owned', '2026-06-11')).toEqual({ silentDays: 10, owned: null })
    await done('acceptCommitment', { on: '2026-06-12' })
    expect(await shown('silentDays owned', '2026-06-11')).toEqual({ silentDays: 10, owned: null })
    expect(await shown('silentDays owned', '2026-06-12')).toEqual({ silentDays: null, owned: 'ACCEPTED' })
  })

  it('is given on in a chain, is a duty of whoever has it on the day, and stays its owner’s', async () => {
    await done('subDelegate', { to: id['deputy'], on: '2026-06-15' })
    await done('subDelegate', { to: id['officer'], by: id['deputy'], on: '2026-06-20', what: 'อำเภอเมือง', dueOn: '2026-07-15' })
    expect(await refused('subDelegate', { to: id['owner'], by: id['officer'], on: '2026-06-21' })).toEqual(['DelegateHasItAlready', 'to'])
    const { owner, delegations } = await shown(
      'owner { id } delegations { delegate { id } delegator { id } since what dueOn }',
      '2026-06-20',
    )
    expect(bare(owner.id)).toBe(id['owner'])
    expect(delegations.map((each: any) => ({ ...each, delegate: bare(each.delegate.id), delegator: bare(each.delegator.id) }))).toEqual([
      { delegate: id['deputy'], delegator: id['owner'], since: '2026-06-15', what: null, dueOn: null },
      { delegate: id['officer'], delegator: id['deputy'], since: '2026-06-20', what: 'อำเภอเมือง', dueOn: '2026-07-15' },
    ])
    const duties = async (of: string, effective: string) => {
      const answer = await api.query(
        'query ($of: ID!, $asOf: AsOfInput) { duties(of: $of, first: 10, asOf: $asOf) { nodes { kind what { id } by because { how of { id } } } } }',
        { of, asOf: { effective } },
      )
      return answer.duties.nodes.map(({ kind, what, by, because }: any) => [
        ...[kind, bare(what.id), by],
        ...because.map(({ how, of }: any) => [how, bare(of.id)]),
      ])
    }
    expect(await duties(id['officer']!, '2026-06-19')).toEqual([])
    expect(await duties(id['officer']!, '2026-06-20')).toEqual([
      ['DELEGATED', id['promise'], '2026-07-15', ['SUB_DELEGATED', id['deputy']]],
    ])
    expect(await duties(id['deputy holder']!, '2026-06-20')).toEqual([
      ['DELEGATED', id['promise'], '2026-07-31', ['SUBSTANTIVE', id['deputy']], ['SUB_DELEGATED', id['owner']]],
    ])
    await done('endSubDelegation', { to: id['deputy'], on: '2026-07-01', reason })
    expect(await duties(id['officer']!, '2026-07-01')).toEqual([])
    expect((await shown('delegations { since }', '2026-07-01')).delegations).toEqual([])
  })

  it('is supported by whoever joined and has not left', async () => {
    await done('addSupporter', { supporter: id['deputy'], on: '2026-07-01' })
    await done('endSupport', { supporter: id['police'], on: '2026-07-05', reason })
    const supporting = async (day: string) => (await shown('supporting { id }', day)).supporting.map((each: any) => bare(each.id))
    expect(await supporting('2026-06-30')).toEqual([id['police']])
    expect(await supporting('2026-07-01')).toEqual([id['police'], id['deputy']])
    expect(await supporting('2026-07-05')).toEqual([id['deputy']])
  })

  it('counts what is done of how many, and tells what it waits for and until when', async () => {
    await done('reportProgress', { on: '2026-07-10', count: { done: 41, of: 72, unit: 'หมู่บ้าน' }, word: 'สำรวจแล้วบางส่วน' })
    await done('raiseObstacle', { on: '2026-07-12', text: 'รอข้อมูล', waitingOn: id['police'], answerBy: '2026-07-20' })
    expect(await shown('percent count { done of unit } obstacles { answerBy answeredOn }', '2026-07-12')).toEqual({
      percent: 56,
      count: { done: 41, of: 72, unit: 'หมู่บ้าน' },
      obstacles: [{ answerBy: '2026-07-20', answeredOn: null }],
    })
  })

  it('is extended by whom the rules of the body say, as often as they say, and beyond that despite them', async () => {
    await done('requestExtension', { on: '2026-07-20', dueOn: '2026-08-31', reason })
    const { committee } = await api.query(
      'query ($id: ID!) { committee(id: $id) { rules { extensions { limit decidedBy } evidenceFor } } }',
      {
        id: id['body'],
      },
    )
    expect(committee.rules).toEqual({ extensions: { limit: 2, decidedBy: 'CHAIR' }, evidenceFor: ['URGENT'] })
    const grant = { dueOn: '2026-08-31', decidedOn: '2026-07-25', reason }
    expect(await refused('grantExtension', grant)).toEqual(['ExtensionIsDecidedAsTheBodySays', 'decidedBy'])
    expect(await refused('grantExtension', { ...grant, decidedBy: id['secretary'] })).toEqual([
      'ExtensionIsDecidedAsTheBodySays',
      'decidedBy',
    ])
    await done('grantExtension', { ...grant, decidedBy: id['chair'] })
    const { history } = await shown('history { revision type }')
    const { revision: step } = history.find(({ type }: any) => type === 'ExtensionGranted')
    const rightly = { extension: { ...grant, dueOn: '2026-08-30' } }
    expect(await refused('correctCommitmentStep', { step, rightly, reason })).toEqual([
      'ExtensionIsDecidedAsTheBodySays',
      'rightly.extension.decidedBy',
    ])
    await done('grantExtension', { dueOn: '2026-09-15', decidedOn: '2026-08-25', decidedBy: id['chair'], reason })
    const third = { dueOn: '2026-09-30', decidedOn: '2026-09-10', decidedBy: id['chair'], reason }
    expect(await refused('grantExtension', third)).toEqual(['ExtensionsAreLimited', null])
    await done('grantExtension', { ...third, recordDespite: [{ rule: 'ExtensionsAreLimited', reason: 'น้ำท่วม' }] })
    expect(await shown('originalDueOn dueOn extensions')).toEqual({ originalDueOn: '2026-07-31', dueOn: '2026-09-30', extensions: 3 })
  })

  it('is completed with what shows it once it is urgent, and verified by somebody else', async () => {
    await done('changePriority', { priority: 'URGENT', on: '2026-09-12', reason: 'ใกล้ประชุมใหญ่' })
    expect(await shown('priority', '2026-09-11')).toEqual({ priority: 'HIGH' })
    const completion = { on: '2026-09-20', word: 'ครบทุกหมู่บ้าน' }
    expect(await refused('reportCompletion', completion)).toEqual(['PressingWorkIsCompletedWithEvidence', 'evidence'])
    await done('reportCompletion', { ...completion, evidence: 'ทะเบียนเลขที่ ๑๒/๒๕๖๙' })
    expect(await refused('requestExtension', { on: '2026-09-21', dueOn: '2026-10-31', reason })).toEqual([
      'CompletedCommitmentCannotBeExtended',
      null,
    ])
    expect(await refused('verifyCompletion', { on: '2026-09-25', by: id['owner'] })).toEqual(['OwnerCannotVerifyOwnCompletion', 'by'])
    await done('verifyCompletion', { on: '2026-09-25', by: id['secretary'] })
    expect(await shown('state percent priority')).toEqual({ state: 'VERIFIED', percent: 100, priority: 'URGENT' })
  })

  it('is withdrawn by a resolution only', async () => {
    const other = await api.recorded('makeCommitment', {
      ...{ title: both('อีกเรื่อง'), owner: id['owner'], committee: id['body'], madeOn: '2026-06-01', dueOn: '2026-07-31' },
    })
    const withdrawal = { commitment: other, on: '2026-07-01', reason }
    expect(await refused('withdrawCommitment', withdrawal)).toEqual(['CommitmentIsWithdrawnByResolution', 'resolution'])
    expect(
      await api.tell('withdrawCommitment', { ...withdrawal, resolution: 'resolution-00000000-0000-4000-8000-000000000000' }),
    ).toMatchObject({ is: 'InputInvalid', problems: [{ field: 'resolution', code: 'UnknownId' }] })
  })

  it('tells every step in its history, in Thai and in English', async () => {
    const { history } = await shown('history { type sentence { th en } }')
    expect(history.map(({ type }: any) => type)).toEqual([
      ...['CommitmentMade', 'CommitmentAccepted', 'CommitmentSubDelegated', 'CommitmentSubDelegated', 'SubDelegationEnded'],
      ...['SupporterJoined', 'SupporterLeft', 'ProgressReported', 'ObstacleRaised', 'ExtensionRequested'],
      ...['ExtensionGranted', 'ExtensionGranted', 'ExtensionGranted', 'PriorityChanged', 'CompletionReported', 'CompletionVerified'],
    ])
    expect(history[3].sentence).toEqual({
      th: 'deputy มอบหมายต่อให้ officer 20 มิถุนายน 2569: อำเภอเมือง',
      en: 'Delegated to officer by deputy on 20 June 2026: อำเภอเมือง',
    })
  })
})
