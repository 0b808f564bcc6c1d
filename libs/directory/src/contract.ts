// What other contexts may know of the directory.
export { firstToAnswer } from './answering.js'
export { HeadPostNamed, OrganizationClosed, OrganizationCorrected, OrganizationRegistered, organization } from './domain/organization.js'
export { person, survivorOf } from './domain/person.js'
export {
  Manner,
  PostAbolished,
  PostCorrected,
  PostEstablished,
  RoleAssigned,
  RoleAssignmentCorrected,
  RoleAssignmentReversed,
  RoleEnded,
} from './domain/post/events.js'
export { type PostState, heldOn, post } from './domain/post/state.js'
export { Area, Organization, Person, Post, RoleAssignment } from './graphql/types.js'
export {
  type AssignmentRow,
  type OrganizationRow,
  type PostRow,
  areasByIds,
  heldBy,
  holdersOf,
  lineOf,
  organizationsByIds,
  peopleByIds,
  postsByIds,
  survivorsOf,
  vacantSince,
} from './views/directory/queries.js'
