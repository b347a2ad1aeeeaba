import { FilledServerPrompt, FillServerPrompt } from '#contract/shapes/server-offer.ts'
import { storableText } from '#kernel/storable.ts'
import { flow } from '#kernel/use-case.ts'
import { askServer } from './ask-server.ts'
import { toMessages } from './offer.ts'

/** Fills in what a tool server proposes to say, with arguments of one's own. */
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
