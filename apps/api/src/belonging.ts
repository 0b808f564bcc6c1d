/** Whether log, keys, files and master key belong to each other. Where they do not, each answer would be wrong in its own way, so none is given. */
import { type Belonging, FilesUnavailable, KeysUnavailable, type Registry, isSealed } from '@prasan/event-sourcing'
import { type EventStore, StoreUnavailable } from '@prasan/event-store'
import { storeId } from '@prasan/record'
import type { Shared } from './shared.js'

type Mismatch =
  | 'LogIsOfAnotherStore'
  | 'KeysAreOfAnotherStore'
  | 'FilesAreOfAnotherStore'
  | 'MasterKeyIsAnother'
  | 'FilesAreOfOtherKeys'
  | 'KeysAreMissing'
  | 'KeysWereMoved'
  | 'MoveIsNotFinished'

/** Nothing is recorded until they do: to whoever follows the log it is as if the store were away. */
export class NotTogether extends StoreUnavailable {
  constructor(
    override readonly code: Mismatch,
    reason: string,
  ) {
    super(reason, false)
    this.message = reason
  }
}

interface Asked {
  readonly store: EventStore
  readonly registry: Registry
}
type Parts = Pick<Shared, 'keys' | 'files' | 'at'>

/**
 * Compares what is written down, and writes down what is not yet. Where the log has no id yet, nothing is: whoever founds it asks again.
 * @throws NotTogether; StoreUnavailable, KeysUnavailable or FilesUnavailable where it cannot be told at the moment
 */
export async function requireTogether(on: Asked, { keys, files, at }: Parts): Promise<void> {
  const away = await on.store.health()
  if (away !== null) throw new StoreUnavailable(away, false)
  const store = await storeId(on)
  const [ofKeys, ofFiles] = [await keys.belongsTo(), await files.belongsTo()]
  if (ofKeys === null && (await isEmpty(keys)) && (await hasNames(on)))
    throw new NotTogether(
      'KeysAreMissing',
      `there are no keys in ${at.keys}, and the log${store === null ? '' : ` of store ${store}`} holds names sealed with them: restore the keys from their backup; ${LOST_FOR_GOOD}`,
    )
  judge({ ...at, store, masterKey: keys.masterKeyCheck }, ofKeys, ofFiles)
  if (store === null || (ofKeys !== null && ofFiles !== null)) return
  const ours: Belonging = { store, masterKey: keys.masterKeyCheck, state: 'whole' }
  const bound = await keys.bind(ours) // of several stores at once one has both
  judge({ ...at, ...ours }, bound, ofFiles)
  judge({ ...at, ...ours }, bound, await files.bind(ours))
}

const LOST_FOR_GOOD = 'where they are lost for good, say `prasan keys lost --yes-these-names-are-gone`'

/** @throws NotTogether, which says what is of another */
function judge(
  ours: Shared['at'] & { readonly store: string | null; readonly masterKey: string },
  ofKeys: Belonging | null,
  ofFiles: Belonging | null,
): void {
  const log = ours.store === null ? 'the log has no id' : `the log is that of store ${ours.store}`
  if (ofKeys && ofKeys.store !== ours.store && (ours.store === null || ofFiles?.store === ofKeys.store))
    throw new NotTogether(
      'LogIsOfAnotherStore',
      `${ours.keys}${ofFiles ? ` and ${ours.files}` : ''} belong to store ${ofKeys.store}, and ${log}: it is missing or was exchanged`,
    )
  if (ofKeys && ofKeys.store !== ours.store)
    throw new NotTogether('KeysAreOfAnotherStore', `${ours.keys} belongs to store ${ofKeys.store}, and ${log}`)
  if (ofFiles && ofFiles.store !== ours.store)
    throw new NotTogether('FilesAreOfAnotherStore', `${ours.files} belongs to store ${ofFiles.store}, and ${log}`)
  if (ofKeys && ofKeys.masterKey !== ours.masterKey)
    throw new NotTogether('MasterKeyIsAnother', `${ours.keys} belongs to another master key than the one given`)
  if (ofFiles && ofFiles.masterKey !== ours.masterKey)
    throw new NotTogether(
      'FilesAreOfOtherKeys',
      `${ours.files} was kept beside keys of another master key than ${ours.keys}: the keys were exchanged or made anew; ${LOST_FOR_GOOD}`,
    )
  for (const [where, { state }] of [
    ...(ofKeys ? [[ours.keys, ofKeys] as const] : []),
    ...(ofFiles ? [[ours.files, ofFiles] as const] : []),
  ])
    if (state === 'moved')
      throw new NotTogether(
        'KeysWereMoved',
        `what ${where} holds was moved to another place by \`prasan migrate-shared\`: use that, or move it back`,
      )
    else if (state === 'moving')
      throw new NotTogether('MoveIsNotFinished', `${where} is half filled: run \`prasan migrate-shared\` again, to its end`)
}

/** For now: another time it can be told. */
export const isAway = (error: unknown): boolean =>
  !(error instanceof NotTogether) &&
  (error instanceof StoreUnavailable || error instanceof KeysUnavailable || error instanceof FilesUnavailable)

async function isEmpty(keys: Shared['keys']): Promise<boolean> {
  for await (const some of keys.rows()) if (some.length > 0) return false
  return true
}

/** Whether anything in the log is sealed with a key. */
export async function hasNames({ store }: Pick<Asked, 'store'>): Promise<boolean> {
  for await (const { data } of store.readAll()) if (Object.values(data).some(isSealed)) return true
  return false
}
