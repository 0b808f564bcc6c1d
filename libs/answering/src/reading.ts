// What the API of other contexts may read of who answers: queries and types.
export { type Above, firstAnswered, linesAbove } from './above.js'
export { answeredBy, answeredByPosts } from './answered.js'
export { answering } from './answering.js'
export { linesOf } from './lines.js'
export { ownersEnded } from './ended.js'
export type { Occupied } from './graphql/occupancy.js'
export { AnsweringNow, Occupancy, RuleOfTheBody } from './graphql/types.js'
