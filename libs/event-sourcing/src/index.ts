export type { Aggregate, AnyAggregate, Recorded } from './declaring/aggregate.js'
export {
  type Attachment,
  Disclosure,
  type FilesOf,
  attachment,
  attachmentCorrection,
  fileAttached,
  fileCorrected,
  hasFile,
  isFileOtherwise,
  withFile,
  FileIsAttachedOtherwise,
} from './files/attachment.js'
export { canonical, same } from './log/canonical.js'
export { CHAIN_BEGINS, chained, sealOfContent } from './log/chain.js'
export { type Clock, addDays, bangkokDay, clockAt, daysBetween, instantAfter, instantOn, systemClock } from './time/clock.js'
export {
  type Command,
  type Context,
  type Evidence,
  RecordDespite,
  type Sources,
  command,
  commandsOf,
  creation,
  envelope,
  evidenceFor,
  targetOf,
} from './declaring/command.js'
export { HORIZON_YEARS, daysOutOfTime } from './time/days.js'
export { Recurrence, recurrenceDays } from './time/recurrence.js'
export {
  type Dated,
  NO_END,
  type Life,
  aliveOn,
  begins,
  common,
  cut,
  ends,
  hasBegun,
  hasDays,
  hasEnded,
  inOrder,
  overlap,
  stepAfter,
  stepAt,
  stepFrom,
  untilNext,
  withStated,
  withStep,
  withoutStated,
} from './time/intervals.js'
export {
  type Acknowledged,
  AcknowledgementMustBeRecorded,
  type Charge,
  DutiesAreAcknowledgedByWhoHoldsThem,
  DutiesAreAcknowledgedOnce,
  DutiesMustBeDescribed,
  NO_CHARGE,
  acknowledgedAs,
  acknowledgement,
  chargeOn,
  charged,
  daysOfCharge,
  recordedOn,
  versionToAcknowledge,
} from './declaring/duties.js'
export { type DataOf, type EventType, type Fact, type TypeOf, type Upcaster, event, eventsOf } from './declaring/event.js'
export {
  FileTooLarge,
  type Files,
  FilesUnavailable,
  MAX_FILE_BYTES,
  StorageFull,
  StorageReadOnly,
  type StoredFiles,
  digestOfFile,
} from './files/files.js'
export { FolderFiles } from './files/folder.js'
export { KeptStates, type Loaded } from './deciding/kept-states.js'
export { AlreadyRecorded, NotRecordedYet, PersonalDataIsErased, decide } from './deciding/decision.js'
export { handle, judgedBody } from './deciding/handling.js'
export { load, sourcesAt, sourcesOf } from './deciding/loading.js'
export { type Handling, type Request, type Step, type Watch, unwatched } from './deciding/request.js'
export { grouped } from './collections/grouped.js'
export { categoryOf, commandIdOf, derivedId, idWithin, sealOf } from './log/ids.js'
export { keepWithWriteAheadLog, whenPossible } from './log/when-possible.js'
export { importInWords, reasonOfImport } from './log/import-reason.js'
export { WithoutKeys } from './personal-data/without.js'
export { SqliteKeyRing } from './personal-data/embedded.js'
export {
  KeyNotHere,
  type KeyRing,
  type KeyRow,
  KeysUnavailable,
  LOST,
  MasterKeyIsAnother,
  MasterKeyIsMissing,
  type StoredKeys,
  isSealed,
  plainOf,
} from './personal-data/key-ring.js'
export { NothingIsPartOfItself, type Parents, parentsAbove, requireNoCircle } from './collections/lineage.js'
export { Owner, OwnerMustHaveBegun, OwnerMustNotHaveEnded, type Owners, ownersNamed, requireLiving } from './declaring/owner.js'
export { type Outcome, type Problem, problem, readBy } from './declaring/outcome.js'
export { ProcessBegan, processBeginnings, processOf } from './processes/beginning.js'
export { type Due, answerDues, answerDuesTogether, timetable } from './processes/timetable.js'
export {
  type Answers,
  actorOf,
  type ProcessManager,
  ProcessRunner,
  type Reaction,
  type RefusedReaction,
  processManager,
  requestTo,
} from './processes/runner.js'
export type { Belonging, Bound } from './log/belonging.js'
export { LogIsAnother } from './log/same-log.js'
export { type LoggedEvent, type Metadata, Registry, UnreadableEvent } from './log/registry.js'
export {
  type Breach,
  type Rule,
  RuleRefused,
  StepIsCorrectedAsWhatItIs,
  requireThat,
  ruleOfTheBody,
  ruleOfTheRecord,
} from './declaring/rules.js'
export { StepMustBeRecorded, StepsBeginOnDaysOfTheirOwn, anyStep, datedStep, requireStep } from './declaring/steps.js'
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
} from './declaring/shapes.js'
export { warningsOf } from './personal-data/sensitive.js'
export { dayInWords, timeInWords, weekdayInWords } from './thai/dates.js'
export { recurrenceInWords } from './thai/recurrence.js'
export { holdsPasted, normalised, searchable, thaiDigits, westernDigits, wordsSought } from './thai/text.js'
export { VersionedMap } from './collections/versioned-map.js'
export { type AsOf, type HistoryRows, type HistoryTable, type Row, daysOf, history } from './views/history.js'
export type { Column, Columns } from './views/columns.js'
export {
  type ByIds,
  type List,
  type ListAsked,
  type PartsOf,
  type RowsFor,
  everIn,
  everOf,
  list,
  rowsBy,
  rowsById,
  rowsFor,
} from './views/lists.js'
export { type LogLine, type Poison } from './views/generation.js'
export { ReadModel, ViewNotCaughtUp } from './views/read-model.js'
export { type RebuildProgress, type Rebuilt, rebuild } from './views/rebuild.js'
export { whatIsWrongIn } from './views/integrity.js'
export { type Sql, among, join, liesIn, raw, sql } from './views/sql.js'
export { type PlainRows, type PlainTable, type Query, type View, type ViewedEvent, type Views, plain, query, view } from './views/view.js'
export { CursorMalformed, type PageAsked, type Paged, cursorOf, keyIn, pageOf, paged } from './views/page.js'
export type { RowsOf, Tables } from './views/view.js'
