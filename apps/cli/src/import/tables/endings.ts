/** Ends of things: an end is recorded, corrected and taken back by commands of its own. */
import { type Facet, type Part, facet, part, said, unsaid } from '../table.js'

/** An end with the commands that record it, correct it and take it back, and their events. */
export interface End {
  readonly facet: Facet
  readonly record: string
  readonly correct: string
  readonly reverse: string
}

export const endOf = (
  name: string,
  recorded: string,
  corrected: string,
  reversed: string,
  commands: Omit<End, 'facet'>,
  keyOf?: Facet['keyOf'],
): End => {
  const fact = (_: unknown, { on, successor }: { on: string; successor?: string }) => said({ on, successor })
  return { facet: facet<object>(name, { [recorded]: fact, [corrected]: fact, [reversed]: () => undefined }, keyOf), ...commands }
}

/** The end of something: where the row has another day or successor it is corrected, where it has none any more it is taken back. */
export function ending(
  { facet: of, record, correct, reverse }: End,
  id: string,
  {
    on,
    successor,
    reason,
    inside = {},
  }: { on: string | undefined; successor?: string | undefined; reason: string; inside?: Readonly<Record<string, string>> },
): Part {
  const [key] = Object.values(inside)
  const where = key === undefined ? {} : { key }
  if (on === undefined) return { ...unsaid(of, id, 'on', where), change: () => [{ command: reverse, input: { ...inside, reason } }] }
  const fact = said({ on, successor })
  return part<object>({
    ...{ facet: of, id, ...where, ends: on, fact },
    record: [{ command: record, input: { ...inside, ...fact } }],
    change: () => [{ command: correct, input: { ...inside, ...fact, reason } }],
  })
}
