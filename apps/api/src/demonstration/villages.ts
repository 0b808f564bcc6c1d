/** A watch group in a village of each district: the village head and two volunteers, under rules of their own, with a meeting a year. */
import { AdoptRules, CreateSeat, EstablishCommittee } from '@prasan/committees'
import { AssignRole, EstablishPost, RegisterPerson } from '@prasan/directory'
import { addDays } from '@prasan/event-sourcing'
import { meeting } from './meetings.js'
import { nameOf } from './people.js'
import { DISTRICTS, districtBody } from './province.js'
import { type Step, fiscalYearStart, idOf, yearsBefore } from './story.js'

/** The first sub-district of each district; the villages in them are fictional. */
const SUBDISTRICTS: readonly (readonly [th: string, en: string])[] = [
  ['เวียง', 'Wiang'],
  ['ห้วยข้าวก่ำ', 'Huai Khao Kam'],
  ['หย่วน', 'Yuan'],
  ['เชียงม่วน', 'Chiang Muan'],
  ['ดอกคำใต้', 'Dok Kham Tai'],
  ['ปง', 'Pong'],
  ['แม่ใจ', 'Mae Chai'],
  ['ภูซาง', 'Phu Sang'],
  ['ห้วยแก้ว', 'Huai Kaeo'],
]

export function villageGroups(today: string): Step[] {
  const last = fiscalYearStart(today)
  const years = [yearsBefore(last, 2), yearsBefore(last, 1), last]
  const founded = addDays(years[0]!, 40)
  return DISTRICTS.flatMap(([district], d): Step[] => {
    const [th, en] = SUBDISTRICTS[d]!
    const key = `village:${district}`
    const group = idOf('committee', key)
    const head = idOf('post', `head:${key}`)
    const area = `area-${district}01`
    const step = (part: string, command: Step['command'], input: object, id?: string): Step => ({
      on: founded,
      key: `${part}:${key}`,
      command,
      input,
      ...(id !== undefined && { id }),
    })
    const person = (n: number) => idOf('person', `${n}:${key}`)
    const seat = (number: number, office: string, kind: object) =>
      step(`seat ${number}`, CreateSeat, { number, office, kind, from: founded }, group)
    const held = years.flatMap((year, n) =>
      meeting({
        key: `meeting:${key}:${n}`,
        body: group,
        on: addDays(year, 100 + d),
        place: `ศาลาประชาคม ตำบล${th}`,
        n: n + d,
        ...(n > 0 && { previous: `meeting:${key}:${n - 1}` }),
        ...(n === 1 && {
          assigned: {
            title: ['เดินเยี่ยมบ้านกลุ่มเสี่ยงในหมู่บ้าน (นับจำนวนเท่านั้น)', 'Visit the households at risk in the village (numbers only)'],
            owner: head,
            due: 90,
            done: 60 + d,
          },
        }),
      }),
    )
    return [
      ...[0, 1, 2].map((n) => step(`${n}`, RegisterPerson, { name: nameOf(100 + d * 3 + n) })),
      step('head', EstablishPost, {
        title: { th: `ผู้ใหญ่บ้านสมมติ ตำบล${th}`, en: `Head of Ban Sommut, ${en}` },
        organization: idOf('organization', `org:district:${district}`),
        area,
      }),
      step('role', AssignRole, { person: person(0), manner: 'substantive', from: founded }, head),
      {
        on: founded,
        key,
        command: EstablishCommittee,
        input: {
          name: { th: `กลุ่มเฝ้าระวังบ้านสมมติ ตำบล${th}`, en: `Ban Sommut Watch Group, ${en}` },
          type: 'villageGroup',
          area,
          parent: districtBody(district),
          from: founded,
        },
      },
      step('rules', AdoptRules, { preset: 'village-group', from: founded }, group),
      seat(1, 'chair', { exOfficio: { post: head } }),
      seat(2, 'secretary', { expert: { person: person(1) } }),
      seat(3, 'member', { expert: { person: person(2) } }),
      ...held,
    ]
  })
}
