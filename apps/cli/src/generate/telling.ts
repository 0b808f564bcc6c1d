/** What the parts of a made-up history tell it with. */
import type { Fact } from '@prasan/event-sourcing'
import type { Random } from './random.js'

/** A fact on its way into the log. */
export interface Told {
  /** The day on which it was recorded. */
  readonly on: string
  readonly id: string
  readonly fact: Fact
  readonly command: string
  /** The post in whose name it was recorded, by whoever held it then; absent: by the generator. */
  readonly post?: string
}

export interface Body {
  readonly id: string
  /** Who may come to owe it something. */
  readonly owners: readonly string[]
  /** The post of its secretary. */
  readonly secretary: string
  /** In protocol order: of a post, or of an organization that sends somebody. */
  readonly seats: readonly {
    readonly seat: string
    readonly number: number
    readonly office: string
    readonly post?: string
    readonly sent?: Sent
  }[]
}

export interface Sent {
  readonly seat: string
  readonly committee: string
  readonly secretary: string
  person: string
}

export interface Teller {
  readonly random: Random
  tell(on: string, id: string, command: string, fact: Fact, post?: string): void
  newId(category: string): string
  /** Who holds the post from the 1 October planned last. */
  holderIn(post: string): string
}
