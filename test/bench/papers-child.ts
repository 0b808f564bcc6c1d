/** The API over a long meeting of a full committee, the minutes of which others ask for: `papers-child.js <data folder>`. */
import { configurationFrom, contexts, createApplication } from '@prasan/api'
import { type Command, commandIdOf, handle, idWithin } from '@prasan/event-sourcing'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** `spent`: milliseconds of this process on a core so far. `asked`: statements so far. `held`: megabytes that it cannot let go of. */
export type Order = 'spent' | 'asked' | 'held' | 'end'

const PERSONS = 60
const ITEMS = 40
const [FROM, ON, DUE] = ['2024-10-01', '2026-05-08', '2027-05-08']
const commands = new Map<string, Command>(contexts.flatMap((context) => context.commands.map((command) => [command.name, command])))

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const [dataDir] = process.argv.slice(2)
const configuration = configurationFrom({ PRASAN_DATA_DIR: dataDir, PRASAN_DEMO: 'false', PRASAN_TODAY: '2026-11-02' })
const { nest, runtime, close } = await createApplication({ ...configuration, port: 0 })
await nest.listen(0, '127.0.0.1')
const { views, processes, handling } = runtime

/** Until all is shown that was recorded, and all that follows on it: the commitments out of what was assigned. */
async function settled() {
  let shown: bigint | null | undefined
  do {
    shown = views.position
    await sleep(100)
  } while ((await runtime.trouble()) !== null || (processes.position ?? 0n) < (views.position ?? 0n) || views.position !== shown)
}

async function tell(name: string, input: object, id?: string, n = 0) {
  const commandId = commandIdOf('system:bench', `${name} ${n}`, id)
  const told = { command: commands.get(name)!, input, actor: 'system:bench', commandId, ...(id !== undefined && { id }) }
  const outcome = await handle({ ...handling, exists: () => true }, told)
  if (outcome.is !== 'Recorded') throw new Error(`${name}: ${JSON.stringify(outcome)}`)
  return { id: outcome.id, part: (category: string) => `${category}-${idWithin(commandId, `${category}:0`)}` }
}

/** Everybody came in the seat of their post; each item was talked over, voted on, and left somebody with something to do. */
async function held(): Promise<string> {
  const name = { th: 'สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด', en: 'Provincial Social Development and Human Security Office' }
  const { id: organization } = await tell('RegisterOrganization', { name, kind: 'provincial' })
  const body = { name: { th: 'คณะกรรมการคุ้มครองเด็กจังหวัด' }, type: 'committee', from: FROM }
  const { id: committee } = await tell('EstablishCommittee', body)
  const [posts, entries]: [string[], { seat: string; person: string }[]] = [[], []]
  for (let n = 1; n <= PERSONS; n++) {
    const { id: person } = await tell('RegisterPerson', { name: { th: { given: `สมมุติ ${n}`, family: 'ตัวอย่าง' } } }, undefined, n)
    const { id: post } = await tell('EstablishPost', { title: { th: `หัวหน้าหน่วยงานที่ ${n}` }, organization }, undefined, n)
    await tell('AssignRole', { person, manner: 'substantive', from: FROM }, post)
    const seat = {
      number: n,
      office: n === 1 ? 'chair' : n === PERSONS ? 'secretary' : 'member',
      kind: { exOfficio: { post } },
      from: FROM,
    }
    entries.push({ seat: (await tell('CreateSeat', seat, committee, n)).part('seat'), person })
    posts.push(post)
  }
  await settled()
  const { id } = await tell('ScheduleMeeting', { bodies: [committee], on: ON, startsAt: '09:30', place: 'ศาลากลางจังหวัด' })
  const items: string[] = []
  for (let n = 1; n <= ITEMS; n++) {
    const item = { section: n % 2 === 0 ? 4 : 5, kind: 'consider', title: { th: `แผนงานคุ้มครองเด็กของอำเภอ เรื่องที่ ${n}` } }
    items.push((await tell('AddAgendaItem', item, id, n)).part('agendaItem'))
  }
  await tell('OpenMeeting', { at: '09:30', noticeUnknown: true }, id)
  await tell('RecordAttendance', { entries }, id)
  for (const [n, item] of items.entries()) {
    const text = 'ที่ประชุมเห็นว่าควรเร่งดำเนินการร่วมกับทุกหน่วยงานในพื้นที่ และรายงานผลให้ที่ประชุมทราบในครั้งต่อไป '.repeat(4)
    await tell('RecordDiscussion', { item, text }, id, n)
    const votes = { for: PERSONS - (n % 20), against: n % 20 }
    const assignments = [{ owner: posts[n], dueOn: DUE, title: { th: `รายงานผลการดำเนินงาน เรื่องที่ ${n + 1}` } }]
    await tell('PassResolution', { item, kind: 'assigned', text: { th: `มอบหมายตามเสนอ เรื่องที่ ${n + 1}` }, votes, assignments }, id, n)
  }
  await tell('CloseMeeting', { at: '12:00' }, id)
  await tell('DraftMinutes', {}, id)
  return id
}

process.on('message', (order: Order) => {
  if (order === 'end') return void close().then(() => process.disconnect())
  if (order === 'asked') return process.send!(views.asked)
  if (order === 'held') {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    return process.send!((heapUsed + external) / 1_000_000)
  }
  const { user, system } = process.cpuUsage()
  return process.send!((user + system) / 1_000)
})

const meeting = await held()
await settled()
process.send!({
  url: `${(await nest.getUrl()).replace('[::1]', '127.0.0.1')}/documents/minutes/${meeting}`,
  persons: PERSONS,
  items: ITEMS,
})
