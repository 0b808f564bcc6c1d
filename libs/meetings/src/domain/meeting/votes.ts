// What a vote decides, and which rules of the body it breaks as it was recorded.
import { type Rule, requireThat } from '@prasan/event-sourcing'
import type { Attended } from './attended.js'
import { votersOf, wasThere } from './quorum.js'
import {
  CastingVoteBreaksATie,
  DissentIsOfSomebodyThere,
  RecusedMemberDoesNotCountForTheItem,
  ResolutionFollowsTheVote,
  VotesAreCastByThosePresent,
} from './rules.js'
import type { Votes } from './shapes.js'
import { type Decision, type MeetingFacts, type Opened, type Resolved, type RulesOfTheDay, attendanceOf, recusedFrom } from './state.js'

/** From what a vote is judged. */
interface Vote {
  readonly opened: Opened
  readonly attendance: readonly Attended[]
  readonly recused: ReadonlySet<string>
  readonly at: string | undefined
}
interface Broken {
  readonly rule: Rule
  readonly field: string
}

/** The rules of the body that a decision breaks, in the order in which they are judged. */
export function brokenBy({ item: _, votes, dissents = [], kind }: Decision, { opened, attendance, recused, at }: Vote): Broken[] {
  const isThere = (person: string) =>
    attendance.some((entry) => entry.person === person && entry.capacity !== 'observer' && wasThere(entry, at)) || opened.attendanceUnknown
  const away = dissents.findIndex(({ person }) => !isThere(person))
  const broken = [
    dissents.some(({ person }) => recused.has(person)) && { rule: RecusedMemberDoesNotCountForTheItem, field: 'dissents' },
    away >= 0 && { rule: DissentIsOfSomebodyThere, field: `dissents.${away}.person` },
  ]
  if (votes) {
    const cast = votes.for + votes.against + (votes.abstained ?? 0)
    const voters = votersOf(opened, attendance, new Set(), at).size
    const decided = carried(votes, opened.bodies[0]!.rules)
    const follows = kind === 'rejected' ? !decided : decided || !['approved', 'approvedInPrinciple', 'assigned'].includes(kind)
    broken.push(
      cast > voters && { rule: VotesAreCastByThosePresent, field: 'votes' },
      cast <= voters &&
        cast > votersOf(opened, attendance, recused, at).size && { rule: RecusedMemberDoesNotCountForTheItem, field: 'votes' },
      !follows && { rule: ResolutionFollowsTheVote, field: 'kind' },
    )
  }
  return broken.filter((each) => each !== false)
}

/** Those that a resolution breaks as it stands. */
export function brokenIn(facts: MeetingFacts & { opened: Opened }, resolved: Resolved): Broken[] {
  const { decision, at } = resolved
  return brokenBy(decision, {
    ...{ opened: facts.opened, attendance: attendanceOf(facts, resolved), recused: recusedFrom(facts, decision.item), at },
  })
}

/** @throws RuleRefused where the chair decided though the votes were not equal */
export function requireTie({ votes }: Decision): void {
  requireThat(votes?.casting === undefined || votes.for === votes.against, CastingVoteBreaksATie, 'votes.casting')
}

/** What the votes decide under the rules of the host; on a tie the chair's casting vote, where there is one. */
export function carried(votes: Votes, { majority, castingVote }: Pick<RulesOfTheDay, 'majority' | 'castingVote'>): boolean {
  if (majority === 'consensus') return votes.for > 0 && votes.against === 0
  if (majority === 'twoThirds') return votes.for > 0 && votes.for * 3 >= (votes.for + votes.against) * 2
  return votes.for > votes.against || (votes.for === votes.against && castingVote && votes.casting === 'for')
}
