/** Answers of the API as a dossier is made of them. */
import type { Dossier, DossierAnswer } from '../dossier/asked.js'

export const both = (th: string, en?: string) => ({ th, ...(en !== undefined && { en }) })
const person = (th: string, en: string, phone: string | null = null) => ({
  ...{ id: `person-${en}`, name: both(th, en), contacts: phone === null ? null : { phone, email: null, line: null } },
})

/** Of a post that nobody holds and that has nothing. */
export const NOTHING: Dossier = {
  post: {
    ...{ title: both('หัวหน้าสำนักงาน', 'Head of the office'), endedOn: null, duties: null, acknowledged: [], organization: null },
    ...{ holders: [], line: [], delegations: [] },
  },
  ...{ seats: [], commitments: [], resolutions: [], meetings: [], draftMinutes: [], obstacles: [], handover: null },
  ...{ notes: [], readingList: [], contacts: [], partners: [] },
}

const commitment = (n: number, title: string): Dossier['commitments'][number] => ({
  ...{ id: `commitment-${n}`, title: both(title), madeOn: '2026-05-08', dueOn: '2026-09-21', originalDueOn: '2026-08-01', extensions: 1 },
  ...{ percent: 40, daysOverdue: 42, owner: { label: both(`${title} ผู้รับผิดชอบ`) }, committee: { name: both('คณะ') }, supporting: [] },
  madeBy: { person: person('นายภูผา', 'Phupha'), post: { title: both('หัวหน้า') } },
  ...{ lastWord: { on: '2026-08-22', text: title }, obstacles: [] },
})

/** With `n` of everything, each text as long as `long`. */
export function filled(n: number, long: string): Dossier {
  const many = <T>(one: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => one(i))
  const labelled = { label: both(long) }
  const note = { on: '2026-10-02', state: long, nextStep: long, risks: long, people: [labelled] }
  const held = { manner: 'SUBSTANTIVE', order: null }
  return {
    post: {
      ...{ title: both('หัวหน้าสำนักงาน', 'Head of the office'), endedOn: null, duties: both(long), acknowledged: [] },
      organization: { name: both(long), mandate: many(() => ({ text: both(long), source: long })) },
      holders: [{ ...held, from: '2026-10-20', person: person('นายอินถา', 'Intha') }],
      line: many((i) => ({
        ...held,
        from: `20${10 + (i % 80)}-10-01`,
        until: `20${11 + (i % 80)}-10-01`,
        person: person(long, `P${i}`, '08 0000 0001'),
      })),
      delegations: many(() => ({ scope: long, from: '2026-01-01', until: null, order: null, to: labelled })),
    },
    seats: many(() => ({
      ...{ role: both(long), duties: both(long), acknowledged: [], committee: { name: both(long) } },
      appointedBy: { number: '1/2569', date: '2026-01-01' },
    })),
    commitments: many((i) => commitment(i, long)),
    resolutions: many(() => ({ on: '2026-05-08', kind: 'ASSIGNED', text: both(long), committee: { name: both(long) }, meeting: labelled })),
    meetings: many(() => ({
      on: '2026-11-20',
      startsAt: '09:30',
      place: long,
      title: null,
      bodies: [{ name: both(long) }],
      number: null,
      noticeSentOn: null,
    })),
    draftMinutes: many(() => ({ on: '2026-08-17', label: both(long), minutes: { state: 'DRAFT' } })),
    obstacles: many(() => ({ since: '2026-07-01', text: long, commitment: { title: both(long), owner: labelled } })),
    handover: {
      ...{ on: '2026-10-20', lapsesOn: '2027-01-18', leaver: null, counts: { waiting: n, contested: 0, lapsed: 0 } },
      items: many((i) => ({ item: { id: `commitment-${i}` }, state: 'WAITING', word: null, notes: [note] })),
    },
    notes: many(() => note),
    readingList: many(() => ({
      readOn: null,
      readBy: null,
      document: { number: '1/2569', date: '2026-01-01', subject: long, committee: null },
    })),
    partners: many((i) => ({ of: labelled, supports: n - i, answering: { person: person(long, `P${i}`, '08 0000 0002') } })),
    contacts: many((i) => ({ of: labelled, answering: { manner: null, since: null, person: person(long, `C${i}`, '08 0000 0001') } })),
  }
}

export const answer = (dossier: Dossier): DossierAnswer => ({
  post: { dossier },
  words: [
    {
      type: 'Manner',
      words: [
        { name: 'SUBSTANTIVE', label: both('ดำรงตำแหน่ง', 'substantive') },
        { name: 'ACTING', label: both('รักษาราชการแทน', 'acting') },
      ],
    },
  ],
})
