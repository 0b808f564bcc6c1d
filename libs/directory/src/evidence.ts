/** What the decisions on areas, organizations, posts and people must know of others, by the commands that list, place, name or merge one. */
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
import { CorrectDelegation, DelegateRole } from './domain/post/decide-holding.js'
import { lifeInDirectory } from './lives.js'
import { areasByIds, organizationsNamed } from './views/directory/queries.js'

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

const namedEvidence = ({ post, to }: { post?: string; to?: string }, sources: Sources): Promise<Owners> =>
  ownersNamed([post, to], (id) => lifeInDirectory(id, sources))

export const evidence: Evidence = {
  ...evidenceFor([NameHeadPost, CorrectHeadPost, DelegateRole, CorrectDelegation], namedEvidence),
  ...evidenceFor([MergePerson], mergeEvidence),
  ...evidenceFor([RegisterOrganization, RenameOrganization, CorrectRenaming, CorrectOrganization], organizationEvidence),
  ...evidenceFor([ListAreas], async ({ areas: [first] }: { areas: { code: string }[] }, { lookUp }): Promise<AreaEvidence> => ({
    listed: (await lookUp(areasByIds, { ids: [`area-${first!.code.slice(0, 2)}`] })).length > 0,
  })),
}
