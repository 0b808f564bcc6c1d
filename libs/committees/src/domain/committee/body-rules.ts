// How a body works, as data: the parameters that its statute, order or own agreement sets, and the presets that bodies start from.
import { Bilingual, Count, choice, described, distinct, label, z } from '@prasan/event-sourcing'
import { ChaseRules } from './chase-rules.js'
import { EvidenceFor, ExtensionRule } from './promise-rules.js'

const part = {
  numerator: Count.min(1)
    .max(100)
    .meta({ description: described('ตัวเศษ', 'How many, as the 1 of 1/2.') }),
  denominator: Count.min(1)
    .max(100)
    .meta({ description: described('ตัวส่วน', 'Of how many, as the 2 of 1/2.') }),
}

export const Numbering = choice(
  'Numbering',
  { calendar: ['ตามปีปฏิทิน', 'by calendar year'], fiscal: ['ตามปีงบประมาณ', 'by fiscal year'], cumulative: ['นับต่อเนื่อง', 'cumulative'] },
  label(
    'การนับครั้งที่ประชุม',
    'Numbering',
    'calendar: 1/2569 เริ่มใหม่ทุกเดือนมกราคม; fiscal: เริ่มใหม่ทุกเดือนตุลาคม; cumulative: 70-5/2556 คือครั้งที่ 70 ทั้งหมดและครั้งที่ 5 ของปี',
    'calendar: 1/2569, anew each January; fiscal: anew each October; cumulative: 70-5/2556, the 70th of all and the 5th of the year.',
  ),
)

/** What an expert is one of, by the Acts that set up the bodies: Child Protection Act B.E. 2546, sections 16-17; Anti-Human Trafficking Act B.E. 2551, section 15. */
export const ExpertField = choice(
  'ExpertField',
  {
    socialWork: ['สังคมสงเคราะห์', 'social work'],
    teaching: ['ครู', 'teaching'],
    psychology: ['จิตวิทยา', 'psychology'],
    law: ['กฎหมาย', 'law'],
    medicine: ['แพทย์', 'medicine'],
    childWelfare: ['สวัสดิการเด็ก', 'child welfare'],
    prevention: ['การป้องกัน', 'prevention'],
    suppression: ['การปราบปราม', 'suppression'],
    rehabilitation: ['การบำบัดฟื้นฟู', 'rehabilitation'],
    internationalCooperation: ['การประสานงานระหว่างประเทศ', 'international cooperation'],
    other: ['อื่น ๆ', 'other'],
  },
  label('สาขาของผู้ทรงคุณวุฒิ', 'Field of expertise'),
)
export type ExpertField = z.infer<typeof ExpertField>
export const Sector = choice('Sector', { public: ['ภาครัฐ', 'public'], private: ['ภาคเอกชน', 'private'] }, label('ภาครัฐหรือเอกชน', 'Sector'))

const parameters = {
  quorum: z
    .strictObject({
      ...part,
      base: choice(
        'QuorumBase',
        { allSeats: ['ที่นั่งทั้งหมด', 'all seats'], filledSeats: ['ที่นั่งที่มีผู้ดำรงตำแหน่ง', 'filled seats'] },
        label('ฐาน', 'Base'),
      ),
    })
    .meta({
      id: 'QuorumRule',
      ...label('องค์ประชุม', 'Quorum', 'อย่างน้อยสัดส่วนนี้ของที่นั่งที่นับเป็นองค์ประชุม', 'At least this part of the seats that count.'),
    }),
  recall: z
    .strictObject({
      ...part,
      withinDays: Count.min(1)
        .max(365)
        .meta({ description: described('นัดใหม่ภายใน (วัน)', 'Within how many days it is called again.') }),
    })
    .meta({
      id: 'RecallRule',
      ...label(
        'นัดใหม่เมื่อไม่ครบองค์ประชุม',
        'Recall',
        'องค์ประชุมของการประชุมที่นัดใหม่ภายในกำหนด หากหนังสือเชิญระบุไว้',
        'Quorum of a meeting called again in time, if its notice said so.',
      ),
    })
    .optional(),
  chairs: choice('Chairs', { one: ['หนึ่งคน', 'one'], several: ['หลายคน', 'several'] }, label('จำนวนประธาน', 'Chairs')),
  noticeDays: Count.max(365).meta(label('แจ้งล่วงหน้า (วัน)', 'Days of notice')),
  majority: choice(
    'Majority',
    { simple: ['เสียงข้างมาก', 'simple majority'], twoThirds: ['สองในสาม', 'two thirds'], consensus: ['ฉันทามติ', 'consensus'] },
    label('เสียงที่ต้องใช้', 'Majority'),
  ),
  castingVote: z.boolean().meta(label('ประธานมีเสียงชี้ขาด', 'Casting vote of the chair')),
  term: z
    .strictObject({
      years: Count.min(1)
        .max(20)
        .meta({ description: described('วาระละ (ปี)', 'Years of a term.') }),
      consecutive: Count.min(1)
        .max(20)
        .meta({
          description: described('ดำรงติดต่อกันไม่เกิน (วาระ)', 'Terms in a row that one person may serve; no limit where it is left out.'),
        })
        .optional(),
    })
    .meta({
      id: 'TermRule',
      ...label(
        'วาระผู้ทรงคุณวุฒิ',
        'Term of experts',
        'จำนวนปีของวาระ และจำนวนวาระติดต่อกันที่ดำรงได้',
        'Years of a term, and how many in a row one person may serve.',
      ),
    })
    .optional(),
  holdOver: z
    .boolean()
    .meta(
      label(
        'ปฏิบัติหน้าที่จนกว่ามีผู้ได้รับแต่งตั้งใหม่',
        'Hold over',
        'ผู้ทรงคุณวุฒิปฏิบัติหน้าที่ต่อไปจนกว่ามีผู้ได้รับแต่งตั้งใหม่',
        'Experts stay until the successor is appointed.',
      ),
    ),
  shortRemainderDays: Count.max(3660)
    .meta(
      label(
        'วาระที่เหลือน้อยไม่ต้องแต่งตั้งแทน (วัน)',
        'Short remainder',
        'หากวาระเหลือน้อยกว่าจำนวนวันนี้ ไม่ต้องแต่งตั้งแทน',
        'A vacancy with fewer days left of the term need not be filled.',
      ),
    )
    .optional(),
  absenceLimit: Count.min(1)
    .max(100)
    .meta(
      label(
        'ขาดประชุมติดต่อกัน (ครั้ง)',
        'Absence limit',
        'จำนวนครั้งที่ขาดประชุมติดต่อกันโดยไม่มีเหตุ ซึ่งทำให้ผู้ทรงคุณวุฒิพ้นจากตำแหน่ง',
        'Unexcused absences in a row that vacate the seat of an expert.',
      ),
    )
    .optional(),
  substitutes: choice(
    'SubstitutePolicy',
    { count: ['นับเป็นองค์ประชุม', 'count'], attendOnly: ['เข้าร่วมได้ ไม่นับ', 'attend only'], none: ['ไม่รับ', 'none'] },
    label(
      'ผู้มาประชุมแทน',
      'Substitutes',
      'count: นับเป็นองค์ประชุมและออกเสียงได้ โดยแสดงว่ามาแทน; attendOnly: เข้าร่วมได้ ไม่นับ; none: ไม่รับ',
      'count: counts for quorum and votes, flagged; attendOnly: may come, does not count; none: is not taken.',
    ),
  ),
  assistantSecretaries: Count.max(100).meta(label('ผู้ช่วยเลขานุการไม่เกิน (คน)', 'Assistant secretaries at most')).optional(),
  womenAmongExperts: z
    .strictObject(part)
    .meta({
      id: 'CompositionQuota',
      ...label(
        'สัดส่วนหญิงในผู้ทรงคุณวุฒิ',
        'Women among experts',
        'อย่างน้อยสัดส่วนนี้ของที่นั่งผู้ทรงคุณวุฒิ ไม่บันทึกเพศของผู้ใด คำสั่งหรือการแต่งตั้งระบุจำนวน',
        'At least this part of the seats of experts. Nobody’s sex is recorded: orders and appointments state the number.',
      ),
    })
    .optional(),
  privateAmongExperts: z
    .strictObject(part)
    .meta({
      id: 'SectorQuota',
      ...label(
        'สัดส่วนภาคเอกชนในผู้ทรงคุณวุฒิ',
        'Private sector among experts',
        'อย่างน้อยสัดส่วนนี้ของที่นั่งผู้ทรงคุณวุฒิ',
        'At least this part of the seats of experts.',
      ),
    })
    .optional(),
  fieldsOfExperts: distinct(
    z
      .array(
        z
          .strictObject({
            field: ExpertField,
            experts: Count.min(1)
              .max(20)
              .meta({ description: described('อย่างน้อย (คน)', 'At least so many.') }),
            private: Count.min(1)
              .max(20)
              .meta({ description: described('ในจำนวนนี้เป็นภาคเอกชนอย่างน้อย (คน)', 'Of these of the private sector at least so many.') })
              .optional(),
          })
          .meta({ id: 'FieldQuota' }),
      )
      .min(1)
      .max(20),
    ({ field }) => field,
  )
    .meta(label('ผู้ทรงคุณวุฒิแต่ละสาขา', 'Experts of each field'))
    .optional(),
  agenda: distinct(
    z
      .array(
        z
          .strictObject({
            section: Count.min(1)
              .max(6)
              .meta({ description: described('ระเบียบวาระที่ 1 ถึง 6', 'The section, 1 to 6.') }),
            title: Bilingual.optional().meta({
              description: described('ชื่อหมวด หากไม่ระบุใช้ชื่อตามปกติ', 'What it is called; as customary where it is left out.'),
            }),
            standing: z
              .array(Bilingual)
              .min(1)
              .max(20)
              .optional()
              .meta({ description: described('เรื่องประจำที่บรรจุทุกครั้ง', 'Items that stand in it at every meeting.') }),
          })
          .meta({ id: 'SectionOfAgenda' }),
      )
      .min(1)
      .max(6),
    ({ section }) => section,
  )
    .meta(
      label(
        'แบบระเบียบวาระ',
        'Agenda',
        'ชื่อหมวดและเรื่องประจำที่ต่างจากระเบียบวาระตามปกติ',
        'Where the sections of its agendas depart from the customary six, and what stands in them every time.',
      ),
    )
    .optional(),
  extensions: ExtensionRule.optional(),
  evidenceFor: EvidenceFor.optional(),
  numbering: Numbering,
  chase: ChaseRules.optional(),
  meetingsPerYear: Count.min(1)
    .max(366)
    .meta(
      label(
        'ประชุมปีละ (ครั้ง)',
        'Meetings a year',
        'ในหนึ่งปีตามการนับครั้งที่ ไม่มีกฎหมายกำหนด จึงไม่มีในแบบ คำสั่งหรือข้อตกลงของคณะอาจกำหนดได้',
        'In a year of its numbering. No Act sets it, so no preset does: the body’s own order or agreement may.',
      ),
    )
    .optional(),
}

export const BodyRules = z.strictObject(parameters).meta({ id: 'BodyRules', ...label('ระเบียบของคณะ', 'Rules') })
export type BodyRules = z.infer<typeof BodyRules>
/** Parameters in which a body departs from its preset. */
export const Departures = BodyRules.partial().meta({ id: 'RulesDeparting', ...label('ข้อที่ต่างจากแบบ', 'Departures from the preset') })
