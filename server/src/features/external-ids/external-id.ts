import { z } from 'zod'

/** An older system and a kind of object in it, such as its messages. */
export const ExternalKind = z.strictObject({
  dialect: z.string().min(1).max(40),
  kind: z.string().min(1).max(40),
})
export type ExternalKind = z.infer<typeof ExternalKind>

/** A name by which an older system's clients refer to an object of ours. */
export interface ExternalName extends ExternalKind {
  externalId: string
}

/** Objects of ours of one kind, by our own IDs. */
export const OwnThings = ExternalKind.extend({ ids: z.array(z.uuid()).max(1_000) })

/** Data that an older system stores about an object and the core does not: JSON values by name. */
export type Facts = Record<string, unknown>
