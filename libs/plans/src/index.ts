export * from './domain/commitment.js'
export { plans } from './plans.context.js'
