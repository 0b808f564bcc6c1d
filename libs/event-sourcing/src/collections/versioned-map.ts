/** What a version keeps: the entries, or how it differs from the version that has them. */
type Kept<V> = Map<string, V> | { readonly key: string; readonly value: V | undefined; readonly from: VersionedMap<V> }

/**
 * A map of which every version stays as it is: `with` answers the next one. The next one costs no copy, however many entries there are, so that
 * a long stream is folded in linear time; a version that is read again after later ones takes the entries back, a step for each version between.
 */
export class VersionedMap<V> implements Iterable<[string, V]> {
  private constructor(private kept: Kept<V>) {}

  static of = <V>(entries: Iterable<readonly [string, V]> = []): VersionedMap<V> => new VersionedMap(new Map(entries))

  get = (key: string): V | undefined => this.entries().get(key)

  with(key: string, value: V): VersionedMap<V> {
    const entries = this.entries()
    const next = new VersionedMap(entries)
    this.kept = { key, value: entries.get(key), from: next }
    entries.set(key, value)
    return next
  }

  /** In the order in which the keys came. */
  [Symbol.iterator](): IterableIterator<[string, V]> {
    return [...this.entries()][Symbol.iterator]()
  }

  private entries(): Map<string, V> {
    const upToThis: VersionedMap<V>[] = [this]
    let entries = this.kept
    while (!(entries instanceof Map)) {
      upToThis.push(entries.from)
      entries = entries.from.kept
    }
    for (const earlier of upToThis.reverse().slice(1)) {
      const { key, value, from } = earlier.kept as Exclude<Kept<V>, Map<string, V>>
      from.kept = { key, value: entries.get(key), from: earlier }
      if (value === undefined) entries.delete(key)
      else entries.set(key, value)
      earlier.kept = entries
    }
    return entries
  }
}
