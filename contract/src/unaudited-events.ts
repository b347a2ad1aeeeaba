import type { EventType } from './events.ts'

/** Event types that the audit log leaves out: conversation traffic, triage, and the progress of work. */
export const unauditedEvents = [
  'conversation.opened',
  'conversation.changed',
  'conversation.read',
  'message.created',
  'reply.requested',
  'reply.started',
  'reply.ended',
  'handoff.requested',
  'tool-approval.requested',
  'inbox.changed',
  'csat-rating.requested',
  'csat-rating.given',
  'inbox.presence-set',
  'team.staffed',
  'sla.warned',
  'sla.breached',
  'canned-reply.changed',
  'macro.changed',
  'agent.drafted',
  'evaluation-run.ended',
  'unanswered-question.changed',
  'suggestion.made',
  'memory.changed',
  'contact.added',
  'contact.changed',
  'contact.erasure-progressed',
  'document.changed',
  'knowledge-base.embedded',
  'site.changed',
  'file.uploaded',
  'file.read',
  'invitation.used',
  'proactive-preferences.set',
  'scheduled-message.changed',
  'tool-server.synced',
  'project.created',
  'project.changed',
  'project.deleted',
  'project.member-set',
  'import.ended',
] as const satisfies readonly EventType[]

const unaudited: ReadonlySet<string> = new Set(unauditedEvents)

export const isUnaudited = (type: EventType): boolean => unaudited.has(type)
