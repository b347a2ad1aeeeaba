import { z } from 'zod'

/** An older system and a kind of thing in it, such as its messages. */
export const ExternalKind = z.strictObject({
  dialect: z.string().min(1).max(40),
  kind: z.string().min(1).max(40),
})
export type ExternalKind = z.infer<typeof ExternalKind>

/** A name that an older system's clients use for a thing of ours. */
export interface ExternalName extends ExternalKind {
  externalId: string
}

/** Things of ours of one kind, by our own ids. */
export const OwnThings = ExternalKind.extend({ ids: z.array(z.uuid()).max(1_000) })

/** What an older system keeps of a thing and the core does not: JSON values by name. */
export type Facts = Record<string, unknown>
