/** What the decisions on areas, organizations, posts, people and transfers must know of others, by the commands that list, place, name, merge or move one. */
import { type Bilingual, type Evidence, type Owners, type Sources, evidenceFor, ownersNamed, parentsAbove } from '@prasan/event-sourcing'
import { type AreaEvidence, ListAreas } from './domain/area.js'
import {
  CorrectHeadPost,
  CorrectOrganization,
  CorrectRenaming,
  NameHeadPost,
  type OrganizationEvidence,
  RegisterOrganization,
  RenameOrganization,
} from './domain/organization/commands.js'
import { organization } from './domain/organization/state.js'
import { type MergeEvidence, MergePerson, person } from './domain/person.js'
import { type ActingEvidence, AssignRole, CorrectDelegation, CorrectRoleAssignment, DelegateRole } from './domain/post/decide-holding.js'
import { type Held, type PostState, post } from './domain/post/state.js'
import { CancelTransfers, CorrectTransfers, RecordTransfers, type TransferEvidence } from './domain/transfer/commands.js'
import { type RecordedTransfers, type TransferList, type TransferState, transfer } from './domain/transfer/state.js'
import { lifeInDirectory } from './lives.js'
import { areaExists, heldBy, holdersOf, organizationsNamed, survivorsOf } from './views/directory/queries.js'
import { transfersUnder } from './views/transfers/queries.js'

interface Input {
  readonly name: Bilingual
  readonly parent?: string
}

async function organizationEvidence({ name, parent }: Input, sources: Sources): Promise<OrganizationEvidence> {
  const parentOf = async (id: string) => {
    const { state } = await sources.load(organization, id)
    return state.is === 'unknown' ? undefined : state.parent
  }
  return { above: await parentsAbove(parent, parentOf), namesakes: await sources.lookUp(organizationsNamed, { name }) }
}
const mergeEvidence = async ({ into }: { into: string }, { load }: Sources): Promise<MergeEvidence> => ({
  stays: (await load(person, into)).state.is === 'registered',
})

/** Who stands in for whom on the first day of the acting, as the directory has it; of a day that nobody knows nothing is asked. */
async function actingEvidence({ person, manner, from }: Held, { lookUp }: Sources): Promise<ActingEvidence> {
  const stoodInFor = new Set<string>()
  if (manner !== 'acting' || from === undefined) return { stoodInFor: [] }
  const asOf = { day: from, log: null }
  for (let people = [person]; people.length > 0;) {
    const survivors = await lookUp(survivorsOf, { ids: people, asOf })
    const ids = people.map((id) => survivors.get(id) ?? id)
    const held = (await lookUp(heldBy, { ids, asOf })).filter((each) => each.manner === 'substantive')
    const posts = held.map(({ post }) => post).filter((id) => !stoodInFor.has(id))
    for (const id of posts) stoodInFor.add(id)
    const holders = posts.length === 0 ? [] : await lookUp(holdersOf, { ids: posts, asOf })
    people = holders.filter((each) => each.manner === 'acting').map((each) => each.person)
  }
  return { stoodInFor: [...stoodInFor] }
}

const namedEvidence = ({ post, to }: { post?: string; to?: string }, sources: Sources): Promise<Owners> =>
  ownersNamed([post, to], (id) => lifeInDirectory(id, sources))

/** The posts, but for those named, that the people and whoever acts in the named posts hold on the day, and whoever acts in these, and so on. */
async function aroundOf(people: readonly string[], named: readonly string[], day: string, lookUp: Sources['lookUp']): Promise<string[]> {
  const asOf = { day, log: null }
  const found = new Set<string>(named)
  const actingIn = async (ids: readonly string[]) =>
    (ids.length === 0 ? [] : await lookUp(holdersOf, { ids, asOf })).filter(({ manner }) => manner === 'acting').map(({ person }) => person)
  for (let next = [...people, ...(await actingIn(named))]; next.length > 0;) {
    const survivors = await lookUp(survivorsOf, { ids: next, asOf })
    const held = await lookUp(heldBy, { ids: next.map((id) => survivors.get(id) ?? id), asOf })
    const posts = [...new Set(held.filter(({ manner }) => manner === 'substantive').map(({ post }) => post))].filter((id) => !found.has(id))
    for (const id of posts) found.add(id)
    next = await actingIn(posts)
  }
  return [...found].slice(named.length)
}

/** The posts that the moves of lists name, read from their streams; who was merged into whom is looked up. */
export async function standingOf(lists: readonly Pick<TransferList, 'moves'>[], { load, lookUp }: Sources) {
  const moves = lists.flatMap(({ moves }) => moves)
  const named = [...new Set(moves.flatMap(({ from, to }) => [from, to].filter((id) => id !== undefined)))]
  const posts: Record<string, PostState> = {}
  for (const id of named) posts[id] = (await load(post, id)).state
  const elsewhere: Record<string, PostState> = {}
  for (const { person, on, manner } of moves)
    if (manner === 'acting')
      for (const id of await aroundOf([person, ...moves.map((move) => move.person)], named, on, lookUp))
        elsewhere[id] ??= (await load(post, id)).state
  const holders = [...Object.values(posts), ...Object.values(elsewhere)].flatMap((state) =>
    state.is === 'unknown' ? [] : Object.values(state.held),
  )
  const ids = [...new Set([...moves, ...holders].map(({ person }) => person))]
  return { posts, elsewhere, survivors: await lookUp(survivorsOf, { ids, asOf: { day: '', log: null } }) }
}

/** Lists that stand under the same order are looked up; what they say, their streams tell. */
async function transferEvidence(
  input: TransferList | { moves?: undefined },
  sources: Sources,
  state: TransferState,
  id: string,
): Promise<TransferEvidence> {
  const recorded = state.is === 'recorded' ? [state.list] : []
  const standing = await standingOf(input.moves ? [input, ...recorded] : recorded, sources)
  const namesakes: RecordedTransfers[] = []
  for (const other of input.moves ? await sources.lookUp(transfersUnder, input) : []) {
    const { state } = await sources.load(transfer, other)
    if (other !== id && state.is === 'recorded' && state.cancelled === undefined) namesakes.push(state)
  }
  return { ...standing, namesakes }
}

export const evidence: Evidence = {
  ...evidenceFor([RecordTransfers, CorrectTransfers, CancelTransfers], transferEvidence),
  ...evidenceFor([NameHeadPost, CorrectHeadPost, DelegateRole, CorrectDelegation], namedEvidence),
  ...evidenceFor([AssignRole, CorrectRoleAssignment], actingEvidence),
  ...evidenceFor([MergePerson], mergeEvidence),
  ...evidenceFor([RegisterOrganization, RenameOrganization, CorrectRenaming, CorrectOrganization], organizationEvidence),
  ...evidenceFor([ListAreas], async ({ areas: [first] }: { areas: { code: string }[] }, { lookUp }): Promise<AreaEvidence> => ({
    listed: await lookUp(areaExists, { id: `area-${first!.code.slice(0, 2)}` }),
  })),
}
