import type { Application } from '#kernel/application.ts'
import type { CommandContext } from '#kernel/use-case.ts'

/** Where it is told that a credential is another now. */
export const credentialTopic = 'credential-changed'

interface CredentialChange {
  /** Of a session, an API key, a visitor session, a widget, a visitor, a member or a whole tenant: they never collide. */
  id: string
  /** Whether what it opened must end: it ended itself, or its rights are others now. */
  ends: boolean
}

/** Says after the commit that a credential ended, or that its member has other rights, is suspended or gone. */
export const announceEnd = ({ announce }: Pick<CommandContext, 'announce'>, id: string): void =>
  announce(credentialTopic, { id, ends: true } satisfies CredentialChange)

/** Says after the commit that what is remembered of a credential is out of date. What it opened goes on. */
export const announceChange = ({ announce }: Pick<CommandContext, 'announce'>, id: string): void =>
  announce(credentialTopic, { id, ends: false } satisfies CredentialChange)

/** What has changed, of a message on the topic: a session, an API key, a visitor session, a widget, a visitor, a member or a whole tenant. */
export const changedId = (message: unknown): string => (message as CredentialChange).id

/**
 * Hears the id of every credential that ends, and of every member whose rights change, who is suspended or removed,
 * until the returned function is called. Doors end what is open for a scope when the id is its `credentialId` or its
 * `actor.id`, the widget of its visitor session, or its `tenantId`: then the tenant was suspended or restored. A refresh of tokens is not heard: the session goes on.
 */
export const credentialEnded = (app: Application, listener: (id: string) => void): (() => void) =>
  app.live.subscribe(credentialTopic, (message) => {
    const change = message as CredentialChange
    if (change.ends) listener(change.id)
  })
