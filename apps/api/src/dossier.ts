/** The dossier of a post as a paper: one question of the API, asked as whoever wants it. */
import { type RequestContext, badInput } from '@prasan/graphql'
import { DOSSIER, type Digits, type DossierAnswer, type Language, type Paper, dossierPaper } from '@prasan/papers'
import { type GraphQLSchema, graphql } from 'graphql'

export interface DossierAsked {
  readonly post: string
  /** The day that it is of; today where it is left out. */
  readonly day?: string | undefined
  readonly language?: string | undefined
  readonly digits?: string | undefined
}

/** Null where there is no such post. @throws GraphQLError BAD_USER_INPUT that names the place, and what the question is refused for */
export async function dossier(
  schema: GraphQLSchema,
  request: RequestContext,
  { post, day, ...printed }: DossierAsked,
): Promise<Paper | null> {
  const language = oneOf<Language>(['th', 'en'], printed.language, 'lang')
  const digits = oneOf<Digits>(['thai', 'arabic'], printed.digits, 'digits')
  const asOf = day === undefined ? null : { effective: day }
  const { data, errors: [error] = [] } = await graphql({ schema, source: DOSSIER, contextValue: request, variableValues: { post, asOf } })
  if (error) throw error
  const answer = JSON.parse(JSON.stringify(data)) as DossierAnswer
  return dossierPaper(answer, { language, digits, day: day ?? request.today, logNumber: request.logNumber })
}

/** The first is meant where nothing is said. */
function oneOf<W extends string>(words: readonly [W, ...W[]], asked: string | undefined, field: string): W {
  const word = asked === undefined ? words[0] : words.find((each) => each === asked)
  if (word === undefined) throw badInput(field, 'UnknownWord')
  return word
}
