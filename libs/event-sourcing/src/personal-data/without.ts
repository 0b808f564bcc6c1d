import { type KeyRow, KeysUnavailable, type StoredKeys } from './key-ring.js'

/** In the place of a ring that is not here: a log opens without it, and every name in it is told as not readable. Nothing is made. */
export class WithoutKeys implements StoredKeys {
  readonly masterKeyCheck = ''
  readonly proof = ''
  private readonly asked = new Set<string>()

  constructor(private readonly reason: string) {}

  open(person: string): undefined {
    if (this.asked.size < MOST_TOLD) this.asked.add(person)
  }
  prepare = async (): Promise<never> => this.refuse()
  seal = (): never => this.refuse()
  digest = (): never => this.refuse()
  put = async (): Promise<never> => this.refuse()
  bind = async (): Promise<never> => this.refuse()
  exchange = async (): Promise<never> => this.refuse()
  takeOver = async (): Promise<never> => this.refuse()
  learn = async (): Promise<void> => {}
  /** Nobody can read what nobody has a key for. */
  erase = async (): Promise<void> => {}
  health = (): string => this.reason
  notHere = (): readonly string[] => [...this.asked]
  isLost = (): boolean => false
  async *rows(): AsyncIterable<readonly KeyRow[]> {}
  unwraps = (): boolean => false
  belongsTo = async (): Promise<null> => null
  close = (): void => {}

  private refuse(): never {
    throw new KeysUnavailable(this.reason)
  }
}
const MOST_TOLD = 100
