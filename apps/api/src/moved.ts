/** What differs between two answers to one query. */

export interface Moved {
  /** JSON pointer (RFC 6901) into the `data` that was answered then; of what was not there, into that of now. */
  readonly pointer: string
  /** Undefined where it was not there then, or is no longer. */
  readonly then: unknown
  readonly now: unknown
}

type Fields = Readonly<Record<string, unknown>>
const hasFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every figure that differs; rows are matched by their ids where each has one of its own, otherwise by where they stand. */
export function moved(then: unknown, now: unknown, pointer = ''): Moved[] {
  if (hasFields(then) && hasFields(now))
    return [...new Set([...Object.keys(then), ...Object.keys(now)])].flatMap((name) => moved(then[name], now[name], `${pointer}/${name}`))
  if (Array.isArray(then) && Array.isArray(now)) {
    const nameOf = called([then, now])
    const rows = (list: readonly unknown[]) => new Map(list.map((row, at) => [nameOf(row, at), { row, at }]))
    const [before, after] = [rows(then), rows(now)]
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
      const [one, other] = [before.get(name), after.get(name)]
      return moved(one?.row, other?.row, `${pointer}/${(one ?? other)!.at}`)
    })
  }
  return then === now ? [] : [{ pointer, then, now }]
}

/** What a row of these lists is known by. */
function called(lists: readonly (readonly unknown[])[]): (row: unknown, at: number) => unknown {
  const idOf = (row: unknown) => (hasFields(row) ? row['id'] : undefined)
  const named = lists.every((list) => list.every((row) => typeof idOf(row) === 'string') && new Set(list.map(idOf)).size === list.length)
  return named ? idOf : (_, at) => at
}
