/** A paper of something: questions of the API, asked as whoever wants it. */
import { Day, z } from '@prasan/event-sourcing'
import { type RequestContext, badInput, idAsked, judged } from '@prasan/graphql'
import { type Digits, type Language, type Paper, type PaperName, VersionUnknown, paperKind } from '@prasan/papers'
import { type GraphQLSchema, graphql } from 'graphql'

/** All as texts, as an address or the command line has them. */
export interface PaperWanted {
  readonly paper: PaperName
  /** What it is of; an id that was answered for a moment carries it. */
  readonly of: string
  readonly 'as-of'?: string | undefined
  readonly known?: string | undefined
  readonly log?: string | undefined
  readonly version?: string | undefined
  readonly lang?: string | undefined
  readonly digits?: string | undefined
}

/** Null where there is nothing of that id. @throws GraphQLError BAD_USER_INPUT that names the place, and what a question is refused for */
export async function paperFor(schema: GraphQLSchema, request: RequestContext, wanted: PaperWanted): Promise<Paper | null> {
  const kind = paperKind(wanted.paper)
  const language = oneOf<Language>(['th', 'en'], wanted.lang, 'lang')
  const digits = oneOf<Digits>(['thai', 'arabic'], wanted.digits, 'digits')
  if (wanted.version !== undefined && !kind.hasVersions) throw badInput('version', 'UnknownField')
  const { id, ...moment } = momentOf(wanted, kind.of, request)
  try {
    return await kind.make(
      { id, ...moment, version: wanted.version, language, digits, today: request.today, known: request.logNumber },
      async <A>(source: string, variableValues: Readonly<Record<string, unknown>>) => {
        const { data, errors: [error] = [] } = await graphql({ schema, source, contextValue: request, variableValues })
        if (error) throw error
        return JSON.parse(JSON.stringify(data)) as A
      },
    )
  } catch (error) {
    throw error instanceof VersionUnknown ? badInput('version', 'UnknownWord') : error
  }
}

/** The moment that is asked for, by itself or in the id; not both. */
function momentOf(wanted: PaperWanted, category: string, request: RequestContext) {
  const { id, ...carried } = idAsked(wanted.of, 'id', category)
  const effective = judged(Day, wanted['as-of'], 'as-of')
  const known = request.logNumberAt(wanted.known, 'known')
  const number = wanted.log !== undefined && /^\d{1,15}$/.test(wanted.log) ? Number(wanted.log) : wanted.log
  const log = judged(z.int().min(0).max(request.logNumber), number, 'log')
  if (known !== undefined && log !== undefined) throw badInput('known', 'NotTogether')
  for (const [name, value] of Object.entries({ 'as-of': effective, known, log }))
    if (value !== undefined && carried.effective !== undefined) throw badInput(name, 'MomentTwice')
  return { id, effective: effective ?? carried.effective, logNumber: known ?? log ?? carried.logNumber }
}

/** The first is meant where nothing is said. */
function oneOf<W extends string>(words: readonly [W, ...W[]], asked: string | undefined, field: string): W {
  const word = asked === undefined ? words[0] : words.find((each) => each === asked)
  if (word === undefined) throw badInput(field, 'UnknownWord')
  return word
}
