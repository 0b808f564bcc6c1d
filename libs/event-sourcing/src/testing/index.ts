export { TODAY, attachable, catchUp, given, someId, told, viewed, type Told, type When } from './given.js'
