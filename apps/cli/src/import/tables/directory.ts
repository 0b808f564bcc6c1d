import { Manner, OrganizationKind, carriedOut } from '@prasan/directory'
import { type Bilingual, normalised } from '@prasan/event-sourcing'
import { firstDifference } from '../comparing.js'
import { area, choiceOf, day, key, listOf, may, must, reference, text, whole, yesNo } from '../cells.js'
import { Refused, SOMEBODY_ELSE } from '../refused.js'
import { type Facet, bilingual, facet, part, said, table, unsaid } from '../table.js'
import { endOf, ending } from './endings.js'

export type Fact = Record<string, unknown>

/** The event's data but for some fields, as the fact. */
export const without =
  (...fields: string[]) =>
  (_: unknown, data: Fact): Fact =>
    Object.fromEntries(Object.entries(data).filter(([field]) => !fields.includes(field)))

const registration = facet('organization', {
  OrganizationRegistered: without(),
  OrganizationRenamed: (recorded: object | undefined, { name }: { name: object }) => ({ ...recorded, name }),
  OrganizationCorrected: without('reason'),
})
export const closing = endOf('organization closed', 'OrganizationClosed', 'OrganizationClosingCorrected', 'OrganizationClosingReversed', {
  record: 'CloseOrganization',
  correct: 'CorrectOrganizationClosing',
  reverse: 'ReverseOrganizationClosing',
})
const head = facet('head post', { HeadPostNamed: without('from') })

export const organizations = table({
  name: 'organizations',
  stage: 'register',
  th: 'หน่วยงาน',
  doc: { th: 'หน่วยงาน องค์กรพัฒนาเอกชน เครือข่าย องค์กรปกครองส่วนท้องถิ่น', en: 'Agencies, NGOs, networks, local authorities.' },
  columns: {
    key: must('รหัส', key, 'ORG-01'),
    name_th: must('ชื่อ', text, 'สำนักงานตัวอย่างจังหวัดสมมติ', 'name.th'),
    name_en: may('ชื่ออังกฤษ', text, 'Example Provincial Office', 'name.en'),
    name_from: may('ใช้ชื่อนี้ตั้งแต่', day, '', 'from'),
    kind: must('ประเภท', choiceOf(OrganizationKind), 'provincial'),
    areas: may('พื้นที่', listOf(area), '56'),
    parent: may('สังกัด', reference('organizations')),
    closed_on: may('ยุบเลิกตั้งแต่', day, '', 'on'),
    successor: may('หน่วยงานที่รับช่วง', reference('organizations')),
  },
  facets: [registration, closing.facet],
  idOf: (name) => name.stream('organization'),
  parts(row, name) {
    const id = name.stream('organization')
    const { kind, areas, parent } = row
    const fact = said({ name: bilingual(row.name_th, row.name_en), kind, areas, parent })
    return [
      organizationPart(id, fact, name.reason, row.name_from),
      ending(closing, id, { on: row.closed_on, successor: row.successor, reason: name.reason }),
    ]
  },
})

export const organizationPart = (id: string, fact: { name: object; kind: string }, reason: string, renamedFrom?: string) =>
  part<Record<string, unknown>>({
    facet: registration,
    id,
    fact,
    ...(renamedFrom !== undefined && { also: { renamedFrom }, says: 'from' }),
    record: [{ command: 'RegisterOrganization', input: fact }],
    change: (recorded) =>
      renamedFrom !== undefined && same({ ...recorded, name: null }, { ...fact, name: null })
        ? [{ command: 'RenameOrganization', input: { name: fact.name, from: renamedFrom } }]
        : [{ command: 'CorrectOrganization', input: { ...fact, reason } }],
  })

const registered = facet('person', {
  PersonRegistered: without(),
  NameCorrected: (recorded: object | undefined, { name }: { name: object }) => ({ ...recorded, name }),
  ContactChanged: (recorded: object | undefined, { contacts }: { contacts: object }) => ({ ...recorded, contacts }),
})

export const people = table({
  name: 'people',
  stage: 'register',
  th: 'บุคคล',
  doc: {
    th: 'ชื่อและช่องทางติดต่อเก็บแบบเข้ารหัส รหัสห้ามใช้เลขประจำตัวประชาชน เพราะรหัสไม่ได้เข้ารหัส',
    en: 'Names and contacts are stored encrypted. The key is not: never take an ID card number for it.',
  },
  columns: {
    key: must('รหัส', key, 'P-001'),
    prefix_th: may('คำนำหน้า', text, 'นาย', 'name.th.prefix'),
    given_th: may('ชื่อ', text, 'สมมติ', 'name.th.given'),
    middle_th: may('ชื่อกลาง', text, '', 'name.th.middle'),
    family_th: may('นามสกุล', text, 'ตัวอย่าง', 'name.th.family'),
    prefix_en: may('คำนำหน้าอังกฤษ', text, '', 'name.en.prefix'),
    given_en: may('ชื่ออังกฤษ', text, '', 'name.en.given'),
    middle_en: may('ชื่อกลางอังกฤษ', text, '', 'name.en.middle'),
    family_en: may('นามสกุลอังกฤษ', text, '', 'name.en.family'),
    phone: may('โทรศัพท์', text, '', 'contacts.phone'),
    email: may('อีเมล', text, '', 'contacts.email'),
    line: may('ไลน์', text, '', 'contacts.line'),
  },
  facets: [registered],
  idOf: (name) => name.stream('person'),
  parts(row, name) {
    const th = said({ prefix: row.prefix_th, given: row.given_th, middle: row.middle_th, family: row.family_th })
    const en = said({ prefix: row.prefix_en, given: row.given_en, middle: row.middle_en, family: row.family_en })
    const contacts = said({ phone: row.phone, email: row.email, line: row.line })
    if (row.given_th === undefined && row.given_en === undefined) {
      throw new Refused('Missing', { th: 'ต้องมีชื่อภาษาไทยหรืออังกฤษ', en: 'A given name, Thai or English, is required.' }, 'name.th.given')
    }
    const fact = {
      name: { ...(Object.keys(th).length > 0 && { th }), ...(Object.keys(en).length > 0 && { en }) },
      ...(Object.keys(contacts).length > 0 && { contacts }),
    }
    return [personPart(name.stream('person'), fact, name.reason)]
  },
})

export const personPart = (id: string, fact: { name: object; contacts?: object }, reason: string) =>
  part<{ name: object; contacts?: object }>({
    facet: registered as Facet,
    id,
    fact,
    another: (recorded) => (isSomebodyElse(recorded.name, fact.name) ? new Refused(SOMEBODY_ELSE, ANOTHER, 'name.th.given') : undefined),
    record: [{ command: 'RegisterPerson', input: fact }],
    change: (recorded) => [
      ...(same(recorded.name, fact.name) ? [] : [{ command: 'CorrectName', input: { name: fact.name, reason } }]),
      ...(same(recorded.contacts, fact.contacts) ? [] : [{ command: 'ChangeContact', input: { contacts: fact.contacts ?? {} } }]),
    ],
  })

const ANOTHER: Bilingual = {
  th: 'รหัสนี้เป็นของบุคคลอื่นที่นำเข้าไว้แล้ว (ทั้งชื่อและนามสกุลต่างกัน): ไฟล์ของหน่วยงานอื่นให้ใช้ --source <ชื่อทะเบียน> ถ้าเป็นคนเดียวกันจริงให้ใช้ --prefer-file',
  en:
    'This key is that of somebody else imported before: both the given and the family name differ. ' +
    'For the file of another office say --source <name of its register>; if it is the same person, --prefer-file.',
}

/** Whether in every language that both have both the given and the family name differ. */
function isSomebodyElse(recorded: object, said: object): boolean {
  const [before, now] = [recorded, said] as Record<string, Record<string, string> | undefined>[]
  const shared = ['th', 'en'].filter((language) => before![language] && now![language])
  const differs = (language: string, part: string) => normalised(before![language]![part] ?? '') !== normalised(now![language]![part] ?? '')
  return shared.length > 0 && shared.every((language) => differs(language, 'given') && differs(language, 'family'))
}

const establishment = facet('post', {
  PostEstablished: without(),
  PostRetitled: (recorded: object | undefined, { title }: { title: object }) => ({ ...recorded, title }),
  PostCorrected: without('reason'),
})
const abolition = endOf('post abolished', 'PostAbolished', 'PostAbolitionCorrected', 'PostAbolitionReversed', {
  ...{ record: 'AbolishPost', correct: 'CorrectPostAbolition', reverse: 'ReversePostAbolition' },
})

export const posts = table({
  name: 'posts',
  stage: 'register',
  th: 'ตำแหน่ง',
  doc: { th: 'ตำแหน่งในหน่วยงาน แยกจากผู้ดำรงตำแหน่ง', en: 'Positions in organizations, apart from who holds them.' },
  columns: {
    key: must('รหัส', key, 'POST-01'),
    title_th: must('ชื่อตำแหน่ง', text, 'หัวหน้าสำนักงานตัวอย่าง', 'title.th'),
    title_en: may('ชื่อตำแหน่งอังกฤษ', text, 'Head of the Example Office', 'title.en'),
    title_from: may('ใช้ชื่อนี้ตั้งแต่', day, '', 'from'),
    organization: must('หน่วยงาน', reference('organizations'), 'ORG-01'),
    head: may('เป็นหัวหน้าหน่วยงาน', yesNo, 'ใช่'),
    area: may('พื้นที่', area),
    level: may('ระดับ', whole(1, 11)),
    rotates: may('หมุนเวียน', yesNo),
    abolished_on: may('ยุบเลิกตั้งแต่', day, '', 'on'),
    successor: may('ผู้รับช่วง', reference('posts', 'organizations', 'committees', 'seats')),
  },
  facets: [establishment, head, abolition.facet],
  idOf: (name) => name.stream('post'),
  parts(row, name) {
    const id = name.stream('post')
    const { organization, area, level, rotates } = row
    const fact = said({ title: bilingual(row.title_th, row.title_en), organization, area, level, rotates })
    return [
      part<Record<string, unknown>>({
        facet: establishment,
        id,
        fact,
        ...(row.title_from !== undefined && { also: { titleFrom: row.title_from }, says: 'from' }),
        record: [{ command: 'EstablishPost', input: fact }],
        change(recorded) {
          if (row.head && recorded['organization'] !== row.organization) return undefined // the other organization would keep it as its head
          return row.title_from !== undefined && same({ ...recorded, title: null }, { ...fact, title: null })
            ? [{ command: 'RetitlePost', input: { title: fact.title, from: row.title_from } }]
            : [{ command: 'CorrectPost', input: { ...fact, reason: name.reason } }]
        },
      }),
      row.head
        ? part({
            facet: head,
            id: row.organization,
            says: 'head',
            fact: { post: id },
            record: [{ command: 'NameHeadPost', input: { post: id } }],
            change: () => [{ command: 'NameHeadPost', input: { post: id } }],
          })
        : unsaid(head, row.organization, 'head', { find: (named: { post: string }) => (named.post === id ? named : undefined) }),
      ending(abolition, id, { on: row.abolished_on, successor: row.successor, reason: name.reason }),
    ]
  },
})

const held = facet(
  'assignment',
  {
    RoleAssigned: without('assignment'),
    RoleEnded: (recorded: object | undefined, { on }: { on: string }) => ({ ...recorded, until: on }),
    RoleAssignmentCorrected: without('assignment', 'reason'),
    RoleAssignmentReversed: (recorded: object | undefined) => ({ ...recorded, reversed: true }),
  },
  ({ assignment }) => assignment as string,
)

export const roleAssignments = table({
  name: 'role_assignments',
  stage: 'register',
  th: 'การดำรงตำแหน่ง',
  doc: { th: 'ใครดำรงตำแหน่งใด ตั้งแต่วันใด ถึงวันใด', en: 'Who holds which post, from which day, until which day.' },
  columns: {
    key: must('รหัส', key, 'RA-001'),
    post: must('ตำแหน่ง', reference('posts'), 'POST-01'),
    person: must('บุคคล', reference('people'), 'P-001'),
    manner: must('ลักษณะ', choiceOf(Manner), 'substantive'),
    from: may('ตั้งแต่', day, '1/10/2568'),
    until: may('ถึงก่อนวันที่', day, ''),
    order: may('คำสั่งที่', text, '1/2568'),
  },
  facets: [held],
  idOf: (name) => name.inside('assignment'),
  order: ({ from = '' }) => from,
  parts(row, name) {
    const assignment = name.inside('assignment')
    const { person, manner, from, until, order } = row
    const fact = said({ person, manner, from, until, order })
    return [
      part<Record<string, unknown>>({
        facet: held,
        id: row.post,
        key: assignment,
        fact,
        record: [{ command: 'AssignRole', input: fact }],
        change: (recorded) =>
          recorded['reversed']
            ? undefined
            : until !== undefined && recorded['until'] === undefined && same({ ...recorded, until }, fact)
              ? [{ command: 'EndRole', input: { assignment, on: until } }]
              : [{ command: 'CorrectRoleAssignment', input: { assignment, ...fact, reason: name.reason } }],
      }),
    ]
  },
})

const orderOf = ({ number, dated, issuer }: { number: string; dated: string; issuer: string | undefined }) =>
  said({ number, dated, issuer })
const NOT_ONE_ORDER: Bilingual = {
  th: 'แถวของคำสั่งเดียวกันต้องมีเลขที่ วันที่ และผู้ออกคำสั่งตรงกัน',
  en: 'The rows of one list have the same order number, date and issuer.',
}
const listed = facet<Fact>('transfer', {
  TransfersRecorded: without('doings'),
  TransfersCorrected: without('doings', 'takenBack', 'reason'),
  TransfersCancelled: () => undefined,
})

export const transfers = table({
  name: 'transfers',
  stage: 'register',
  th: 'โยกย้าย',
  doc: {
    th: 'คำสั่งโยกย้าย แถวละหนึ่งคน แถวที่รหัสคำสั่งเดียวกันเป็นคำสั่งเดียวและบันทึกพร้อมกัน ผู้ย้ายพ้นจากตำแหน่งเดิมและดำรงตำแหน่งใหม่โดยไม่ต้องมีแถวในตารางการดำรงตำแหน่ง',
    en: 'Transfer lists, one row for each person moved. Rows of the same list are decided together; who is moved leaves the old post and holds the new one without a row in role_assignments. Of a list, columns that are left out are empty.',
  },
  columns: {
    key: must('รหัส', key, 'TR-001'),
    list: must('รหัสคำสั่ง', key, 'LIST-01'),
    number: must('คำสั่งที่', text, '1/2569'),
    dated: must('ลงวันที่', day, '15/9/2569'),
    issuer: may('ผู้ออกคำสั่ง', text, 'กระทรวงตัวอย่าง'),
    person: must('บุคคล', reference('people'), 'P-001'),
    from: may('ย้ายจาก', reference('posts'), 'POST-01'),
    to: may('ไปดำรงตำแหน่ง', reference('posts')),
    on: must('ตั้งแต่', day, '1/10/2569'),
    until: may('ถึงก่อนวันที่', day),
    manner: may('ลักษณะ', choiceOf(Manner)),
  },
  facets: [listed],
  idOf: (name) => name.stream('transfer'),
  order: ({ on }) => on,
  parts: () => [],
  together: {
    list: 'moves',
    of: ({ list }) => list,
    parts(rows, name) {
      const id = name.stream('transfer')
      const order = orderOf(rows[0]!)
      for (const [i, row] of rows.entries()) {
        const field = firstDifference(order, orderOf(row))
        if (field !== '') throw new Refused('NotOneOrder', NOT_ONE_ORDER, `moves.${i}.${field}`)
      }
      const moves = rows.map(({ person, from, to, on, until, manner }) => said({ person, from, to, on, until, manner }))
      const fact = { ...order, moves }
      return [
        part<Record<string, unknown>>({
          facet: listed,
          id,
          fact,
          record: [{ command: 'RecordTransfers', input: fact }],
          change: () => [{ command: 'CorrectTransfers', input: { ...fact, reason: name.reason } }],
          follows: ({ data }) =>
            carriedOut(id, data).map(({ command, id, input }) => ({ command: command.name, id: id!, input: input as object as Fact })),
        }),
      ]
    },
  },
})

export const same = (one: unknown, other: unknown) => sorted(one) === sorted(other)
const sorted = (value: unknown) =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  )
