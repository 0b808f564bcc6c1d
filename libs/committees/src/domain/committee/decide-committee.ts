// Decisions about the body itself: that it exists, by which rules it works, that it ends.
import {
  type Day,
  type Parents,
  type Sources,
  begins,
  canonical,
  command,
  creation,
  described,
  ends,
  parentsAbove,
  requireNoCircle,
  requireThat,
  stepAt,
  same,
} from '@prasan/event-sourcing'
import { type BodyRules, DEFAULT_RULES, Departures, PRESETS, Preset } from './body-rules.js'
import { committee } from './committee.js'
import {
  CommitteeCorrected,
  CommitteeDissolved,
  CommitteeEstablished,
  DissolutionCorrected,
  DissolutionReversed,
  RulesAdopted,
  RulesCorrected,
  RulesReversed,
} from './events.js'
import {
  AdoptionMustBeRecorded,
  AdoptionsAreOneADay,
  CommitteeCannotEndBeforeItBegins,
  CommitteeMustBeDissolved,
  CommitteeMustNotBeDissolved,
  SuccessorMustBeAnother,
  livingOn,
} from './rules.js'
import { dissolution, establishment, from, reason, recordedFrom } from './shapes.js'
import { type Adoption, type CommitteeState, type Living, lifeOfBody, withoutAdoption } from './state.js'

/** The bodies above the one named as parent, and above those. */
const above = async ({ parent }: { parent?: string | undefined }, { load }: Sources): Promise<Parents> =>
  parentsAbove(parent, async (id) => {
    const { state } = await load(committee, id)
    return state.is === 'unknown' ? undefined : state.facts.parent
  })

export const EstablishCommittee = creation(
  'EstablishCommittee',
  committee,
  establishment,
  {
    doc: described(
      'จัดตั้งคณะกรรมการ คณะอนุกรรมการ คณะทำงาน ทีม เครือข่าย หรือกลุ่มในหมู่บ้าน',
      'Establishes a committee, sub-committee, working group, team, coalition or village group.',
      'NothingIsPartOfItself',
    ),
    evidence: above,
  },
  (input, _, { id, evidence }) => {
    requireNoCircle(id, input.parent, (each) => evidence[each])
    return [CommitteeEstablished(input)]
  },
)

export const CorrectCommittee = command(
  'CorrectCommittee',
  committee,
  { ...establishment, reason },
  {
    doc: described(
      'แก้ไขข้อมูลคณะกรรมการที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'The committee was recorded wrongly: gives the whole corrected fact and the reason.',
      'NothingIsPartOfItself, CommitteeCannotEndBeforeItBegins',
    ),
    evidence: above,
  },
  (input, state, { id, evidence }) => {
    const { reason: _, ...facts } = input
    requireNoCircle(id, facts.parent, (each) => evidence[each])
    const body = known(state)
    if (same(body.facts, facts)) return []
    requireThat(begins(facts) < ends(lifeOfBody(body)), CommitteeCannotEndBeforeItBegins, 'from')
    requireThat(
      body.facts.from === facts.from || [...body.seats].every(([, { places }]) => !places[0]!.from || begins(facts) <= places[0]!.from),
      CommitteeCannotEndBeforeItBegins,
      'from',
    )
    return [CommitteeCorrected(input)]
  },
)

/** What the body works by from a day on that was told: the parameters named depart from the preset, or from what it worked by until then. */
function adopted(
  before: readonly Adoption[],
  { preset, rules, from }: { preset?: Preset | undefined; rules?: Partial<BodyRules> | undefined; from?: Day | undefined },
): Adoption {
  const until = stepAt(before, begins({ from }))
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
      'คณะใช้กฎตามแบบ พร้อมข้อที่ต่างจากแบบหากมี ตั้งแต่วันที่ `from` หากไม่ระบุแบบ ให้เปลี่ยนเฉพาะข้อที่ระบุ ' +
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
    const present = stepAt(body.rules, begins(input))
    return present && isSo(present) === isSo(adoption) ? [] : [RulesAdopted(adoption)]
  },
)

export const CorrectRules = command(
  'CorrectRules',
  committee,
  { recordedFrom, preset: Preset.optional(), rules: Departures.optional(), from, reason },
  {
    doc: described(
      'แก้ไขกฎที่คณะใช้ซึ่งบันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล ตามแบบของ AdoptRules ' + 'โดยเทียบกับกฎที่ใช้อยู่ก่อน กฎที่ใช้ภายหลังคงเดิม',
      'What the body adopted was recorded wrongly: gives the whole corrected fact as AdoptRules does, on what held before it, and the ' +
        'reason. What was adopted later stays as it is.',
      'AdoptionMustBeRecorded, AdoptionsAreOneADay, CommitteeMustNotBeDissolved, CommitteeMustHaveBegun',
    ),
  },
  ({ recordedFrom, reason, ...input }, state) => {
    const body = livingOn(state, input.from, 'from')
    const recorded = body.rules.find((each) => each.from === recordedFrom)
    requireThat(recorded, AdoptionMustBeRecorded, 'recordedFrom')
    const others = withoutAdoption(body.rules, recordedFrom)
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
      'คณะไม่เคยใช้กฎนั้น ให้ใช้กฎที่มีอยู่ก่อนต่อไป',
      'The body never adopted those rules: what held before holds on.',
      'AdoptionMustBeRecorded',
    ),
  },
  (input, state) => {
    requireThat(
      known(state).rules.some((each) => each.from === input.recordedFrom),
      AdoptionMustBeRecorded,
      'recordedFrom',
    )
    return [RulesReversed(input)]
  },
)

function known(state: CommitteeState): Living {
  requireThat(state.is === 'established', CommitteeMustNotBeDissolved)
  return state
}

function requireEnding(body: Living, { on, successor }: { on: Day; successor?: string | undefined }, id: string): void {
  requireThat(begins(body.facts) < on, CommitteeCannotEndBeforeItBegins, 'on')
  requireThat(successor !== id, SuccessorMustBeAnother, 'successor')
}

export const DissolveCommittee = command(
  'DissolveCommittee',
  committee,
  dissolution,
  {
    doc: described(
      'ยุบเลิกคณะกรรมการ พร้อมระบุผู้รับช่วงงานค้าง จนถึงวันที่ `on` คณะปฏิบัติงานตามเดิม',
      'The committee ends; names who takes over what it owes. Until the day `on` it works as before.',
      'CommitteeCannotEndBeforeItBegins, CommitteeMustNotBeDissolved, SuccessorMustBeAnother, CommitteeMustHaveBegun',
    ),
  },
  (input, state, { id }) => {
    const body = known(state)
    if (same(body.dissolved ?? null, input)) return []
    requireEnding(body, input, id)
    livingOn(state, input.on, 'on')
    return [CommitteeDissolved(input)]
  },
)

export const CorrectDissolution = command(
  'CorrectDissolution',
  committee,
  { ...dissolution, reason },
  {
    doc: described(
      'แก้ไขการยุบเลิกคณะกรรมการที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'The dissolution was recorded wrongly: gives the whole corrected fact and the reason.',
      'CommitteeMustBeDissolved, CommitteeCannotEndBeforeItBegins, SuccessorMustBeAnother',
    ),
  },
  ({ reason, ...input }, state, { id }) => {
    const body = known(state)
    requireThat(body.dissolved, CommitteeMustBeDissolved)
    if (same(body.dissolved, input)) return []
    requireEnding(body, input, id)
    return [DissolutionCorrected({ ...input, reason })]
  },
)

export const ReverseDissolution = command(
  'ReverseDissolution',
  committee,
  { reason },
  { doc: described('คณะกรรมการไม่เคยถูกยุบเลิก', 'The committee was never dissolved.', 'CommitteeMustBeDissolved') },
  (input, state) => {
    requireThat(known(state).dissolved, CommitteeMustBeDissolved)
    return [DissolutionReversed(input)]
  },
)
