export { continuity } from './continuity.context.js'
