import { ReadServerResource, ServerResourceText } from '#contract/shapes/server-offer.ts'
import { flow } from '#kernel/use-case.ts'
import { askServer } from './ask-server.ts'
import { toContents } from './offer.ts'

/** Reads something that a tool server has, to be quoted to an agent. */
export const readServerResource = flow({
  name: 'server-resource.read',
  permission: 'tool:use',
  input: ReadServerResource,
  output: ServerResourceText,
  async run({ scope, ports }, { toolServerId, uri }) {
    const { answer, origin } = await askServer(scope, ports, { toolServerId }, (session) =>
      session.readResource(uri, scope.signal),
    )
    return { contents: toContents(answer), origin }
  },
})
