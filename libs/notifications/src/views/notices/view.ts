import { ProcessBegan, plain, view } from '@prasan/event-sourcing'
import { DispatchBegan } from '../../domain/dispatch.js'
import { NOTICES } from '../../domain/notices.js'

/** The process manager that gathers: nothing of before it first ran is told. */
export const DIGESTS = 'digests'

const tables = {
  /** What is to be told, by the log number of the event; `owner`: whom the event names, `toWhom`: who else it is for. */
  notice: plain('notice', { log: 'int', kind: 'text', about: 'text', owner: 'text?', toWhom: 'text?', actor: 'text' }, { key: ['log'] }),
  /** Up to which log number was gathered, by the day; without a day where gathering began. */
  gathered: plain('gathered', { day: 'text', log: 'int' }, { key: ['day'] }),
}

export const noticesView = view('notices', 1, tables, (on) => [
  ...NOTICES.map(({ event, kind, to }) =>
    on(event, ({ notice }, { id, log, data, metadata }) => {
      const whom = metadata.imported ? undefined : to(data)
      if (whom === undefined) return
      const { owner, toWhom } = typeof whom === 'string' ? { owner: null, toWhom: whom } : { owner: whom.owner, toWhom: null }
      notice.put({ log, kind, about: id, owner, toWhom, actor: metadata.actor })
    }),
  ),
  on(ProcessBegan, ({ gathered }, { log, data }) => data.name === DIGESTS && gathered.put({ day: '', log })),
  on(DispatchBegan, ({ gathered }, { log, data: { day } }) => gathered.put({ day, log })),
])
