// Decisions about the rules by which a body works.
import { type Day, canonical, command, described, requireThat, stepAt, withoutStated } from '@prasan/event-sourcing'
import { type BodyRules, Departures } from './body-rules.js'
import { DEFAULT_RULES, PRESETS, Preset } from './presets.js'
import { RulesAdopted, RulesCorrected, RulesReversed } from './events.js'
import { AdoptionMustBeRecorded, AdoptionsAreOneADay, livingOn } from './rules.js'
import { from, reason, recordedFrom } from './shapes.js'
import { type Adoption, committee } from './state.js'

/** What the body works by from a day on that was told: the parameters named depart from the preset, or from what it worked by until then. */
function adopted(
  before: readonly Adoption[],
  { preset, rules, from }: { preset?: Preset | undefined; rules?: Partial<BodyRules> | undefined; from?: Day | undefined },
): Adoption {
  const until = stepAt(before, from)
  const base: Omit<Adoption, 'from'> = preset ? { preset, rules: PRESETS[preset] } : (until ?? { rules: DEFAULT_RULES })
  return { ...(base.preset && { preset: base.preset }), rules: { ...base.rules, ...rules }, from }
}
const isSo = ({ preset, rules }: Adoption) => canonical([preset ?? null, rules])

export const AdoptRules = command(
  'AdoptRules',
  committee,
  { preset: Preset.optional(), rules: Departures.optional(), from },
  {
    doc: described(
      'คณะใช้ระเบียบตามแบบ พร้อมข้อที่ต่างจากแบบหากมี ตั้งแต่วันที่ `from` หากไม่ระบุแบบ ให้เปลี่ยนเฉพาะข้อที่ระบุ ' +
        'ข้ออื่นคงตามที่ใช้ในวันนั้น คือ ตามแบบและข้อที่ต่างจากแบบของวันนั้น หรือตามกฎหมายว่าด้วยวิธีปฏิบัติราชการทางปกครอง',
      'The body works by a preset, with departures where some are named, from the day `from`. Without a preset the parameters named ' +
        'change and all others stay as they are on that day: as the preset and the departures of that day say, or as the Administrative ' +
        'Procedure Act says.',
      'CommitteeMustNotBeDissolved, CommitteeMustHaveBegun',
    ),
  },
  (input, state) => {
    const body = livingOn(state, input.from, 'from')
    const adoption = adopted(body.rules, input)
    const present = stepAt(body.rules, input.from)
    return present && isSo(present) === isSo(adoption) ? [] : [RulesAdopted(adoption)]
  },
)

export const CorrectRules = command(
  'CorrectRules',
  committee,
  { recordedFrom, preset: Preset.optional(), rules: Departures.optional(), from, reason },
  {
    doc: described(
      'แก้ไขระเบียบที่คณะใช้ซึ่งบันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล ตามแบบของ AdoptRules ' +
        'โดยเทียบกับระเบียบที่ใช้อยู่ก่อน ระเบียบที่ใช้ภายหลังคงเดิม',
      'What the body adopted was recorded wrongly: gives the whole corrected fact as AdoptRules does, on what held before it, and the ' +
        'reason. What was adopted later stays as it is.',
      'AdoptionMustBeRecorded, AdoptionsAreOneADay, CommitteeMustNotBeDissolved, CommitteeMustHaveBegun',
    ),
  },
  ({ recordedFrom, reason, ...input }, state) => {
    const body = livingOn(state, input.from, 'from')
    const recorded = body.rules.find((each) => each.from === recordedFrom)
    requireThat(recorded, AdoptionMustBeRecorded, 'recordedFrom')
    const others = withoutStated(body.rules, recordedFrom)
    requireThat(
      others.every((each) => each.from !== input.from),
      AdoptionsAreOneADay,
      'from',
    )
    const adoption = adopted(others, input)
    return recorded.from === input.from && isSo(recorded) === isSo(adoption) ? [] : [RulesCorrected({ recordedFrom, ...adoption, reason })]
  },
)

export const ReverseRules = command(
  'ReverseRules',
  committee,
  { recordedFrom, reason },
  {
    doc: described(
      'คณะไม่เคยใช้ระเบียบนั้น ให้ใช้ระเบียบที่มีอยู่ก่อนต่อไป',
      'The body never adopted those rules: what held before holds on.',
      'AdoptionMustBeRecorded',
    ),
  },
  (input, state) => {
    const recorded = state.is === 'established' && state.rules.some((each) => each.from === input.recordedFrom)
    requireThat(recorded, AdoptionMustBeRecorded, 'recordedFrom')
    return [RulesReversed(input)]
  },
)
