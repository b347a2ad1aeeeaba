export { addMember } from './add-member.ts'
export { audience } from './manifest.ts'
export { changeProfile } from './change-profile.ts'
export { listMembers } from './list-members.ts'
export {
  changeOf,
  emailOf,
  type MemberRow,
  mayGive,
  requireMayChange,
  requireMayGive,
  roleOf,
  toMember,
  findPeopleNames,
} from './member.ts'
export {
  deleteMember,
  findAdminEmails,
  findMember,
  findMembersOfEmail,
  findOperators,
  hasMemberOfEmail,
  hasOwner,
  insertMember,
  namesOfMembers,
  replacePassword,
  touchMember,
  updateMember,
} from './member-store.ts'
export { lockVisibleMember, requireMember } from './visible.ts'
export {
  dropAttribute,
  findContact,
  findContactByExternalId,
  idsOfContact,
  insertContact,
  lockVisitors,
  pointVisitors,
  removeContact,
  updateContact,
  voidTokens,
} from './contact-store.ts'
export { pageOfContacts } from './contact-page.ts'
export { externalIdsOf } from './index-visitor.ts'
export { lockUnblocked, refuseBlocked } from './refuse-blocked.ts'
export {
  findSurvivor,
  findVisitor,
  findVisitorOfToken,
  putVisitor,
  touchVisitor,
  type VisitorRow,
} from './visitor-store.ts'
