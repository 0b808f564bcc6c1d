/** The dossier of a post as a paper: one question of the API, asked as whoever wants it. */
import { Day } from '@prasan/event-sourcing'
import { type RequestContext, badInput, idAsked, judged } from '@prasan/graphql'
import { DOSSIER, type Digits, type DossierAnswer, type Language, type Paper, dossierPaper } from '@prasan/papers'
import { type GraphQLSchema, graphql } from 'graphql'

export interface DossierAsked {
  /** An id that was answered for a moment carries it. */
  readonly post: string
  /** The day that it is of; where it is left out the one that the id carries, else today. */
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
  const moment = idAsked(post, 'id', 'post')
  const effective = judged(Day, day, 'as-of') ?? null
  if (effective !== null && moment.effective !== undefined) throw badInput('as-of', 'MomentTwice')
  const asOf = effective === null ? null : { effective }
  const { data, errors: [error] = [] } = await graphql({ schema, source: DOSSIER, contextValue: request, variableValues: { post, asOf } })
  if (error) throw error
  const answer = JSON.parse(JSON.stringify(data)) as DossierAnswer
  return dossierPaper(answer, {
    ...{ language, digits },
    day: effective ?? moment.effective ?? request.today,
    logNumber: moment.logNumber ?? request.logNumber,
  })
}

/** The first is meant where nothing is said. */
function oneOf<W extends string>(words: readonly [W, ...W[]], asked: string | undefined, field: string): W {
  const word = asked === undefined ? words[0] : words.find((each) => each === asked)
  if (word === undefined) throw badInput(field, 'UnknownWord')
  return word
}
