import * as tools from '#features/tools/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/tools/custom/:customToolId'

/** Custom tools: a tenant's own services that agents can call. */
export const customToolsRoutes: readonly Route[] = [
  route('GET', '/v1/tools/custom', tools.listCustomTools, 'List custom tools'),
  making('/v1/tools/custom', tools.createCustomTool, 'Create a custom tool'),
  route(
    'POST',
    '/v1/tools/custom-document',
    tools.fetchToolDocument,
    'Fetch the OpenAPI document of a service',
  ),
  route('PATCH', one, tools.changeCustomTool, 'Change, suspend or resume a custom tool'),
  route('DELETE', one, tools.deleteCustomTool, 'Delete a custom tool'),
  route('POST', `${one}/try`, tools.tryCustomTool, 'Test a custom tool with one call'),
]
