import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/scope.ts'
import { contactErase } from './job-kinds.ts'
import { eraseEverywhere } from './erasure/erase-everywhere.ts'

const jobHandlers = [jobHandler(contactErase, { work: eraseEverywhere, concurrency: 1 })] as const

export const manifest: Manifest = {
  jobHandlers,
}

const whoReadsContacts = (actor: Actor): boolean => actor.permissions.has('contact:read')

/** Who may receive its events. */
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
