import { z } from 'zod'
import { addContact, readContact } from '#features/contacts/index.ts'
import { holdName, pointName } from '#features/external-ids/index.ts'
import { Fault } from '#kernel/fault.ts'
import { step } from '#kernel/step.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { DIALECT } from './numbers.ts'

const Visitor = z.object({ id: z.uuid(), name: z.string() })
type Visitor = z.infer<typeof Visitor>

/** How they came here, in their terms. */
export const ORIGIN = 'web_widget'

const ProvideVisitor = z.strictObject({ claimed: z.string().min(1).max(200), name: z.string().max(100) })

/**
 * Returns the visitor of a name that a client claims. Once a visitor was identified, the name no longer stands for
 * them, and the next one to use it is new.
 */
export const provideVisitor = step(ProvideVisitor, async (context, { claimed, name }): Promise<Visitor> => {
  const { tx, scope } = context
  const key = { dialect: DIALECT, kind: 'visitor', externalId: claimed }
  const knownId = await holdName(tx, scope.tenantId, key)
  const known = knownId === null ? null : await findUnidentified(context, knownId)
  if (known) return known
  const made = await addContact.within(context, { name, origin: ORIGIN })
  await pointName(tx, key, made.id)
  return { id: made.id, name: made.name }
})

async function findUnidentified(context: CommandContext, contactId: string): Promise<Visitor | null> {
  try {
    const { id, name, externalIds, erasing } = await readContact.within(context, { contactId })
    return externalIds.length === 0 && !erasing ? { id, name } : null
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  }
}
