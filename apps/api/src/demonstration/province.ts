/** The directory and the sub-committee of the demonstration: real offices of a Thai province, fictional people in them. */
import { AssignRole, EndRole, EstablishPost, NameHeadPost, RegisterOrganization, RegisterPerson } from '@prasan/directory'
import { AdoptRules, CreateSeat, EstablishCommittee, IssueOrder, NameRepresentative } from '@prasan/committees'
import { nameOf } from './people.js'
import { addDays } from '@prasan/event-sourcing'
import { type Step, fiscalYearStart, idOf, partOf, yearsBefore } from './story.js'

type Words = readonly [th: string, en: string]

interface Office {
  readonly key: string
  readonly kind: string
  readonly name: Words
  /** The head post; the holders from the first fiscal year on, each with the fiscal year (0, 1, 2) they come in. */
  readonly head: Words
  readonly changes: readonly number[]
  readonly area?: string
}

const p = (th: string, en: string): Words => [th, en]

/** Offices in the protocol order of the sub-committee. `changes`: the fiscal years at whose 1 October a new head comes. */
const OFFICES: readonly Office[] = [
  {
    key: 'governor',
    kind: 'provincial',
    name: p('สำนักงานจังหวัดพะเยา', 'Phayao Governor’s Office'),
    head: p('ผู้ว่าราชการจังหวัดพะเยา', 'Governor of Phayao'),
    changes: [0, 1, 2],
  },
  {
    key: 'deputy',
    kind: 'provincial',
    name: p('ที่ทำการปกครองจังหวัดพะเยา', 'Phayao Provincial Administration'),
    head: p('รองผู้ว่าราชการจังหวัดพะเยา (ด้านสังคม)', 'Deputy Governor of Phayao (social affairs)'),
    changes: [0, 2],
  },
  {
    key: 'police',
    kind: 'police',
    name: p('ตำรวจภูธรจังหวัดพะเยา', 'Phayao Provincial Police'),
    head: p('ผู้บังคับการตำรวจภูธรจังหวัดพะเยา', 'Commander, Phayao Provincial Police'),
    changes: [0, 1],
  },
  {
    key: 'prosecutor',
    kind: 'court',
    name: p('สำนักงานอัยการจังหวัดพะเยา', 'Phayao Provincial Prosecutor’s Office'),
    head: p('อัยการจังหวัดพะเยา', 'Provincial Prosecutor of Phayao'),
    changes: [0, 2],
  },
  {
    key: 'health',
    kind: 'health',
    name: p('สำนักงานสาธารณสุขจังหวัดพะเยา', 'Phayao Provincial Public Health Office'),
    head: p('นายแพทย์สาธารณสุขจังหวัดพะเยา', 'Provincial Chief Medical Officer'),
    changes: [0, 1],
  },
  {
    key: 'education',
    kind: 'school',
    name: p('สำนักงานศึกษาธิการจังหวัดพะเยา', 'Phayao Provincial Education Office'),
    head: p('ศึกษาธิการจังหวัดพะเยา', 'Provincial Education Officer'),
    changes: [0, 2],
  },
  {
    key: 'labour',
    kind: 'provincial',
    name: p('สำนักงานแรงงานจังหวัดพะเยา', 'Phayao Provincial Labour Office'),
    head: p('แรงงานจังหวัดพะเยา', 'Provincial Labour Officer'),
    changes: [0],
  },
  {
    key: 'protection',
    kind: 'provincial',
    name: p('สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดพะเยา', 'Phayao Labour Protection and Welfare Office'),
    head: p('สวัสดิการและคุ้มครองแรงงานจังหวัดพะเยา', 'Provincial Labour Protection Officer'),
    changes: [0, 1],
  },
  {
    key: 'employment',
    kind: 'provincial',
    name: p('สำนักงานจัดหางานจังหวัดพะเยา', 'Phayao Provincial Employment Office'),
    head: p('จัดหางานจังหวัดพะเยา', 'Provincial Employment Officer'),
    changes: [0, 2],
  },
  {
    key: 'immigration',
    kind: 'police',
    name: p('ตรวจคนเข้าเมืองจังหวัดพะเยา', 'Phayao Immigration'),
    head: p('สารวัตรตรวจคนเข้าเมืองจังหวัดพะเยา', 'Inspector, Phayao Immigration'),
    changes: [0],
  },
  {
    key: 'justice',
    kind: 'provincial',
    name: p('สำนักงานยุติธรรมจังหวัดพะเยา', 'Phayao Provincial Justice Office'),
    head: p('ยุติธรรมจังหวัดพะเยา', 'Provincial Justice Officer'),
    changes: [0, 1],
  },
  {
    key: 'probation',
    kind: 'provincial',
    name: p('สถานพินิจและคุ้มครองเด็กและเยาวชนจังหวัดพะเยา', 'Phayao Juvenile Observation Centre'),
    head: p('ผู้อำนวยการสถานพินิจฯ จังหวัดพะเยา', 'Director, Juvenile Observation Centre'),
    changes: [0, 2],
  },
  {
    key: 'culture',
    kind: 'provincial',
    name: p('สำนักงานวัฒนธรรมจังหวัดพะเยา', 'Phayao Provincial Culture Office'),
    head: p('วัฒนธรรมจังหวัดพะเยา', 'Provincial Culture Officer'),
    changes: [0],
  },
  {
    key: 'shelter',
    kind: 'provincial',
    name: p('บ้านพักเด็กและครอบครัวจังหวัดพะเยา', 'Phayao Shelter for Children and Families'),
    head: p('หัวหน้าบ้านพักเด็กและครอบครัวจังหวัดพะเยา', 'Head, Shelter for Children and Families'),
    changes: [0, 1],
  },
  {
    key: 'local',
    kind: 'provincial',
    name: p('สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดพะเยา', 'Phayao Local Administration Office'),
    head: p('ท้องถิ่นจังหวัดพะเยา', 'Provincial Local Administration Officer'),
    changes: [0, 2],
  },
  {
    key: 'pao',
    kind: 'localAuthority',
    name: p('องค์การบริหารส่วนจังหวัดพะเยา', 'Phayao Provincial Administrative Organisation'),
    head: p('นายกองค์การบริหารส่วนจังหวัดพะเยา', 'President, Phayao PAO'),
    changes: [0],
  },
  {
    key: 'psdhs',
    kind: 'provincial',
    name: p('สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดพะเยา', 'Phayao Social Development and Human Security Office'),
    head: p('พัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดพะเยา', 'Head, Phayao Social Development and Human Security Office'),
    changes: [0],
  },
]

const DISTRICTS: readonly (readonly [code: string, th: string, en: string])[] = [
  ['5601', 'เมืองพะเยา', 'Mueang Phayao'],
  ['5602', 'จุน', 'Chun'],
  ['5603', 'เชียงคำ', 'Chiang Kham'],
  ['5604', 'เชียงม่วน', 'Chiang Muan'],
  ['5605', 'ดอกคำใต้', 'Dok Khamtai'],
  ['5606', 'ปง', 'Pong'],
  ['5607', 'แม่ใจ', 'Mae Chai'],
  ['5608', 'ภูซาง', 'Phu Sang'],
  ['5609', 'ภูกามยาว', 'Phu Kamyao'],
]

const both = ([th, en]: Words) => ({ th, en })

/** Numbers people through the whole story, so that names stay the same when a step is added at the end. */
let counted = 0

/** A post with the people who held it one after the other; each comes on a 1 October and leaves on the next one's. */
function office({ key, kind, name, head, changes, area = 'area-56' }: Office, years: readonly string[], founded: string): Step[] {
  const organization = idOf('organization', `org:${key}`)
  const post = idOf('post', `post:${key}`)
  const steps: Step[] = [
    { on: founded, key: `org:${key}`, command: RegisterOrganization, input: { name: both(name), kind, areas: [area] } },
    { on: founded, key: `post:${key}`, command: EstablishPost, input: { title: both(head), organization, area } },
    { on: founded, key: `head:${key}`, id: organization, command: NameHeadPost, input: { post } },
  ]
  changes.forEach((year, i) => {
    const from = year === 0 ? addDays(years[0]!, -200) : years[year]!
    const next = changes[i + 1]
    const on = year === 0 ? founded : addDays(from, -12)
    const person = idOf('person', `person:${key}:${i}`)
    steps.push(
      { on, key: `person:${key}:${i}`, command: RegisterPerson, input: { name: nameOf(counted++) } },
      {
        on,
        key: `role:${key}:${i}`,
        id: post,
        command: AssignRole,
        input: { person, manner: 'substantive', from, ...(next !== undefined && { until: years[next] }) },
      },
    )
  })
  return steps
}

export const SUBCOMMITTEE = idOf('committee', 'committee:province')
export const PSDHS_POST = idOf('post', 'post:psdhs')
export const SECRETARY = 'person:psdhs:0'
export const postOf = (key: string) => idOf('post', `post:${key}`)
export const CHAIR_SEAT = partOf('seat', 'seat:1')
export const SECRETARY_SEAT = partOf('seat', `seat:${OFFICES.length + 4}`)
export const districtBody = (code: string) => idOf('committee', `committee:${code}`)
export { DISTRICTS, OFFICES }

/** Three fiscal years of people and seats. `today` decides the years; the last 1 October is the one just gone. */
export function province(today: string): Step[] {
  counted = 0
  const last = fiscalYearStart(today)
  const years = [yearsBefore(last, 2), yearsBefore(last, 1), last]
  const founded = addDays(years[0]!, 20)
  return [
    ...OFFICES.flatMap((each) => office(each, years, founded)),
    ...transfers(last),
    ...subcommittee(founded),
    ...ngos(founded),
    ...districts(years, founded),
  ]
}

/** The head of the secretariat leaves on 1 October; a deputy acts; the order for the successor is entered eleven days late. */
function transfers(last: string): Step[] {
  const acting = addDays(last, 4)
  const successor = addDays(last, 19)
  return [
    {
      on: addDays(last, -20),
      key: 'leave:psdhs',
      id: PSDHS_POST,
      command: EndRole,
      input: { assignment: partOf('assignment', 'role:psdhs:0'), on: last },
    },
    { on: acting, key: 'person:psdhs:acting', command: RegisterPerson, input: { name: nameOf(70) } },
    {
      on: acting,
      key: 'role:psdhs:acting',
      id: PSDHS_POST,
      command: AssignRole,
      input: { person: idOf('person', 'person:psdhs:acting'), manner: 'acting', from: acting, until: successor },
    },
    { on: addDays(successor, 11), key: 'person:psdhs:1', command: RegisterPerson, input: { name: nameOf(71) } },
    {
      on: addDays(successor, 11),
      key: 'role:psdhs:1',
      id: PSDHS_POST,
      command: AssignRole,
      input: { person: idOf('person', 'person:psdhs:1'), manner: 'substantive', from: successor, order: 'พม ๐๒๐๒/๑๘๔' },
    },
  ]
}

/** The provincial sub-committee: 22 seats in protocol order, of all three kinds. */
function subcommittee(founded: string): Step[] {
  const seat = (number: number, office: string, kind: object, more: object = {}): Step => ({
    on: founded,
    key: `seat:${number}`,
    id: SUBCOMMITTEE,
    command: CreateSeat,
    input: { number, office, kind, ...more, from: founded, order: partOf('order', 'order:province') },
  })
  const members = OFFICES.slice(2, -1)
  return [
    {
      on: founded,
      key: 'committee:province',
      command: EstablishCommittee,
      input: {
        name: {
          th: 'คณะอนุกรรมการศูนย์ปฏิบัติการป้องกันและปราบปรามการค้ามนุษย์จังหวัดพะเยา',
          en: 'Phayao Sub-committee of the Anti-Human Trafficking Operation Centre',
        },
        type: 'subcommittee',
        area: 'area-56',
        from: founded,
      },
    },
    {
      on: founded,
      key: 'rules:province',
      id: SUBCOMMITTEE,
      command: AdoptRules,
      input: { preset: 'anti-trafficking-act-national', rules: { extensions: { limit: 2, decidedBy: 'secretary' } }, from: founded },
    },
    {
      on: founded,
      key: 'order:province',
      id: SUBCOMMITTEE,
      command: IssueOrder,
      input: {
        number: `๑/${Number(founded.slice(0, 4)) + 543}`,
        kind: 'appoints',
        date: founded,
        effectiveFrom: founded,
        subject: 'แต่งตั้งคณะอนุกรรมการศูนย์ปฏิบัติการป้องกันและปราบปรามการค้ามนุษย์จังหวัดพะเยา',
      },
    },
    seat(1, 'chair', { exOfficio: { post: postOf('governor') } }),
    seat(2, 'viceChair', { exOfficio: { post: postOf('deputy') } }),
    ...members.map(({ key }, i) => seat(i + 3, 'member', { exOfficio: { post: postOf(key) } })),
    ...[0, 1].map((n) =>
      seat(members.length + 3 + n, 'member', { representative: { organization: idOf('organization', `org:ngo:${n}`) } }),
    ),
    ...[0, 1].flatMap((n) => [
      { on: founded, key: `person:expert:${n}`, command: RegisterPerson, input: { name: nameOf(80 + n, ['ดร.', 'Dr']) } },
      seat(
        members.length + 5 + n,
        'member',
        { expert: { person: idOf('person', `person:expert:${n}`), until: addDays(founded, 730 - 40 * n) } },
        n === 0 ? { field: 'prevention', sector: 'public' } : { field: 'rehabilitation', sector: 'private' },
      ),
    ]),
    seat(members.length + 7, 'secretary', { exOfficio: { post: PSDHS_POST } }),
    {
      on: founded,
      key: 'post:psdhs:chief',
      command: EstablishPost,
      input: {
        title: both(['หัวหน้ากลุ่มการพัฒนาสังคมและสวัสดิการ', 'Chief, Social Development and Welfare Group']),
        organization: idOf('organization', 'org:psdhs'),
        area: 'area-56',
      },
    },
    { on: founded, key: 'person:psdhs:chief', command: RegisterPerson, input: { name: nameOf(72) } },
    {
      on: founded,
      key: 'role:psdhs:chief',
      id: idOf('post', 'post:psdhs:chief'),
      command: AssignRole,
      input: { person: idOf('person', 'person:psdhs:chief'), manner: 'substantive', from: founded },
    },
    seat(members.length + 8, 'assistantSecretary', { exOfficio: { post: idOf('post', 'post:psdhs:chief') } }),
    ...[0, 1].map((n): Step => ({
      on: addDays(founded, 3),
      key: `sent:${n}`,
      id: SUBCOMMITTEE,
      command: NameRepresentative,
      input: {
        seat: partOf('seat', `seat:${members.length + 3 + n}`),
        person: idOf('person', `person:ngo:${n}`),
        from: addDays(founded, 3),
      },
    })),
  ]
}

function ngos(founded: string): Step[] {
  const names: readonly Words[] = [
    p('มูลนิธิสมมติเพื่อเด็กพะเยา', 'Sommut Foundation for the Children of Phayao'),
    p('เครือข่ายอาสาสมัครเฝ้าระวังตัวอย่าง', 'Tuayang Network of Watch Volunteers'),
  ]
  return names.flatMap((name, n): Step[] => [
    {
      on: founded,
      key: `org:ngo:${n}`,
      command: RegisterOrganization,
      input: { name: both(name), kind: n === 0 ? 'ngo' : 'network', areas: ['area-56'] },
    },
    { on: founded, key: `person:ngo:${n}`, command: RegisterPerson, input: { name: nameOf(90 + n) } },
  ])
}

/** Each district has its chief and a committee of its own under the sub-committee. */
function districts(years: readonly string[], founded: string): Step[] {
  return DISTRICTS.flatMap(([code, th, en], n): Step[] => {
    const key = `district:${code}`
    const body = districtBody(code)
    const at = addDays(founded, 10)
    return [
      ...office(
        {
          key,
          kind: 'district',
          name: p(`ที่ว่าการอำเภอ${th}`, `${en} District Office`),
          head: p(`นายอำเภอ${th}`, `District Chief of ${en}`),
          changes: n % 2 ? [0, 2] : [0, 1],
          area: `area-${code}`,
        },
        years,
        founded,
      ),
      {
        on: at,
        key: `committee:${code}`,
        command: EstablishCommittee,
        input: {
          name: both([`คณะทำงานป้องกันและปราบปรามการค้ามนุษย์อำเภอ${th}`, `${en} District Working Group against Human Trafficking`]),
          type: 'workingGroup',
          area: `area-${code}`,
          parent: SUBCOMMITTEE,
          from: at,
        },
      },
      {
        on: at,
        key: `seat:${code}:1`,
        id: body,
        command: CreateSeat,
        input: { number: 1, office: 'chair', kind: { exOfficio: { post: postOf(key) } }, from: at },
      },
      {
        on: at,
        key: `seat:${code}:2`,
        id: body,
        command: CreateSeat,
        input: { number: 2, office: 'secretary', kind: { exOfficio: { post: idOf('post', 'post:psdhs:chief') } }, from: at },
      },
    ]
  })
}
