import * as tools from '#features/tools/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/tools/custom/:customToolId'

/** Services of one's own that agents may be given. */
export const customToolsRoutes: readonly Route[] = [
  route('GET', '/v1/tools/custom', tools.listCustomTools, 'List the tools of one’s own'),
  making('/v1/tools/custom', tools.createCustomTool, 'Make a service of one’s own a tool'),
  route(
    'POST',
    '/v1/tools/custom-document',
    tools.fetchToolDocument,
    'Fetch the document that describes a service',
  ),
  route('PATCH', one, tools.changeCustomTool, 'Change, suspend or resume a tool of one’s own'),
  route('DELETE', one, tools.deleteCustomTool, 'Remove a tool of one’s own'),
  route('POST', `${one}/try`, tools.tryCustomTool, 'Call a tool of one’s own once'),
]
