// What the API of other contexts, and their look-ups, may read of the directory: queries and types.
export { Area, Organization, Person, Post, RoleAssignment } from './graphql/types.js'
export {
  type AssignmentRow,
  type OrganizationRow,
  type PostRow,
  areasByIds,
  endedByDay,
  headedBy,
  heldBy,
  holdersOf,
  lineOf,
  organizationsByIds,
  organizationsEver,
  peopleByIds,
  postsByIds,
  postsEver,
  postsOfEver,
  recordsOf,
  survivorsOf,
  vacantSince,
  withinAreaEver,
} from './views/directory/queries.js'
