import { configurationFrom, contexts, createApplication } from '@prasan/api'
import { type Command, addDays, commandIdOf, handle } from '@prasan/event-sourcing'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { type Figure, compare } from './figure.js'
import type { Statement } from './page-child.js'

const TODAY = '2026-11-02'
const [YEARS, BODIES, PROMISES] = [10, 10, 200]
const ROUNDS = 7
const commands = new Map<string, Command>(contexts.flatMap((context) => context.commands.map((command) => [command.name, command])))

/**
 * Feeds of ten years, a meeting a month and body, a third of them moved and a tenth cancelled: of a body with its open promises, and of a person who
 * sits in ten bodies. Against bare node that runs the very same SQL and sends the very same text; both in this process, one request after the other.
 */
export async function feeds(): Promise<readonly Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'prasan-bench-feeds-'))
  const configuration = configurationFrom({ PRASAN_DATA_DIR: dataDir, PRASAN_DEMO: 'false', PRASAN_TODAY: TODAY })
  const { nest, runtime, close } = await createApplication({ ...configuration, port: 0 })
  try {
    await nest.listen(0, '127.0.0.1')
    const { views, processes, handling } = runtime
    const settled = async () => {
      while ((await runtime.trouble()) !== null || (processes.position ?? 0n) < (views.position ?? 0n)) await sleep(20)
    }
    await settled()
    let told = 0
    const tell = async (name: string, input: object, id?: string) => {
      const key = commandIdOf('system:bench', `${name} ${++told}`, id)
      const request = { command: commands.get(name)!, input, actor: 'system:bench', commandId: key, ...(id !== undefined && { id }) }
      const outcome = await handle({ ...handling, exists: () => true }, request)
      if (outcome.is !== 'Recorded') throw new Error(`${name}: ${JSON.stringify(outcome)}`)
      return outcome
    }
    const { body, person } = await tenYears(tell)
    const [ofBody, ofPerson] = [
      await tell('OpenFeed', { of: body, dueDates: true }),
      await tell('OpenFeed', { of: person, dueDates: true }),
    ]
    while (!(await views.waitFor(ofPerson.position, 1_000)));
    await settled()
    const figures: Figure[] = []
    for (const [secret, whose, requests] of [
      [ofBody.secret, 'a body', 30],
      [ofPerson.secret, `a person in ${BODIES} bodies`, 6],
    ] as const)
      figures.push(await figureOf(`${(await nest.getUrl()).replace('[::1]', '127.0.0.1')}/calendars/${secret}.ics`, views, whose, requests))
    return figures
  } finally {
    await close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

type Tell = (name: string, input: object, id?: string) => Promise<{ readonly id: string }>

async function tenYears(tell: Tell): Promise<{ body: string; person: string }> {
  const { id: organization } = await tell('RegisterOrganization', {
    name: { th: 'สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด' },
    kind: 'provincial',
  })
  const { id: person } = await tell('RegisterPerson', { name: { th: { given: 'สมมุติ' } } })
  const first = `${Number(TODAY.slice(0, 4)) - YEARS}${TODAY.slice(4)}`
  const bodies: string[] = []
  for (let n = 1; n <= BODIES; n++) {
    const { id: post } = await tell('EstablishPost', { title: { th: `ตำแหน่งที่ ${n}` }, organization })
    await tell('AssignRole', { person, manner: 'substantive', from: first }, post)
    const name = { th: `คณะอนุกรรมการศูนย์ปฏิบัติการป้องกันและปราบปรามการค้ามนุษย์ที่ ${n}` }
    const { id: body } = await tell('EstablishCommittee', { name, type: 'subcommittee', from: first })
    await tell('CreateSeat', { number: 1, office: 'secretary', kind: { exOfficio: { post } }, from: first }, body)
    for (let month = 0; month < 12 * YEARS; month++) {
      const on = addDays(first, 30 * month + n)
      const place = 'ห้องประชุมภูกามยาว ศาลากลางจังหวัดพะเยา'
      const { id } = await tell('ScheduleMeeting', { bodies: [body], on, startsAt: '09:30', endsAt: '12:00', place })
      if (month % 3 === 0) await tell('RescheduleMeeting', { on: addDays(on, 7), reason: 'เลื่อน' }, id)
      await tell('SendNotice', { sentOn: addDays(on, -7) }, id)
      if (month % 10 === 0) await tell('CancelMeeting', { reason: 'ยกเลิก' }, id)
    }
    bodies.push(body)
  }
  for (let n = 0; n < PROMISES; n++)
    await tell('MakeCommitment', {
      title: { th: `จัดอบรมอาสาสมัครเฝ้าระวังการค้ามนุษย์ รุ่นที่ ${n}` },
      owner: bodies[0],
      madeOn: TODAY,
      dueOn: addDays(TODAY, n + 1),
    })
  return { body: bodies[0]!, person }
}

async function figureOf(url: string, views: Views, whose: string, requests: number): Promise<Figure> {
  const { text, statements } = await recorded(url, views)
  const lines = text.match(/BEGIN:VEVENT/g)!.length
  const bare = await bareServer(views.file, statements, text)
  const asked = async (from: string) => {
    const began = performance.now()
    for (let n = 0; n < requests; n++) {
      const answer = await (await fetch(from)).text()
      if (answer !== text) throw new Error(`${from} answered otherwise`)
    }
    return { operations: requests, ms: performance.now() - began }
  }
  const rates = await compare(
    ROUNDS,
    () => asked(bare.url),
    () => asked(url),
  )
  bare.close()
  return {
    what: `feed of ${YEARS} years of ${whose}, ${lines.toLocaleString('en')} lines (${statements.length} statements)`,
    ...rates,
    goal: 0.2,
  }
}

type Views = Awaited<ReturnType<typeof createApplication>>['runtime']['views']

/** The text, and the SQL that it took. */
async function recorded(url: string, views: Views) {
  const statements: Statement[] = []
  const plain = { all: views.all, get: views.get }
  for (const verb of ['all', 'get'] as const)
    views[verb] = (statement: never) => (statements.push(statement), plain[verb].call(views, statement) as never)
  const text = await (await fetch(url)).text()
  Object.assign(views, plain)
  return { text, statements }
}

async function bareServer(file: string, statements: readonly Statement[], text: string) {
  const db = new Database(file, { readonly: true })
  const run = statements.map(({ text: sql, params }) => ({ statement: db.prepare(sql), params }))
  const server = createServer((_, response) => {
    for (const { statement, params } of run) statement.all(...params)
    response.writeHead(200, { 'content-type': 'text/calendar; charset=utf-8' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
      db.close()
    },
  }
}
