import { type RequestContext, badInput } from '@prasan/graphql'

/** One of them. Ids. */
export interface Scope {
  readonly area?: string | undefined
  readonly organization?: string | undefined
  readonly committee?: string | undefined
}

/** @throws BAD_USER_INPUT unless exactly one is given, and on record */
export function scopeAsked(given: { readonly [K in keyof Scope]?: string | null | undefined }, at: string, request: RequestContext): Scope {
  const named = (['area', 'committee', 'organization'] as const).filter((each) => given[each] != null)
  if (named.length === 0) throw badInput(`${at}area`, 'Missing')
  if (named.length > 1) throw badInput(`${at}${named[1]}`, 'NotTogether')
  return { [named[0]!]: request.known(given[named[0]!], `${at}${named[0]}`, named[0]!) }
}
