/** Validation compares every two fields that fill one place of the answer: how many a document makes it compare is judged before. */
import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'
import { refusal } from './errors.js'

/** Pairs of fields and selections of a document, its fragments spread out; introspection has 400, a page of fifty components some thousands. */
export const MAX_COMPARED = 50_000

/** Pairs and selections; counted no further than to just above the most. */
export function comparedIn(document: DocumentNode, most = MAX_COMPARED): number {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const unspread = new Set(fragments.values())
  let compared = 0

  /** All that is selected in one place, by the name that it has there. */
  function fieldsIn(sets: readonly SelectionSetNode[]): Iterable<FieldNode[]> {
    const fields = new Map<string, FieldNode[]>()
    const spread = new Set<FragmentDefinitionNode>()
    const left = [...sets]
    for (let set = left.pop(); set && compared <= most; set = left.pop())
      for (const selection of set.selections) {
        compared++
        if (selection.kind === Kind.INLINE_FRAGMENT) left.push(selection.selectionSet)
        else if (selection.kind === Kind.FIELD) {
          const name = (selection.alias ?? selection.name).value
          const same = fields.get(name)
          if (same) same.push(selection)
          else fields.set(name, [selection])
        } else {
          const fragment = fragments.get(selection.name.value)
          if (!fragment || spread.has(fragment)) continue
          spread.add(fragment)
          unspread.delete(fragment)
          left.push(fragment.selectionSet)
        }
      }
    return fields.values()
  }

  function count(whole: SelectionSetNode): void {
    const places = [[whole]]
    for (let place = places.pop(); place && compared <= most; place = places.pop())
      for (const same of fieldsIn(place)) {
        compared += (same.length * (same.length - 1)) / 2
        const below = same.flatMap(({ selectionSet }) => selectionSet ?? [])
        if (below.length > 0) places.push(below)
      }
  }

  for (const definition of document.definitions) if (definition.kind === Kind.OPERATION_DEFINITION) count(definition.selectionSet)
  for (const fragment of unspread) count(fragment.selectionSet)
  return compared
}

/** A rule of validation: what asks for the same fields too often is told so, and no other rule looks at it. */
export const sameFieldsNotTooOften = (context: ValidationContext): ASTVisitor => ({
  Document(document) {
    if (comparedIn(document) <= MAX_COMPARED) return undefined
    const message = {
      th: 'คำถามขอช่องเดิมซ้ำหลายครั้งเกินไป หรือ fragment วนกลับมาที่เดิม',
      en: 'This query asks for the same fields too often, or a fragment of it leads back to itself.',
    }
    context.reportError(refusal('GRAPHQL_VALIDATION_FAILED', message, 400))
    return null // nothing is left of it for the other rules
  },
})
