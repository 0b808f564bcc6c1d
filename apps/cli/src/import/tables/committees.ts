import { CommitteeType, ExpertField, Office, OrderKind, Preset, Sector } from '@prasan/committees'
import { aliveOn } from '@prasan/event-sourcing'
import { area, choiceOf, day, key, listOf, may, must, reference, text, whole, yesNo } from '../cells.js'
import { Refused } from '../refused.js'
import { type RowName, bilingual, facet, part, rowOf, said, table, unsaid } from '../table.js'
import { type Fact, same, without } from './directory.js'
import { endOf, ending } from './endings.js'

export const committeeFacet = facet<Fact>('committee', {
  CommitteeEstablished: without(),
  CommitteeCorrected: without('reason'),
})
interface Adopted {
  preset?: string
  from?: string
  /** Id of the row that brought it. */
  row?: string
}
const notFrom = (adopted: readonly Adopted[], day: string | undefined) => adopted.filter(({ from }) => from !== day)
/** What a body adopted, in the order of the log. */
const ruled = facet<readonly Adopted[]>('rules', {
  RulesAdopted: (adopted = [], { preset, from }: Adopted, _, event) => [
    ...notFrom(adopted, from),
    said({ preset, from, row: rowOf(event) }),
  ],
  RulesCorrected: (adopted = [], { recordedFrom, preset, from }: Adopted & { recordedFrom?: string }) => [
    ...notFrom(adopted, recordedFrom),
    said({ preset, from, row: adopted.find((each) => each.from === recordedFrom)?.row }),
  ],
  RulesReversed: (adopted = [], { recordedFrom }: { recordedFrom?: string }) => notFrom(adopted, recordedFrom),
})
/** What the row adopted, else the preset that was adopted last. */
const adoptedBy =
  ({ id }: RowName, from: string | undefined) =>
  (adopted: readonly Adopted[]): Adopted => {
    const ours = adopted.find(({ row }) => row === id)
    return ours ? said({ ...ours, row: undefined }) : said({ preset: adopted.at(-1)?.preset, from })
  }
export const dissolved = endOf('committee dissolved', 'CommitteeDissolved', 'DissolutionCorrected', 'DissolutionReversed', {
  ...{ record: 'DissolveCommittee', correct: 'CorrectDissolution', reverse: 'ReverseDissolution' },
})

export const committees = table({
  name: 'committees',
  stage: 'register',
  th: 'คณะกรรมการ',
  doc: { th: 'คณะกรรมการ คณะอนุกรรมการ คณะทำงาน และกลุ่ม', en: 'Committees, sub-committees, working groups, teams and groups.' },
  columns: {
    key: must('รหัส', key, 'COM-01'),
    name_th: must('ชื่อ', text, 'คณะอนุกรรมการตัวอย่างจังหวัดสมมติ', 'name.th'),
    name_en: may('ชื่ออังกฤษ', text, 'Example Provincial Sub-committee', 'name.en'),
    type: must('ประเภท', choiceOf(CommitteeType), 'คณะอนุกรรมการ'),
    area: may('พื้นที่', area, '56'),
    parent: may('คณะแม่', reference('committees')),
    legal_basis: may('ฐานอำนาจ', text, '', 'legalBasis'),
    from: may('ตั้งแต่', day, '1/10/2568'),
    rules: may('ระเบียบ', choiceOf(Preset), '', 'preset'),
    dissolved_on: may('ยุบตั้งแต่', day, '', 'on'),
    successor: may('คณะที่รับช่วง', reference('committees')),
  },
  facets: [committeeFacet, ruled, dissolved.facet],
  idOf: (name) => name.stream('committee'),
  order: ({ from = '' }) => from,
  parts(row, name) {
    const id = name.stream('committee')
    const { type, area, parent, from } = row
    const fact = said({ name: bilingual(row.name_th, row.name_en), type, area, parent, legalBasis: row.legal_basis, from })
    const adopting = [{ command: 'AdoptRules', input: said({ preset: row.rules, from }) }]
    return [
      part({
        facet: committeeFacet,
        id,
        fact,
        record: [{ command: 'EstablishCommittee', input: fact }],
        change: () => [{ command: 'CorrectCommittee', input: { ...fact, reason: name.reason } }],
      }),
      row.rules === undefined
        ? unsaid(ruled, id, 'preset')
        : part<Adopted>({
            facet: ruled,
            id,
            find: adoptedBy(name, from),
            fact: said({ preset: row.rules, from }),
            record: adopting,
            change(recorded, known) {
              if (recorded.preset === undefined) return adopting
              const ours = known<readonly Adopted[]>(ruled)!.some((each) => each.row === name.id)
              if (!ours || recorded.preset !== row.rules) return undefined
              const input = said({ recordedFrom: recorded.from, preset: row.rules, from, reason: name.reason })
              return [{ command: 'CorrectRules', input }]
            },
          }),
      ending(dissolved, id, { on: row.dissolved_on, successor: row.successor, reason: name.reason }),
    ]
  },
})

const bySeat = ({ seat }: { seat: string }) => seat

const orderFacet = facet<Fact>(
  'order',
  { OrderIssued: without('order'), OrderCorrected: without('order', 'reason') },
  ({ order }: { order: string }) => order,
)

export const orders = table({
  name: 'orders',
  stage: 'register',
  th: 'คำสั่งแต่งตั้ง',
  doc: {
    th: 'คำสั่งแต่งตั้ง แก้ไข ยกเลิก หรือแทนที่ คำสั่งที่แทนที่ทำให้ที่นั่งของคำสั่งเดิมสิ้นสุด เว้นแต่ที่ระบุในช่อง สืบต่อที่นั่ง',
    en: 'Orders that appoint, amend, revoke or replace. One that replaces ends the seats of the order it replaces, but for those that it carries on.',
  },
  columns: {
    key: must('รหัส', key, 'ORD-01'),
    committee: must('คณะ', reference('committees'), 'COM-01'),
    number: must('คำสั่งที่', text, '1/2568'),
    kind: must('ลักษณะคำสั่ง', choiceOf(OrderKind), 'appoints'),
    date: must('สั่ง ณ วันที่', day, '25/9/2568'),
    effective_from: must('มีผลตั้งแต่', day, '1/10/2568', 'effectiveFrom'),
    target: may('คำสั่งเดิม', reference('orders')),
    subject: may('เรื่อง', text),
    carries_on: may('สืบต่อที่นั่ง', listOf(reference('seats')), '', 'seats'),
  },
  facets: [orderFacet],
  idOf: (name) => name.inside('order'),
  order: ({ effective_from }) => effective_from,
  /** The seats that it may end, with those who sat there; but for seats that end by themselves. */
  after({ target }, rowsOf) {
    if (target === undefined) return []
    const carried = (rowsOf('orders').find(({ id }) => id === target)?.values['carries_on'] ?? []) as readonly string[]
    const brought = rowsOf('seats').filter(
      ({ id, values }) => (values['order'] === target && values['abolished_on'] === undefined) || carried.includes(id),
    )
    const seats = new Set<unknown>(brought.map(({ id }) => id))
    const sent = rowsOf('representatives').filter(({ values }) => seats.has(values['seat']))
    return [...brought, ...sent].map(({ id }) => id)
  },
  parts(row, name) {
    const order = name.inside('order')
    const { committee, number, kind, date, target, subject, carries_on: seats = [] } = row
    const fact = said({ number, kind, date, effectiveFrom: row.effective_from, target, subject })
    return [
      part({
        facet: orderFacet,
        id: committee,
        key: order,
        fact,
        also: { seats },
        record: (known) => {
          const carried = seats.map((seat) => ({ ...asPlace(known<Fact>(seatFacet, seat)), continues: seat }))
          return [{ command: 'IssueOrder', input: { ...fact, ...(carried.length > 0 && { seats: carried }) } }]
        },
        change(recorded) {
          const endsSeats = [kind, recorded['kind']].some((each) => each === 'replaces' || each === 'revokes')
          if (endsSeats && !(recorded['kind'] === kind && recorded['target'] === target)) return undefined // what it ended would stay ended
          return [{ command: 'CorrectOrder', input: { order, ...fact, reason: name.reason } }]
        },
      }),
    ]
  },
})

export const seatFacet = facet<Fact>(
  'seat',
  {
    SeatCreated: without('seat'),
    SeatChanged: (recorded, { seat: _seat, from: since, ...data }: Fact) => said({ ...data, from: recorded?.['from'], since }),
    SeatCorrected(recorded = {}, { seat: _seat, reason: _reason, stepOn: _step, from, ...data }: Fact) {
      const changed = recorded['since'] !== undefined
      return said({ ...data, order: recorded['order'], ...(changed ? { from: recorded['from'], since: from } : { from }) })
    },
  },
  bySeat,
)
/** What the seat is, apart from since when it is (`from`), is so (`since`, after a change) and by which order. */
const asPlace = (seat: Fact | undefined) => without('from', 'since', 'order')(null, seat ?? {})
export const seatAbolished = endOf(
  'seat abolished',
  'SeatAbolished',
  'SeatAbolitionCorrected',
  'SeatAbolitionReversed',
  { record: 'AbolishSeat', correct: 'CorrectSeatAbolition', reverse: 'ReverseSeatAbolition' },
  bySeat,
)

export const seats = table({
  name: 'seats',
  stage: 'register',
  th: 'ที่นั่ง',
  doc: {
    th: 'ที่นั่งในคณะ เป็นของตำแหน่ง ของหน่วยงานที่ส่งผู้แทน หรือของผู้ทรงคุณวุฒิ อย่างใดอย่างหนึ่ง',
    en: 'Places on a committee; each belongs to a post, to an organization that sends somebody, or to a named expert: fill exactly one of the three.',
  },
  columns: {
    key: must('รหัส', key, 'SEAT-01'),
    committee: must('คณะ', reference('committees'), 'COM-01'),
    number: must('ลำดับ', whole(1, 100_000), '1'),
    office: must('ตำแหน่งในคณะ', choiceOf(Office), 'กรรมการ'),
    title_th: may('ชื่อตำแหน่งในคณะ', text, '', 'title.th'),
    title_en: may('ชื่อตำแหน่งในคณะอังกฤษ', text, '', 'title.en'),
    post: may('โดยตำแหน่ง', reference('posts'), '', 'kind.exOfficio.post'),
    organization: may('ผู้แทนหน่วยงาน', reference('organizations'), 'ORG-01', 'kind.representative.organization'),
    person: may('ผู้ทรงคุณวุฒิ', reference('people'), '', 'kind.expert.person'),
    term_until: may('ครบวาระ', day, '', 'kind.expert.until'),
    constituency: may('เขตหรือพื้นที่ที่เป็นตัวแทน', text),
    field: may('สาขา', choiceOf(ExpertField)),
    sector: may('ภาครัฐหรือเอกชน', choiceOf(Sector)),
    votes: may('มีสิทธิออกเสียง', yesNo),
    counts_for_quorum: may('นับเป็นองค์ประชุม', yesNo, '', 'countsForQuorum'),
    from: may('ตั้งแต่', day, '1/10/2568'),
    order: may('ตามคำสั่ง', reference('orders'), 'ORD-01'),
    changed_from: may('เปลี่ยนตั้งแต่', day),
    abolished_on: may('ยกเลิกตั้งแต่', day, '', 'on'),
    successor: may('ที่นั่งที่รับช่วง', reference('seats')),
  },
  facets: [seatFacet, seatAbolished.facet],
  idOf: (name) => name.inside('seat'),
  order: ({ from = '', changed_from = from }) => changed_from,
  /** The orders that would end it before it ends by itself. */
  after({ order, abolished_on: on }, rowsOf) {
    if (order === undefined || on === undefined) return []
    const replacing = rowsOf('orders').filter(({ values }) => values['target'] === order && (values['effective_from'] as string) < on)
    return replacing.map(({ id }) => id)
  },
  parts(row, name) {
    const seat = name.inside('seat')
    const kinds = [
      row.post !== undefined && { exOfficio: { post: row.post } },
      row.organization !== undefined && { representative: { organization: row.organization } },
      row.person !== undefined && { expert: said({ person: row.person, until: row.term_until }) },
    ].filter((kind) => kind !== false)
    if (kinds.length !== 1) {
      throw new Refused(
        'Malformed',
        { th: 'กรอก โดยตำแหน่ง ผู้แทนหน่วยงาน หรือ ผู้ทรงคุณวุฒิ เพียงช่องเดียว', en: 'Fill exactly one of post, organization and person.' },
        'kind.exOfficio.post',
      )
    }
    if (row.term_until !== undefined && row.person === undefined) {
      throw new Refused(
        'Malformed',
        { th: 'ครบวาระ ใช้กับที่นั่งของผู้ทรงคุณวุฒิเท่านั้น', en: 'Only the seat of an expert has the end of a term.' },
        'kind.expert.until',
      )
    }
    const title = row.title_th === undefined ? undefined : bilingual(row.title_th, row.title_en)
    const { number, office, constituency, field, sector, votes, counts_for_quorum: countsForQuorum, from, order } = row
    const fact: Fact = said({ number, office, title, constituency, field, sector, kind: kinds[0], votes, countsForQuorum, from, order })
    return [
      part({
        facet: seatFacet,
        id: row.committee,
        key: seat,
        fact,
        ...(row.changed_from !== undefined && { also: { changedFrom: row.changed_from }, says: 'changed_from' }),
        record: [{ command: 'CreateSeat', input: fact }],
        change(recorded) {
          const { since } = recorded
          const begunOtherwise = recorded['from'] !== from
          if (begunOtherwise && (since !== undefined || row.changed_from !== undefined)) return undefined // the first day of one that changed since
          if (row.changed_from !== undefined) return [{ command: 'ChangeSeat', input: { seat, ...fact, from: row.changed_from } }]
          if (same(asPlace(fact), asPlace(recorded)) && !begunOtherwise) return undefined // no command gives a seat another order
          return [{ command: 'CorrectSeat', input: said({ seat, ...asPlace(fact), from: since ?? from, reason: name.reason }) }]
        },
      }),
      ending(seatAbolished, row.committee, { on: row.abolished_on, successor: row.successor, reason: name.reason, inside: { seat } }),
    ]
  },
})

export interface Sent {
  person: string
  from?: string
  until?: string
  /** Id of the row that named the person; none where it was said in the application. */
  row?: string
}
const isSo = (one: Sent, other: Sent) => one.person === other.person && one.from === other.from
/** Whom the organization sent to a seat, in the order of the log. */
export const sentFacet = facet<readonly Sent[]>(
  'representatives',
  {
    RepresentativeNamed: (recorded = [], { person, from, until }: Sent, _, event) => [
      ...recorded,
      said({ person, from, until, row: rowOf(event) }),
    ],
    RepresentativeWithdrawn(recorded = [], { person, on }: { person: string; on: string }) {
      const theirs = recorded.filter((sent) => sent.person === person)
      const meant = theirs.find((sent) => aliveOn(sent, on)) ?? theirs.find(({ until }) => until === undefined)
      return recorded.map((sent) => (sent === meant ? { ...sent, until: on } : sent))
    },
    RepresentativeCorrected: (recorded = [], { recorded: meant, person, from, until }: Sent & { recorded: Sent }) =>
      recorded.map((sent) => (isSo(sent, meant) ? said({ person, from, until, row: sent.row }) : sent)),
    RepresentativeReversed: (recorded = [], { recorded: meant }: { recorded: Sent }) => recorded.filter((sent) => !isSo(sent, meant)),
  },
  bySeat,
)
/** Whom the row sent, else who is there as it says. */
export const sentBy =
  ({ id }: RowName, isMeant: (sent: Sent) => boolean) =>
  (sent: readonly Sent[]): Sent | undefined => {
    const found = sent.find(({ row }) => row === id) ?? sent.find(isMeant)
    return found && said({ ...found, row: undefined })
  }

export const representatives = table({
  name: 'representatives',
  stage: 'register',
  th: 'ผู้แทน',
  doc: {
    th: 'ใครเป็นผู้แทนของหน่วยงานในที่นั่งใด ตั้งแต่วันใด ถึงวันใด',
    en: 'Whom an organization sends to its seat, from which day, until which day.',
  },
  columns: {
    key: must('รหัส', key, 'REP-001'),
    committee: must('คณะ', reference('committees'), 'COM-01'),
    seat: must('ที่นั่ง', reference('seats'), 'SEAT-01'),
    person: must('บุคคล', reference('people'), 'P-001'),
    from: may('ตั้งแต่', day, '1/10/2568'),
    until: may('ถึงก่อนวันที่', day, '', 'on'),
  },
  facets: [sentFacet],
  idOf: (name) => name.inside('representation'),
  order: ({ from = '' }) => from,
  parts({ committee, seat, person, from, until }, name) {
    if (from !== undefined && until !== undefined && until <= from) {
      throw new Refused('OutOfRange', { th: 'วันสิ้นสุดต้องอยู่หลังวันเริ่ม', en: 'The end must come after the beginning.' }, 'on')
    }
    const fact: Sent = said({ person, from, until })
    const withdraw = { command: 'WithdrawRepresentative', input: { seat, person, on: until } }
    return [
      part<Sent>({
        facet: sentFacet,
        id: committee,
        key: seat,
        find: sentBy(name, (each) => isSo(each, fact)),
        fact,
        record(known) {
          const others = known<readonly Sent[]>(sentFacet, seat) ?? []
          if (from !== undefined && others.some((each) => each.from === from && each.until !== from)) throw SENT_THAT_DAY
          return [{ command: 'NameRepresentative', input: said({ seat, person, from }) }, ...(until === undefined ? [] : [withdraw])]
        },
        change(recorded, known) {
          if (isSo(recorded, fact) && recorded.until === undefined) return [withdraw]
          const others = known<readonly Sent[]>(sentFacet, seat)!.filter((each) => !isSo(each, recorded))
          if (from !== recorded.from && others.some((each) => each.until === recorded.from)) return undefined // the one before left for this one
          const followed = others.some((each) => each.from === recorded.until)
          const left = until ?? (followed ? recorded.until : undefined)
          return [correction(name, seat, recorded, { ...fact, ...(left !== undefined && { until: left }) })]
        },
      }),
    ]
  },
})

export const correction = ({ reason }: RowName, seat: string, { person, from }: Sent, so: Sent) => ({
  command: 'CorrectRepresentative',
  input: { seat, recorded: said({ person, from }), ...so, reason },
})

const SENT_THAT_DAY = new Refused(
  'AnotherIsSentThatDay',
  {
    th: 'มีผู้แทนอีกคนในที่นั่งนี้ตั้งแต่วันเดียวกัน: แก้วันเริ่มของคนใดคนหนึ่ง',
    en: 'Somebody else is sent to this seat from the same day: mend the first day of one of them.',
  },
  'from',
)
