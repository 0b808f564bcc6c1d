import { expect, it } from '@jest/globals'
import { SqliteKeyRing, clockAt } from '@prasan/event-sourcing'
import { TODAY, someId } from '@prasan/event-sourcing/testing'
import { type Policy, RequestContext } from '@prasan/graphql'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contactsOf } from './names.js'

it('contacts are told to those who may see them, and to nobody once they are erased', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-contacts-'))
  const keys = await SqliteKeyRing.open(join(folder, 'keys.db'))
  const [asker, other, post, id] = [someId('person', 'asker'), someId('person', 'other'), someId('post'), someId('person')]
  const contacts = { phone: '099-000-0000' }
  await keys.prepare([id])
  const sealed = keys.seal(id, JSON.stringify(contacts))
  const row = { id, asked: id, name: '', contacts: sealed }
  const policy: Policy = {
    maySee: (thing, { actor, forPost }) => thing.id === id && thing.part === 'contacts' && actor === asker && forPost === post,
  }
  const told = (actor: string, of: { contacts: string | null } = row) => {
    const request = new RequestContext(
      actor,
      post,
      { logNumber: 0 } as never,
      keys,
      clockAt(TODAY),
      new Map(),
      undefined as never,
      undefined,
      policy,
    )
    return contactsOf({ ...row, ...of }, request)
  }
  expect(await told(asker)).toEqual(contacts)
  expect(await told(other)).toBeNull()
  expect(await told(asker, { contacts: null })).toBeNull()
  expect(await told(asker, { contacts: keys.seal(id, '{}') })).toBeNull()
  await keys.erase(id)
  expect(await told(asker)).toBeNull()
  keys.close()
  rmSync(folder, { recursive: true, force: true })
})
