import { expect, it } from '@jest/globals'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Runtime } from '../runtime.js'
import { CalendarsController } from './calendars.controller.js'

/** What is answered to an address that no view knows. */
async function answered(caughtUp: boolean): Promise<number> {
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  const views = { caughtUp, get: () => undefined }
  await new CalendarsController({ views } as unknown as Runtime).feed('unknown.ics', 'th', request, response)
  return response.statusCode
}

it('a node that has not read the whole log says of no calendar that it is not there: programs would remove it', async () => {
  expect(await answered(false)).toBe(503)
  expect(await answered(true)).toBe(404)
})
