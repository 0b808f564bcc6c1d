// What may be chosen of a meeting, an item, an attendance, a resolution, a certification.
import { choice, label } from '@prasan/event-sourcing'

export { MeetingMode } from '@prasan/committees/contract'

export const ItemKind = choice(
  'AgendaItemKind',
  {
    inform: ['แจ้งเพื่อทราบ', 'for information'],
    certify: ['รับรองรายงานการประชุม', 'certification of minutes'],
    matterArising: ['เรื่องสืบเนื่อง', 'matter arising'],
    consider: ['เพื่อพิจารณา', 'for consideration'],
    other: ['อื่น ๆ', 'other'],
  },
  label('ประเภทของเรื่อง', 'Kind'),
)
export const Capacity = choice(
  'Capacity',
  {
    self: ['มาประชุมเอง', 'in person'],
    acting: ['ในฐานะผู้รักษาราชการแทน', 'as acting holder'],
    substitute: ['มาประชุมแทน', 'as substitute'],
    observer: ['ผู้เข้าร่วมประชุม', 'in attendance'],
  },
  label('ฐานะ', 'Capacity'),
)
export const ResolutionKind = choice(
  'ResolutionKind',
  {
    noted: ['รับทราบ', 'noted'],
    approved: ['เห็นชอบ', 'approved'],
    approvedInPrinciple: ['เห็นชอบในหลักการ', 'approved in principle'],
    rejected: ['ไม่เห็นชอบ', 'not approved'],
    assigned: ['มอบหมาย', 'assigned'],
    deferred: ['เลื่อนการพิจารณา', 'deferred'],
    referred: ['ส่งต่อ', 'referred'],
  },
  label('ลักษณะมติ', 'Kind'),
)
export const CertificationMethod = choice(
  'CertificationMethod',
  {
    laterMeeting: ['ในการประชุมครั้งต่อไป', 'by a later meeting'],
    circulation: ['โดยการแจ้งเวียน', 'by circulation'],
    sameMeeting: ['ในการประชุมครั้งเดียวกัน', 'by the meeting itself'],
  },
  label('วิธีรับรอง', 'Method'),
)
