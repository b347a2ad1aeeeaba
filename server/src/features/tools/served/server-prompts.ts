import { ServerPromptList, FilledServerPrompt, FillServerPrompt } from '#contract/shapes/server-offer.ts'
import { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { flow } from '#kernel/use-case.ts'
import { storableText } from '#kernel/storable.ts'
import { askServer } from './ask-server.ts'
import { toPrompts, toMessages } from './offer.ts'

/** Lists the prompts of a tool server. */
export const listServerPrompts = flow({
  name: 'server-prompt.list',
  permission: 'tool:use',
  input: ToolServerRef,
  output: ServerPromptList,
  async run({ scope, ports }, ref) {
    const { answer } = await askServer(scope, ports, ref, (session) => session.prompts(scope.signal))
    return { items: toPrompts(answer) }
  },
})

/** Fills in a prompt of a tool server with the caller's arguments. */
export const fillServerPrompt = flow({
  name: 'server-prompt.fill',
  permission: 'tool:use',
  input: FillServerPrompt,
  output: FilledServerPrompt,
  async run({ scope, ports }, { toolServerId, name, values }) {
    const given = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [storableText(key), storableText(value)]),
    )
    const { answer, origin } = await askServer(scope, ports, { toolServerId }, (session) =>
      session.getPrompt(name, given, scope.signal),
    )
    return { messages: toMessages(answer), origin }
  },
})
