import type { EventReader, EventSubscriber } from '@prasan/event-store'
import type { Registry } from '../log/registry.js'
import { type Poison, dropGeneration, generationFile } from './generation.js'
import { ReadModel } from './read-model.js'
import type { View } from './view.js'

/** How far a rebuild has come. */
export interface RebuildProgress {
  /** Events taken into this generation so far. */
  readonly done: number
  /** About how many there are; null where the store cannot tell. */
  readonly total: number | null
  /** Events a second since this run began. */
  readonly perSecond: number
  /** Null while there is no telling. */
  readonly secondsLeft: number | null
}

export interface Rebuilt {
  readonly file: string
  readonly logNumber: number
  readonly poison: readonly Poison[]
}

/**
 * Brings this version's generation to the end of the log, beside the one that an older version serves from. What a run before
 * has done is kept, unless `fromScratch`: then the file is made anew, and a running API keeps the old one until it is restarted.
 * @throws UnreadableEvent when the log holds what this version cannot read; AbortError when the signal aborts
 */
export async function rebuild(
  folder: string,
  registry: Registry,
  views: readonly View[],
  store: EventReader & EventSubscriber,
  options: {
    readonly fromScratch?: boolean
    readonly signal?: AbortSignal
    /** Called after every slice, many times a second. */
    readonly progress?: (progress: RebuildProgress) => void
  } = {},
): Promise<Rebuilt> {
  const { fromScratch = false, signal, progress } = options
  if (fromScratch) dropGeneration(generationFile(folder, registry, views))
  const total = (await store.approximateSize?.()) ?? null
  const model = ReadModel.open(folder, registry, views)
  try {
    const began = { at: performance.now(), done: model.logNumber }
    const end = new AbortController()
    await model.follow(store, signal ? AbortSignal.any([signal, end.signal]) : end.signal, (done) => {
      if (model.caughtUp) end.abort()
      progress?.(progressOf(began, done, model.caughtUp ? done : total))
    })
    if (!model.caughtUp) signal?.throwIfAborted()
    return { file: model.file, logNumber: model.logNumber, poison: model.poison() }
  } finally {
    model.close()
  }
}

function progressOf(began: { at: number; done: number }, done: number, about: number | null): RebuildProgress {
  const seconds = (performance.now() - began.at) / 1000
  const perSecond = seconds > 0 ? (done - began.done) / seconds : 0
  const total = about === null ? null : Math.max(about, done)
  return { done, total, perSecond, secondsLeft: total === null || perSecond === 0 ? null : (total - done) / perSecond }
}
