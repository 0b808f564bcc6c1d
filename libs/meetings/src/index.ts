export { meetings } from './meetings.context.js'
