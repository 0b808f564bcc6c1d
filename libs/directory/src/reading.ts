// What the API of other contexts, and their look-ups, may read of the directory: queries and types.
export { Area, DutiesAcknowledgement, MandateClause, Organization, Person, Post, RoleAssignment } from './graphql/types.js'
export { standingOf } from './evidence.js'
export { contactsIn } from './graphql/names.js'
export {
  type AssignmentRow,
  type ClauseRow,
  type OrganizationRow,
  type PostRow,
  areasByIds,
  areasIn,
  clausesByIds,
  clausesOfOrganizations,
  delegationsOf,
  delegationsTo,
  endedByDay,
  headedBy,
  heldBy,
  heldEverBy,
  holdersOf,
  lineOf,
  organizationOfClause,
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
