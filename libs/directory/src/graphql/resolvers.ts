import { Text, described } from '@prasan/event-sourcing'
import { AS_OF, AsOfInput, RequestContext, SearchAsked, idOf, judged, listOf, searchFor, wordOf } from '@prasan/graphql'
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql'
import { AreaCode } from '../domain/area.js'
import { areas, areasByIds, organizations, people, posts, recordsOf } from '../views/directory/queries.js'
import { transfers } from '../views/transfers/queries.js'
import { peopleNamed } from './people-by-name.js'
import { Area, Organization, OrganizationKindEnum, Person, Post, Transfer } from './types.js'

@Resolver(() => Area)
export class AreaResolver {
  @Query(() => Area, {
    nullable: true,
    description: described(
      'พื้นที่ตามรหัส เช่น "5601" ว่างเมื่อไม่มีบันทึก',
      'An area by its official code, as in "5601"; null where none is recorded.',
    ),
  })
  area(
    @Args('code', {
      description: described(
        'รหัสของพื้นที่: จังหวัดสองหลัก แล้วเพิ่มระดับละสองหลัก',
        'Its official code: two digits a province, two more each for district, sub-district and village.',
      ),
    })
    code: string,
    @Args('asOf', AS_OF) asOf: AsOfInput | undefined,
    @Context() request: RequestContext,
  ) {
    return request.one(areasByIds, `area-${judged(AreaCode, code, 'code')}`, request.moment(asOf))
  }
}

export const directoryLists = [
  listOf(areas, Area, {
    args: {
      parent: {
        type: () => String,
        description: described(
          'รหัสของพื้นที่ที่อยู่เหนือขึ้นไป หากไม่ระบุ คือจังหวัดทั้งหมด',
          'Code of the area they lie in; all provinces where it is left out.',
        ),
        judged: (asked, field, request) => {
          const code = judged(AreaCode, asked, field)
          return code === undefined ? undefined : request.known(`area-${code}`, field, 'area')
        },
      },
    },
  }),
  listOf(organizations, Organization, {
    description: described('หน่วยงานที่มีในวันที่ถามถึง', 'The organizations that there are on the day asked about.'),
    args: {
      kind: wordOf(OrganizationKindEnum, described('เฉพาะหน่วยงานประเภทนี้', 'Only organizations of this kind.')),
      area: idOf(
        'area',
        described('เฉพาะที่ทำงานในพื้นที่นี้หรือในส่วนหนึ่งของพื้นที่ เช่น area-56', 'Those that work in the area or in a part of it, as in `area-56`.'),
      ),
      nameContains: searchFor(described('ส่วนหนึ่งของชื่อภาษาไทยหรืออังกฤษ', 'A part of the Thai or English name.')),
    },
  }),
  listOf(people, Person, {
    description: described('บุคคลที่มีบันทึก', 'The persons on record.'),
    args: {
      name: {
        type: () => String,
        description: described(
          'ส่วนของชื่อภาษาไทยหรืออังกฤษ มีคำนำหน้าหรือไม่ก็ได้ พิมพ์แบบใดก็ได้',
          'Parts of the Thai or English name, with or without its title, in any usual way of typing.',
        ),
        judged: (asked, field, request, { log }) => {
          const typed = judged(SearchAsked, asked, field)
          return typed === undefined ? undefined : peopleNamed(typed, log ?? request.logNumber, request)
        },
      },
    },
  }),
  listOf(posts, Post, {
    description: described('ตำแหน่งที่มีในวันที่ถามถึง', 'The posts that there are on the day asked about.'),
    args: { organization: idOf('organization', described('เฉพาะตำแหน่งในหน่วยงานนี้', 'Only the posts of this organization.')) },
  }),
  listOf(transfers, Transfer, {
    description: described('คำสั่งโยกย้าย ล่าสุดก่อน', 'Transfer lists, the latest order first.'),
    args: {
      number: {
        type: () => String,
        description: described('คำสั่งที่', 'Number of the order.'),
        judged: (asked, field) => judged(Text, asked, field),
      },
      person: {
        type: () => ID,
        description: described('เฉพาะที่ย้ายบุคคลนี้', 'Only those that move this person.'),
        judged: (asked, field, request, asOf) => {
          const id = request.known(asked as string | null, field, 'person')
          return id === undefined ? undefined : request.ask(recordsOf, { ids: [id], asOf })
        },
      },
      post: idOf('post', described('เฉพาะที่มีตำแหน่งนี้', 'Only those that name this post.')),
    },
  }),
]
