/** A report that was issued, answered as it was and as it would be now. */
import { described } from '@prasan/event-sourcing'
import { ChangeConnection, type Compared, Json, RequestContext } from '@prasan/graphql'
import { Context, Field, Info, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  execute,
  parse,
  specifiedRules,
  validate,
  visit,
} from 'graphql'
import { refusal } from './errors.js'
import { variablesOf } from './judged-operation.js'
import { MAX_TOKENS, measure, requireWithinLimits } from './limits.js'
import { moved } from './moved.js'
import { sameFieldsNotTooOften } from './same-fields.js'

@ObjectType({ description: described('ตัวเลขหรือข้อความหนึ่งในรายงานที่เปลี่ยนไป', 'A figure, or text, of a report that moved.') })
class MovedFigure {
  @Field(() => String, {
    description: described(
      'ที่อยู่ในคำตอบ (JSON pointer ใน data) ของสิ่งที่เพิ่มมา คือที่อยู่ในคำตอบขณะนี้',
      'Where it stood: a JSON pointer into the `data` that was answered then, as in /overdueCommitments/totalCount; of what is new, into that of now.',
    ),
  })
  pointer!: string
  @Field(() => Json, { nullable: true, description: described('ค่าที่ออกไป ว่างเมื่อยังไม่มี', 'As it was issued; null where it was not there.') })
  then?: unknown
  @Field(() => Json, { nullable: true, description: described('ค่าขณะนี้ ว่างเมื่อไม่มีแล้ว', 'As it is now; null where it is no longer there.') })
  now?: unknown
}

/** Objects that the reports of a request may answer, by estimate, so far. */
const spent = new WeakMap<RequestContext, number>()

@Resolver(() => ChangeConnection)
export class MovedFiguresResolver {
  @ResolveField(() => [MovedFigure], {
    nullable: true,
    description: described(
      'ค่าในรายงานที่เปลี่ยนเพราะสิ่งที่บันทึกหลังจากนั้น ณ วันเดียวกัน ไม่ว่าเกี่ยวกับสิ่งใด ว่างเมื่อไม่ได้ส่ง report',
      'What of the report, for the same day, was moved by all that was recorded since, whatever it is about; rows are matched by `id` where the report asks for it. Null where no report was given.',
    ),
  })
  async figures(
    @Parent() { compared }: { compared: Compared | null },
    @Context() request: RequestContext,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<MovedFigure[] | null> {
    if (!compared) return null
    const { day, then, now } = compared
    const { document, operation } = reportOf(schema, compared.query)
    const variableValues = compared.variables
    const size = measure(schema, document, operation, variablesOf(schema, operation, { variables: variableValues }))
    const cost = (spent.get(request) ?? 0) + size.cost
    requireWithinLimits({ ...size, cost })
    spent.set(request, cost)
    const answer = async (logNumber: number) =>
      dataOf(await execute({ schema, document, variableValues, contextValue: request.issued({ day, logNumber }) }))
    return moved(await answer(then), await answer(now))
  }
}

/** @throws GraphQLError BAD_USER_INPUT unless it is one query that can be asked and asks for no changes */
function reportOf(schema: GraphQLSchema, text: string): { document: DocumentNode; operation: OperationDefinitionNode } {
  const document = parsed(text)
  const [wrong] = validate(schema, document, [...specifiedRules, sameFieldsNotTooOften], { maxErrors: 1 })
  if (wrong) throw unaskable(wrong)
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const [operation] = operations
  if (operations.length !== 1 || operation?.operation !== OperationTypeNode.QUERY)
    throw refused('Malformed', 'รายงานต้องเป็นคำถาม (query) เดียว', 'A report is one query.')
  visit(document, {
    Field({ name }) {
      if (name.value === 'changesSince')
        throw refused('NotTogether', 'รายงานถาม changesSince ไม่ได้', 'A report cannot ask for changesSince.')
    },
  })
  return { document, operation }
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: MAX_TOKENS })
  } catch (error) {
    throw unaskable(error as GraphQLError)
  }
}

const refused = (reason: string, th: string, en: string) => refusal('BAD_USER_INPUT', { th, en }, 400, { field: 'report.query', reason })

const unaskable = ({ message }: GraphQLError) =>
  refused('Malformed', `คำถามของรายงานใช้ไม่ได้: ${message}`, `The query of the report cannot be asked: ${message}`)

/** The places of errors in it are told as those of the report. */
function dataOf({ data, errors }: ExecutionResult): unknown {
  const [error] = errors ?? []
  if (!error) return data
  const { code, field } = error.extensions
  if (code === undefined) throw error.originalError ?? error
  const place = typeof field === 'string' && { field: `report.${field}` }
  throw new GraphQLError(`report: ${error.message}`, { extensions: { ...error.extensions, ...place } })
}
