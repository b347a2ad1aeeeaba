import { z } from 'zod'
import { WidgetDetails } from '#contract/shapes/widget.ts'
import { entrustedScope } from '#features/access/index.ts'
import { findContact, refuseBlocked } from '#features/people/index.ts'
import { actorId } from '#kernel/scope.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { noteDetails } from './note-details.ts'

/** Leaves contact details in a widget, so that somebody can write later. */
export const giveDetails = command({
  name: 'widget.give-details',
  permission: 'widget:use',
  input: WidgetDetails,
  output: z.null(),
  async run(context, details) {
    const { tx, scope } = context
    const id = actorId(scope)
    await refuseBlocked(tx, scope)
    const row = await findContact(tx, scope.tenantId, id)
    await noteDetails(entrusted(context), id, details, { isVerified: Boolean(row?.verified_at) })
    return null
  },
})

/** The widget stores details that visitors may not change directly. */
const entrusted = (context: CommandContext): CommandContext => ({
  ...context,
  scope: entrustedScope(context.scope, context.scope.tenantId, context.scope.actor),
})
