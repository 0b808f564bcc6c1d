import { expect, it } from '@jest/globals'
import {
  GraphQLID,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  graphql,
} from 'graphql'
import { withReading } from './reading.js'
import type { RequestContext } from './request.js'

const NOW = { day: '2026-11-02', log: null }
const THEN = { day: '2026-10-01', log: 3 }
const things: Record<string, object> = { 'post-1': { id: 'post-1', title: 'Officer' }, 'post-2': { id: 'post-2', title: 'Head' } }

const Node = new GraphQLInterfaceType({ name: 'Node', fields: { id: { type: new GraphQLNonNull(GraphQLID) } }, resolveType: () => 'Post' })
const Post: GraphQLObjectType = new GraphQLObjectType({
  name: 'Post',
  interfaces: [Node],
  fields: {
    id: { type: new GraphQLNonNull(GraphQLID) },
    title: { type: GraphQLString },
    askedOn: { type: GraphQLString, extensions: { from: askedOn } },
  },
})
function askedOn({ asOf }: { asOf: typeof NOW }) {
  return `${asOf.day}~${asOf.log}`
}
/** As @nestjs/graphql gives it to a field that nobody resolves. */
const rootFieldResolver = (row: Record<string, unknown>) => row['since']
const Commitment = new GraphQLObjectType({
  name: 'Commitment',
  fields: {
    since: { type: GraphQLString, resolve: rootFieldResolver },
    dueOn: { type: GraphQLString, extensions: { from: 'day' } },
    owner: { type: Node },
    by: { type: Post, extensions: { from: 'maker' } },
    support: { type: new GraphQLNonNull(new GraphQLList(Post)) },
    holders: { type: new GraphQLList(Post), extensions: { from: { name: 'holdersOf', by: 'promise' } } },
    word: { type: GraphQLString, resolve: () => 'its own' },
  },
})

/** Answers with the row and the moment it was asked for. */
const request = {
  node: (id: string, asOf: object) => Promise.resolve(things[id] ? { ...things[id], asOf } : null),
  many: ({ name }: { name: string }, id: string, asOf: object) => Promise.resolve([{ id: 'post-2', title: `${name} of ${id}`, asOf }]),
  identityOf: ({ id, asOf }: { id: string; asOf: typeof NOW }) => (asOf === NOW ? id : `${id}@${asOf.day}`),
} as unknown as RequestContext

const asked = async (row: object, selection: string) => {
  const Query = new GraphQLObjectType({ name: 'Query', fields: { promise: { type: Commitment, resolve: () => row } } })
  const schema = withReading(new GraphQLSchema({ query: Query, types: [Post] }))
  const { data, errors } = await graphql({ schema, source: `{ promise { ${selection} } }`, contextValue: request })
  expect(errors).toBeUndefined()
  return JSON.parse(JSON.stringify(data!['promise'])) as Record<string, unknown>
}

it('a field of a thing is the thing whose id the row holds, as of the moment of the row', async () => {
  const row = { owner: 'post-1', maker: 'post-2', support: ['post-2', 'post-9', 'post-1'], asOf: THEN }
  expect(await asked(row, 'owner { id ... on Post { title askedOn } } by { title } support { id }')).toEqual({
    owner: { id: 'post-1@2026-10-01', title: 'Officer', askedOn: '2026-10-01~3' },
    by: { title: 'Head' },
    support: [{ id: 'post-2@2026-10-01' }, { id: 'post-1@2026-10-01' }],
  })
})

it('a link of which the row holds nothing is null, a list of links empty; what is a thing already stays', async () => {
  expect(await asked({ owner: null, asOf: NOW }, 'owner { id } by { id } support { id }')).toEqual({ owner: null, by: null, support: [] })
  expect(await asked({ owner: Promise.resolve({ ...things['post-1'], asOf: NOW }), asOf: NOW }, 'owner { id }')).toEqual({
    owner: { id: 'post-1' },
  })
})

it('a field is read from the column that it names, or from the rows that belong to the thing', async () => {
  expect(await asked({ id: 'promise-7', day: '2026-12-01', asOf: NOW }, 'dueOn holders { title } word')).toEqual({
    dueOn: '2026-12-01',
    holders: [{ title: 'holdersOf of promise-7' }],
    word: 'its own',
  })
})

it('a column of the name of the field needs no resolver', async () => {
  expect(await asked({ since: '2026-01-01', asOf: NOW }, 'since')).toEqual({ since: '2026-01-01' })
  expect(Commitment.getFields()['since']!.resolve).toBeUndefined()
})
