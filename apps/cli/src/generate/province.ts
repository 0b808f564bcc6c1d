/** One made-up history of a real province: its offices, who held them, its committees and what they promised. */
import { CommitteeEstablished, RepresentativeNamed, RepresentativeWithdrawn, SeatCreated } from '@prasan/committees'
import {
  HeadPostNamed,
  OrganizationRegistered,
  PersonRegistered,
  PostEstablished,
  RoleAssigned,
  RoleEnded,
  type AreaOfThailand,
} from '@prasan/directory'
import { nameOf } from '@prasan/api'
import { type Fact, addDays } from '@prasan/event-sourcing'
import { meeting } from './meeting.js'
import { Random } from './random.js'
import type { Body, Sent, Teller, Told } from './telling.js'
import { AGENCIES, NGOS, both, madeUp } from './words.js'

export interface Post {
  readonly id: string
  readonly organization: string
}

type Area = Pick<AreaOfThailand, 'code' | 'name'>

const MEETINGS_A_YEAR = 4

export class Province implements Teller {
  readonly random: Random
  /** Who holds each post as the history goes on. */
  readonly holders = new Map<string, string>()
  private readonly posts = new Map<string, { id: string; person: string; assignment: string; changes: number }>()
  private readonly bodies: Body[] = []
  private readonly sent: Sent[] = []
  private readonly months = new Map<string, Told[]>()
  private people = 0

  constructor(
    seed: number,
    private readonly area: Area,
    private readonly districts: readonly Area[],
    private readonly founded: string,
  ) {
    this.random = new Random(seed, area.code)
    this.found()
  }

  /** What is recorded in the month (`YYYY-MM`), in the order of its days; months must be asked for in order. */
  month(month: string): Told[] {
    if (month.endsWith('-09')) this.transfers(`${month.slice(0, 4)}-10-01`)
    if (month.endsWith('-10')) this.meetings(`${month}-01`)
    const told = this.months.get(month) ?? []
    this.months.delete(month)
    return told.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  }

  tell(on: string, id: string, command: string, fact: Fact, post?: string): void {
    const month = on.slice(0, 7)
    const told = { on, id, fact, command, ...(post !== undefined && { post }) }
    const others = this.months.get(month)
    if (others) others.push(told)
    else this.months.set(month, [told])
  }

  newId(category: string): string {
    return `${category}-${this.random.uuid()}`
  }

  holderIn(post: string): string {
    return this.posts.get(post)!.person
  }

  private person(on: string): string {
    const id = this.newId('person')
    this.tell(on, id, 'RegisterPerson', PersonRegistered({ name: nameOf(this.people++ + this.random.int(0, 5)) }))
    return id
  }

  private organization(kind: string, name: { th: string; en?: string | undefined }, area: string): string {
    const id = this.newId('organization')
    this.tell(
      this.founded,
      id,
      'RegisterOrganization',
      OrganizationRegistered({ name, kind: kind as 'provincial', areas: [`area-${area}`] }),
    )
    return id
  }

  /** A post with its first holder; `changes` is the share of first Octobers on which another person comes. */
  private post(organization: string, title: { th: string; en?: string | undefined }, area: string, changes: number): string {
    const id = this.newId('post')
    this.tell(this.founded, id, 'EstablishPost', PostEstablished({ title, organization, area: `area-${area}` }))
    const held = { id, person: '', assignment: '', changes }
    this.posts.set(id, held)
    this.assign(held, this.person(this.founded), 'substantive', addDays(this.founded, -this.random.int(0, 700)), this.founded)
    return id
  }

  private assign(
    held: { id: string; person: string; assignment: string },
    person: string,
    manner: 'substantive' | 'acting',
    from: string,
    recorded: string,
    until?: string,
  ): void {
    const assignment = this.newId('assignment')
    this.tell(
      recorded,
      held.id,
      'AssignRole',
      RoleAssigned({ assignment, person, manner, from, ...(until !== undefined && { until }), order: `พม ${this.random.int(100, 999)}` }),
    )
    if (manner === 'substantive') Object.assign(held, { person, assignment })
  }

  private headed(
    kind: string,
    name: { th: string; en?: string | undefined },
    head: { th: string; en?: string | undefined },
    area: string,
  ): Post {
    const organization = this.organization(kind, name, area)
    const id = this.post(organization, head, area, 0.4)
    this.tell(this.founded, organization, 'NameHeadPost', HeadPostNamed({ post: id }))
    return { id, organization }
  }

  private found(): void {
    const { code, name } = this.area
    const agencies = AGENCIES.map(([kind, [th, en], head]) =>
      this.headed(kind, madeUp(th + name.th, `${en} ${name.en}`), { th: head[0] + name.th, en: `${head[1]} of ${name.en}` }, code),
    )
    const ngos = NGOS.map(([th, en]) => this.organization('ngo', madeUp(th + name.th, `${en} of ${name.en}`), code))
    const secretary = this.post(agencies[2]!.organization, both(['หัวหน้ากลุ่มการพัฒนาสังคม', 'Chief of Social Development']), code, 0.25)
    const provincial = (
      [
        ['คณะอนุกรรมการป้องกันและปราบปรามการค้ามนุษย์จังหวัด', 'Sub-committee against Human Trafficking of'],
        ['คณะกรรมการคุ้มครองเด็กจังหวัด', 'Child Protection Committee of'],
      ] as const
    ).map(([th, en]) => this.body({ th: th + name.th, en: `${en} ${name.en}` }, 'subcommittee', code, undefined, agencies, ngos, secretary))
    for (const district of this.districts) {
      const office = this.headed(
        'district',
        madeUp(`ที่ว่าการอำเภอ${district.name.th}`, `${district.name.en} District Office`),
        { th: `นายอำเภอ${district.name.th}`, en: `District Chief of ${district.name.en}` },
        district.code,
      )
      const local = ['ผู้กำกับการสถานีตำรวจ', 'สาธารณสุขอำเภอ', 'ผู้อำนวยการโรงเรียน'].map((title, n) => ({
        id: this.post(agencies[[3, 5, 6][n]!]!.organization, { th: title + district.name.th }, district.code, 0.25),
        organization: agencies[[3, 5, 6][n]!]!.organization,
      }))
      this.body(
        { th: `คณะทำงานป้องกันการค้ามนุษย์อำเภอ${district.name.th}`, en: `Working Group against Trafficking of ${district.name.en}` },
        'workingGroup',
        district.code,
        provincial[0],
        [office, ...local],
        [this.random.pick(ngos)],
        secretary,
      )
    }
  }

  private body(
    name: { th: string; en: string },
    type: 'subcommittee' | 'workingGroup',
    area: string,
    parent: string | undefined,
    members: readonly Post[],
    ngos: readonly string[],
    secretary: string,
  ): string {
    const id = this.newId('committee')
    const from = this.founded
    this.tell(
      from,
      id,
      'EstablishCommittee',
      CommitteeEstablished({ name: madeUp(name.th, name.en), type, area: `area-${area}`, ...(parent !== undefined && { parent }), from }),
    )
    const seats: Body['seats'][number][] = []
    const seat = (office: 'chair' | 'member' | 'secretary', kind: Parameters<typeof SeatCreated>[0]['kind']) => {
      const seatId = this.newId('seat')
      this.tell(from, id, 'CreateSeat', SeatCreated({ seat: seatId, number: seats.length + 1, office, kind, from }))
      return { seat: seatId, number: seats.length + 1, office }
    }
    for (const [n, { id: post }] of members.entries()) seats.push({ ...seat(n === 0 ? 'chair' : 'member', { exOfficio: { post } }), post })
    for (const organization of ngos) {
      const place = seat('member', { representative: { organization } })
      const sent = { seat: place.seat, committee: id, person: this.person(from), secretary }
      this.sent.push(sent)
      this.tell(from, id, 'NameRepresentative', RepresentativeNamed({ seat: sent.seat, person: sent.person, from }), secretary)
      seats.push({ ...place, sent })
    }
    seats.push({ ...seat('secretary', { exOfficio: { post: secretary } }), post: secretary })
    const owners = [
      ...members.map((member) => member.id),
      ...members.map((member) => member.organization),
      ...ngos,
      ...seats.map(({ seat: one }) => one),
      id,
    ]
    this.bodies.push({ id, owners, secretary, seats })
    return id
  }

  /** On 1 October many leave; some posts are held by an acting head until the late order arrives. */
  private transfers(day: string): void {
    const { random } = this
    const holders = [...this.posts.values()]
    for (const held of holders) {
      if (!random.chance(held.changes)) continue
      this.tell(addDays(day, -random.int(5, 25)), held.id, 'EndRole', RoleEnded({ assignment: held.assignment, on: day }))
      if (random.chance(0.3)) {
        const successor = addDays(day, random.int(15, 100))
        const recorded = addDays(day, random.int(1, 6))
        this.assign(held, random.pick(holders).person, 'acting', addDays(recorded, -1), recorded, successor)
        const known = addDays(successor, random.int(0, 25))
        this.assign(held, this.person(known), 'substantive', successor, known)
      } else {
        const recorded = addDays(day, -random.int(0, 4))
        this.assign(held, this.person(recorded), 'substantive', day, recorded)
      }
    }
    for (const sent of this.sent) {
      if (!random.chance(0.3)) continue
      const on = addDays(day, random.int(10, 200))
      const person = this.person(on)
      this.tell(
        on,
        sent.committee,
        'NameRepresentative',
        RepresentativeWithdrawn({ seat: sent.seat, person: sent.person, on }),
        sent.secretary,
      )
      this.tell(on, sent.committee, 'NameRepresentative', RepresentativeNamed({ seat: sent.seat, person, from: on }), sent.secretary)
      sent.person = person
    }
  }

  private meetings(yearBegins: string): void {
    for (const body of this.bodies) {
      for (let n = 1; n <= MEETINGS_A_YEAR; n++) meeting(this, body, addDays(yearBegins, n * 88 - this.random.int(0, 50)), n)
    }
  }
}
