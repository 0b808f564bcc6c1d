export { notifications } from './notifications.context.js'
