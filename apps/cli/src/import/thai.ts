/** Dates as an office writes them, in either calendar. */
import { normalised } from '@prasan/event-sourcing'
import { Refused } from './refused.js'

const MONTHS = 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(' ')
const SHORT_MONTHS = 'มค กพ มีค เมย พค มิย กค สค กย ตค พย ธค'.split(' ')

const refused = (th: string, en: string) => new Refused('DayMalformed', { th, en })

/**
 * A day as an office writes it: 2026-10-01, 1/10/2026, 1/10/2569, ๑/๑๐/๒๕๖๙, 1 ตุลาคม 2569, 1 ต.ค. 2569, or an instant, of which the day
 * is the one it has at its own offset. A year from 2400 on is of the Buddhist Era; a year of two digits could be of either and is refused.
 * @returns the day as `YYYY-MM-DD` of the Gregorian calendar
 * @throws Refused with a message in Thai and English
 */
export function dayOf(typed: string): string {
  const text = normalised(typed)
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?$/.exec(text)
  if (iso) return dayFrom(iso[1]!, iso[2]!, iso[3]!)
  const local = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d+)$/.exec(text)
  if (local) return dayFrom(local[3]!, local[2]!, local[1]!)
  const named = /^(\d{1,2})\s*([ก-๎.]+)\s*(?:พ\.ศ\.|ค\.ศ\.)?\s*(\d+)$/.exec(text.replace(/(พ\.ศ\.|ค\.ศ\.)/, ' '))
  if (named) {
    const word = named[2]!.replaceAll('.', '')
    const month = Math.max(MONTHS.indexOf(word), SHORT_MONTHS.indexOf(word)) + 1
    if (month > 0) return dayFrom(named[3]!, String(month), named[1]!)
  }
  throw refused('อ่านวันที่ไม่ได้: เขียนเป็น วัน/เดือน/ปี หรือ ปปปป-ดด-วว', 'This is no date: write day/month/year or YYYY-MM-DD.')
}

/** @throws Refused */
export function dayFrom(year: string, month: string, day: string): string {
  if (year.length !== 4)
    throw refused('ปีต้องมีสี่หลัก: สองหลักเป็นได้ทั้ง พ.ศ. และ ค.ศ.', 'Write the year in four digits: with two it could be of either era.')
  if (Number(month) > 12) throw refused(`ไม่มีเดือนที่ ${month}: เรียงเป็น วัน/เดือน/ปี`, `There is no month ${month}: the order is day/month/year.`)
  const gregorian = Number(year) >= 2400 ? Number(year) - 543 : Number(year)
  if (gregorian < 1941 || gregorian >= 2200) {
    throw refused('รับวันที่ตั้งแต่ พ.ศ. 2484 ถึง พ.ศ. 2742', 'Days before 1941 (B.E. 2484) or after 2199 are not taken.')
  }
  const written = `${gregorian}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const found = new Date(`${written}T00:00:00Z`)
  if (Number.isNaN(+found) || found.toISOString().slice(0, 10) !== written) {
    throw refused('ไม่มีวันที่นี้ในปฏิทิน', 'There is no such day in the calendar.')
  }
  return written
}
