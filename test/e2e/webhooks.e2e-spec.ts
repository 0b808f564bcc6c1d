import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'
import { Receiver, verified } from '../support/receiver.js'

const ALL = ['MEETINGS', 'DECISIONS', 'COMMITMENTS', 'PLANS', 'COMMITTEES', 'HANDOVERS', 'POSTS', 'ORGANIZATIONS']
const REGISTER = `mutation ($input: RegisterWebhookInput!) { answer: registerWebhook(input: $input) { is: __typename
  ... on WebhookRecorded { id secret repeated webhook { state url topics delivered waiting organization { id } } }
  ... on RuleBroken { rule field } ... on InputInvalid { problems { field code } } } }`

describe('a webhook of the demonstration province', () => {
  let api: Api
  let receiver: Receiver
  let organization: string
  let keys = 0
  const register = async (more: object) => {
    const input = { idempotencyKey: `webhook ${++keys}`, organization, url: receiver.url, topics: ALL, ...more }
    return (await api.query<{ answer: any }>(REGISTER, { input })).answer
  }
  const told = async (id: string) =>
    (await api.post(`{ webhook(id: "${id}") { state url topics delivered waiting failing { problem attempts } about { id } } }`)).data
      .webhook

  beforeAll(async () => {
    receiver = await Receiver.start()
    api = await Api.start({ demo: true, privateWebhooks: true })
    const { organizations } = await api.query('{ organizations(first: 1) { nodes { id } } }')
    organization = organizations.nodes[0].id
  })
  afterAll(async () => {
    await api.close()
    await receiver.close()
  })

  it('is told what is recorded, signed with the secret that was told once, and nothing of it is kept in the log', async () => {
    const input = { idempotencyKey: 'once', organization, url: receiver.url, topics: ['ORGANIZATIONS'] }
    const { answer } = await api.query<{ answer: any }>(REGISTER, { input })
    expect(answer).toMatchObject({
      is: 'WebhookRecorded',
      secret: expect.stringMatching(/^whsec_[\w+/]{43}=$/),
      webhook: { state: 'ACTIVE', waiting: 0 },
    })
    const repeated = (await api.query<{ answer: any }>(REGISTER, { input })).answer
    expect(repeated).toMatchObject({ id: answer.id, secret: null, repeated: true })
    const { id: made, position } = await api.tell('registerOrganization', { name: { th: 'มูลนิธิใหม่' }, kind: 'NGO' })
    const [message] = await receiver.first(1)
    expect(verified(answer.secret, message!)).toMatchObject({
      type: 'organization.OrganizationRegistered',
      data: { id: made, revision: 0, kind: 'ngo' },
    })
    expect(() => verified(`whsec_${Buffer.alloc(32).toString('base64')}`, message!)).toThrow('No matching signature')
    const { body } = await api.http.get(message!.message.data.link).expect(200)
    expect(body.data.changesSince.nodes).toMatchObject([
      { type: 'OrganizationRegistered', position, about: { id: expect.stringContaining(made) } },
    ])
    for await (const { data, metadata } of api.application.runtime.store.readAll())
      expect(JSON.stringify([data, metadata])).not.toContain(answer.secret.slice('whsec_'.length))
    await api.recorded('disableWebhook', { webhook: answer.id, reason: 'ทดสอบเสร็จ' })
  })

  it('is told of the whole log when it asks for it: ids, days and words, no name, no person and no text', async () => {
    receiver.received.length = 0
    const { id, secret } = await register({})
    const to = api.application.runtime.views.logNumber
    await api.recorded('replayWebhook', { webhook: id, from: 1, reason: 'ตั้งต้นข้อมูล' })
    const { views } = api.application.runtime
    const { count } = views.get<{ count: number }>({
      text: `select count(*) count from log where logNumber <= ${to} and substr(id, 1, instr(id, '-') - 1) in ('meeting', 'commitment', 'plan', 'committee', 'handover', 'post', 'organization')`,
      params: [],
    })!
    const all = await receiver.first(count)
    expect(count).toBeGreaterThan(500)
    for (const each of all) verified(secret, each)
    expect(receiver.logNumbers).toEqual([...receiver.logNumbers].sort((a, b) => a - b))
    expect(new Set(all.map((each) => each.id)).size).toBe(count)
    const said = all.map(({ body }) => decodeURIComponent(body)).join('\n')
    expect(said.match(/.{0,60}(?:[ก-๙]|person-).{0,20}/)?.[0]).toBeUndefined()
    const values = all.flatMap(({ message: { data } }) =>
      Object.entries(data).flatMap(([key, value]) => {
        if (['logNumber', 'revision', 'link'].includes(key)) return []
        return typeof value === 'object' && value !== null ? Object.values(value).flat() : [value]
      }),
    )
    expect(values.filter((value) => !/^([a-zA-Z]+-[0-9a-f-]+|\d{4}-\d{2}-\d{2}|[a-zA-Z][a-zA-Z-]{1,60})$/.test(String(value)))).toEqual([])
    await api.recorded('disableWebhook', { webhook: id, reason: 'ทดสอบเสร็จ' })
  })

  it('is told only of what it is about, as changesSince tells of it', async () => {
    receiver.received.length = 0
    const { committees } = await api.query('{ committees(first: 3) { nodes { id } } }')
    const about = committees.nodes[0].id as string
    const { id } = await register({ about, topics: ['DECISIONS', 'COMMITMENTS'] })
    const to = api.application.runtime.views.logNumber
    await api.recorded('replayWebhook', { webhook: id, from: 1, reason: 'ตั้งต้นข้อมูล' })
    const wanted: number[] = []
    for (let after: string | null = null, more = true; more;) {
      const { changesSince }: any = await api.query(
        'query ($about: [ID!]!, $after: String, $to: Int) { changesSince(logNumber: 0, about: $about, first: 100, after: $after, asOf: { logNumber: $to }) { nodes { logNumber type aboutId } pageInfo { endCursor hasNextPage } } }',
        { about: [about], after, to },
      )
      for (const { logNumber, type, aboutId } of changesSince.nodes)
        if (aboutId.startsWith('commitment-') || /^Resolution/.test(type)) wanted.push(logNumber)
      after = changesSince.pageInfo.endCursor
      more = changesSince.pageInfo.hasNextPage
    }
    await receiver.first(wanted.length)
    expect(wanted.length).toBeGreaterThan(0)
    expect(receiver.logNumbers).toEqual(wanted.sort((a, b) => a - b))
    await api.recorded('disableWebhook', { webhook: id, reason: 'ทดสอบเสร็จ' })
  })

  it.each([
    ['http://127.0.0.1:1/', {}, 'WebhookRecorded'],
    ['ftp://example.org/', { problems: [{ field: 'url', code: 'Malformed' }] }, 'InputInvalid'],
    ['https://user:pass@example.org/', { problems: [{ field: 'url', code: 'Malformed' }] }, 'InputInvalid'],
  ])('at %s: %j', async (url, answer, is) => expect(await register({ url })).toMatchObject({ is, ...answer }))

  it('shows what is not taken: in the lists, in health and in figures', async () => {
    receiver.answer = (response) => response.writeHead(503).end()
    const { id } = await register({ topics: ['ORGANIZATIONS'] })
    await api.recorded('registerOrganization', { name: { th: 'หน่วยงาน' }, kind: 'DISTRICT' })
    while ((await told(id)).failing === null);
    expect(await told(id)).toMatchObject({ state: 'ACTIVE', waiting: 1, failing: { problem: 'HTTP 503', attempts: 1 } })
    const { body } = await api.http.get('/health/ready').expect(200)
    expect(body.webhooks).toContainEqual({ webhook: id, state: 'active', problem: 'HTTP 503', since: expect.any(String) })
    expect((await api.http.get('/metrics')).text).toMatch(/^prasan_webhooks\{state="failing"\} [1-9]/m)
    const { webhooks } = await api.query(
      `{ webhooks(organization: "${organization}", state: ACTIVE, first: 100) { nodes { id failing { logNumber } } } }`,
    )
    expect(webhooks.nodes.find((each: { id: string }) => each.id === id).failing).not.toBeNull()
  })
})

describe('a webhook to an address inside', () => {
  let api: Api
  beforeAll(async () => void (api = await Api.start()))
  afterAll(() => api.close())

  it.each([
    ...['http://8.8.8.8/', 'https://127.0.0.1/', 'https://2130706433/', 'https://0177.1/', 'https://[::1]/', 'https://[::ffff:7f00:1]/'],
    ...[
      'https://169.254.169.254/',
      'https://10.1.2.3/',
      'https://localhost/',
      'https://intranet/',
      'https://8.8.8.8:25/',
      'https://[fd00::1]/',
    ],
  ])('%s is refused by the rule, at registering and at changing', async (url) => {
    const organization = await api.recorded('registerOrganization', { name: { th: `หน่วยงาน ${url}` }, kind: 'DISTRICT' })
    const refused = { is: 'RuleBroken', rule: 'AWebhookIsReachedInPublic', field: 'url', mayRecordDespite: false }
    expect(await api.tell('registerWebhook', { organization, url, topics: ['PLANS'] })).toMatchObject(refused)
    const webhook = await api.recorded('registerWebhook', { organization, url: 'https://8.8.8.8/', topics: ['PLANS'] })
    expect(await api.tell('changeWebhook', { webhook, url, topics: ['PLANS'] })).toMatchObject(refused)
  })
})
