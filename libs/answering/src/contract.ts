// What decisions of other contexts may know of those who answer.
export { lineAbove, ownersOf, wholesOf } from './owners.js'
