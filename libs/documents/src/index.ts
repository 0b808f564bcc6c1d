export { documents } from './documents.context.js'
export { attachedDigests } from './views/files/queries.js'
