export { TODAY, catchUp, given, someId, told, viewed, type Told, type When } from './given.js'
