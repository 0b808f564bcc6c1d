import type { Channel } from './channel.js'

/** Where a line of the log is written: what it says, and which message it is. */
export type Write = (line: { readonly message: string; readonly repeat: boolean }, said: string) => void

/** Where nothing is set up: that there is something to tell is written down, not what, and not to whom. */
export const logChannel = (write: Write): Channel => ({
  ...{ through: 'log', trouble: null },
  addressIn: () => '',
  async send(_, { id, repeat }) {
    write({ message: id, repeat }, 'digest')
    return { is: 'delivered' }
  },
})
