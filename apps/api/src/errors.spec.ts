import { describe, expect, it } from '@jest/globals'
import { StoreUnavailable } from '@prasan/event-store'
import { GraphQLError } from 'graphql'
import { formatErrorsIn, refusal } from './errors.js'
import { logAt } from './watching/log.js'

const formatError = formatErrorsIn(logAt('silent'))
const located = (originalError: Error) => new GraphQLError(originalError.message, { originalError, path: ['makeCommitment'] })
const formatted = (error: GraphQLError) =>
  formatError({ ...error.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR', ...error.extensions } }, error)

describe('what a client reads of an error', () => {
  it.each([true, false])(
    'of a store that does not answer: whether the outcome is unknown (%s), and nothing of the inside',
    (outcomeUnknown) => {
      const error = formatted(located(new StoreUnavailable('connection to 10.1.2.3:2113 refused', outcomeUnknown)))
      expect(error).toMatchObject({
        path: ['makeCommitment'],
        extensions: { code: 'StoreUnavailable', outcomeUnknown, message: { th: expect.any(String), en: error.message } },
      })
      expect(JSON.stringify(error)).not.toContain('10.1.2.3')
    },
  )

  it('of a refusal: its code and details, without the place it was thrown', () => {
    const error = refusal('QueryTooDeep', { th: 'ลึกเกินไป', en: 'Too deep.' }, 400, { asked: 30, limit: 16 })
    const withStack = { message: error.message, extensions: { ...error.extensions, stacktrace: ['at /srv/prasan/limits.js'] } }
    expect(formatError(withStack, error)).toEqual({
      message: 'Too deep.',
      extensions: { code: 'QueryTooDeep', message: { th: 'ลึกเกินไป', en: 'Too deep.' }, asked: 30, limit: 16, http: { status: 400 } },
    })
  })
})
