import { area, choice, day, key, may, must, reference, text, whole, yesNo } from '../cells.js'
import { Refused } from '../refused.js'
import { bilingual, facet, part, said, table } from '../table.js'
import { ending } from './directory.js'

const TYPES = {
  committee: 'คณะกรรมการ',
  subcommittee: 'คณะอนุกรรมการ',
  workingGroup: 'คณะทำงาน',
  multidisciplinaryTeam: 'ทีมสหวิชาชีพ',
  coalition: 'เครือข่ายความร่วมมือ',
  villageGroup: 'กลุ่มระดับหมู่บ้าน',
} as const

export const committeeFacet = facet('committee', { CommitteeEstablished: (_, data: object) => data })
const dissolved = facet('committee dissolved', { CommitteeDissolved: (_, data: object) => data })

export const committees = table({
  name: 'committees',
  th: 'คณะกรรมการ',
  doc: { th: 'คณะกรรมการ คณะอนุกรรมการ คณะทำงาน และกลุ่ม', en: 'Committees, sub-committees, working groups, teams and groups.' },
  columns: {
    key: must('รหัส', key, 'COM-01'),
    name_th: must('ชื่อ', text, 'คณะอนุกรรมการตัวอย่างจังหวัดสมมติ', 'name.th'),
    name_en: may('ชื่ออังกฤษ', text, 'Example Provincial Sub-committee', 'name.en'),
    type: must('ประเภท', choice(TYPES), 'คณะอนุกรรมการ'),
    area: may('พื้นที่', area, '56'),
    parent: may('คณะแม่', reference('committees')),
    legal_basis: may('ฐานอำนาจ', text, '', 'legalBasis'),
    from: may('ตั้งแต่', day, '1/10/2568'),
    dissolved_on: may('ยุบตั้งแต่', day, '', 'on'),
    successor: may('คณะที่รับช่วง', reference('committees')),
  },
  facets: [committeeFacet, dissolved],
  idOf: (name) => name.stream('committee'),
  parts(row, name) {
    const id = name.stream('committee')
    const { type, area, parent, from } = row
    const fact = said({ name: bilingual(row.name_th, row.name_en), type, area, parent, legalBasis: row.legal_basis, from })
    return [
      part({ facet: committeeFacet, id, fact, record: [{ command: 'EstablishCommittee', input: fact }] }),
      ...ending(dissolved, id, 'DissolveCommittee', row.dissolved_on, row.successor),
    ]
  },
})

const OFFICES = {
  chair: 'ประธาน',
  viceChair: 'รองประธาน',
  member: 'กรรมการ',
  secretary: 'เลขานุการ',
  assistantSecretary: 'ผู้ช่วยเลขานุการ',
  adviser: 'ที่ปรึกษา',
  other: 'อื่น ๆ',
} as const

type Fact = Record<string, unknown>
const bySeat = ({ seat }: { seat: string }) => seat
const withoutSeat = (_: unknown, { seat: _seat, reason: _reason, ...data }: Fact): Fact => data

export const seatFacet = facet<Fact>('seat', { SeatCreated: withoutSeat, SeatCorrected: withoutSeat }, bySeat)
export const seatAbolished = facet<Fact>('seat abolished', { SeatAbolished: withoutSeat }, bySeat)

export const seats = table({
  name: 'seats',
  th: 'ที่นั่ง',
  doc: {
    th: 'ที่นั่งในคณะ เป็นของตำแหน่ง ของหน่วยงานที่ส่งผู้แทน หรือของผู้ทรงคุณวุฒิ อย่างใดอย่างหนึ่ง',
    en: 'Places on a committee; each belongs to a post, to an organization that sends somebody, or to a named expert: fill exactly one of the three.',
  },
  columns: {
    key: must('รหัส', key, 'SEAT-01'),
    committee: must('คณะ', reference('committees'), 'COM-01'),
    number: must('ลำดับ', whole(1, 100_000), '1'),
    office: must('ตำแหน่งในคณะ', choice(OFFICES), 'กรรมการ'),
    title_th: may('ชื่อตำแหน่งในคณะ', text, '', 'title.th'),
    title_en: may('ชื่อตำแหน่งในคณะอังกฤษ', text, '', 'title.en'),
    post: may('โดยตำแหน่ง', reference('posts'), '', 'kind.exOfficio.post'),
    organization: may('ผู้แทนหน่วยงาน', reference('organizations'), 'ORG-01', 'kind.representative.organization'),
    person: may('ผู้ทรงคุณวุฒิ', reference('people'), '', 'kind.expert.person'),
    term_until: may('ครบวาระ', day, '', 'kind.expert.until'),
    constituency: may('เขตหรือพื้นที่ที่เป็นตัวแทน', text),
    votes: may('มีสิทธิออกเสียง', yesNo),
    counts_for_quorum: may('นับเป็นองค์ประชุม', yesNo, '', 'countsForQuorum'),
    from: may('ตั้งแต่', day, '1/10/2568'),
    abolished_on: may('ยกเลิกตั้งแต่', day, '', 'on'),
    successor: may('ที่นั่งที่รับช่วง', reference('seats')),
  },
  facets: [seatFacet, seatAbolished],
  idOf: (name) => name.inside('seat'),
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
    const title = row.title_th === undefined ? undefined : bilingual(row.title_th, row.title_en)
    const { number, office, constituency, votes, counts_for_quorum: countsForQuorum, from } = row
    const fact: Fact = said({ number, office, title, constituency, kind: kinds[0], votes, countsForQuorum, from })
    return [
      part({
        facet: seatFacet,
        id: row.committee,
        key: seat,
        fact,
        record: [{ command: 'CreateSeat', input: fact }],
        change: () => [{ command: 'CorrectSeat', input: { seat, ...fact, reason: name.reason } }],
      }),
      ...ending(seatAbolished, row.committee, 'AbolishSeat', row.abolished_on, row.successor).map((end) => ({
        ...end,
        key: seat,
        record: [{ command: 'AbolishSeat', input: { seat, ...end.fact } }],
      })),
    ]
  },
})

interface Sent {
  person: string
  from?: string
  until?: string
}
/** Whom the organization sent to a seat, in the order of the log. */
export const sentFacet = facet<readonly Sent[]>(
  'representatives',
  {
    RepresentativeNamed: (recorded = [], { person, from }) => [...recorded, said({ person, from })],
    RepresentativeWithdrawn: (recorded = [], { person, on }) =>
      recorded.map((sent) => (sent.person === person && sent.until === undefined ? { ...sent, until: on } : sent)),
  },
  bySeat,
)

export const representatives = table({
  name: 'representatives',
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
  parts({ committee, seat, person, from, until }) {
    if (from !== undefined && until !== undefined && until <= from) {
      throw new Refused('OutOfRange', { th: 'วันสิ้นสุดต้องอยู่หลังวันเริ่ม', en: 'The end must come after the beginning.' }, 'on')
    }
    const withdraw = { command: 'WithdrawRepresentative', input: { seat, person, on: until } }
    return [
      part<Sent>({
        facet: sentFacet,
        id: committee,
        key: seat,
        find: (sent: readonly Sent[]) => sent.find((each) => each.person === person && each.from === from),
        fact: said({ person, from, until }),
        record: [{ command: 'NameRepresentative', input: said({ seat, person, from }) }, ...(until === undefined ? [] : [withdraw])],
        change: (recorded) => (until !== undefined && recorded.until === undefined ? [withdraw] : undefined),
      }),
    ]
  },
})
