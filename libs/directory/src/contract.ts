// What decisions, views and processes of other contexts may know of the directory: events, states, ids and rules.
export { firstToAnswer } from './domain/post/answering.js'
export {
  OrganizationClosed,
  OrganizationClosingCorrected,
  OrganizationClosingReversed,
  OrganizationCorrected,
  OrganizationRegistered,
} from './domain/organization/events.js'
export { MandateClauseMustBeInForce } from './domain/organization/rules.js'
export { type OrganizationState, lifeOfOrganization, organization } from './domain/organization/state.js'
export { lifeInDirectory } from './lives.js'
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
export { longEnough, nextRotation, rotates } from './domain/post/rotation.js'
export { type PostState, assignmentsOf, heldOn, lifeOfPost, post } from './domain/post/state.js'
export { type Move, shapes as transferShapes } from './domain/transfer/events.js'
export { decideMoves } from './domain/transfer/moves.js'
