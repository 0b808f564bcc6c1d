// What other contexts may know of the directory.
export { firstToAnswer } from './answering.js'
export {
  OrganizationClosed,
  OrganizationClosingCorrected,
  OrganizationClosingReversed,
  OrganizationCorrected,
  OrganizationRegistered,
} from './domain/organization/events.js'
export { lifeOfOrganization, organization } from './domain/organization/state.js'
export { person, survivorOf } from './domain/person.js'
export {
  Manner,
  PostAbolished,
  PostAbolitionCorrected,
  PostAbolitionReversed,
  PostCorrected,
  PostEstablished,
  RoleAssigned,
  RoleAssignmentCorrected,
  RoleAssignmentReversed,
  RoleEnded,
} from './domain/post/events.js'
export { type PostState, heldOn, lifeOfPost, post } from './domain/post/state.js'
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
  peopleByIds,
  postsByIds,
  recordsOf,
  survivorsOf,
  vacantSince,
} from './views/directory/queries.js'
