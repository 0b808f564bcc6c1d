import type { Manner } from './events.js'

/** Acting before substantive before caretaker: an acting holder has the full powers of the one replaced. */
const ORDER: readonly Manner[] = ['acting', 'substantive', 'caretaker']

/** The one who answers among those who hold a post on the same day. */
export function firstToAnswer<H extends { readonly manner: Manner }>(holders: readonly H[]): H | undefined {
  return ORDER.flatMap((manner) => holders.filter((holder) => holder.manner === manner))[0]
}
