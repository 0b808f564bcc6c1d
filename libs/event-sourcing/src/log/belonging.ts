/** Which log and which master key the keys and the files belong to: written down beside them, so that what was exchanged is noticed. */
export interface Belonging {
  /** The id of the store, as its log says. */
  readonly store: string
  /** Tells the master key from another, and nothing of it. */
  readonly masterKey: string
  /** `moving`: all that is here was copied from another place, and not yet all is here. `moved`: what is here is used at another place. */
  readonly state: 'whole' | 'moving' | 'moved'
}

/** What belongs to one store. */
export interface Bound {
  /** Null where it is not written down. @throws KeysUnavailable or FilesUnavailable */
  belongsTo(): Promise<Belonging | null>
  /** Writes it down, of several at once the first; `instead` of what is written where that is meant. Gives what then stands. */
  bind(to: Belonging, instead?: boolean): Promise<Belonging>
}
