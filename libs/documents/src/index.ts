export { documents } from './documents.context.js'
