/** Names and sentences of generated histories; organizations and committees say themselves that they are made up. */
import type { Bilingual } from '@prasan/event-sourcing'

type Words = readonly [th: string, en: string]

export const both = ([th, en]: Words): Bilingual => ({ th, en })
export const madeUp = (th: string, en: string): Bilingual => ({ th: `${th} (สมมติ)`, en: `${en} (made up)` })

/** Provincial agencies: kind, name before the province's, and the title of its head. */
export const AGENCIES: readonly (readonly [
  kind: 'provincial' | 'police' | 'court' | 'health' | 'school' | 'localAuthority',
  Words,
  Words,
])[] = [
  ['provincial', ['จังหวัด', 'Province of'], ['ผู้ว่าราชการจังหวัด', 'Governor']],
  ['provincial', ['ที่ทำการปกครองจังหวัด', 'Provincial Administration of'], ['ปลัดจังหวัด', 'Provincial Chief Administrator']],
  ['provincial', ['สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด', 'Social Development Office of'], ['พัฒนาสังคมจังหวัด', 'Social Development Head']],
  ['police', ['ตำรวจภูธรจังหวัด', 'Provincial Police of'], ['ผู้บังคับการตำรวจภูธรจังหวัด', 'Police Commander']],
  ['court', ['สำนักงานอัยการจังหวัด', 'Public Prosecutor of'], ['อัยการจังหวัด', 'Public Prosecutor']],
  ['health', ['สำนักงานสาธารณสุขจังหวัด', 'Public Health Office of'], ['นายแพทย์สาธารณสุขจังหวัด', 'Chief Medical Officer']],
  ['school', ['สำนักงานศึกษาธิการจังหวัด', 'Education Office of'], ['ศึกษาธิการจังหวัด', 'Education Officer']],
  ['provincial', ['สำนักงานแรงงานจังหวัด', 'Labour Office of'], ['แรงงานจังหวัด', 'Labour Officer']],
  [
    'provincial',
    ['สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัด', 'Labour Protection Office of'],
    ['สวัสดิการแรงงานจังหวัด', 'Labour Protection Officer'],
  ],
  ['provincial', ['สำนักงานจัดหางานจังหวัด', 'Employment Office of'], ['จัดหางานจังหวัด', 'Employment Officer']],
  ['police', ['ตรวจคนเข้าเมืองจังหวัด', 'Immigration of'], ['ผู้กำกับการตรวจคนเข้าเมือง', 'Immigration Superintendent']],
  ['provincial', ['สำนักงานยุติธรรมจังหวัด', 'Justice Office of'], ['ยุติธรรมจังหวัด', 'Justice Officer']],
  ['provincial', ['สำนักงานท้องถิ่นจังหวัด', 'Local Administration Office of'], ['ท้องถิ่นจังหวัด', 'Local Administration Officer']],
  ['provincial', ['สำนักงานวัฒนธรรมจังหวัด', 'Culture Office of'], ['วัฒนธรรมจังหวัด', 'Culture Officer']],
  ['provincial', ['บ้านพักเด็กและครอบครัวจังหวัด', 'Shelter for Children and Families of'], ['หัวหน้าบ้านพักเด็กและครอบครัว', 'Shelter Head']],
  ['localAuthority', ['องค์การบริหารส่วนจังหวัด', 'Provincial Administrative Organisation of'], ['นายก อบจ.', 'President']],
]

export const NGOS: readonly Words[] = [
  ['มูลนิธิตัวอย่างเพื่อเด็ก', 'Tuayang Foundation for Children'],
  ['เครือข่ายอาสาสมัครจำลอง', 'Chamlong Network of Volunteers'],
  ['สมาคมสาธิตสตรี', 'Sathit Association of Women'],
]

export const WORK: readonly Words[] = [
  ['จัดอบรมอาสาสมัครเฝ้าระวัง', 'Train watch volunteers'],
  ['สำรวจสถานประกอบการกลุ่มเสี่ยง', 'Survey workplaces at risk'],
  ['จัดทำฐานข้อมูลเครือข่าย', 'Compile the register of the network'],
  ['รณรงค์ในสถานศึกษา', 'Campaign in schools'],
  ['ซักซ้อมแผนการคัดแยกผู้เสียหาย', 'Rehearse the identification procedure'],
  ['จัดล่ามประจำอำเภอ', 'Provide interpreters for the district'],
  ['ประชุมทีมสหวิชาชีพ', 'Convene the multidisciplinary team'],
  ['เสนอคำของบประมาณ', 'Submit the budget request'],
  ['ติดตั้งป้ายสายด่วน ๑๓๐๐', 'Put up signs of hotline 1300'],
  ['จัดทำคู่มือสองภาษา', 'Prepare the bilingual handbook'],
  ['เยี่ยมบ้านกลุ่มเปราะบาง', 'Visit households in need'],
  ['ตรวจแรงงานในภาคเกษตร', 'Inspect labour on farms'],
]

export const WORDS: readonly string[] = [
  'ดำเนินการแล้วบางส่วน อยู่ระหว่างประสานหน่วยงานที่เกี่ยวข้อง',
  'จัดทำร่างเสร็จแล้ว รอความเห็นจากที่ทำการปกครองจังหวัด',
  'ลงพื้นที่แล้ว 3 จาก 9 ตำบล ที่เหลือกำหนดเดือนหน้า',
  'งบประมาณยังไม่ได้รับจัดสรร ขอใช้เงินเหลือจ่ายก่อน',
  'ประชุมคณะทำงานแล้ว 1 ครั้ง มอบหมายผู้รับผิดชอบครบทุกข้อ',
  'Draft circulated to the district offices; two answers are outstanding.',
]
export const REASONS: readonly string[] = ['รอการจัดสรรงบประมาณ', 'ผู้รับผิดชอบโยกย้าย', 'น้ำท่วมพื้นที่', 'รอความเห็นจากส่วนกลาง']
export const ITEMS = [
  ['inform', 1, 'เรื่องที่ประธานแจ้งให้ทราบ', 'Announced by the chair'],
  ['certify', 2, 'รับรองรายงานการประชุมครั้งก่อน', 'Minutes of the last meeting'],
  ['matterArising', 3, 'เรื่องสืบเนื่อง', 'Matters arising'],
  ['consider', 5, 'เรื่องเพื่อพิจารณา', 'Matters for consideration'],
] as const
