export type { Aggregate, AnyAggregate, Recorded } from './aggregate.js'
export {
  type Attachment,
  Disclosure,
  type FilesOf,
  attachment,
  fileAttached,
  hasFile,
  withFile,
  FileIsAttachedOtherwise,
} from './attachment.js'
export { canonical, same } from './canonical.js'
export { type Clock, addDays, bangkokDay, clockAt, daysBetween, systemClock } from './clock.js'
export {
  type Command,
  type Context,
  type Evidence,
  RecordDespite,
  type Sources,
  command,
  creation,
  envelope,
  evidenceFor,
  targetOf,
} from './command.js'
export {
  type Dated,
  HORIZON_YEARS,
  NO_END,
  type Life,
  aliveOn,
  begins,
  daysOutOfTime,
  ends,
  inOrder,
  overlap,
  stepAfter,
  stepAt,
  withStep,
} from './days.js'
export { type DataOf, type EventType, type Fact, type TypeOf, type Upcaster, event, eventsOf } from './event.js'
export { FileTooLarge, type Files, FolderFiles, MAX_FILE_BYTES, StorageFull, StorageReadOnly } from './files.js'
export { FoldedStates, type Loaded } from './folded-states.js'
export {
  AlreadyRecorded,
  type Handling,
  NotRecordedYet,
  PersonalDataIsErased,
  type Request,
  decide,
  handle,
  judgedBody,
  load,
  sourcesOf,
} from './handling.js'
export { grouped } from './grouped.js'
export { categoryOf, commandIdOf, derivedId, idWithin, sealOf } from './ids.js'
export { type KeyRing, KeysUnavailable, SqliteKeyRing, isSealed, plainOf } from './key-ring.js'
export { NothingIsPartOfItself, type Parents, parentsAbove, requireNoCircle } from './lineage.js'
export { Owner, OwnerMustHaveBegun, OwnerMustNotHaveEnded, type Owners, requireLiving } from './owner.js'
export { type Outcome, type Problem, problem, readBy } from './outcome.js'
export { actorOf, type ProcessManager, ProcessRunner, type Reaction, type RefusedReaction, processManager, requestTo } from './process.js'
export { type LoggedEvent, type Metadata, Registry, UnreadableEvent } from './registry.js'
export { type Breach, type Rule, RuleRefused, StepIsCorrectedAsWhatItIs, requireThat, ruleOfTheBody, ruleOfTheRecord } from './rules.js'
export {
  AreaRef,
  Bilingual,
  Count,
  Day,
  type FieldMeta,
  Instant,
  LongText,
  PastDay,
  Percent,
  PlannedDay,
  Text,
  TimeOfDay,
  choice,
  distinct,
  described,
  label,
  languagesOf,
  metaOf,
  oneOf,
  personal,
  ref,
  refsIn,
  unwrapped,
  z,
} from './shapes.js'
export { warningsOf } from './sensitive.js'
export { holdsPasted, normalised, westernDigits } from './thai.js'
export { VersionedMap } from './versioned-map.js'
export {
  type AsOf,
  BEFORE_RECORD,
  type Column,
  type Columns,
  type HistoryRows,
  type HistoryTable,
  type Row,
  history,
} from './views/history.js'
export { type ByIds, type List, type ListAsked, type RowsFor, everIn, list, rowsBy, rowsById, rowsFor } from './views/lists.js'
export { type LogLine, type Poison, ReadModel, ViewNotCaughtUp, generationOf } from './views/read-model.js'
export { type RebuildProgress, type Rebuilt, rebuild } from './views/rebuild.js'
export { type Sql, among, join, liesIn, raw, sql } from './views/sql.js'
export { type PlainRows, type PlainTable, type Query, type View, type ViewedEvent, type Views, plain, query, view } from './views/view.js'
export { CursorMalformed, type PageAsked, type Paged, cursorOf, keyIn, paged } from './views/page.js'
export type { RowsOf, Tables } from './views/view.js'
