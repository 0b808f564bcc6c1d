export { describedByEvents } from './descriptions.js'
export type { BoundedContext } from './bounded-context.js'
export { Ask, AskHandler, HANDLING, Tell, TellHandler } from './bus.js'
export { type Connection, PAGE_LENGTH, PageArgs, connectionFrom, connectionOf, pageAsked } from './connection.js'
export { ChangeConnection, ChangesResolver, type Compared } from './changes.js'
export { LogEntriesResolver } from './log-entries.js'
export { type CameBack, LiveResolver, type Told, moved } from './live.js'
export { inputOf } from './inputs.js'
export { historyEntry } from './history.js'
export { InputInvalid, RevisionConflict, RuleBroken, mutationsOf, requestOf } from './mutations.js'
export { InstantAsked, SearchAsked, YearAsked, badInput, idAsked, inOrderAsked, judged, thingOf } from './judged.js'
export { describe, enumOf, lowerFirst, upperFirst } from './naming.js'
export { dayAsked, idOf, listOf, searchFor, thingsOf, wordOf, yearAsked } from './lists.js'
export { NodesResolver } from './nodes.js'
export { ERASED, notReadable } from './personal.js'
export { From, partsOf, withReading } from './reading.js'
export { type Guarded, type Policy, type Viewer, everybodyMay } from './policy.js'
export { type AsIssued, type Asked, type NodeType, RequestContext, VIEWS_WAIT_MS, partOf, withMoment } from './request.js'
export { DateTime, Day, Json, Position } from './scalars.js'
export { WordsResolver } from './words.js'
export {
  AS_OF,
  Answerable,
  AsOfInput,
  AttachedFile,
  Bilingual,
  DisclosureEnum,
  Documented,
  HistoryEntry,
  Node,
  PageInfo,
  typeNames,
} from './types.js'
