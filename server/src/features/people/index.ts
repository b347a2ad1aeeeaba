export { addMember } from './add-member.ts'
export { audience } from './events.ts'
export { listMembers } from './list-members.ts'
export {
  emailOf,
  type MemberRow,
  mayGive,
  requireMayChange,
  requireMayGive,
  roleOf,
  toMember,
} from './member.ts'
export {
  deleteMember,
  findMember,
  findMembersOfEmail,
  hasMemberOfEmail,
  hasOwner,
  insertMember,
  touchMember,
  updateMember,
} from './member-store.ts'
export { lockVisibleMember } from './visible.ts'
export { findVisitor, findVisitorOfToken, putVisitor, type VisitorRow } from './visitor-store.ts'
