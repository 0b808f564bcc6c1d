import { described } from '@prasan/event-sourcing'
import {
  AS_OF,
  Ask,
  type Asked,
  AsOfInput,
  Bilingual,
  type Connection,
  Day,
  Node,
  PageArgs,
  RequestContext,
  SearchAsked,
  connectionFrom,
  connectionOf,
  judged,
  pageAsked,
  withMoment,
} from '@prasan/graphql'
import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { QueryBus } from '@nestjs/cqrs'
import {
  type AreaRow,
  type AssignmentRow,
  type ClauseRow,
  type DelegationRow,
  type OrganizationRow,
  type PersonRow,
  type PostRow,
  areasByIds,
  areasCount,
  areasPage,
  delegationsOf,
  heldBy,
  holdersOf,
  lineOf,
  mandateOf,
  organizationsByIds,
  organizationsCount,
  organizationsPage,
  peopleByIds,
  peopleCount,
  peoplePage,
  postsByIds,
  postsCount,
  postsPage,
} from '../views/directory/queries.js'
import { AreaCode } from '../domain/area.js'
import { contactsOf, fullName } from './names.js'
import { peopleNamed } from './people-by-name.js'
import {
  Area,
  Delegation,
  MandateClause,
  Organization,
  OrganizationKindEnum,
  Person,
  PersonContacts,
  Post,
  RoleAssignment,
} from './types.js'

const id = { type: () => ID }
const AreaConnection = connectionOf(Area, 'Area')
const OrganizationConnection = connectionOf(Organization, 'Organization')
const PersonConnection = connectionOf(Person, 'Person')
const PostConnection = connectionOf(Post, 'Post')

@Resolver(() => Area)
export class AreaResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Area, {
    nullable: true,
    description: described(
      'พื้นที่ตามรหัส เช่น "5601" ว่างเมื่อไม่มีบันทึก',
      'An area by its official code, as in "5601"; null where none is recorded.',
    ),
  })
  async area(
    @Args('code', {
      description: described(
        'รหัสของพื้นที่: จังหวัดสองหลัก แล้วเพิ่มระดับละสองหลัก',
        'Its official code: two digits a province, two more each for district, sub-district and village.',
      ),
    })
    code: string,
    @Context() request: RequestContext,
  ) {
    return request.one(areasByIds, `area-${judged(AreaCode, code, 'code')}`, request.moment())
  }

  @Query(() => AreaConnection)
  async areas(
    @Args() page: PageArgs,
    @Args('parent', {
      nullable: true,
      description: described(
        'รหัสของพื้นที่ที่อยู่เหนือขึ้นไป หากไม่ระบุ คือจังหวัดทั้งหมด',
        'Code of the area they lie in; all provinces where it is left out.',
      ),
    })
    parent: string,
    @Context() request: RequestContext,
  ): Promise<Connection<Asked<AreaRow>>> {
    const code = judged(AreaCode, parent, 'parent')
    const asked = code === undefined ? { level: 'province' } : { parent: request.known(`area-${code}`, 'parent', 'area') }
    const rows = await this.queries.execute(new Ask(areasPage, { page: pageAsked(page, 'areas'), ...asked }))
    return connectionFrom(
      rows,
      (row) => withMoment(row, request.moment()),
      () => request.ask(areasCount, asked),
    )
  }

  @ResolveField(() => Area, {
    nullable: true,
    description: described('พื้นที่ที่อยู่เหนือขึ้นไป ว่างเมื่อเป็นจังหวัด', 'The area that it lies in; null for a province.'),
  })
  parent(@Parent() area: Asked<AreaRow>, @Context() request: RequestContext) {
    return area.parent && request.one(areasByIds, area.parent, area.asOf)
  }
}

@Resolver(() => Organization)
export class OrganizationResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Organization, { nullable: true })
  organization(@Args('id', id) id: string, @Args('asOf', AS_OF) asOf: AsOfInput, @Context() request: RequestContext) {
    return request.thing(organizationsByIds, 'organization', id, asOf)
  }

  @Query(() => OrganizationConnection, {
    description: described('หน่วยงานที่มีในวันที่ถามถึง', 'The organizations that there are on the day asked about.'),
  })
  async organizations(
    @Args() page: PageArgs,
    @Args('kind', {
      type: () => OrganizationKindEnum,
      nullable: true,
      description: described('เฉพาะหน่วยงานประเภทนี้', 'Only organizations of this kind.'),
    })
    kind: string | null,
    @Args('area', {
      type: () => ID,
      nullable: true,
      description: described(
        'เฉพาะที่ทำงานในพื้นที่นี้หรือในส่วนหนึ่งของพื้นที่ เช่น area-56',
        'Those that work in the area or in a part of it, as in `area-56`.',
      ),
    })
    area: string | null,
    @Args('nameContains', {
      type: () => String,
      nullable: true,
      description: described('ส่วนหนึ่งของชื่อภาษาไทยหรืออังกฤษ', 'A part of the Thai or English name.'),
    })
    nameContains: string | null,
    @Args('asOf', AS_OF) asOf: AsOfInput,
    @Context() request: RequestContext,
  ): Promise<Connection<Asked<OrganizationRow>>> {
    const asked = {
      asOf: request.moment(asOf),
      ...(kind && { kind }),
      area: request.known(area, 'area', 'area'),
      nameContains: judged(SearchAsked, nameContains, 'nameContains'),
    }
    const rows = await this.queries.execute(new Ask(organizationsPage, { page: pageAsked(page, 'organizations'), ...asked }))
    return connectionFrom(
      rows,
      (row) => withMoment(row, asked.asOf),
      () => request.ask(organizationsCount, asked),
    )
  }

  @ResolveField(() => [MandateClause], { description: described('อำนาจหน้าที่', 'What it is there to do, on the day asked about.') })
  mandate(@Parent() { id, asOf }: Asked<OrganizationRow>, @Context() request: RequestContext) {
    return request.many(mandateOf, 'organization', id, asOf)
  }

  @ResolveField(() => Bilingual)
  label(@Parent() organization: OrganizationRow) {
    return organization.name
  }

  @ResolveField(() => Organization, { nullable: true })
  parent(@Parent() organization: Asked<OrganizationRow>, @Context() request: RequestContext) {
    return organization.parent && request.one(organizationsByIds, organization.parent, organization.asOf)
  }

  @ResolveField(() => Post, {
    nullable: true,
    description: described(
      'ตำแหน่งหัวหน้า ซึ่งผู้ดำรงรับผิดชอบแทนหน่วยงาน ว่างเมื่อไม่ได้กำหนด',
      'The post whose holder answers for the organization; null: none is named.',
    ),
  })
  headPost(@Parent() organization: Asked<OrganizationRow>, @Context() request: RequestContext) {
    return organization.headPost && request.one(postsByIds, organization.headPost, organization.asOf)
  }

  @ResolveField(() => [Area])
  async areas(@Parent() organization: Asked<OrganizationRow>, @Context() request: RequestContext) {
    const found = await Promise.all(
      ((organization.areas as string[] | null) ?? []).map((area) => request.one(areasByIds, area, organization.asOf)),
    )
    return found.filter((area) => area !== null)
  }
}

@Resolver(() => Person)
export class PersonResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Person, {
    nullable: true,
    description: described('บุคคล ตามรหัสของบันทึก หรือของบันทึกที่รวมเข้าด้วยกันแล้ว', 'By the id of the record, or of one that was merged into it.'),
  })
  person(@Args('id', id) id: string, @Args('asOf', AS_OF) asOf: AsOfInput, @Context() request: RequestContext) {
    return request.thing(peopleByIds, 'person', id, asOf)
  }

  @Query(() => PersonConnection, { description: described('บุคคลที่มีบันทึก', 'The persons on record.') })
  async people(
    @Args() page: PageArgs,
    @Args('name', {
      type: () => String,
      nullable: true,
      description: described(
        'ส่วนของชื่อภาษาไทยหรืออังกฤษ มีคำนำหน้าหรือไม่ก็ได้ พิมพ์แบบใดก็ได้',
        'Parts of the Thai or English name, with or without its title, in any usual way of typing.',
      ),
    })
    name: string | null,
    @Args('asOf', AS_OF) asOf: AsOfInput,
    @Context() request: RequestContext,
  ): Promise<Connection<Asked<PersonRow>>> {
    const typed = judged(SearchAsked, name, 'name')
    const asked = { asOf: request.moment(asOf), ...(typed !== undefined && { ids: await peopleNamed(typed, request) }) }
    const rows = await this.queries.execute(new Ask(peoplePage, { page: pageAsked(page, 'people'), ...asked }))
    return connectionFrom(
      rows,
      (row) => withMoment(row, asked.asOf),
      () => request.ask(peopleCount, asked),
    )
  }

  @ResolveField(() => Bilingual)
  name(@Parent() person: PersonRow, @Context() request: RequestContext) {
    return fullName(request.keys, person)
  }

  @ResolveField(() => PersonContacts, {
    nullable: true,
    description: described(
      'ช่องทางติดต่อ',
      'The ways to reach a person; null where none is recorded, they were erased, or who asks may not see them.',
    ),
  })
  contacts(@Parent() person: PersonRow, @Context() request: RequestContext) {
    return request.maySee({ id: person.id, part: 'contacts' }) ? contactsOf(request.keys, person) : null
  }

  @ResolveField(() => [RoleAssignment], { description: described('ตำแหน่งที่ดำรงอยู่', 'The posts held on the day asked about.') })
  holds(@Parent() person: Asked<PersonRow>, @Context() request: RequestContext) {
    return request.many(heldBy, 'person', person.id, person.asOf)
  }
}

@Resolver(() => Post)
export class PostResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Post, { nullable: true, description: described('ตำแหน่งหนึ่งตำแหน่ง ว่างเมื่อไม่มีบันทึก', 'A post; null where none is recorded.') })
  post(@Args('id', id) id: string, @Args('asOf', AS_OF) asOf: AsOfInput, @Context() request: RequestContext) {
    return request.thing(postsByIds, 'post', id, asOf)
  }

  @Query(() => PostConnection, { description: described('ตำแหน่งที่มีในวันที่ถามถึง', 'The posts that there are on the day asked about.') })
  async posts(
    @Args() page: PageArgs,
    @Args('organization', {
      type: () => ID,
      nullable: true,
      description: described('เฉพาะตำแหน่งในหน่วยงานนี้', 'Only the posts of this organization.'),
    })
    organization: string,
    @Args('asOf', AS_OF) asOf: AsOfInput,
    @Context() request: RequestContext,
  ): Promise<Connection<Asked<PostRow>>> {
    const asked = { asOf: request.moment(asOf), organization: request.known(organization, 'organization', 'organization') }
    const rows = await this.queries.execute(new Ask(postsPage, { page: pageAsked(page, 'posts'), ...asked }))
    return connectionFrom(
      rows,
      (row) => withMoment(row, asked.asOf),
      () => request.ask(postsCount, asked),
    )
  }

  @ResolveField(() => Bilingual)
  label(@Parent() post: PostRow) {
    return post.title
  }

  @ResolveField(() => Organization, { nullable: true })
  organization(@Parent() post: Asked<PostRow>, @Context() request: RequestContext) {
    return request.one(organizationsByIds, post.organization, post.asOf)
  }

  @ResolveField(() => Area, { nullable: true })
  area(@Parent() post: Asked<PostRow>, @Context() request: RequestContext) {
    return post.area && request.one(areasByIds, post.area, post.asOf)
  }

  @ResolveField(() => [RoleAssignment], {
    description: described('ผู้ดำรงตำแหน่งในวันนั้น', 'Who holds it on the day asked about, in every manner.'),
  })
  holders(@Parent() post: Asked<PostRow>, @Context() request: RequestContext) {
    return request.many(holdersOf, 'post', post.id, post.asOf)
  }

  @ResolveField(() => [Delegation], {
    description: described('การมอบอำนาจที่มีผลในวันนั้น', 'What its holder has delegated, on the day asked about.'),
  })
  delegations(@Parent() { id, asOf }: Asked<PostRow>, @Context() request: RequestContext) {
    return request.many(delegationsOf, 'post', id, asOf)
  }

  @ResolveField(() => [RoleAssignment], { description: described('ลำดับผู้ดำรงตำแหน่ง', 'The whole line of holders, oldest first.') })
  line(@Parent() post: Asked<PostRow>, @Context() request: RequestContext) {
    return request.many(lineOf, 'post', post.id, post.asOf)
  }
}

@Resolver(() => MandateClause)
export class MandateClauseResolver {
  @ResolveField(() => Day, {
    nullable: true,
    description: described('มีผลตั้งแต่วันที่ ว่างเมื่อก่อนเริ่มบันทึก', 'First day; null: since before the record begins.'),
  })
  from(@Parent() { validFrom }: ClauseRow) {
    return validFrom
  }
}

@Resolver(() => Delegation)
export class DelegationResolver {
  @ResolveField(() => Node, { nullable: true, description: described('ตำแหน่งหรือบุคคลที่ทำแทน', 'The post or person that acts.') })
  to(@Parent() { receiver, asOf }: Asked<DelegationRow>, @Context() request: RequestContext) {
    return request.node(receiver, asOf)
  }

  @ResolveField(() => Day, { description: described('มีผลตั้งแต่วันที่', 'First day.') })
  from(@Parent() { validFrom }: DelegationRow) {
    return validFrom
  }

  @ResolveField(() => Day, {
    nullable: true,
    description: described('วันแรกที่ไม่มีผลแล้ว ว่างเมื่อไม่ทราบวันสิ้นสุด', 'First day on which it no longer holds; null: no end is known.'),
  })
  until(@Parent() { validTo }: DelegationRow) {
    return validTo
  }

  @ResolveField(() => String, {
    nullable: true,
    description: described('เลขที่คำสั่งมอบอำนาจ ว่างเมื่อไม่ได้บันทึก', 'Number of the order by which it was delegated; null: not recorded.'),
  })
  order(@Parent() { orderNumber }: DelegationRow) {
    return orderNumber
  }
}

@Resolver(() => RoleAssignment)
export class RoleAssignmentResolver {
  @ResolveField()
  from(@Parent() held: AssignmentRow) {
    return held.validFrom
  }

  @ResolveField()
  until(@Parent() held: AssignmentRow) {
    return held.validTo
  }

  @ResolveField()
  order(@Parent() held: AssignmentRow) {
    return held.orderNumber
  }

  @ResolveField(() => Person, { nullable: true, description: described('ผู้ดำรงตำแหน่ง', 'Who holds it.') })
  person(@Parent() held: Asked<AssignmentRow>, @Context() request: RequestContext) {
    return request.one(peopleByIds, held.person, held.asOf)
  }

  @ResolveField(() => Post, { nullable: true, description: described('ตำแหน่งที่ดำรง', 'The post that is held.') })
  post(@Parent() held: Asked<AssignmentRow>, @Context() request: RequestContext) {
    return request.one(postsByIds, held.post, held.asOf)
  }
}
