export { committees } from './committees.context.js'
export * from './domain/committee.js'
export { Committee, Seat } from './graphql/types.js'
