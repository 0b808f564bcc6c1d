// libs/directory/src/domain/area.ts: provinces and what lies in them; one stream a province, areas named by official code
import {
  type Aggregate,
  Bilingual,
  type Context,
  Text,
  choice,
  command,
  creation,
  described,
  distinct,
  event,
  label,
  requireThat,
  ruleOfTheRecord,
  z,
} from '@prasan/event-sourcing'

export const AreaLevel = choice(
  'AreaLevel',
  {
    province: ['จังหวัด', 'province'],
    district: ['อำเภอ', 'district'],
    subdistrict: ['ตำบล', 'sub-district'],
    village: ['หมู่บ้าน', 'village'],
  },
  label('ระดับ', 'Level'),
)
/** DOPA / TIS 1099: two digits a province, two more each for district, sub-district and village. */
export const AreaCode = z.string().regex(/^\d{2}(\d{2}){0,3}$/, 'Malformed')
const listed = z
  .strictObject({
    code: AreaCode.meta({ description: described('รหัสของพื้นที่', 'Its official code.') }),
    level: AreaLevel,
    parent: AreaCode.optional().meta({
      description: described('รหัสของพื้นที่ที่อยู่เหนือขึ้นไป จังหวัดไม่มี', 'Code of the area that it lies in; left out for a province.'),
    }),
    name: Bilingual.meta({ id: 'Bilingual', description: described('ชื่อพื้นที่', 'Its name.') }),
  })
  .meta({ id: 'ListedArea' })
const listing = {
  areas: distinct(z.array(listed).min(1).max(1_000), ({ code }) => code).meta({
    description: described(
      'พื้นที่ในจังหวัดเดียวกัน ครั้งละไม่เกิน 1,000 แห่ง แต่ละพื้นที่อยู่ในพื้นที่ที่บันทึกแล้วหรือบันทึกพร้อมกัน',
      'The areas, of one province and at most 1,000 at once; each lies in one that is recorded or listed with it.',
    ),
  }),
}
const correction = {
  code: AreaCode.meta(label('รหัส', 'Code')),
  name: Bilingual.meta(label('ชื่อ', 'Name')),
  reason: Text.meta(label('เหตุผล', 'Reason')),
}

export const AreasListed = event(
  'AreasListed',
  1,
  { areas: z.array(listed).min(1).meta(label('พื้นที่', 'Areas')) },
  { th: 'บันทึกรายการพื้นที่', en: 'Areas listed' },
)
export const AreaNameCorrected = event('AreaNameCorrected', 1, correction, {
  th: 'แก้ชื่อพื้นที่ {code} เป็น {name}: {reason}',
  en: 'Name of area {code} corrected to {name}: {reason}',
})

/** The names by code. */
type State = ReadonlyMap<string, Bilingual>

const events = [AreasListed, AreaNameCorrected] as const

export const area: Aggregate<State, typeof events> = {
  category: 'area',
  events,
  initial: new Map(),
  evolve: {
    AreasListed: (state, { areas }) => new Map([...state, ...areas.map(({ code, name }) => [code, name] as const)]),
    AreaNameCorrected: (state, { code, name }) => new Map([...state, [code, name]]),
  },
}

export const AreaCodeIsKnown = ruleOfTheRecord('AreaCodeIsKnown', { th: 'ไม่มีรหัสพื้นที่นี้', en: 'There is no area with this code.' })

export const AreaLiesInAKnownArea = ruleOfTheRecord('AreaLiesInAKnownArea', {
  th: 'ยังไม่มีพื้นที่ที่พื้นที่นี้ตั้งอยู่ (จังหวัด อำเภอ หรือตำบล) ให้บันทึกก่อนหรือพร้อมกัน',
  en: 'The province, district or sub-district in which the area lies is not listed: list it before, or with it.',
})

/** What an area is and lies in stands in its code: so that no area lies in itself, and all that lies in one is found by the beginning of its code. */
export const AreaIsWhatItsCodeSays = ruleOfTheRecord('AreaIsWhatItsCodeSays', {
  th: 'ระดับและพื้นที่ที่ตั้งอยู่ต้องตรงกับรหัส (๒ หลักจังหวัด ๔ อำเภอ ๖ ตำบล ๘ หมู่บ้าน) และทุกแห่งอยู่ในจังหวัดเดียวกัน',
  en: 'Level and parent follow from the code (2 digits a province, 4 a district, 6 a sub-district, 8 a village), and all lie in one province.',
})
export const ProvinceIsListedOnce = ruleOfTheRecord('ProvinceIsListedOnce', {
  th: 'จังหวัดนี้มีรายการพื้นที่อยู่แล้ว: ให้เพิ่มพื้นที่ในรายการเดิม',
  en: 'The areas of this province are listed already: add to them.',
})

const wider = (code: string): string | undefined => (code.length > 2 ? code.slice(0, -2) : undefined)

/** @throws RuleRefused naming the first area that is not what its code says, or lies in none that is known or listed with it */
function requireInPlace(areas: readonly z.infer<typeof listed>[], known: State): void {
  const codes = new Set([...known.keys(), ...areas.map(({ code }) => code)])
  const province = [...codes][0]!.slice(0, 2)
  for (const [index, { code, level, parent }] of areas.entries()) {
    requireThat(level === AreaLevel.options[code.length / 2 - 1], AreaIsWhatItsCodeSays, `areas.${index}.level`)
    requireThat(parent === undefined || parent === wider(code), AreaIsWhatItsCodeSays, `areas.${index}.parent`)
    requireThat(code.startsWith(province), AreaIsWhatItsCodeSays, `areas.${index}.code`)
    requireThat(code.length === 2 || codes.has(wider(code)!), AreaLiesInAKnownArea, `areas.${index}.code`)
  }
}

/** Whether the province is listed already, in whichever stream; read from a view. */
export interface AreaEvidence {
  readonly listed: boolean
}

/** Lists areas of one province; those known already are left as they are. */
export const ListAreas = creation(
  'ListAreas',
  area,
  listing,
  {
    doc: described(
      'บันทึกรายการพื้นที่ของจังหวัดตามรหัสทางราชการ',
      'Lists the areas of a province by official code.',
      'ProvinceIsListedOnce, AreaIsWhatItsCodeSays, AreaLiesInAKnownArea',
    ),
  },
  ({ areas }, _, { evidence }: Context<AreaEvidence | undefined>) => {
    requireThat(!evidence?.listed, ProvinceIsListedOnce, 'areas')
    requireInPlace(areas, new Map())
    return [AreasListed({ areas })]
  },
)

/** Villages, and what was founded since the province was listed. */
export const AddAreas = command(
  'AddAreas',
  area,
  listing,
  {
    doc: described(
      'เพิ่มพื้นที่ในจังหวัดที่มีรายการแล้ว พื้นที่ที่มีอยู่เดิมคงไว้ตามเดิม',
      'Adds areas to a province that is listed; those known already are left as they are.',
      'AreaIsWhatItsCodeSays, AreaLiesInAKnownArea',
    ),
  },
  ({ areas }, state) => {
    requireInPlace(areas, state)
    const added = areas.filter(({ code }) => !state.has(code))
    return added.length === 0 ? [] : [AreasListed({ areas: added })]
  },
)

export const CorrectAreaName = command(
  'CorrectAreaName',
  area,
  correction,
  { doc: described('แก้ไขชื่อพื้นที่ รหัสคงเดิม', 'Corrects the name of an area; its code stays.', 'AreaCodeIsKnown') },
  (input, state) => {
    const known = state.get(input.code)
    requireThat(known, AreaCodeIsKnown, 'code')
    return known.th === input.name.th && known.en === input.name.en ? [] : [AreaNameCorrected(input)]
  },
)
