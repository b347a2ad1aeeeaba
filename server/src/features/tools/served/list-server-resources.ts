import { ServerResourceList } from '#contract/shapes/server-offer.ts'
import { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { flow } from '#kernel/use-case.ts'
import { askServer } from './ask-server.ts'
import { toResources } from './offer.ts'

/** Lists what a tool server has to read. */
export const listServerResources = flow({
  name: 'server-resource.list',
  permission: 'tool:use',
  input: ToolServerRef,
  output: ServerResourceList,
  async run({ scope, ports }, ref) {
    const { answer } = await askServer(scope, ports, ref, (session) => session.resources(scope.signal))
    return { items: toResources(answer) }
  },
})
