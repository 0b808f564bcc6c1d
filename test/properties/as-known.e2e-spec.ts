/** Whatever is recorded afterwards, an answer as of a day and a log number stays what it was, and a question asked again as issued is answered byte for byte. */
import { GraphQLSchemaHost } from '@nestjs/graphql'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isRequiredArgument,
} from 'graphql'
import { Api } from '../support/api.js'
import { History, categories, nodes, stories } from './histories.js'

/** Everything is asked so many times, after a story about each kind of thing; `PRASAN_ROUNDS=20` looks further. */
const ROUNDS = Number(process.env['PRASAN_ROUNDS'] ?? 3)
const STEPS = 12
/** So many of a list below: with more, the largest question would cost more than one may. */
const FEW = 12
/** A day on which somebody is to move, after all that the stories say. */
const MOVED_ON = '2026-12-01'

const first = ({ args }: GraphQLField<unknown, unknown>, most: number) =>
  args.some(({ name }) => name === 'first') ? `(first: ${most})` : ''

/** Every field of a type that asks for nothing more, and every field below it, so many levels deep; the history of the thing itself alone. */
function everything(type: GraphQLCompositeType, depth: number): string {
  if (isAbstractType(type)) return '{ __typename ... on Node { id } ... on Answerable { label { th en } } }'
  const fields = Object.values(type.getFields()).filter(
    ({ name, args }) => !args.some(isRequiredArgument) && (name !== 'history' || depth > 0),
  )
  const parts = fields.flatMap((field) => {
    const below = getNamedType(field.type)
    if (!isCompositeType(below)) return [field.name]
    const parts = isAbstractType(below) || depth > 0 || !('id' in below.getFields())
    return [`${field.name}${first(field, FEW)} ${parts ? everything(below, depth - 1) : '{ id }'}`]
  })
  return `{ __typename ${parts.join(' ')} }`
}

interface Question {
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
  /** Whether the id carries the moment. */
  readonly byId?: boolean
}

/** Every question of the schema, with ids of what is known, `narrowed` lists among them. */
function questions(schema: GraphQLSchema, history: History): Question[] {
  const latest = (category: string, most = 4) => (history.known.get(category) ?? []).slice(-most)
  const byName = new Map([...nodes].map(([category, { asked, type }]) => [asked ? (asked.as ?? category) : '', { category, type }]))
  const all: Question[] = []
  const ask = (name: string, args: string, types: string, selection: string, variables = {}) =>
    all.push({
      document: `query (${types}$asOf: AsOfInput) { ${name}(${args}asOf: $asOf) ${selection} }`,
      variables,
    })
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    const type = getNamedType(field.type) as GraphQLCompositeType
    const required = field.args.filter(isRequiredArgument).map(({ name }) => name)
    if (field.name === 'words') continue
    else if (field.name === 'duties')
      for (const category of ['person', 'post'])
        for (const of of latest(category, 1)) ask(field.name, 'of: $of, ', '$of: ID!, ', everything(type, 1), { of })
    else if (field.name === 'gaps')
      for (const category of ['committee', 'organization'])
        for (const of of latest(category, 1))
          ask(field.name, `first: 50, filter: { ${category}: $of }, `, '$of: ID!, ', everything(type, 1), { of })
    else if (field.name === 'area') ask('area', 'code: "5601", ', '', everything(type, 1))
    else if (field.name === 'changesSince')
      for (const category of ['organization', 'post', 'committee', 'plan'])
        for (const of of latest(category, 1))
          ask(field.name, 'first: 20, logNumber: 20, about: [$of], ', '$of: ID!, ', everything(type, 1), { of })
    else if (field.name === 'continuity')
      for (const category of ['committee', 'organization', 'post'])
        for (const of of latest(category, 1)) ask(field.name, 'of: $of, ', '$of: ID!, ', everything(type, 1), { of })
    else if (field.name === 'commitmentsBy')
      for (const by of ['AREA', 'COMMITTEE', 'ORGANIZATION', 'PILLAR', 'PLAN', 'POST', 'PRIORITY'])
        ask(field.name, `first: 20, groupBy: ${by}, `, '', everything(type, 1))
    else if (field.name === 'overdueTrend') ask(field.name, 'from: "2026-01-01", until: "2027-01-01", ', '', everything(type, 1))
    else if (field.name === 'timeliness')
      for (const category of ['committee', 'organization'])
        for (const about of latest(category, 1)) ask(field.name, 'about: [$about], ', '$about: ID!, ', everything(type, 1), { about })
    else if (field.name === 'atRisk')
      for (const category of ['committee', 'organization'])
        for (const of of latest(category, 1)) ask(field.name, `${category}: $of, within: 400, `, '$of: ID!, ', everything(type, 1), { of })
    else if (field.name === 'whatIf')
      for (const person of latest('person', 1))
        for (const from of latest('post'))
          ask(field.name, 'transfers: $moves, ', '$moves: [MoveInput!]!, ', everything(type, 1), {
            moves: [{ person, from, on: MOVED_ON }],
          })
    else if (required.length === 0)
      ask(field.name, field.args.some(({ name }) => name === 'first') ? 'first: 20, ' : '', '', everything(type, 1))
    else if (byName.has(field.name))
      for (const id of latest(byName.get(field.name)!.category, 2)) ask(field.name, 'id: $id, ', '$id: ID!, ', everything(type, 1), { id })
    else if (field.name === 'node' || field.name === 'nodes')
      for (const [category, { type: shown }] of nodes) {
        const selection = (depth: number) =>
          `{ __typename id ... on ${shown.name} ${everything(schema.getType(shown.name) as GraphQLCompositeType, depth)} }`
        const ids = latest(category)
        // One level of several, two of one: more would cost more than one question may.
        if (field.name === 'nodes') ask('nodes', 'ids: $ids, ', '$ids: [ID!]!, ', selection(0), { ids })
        else
          for (const id of ids.slice(-1))
            all.push({ document: `query ($id: ID!) { node(id: $id) ${selection(1)} }`, variables: { id }, byId: true })
      }
    else throw new Error(`nothing here asks ${field.name}`)
  }
  const narrowed = (name: string, narrowing: string) =>
    ask(name, `first: 100, ${narrowing}, `, '', `{ totalCount nodes { ${name === 'activity' ? 'aboutId logNumber' : 'id'} } }`)
  for (const orphaned of [true, false]) narrowed('commitments', `filter: { orphaned: ${orphaned} }`)
  for (const category of ['post', 'person']) for (const id of latest(category)) narrowed('commitments', `filter: { answeredBy: "${id}" }`)
  for (const category of ['post', 'committee', 'organization', 'area'])
    for (const id of latest(category, 2)) narrowed('overdueCommitments', `filter: { ${category}: "${id}" }`)
  for (const name of ['ก', 'ข']) narrowed('people', `name: "${name}"`)
  for (const id of latest('person', 1)) narrowed('activity', `actor: "${id}"`)
  narrowed('activity', 'category: "meeting"')
  narrowed('activity', 'actor: "system:test", since: "2026-01-01T00:00:00+07:00", until: "2026-09-30T12:00:00+07:00"')
  return all
}

interface Moment {
  readonly effective: string
  readonly logNumber: number
}

describe('every question of the schema, asked again after more was recorded', () => {
  let api: Api
  let history: History
  beforeAll(async () => {
    history = await History.open(async (clock) => {
      api = await Api.start({ clock })
      return { runtime: api.application.runtime, close: () => api.close() }
    })
  })
  afterAll(() => history.close())

  const answer = async ({ document, variables, byId }: Question, asOf?: Moment, headers: Record<string, string> = {}) => {
    const moment = !asOf ? {} : byId ? { id: `${variables['id'] as string}@${asOf.effective}~${asOf.logNumber}` } : { asOf }
    const { text } = await api.http
      .post('/graphql')
      .set(headers)
      .send({ query: document, variables: { ...variables, ...moment } })
    const { data, errors, extensions } = JSON.parse(text) as { data: unknown; errors?: unknown; extensions: { asOf: Moment } }
    expect({ document, errors }).toEqual({ document, errors: undefined })
    return { text, data: JSON.stringify(data), asOf: extensions.asOf }
  }

  it('is answered as it was, as of a moment and as issued', async () => {
    const { schema } = api.application.nest.get(GraphQLSchemaHost)
    const asked: { question: Question; asOf: Moment; issued: string; then: string }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      for (const [n, about] of categories.entries()) {
        const [story] = fc.sample(stories(STEPS), { numRuns: 1, seed: 20261004 + round * categories.length + n })
        await history.tell({ ...story!, about }, {}, ['ErasePersonalData'])
      }
      for (const question of questions(schema, history)) {
        const { text: issued, asOf } = await answer(question)
        expect(asOf.effective).toBe(history.today)
        asked.push({ question, asOf, issued, then: (await answer(question, asOf)).data })
      }
    }
    const otherwise: object[] = []
    for (const { question, asOf, issued, then } of asked) {
      const headers = { 'Prasan-As-Of': asOf.effective, 'Prasan-As-Known': `${asOf.logNumber}` }
      const again = { issued: (await answer(question, undefined, headers)).text, then: (await answer(question, asOf)).data }
      if (again.issued !== issued || again.then !== then) otherwise.push({ asOf, question, issued, then, again })
    }
    expect(otherwise.slice(0, 2)).toEqual([])
    const documents = new Map(asked.map(({ question: { document }, issued }) => [document, issued]))
    const moved = asked.filter(({ question: { document }, issued }) => documents.get(document) !== issued)
    expect(moved.length).toBeGreaterThan(30)
  }, 600_000)
})
