import features from '@eventstore/db-client/generated/serverfeatures_pb.js'
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import gossip from '@eventstore/db-client/generated/gossip_pb.js'
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import statusMessages from '@eventstore/db-client/generated/status_pb.js'
import services from '@eventstore/db-client/generated/streams_grpc_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import { Metadata, Server, ServerCredentials, status } from '@grpc/grpc-js'
import type { ServerDuplexStream, ServerReadableStream, ServerUnaryCall, ServerWritableStream, sendUnaryData } from '@grpc/grpc-js'
import protobufAny from 'google-protobuf/google/protobuf/any_pb.js'
import { readFileSync } from 'node:fs'
import { setImmediate as moment } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Log, MOST_BYTES, type Expected, type Kept, type Proposed, type Refused } from './log.js'

export interface Manner {
  /** Whose way to send subscriptions. */
  readonly version: '23.10' | '24.10'
  /** What the server says its version is; null: it does not know that question (UNIMPLEMENTED). */
  readonly tells: string | null
  readonly batchAppend: boolean
  /** Names and passwords; none: everybody is let in. */
  readonly users: Readonly<Record<string, string>>
  /** Who may read `$all`; none: everybody. */
  readonly readersOfAll: readonly string[]
  /** With the certificate of this folder; the client sends no credentials without. */
  readonly tls: boolean
}

const here = (name: string) => new URL(`../../../support/eventstoredb-double/${name}`, import.meta.url)
/** The authority of the double's own certificate, to be trusted by tests. */
export const CERTIFICATE = fileURLToPath(here('certificate.pem'))

/** What the double does instead of answering, until it is told otherwise. */
export type Mood = 'well' | 'not-ready' | 'deadline-exceeded' | { readonly notLeader: number } | 'silent'

/** The checkpoint that 24.10 tells when there was nothing to tell, on the wire. */
const NOWHERE = 2n ** 64n - 1n

/** So many events may wait for a reader who is too slow while live; measured about 60 on a real server. */
const SLOW_READER_EVENTS = 64
const { UNKNOWN, FOLLOWER, LEADER } = gossip.MemberInfo.VNodeState

type Read = ServerWritableStream<streams.ReadReq, streams.ReadResp>

/** Speaks EventStoreDB's wire, as real ones were heard to, over a log in memory. See README.md for what it does not imitate. */
export class EventStoreDbDouble {
  mood: Mood = 'well'
  readonly manner: Manner
  private server: Server | undefined
  private readonly reads = new Set<Read>()
  private readonly forgotten = new WeakSet<Read>()
  port = 0

  constructor(
    readonly log = new Log(),
    manner: Partial<Manner> = {},
  ) {
    const version = manner.version ?? '23.10'
    this.manner = { version, tells: `${version}.0.0`, batchAppend: true, users: {}, readersOfAll: [], tls: false, ...manner }
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=${this.manner.tls}`
  }

  async start(): Promise<this> {
    const server = new Server({ 'grpc.max_receive_message_length': 20_000_000 })
    const answers = {
      append: (call: never, answer: never) => void this.append(call, answer),
      delete: (call: never, answer: never) => this.delete(call, answer, false),
      tombstone: (call: never, answer: never) => this.delete(call, answer, true),
      read: (call: Read) => void this.read(call),
      ...(this.manner.batchAppend && { batchAppend: (call: never) => this.batchAppend(call) }),
    }
    server.addService(services.StreamsService, answers as never)
    server.addService(gossipServices.GossipService, { read: (_: never, answer: never) => this.gossip(answer) } as never)
    if (this.manner.tells !== null) {
      server.addService(featureServices.ServerFeaturesService, {
        getSupportedMethods: (call: never, answer: never) => this.supportedMethods(call, answer),
      } as never)
    }
    const pair = () => [{ private_key: readFileSync(here('key.pem')), cert_chain: readFileSync(here('certificate.pem')) }]
    const credentials = this.manner.tls ? ServerCredentials.createSsl(null, pair()) : ServerCredentials.createInsecure()
    this.port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${this.port}`, credentials, (error, port) => (error ? reject(error) : resolve(port)))
    })
    this.server = server
    return this
  }

  /** As `kill -9`: every connection is cut; what is stored stays. */
  kill(): void {
    this.server?.forceShutdown()
    this.server = undefined
    this.reads.clear()
  }

  /** Breaks every subscription and reading under way. */
  cutReads(): void {
    for (const call of this.reads) fail(call, status.UNAVAILABLE, 'the double cut it')
  }

  /** Forgets the subscriptions under way without a word: their calls stay open, and nothing more comes. */
  forgetReads(): void {
    for (const call of this.reads) this.forgotten.add(call)
    this.log.ring()
  }

  private batchAppend(call: ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>): void {
    if (this.refusedAtTheDoor(call)) return
    const gathering = new Map<string, { stream: string; expected: Expected; events: Proposed[] }>()
    call.on('error', () => {})
    call.on('end', () => call.end())
    call.on('data', (request: streams.BatchAppendReq) => {
      const correlation = request.getCorrelationId()!
      const options = request.getOptions()
      if (options) {
        const stream = Buffer.from(options.getStreamIdentifier()!.getStreamName_asU8()).toString()
        gathering.set(correlation.getString(), { stream, expected: expectedOf(options), events: [] })
      }
      const append = gathering.get(correlation.getString())!
      for (const message of request.getProposedMessagesList()) append.events.push(proposedOf(message))
      if (!request.getIsFinal()) return
      gathering.delete(correlation.getString())
      void this.answerBatch(call, correlation, append)
    })
  }

  private async answerBatch(
    call: ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>,
    correlation: shared.UUID,
    { stream, expected, events }: { stream: string; expected: Expected; events: Proposed[] },
  ): Promise<void> {
    const { mood } = this
    if (mood === 'silent') return
    const answer = new streams.BatchAppendResp().setCorrelationId(correlation)
    answer.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream)))
    if (mood === 'not-ready') {
      answer.setError(new statusMessages.Status().setMessage('Server Is Not Ready').setDetails(packed('google.protobuf.Empty')))
    } else if (mood === 'deadline-exceeded') {
      answer.setError(new statusMessages.Status().setDetails(packed('event_store.client.Timeout')))
    } else if (typeof mood === 'object') {
      return fail(call, status.NOT_FOUND, 'Leader info available', notLeader(mood.notLeader))
    } else {
      const placed = this.log.append(stream, expected, events)
      await moment() // a server killed here has stored what it did not acknowledge
      if (placed.is === 'placed') answer.setSuccess(successOf(placed))
      else answer.setError(errorOf(placed, expected))
    }
    if (!over(call) && this.server) call.write(answer)
  }

  private async append(
    call: ServerReadableStream<streams.AppendReq, streams.AppendResp>,
    answer: sendUnaryData<streams.AppendResp>,
  ): Promise<void> {
    const refusal = this.refusalAtTheDoor(call.metadata)
    if (refusal) return answer(refusal)
    let options: streams.AppendReq.Options | undefined
    const events: Proposed[] = []
    call.on('data', (request: streams.AppendReq) => {
      if (request.hasOptions()) options = request.getOptions()
      else events.push(proposedOf(request.getProposedMessage()!))
    })
    call.on('error', () => {})
    await new Promise<void>((resolve) => call.on('end', resolve).on('close', resolve))
    if (call.cancelled || !options) return // it never said all of it
    const { mood } = this
    if (mood === 'silent') return
    if (mood !== 'well') return answer(moodError(mood))
    const stream = Buffer.from(options.getStreamIdentifier()!.getStreamName_asU8()).toString()
    const expected = expectedOf(options)
    const placed = this.log.append(stream, expected, events)
    await moment()
    if (placed.is === 'placed') {
      const success = new streams.AppendResp.Success().setCurrentRevision(placed.revision.toString())
      if (placed.position !== undefined) {
        const position = placed.position.toString()
        success.setPosition(new streams.AppendResp.Position().setCommitPosition(position).setPreparePosition(position))
      }
      return answer(null, new streams.AppendResp().setSuccess(success))
    }
    if (placed.is !== 'wrong') return answer(thrown(placed, stream, expected))
    const wrong = new streams.AppendResp.WrongExpectedVersion()
    if (placed.actual === 'no_stream') wrong.setCurrentNoStream(new shared.Empty())
    else wrong.setCurrentRevision(placed.actual.toString())
    if (typeof expected === 'bigint') wrong.setExpectedRevision(expected.toString())
    else if (expected === 'no_stream') wrong.setExpectedNoStream(new shared.Empty())
    else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new shared.Empty())
    else wrong.setExpectedAny(new shared.Empty())
    answer(null, new streams.AppendResp().setWrongExpectedVersion(wrong))
  }

  private delete(
    call: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>,
    answer: sendUnaryData<streams.DeleteResp>,
    forGood: boolean,
  ): void {
    const options = call.request.getOptions()!
    const stream = Buffer.from(options.getStreamIdentifier()!.getStreamName_asU8()).toString()
    const expected = BigInt(options.getRevision())
    const deleted = this.log.delete(stream, expected, forGood)
    if (deleted.is !== 'placed') return answer(thrown(deleted, stream, expected))
    answer(null, forGood ? new streams.TombstoneResp() : new streams.DeleteResp())
  }

  private async read(call: Read): Promise<void> {
    this.reads.add(call)
    call.on('cancelled', () => this.reads.delete(call))
    call.on('close', () => this.reads.delete(call))
    call.on('error', () => this.reads.delete(call))
    const options = call.request.getOptions()!
    const refusal = this.refusalAtTheDoor(call.metadata, options.hasAll())
    if (refusal) return fail(call, refusal.code, refusal.details, refusal.metadata)
    const { mood } = this
    if (mood === 'silent') return
    if (mood !== 'well') {
      const { code, details, metadata } = moodError(mood)
      return fail(call, code, details, metadata)
    }
    try {
      if (options.hasSubscription()) await this.subscription(call, options)
      else {
        const events = options.hasStream() ? this.streamEvents(call, options) : this.allEvents(call, options)
        if (!events) return
        for (const event of events) await write(call, eventOf(event))
        call.end()
      }
    } catch {
      // the reader has left
    }
  }

  private streamEvents(call: Read, options: streams.ReadReq.Options): Kept[] | undefined {
    const where = options.getStream()!
    const name = Buffer.from(where.getStreamIdentifier()!.getStreamName_asU8()).toString()
    const held = this.log.stream(name)
    if (held?.deleted === 'for good') {
      const { code, details, metadata } = thrown({ is: 'deleted' }, name, 'any')
      return void fail(call, code, details, metadata)
    }
    if (!held || held.from >= held.events.length) {
      const identifier = new shared.StreamIdentifier().setStreamName(Buffer.from(name))
      call.write(new streams.ReadResp().setStreamNotFound(new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier)))
      return void call.end()
    }
    const count = Number(options.getCount())
    const visible = held.events.slice(held.from)
    if (Number(options.getReadDirection()) === 0) {
      const from = where.hasRevision() ? BigInt(where.getRevision()) : 0n
      return visible.filter(({ revision }) => revision >= from).slice(0, count)
    }
    const from = where.hasRevision() ? BigInt(where.getRevision()) : BigInt(held.events.length)
    return visible
      .filter(({ revision }) => revision <= from)
      .reverse()
      .slice(0, count)
  }

  private allEvents(call: Read, options: streams.ReadReq.Options): Kept[] | undefined {
    const count = Number(options.getCount())
    const { all } = this.log
    const where = options.getAll()!
    if (Number(options.getReadDirection()) === 1) return all.slice(-count).reverse()
    const position = where.hasPosition() ? BigInt(where.getPosition()!.getCommitPosition()) : undefined
    const from = position === undefined ? 0 : this.log.after(position - 1n)
    if (position !== undefined && from < all.length && all[from]!.position !== position)
      return void fail(call, status.UNKNOWN, 'Unexpected ReadAllResult: Error')
    return all.slice(from, from + count)
  }

  /** The order of messages that a real server sent, in either version's way. */
  private async subscription(call: Read, options: streams.ReadReq.Options): Promise<void> {
    const where = options.getAll()!
    const filter = options.getFilter()
    const prefixes = filter?.getStreamIdentifier()?.getPrefixList() ?? ['']
    const interval = (filter?.getMax() ?? 32) * (filter?.getCheckpointintervalmultiplier() ?? 1)
    const newer = this.manner.version === '24.10'
    const after = where.hasPosition() ? BigInt(where.getPosition()!.getCommitPosition()) : 0n
    let next = where.hasEnd() ? this.log.all.length : this.log.after(after)
    if (where.hasPosition() && after > 0n && this.log.all[next - 1]?.position !== after) {
      if (!newer) return fail(call, status.UNKNOWN, 'the position stands inside a record')
      await write(call, confirmation())
      return fail(call, status.INVALID_ARGUMENT, 'the position stands inside a record')
    }
    await write(call, confirmation())
    let since = 0
    let told = -1n
    // What 24.10 tells at the end of catching up: how far it has told, and nothing at all is -1 to it, sent without a sign.
    let sent = where.hasPosition() ? after : NOWHERE
    let wake = () => {}
    const silence = this.log.listen(() => wake())
    call.on('cancelled', () => wake())
    call.on('close', () => wake())
    const checkpoint = async (position: bigint) => {
      if (newer && position <= told) return
      told = sent = position
      since = 0
      await write(call, checkpointOf(position))
    }
    try {
      let live = false
      while (!over(call)) {
        if (this.forgotten.has(call)) return
        if (next >= this.log.all.length) {
          if (!live) {
            if (newer) await checkpoint(sent)
            await write(call, new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()))
            live = true
            continue
          }
          await new Promise<void>((resolve) => (wake = resolve))
          if (this.mood === 'silent') return
          continue
        }
        const event = this.log.all[next]!
        if (prefixes.some((prefix) => event.stream.startsWith(prefix))) {
          const tooSlow = live && this.log.all.length - next > SLOW_READER_EVENTS && call.writableLength >= call.writableHighWaterMark
          if (tooSlow && !newer)
            return fail(
              call,
              status.ABORTED,
              'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
            )
          if (tooSlow) live = false
          next++
          sent = event.position
          await write(call, eventOf(event))
        } else next++
        if (++since >= interval) await checkpoint(event.position)
      }
    } finally {
      silence()
    }
  }

  private supportedMethods(call: ServerUnaryCall<unknown, unknown>, answer: sendUnaryData<features.SupportedMethods>): void {
    const refusal = this.refusalAtTheDoor(call.metadata)
    if (refusal) return answer(refusal)
    if (this.mood === 'silent') return
    const methods = new features.SupportedMethods().setEventStoreServerVersion(this.manner.tells!)
    const offered = ['read', 'append', ...(this.manner.batchAppend ? ['batchappend'] : [])]
    for (const name of offered) {
      methods.addMethods(new features.SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(name))
    }
    answer(null, methods)
  }

  private gossip(answer: sendUnaryData<gossip.ClusterInfo>): void {
    if (this.mood === 'silent') return
    const member = new gossip.MemberInfo()
      .setInstanceId(new shared.UUID().setString('00000000-0000-4000-8000-000000000001'))
      .setTimeStamp('0')
      .setIsAlive(true)
      .setState(this.mood === 'not-ready' ? UNKNOWN : typeof this.mood === 'object' ? FOLLOWER : LEADER)
      .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(this.port))
    answer(null, new gossip.ClusterInfo().setMembersList([member]))
  }

  private refusedAtTheDoor(call: { readonly metadata: Metadata; emit(name: 'error', error: Error): unknown }): boolean {
    const refusal = this.refusalAtTheDoor(call.metadata)
    if (refusal) fail(call, refusal.code, refusal.details, refusal.metadata)
    return refusal !== undefined
  }

  private refusalAtTheDoor(given: Metadata, all = false): { code: status; details: string; metadata: Metadata } | undefined {
    const { users, readersOfAll } = this.manner
    if (Object.keys(users).length === 0) return undefined
    const [header] = given.get('authorization')
    const [name = '', password] = Buffer.from(String(header ?? '').replace('Basic ', ''), 'base64')
      .toString()
      .split(':')
    if (users[name] === undefined || users[name] !== password)
      return { code: status.UNAUTHENTICATED, details: 'Bad HTTP status', metadata: new Metadata() }
    if (all && readersOfAll.length > 0 && !readersOfAll.includes(name))
      return { code: status.PERMISSION_DENIED, details: 'Access Denied', metadata: exception('access-denied') }
    return undefined
  }
}

const exception = (name: string, more: Record<string, string> = {}) => {
  const metadata = new Metadata()
  for (const [key, value] of Object.entries({ exception: name, ...more })) metadata.set(key, value)
  return metadata
}

const notLeader = (port: number) => exception('not-leader', { 'leader-endpoint-host': '127.0.0.1', 'leader-endpoint-port': String(port) })

function moodError(mood: Exclude<Mood, 'well' | 'silent'>): { code: status; details: string; metadata: Metadata } {
  if (mood === 'not-ready') return { code: status.UNKNOWN, details: 'Server Is Not Ready', metadata: new Metadata() }
  if (mood === 'deadline-exceeded') return { code: status.DEADLINE_EXCEEDED, details: 'Deadline exceeded', metadata: new Metadata() }
  return { code: status.NOT_FOUND, details: 'Leader info available', metadata: notLeader(mood.notLeader) }
}

function thrown(refused: Refused, stream: string, expected: Expected): { code: status; details: string; metadata: Metadata } {
  if (refused.is === 'deleted')
    return { code: status.FAILED_PRECONDITION, details: 'deleted', metadata: exception('stream-deleted', { 'stream-name': stream }) }
  if (refused.is === 'too-large')
    return {
      code: status.INVALID_ARGUMENT,
      details: 'too large',
      metadata: exception('maximum-append-size-exceeded', { 'maximum-append-size': String(MOST_BYTES) }),
    }
  const versions = {
    'stream-name': stream,
    'expected-version': String(expected),
    ...(refused.actual !== 'no_stream' && { 'actual-version': String(refused.actual) }),
  }
  return { code: status.FAILED_PRECONDITION, details: 'wrong', metadata: exception('wrong-expected-version', versions) }
}

function errorOf(refused: Refused, expected: Expected): statusMessages.Status {
  const error = new statusMessages.Status()
  if (refused.is === 'deleted') return error.setDetails(packed('event_store.client.StreamDeleted'))
  if (refused.is === 'too-large') {
    const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(MOST_BYTES)
    return error.setDetails(packed('event_store.client.MaximumAppendSizeExceeded', details.serializeBinary()))
  }
  const wrong = new shared.WrongExpectedVersion()
  if (refused.actual === 'no_stream') wrong.setCurrentNoStream(new shared.Empty())
  else wrong.setCurrentStreamRevision(refused.actual.toString())
  if (typeof expected === 'bigint') wrong.setExpectedStreamPosition(expected.toString())
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new shared.Empty())
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new shared.Empty())
  else wrong.setExpectedAny(new shared.Empty())
  return error.setDetails(packed('event_store.client.WrongExpectedVersion', wrong.serializeBinary()))
}

function packed(name: string, bytes: Uint8Array = new Uint8Array()): protobufAny.Any {
  const details = new protobufAny.Any()
  details.pack(bytes, name)
  return details
}

function successOf({ revision, position }: { revision: bigint; position: bigint | undefined }): streams.BatchAppendResp.Success {
  const success = new streams.BatchAppendResp.Success().setCurrentRevision(revision.toString())
  if (position === undefined) return success.setNoPosition(new shared.Empty())
  return success.setPosition(new shared.AllStreamPosition().setCommitPosition(position.toString()).setPreparePosition(position.toString()))
}

function expectedOf(options: streams.BatchAppendReq.Options | streams.AppendReq.Options): Expected {
  if (options.hasAny()) return 'any'
  if (options.hasNoStream()) return 'no_stream'
  if (options.hasStreamExists()) return 'stream_exists'
  return BigInt(options instanceof streams.AppendReq.Options ? options.getRevision() : options.getStreamPosition())
}

function proposedOf(message: streams.BatchAppendReq.ProposedMessage | streams.AppendReq.ProposedMessage): Proposed {
  return {
    id: uuidOf(message.getId()!),
    type: message.getMetadataMap().get('type')!,
    contentType: message.getMetadataMap().get('content-type')!,
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  }
}

function uuidOf(id: shared.UUID): string {
  const structured = id.getStructured()
  if (!structured) return id.getString()
  const half = (bits: string) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0')
  const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits())
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function eventOf(event: Kept): streams.ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(event.id))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(event.stream)))
    .setStreamRevision(event.revision.toString())
    .setCommitPosition(event.position.toString())
    .setPreparePosition(event.position.toString())
    .setData(event.data)
    .setCustomMetadata(event.metadata)
  recorded.getMetadataMap().set('type', event.type).set('content-type', event.contentType).set('created', '0')
  return new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(event.position.toString()))
}

const confirmation = () =>
  new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId('subscription'))

const checkpointOf = (position: bigint) =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint().setCommitPosition(position.toString()).setPreparePosition(position.toString()),
  )

function fail(call: { emit(name: 'error', error: Error): unknown }, code: status, details: string, metadata = new Metadata()): void {
  call.emit('error', Object.assign(new Error(details), { code, details, metadata }))
}

/** True when nothing more may be written: the other side left, or was told off. */
const over = (call: { readonly cancelled: boolean; readonly destroyed: boolean; readonly writableEnded: boolean }) =>
  call.cancelled || call.destroyed || call.writableEnded

/** Waits while the reader is behind. @throws when the reader left */
async function write(call: Read, message: streams.ReadResp): Promise<void> {
  if (over(call)) throw new Error('the reader left')
  if (call.write(message)) return
  await new Promise<void>((resolve, reject) => {
    const left = () => {
      call.off('drain', drained)
      call.off('cancelled', left)
      call.off('close', left)
      reject(new Error('the reader left'))
    }
    const drained = () => {
      call.off('cancelled', left)
      call.off('close', left)
      resolve()
    }
    call.once('drain', drained)
    call.once('cancelled', left)
    call.once('close', left)
  })
}
