export { SECRET, TODAY, attachable, catchUp, fold, given, someId, told, viewed, type Told, type When } from './given.js'
