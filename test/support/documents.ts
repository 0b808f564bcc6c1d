/** Documents that ask the schema anything: fields merged, aliased and repeated, in fragments of every kind, under conditions. */
import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isRequiredArgument,
  isUnionType,
} from 'graphql'

/** Gives a whole number from 0 up to, and not including, `n`. */
export type Pick = (n: number) => number

const DEPTH = 4

export function someDocument(schema: GraphQLSchema, roots: readonly string[], pick: Pick): string {
  const fragments: { name: string; on: string; text: string }[] = []

  const condition = () => ['', '', '', ' @include(if: $a)', ' @skip(if: $a)', ' @include(if: $b)', ' @skip(if: true)'][pick(7)]!

  function askable(type: GraphQLCompositeType): GraphQLField<unknown, unknown>[] {
    if (isUnionType(type)) return []
    const all = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument))
    return type === schema.getQueryType() ? all.filter(({ name }) => roots.includes(name)) : all
  }

  /** Narrow on purpose: few fields of a type, so that the same come again and are merged. */
  function field(type: GraphQLCompositeType, depth: number): string {
    const all = askable(type).filter((each) => depth > 0 || !isCompositeType(getNamedType(each.type)))
    if (all.length === 0) return `__typename${condition()}`
    const { name, args, type: returned } = all[(pick(Math.min(all.length, 7)) * 5) % all.length]!
    const first = args.some((arg) => arg.name === 'first') ? '(first: 2)' : ''
    const inner = getNamedType(returned)
    const below = isCompositeType(inner) ? ` ${selection(inner, depth - 1)}` : ''
    return `${pick(5) === 0 ? `${name}Again: ` : ''}${name}${first}${condition()}${below}`
  }

  function spread(type: GraphQLCompositeType, depth: number): string {
    const others = isAbstractType(type) ? schema.getPossibleTypes(type) : 'getInterfaces' in type ? type.getInterfaces() : []
    const on = pick(2) === 0 || others.length === 0 ? type : others[pick(others.length)]!
    if (pick(2) === 0) return `...${pick(3) === 0 && on === type ? '' : ` on ${on.name}`}${condition()} ${selection(on, depth)}`
    const known = fragments.filter((fragment) => fragment.on === on.name)
    if (known.length > 0 && pick(2) === 0) return `...${known[pick(known.length)]!.name}${condition()}`
    const text = selection(on, depth)
    const name = `F${fragments.length}`
    fragments.push({ name, on: on.name, text })
    return `...${name}${condition()}`
  }

  function selection(type: GraphQLCompositeType, depth: number): string {
    const parts = Array.from({ length: 1 + pick(3) }, () => (pick(3) === 0 ? spread(type, depth) : field(type, depth)))
    return `{ ${parts.join(' ')} }`
  }

  const operation = selection(schema.getQueryType()!, DEPTH)
  const text = [operation, ...fragments.map(({ name, on, text }) => `fragment ${name} on ${on} ${text}`)].join('\n')
  const variables = ['$a: Boolean!', '$b: Boolean = false'].filter((each) => text.includes(`if: ${each.slice(0, 2)}`))
  return `query ${variables.length > 0 ? `(${variables.join(', ')}) ` : ''}${text}`
}
