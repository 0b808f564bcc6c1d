// What the API of other contexts, and their look-ups, may read of the directory: queries and types.
export { Area, DutiesAcknowledgement, Organization, Person, Post, RoleAssignment } from './graphql/types.js'
export { standingOf } from './evidence.js'
export {
  type AssignmentRow,
  type OrganizationRow,
  type PostRow,
  areasByIds,
  areasIn,
  delegationsOf,
  delegationsTo,
  endedByDay,
  headedBy,
  heldBy,
  heldEverBy,
  holdersOf,
  lineOf,
  organizationsByIds,
  organizationsEver,
  peopleByIds,
  postsByIds,
  postsEver,
  postsOfEver,
  postsWithin,
  recordsOf,
  survivorsOf,
  vacantSince,
  withinAreaEver,
} from './views/directory/queries.js'
