/** What a query sends is judged here: a refusal names the place, with a code and both languages; never an empty list, never an error of the server. */
import { AreaRef, Day, Instant, type Problem, Text, problem, readBy, ref, z } from '@prasan/event-sourcing'
import { GraphQLError } from 'graphql'

/** `field`: the argument, or the path of an input's field, as in `filter.area`. */
export const badInput = (field: string, code: string) => refusedFor(problem(field, code))

const refusedFor = ({ field, code, message }: Problem) =>
  new GraphQLError(`${field}: ${message.en}`, { extensions: { code: 'BAD_USER_INPUT', field, reason: code, message } })

/** The value as the shape takes it; undefined for what was left out. @throws BAD_USER_INPUT */
export function judged<T>(shape: z.ZodType<T>, value: unknown, field: string): T | undefined {
  if (value === null || value === undefined) return undefined
  const read = readBy(shape, value)
  if ('data' in read) return read.data
  const [first] = read.problems
  throw refusedFor({ ...first!, field: first!.field === '' ? field : `${field}.${first!.field}` })
}

/** What is searched for. */
export const SearchAsked = Text.max(200)
/** An instant within the days that are taken at all. */
export const InstantAsked = Instant.refine((instant) => Day.safeParse(instant.slice(0, 10)).success, 'OutOfRange')
/** B.E. */
export const YearAsked = z.int().min(2484).max(2742)

/** Refuses an end that is not after its beginning: such a list is always empty. @throws BAD_USER_INPUT */
export function inOrderAsked(from: string | undefined, until: string | undefined, field: string): void {
  if (from !== undefined && until !== undefined && !(Date.parse(from) < Date.parse(until))) throw badInput(field, 'OutOfRange')
}

/** The id of the thing, where the text is the id of an answer for a moment that can be asked for; any other text as it is. */
export function thingOf(text: string, { logNumber }: { readonly logNumber: number }): string {
  const [, id, effective, known] = OF_A_MOMENT.exec(text) ?? []
  return id !== undefined && Day.safeParse(effective).success && Number(known ?? 0) <= logNumber ? id : text
}

const OF_A_MOMENT = /^([a-z][A-Za-z]{0,30}-[0-9a-f-]{2,36})@(\d{4}-\d{2}-\d{2})(?:~(\d{1,15}))?$/
const LONGEST_ID = 200
const shapes = new Map<string, z.ZodType<string>>([['area', AreaRef]])
function shapeOf(category: string): z.ZodType<string> {
  let shape = shapes.get(category)
  if (!shape) shapes.set(category, (shape = ref(category)))
  return shape
}

/** An id as it was answered: that of the thing, and the moment that it carries. @throws BAD_USER_INPUT unless it is one of the categories */
export function idAsked(asked: string, field: string, ...categories: readonly string[]) {
  if (asked.length > LONGEST_ID) throw badInput(field, 'NotAnId')
  const [, id = asked, effective, logNumber] = OF_A_MOMENT.exec(asked) ?? []
  if (!categories.some((category) => shapeOf(category).safeParse(id).success)) throw badInput(field, 'NotAnId')
  return { id, effective, logNumber: logNumber === undefined ? undefined : Number(logNumber) }
}
