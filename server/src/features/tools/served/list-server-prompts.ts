import { ServerPromptList } from '#contract/shapes/server-offer.ts'
import { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { flow } from '#kernel/use-case.ts'
import { askServer } from './ask-server.ts'
import { toPrompts } from './offer.ts'

/** Lists what a tool server proposes to say to an agent. */
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
