import { RunMacro } from '#contract/shapes/canned.ts'
import { InboxConversation } from '#contract/shapes/inbox.ts'
import {
  lockInboxConversation,
  showInboxConversation,
  waitForRelease,
} from '#features/inbox/handoff/index.ts'
import { command, flow } from '#kernel/use-case.ts'
import { namesFor } from '../named-store.ts'
import { doStep } from './do-step.ts'
import { macros, stepsOf } from './macro-store.ts'

/** Runs all the steps of a macro in a conversation, or none of them. */
export const runMacro = flow({
  name: 'macro.run',
  permission: 'inbox:write',
  input: RunMacro,
  output: InboxConversation,
  async run({ scope }, wanted): Promise<InboxConversation> {
    const { shown, elsewhere } = await runNow(scope, wanted)
    await waitForRelease(scope, elsewhere)
    return shown
  },
})

/** Its transaction. */
const runNow = command({
  name: 'macro.run-now',
  permission: 'inbox:write',
  input: RunMacro,
  async run(context, { conversationId, macroId }) {
    const { tx, scope } = context
    const conversation = await lockInboxConversation(tx, scope, conversationId)
    const macro = await macros.require(tx, scope, macroId)
    const names = await namesFor(context, conversation)
    const elsewhere: string[] = []
    for (const step of stepsOf(macro))
      elsewhere.push(...(await doStep(context, { conversationId, step, names })))
    return {
      shown: await showInboxConversation(tx, scope, await lockInboxConversation(tx, scope, conversationId)),
      elsewhere,
    }
  },
})
