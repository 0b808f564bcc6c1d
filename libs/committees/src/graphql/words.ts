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

/** A seat apart from its body: the role in it and which body it is, as in ประธานอนุกรรมการ คณะอนุกรรมการจังหวัด or Chair, Provincial Sub-committee. */
export function seatLabel(
  { office, title }: { office: string; title?: Bilingual | null },
  body: { type: string; name: Bilingual } | null,
): Bilingual {
  const role = roleLabel(body?.type ?? 'committee', office, title)
  if (!body) return role
  return { th: `${role.th} ${body.name.th}`, en: `${role.en ?? role.th}, ${body.name.en ?? body.name.th}` }
}

/** A meeting's number as minutes print it: `ครั้งที่ 1/2569`, `ครั้งที่ 1 ประจำปีงบประมาณ พ.ศ. 2569` or `ครั้งที่ 70-5/2556`. */
export function numberLabel({
  numbering,
  year,
  number,
  running,
}: {
  numbering: string
  year: number
  number: number
  running?: number | null | undefined
}): Bilingual {
  if (numbering === 'fiscal') return { th: `ครั้งที่ ${number} ประจำปีงบประมาณ พ.ศ. ${year}`, en: `No. ${number} of fiscal year ${year - 543}` }
  const counted = running ? `${running}-${number}` : `${number}`
  return { th: `ครั้งที่ ${counted}/${year}`, en: `No. ${counted}/${year - 543}` }
}
