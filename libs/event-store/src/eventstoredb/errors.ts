import { ErrorType, isCommandError } from '@eventstore/db-client'
import { StoreUnusable } from '../ports.js'

/** A fault that passes: the same request is made again. */
export class PassingFault extends Error {
  override readonly name: string = 'PassingFault'
  constructor(
    reason: string,
    /** False only where the server cannot have stored an append that failed so. */
    readonly maybeStored: boolean,
    options?: ErrorOptions,
  ) {
    super(reason, options)
  }
}

/** Nothing came on a subscription for long: either nothing happened, or nobody will ever tell us. */
export class QuietSubscription extends PassingFault {
  constructor() {
    super('nothing was heard on the subscription', false)
  }
}

/** gRPC's status codes that tell something of their own. */
const INVALID_ARGUMENT = 3
const PERMISSION_DENIED = 7
const UNIMPLEMENTED = 12
const UNAVAILABLE = 14
const UNAUTHENTICATED = 16

const UNTRUSTED = /self.signed|unable to (verify|get)|certificate|altname/i
const NEVER_SENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|No connection established/i
const NOT_HANDLED = /Server Is (Not Ready|Busy|Too Busy)|No leader info/i

export const isUnimplemented = (error: unknown) => (error as { code?: unknown }).code === UNIMPLEMENTED

/** Whether a server refused a position that no record of its log begins at (23.10 says the former, others the latter). */
export const isForeignPosition = (error: unknown) =>
  /Unexpected ReadAllResult/.test((error as Error).message) || (error as { code?: unknown }).code === INVALID_ARGUMENT

/**
 * What an error of the client means, where it means the same for every request: `StoreUnusable` when waiting will not help, `PassingFault`
 * when it may, and the error itself when it is no answer of the store at all.
 */
export function faultOf(error: unknown): Error {
  if (error instanceof PassingFault || error instanceof StoreUnusable) return error
  if (!(error instanceof Error)) return new PassingFault(String(error), true)
  const { code, message } = error as Error & { code?: unknown }
  const type = isCommandError(error) ? (error as { type: ErrorType }).type : undefined
  if (code === UNAUTHENTICATED)
    return new StoreUnusable('EventStoreDB does not know this user or password: check the credentials in EVENTSTOREDB_URL', {
      cause: error,
    })
  if (code === PERMISSION_DENIED || type === ErrorType.ACCESS_DENIED)
    return new StoreUnusable('the user of EVENTSTOREDB_URL may not do this: it needs to read $all and to read and write our streams', {
      cause: error,
    })
  if (code === UNAVAILABLE && UNTRUSTED.test(message))
    return new StoreUnusable(
      `the certificate of EventStoreDB is not trusted: give its authority as tlsCaFile in EVENTSTOREDB_URL (${message})`,
      { cause: error },
    )
  if (message.startsWith('Failed to discover'))
    return new PassingFault('no node of the cluster answered, or none of them leads or follows', false, { cause: error })
  if (type === undefined && typeof code !== 'number') return error
  const notStored = type === ErrorType.NOT_LEADER || NOT_HANDLED.test(message) || (code === UNAVAILABLE && NEVER_SENT.test(message))
  return new PassingFault(message || String(type), !notStored, { cause: error })
}
