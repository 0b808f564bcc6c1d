import type { Bilingual } from './shapes.js'

/** A rule is a sentence. Of the record: it refuses. Of the body: it judges, and the record may be made despite it. */
export interface Rule {
  readonly code: string
  readonly of: 'record' | 'body'
  readonly message: Bilingual
}

export const ruleOfTheRecord = (code: string, message: Bilingual): Rule => ({ code, of: 'record', message })
export const ruleOfTheBody = (code: string, message: Bilingual): Rule => {
  ofBodies.add(code)
  return { code, of: 'body', message }
}
const ofBodies = new Set<string>()
/** Whether a rule of the body of this code was declared. */
export const isRuleOfTheBody = (code: string): boolean => ofBodies.has(code)

/** A body's rule that was broken and recorded all the same, with the reason given. */
export interface Breach {
  readonly rule: string
  readonly reason: string
}

/** Thrown inside a decision and turned into the typed outcome in one place, the command handler. */
export class RuleRefused extends Error {
  override readonly name = 'RuleRefused'
  constructor(
    readonly rule: Rule,
    /** Path of the input field that broke it, as in `seats.2.post`; empty when it is the state of things. */
    readonly field: string = '',
  ) {
    super(`${rule.code}: ${rule.message.en ?? rule.message.th}`)
  }
}

/** @throws RuleRefused */
export function requireThat(holds: unknown, rule: Rule, field = ''): asserts holds {
  if (!holds) throw new RuleRefused(rule, field)
}

/** Of corrections of what is told step by step. */
export const StepIsCorrectedAsWhatItIs = ruleOfTheRecord('StepIsCorrectedAsWhatItIs', {
  th: 'ขั้นตอนนี้เป็นเรื่องอื่น: ให้ยกเลิกแล้วบันทึกใหม่',
  en: 'The step is of another kind: reverse it and record what happened.',
})
