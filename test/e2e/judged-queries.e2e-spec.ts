import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import { someId } from '@prasan/event-sourcing/testing'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { digestPrepared } from '../support/days.js'
import { Api, requiredOf } from '../support/api.js'

const BODIES = 5

const CATEGORIES = contexts.flatMap(({ nodes }) => nodes.map(({ category }) => category))

/** Values that a list of nothing, or an error of the server, would answer where nobody judges them. */
const HOSTILE: Readonly<Record<string, readonly unknown[]>> = {
  ID: [
    '',
    ' ',
    'nonsense',
    'post-',
    'area-5',
    '../../etc',
    'x'.repeat(100_000),
    ...CATEGORIES.map((category) => someId(category, 'nobody')),
  ],
  String: ['', ' ', '\u0000', '\ud800', 'x'.repeat(100_000), 'constructor', '%', "'; drop table post; --"],
  Int: [-(2 ** 31), -1, 0, 1, 101, 2 ** 31 - 1],
  Day: ['', '0000-00-00', '0001-01-01', '2026-02-30', '2569-01-01', '9999-12-31', '-271821-04-20', 'x'.repeat(40), 'x'.repeat(100_000)],
  DateTime: [
    '',
    '-271821-04-20T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '2026-11-02',
    'x'.repeat(100_000),
  ],
}

/** Fields that are asked of exactly one of these: without any, the first is told as missing. */
const ONE_OF: Readonly<Record<string, readonly string[]>> = { atRisk: ['area', 'committee', 'organization'] }

/** Hostile values of an argument's type; of an input one for each of its fields alone. */
function hostile(type: GraphQLInputType): unknown[] {
  const inner = getNullableType(type)
  if (isListType(inner))
    return [[], [...hostile(inner.ofType).slice(0, 4)], Array.from({ length: 101 }, (_, i) => someId('post', String(i)))]
  if (isInputObjectType(inner))
    return [
      {},
      ...Object.values(inner.getFields()).flatMap((field) => [null, ...hostile(field.type)].map((value) => ({ [field.name]: value }))),
    ]
  if (isEnumType(inner)) return ['NOTHING', ...inner.getValues().map(({ name }) => name)]
  return [...(HOSTILE[getNamedType(type).name] ?? [true])]
}

describe('what a query sends', () => {
  let api: Api
  let schema: GraphQLSchema
  const ids: Record<string, string> = {}
  beforeAll(async () => {
    api = await Api.start()
    schema = api.application.nest.get(GraphQLSchemaHost).schema
    ids['organization'] = await api.recorded('registerOrganization', { name: { th: 'สำนักงาน' }, kind: 'PROVINCIAL', areas: ['area-5601'] })
    ids['post'] = await api.recorded('establishPost', { title: { th: 'หัวหน้า' }, organization: ids['organization'], area: 'area-5601' })
    ids['person'] = await api.recorded('registerPerson', { name: { th: { given: 'สมมุติ' } } })
    for (let n = 0; n < BODIES; n++)
      ids['committee'] = await api.recorded('establishCommittee', {
        name: { th: `คณะ ${n}` },
        type: 'COMMITTEE',
        area: n % 2 ? 'area-560102' : 'area-57',
      })
    const { committee } = ids
    await api.recorded('createSeat', { committee, number: 1, office: 'SECRETARY', kind: { exOfficio: { post: ids['post'] } } })
    ids['seat'] = (await api.query('query ($id: ID!) { committee(id: $id) { seats { id } } }', { id: committee })).committee.seats[0].id
    ids['meeting'] = await api.recorded('scheduleMeeting', { bodies: [committee], on: '2026-11-05' })
    ids['plan'] = await api.recorded('draftPlan', { committee, title: { th: 'แผน' }, fiscalYear: 2570 })
    for (const dueOn of ['2026-10-01', '2026-10-02', '2026-10-03'])
      ids['commitment'] = await api.recorded('makeCommitment', { title: { th: dueOn }, owner: ids['post'], madeOn: '2026-01-05', dueOn })
    const directive = { title: { th: 'สั่งการ' }, committee, on: '2026-10-01', dueOn: '2026-12-31' }
    ids['directive'] = await api.recorded('issueDirective', directive)
    ids['handover'] = await api.recorded('openHandover', { post: ids['post'], on: '2026-11-15' })
    const moves = [{ person: ids['person'], to: ids['post'], on: '2026-11-01' }]
    ids['transfer'] = await api.recorded('recordTransfers', { number: '1/2569', dated: '2026-10-25', moves })
    ids['feed'] = await api.recorded('openFeed', { of: committee })
    ids['preference'] = await api.recorded('chooseChannel', { person: ids['person'], channel: 'LINE', language: 'TH' })
    ids['delivery'] = await digestPrepared(api, { person: ids['person'], about: ids['commitment']!, to: ids['post'] })
    ids['webhook'] = await api.recorded('registerWebhook', {
      organization: ids['organization'],
      ...{ url: 'https://8.8.8.8/', topics: ['PLANS'] },
    })
    ids['area'] = 'area-56'
  })
  afterAll(() => api.close())

  /** What a field takes to be asked at all: a good value for each required argument. */
  const good = (field: GraphQLField<unknown, unknown>, { name, type }: GraphQLArgument): unknown =>
    name === 'code'
      ? '56'
      : isListType(getNullableType(type))
        ? [ids[field.name === 'timeliness' ? 'organization' : 'post']]
        : (ids[field.name === 'actionPlan' ? 'plan' : field.name] ?? ids['post'])

  /** Asks a field of the query, or one of a node, with one argument as given in a variable, and all required ones. */
  async function answered(
    field: GraphQLField<unknown, unknown>,
    argument: GraphQLArgument,
    value: unknown,
    node?: { type: string; id: string },
  ) {
    const others = field.args.filter((arg) => isRequiredArgument(arg) && arg !== argument)
    const declared = [argument, ...others].map((arg) => `$${arg.name}: ${String(arg.type)}`)
    const given = [argument, ...others].map(({ name }) => `${name}: $${name}`)
    const of = getNamedType(field.type)
    const selection =
      isObjectType(of) || isInterfaceType(of)
        ? of.name.endsWith('Connection')
          ? '{ totalCount nodes { __typename } }'
          : '{ __typename }'
        : ''
    const asked = `answer: ${field.name}(${given.join(', ')}) ${selection}`
    const document = node
      ? `query (${declared.join(', ')}) { node(id: "${node.id}") { ... on ${node.type} { ${asked} } } }`
      : `query (${declared.join(', ')}) { ${asked} }`
    const variables = { [argument.name]: value, ...Object.fromEntries(others.map((arg) => [arg.name, good(field, arg)])) }
    const { data, errors = [] } = await api.post(document, variables)
    const codes = errors.map(({ extensions }) => extensions['code'])
    const place = `${field.name}(${argument.name}: ${JSON.stringify(value)?.slice(0, 80)})`
    return { place, codes, errors, answer: (node ? data?.node : data)?.answer as { totalCount?: number } | null | undefined }
  }

  const fieldsOf = (type: string) =>
    Object.values((schema.getType(type) as { getFields(): Record<string, GraphQLField<unknown, unknown>> } | undefined)!.getFields())
  const NODES: Readonly<Record<string, string>> = { Committee: 'committee', Seat: 'seat', Post: 'post', Commitment: 'commitment' }
  const everyArgument = () => [
    ...fieldsOf('Query').flatMap((field) => field.args.map((argument) => ({ field, argument, node: undefined }))),
    ...Object.entries(NODES).flatMap(([type, category]) =>
      fieldsOf(type).flatMap((field) => field.args.map((argument) => ({ field, argument, node: { type, id: ids[category]! } }))),
    ),
  ]

  it('is answered, or refused with a code and its place, and never an error of the server', async () => {
    const wrong: string[] = []
    let tried = 0
    for (const { field, argument, node } of everyArgument())
      for (const value of [null, ...hostile(argument.type)]) {
        const { place, codes, errors } = await answered(field, argument, value, node)
        tried++
        if (codes.some((code) => !['BAD_USER_INPUT', 'CursorMalformed', 'QueryTooCostly'].includes(String(code))))
          wrong.push(`${place} ${codes.join()}`)
        const named = errors.find(({ extensions }) => extensions['reason'])?.extensions['field'] as string | undefined
        const oneOf = ONE_OF[field.name] ?? []
        if (named !== undefined && named.split('.')[0] !== argument.name && !oneOf.includes(named)) wrong.push(`${place} names ${named}`)
      }
    expect(wrong).toEqual([])
    expect(tried).toBeGreaterThan(1_000)
  }, 240_000)

  it('names what was recorded: an id of nothing or of another kind is refused where it narrows a list, and never answers an empty one', async () => {
    const wrong: string[] = []
    for (const { field, argument, node } of everyArgument()) {
      if (!getNamedType(field.type).name.endsWith('Connection')) continue
      const input = getNullableType(argument.type)
      const inputs = isInputObjectType(input)
        ? Object.values(input.getFields()).map(({ name, type }) => ({ type, put: (value: unknown) => ({ [name]: value }) }))
        : []
      for (const { type, put } of [{ type: argument.type, put: (value: unknown) => value }, ...inputs])
        if (getNamedType(type).name === 'ID')
          for (const value of [...HOSTILE['ID']!, 'area-99', 'area-5699'].map(put)) {
            const { place, codes } = await answered(field, argument, value, node)
            if (codes.join() !== 'BAD_USER_INPUT') wrong.push(`${place} ${codes.join()}`)
          }
    }
    expect(wrong).toEqual([])
  }, 240_000)

  it('is refused where it asks for a subscription, or skips by nothing', async () => {
    expect((await api.post('subscription { recorded { type } }')).errors).toMatchObject([{ extensions: { code: 'OperationNotSupported' } }])
    for (const document of [
      'query ($if: Boolean = true) { areas @skip(if: $if) { totalCount } }',
      'query ($if: Boolean = true) { areas @include(if: $if) { totalCount } }',
    ]) {
      const { errors } = await api.post(document, { if: null })
      expect(errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', field: 'if', variable: 'if', message: { th: expect.any(String) } } },
      ])
    }
    const { errors } = await api.post('query ($o: CommitmentOrder = NEWEST_DUE_FIRST) { commitments(orderBy: $o) { totalCount } }', {
      o: null,
    })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'orderBy' } }])
  })

  it.each([
    [{ 'Prasan-Person': 'nonsense' }, 'ActorUnknown'],
    [{ 'Prasan-Person': 'person-' + 'x'.repeat(5_000) }, 'ActorUnknown'],
    [{ 'Prasan-For-Post': someId('post', 'nobody') }, 'ActorUnknown'],
    [{ 'Prasan-At-Least': '-1' }, 'BAD_USER_INPUT'],
    [{ 'Prasan-At-Least': '9'.repeat(40) }, 'BAD_USER_INPUT'],
    [{ 'Prasan-At-Least': '1.5' }, 'BAD_USER_INPUT'],
  ])('in a header is refused: case %#', async (headers, code) => {
    const { errors } = await api.post('{ areas { totalCount } }', {}, headers)
    expect(errors).toMatchObject([{ extensions: { code, header: Object.keys(headers)[0] } }])
  })

  it.each([
    ['another order', '(orderBy: NEWEST_DUE_FIRST, after: $cursor)'],
    ['another filter', '(filter: { minDaysOverdue: 1 }, after: $cursor)'],
    ['another moment', '(asOf: { effective: "2026-11-02" }, after: $cursor)'],
    ['another list', ''],
  ])('a cursor of %s is refused', async (_, args) => {
    const { commitments } = await api.query('{ commitments(first: 1) { pageInfo { endCursor } } }')
    const cursor = commitments.pageInfo.endCursor
    const list = args === '' ? 'meetings(after: $cursor)' : `commitments${args}`
    const { errors } = await api.ask(`query ($cursor: String) { ${list} { totalCount nodes { id } } }`, { cursor })
    expect(errors).toMatchObject([{ extensions: { code: 'CursorMalformed', field: 'after', message: { th: expect.any(String) } } }])
  })

  it('a cursor of one list is refused by every other that is asked for by itself', async () => {
    const { schema } = api.application.nest.get(GraphQLSchemaHost)
    const lists = Object.values(schema.getQueryType()!.getFields()).filter(({ type }) => String(type).endsWith('Connection!'))
    expect(lists.length).toBeGreaterThan(5)
    const { commitments, areas } = await api.query(
      '{ commitments(first: 1) { pageInfo { endCursor } } areas(first: 1) { pageInfo { endCursor } } }',
    )
    for (const { name, args } of lists) {
      const narrowed = args
        .filter((each) => isRequiredArgument(each))
        .map((each) => `${each.name}: ${requiredOf(each.name, { organization: ids['organization']!, post: ids['post']! })}, `)
      const cursor = (name === 'commitments' ? areas : commitments).pageInfo.endCursor
      const { errors } = await api.ask(
        `query ($cursor: String) { ${name}(${narrowed.join('')}after: $cursor) { pageInfo { endCursor } } }`,
        {
          cursor,
        },
      )
      expect([name, errors]).toMatchObject([name, [{ extensions: { code: 'CursorMalformed', field: 'after' } }]])
    }
  })

  it('pages to both sides of every connection', async () => {
    const { commitments: all } = await api.query('{ commitments { nodes { id } edges { cursor } } }')
    const page = async (args: string) =>
      (await api.query(`{ commitments(${args}) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`))
        .commitments
    const last = await page('last: 1')
    expect(last).toMatchObject({ nodes: [all.nodes[2]], pageInfo: { hasNextPage: false, hasPreviousPage: true } })
    const before = await page(`last: 5, before: "${last.pageInfo.startCursor}"`)
    expect(before).toMatchObject({ nodes: all.nodes.slice(0, 2), pageInfo: { hasNextPage: true, hasPreviousPage: false } })
    expect(await page(`first: 1, after: "${before.pageInfo.startCursor}"`)).toMatchObject({
      nodes: [all.nodes[1]],
      pageInfo: { hasNextPage: true, hasPreviousPage: true },
    })
    const feed = async (args: string) =>
      (await api.query(`{ activity(${args}) { nodes { logNumber } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`))
        .activity
    const [newest, oldest] = [await feed('first: 2'), await feed('last: 2')]
    expect(oldest.nodes).toEqual([{ logNumber: 2 }, { logNumber: 1 }])
    expect(oldest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    const next = await feed(`first: 1, after: "${newest.pageInfo.endCursor}"`)
    expect((await feed(`last: 2, before: "${next.pageInfo.startCursor}"`)).nodes).toEqual(newest.nodes)
  })

  it('an area means the area and all that lies in it, in every list', async () => {
    const counted = async (area: string) => {
      const data = await api.query(
        'query ($area: ID) { committees(area: $area) { totalCount } organizations(area: $area) { totalCount } commitments(filter: { area: $area }) { totalCount } overdueCommitments(filter: { area: $area }) { totalCount } }',
        { area },
      )
      return Object.values<{ totalCount: number }>(data).map(({ totalCount }) => totalCount)
    }
    expect(await counted('area-56')).toEqual([2, 1, 3, 3])
    expect(await counted('area-5601')).toEqual([2, 1, 3, 3])
    expect(await counted('area-560102')).toEqual([2, 0, 0, 0])
    expect(await counted('area-5602')).toEqual([0, 0, 0, 0])
  })
})
