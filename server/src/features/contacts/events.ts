import type { Actor } from '#kernel/scope.ts'

const whoReadsContacts = (actor: Actor): boolean => actor.permissions.has('contact:read')

export const audience = {
  'contact.added': whoReadsContacts,
  'contact.changed': whoReadsContacts,
  'contact.merged': whoReadsContacts,
  'contact.blocked': whoReadsContacts,
  'contact.unblocked': whoReadsContacts,
  'contact.exported': whoReadsContacts,
  'contact.erasure-asked': whoReadsContacts,
  'contact.erasure-progressed': whoReadsContacts,
  'contact.erased': whoReadsContacts,
  'contact-attribute.defined': whoReadsContacts,
  'contact-attribute.removed': whoReadsContacts,
} as const
