import { type Life, type Sources, categoryOf } from '@prasan/event-sourcing'
import { lifeOfOrganization, organization } from './domain/organization/state.js'
import { lifeOfPost, post } from './domain/post/state.js'

/** The days of a post or an organization, as far as an end is recorded; of anybody else none. */
export async function lifeInDirectory(id: string, { load }: Sources): Promise<Life> {
  switch (categoryOf(id)) {
    case 'post':
      return lifeOfPost((await load(post, id)).state)
    case 'organization':
      return lifeOfOrganization((await load(organization, id)).state)
    default:
      return {}
  }
}
