// The presets that bodies start from, each by the law or the custom that it follows.
import { choice, label, type z } from '@prasan/event-sourcing'
import type { BodyRules } from './body-rules.js'

export const Preset = choice(
  'RulesPreset',
  {
    'administrative-procedure-act': ['พ.ร.บ. วิธีปฏิบัติราชการทางปกครอง', 'Administrative Procedure Act'],
    'anti-trafficking-act-national': ['พ.ร.บ. ป้องกันและปราบปรามการค้ามนุษย์ (ระดับชาติ)', 'Anti-Human Trafficking Act (national body)'],
    'child-protection-province': ['พ.ร.บ. คุ้มครองเด็ก (ระดับจังหวัด)', 'Child Protection Act (provincial body)'],
    'ngo-coalition': ['เครือข่ายองค์กรเอกชน', 'coalition of NGOs'],
    'village-group': ['กลุ่มหมู่บ้าน', 'village group'],
  },
  label('แบบระเบียบ', 'Preset'),
)
export type Preset = z.infer<typeof Preset>

// No Act says how often a promise may be extended, who decides that and what must be shown at its end: what the presets say of these is
// custom, stricter the higher the body, and a body departs from it as it likes.

/** Administrative Procedure Act B.E. 2539, sections 79-83: what holds unless the law or order that set the body up says otherwise. */
const administrativeProcedure: BodyRules = {
  quorum: { numerator: 1, denominator: 2, base: 'allSeats' },
  recall: { numerator: 1, denominator: 3, withinDays: 14 },
  chairs: 'one',
  noticeDays: 3,
  majority: 'simple',
  castingVote: true,
  holdOver: true,
  substitutes: 'count',
  numbering: 'calendar',
  // No Act says how promises are chased: every figure of a chase below is custom, to begin with.
  chase: {
    beforeDays: [7, 1],
    onDueDay: true,
    everyDays: 7,
    secretaryAfterDays: 7,
    chairAfterDays: 14,
    parentAfterDays: 30,
    restDays: 14,
  },
}

export const PRESETS: Readonly<Record<Preset, BodyRules>> = {
  'administrative-procedure-act': administrativeProcedure,
  // Anti-Human Trafficking Act B.E. 2551: experts for four years, twice in a row at most; three absences without cause vacate the seat;
  // no new appointment where less than ninety days remain; one expert a field, half of them women and half of the private sector (section 15);
  // half of the members are the quorum (section 21).
  'anti-trafficking-act-national': {
    ...administrativeProcedure,
    term: { years: 4, consecutive: 2 },
    shortRemainderDays: 90,
    absenceLimit: 3,
    womenAmongExperts: { numerator: 1, denominator: 2 },
    privateAmongExperts: { numerator: 1, denominator: 2 },
    fieldsOfExperts: [
      { field: 'prevention', experts: 1 },
      { field: 'suppression', experts: 1 },
      { field: 'rehabilitation', experts: 1 },
      { field: 'internationalCooperation', experts: 1 },
    ],
    extensions: { limit: 1, decidedBy: 'meeting' },
    evidenceFor: ['high', 'urgent'],
    numbering: 'calendar',
    chase: {
      beforeDays: [30, 7],
      onDueDay: true,
      everyDays: 14,
      secretaryAfterDays: 14,
      chairAfterDays: 30,
      parentAfterDays: 60,
      restDays: 30,
    },
  },
  // Child Protection Act B.E. 2546, section 17 and following: experts for three years, a third of them women, two assistant secretaries
  // at most. Two experts of each of five professions, one of the two of the private sector, and two of child welfare.
  'child-protection-province': {
    ...administrativeProcedure,
    term: { years: 3 },
    assistantSecretaries: 2,
    womenAmongExperts: { numerator: 1, denominator: 3 },
    fieldsOfExperts: [
      { field: 'socialWork', experts: 2, private: 1 },
      { field: 'teaching', experts: 2, private: 1 },
      { field: 'psychology', experts: 2, private: 1 },
      { field: 'law', experts: 2, private: 1 },
      { field: 'medicine', experts: 2, private: 1 },
      { field: 'childWelfare', experts: 2 },
    ],
    extensions: { limit: 2, decidedBy: 'chair' },
    evidenceFor: ['urgent'],
    numbering: 'fiscal',
    chase: {
      beforeDays: [14, 3],
      onDueDay: true,
      everyDays: 7,
      secretaryAfterDays: 7,
      chairAfterDays: 14,
      parentAfterDays: 30,
      restDays: 14,
    },
  },
  // Agreements of coalitions: those who are seated count, several chairs, a week's notice.
  'ngo-coalition': {
    quorum: { numerator: 1, denominator: 2, base: 'filledSeats' },
    chairs: 'several',
    noticeDays: 7,
    majority: 'simple',
    castingVote: false,
    holdOver: true,
    substitutes: 'count',
    extensions: { limit: 3, decidedBy: 'secretary' },
    numbering: 'cumulative',
    chase: {
      beforeDays: [7],
      onDueDay: true,
      everyDays: 14,
      secretaryAfterDays: 14,
      chairAfterDays: 30,
      restDays: 21,
    },
  },
  // Village watch groups: whoever comes of those who are seated, a third is enough, by word of mouth.
  'village-group': {
    quorum: { numerator: 1, denominator: 3, base: 'filledSeats' },
    chairs: 'one',
    noticeDays: 0,
    majority: 'consensus',
    castingVote: false,
    holdOver: true,
    substitutes: 'attendOnly',
    numbering: 'calendar',
    chase: {
      beforeDays: [3],
      onDueDay: false,
      everyDays: 7,
      secretaryAfterDays: 3,
      chairAfterDays: 7,
      parentAfterDays: 21,
      restDays: 7,
    },
  },
}

/** What binds a body that has adopted nothing. */
export const DEFAULT_RULES = administrativeProcedure
