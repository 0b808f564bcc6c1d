/** What decisions on meetings must know of what these follow on, and of what follows on them. Which meetings to read is looked up; what they say, their streams say. */
import { type Day, type Sources, categoryOf } from '@prasan/event-sourcing'
import {
  type Around,
  type Followed,
  type Link,
  REFERENCES,
  type References,
  linksOf,
  resolutionFollows,
} from './domain/meeting/followed.js'
import { type Called, type MeetingFacts, type MeetingState, meeting } from './domain/meeting/state.js'
import { meetingOfPart, meetingsFollowing } from './views/meetings/queries.js'

interface Found {
  readonly id: string
  readonly facts: MeetingFacts
}

async function found(id: string, { load }: Sources): Promise<Found[]> {
  const { state } = await load(meeting, id)
  return state.is === 'unknown' ? [] : [{ id, facts: state }]
}

/** The meeting of a thing. */
async function meetingOf(thing: string, sources: Sources): Promise<Found | undefined> {
  const id = categoryOf(thing) === 'meeting' ? thing : await sources.lookUp(meetingOfPart, { id: thing })
  return id === undefined ? undefined : (await found(id, sources))[0]
}

const leadsFrom = (thing: string, { of, by, to }: Link, { id }: Found) => of === thing || (thing === id && by === 'minutesOf' && to !== id)

/** Whether a resolution has to be ratified. */
const waits = ({ called, resolutions }: MeetingFacts, id: string) =>
  called.byCirculation === true || resolutions[id]?.decision.delegatedBy !== undefined

async function lineFrom(first: string, day: Day, sources: Sources): Promise<string[]> {
  const line = new Set([first])
  for (const thing of line) {
    const of = await meetingOf(thing, sources)
    if (!of || of.facts.called.on < day) continue
    for (const link of linksOf(of.facts, of.id)) if (leadsFrom(thing, link, of)) line.add(link.to)
  }
  return [...line]
}

/** What a thing of a meeting on the day is to follow on. */
export async function followed(named: References, day: Day, sources: Sources): Promise<Followed> {
  const each = await Promise.all(
    REFERENCES.map(async (by) => {
      const of = named[by] === undefined ? undefined : await meetingOf(named[by], sources)
      return of
        ? [[by, { on: of.facts.called.on, line: await lineFrom(named[by]!, day, sources), waits: waits(of.facts, named[by]!) }] as const]
        : []
    }),
  )
  return Object.fromEntries(each.flat())
}

/** Whether a resolution of any meeting that is recorded follows on the resolution. */
export async function followedElsewhere(resolution: string, sources: Sources): Promise<boolean> {
  const others = await Promise.all((await sources.lookUp(meetingsFollowing, { ids: [resolution] })).map((id) => found(id, sources)))
  return others.flat().some(({ facts }) => resolutionFollows(facts, resolution))
}

/** The bodies of each meeting whose minutes the meeting certified. */
export async function certifiedBy(id: string, sources: Sources): Promise<string[][]> {
  const others = await Promise.all((await sources.lookUp(meetingsFollowing, { ids: [id] })).map((other) => found(other, sources)))
  return others.flat().flatMap(({ facts: { called, minutes } }) => (minutes?.certified?.certifiedBy === id ? [called.bodies] : []))
}

/** What bounds the day of a meeting whose day changes. */
export async function around(called: Called, sources: Sources, state: MeetingState, id: string): Promise<Around> {
  if (state.is === 'unknown' || state.called.on === called.on) return { followed: [], following: [] }
  const own = [id, ...Object.keys(state.items), ...Object.keys(state.resolutions)]
  const outward = linksOf({ ...state, called }, id).filter(({ to }) => !own.includes(to))
  const before = await Promise.all(
    outward.map(async ({ by, to }) => {
      const of = await meetingOf(to, sources)
      return of ? [{ by, on: of.facts.called.on }] : []
    }),
  )
  const others = (await sources.lookUp(meetingsFollowing, { ids: own })).filter((other) => other !== id)
  const after = (await Promise.all(others.map((other) => found(other, sources)))).flat()
  const certified = after.flatMap(({ facts: { called: of, minutes } }) =>
    minutes?.certified?.certifiedBy === id && of.on < state.called.on ? [{ of: of.on, on: minutes.certified.on }] : [],
  )
  return {
    followed: [...before.flat(), ...certified.map(({ of }) => ({ by: 'certifies' as const, on: of }))],
    following: [
      ...after.flatMap((of) =>
        linksOf(of.facts, of.id).flatMap(({ by, to }) => (own.includes(to) ? [{ by, on: of.facts.called.on }] : [])),
      ),
      ...certified.map(({ on }) => ({ by: 'certification' as const, on })),
    ],
  }
}
