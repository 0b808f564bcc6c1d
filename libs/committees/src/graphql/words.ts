import type { Bilingual } from '@prasan/graphql'

type Words = Readonly<Record<string, Bilingual>>

const OFFICES: Words = {
  chair: { th: 'ประธาน', en: 'Chair' },
  viceChair: { th: 'รองประธาน', en: 'Vice-chair' },
  member: { th: '', en: 'Member' },
  secretary: { th: 'และเลขานุการ', en: 'Secretary' },
  assistantSecretary: { th: 'และผู้ช่วยเลขานุการ', en: 'Assistant secretary' },
  adviser: { th: 'ที่ปรึกษา', en: 'Adviser' },
  other: { th: '', en: 'Member' },
}

/** What a member is called depends on the kind of body: a sub-committee has อนุกรรมการ, not กรรมการ. */
const MEMBERS: Readonly<Record<string, string>> = {
  committee: 'กรรมการ',
  subcommittee: 'อนุกรรมการ',
  workingGroup: 'คณะทำงาน',
  multidisciplinaryTeam: 'ผู้ปฏิบัติงาน',
}

/** The role of a seat as documents print it, as in ประธานอนุกรรมการ or อนุกรรมการและเลขานุการ. */
export function roleLabel(committeeType: string, office: string, title?: Bilingual | null): Bilingual {
  if (title) return title
  const member = MEMBERS[committeeType] ?? 'สมาชิก'
  const words = OFFICES[office] ?? OFFICES['member']!
  const before = ['chair', 'viceChair', 'adviser'].includes(office)
  return { th: before ? (office === 'adviser' ? words.th : words.th + member) : member + words.th, en: words.en! }
}
