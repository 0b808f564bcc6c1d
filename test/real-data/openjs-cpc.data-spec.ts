import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { importWorkbook } from '@prasan/cli'
import { readFileSync, rmSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { Api } from '../support/api.js'
import { type Row, describeWith, json, jsonLines, print, shared, workbookOf } from '../support/shared-data.js'

interface Change {
  at: string
  commit: string
  type: 'seated' | 'unseated' | 'affiliation_changed'
  category: string
  project: string
  person: string
}
interface Meeting {
  file: string
  date: string
  title: string | null
  present: { name: string | null; handle: string | null }[]
  agenda: { title: string; ref: string; url: string }[]
}
interface Stint {
  seat: string
  person: string
  from: string
  until?: string
}

const FILES = ['minutes/openjs-cpc/membership-events.jsonl', 'minutes/openjs-cpc/meetings.json', 'minutes/openjs-cpc/md']
const SEATS = 2
const dayOf = ({ at }: Change) => at.slice(0, 10)
const handle = (text: string) => text.trim().replace(/^@/, '').toLowerCase()

/** Each Impact Project has two seats; who is seated takes the one that was left last. Within a revision of the file, ends come before beginnings. */
function stints(changes: readonly Change[]): Stint[] {
  const all: Stint[] = []
  const free = new Map<string, string[]>()
  const impact = changes.filter(({ category }) => category === 'impact-representative')
  const revisions = [...new Set(impact.map(({ commit }) => commit))]
  for (const revision of revisions) {
    const now = impact.filter(({ commit }) => commit === revision)
    for (const change of now.filter(({ type }) => type === 'unseated')) {
      const stint = all.findLast(
        ({ seat, person, until }) => seat.startsWith(`${change.project} `) && person === handle(change.person) && !until,
      )!
      stint.until = dayOf(change)
      free.get(change.project)!.unshift(stint.seat)
    }
    for (const change of now.filter(({ type }) => type === 'seated')) {
      if (!free.has(change.project))
        free.set(
          change.project,
          Array.from({ length: SEATS }, (_, n) => `${change.project} ${n + 1}`),
        )
      all.push({ seat: free.get(change.project)!.shift()!, person: handle(change.person), from: dayOf(change) })
    }
  }
  return all
}

const sits = ({ from, until }: Stint, day: string) => from <= day && day < (until ?? '9999')

function tables(changes: readonly Change[], meetings: readonly Meeting[]) {
  const sent = stints(changes)
  const projects = [...new Set(changes.filter(({ category }) => category === 'impact-representative').map(({ project }) => project))]
  const byName = new Map(
    meetings.flatMap(({ present }) =>
      present.flatMap(({ name, handle: of }) => (name && of ? [[name.toLowerCase(), handle(of)] as const] : [])),
    ),
  )
  const personOf = ({ name, handle: of }: Meeting['present'][number]) =>
    of ? handle(of) : (byName.get(name!.toLowerCase()) ?? `name: ${name!.toLowerCase()}`)
  const people = new Set([...changes.map(({ person }) => handle(person)), ...meetings.flatMap(({ present }) => present.map(personOf))])
  const attendance: Row[] = []
  const agenda: (Row & { carried_over?: string })[] = []
  const latest = new Map<string, Record<string, string | number>>()
  for (const meeting of meetings.toSorted((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))) {
    for (const person of new Set(meeting.present.map(personOf))) {
      const seat = sent.find((stint) => stint.person === person && sits(stint, meeting.date))?.seat
      attendance.push({ key: `${meeting.file} ${person}`, meeting: meeting.file, seat, person })
    }
    const items = new Map(meeting.agenda.map((item) => [item.url, item]))
    for (const [n, { title, ref, url }] of [...items.values()].entries()) {
      const before = latest.get(url)
      if (before) before['carried_over'] = 'yes'
      const item = {
        ...{ key: `${meeting.file} ${n}`, meeting: meeting.file, section: 5, number: n + 1, kind: 'consider' },
        ...{ title_th: `${title} ${ref}`, carried_from: before ? String(before['key']) : '' },
      }
      latest.set(url, item)
      agenda.push(item)
    }
  }
  return {
    organizations: projects.map((project) => ({ key: project, name_th: project, kind: 'network' })),
    people: [...people].map((person) => ({ key: person, given_en: person })),
    committees: [{ key: 'cpc', name_th: 'Cross Project Council', type: 'coalition', rules: 'ngo-coalition' }],
    seats: projects.flatMap((project, p) =>
      Array.from({ length: SEATS }, (_, n) => ({
        key: `${project} ${n + 1}`,
        committee: 'cpc',
        number: p * SEATS + n + 1,
        office: 'member',
        organization: project,
      })),
    ),
    representatives: sent.map(({ seat, person, from, until }, n) => ({ key: n + 1, committee: 'cpc', seat, person, from, until })),
    meetings: meetings.map(({ file, date, title }) => ({ key: file, bodies: 'cpc', on: date, title_th: title ?? undefined, held: 'yes' })),
    agenda,
    attendance,
  }
}

/** The text of each paragraph and cell, in order: of WordprocessingML, or of the body of HTML. */
const paragraphsOf = (page: string) =>
  page
    .replace(/^[^]*<body>/, '')
    .split(/<\/(?:w:p|p|td|h1|h2|footer)>/)
    .map((part) =>
      tidied(
        part
          .replace(/<w:(?:br|tab)\/>|<br>/g, '\n')
          .replace(/<[^>]*>/g, '')
          .replace(/&(?:(lt)|(gt)|(quot)|(?:apos|#39)|(amp));/g, (_, lt, gt, quot, amp) =>
            lt ? '<' : gt ? '>' : quot ? '"' : amp ? '&' : "'",
          ),
      ),
    )
const tidied = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/** Who stands below a heading of the roll, until the next: the name is the cell after the number. */
function listedIn(paragraphs: readonly string[], heading: string): string[] {
  const from = paragraphs.indexOf(heading)
  if (from < 0) return []
  const to = paragraphs.findIndex((text, i) => i > from && /^(ผู้ไม่มาประชุม|ผู้เข้าร่วมประชุม|เริ่มประชุมเวลา.*)$/.test(text))
  return paragraphs.slice(from, to).flatMap((text, i, all) => (/^\d+\.$/.test(text) ? [all[i + 1]!] : []))
}

/** Of an id that carries the day it was asked for, that of the thing at present. */
const ofPresent = (id: string) => id.split('@')[0]!

describeWith('seven years of a council to which each project sends two', FILES, () => {
  let api: Api
  let changes: Change[]
  let meetings: Meeting[]
  let workbook: ReturnType<typeof tables>
  let council: string

  beforeAll(async () => {
    changes = jsonLines<Change>(FILES[0]!)
    meetings = json<Meeting[]>(FILES[1]!)
    api = await Api.start()
    workbook = tables(changes, meetings)
    const folder = workbookOf(workbook)
    const { runtime } = api.application
    const report = await importWorkbook(runtime, folder, { source: 'cpc' })
    rmSync(folder, { recursive: true })
    expect(report.notices).toEqual([])
    print(`openjs-cpc: ${report.events} events in ${report.streams} streams, ${report.breaches} with a breach of a body's rule`)
    expect(await runtime.views.waitFor(report.position!, 60_000)).toBe(true)
    for await (const { type, stream } of runtime.store.readAll())
      if (type === 'CommitteeEstablished') council = stream.slice(runtime.registry.prefix.length)
  }, 180_000)
  afterAll(() => api.close())

  interface Seat {
    id: string
    organization: { name: { th: string } }
  }
  const occupants = async (day: string, project: string) => {
    const data = await api.query<{
      committee: {
        occupants: { seat: Seat; state: string; vacantDays: number | null; occupant: { person: { name: { en: string } } } | null }[]
      }
    }>(
      `query ($id: ID!, $day: Day!) { committee(id: $id, asOf: { effective: $day }) { occupants { seat { id organization { name { th } } } state vacantDays occupant { person { name { en } } } } } }`,
      { id: council, day },
    )
    return data.committee.occupants.filter(({ seat }) => seat.organization.name.th === project)
  }
  const names = async (day: string, project: string) =>
    (await occupants(day, project)).map(({ occupant }) => occupant?.person.name.en ?? null)

  // As the minutes' own README tells the successions.
  it.each([
    ['2020-08-31', ['joesepi', 'mcollina']],
    ['2020-09-02', ['joesepi', 'mmarchini']],
    ['2021-09-01', ['joesepi', 'trott']],
    ['2024-04-01', ['joesepi', 'mcollina']],
  ])('Node.js on %s: %j', async (day, expected) => expect(await names(day, 'Node.js')).toEqual(expected))

  it('the second Node.js seat stays the same seat across four occupants', async () => {
    const ids: string[] = []
    for (const day of ['2020-08-31', '2020-09-02', '2021-09-01', '2024-04-01'])
      ids.push(ofPresent((await occupants(day, 'Node.js'))[1]!.seat.id))
    expect(new Set(ids).size).toBe(1)
  })

  it('Electron has a vacant seat from 2024-02-14 to 2024-03-11, counted in days', async () => {
    const vacant = async (day: string) => (await occupants(day, 'Electron')).filter(({ state }) => state === 'VACANT')
    expect(await vacant('2024-02-13')).toHaveLength(0)
    expect((await vacant('2024-02-14')).map(({ vacantDays }) => vacantDays)).toEqual([1])
    expect((await vacant('2024-03-10')).map(({ vacantDays }) => vacantDays)).toEqual([26])
    expect(await vacant('2024-03-11')).toHaveLength(0)
  })

  it('attendance of a seat runs across its occupants, as the minutes have it', async () => {
    const [, seat] = await occupants('2024-04-01', 'Node.js')
    const asked = `query ($id: ID!, $after: String) { node(id: $id) { ... on Seat { attendance(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { person { name { en } } meeting { on } } } } } }`
    const found: string[] = []
    for (let after: string | null = null; ;) {
      const { node } = await api.query(asked, { id: ofPresent(seat!.seat.id), after })
      for (const { person, meeting } of node.attendance.nodes) found.push(`${meeting.on} ${person.name.en}`)
      if (!node.attendance.pageInfo.hasNextPage) break
      after = node.attendance.pageInfo.endCursor as string
    }
    // Straight from the files: those days on which the occupant of the seat is listed as present, by handle or by a name known with that handle.
    const line = [
      ['mcollina', '2019-06-19', '2020-09-01'],
      ['mmarchini', '2020-09-01', '2021-08-12'],
      ['trott', '2021-08-12', '2024-03-20'],
      ['mcollina', '2024-03-20', '9999'],
    ] as const
    const called = (who: string) =>
      new Set(
        meetings.flatMap(({ present }) =>
          present.flatMap((each) => (each.handle && each.name && handle(each.handle) === who ? each.name.toLowerCase() : [])),
        ),
      )
    const expected = line.flatMap(([who, from, until]) =>
      meetings
        .filter(
          ({ date, present }) =>
            date >= from &&
            date < until &&
            present.some(({ name, handle: of }) => (of ? handle(of) === who : called(who).has(name!.toLowerCase()))),
        )
        .map(({ date }) => `${date} ${who}`),
    )
    expect(new Set(expected.map((each) => each.slice(11))).size).toBe(3)
    expect(found.sort()).toEqual(expected.sort())
  })

  it('an issue put off is one chain: first and last meeting and how often, as the minutes have it; 260 of them, one in 41 meetings', async () => {
    const met = new Map<string, string[]>()
    for (const { date, agenda } of meetings)
      for (const url of new Set(agenda.map((item) => item.url))) met.set(url, [...(met.get(url) ?? []), date].sort())
    const counted = [...met].map(([url, days]) => {
      return { url, first: days[0], last: days.at(-1), meetings: days.length, timesDeferred: days.length - 1 }
    })
    const called = new Map<string, string>(
      meetings.flatMap((meeting) =>
        meeting.agenda.map(({ url, title, ref }) => [`${meeting.title ?? meeting.date}: ${title} ${ref}`, url]),
      ),
    )
    const chains = new Map<string, (typeof counted)[number]>()
    const { meetings: held } = await everyMeeting()
    for (const { on, title, agenda } of held)
      for (const item of agenda) {
        const { firstRaised, timesDeferred, items } = item.chain
        const days = items.map(({ meeting }) => meeting.on)
        const of = { first: firstRaised.meeting.on, last: days.at(-1), meetings: items.length, timesDeferred }
        const url = called.get(`${title?.th ?? on}: ${item.title.th}`)!
        // Every item of a chain tells the same of it.
        if (chains.has(firstRaised.id)) expect(chains.get(firstRaised.id)).toEqual({ url, ...of })
        else chains.set(firstRaised.id, { url, ...of })
      }
    const byUrl = (a: { url: string }, b: { url: string }) => (a.url < b.url ? -1 : 1)
    expect([...chains.values()].sort(byUrl)).toEqual(counted.sort(byUrl))
    expect([counted.filter((each) => each.meetings > 1).length, Math.max(...counted.map((each) => each.meetings))]).toEqual([260, 41])
    print(
      `openjs-cpc: ${chains.size} issues on ${held.length} agendas, ${counted.reduce((sum, { timesDeferred }) => sum + timesDeferred, 0)} times put off`,
    )
  })

  async function everyMeeting() {
    type Raised = { meeting: { on: string } }
    type Chain = { timesDeferred: number; firstRaised: Raised & { id: string }; items: Raised[] }
    const found: { id: string; on: string; title: { th: string } | null; agenda: { title: { th: string }; chain: Chain }[] }[] = []
    for (let after: string | null = null; ;) {
      const { data, errors } = await api.post(
        `query ($id: ID!, $after: String) { committee(id: $id) { meetings(first: 20, after: $after) { pageInfo { hasNextPage endCursor } nodes { id on title { th } agenda { title { th } chain { timesDeferred firstRaised { id meeting { on } } items { meeting { on } } } } } } } }`,
        { id: council, after },
      )
      expect(errors).toBeUndefined()
      const page = data.committee.meetings
      found.push(...page.nodes)
      if (!page.pageInfo.hasNextPage) return { meetings: found }
      after = page.pageInfo.endCursor as string
    }
  }

  it('every meeting is there, and nobody is recorded in a seat that was not theirs on the day', async () => {
    const { meetings: held } = await everyMeeting()
    expect(held.map(({ on }) => on).sort()).toEqual(meetings.map(({ date }) => date).sort())
    const substitutes = []
    for await (const { type, data } of api.application.runtime.store.readAll())
      if (type === 'AttendanceRecorded' && data['capacity'] === 'substitute') substitutes.push(data)
    expect(substitutes).toEqual([])
  })

  it('the minutes of each become a document that names everybody who came; where they were written by hand, every line stands in the annex', async () => {
    const ids = new Map((await everyMeeting()).meetings.map(({ id, on, title }) => [`${on} ${title?.th ?? ''}`, ofPresent(id)]))
    expect(ids.size).toBe(meetings.length)
    const bytes = async (path: string) => {
      const answer = await fetch(`${(await api.application.nest.getUrl()).replace('[::1]', '127.0.0.1')}${path}`)
      expect([path, answer.status]).toEqual([path, 200])
      return Buffer.from(await answer.arrayBuffer())
    }
    const found = { byHand: 0, persons: 0, lines: 0 }
    for (const [n, { file, date, title }] of meetings.entries()) {
      const meeting = ids.get(`${date} ${title ?? ''}`)!
      // Every other one is drawn up from the record, and has no annex.
      const text = n % 2 === 0 ? readFileSync(shared(FILES[2]!, file), 'utf8') : undefined
      await api.recorded('draftMinutes', { meeting, text })
      const path = `/documents/minutes/${meeting}`
      const word = Buffer.from(unzipSync(await bytes(`${path}.docx?digits=arabic`))['word/document.xml']!).toString('utf8')
      const page = (await bytes(`${path}.html?digits=arabic`)).toString('utf8')
      const came = workbook.attendance.filter((row) => row['meeting'] === file).map(({ person }) => tidied(String(person)))
      const lines = (text ?? '')
        .split(/\r?\n|\u2029/)
        .map(tidied)
        .filter((line) => line !== '')
      for (const paragraphs of [word, page].map(paragraphsOf)) {
        const named = tidied(`(ร่าง) รายงานการประชุม${title ?? 'Cross Project Council'}`)
        const present = ['ผู้มาประชุม', 'ผู้เข้าร่วมประชุม'].flatMap((heading) => listedIn(paragraphs, heading))
        const annex = paragraphs.lastIndexOf('รายงานการประชุมตามที่จัดทำ')
        const last = annex < 0 ? [] : paragraphs.slice(annex + 1).filter((line) => line !== '')
        expect([file, paragraphs.includes(named), present.sort(), last]).toEqual([file, true, [...came].sort(), lines])
      }
      found.byHand += text === undefined ? 0 : 1
      found.persons += came.length
      found.lines += lines.length
    }
    print(
      `openjs-cpc: ${meetings.length} minutes in Word and HTML, ${found.byHand} of them written by hand (${found.lines} lines), ${found.persons} persons present`,
    )
  }, 120_000)
})
