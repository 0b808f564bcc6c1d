import { type Move, decideMoves, transferShapes } from '@prasan/directory/contract'
import { standingOf } from '@prasan/directory/reading'
import { Day, type Handling, RuleRefused, daysOutOfTime, described, refsIn, sourcesAt, z } from '@prasan/event-sourcing'
import { AS_OF, AsOfInput, Day as DayScalar, HANDLING, RequestContext, badInput, judged, withMoment } from '@prasan/graphql'
import { Inject } from '@nestjs/common'
import { Args, Context, ID, Int, Query, Resolver } from '@nestjs/graphql'
import { scopeAsked } from '../scope-asked.js'
import { atRisk } from './at-risk.js'
import { AtRisk, MoveInput, WhatIf } from './types.js'
import { comesTo } from './what-if.js'

const Within = z.int().min(1).max(3_660)

@Resolver()
export class RiskResolver {
  constructor(@Inject(HANDLING) private readonly handling: Handling) {}

  @Query(() => [AtRisk], {
    description: described(
      'ผู้ที่จะพ้นหรืออาจพ้นจากตำแหน่งภายในจำนวนวันที่ถาม พร้อมงานที่ค้างและผู้ทำหน้าที่แทน ระบุพื้นที่ คณะ หรือหน่วยงานอย่างใดอย่างหนึ่ง ไม่รวมการเกษียณอายุ เพราะไม่บันทึกปีเกิด',
      'Who leaves, or is likely to, within so many days, with what is then left open and who could stand in. Give exactly one of area, committee and organization. Retirement is not told: no year of birth is recorded.',
    ),
  })
  async atRisk(
    @Args('within', { type: () => Int, description: described('ภายในกี่วัน', 'Within how many days from the one asked about.') })
    asked: number,
    @Args('area', {
      type: () => ID,
      nullable: true,
      description: described(
        'ตำแหน่งและคณะในพื้นที่นี้ เช่น area-56 ตำแหน่งที่ไม่ระบุพื้นที่ถือตามหน่วยงาน',
        'Posts and bodies of this area, as in `area-56`; a post without an area is where its organization works.',
      ),
    })
    area: string | undefined,
    @Args('committee', {
      type: () => ID,
      nullable: true,
      description: described('ตำแหน่งที่มีที่นั่งโดยตำแหน่งในคณะนี้ และผู้ทรงคุณวุฒิ', 'The posts that have seats in this body, and its experts.'),
    })
    committee: string | undefined,
    @Args('organization', {
      type: () => ID,
      nullable: true,
      description: described('ตำแหน่งในหน่วยงานนี้', 'The posts of this organization.'),
    })
    organization: string | undefined,
    @Args('asOf', AS_OF) asOf: AsOfInput | undefined,
    @Context() request: RequestContext,
  ): Promise<unknown[]> {
    const within = judged(Within, asked, 'within')!
    const scope = scopeAsked({ area, committee, organization }, '', request)
    const moment = request.moment(asOf)
    return request.ask(atRisk, { ...scope, within, asOf: moment }).map((each) =>
      withMoment(
        {
          ...each,
          commitments: each.commitments.map((row) => withMoment(row, moment)),
          deputies: each.deputies.map((deputy) => withMoment({ ...deputy }, moment)),
        },
        moment,
      ),
    )
  }

  @Query(() => WhatIf, {
    description: described(
      'หากโยกย้ายตามนี้: ตำแหน่งใดจะว่าง ข้อผูกพันใดจะไม่มีผู้รับผิดชอบ และคณะใดจะไม่ครบองค์ประชุม ตัดสินเช่นเดียวกับ recordTransfers ตามที่ทราบ (หรือตามที่ทราบ ณ asOf) แต่ไม่บันทึก',
      'If these moves were made: which posts would stand empty, which promises nobody would answer for, which bodies could not meet. Decided as recordTransfers decides, on what is known (or, with `asOf`, was known); nothing is recorded.',
    ),
  })
  async whatIf(
    @Args('transfers', { type: () => [MoveInput], description: described('การย้ายตามร่างคำสั่ง', 'The moves of the draft order.') })
    asked: Move[],
    @Args('on', {
      type: () => DayScalar,
      nullable: true,
      description: described('ณ วันใด หากไม่ระบุคือวันที่ย้ายรายสุดท้าย', 'On which day; the last on which somebody is moved where it is left out.'),
    })
    day: string | undefined,
    @Args('asOf', AS_OF) asOf: AsOfInput | undefined,
    @Context() request: RequestContext,
  ): Promise<object> {
    const moves = this.movesOf(asked, request)
    const on = judged(Day, day, 'on') ?? moves.map((move) => move.on).reduce((one, other) => (one > other ? one : other))
    const moment = request.moment(asOf)
    const log = moment.log ?? request.logNumber
    const list = { number: '-', dated: moment.day, moves }
    const standing = await standingOf([list], sourcesAt(this.handling, request.views, log))
    try {
      const { posts } = decideMoves(list, standing, undefined, (n) => `assignment-${n}`)
      const { bodies, ...found } = request.ask(comesTo, { before: standing.posts, after: posts, asOf: { day: on, log } })
      return withMoment({ refused: null, on, ...found, bodies: bodies.map((body) => withMoment(body, moment)) }, moment)
    } catch (error) {
      if (!(error instanceof RuleRefused)) throw error
      const { rule, field } = error
      const refused = {
        rule: rule.code,
        message: rule.message,
        field: field.replace(/^moves/, 'transfers'),
        mayRecordDespite: rule.of === 'body',
      }
      return withMoment({ refused, on, vacant: [], orphaned: [], bodies: [] }, moment)
    }
  }

  /** Moves as the command would take them. @throws BAD_USER_INPUT */
  private movesOf(asked: readonly Move[], request: RequestContext): Move[] {
    const shape = transferShapes.list.moves
    const given = asked.map((move) => Object.fromEntries(Object.entries(move).filter(([, value]) => value !== null)))
    const moves = judged(shape, given, 'transfers')!
    const [late] = daysOutOfTime(z.object({ transfers: shape }), { transfers: moves }, request.today)
    if (late) throw badInput(late.field, late.code)
    for (const { id, refs, path } of refsIn(shape, moves)) request.known(id, ['transfers', ...path].join('.'), refs[0]!)
    return moves
  }
}
