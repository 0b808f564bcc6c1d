import { convertToCommandError, MaxAppendSizeExceededError, StreamDeletedError, WrongExpectedVersionError } from '@eventstore/db-client'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import type { Status } from '@eventstore/db-client/generated/status_pb.js'
import services from '@eventstore/db-client/generated/streams_grpc_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import { randomUUID } from 'node:crypto'
import type { Duplex, Writable } from 'node:stream'
import type { WrittenEvent } from '../append-rule.js'
import { AppendTooLarge, StreamDeleted, WrongExpectedRevision, type Appended, type ExpectedRevision } from '../ports.js'
import type { Session } from './connection.js'
import { PassingFault, isUnimplemented } from './errors.js'

export interface Append {
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly events: readonly WrittenEvent[]
}

type Answered = { resolve(appended: Appended): void; reject(error: Error): void; readonly append: Append }

/** One message on the wire is at most about so large, in bytes. */
const MESSAGE_BYTES = 1_000_000

/**
 * The appends of one session, over one long batch-append call; where the server does not offer that, each in a call of its own. Not the client's
 * own batch append: it keeps what is under way for all its connections in one place, fails it all with any of them, and throws out of reach
 * when an answer comes after that.
 */
export class Appends {
  private readonly waiting = new Map<string, Answered>()
  private call: Promise<Duplex> | undefined
  private batches = true

  constructor(private readonly session: Session) {}

  /** @throws WrongExpectedRevision, StreamDeleted, AppendTooLarge, or an error of the client */
  async append(append: Append): Promise<Appended> {
    if (!this.batches) return this.alone(append)
    const correlation = randomUUID()
    try {
      const call = await (this.call ??= this.open())
      return await new Promise<Appended>((resolve, reject) => {
        this.waiting.set(correlation, { resolve, reject, append })
        for (const message of messages(correlation, append)) call.write(message)
      })
    } catch (error) {
      if (!isUnimplemented(error)) throw error
      this.batches = false
      return this.alone(append)
    } finally {
      this.waiting.delete(correlation)
    }
  }

  private open(): Promise<Duplex> {
    type Grpc = { batchAppend(...args: unknown[]): Duplex }
    const opening = this.session.insides
      .GRPCStreamCreator(services.StreamsClient, 'batchAppend', (grpc: Grpc) =>
        grpc.batchAppend(...this.session.insides.callArguments({}, { deadline: Infinity })),
      )()
      .then((call) => {
        const lost = (error: Error) => {
          if (this.call === opening) this.call = undefined
          const waiting = [...this.waiting.values()]
          this.waiting.clear()
          for (const { reject } of waiting) reject(error)
        }
        call.on('data', (answer: streams.BatchAppendResp) => this.answer(answer))
        call.on('error', (error) => lost(convertToCommandError(error)))
        call.on('end', () => lost(new PassingFault('the server ended the call', true)))
        return call
      })
    opening.catch(() => {
      if (this.call === opening) this.call = undefined
    })
    return opening
  }

  private answer(answer: streams.BatchAppendResp): void {
    this.session.heard = performance.now()
    const waiting = this.waiting.get(uuidOf(answer.getCorrelationId()!))
    if (!waiting) return // its time was up
    const success = answer.getSuccess()
    if (success) {
      waiting.resolve({ revision: BigInt(success.getCurrentRevision()), position: positionOf(success) })
    } else waiting.reject(refusal(waiting.append, answer.getError()!))
  }

  private alone(append: Append): Promise<Appended> {
    type Grpc = { append(...args: unknown[]): Writable }
    const { insides } = this.session
    return insides.execute(
      services.StreamsClient,
      'append',
      (grpc: Grpc) =>
        new Promise<Appended>((resolve, reject) => {
          const answered = (error: Error | null, answer: streams.AppendResp) => {
            if (error) return reject(refusalOf(append, convertToCommandError(error)))
            const wrong = answer.getWrongExpectedVersion()
            if (wrong) {
              const actual = wrong.hasCurrentRevision() ? BigInt(wrong.getCurrentRevision()) : 'no-stream'
              return reject(new WrongExpectedRevision(append.stream, append.expected, actual))
            }
            const success = answer.getSuccess()!
            resolve({ revision: BigInt(success.getCurrentRevision()), position: positionOf(success) })
          }
          const call = grpc.append(...insides.callArguments({}), answered)
          call.on('error', () => {}) // told to `answered` as well
          call.write(new streams.AppendReq().setOptions(expecting(new streams.AppendReq.Options(), append)))
          for (const event of append.events) {
            call.write(new streams.AppendReq().setProposedMessage(proposed(new streams.AppendReq.ProposedMessage(), event)))
          }
          call.end()
        }),
    )
  }
}

function* messages(correlation: string, append: Append): Generator<streams.BatchAppendReq> {
  let message = new streams.BatchAppendReq().setCorrelationId(uuid(correlation))
  message.setOptions(expecting(new streams.BatchAppendReq.Options(), append))
  let bytes = 0
  for (const event of append.events) {
    bytes += event.data.length + event.metadata.length + 200
    if (bytes > MESSAGE_BYTES) {
      yield message
      message = new streams.BatchAppendReq().setCorrelationId(uuid(correlation))
      bytes = 0
    }
    message.addProposedMessages(proposed(new streams.BatchAppendReq.ProposedMessage(), event))
  }
  yield message.setIsFinal(true)
}

function expecting<Options extends streams.BatchAppendReq.Options | streams.AppendReq.Options>(
  options: Options,
  { stream, expected }: Append,
): Options {
  options.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream)))
  if (expected === 'no-stream') options.setNoStream(new shared.Empty())
  else if (expected === 'stream-exists') options.setStreamExists(new shared.Empty())
  else if (expected === 'any') options.setAny(new shared.Empty())
  else if (options instanceof streams.AppendReq.Options) options.setRevision(expected.toString())
  else options.setStreamPosition(expected.toString())
  return options
}

function proposed<Message extends streams.BatchAppendReq.ProposedMessage | streams.AppendReq.ProposedMessage>(
  message: Message,
  { id, type, data, metadata }: WrittenEvent,
): Message {
  message.getMetadataMap().set('type', type).set('content-type', 'application/json')
  message.setId(uuid(id)).setData(Buffer.from(data)).setCustomMetadata(Buffer.from(metadata))
  return message
}

/** What an answer to a batch append refuses. */
function refusal({ stream, expected, events }: Append, status: Status): Error {
  const details = status.getDetails()
  const type = details?.getTypeName().replace('event_store.client.', '')
  if (type === 'WrongExpectedVersion') {
    const wrong = shared.WrongExpectedVersion.deserializeBinary(details!.getValue_asU8())
    const actual = wrong.hasCurrentStreamRevision() ? BigInt(wrong.getCurrentStreamRevision()) : 'no-stream'
    return new WrongExpectedRevision(stream, expected, actual)
  }
  if (type === 'StreamDeleted') return new StreamDeleted(stream)
  if (type === 'MaximumAppendSizeExceeded') return new AppendTooLarge(stream, bytesOf(events))
  if (type === 'AccessDenied') return Object.assign(new Error('access denied'), { code: 7 })
  return Object.assign(new Error(status.getMessage() || `the server answered ${type}`), { code: 2 })
}

/** What an error of a single append refuses; itself when it is about more than this append. */
function refusalOf({ stream, expected, events }: Append, error: Error): Error {
  if (error instanceof WrongExpectedVersionError) {
    return new WrongExpectedRevision(stream, expected, error.actualVersion === 'no_stream' ? 'no-stream' : BigInt(error.actualVersion))
  }
  if (error instanceof StreamDeletedError) return new StreamDeleted(stream)
  if (error instanceof MaxAppendSizeExceededError) return new AppendTooLarge(stream, bytesOf(events))
  return error
}

/** Nothing to wait for (0) where the server tells none: an append repeated to a stream that was deleted since. */
const positionOf = (success: streams.BatchAppendResp.Success | streams.AppendResp.Success) =>
  BigInt(success.getPosition()?.getCommitPosition() ?? 0)

const bytesOf = (events: readonly WrittenEvent[]) =>
  events.reduce((sum, { data, metadata }) => sum + Buffer.byteLength(data) + Buffer.byteLength(metadata), 0)

const uuid = (id: string) => new shared.UUID().setString(id)

function uuidOf(id: shared.UUID): string {
  const structured = id.getStructured()
  if (!structured) return id.getString()
  const hex = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
    .map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0'))
    .join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
