/** Openly fictional people: every family name says so (สมมติ "supposed", ตัวอย่าง "example", จำลอง "model"). */
const GIVEN: readonly (readonly [string, string, 'm' | 'f'])[] = [
  ['มะลิ', 'Mali', 'f'],
  ['บุญมา', 'Bunma', 'm'],
  ['ดอกแก้ว', 'Dokkaeo', 'f'],
  ['คำปัน', 'Khampan', 'm'],
  ['จันทร์เพ็ญ', 'Chanphen', 'f'],
  ['สิงห์คำ', 'Singkham', 'm'],
  ['บัวผัน', 'Buaphan', 'f'],
  ['อินถา', 'Intha', 'm'],
  ['แสงดาว', 'Saengdao', 'f'],
  ['ก้องภพ', 'Kongphop', 'm'],
  ['ฟองจันทร์', 'Fongchan', 'f'],
  ['ธารา', 'Thara', 'm'],
  ['ใบเฟิร์น', 'Baifoen', 'f'],
  ['ภูผา', 'Phupha', 'm'],
  ['น้ำค้าง', 'Namkhang', 'f'],
  ['ตะวัน', 'Tawan', 'm'],
]
const FAMILY: readonly (readonly [string, string])[] = [
  ['สมมติวงศ์', 'Sommutwong'],
  ['ตัวอย่างดี', 'Tuayangdi'],
  ['จำลองกุล', 'Chamlongkun'],
  ['สาธิตธรรม', 'Sathittham'],
  ['นามสมมติ', 'Namsommut'],
  ['แบบอย่างชัย', 'Baepyangchai'],
]

/** The n-th person of the demonstration; the same n always gives the same name. */
export function nameOf(n: number, prefix?: readonly [string, string]) {
  const [th, en, sex] = GIVEN[n % GIVEN.length]!
  const [familyTh, familyEn] = FAMILY[(n + Math.floor(n / GIVEN.length)) % FAMILY.length]!
  const title = prefix ?? (sex === 'f' ? ['นางสาว', 'Ms'] : ['นาย', 'Mr'])
  return { th: { prefix: title[0], given: th, family: familyTh }, en: { prefix: title[1], given: en, family: familyEn } }
}
