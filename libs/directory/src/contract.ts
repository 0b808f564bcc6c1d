// What other contexts may know of the directory.
export { firstToAnswer } from './answering.js'
export { HeadPostNamed, OrganizationClosed, OrganizationRegistered, organization } from './domain/organization.js'
export { person } from './domain/person.js'
export {
  Manner,
  PostAbolished,
  PostEstablished,
  type PostState,
  RoleAssigned,
  RoleAssignmentCorrected,
  RoleAssignmentReversed,
  RoleEnded,
  heldOn,
  post,
} from './domain/post.js'
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
  vacantSince,
} from './views/directory/queries.js'
