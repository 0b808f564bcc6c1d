import type { Through, Trouble } from '../domain/delivery/events.js'

/** What goes out: no name, no title and no text that anybody wrote. */
export interface Message {
  /** A UUID, the same whenever the digest goes out through the channel. */
  readonly id: string
  /** Whether it may have arrived before: then it says so. */
  readonly repeat: boolean
  readonly subject: string
  readonly text: string
}

/** What became of it. `code`: what the other side answered; `arrived`: it may have, though nobody answered that it did. */
export type Sent =
  | { readonly is: 'delivered'; readonly code?: string }
  | { readonly is: 'deferred'; readonly why: Trouble; readonly code?: string; readonly arrived?: boolean }
  | { readonly is: 'refused'; readonly why: Trouble; readonly code?: string }

/** A way out of the node. `send` throws never: whatever went wrong is what became of it. */
export interface Channel {
  readonly through: Through
  /** The address of a person for it, among their contacts; undefined where there is none. */
  addressIn(contacts: Contacts): string | undefined
  send(address: string, message: Message): Promise<Sent>
  /** Null while all is well, else what to look at. */
  readonly trouble: string | null
}

export interface Contacts {
  readonly email?: string | null | undefined
  readonly line?: string | null | undefined
}
