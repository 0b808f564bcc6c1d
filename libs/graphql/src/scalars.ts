import { described, languagesOf } from '@prasan/event-sourcing'
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql'

function text(name: string, description: string, accept: (value: string) => boolean, specifiedByURL?: string) {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && accept(value)) return value
    throw new GraphQLError(`${name}: ${JSON.stringify(value)?.slice(0, 60)} is not of the form: ${languagesOf(description).en}`, {
      extensions: { code: 'BAD_USER_INPUT' },
    })
  }
  return new GraphQLScalarType({
    name,
    description,
    ...(specifiedByURL && { specifiedByURL }),
    serialize: (value) => (typeof value === 'bigint' ? value.toString() : value),
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined),
  })
}

/** What is malformed is refused where the place is known: by the domain in inputs of mutations, by the arguments' judges in queries. */
export const Day = text(
  'Day',
  described(
    'วันที่ตามปฏิทินสากล YYYY-MM-DD (ค.ศ.) ช่วงเวลาไม่รวมวันท้าย: until คือวันแรกที่ไม่มีผลแล้ว',
    'A day of the Gregorian calendar, YYYY-MM-DD. Intervals are half-open: `until` is the first day on which something no longer holds.',
  ),
  (value) => value.length <= 40,
)
export const DateTime = text(
  'DateTime',
  described(
    'ขณะเวลา ตาม ISO 8601 พร้อมเขตเวลา เช่น 2026-11-02T09:00:00+07:00',
    'An instant, ISO 8601 with its offset, as in 2026-11-02T09:00:00+07:00.',
  ),
  (value) => value.length <= 40,
)
export const Position = text(
  'Position',
  described(
    'จุดในบันทึก เทียบได้ว่าเท่ากันหรือไม่ และส่งกลับในส่วนหัว Prasan-At-Least เท่านั้น',
    'A place in the log: compare for equality, send back in the header Prasan-At-Least; otherwise opaque.',
  ),
  (value) => /^\d{1,19}$/.test(value),
)
export const Json = new GraphQLScalarType({
  name: 'Json',
  description: described('ค่า JSON ใด ๆ', 'Any value of JSON.'),
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
})
