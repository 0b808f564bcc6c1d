/** What the decisions on areas and organizations must know of others, put beside the commands that list, place or name one. */
import { type Bilingual, type Command, type Sources, parentsAbove } from '@prasan/event-sourcing'
import * as areas from './domain/area.js'
import * as registering from './domain/organization/commands.js'
import { organization } from './domain/organization/state.js'
import { areasByIds, organizationsNamed } from './views/directory/queries.js'

interface Input {
  readonly name: Bilingual
  readonly parent?: string
}

async function organizationEvidence({ name, parent }: Input, sources: Sources): Promise<registering.OrganizationEvidence> {
  const parentOf = async (id: string) => {
    const { state } = await sources.load(organization, id)
    return state.is === 'unknown' ? undefined : state.parent
  }
  return { above: await parentsAbove(parent, parentOf), namesakes: await sources.lookUp(organizationsNamed, { name }) }
}
const knowing = (command: Command): Command => ({ ...command, evidence: organizationEvidence })

export const RegisterOrganization = knowing(registering.RegisterOrganization)
export const RenameOrganization = knowing(registering.RenameOrganization)
export const CorrectRenaming = knowing(registering.CorrectRenaming)
export const CorrectOrganization = knowing(registering.CorrectOrganization)

export const ListAreas: Command = {
  ...areas.ListAreas,
  evidence: async ({ areas: [first] }: { areas: { code: string }[] }, { lookUp }): Promise<areas.AreaEvidence> => ({
    listed: (await lookUp(areasByIds, { ids: [`area-${first!.code.slice(0, 2)}`] })).length > 0,
  }),
}
