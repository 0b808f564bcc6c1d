/** Who asks: the person, or the part of the system, and the post acted for. */
export interface Viewer {
  readonly actor: string
  readonly forPost?: string | undefined
}

/** Something that not everybody may see: a part of what has an id, as in `{ id: 'person-…', part: 'contacts' }`; `calendar`: a feed of its meetings. */
export interface Guarded {
  readonly id: string
  readonly part: 'contacts' | 'calendar'
}

/** The one seam where one may or may not see something; what one may not see is answered as if it were not there. */
export interface Policy {
  maySee(thing: Guarded, viewer: Viewer): boolean
}

/** As long as nobody's rights are known, everybody sees everything: a node that listens beyond its own machine needs another. */
export const everybodyMay: Policy = { maySee: () => true }
