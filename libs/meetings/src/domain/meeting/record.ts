// What a meeting's stream holds of it, as its minutes: an outline to read, and the content that is sealed.
import { type Bilingual, sealOfContent, type z } from '@prasan/event-sourcing'
import type { MeetingFacts } from './facts.js'
import { wasListed } from './guards.js'

/** The six customary sections of an agenda (minutes, Form 11 of the Regulations on Correspondence B.E. 2526, and what practice adds as the third). */
export const SECTIONS: readonly z.infer<typeof Bilingual>[] = [
  { th: 'เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ', en: 'Announcements of the chair' },
  { th: 'เรื่องรับรองรายงานการประชุม', en: 'Certification of minutes' },
  { th: 'เรื่องสืบเนื่องจากการประชุมครั้งที่แล้ว', en: 'Matters arising' },
  { th: 'เรื่องที่เสนอให้ที่ประชุมทราบ', en: 'For information' },
  { th: 'เรื่องที่เสนอให้ที่ประชุมพิจารณา', en: 'For consideration' },
  { th: 'เรื่องอื่น ๆ', en: 'Other business' },
]

/** Characters of a title or a resolution in the outline. */
const MOST = 500

/** Agenda and resolutions in Thai, in the order of the agenda; what was said is in the record and under its seal. */
export function outlineOf({ items, resolutions }: Pick<MeetingFacts, 'items' | 'resolutions'>): string {
  const passed = Object.values(resolutions).toSorted((a, b) => a.number - b.number)
  const on = (id: string | undefined) =>
    passed.filter(({ decision }) => decision.item === id).map(({ decision }) => `มติที่ประชุม ${decision.text.th.slice(0, MOST)}`)
  const listed = Object.entries(items)
    .filter(([, item]) => item.left !== 'withdrawn' && wasListed(item))
    .toSorted(([, a], [, b]) => a.section - b.section || a.number - b.number)
  const lines = SECTIONS.flatMap(({ th }, i) => {
    const own = listed.filter(([, { section }]) => section === i + 1)
    return [
      `ระเบียบวาระที่ ${i + 1} ${th}`,
      ...own.flatMap(([id, { section, number, title }]) => [`${section}.${number} ${title.th.slice(0, MOST)}`, ...on(id)]),
      ...(own.length === 0 ? ['ไม่มี'] : []),
    ]
  })
  return [...lines, ...on(undefined)].join('\n').slice(0, 200_000)
}

/**
 * The seal of all that the minutes are of: the meeting, its roster, who came and when, agenda, discussions, recusals, resolutions. Persons are in it by
 * their ids, so that it can be computed again after a name was erased. What is in it stays as it is: seals that were given must be found again.
 */
export function contentSealOf({ called, opened, closedAt, chair, attendance, recusals, items, resolutions }: MeetingFacts): string {
  return sealOfContent({
    ...{ called, closedAt, chair, attendance, recusals, items },
    opened: opened && { at: opened.at, roster: opened.roster, rules: opened.bodies.map(({ committee, rules }) => ({ committee, rules })) },
    resolutions: Object.fromEntries(
      Object.entries(resolutions).map(([id, { number, at, decision, quorum, assignments }]) => [
        id,
        { number, at, decision, quorum, assignments },
      ]),
    ),
  })
}
