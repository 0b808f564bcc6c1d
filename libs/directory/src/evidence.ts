/** What the decisions on areas, organizations and people must know of others, by the commands that list, place, name or merge one. */
import { type Bilingual, type Evidence, type Sources, evidenceFor, parentsAbove } from '@prasan/event-sourcing'
import { type AreaEvidence, ListAreas } from './domain/area.js'
import {
  CorrectOrganization,
  CorrectRenaming,
  type OrganizationEvidence,
  RegisterOrganization,
  RenameOrganization,
} from './domain/organization/commands.js'
import { organization } from './domain/organization/state.js'
import { type MergeEvidence, MergePerson, person } from './domain/person.js'
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

export const evidence: Evidence = {
  ...evidenceFor([MergePerson], mergeEvidence),
  ...evidenceFor([RegisterOrganization, RenameOrganization, CorrectRenaming, CorrectOrganization], organizationEvidence),
  ...evidenceFor([ListAreas], async ({ areas: [first] }: { areas: { code: string }[] }, { lookUp }): Promise<AreaEvidence> => ({
    listed: (await lookUp(areasByIds, { ids: [`area-${first!.code.slice(0, 2)}`] })).length > 0,
  })),
}
