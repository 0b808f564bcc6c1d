// What decisions of other contexts may know of those who answer.
export { lineAbove, ownersOf, wholesOf } from './owners.js'
export { type Assigned, type Days, Filling, type Line, type Stretch, lineOfPost, lineWithin } from './line.js'
