/** A piece of SQL with its parameters, composed by the `sql` tag: values become `?`, pieces are set in as they are. */
export interface Sql {
  readonly text: string
  readonly params: readonly SqlValue[]
}

export type SqlValue = string | number | bigint | null

export function sql(parts: TemplateStringsArray, ...values: (SqlValue | Sql)[]): Sql {
  let text = parts[0]!
  const params: SqlValue[] = []
  values.forEach((value, i) => {
    if (value !== null && typeof value === 'object') {
      text += value.text
      params.push(...value.params)
    } else {
      text += '?'
      params.push(value)
    }
    text += parts[i + 1]!
  })
  return { text, params }
}

/** A name or keyword set in as it stands: only ever a constant of the code. */
export const raw = (text: string): Sql => ({ text, params: [] })

export const join = (pieces: readonly Sql[], separator: string): Sql => ({
  text: pieces.map((piece) => piece.text).join(separator),
  params: pieces.flatMap((piece) => piece.params),
})

/** `… in (…)` for any number of values with one statement. */
export const among = (values: readonly SqlValue[]): Sql => sql`(select value from json_each(${JSON.stringify(values)}))`

/** The area and all that lies in it: the codes of its parts begin with its own. `column` holds ids of areas. */
export const liesIn = (column: string, area: string): Sql => sql`${raw(column)} >= ${area} and ${raw(column)} < ${area + ':'}`
