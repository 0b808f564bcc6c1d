import { expect, it } from '@jest/globals'
import { committee } from '@prasan/committees/contract'
import { attachable, someId, told, viewed } from '@prasan/event-sourcing/testing'
import { meeting } from '@prasan/meetings/contract'
import { CommitmentMade, FileAttachedToCommitment, commitment } from '@prasan/commitments/contract'
import { filesOf } from './queries.js'
import { filesView } from './view.js'

it('a log that holds a file twice shows it once, by its last name', async () => {
  const id = someId('commitment')
  const made = CommitmentMade({ title: { th: 'อบรม' }, owner: someId('post'), dueOn: '2026-09-30' })
  const scan = attachable('scan')
  const again = { ...scan, name: 'again.pdf' }
  const story = told(id, '2026-05-04', made, FileAttachedToCommitment(scan), FileAttachedToCommitment(again))
  const model = await viewed([filesView], [commitment, committee, meeting], story)
  const named = (log: number | null) => filesOf.run(model, { ids: [id], asOf: { day: '2026-05-04', log } }).map(({ name }) => name)
  expect([named(2), named(null)]).toEqual([['scan.pdf'], ['again.pdf']])
  model.close()
})
