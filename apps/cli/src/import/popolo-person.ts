/** What a Popolo file says of a person. */
import type { RecordOf } from './popolo-file.js'
import { said } from './table.js'

const THAI = /[\u0E00-\u0E7F]/

/** A Thai name is written as given name, blank, family name; names in other scripts are split only where the file splits them. */
export function personFact({ name, given_name, additional_name, family_name, honorific_prefix, email }: RecordOf<'persons'>): {
  name: object
  contacts?: object
} {
  const whole = name.normalize('NFC').trim()
  const blank = whole.search(/\s/)
  const thai = THAI.test(whole)
  const split = thai && blank > 0 ? { given: whole.slice(0, blank), family: whole.slice(blank).trim() } : { given: whole }
  const parts = said({
    prefix: filled(honorific_prefix),
    ...(filled(given_name) === undefined
      ? split
      : { given: filled(given_name), middle: filled(additional_name), family: filled(family_name) }),
  })
  return { name: thai ? { th: parts } : { en: parts }, ...(filled(email) !== undefined && { contacts: { email: filled(email) } }) }
}

const filled = (text: string | null | undefined) => text?.normalize('NFC').trim() || undefined
